//! Hyphens between digits in Arabic: which of them join two days, from the right to the left, and which are signs of a
//! number or a name that runs from left to right.

use std::ops::Range;

/// Signs that may stand between two numbers.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '–' | '\u{2010}' | '\u{2011}')
}

/// A letter of a script that is written from right to left.
pub(super) fn is_arabic(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// The bytes of all hyphens between digits.
pub(super) fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices(is_hyphen).map(|(at, sign)| at..at + sign.len()).filter(|sign| {
        let digit = |c: char| c.is_ascii_digit();
        text[..sign.start].ends_with(digit) && text[sign.end..].starts_with(digit)
    })
}

/// Whether the hyphen between two texts joins two days: they stand directly before a month, or between two Arabic words
/// of a date (`11-18 من يناير`, `يناير 11-18`).
pub(super) fn is_of_days(before: &str, after: &str, months: &[String]) -> bool {
    if days(before, after).is_none() {
        return false;
    }
    let mut behind = after.split_whitespace().skip(1).map(bare);
    let (next, next_but_one) = (behind.next().unwrap_or_default(), behind.next().unwrap_or_default());
    let previous = before.split_whitespace().rev().nth(1).map(bare).unwrap_or_default();
    let is_month = |word: &str| months.iter().any(|month| month == word);
    let first_of_next = next.split(is_hyphen).next().unwrap_or_default();
    is_month(first_of_next)
        || (previous.contains(is_arabic)
            && next.contains(is_arabic)
            && (is_month(previous) || is_month(next_but_one)))
}

/// The two numbers that a hyphen joins, if both can be days and nothing else belongs to them.
fn days(before: &str, after: &str) -> Option<(u32, u32)> {
    let (from, to) = numbers(before, after)?;
    let is_day =
        |number: &str| (1..=2).contains(&number.len()) && (1..=31).contains(&number.parse().unwrap_or(0));
    (is_day(from) && is_day(to)).then(|| Some((from.parse().ok()?, to.parse().ok()?))).flatten()
}

/// The numbers on both sides of a hyphen, if they are all of the word but for Arabic letters before them and
/// punctuation.
fn numbers<'t>(before: &'t str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let (left, right) =
        (before.rsplit(char::is_whitespace).next()?, after.split(char::is_whitespace).next()?);
    let from = left.trim_start_matches(|c: char| is_arabic(c) || is_mark(c));
    let to = right.trim_end_matches(is_mark);
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    (is_number(from) && is_number(to)).then_some((from, to))
}

/// A sign around words.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | '[' | ']' | '"' | '“' | '”' | '«' | '»' | ',' | '.' | ';' | ':' | '،' | '؛' | '؟' | '!'
    )
}

fn bare(word: &str) -> &str {
    word.trim_matches(is_mark)
}

/// Whether the first letter is Arabic. The next words say it, or none.
fn nearest_letter(mut chars: impl Iterator<Item = char>) -> bool {
    chars.by_ref().take(40).find(|c| c.is_alphabetic()).is_some_and(is_arabic)
}

/// The ranges of numbers of which nobody can say how they are to be read: they stand among Arabic words alone, and no
/// month follows them. They are printed as typed, from left to right.
pub fn doubtful(text: &str, months: &[String]) -> Vec<Range<usize>> {
    let all = find(text).filter_map(|sign| {
        let (before, after) = (&text[..sign.start], &text[sign.end..]);
        let (from, to) = numbers(before, after)?;
        let value = |number: &str| number.parse::<u32>().ok();
        let previous = before.strip_suffix(from)?.trim_end();
        let next = after.strip_prefix(to)?.trim_start_matches(|c: char| is_mark(c) || c.is_whitespace());
        let latin = |c: char| c.is_alphanumeric() && !is_arabic(c);
        let has_latin = previous.trim_end_matches(is_mark).ends_with(latin) || next.starts_with(latin);
        let has_arabic = nearest_letter(previous.chars().rev()) || nearest_letter(next.chars());
        let is_range = value(from) < value(to) && from.len() == to.len() || days(before, after).is_some();
        let is_doubtful = is_range && has_arabic && !has_latin && !is_of_days(before, after, months);
        is_doubtful.then(|| sign.start - from.len()..sign.end + to.len())
    });
    all.collect()
}

/// The length of the words and numbers from left to right that a text begins with, without the punctuation after them,
/// and whether a hyphen between digits is among them.
pub(super) fn stretch(text: &str) -> (usize, bool) {
    let begins = |c: char| c.is_alphanumeric() && !is_arabic(c);
    if !text.starts_with(|c: char| begins(c) || c == '(') {
        return (0, false);
    }
    let (mut end, mut open, mut balanced) = (0, 0_usize, true);
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => break,
            ')' => {
                open -= 1;
                (end, balanced) = (at + 1, open == 0);
            }
            c if begins(c) || c == '%' => (end, balanced) = (at + c.len_utf8(), open == 0),
            c if c.is_ascii() || c.is_whitespace() || is_hyphen(c) || matches!(c, '’' | '°' | '€' | '£') =>
                {}
            _ => break,
        }
    }
    // A bracket that does not close stays outside with all behind it.
    if !balanced {
        end = text[..end].rfind('(').map_or(0, |at| text[..at].trim_end().len());
    }
    (end, find(&text[..end]).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months() -> [String; 2] {
        ["يناير", "مارس"].map(str::to_owned)
    }

    #[test]
    fn days_before_a_month_are_a_range() {
        let is_of_days = |text: &str| {
            let sign = find(text).next().expect("a hyphen");
            is_of_days(&text[..sign.start], &text[sign.end..], &months())
        };
        for text in [
            "11-18 يناير",
            "في الفترة 11-18\u{a0}يناير 2026",
            "(11-18 يناير)",
            "و11-18 يناير",
            "الفترة 11-18 من يناير",
            "يناير 11-18 الجاري",
        ] {
            assert!(is_of_days(text), "{text}");
        }
        for text in [
            "+41 22 730-5111 يناير",
            "1-2 km",
            "ISO 27001-2 يناير",
            "2021-2024 يناير",
            "الجلسات 12-14 من البرنامج",
            "XY3/26-1 يناير",
            "11-18 ITU من يناير",
            "11-45 يناير",
        ] {
            assert!(!is_of_days(text), "{text}");
        }
    }

    #[test]
    fn ranges_among_arabic_words_are_doubtful() {
        let found = |text: &str| {
            doubtful(text, &months()).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("الجلسات 12-14 من البرنامج"), ["12-14"]);
        assert_eq!(found("الفترة (2021-2024)، و3-5"), ["2021-2024", "3-5"]);
        for text in [
            "11-18 يناير",
            "على مسافة 1-2 km",
            "USD 95-120",
            "الهاتف 730-51",
            "12-14",
            "20\u{200f}-\u{200f}30 من",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
