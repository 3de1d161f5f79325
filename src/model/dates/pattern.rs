//! A pattern of the phrases file taken apart, to be found in a text: words as they are written, and places
//! that dates and times fill.
//!
//! Knows no dates: it finds digits and names. A space of a pattern stands for any space, a dash for any dash,
//! a small letter for a capital one, and marks of direction in the text are passed over.

use std::ops::Range;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Words as they are.
    Words(String),
    /// Words that may be missing.
    Perhaps(String),
    /// What stands between the two ends of a range: a dash, or words.
    Between(String),
    /// A place, by its name: `day1`.
    Place(String),
}

/// Cuts a pattern at its places.
pub(super) fn cut(pattern: &str) -> Vec<Element> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, opened)| Some((before, opened.split_once('}')?)))
    {
        if !before.is_empty() {
            pieces.push(Element::Words(before.to_owned()));
        }
        pieces.push(Element::Place(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Element::Words(rest.to_owned()));
    }
    pieces
}

/// Words between two ends: what belongs to the first end, the dash or word between, what belongs to the
/// second.
pub(super) fn cut_between(words: &str) -> Vec<Element> {
    let Some(dash) = words.find(is_dash) else {
        return vec![Element::Between(words.to_owned())];
    };
    let is_around = |c: char| is_space(c) || is_mark(c);
    let start = words[..dash].trim_end_matches(is_around).len();
    let after = words[dash..].trim_start_matches(|c| is_around(c) || is_dash(c));
    let end = words.len() - after.len();
    let words_of = |part: &str| Element::Words(part.to_owned());
    let mut pieces =
        vec![words_of(&words[..start]), Element::Between(words[start..end].to_owned()), words_of(after)];
    pieces.retain(|piece| !matches!(piece, Element::Words(words) if words.is_empty()));
    pieces
}

/// A dash, of whatever length.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// A space, breaking or not.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// A mark of direction, which nobody sees.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a letter is written beside the next without a space between words, as in Chinese.
fn is_unspaced(c: char) -> bool {
    c >= '\u{2e80}'
}

/// Where words end that begin at a byte of the text.
pub(super) fn words_at(text: &str, at: usize, words: &str) -> Option<usize> {
    let mut at = past_marks(text, at);
    let mut wanted = words.chars().filter(|c| !is_mark(*c)).peekable();
    while let Some(want) = wanted.next() {
        let rest = &text[at..];
        if is_dash(want) {
            at += dash(rest)?;
        } else if is_space(want) {
            // The spaces around a dash are its own.
            if wanted.peek().is_some_and(|c| is_dash(*c)) {
                continue;
            }
            let spaces = rest.len() - rest.trim_start_matches(is_space).len();
            let is_behind_dash = words_before(text, at).is_some_and(is_dash);
            if spaces == 0 && !is_behind_dash && !words_before(text, at).is_some_and(is_space) {
                return None;
            }
            at += spaces;
        } else {
            let found = rest.chars().next().filter(|found| is_same(*found, want))?;
            at += found.len_utf8();
        }
        at = past_marks(text, at);
    }
    Some(at)
}

/// Where a name ends that begins at a byte: one that no letter of the same word follows.
pub(super) fn name_at(text: &str, at: usize, name: &str) -> Option<usize> {
    let end = words_at(text, at, name).filter(|end| *end > at)?;
    let is_inside = |c: char| c.is_alphabetic() && !is_unspaced(c);
    (!(name.ends_with(is_inside) && text[end..].starts_with(is_inside))).then_some(end)
}

/// The longest of several names at a byte: which it is, and where it ends.
pub(super) fn longest_at(text: &str, at: usize, names: &[String]) -> Option<(usize, usize)> {
    let found = names.iter().enumerate().filter_map(|(index, name)| Some((index, name_at(text, at, name)?)));
    found.max_by_key(|(index, end)| (*end, names.len() - index))
}

/// Digits at a byte, all there are: what they count, and where they end.
pub(super) fn digits_at(text: &str, at: usize, count: Range<usize>) -> Option<(u32, usize)> {
    let start = past_marks(text, at);
    let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let end = start + length;
    count.contains(&length).then(|| text[start..end].parse().ok()).flatten().map(|number| (number, end))
}

/// Exactly so many digits, whatever follows.
pub(super) fn first_digits(text: &str, at: usize, count: usize) -> Option<(u32, usize)> {
    let start = past_marks(text, at);
    let digits = text.get(start..start + count).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    Some((digits.parse().ok()?, start + count))
}

/// Whether a date or time may begin at a byte: it does not go on there.
pub(super) fn may_begin(text: &str, at: usize) -> bool {
    let Some(before) = words_before(text, at) else { return true };
    match text[at..].chars().next() {
        // SG14, 1/17, A.5; but an Arabic word for `and` is written close to the number.
        Some(c) if c.is_ascii_digit() => {
            !(before.is_ascii_digit()
                || matches!(before, '/' | '.' | ':' | '§')
                || (before.is_alphabetic() && before < '\u{530}'))
        }
        _ => !before.is_alphanumeric() || is_unspaced(before),
    }
}

/// The character before a byte that somebody sees.
pub(super) fn words_before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().rev().find(|c| !is_mark(*c))
}

fn past_marks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_mark).len()
}

/// The length of a dash with the spaces and marks around it.
fn dash(text: &str) -> Option<usize> {
    let is_around = |c: char| is_space(c) || is_mark(c);
    let rest = text.trim_start_matches(is_around).strip_prefix(is_dash)?.trim_start_matches(is_around);
    Some(text.len() - rest.len())
}

fn is_same(found: char, want: char) -> bool {
    if found.is_ascii() && want.is_ascii() {
        return found.eq_ignore_ascii_case(&want);
    }
    found == want || found.to_lowercase().eq(want.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_spaced() {
        assert_eq!(words_at("1 – 2", 1, "-"), Some("1 – ".len()));
        assert_eq!(words_at("1-2", 1, "\u{a0}– "), Some(2));
        assert_eq!(words_at("1\u{200f}-\u{200f}2", 1, "\u{200f}-\u{200f}"), Some(1 + 3 + 1 + 3));
        assert_eq!(words_at("1 2", 1, "-"), None);
        assert_eq!(words_at("a\u{a0}de  b", 1, " de "), Some("a\u{a0}de  ".len()));
        assert_eq!(words_at("aDe", 1, "de"), Some(3));
        assert_eq!(words_at("ade b", 1, " de "), None);
    }

    #[test]
    fn a_name_is_a_whole_word() {
        assert_eq!(name_at("mars", 0, "mars"), Some(4));
        assert_eq!(name_at("marsouin", 0, "mars"), None);
        assert_eq!(name_at("4月在", 0, "4月"), Some("4月".len()));
        let months = ["1".to_owned(), "11".to_owned()];
        assert_eq!(longest_at("11", 0, &months), Some((1, 2)));
    }

    #[test]
    fn a_date_does_not_begin_in_a_number_or_code() {
        for (text, at, may) in [
            ("SG14", 2, false),
            ("1/17", 2, false),
            ("2014", 2, false),
            ("و20", "و".len(), true),
            ("于2", "于".len(), true),
        ] {
            assert_eq!(may_begin(text, at), may, "{text}");
        }
    }

    #[test]
    fn patterns_are_cut_at_their_places() {
        let place = |name: &str| Element::Place(name.to_owned());
        let words = |words: &str| Element::Words(words.to_owned());
        assert_eq!(cut("du {day1} au"), [words("du "), place("day1"), words(" au")]);
        assert_eq!(cut_between("日 - "), [words("日"), Element::Between(" - ".to_owned())]);
        assert_eq!(cut_between(" au "), [Element::Between(" au ".to_owned())]);
    }
}
