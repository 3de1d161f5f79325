//! Small texts for messages: paths, lists and counts in words, and the word that was perhaps meant.

use crate::base::unusable::{is_invisible, is_turning_or_hidden};
use std::borrow::Cow;
use std::ops::Range;
use std::path::{MAIN_SEPARATOR, Path};

/// A path as it is shown to the user: as it was given, with the platform's own separators. What would drive the
/// terminal, end the line or turn the words around it is written out.
pub fn shown(path: &Path) -> String {
    name_shown(&as_given(path)).into_owned()
}

/// The name of a file as it is shown to the user, as [`shown`].
pub fn name_shown(name: &str) -> Cow<'_, str> {
    written_out(name, &|c| is_seen(c) && c != '\n')
}

/// A path for programs: as it was given, with the platform's own separators.
pub fn as_given(path: &Path) -> String {
    let text = path.display().to_string();
    if MAIN_SEPARATOR == '/' { text } else { in_windows(&text) }
}

/// A path as people on Windows write it. The system names real places with a prefix that nobody types.
fn in_windows(path: &str) -> String {
    let path = path.replace('/', r"\");
    match (path.strip_prefix(r"\\?\UNC\"), path.strip_prefix(r"\\?\")) {
        (Some(share), _) => format!(r"\\{share}"),
        (None, Some(place)) => place.to_owned(),
        _ => path,
    }
}

/// A text for a terminal or a page, with characters written out that nobody sees: they could drive the terminal, or turn
/// the words around them. Line ends stay, tabs become spaces.
pub fn visible(text: &str) -> Cow<'_, str> {
    match written_out(text, &|c| is_seen(c) || c == '\t') {
        seen if seen.contains('\t') => Cow::Owned(seen.replace('\t', " ")),
        seen => seen,
    }
}

/// Whether a character can be printed as it is. Line ends can.
pub(crate) fn is_seen(c: char) -> bool {
    c == '\n' || !(c.is_control() || is_turning_or_hidden(c) || matches!(c, '\u{2028}' | '\u{2029}'))
}

/// A text with all other characters than those that are kept as `<U+202E>`: on Windows, no name of a file has `<`.
fn written_out<'a>(text: &'a str, is_kept: &dyn Fn(char) -> bool) -> Cow<'a, str> {
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_kept(c) {
            out.push(c);
        } else {
            out.push_str(&format!("<U+{:04X}>", u32::from(c)));
        }
    }
    Cow::Owned(out)
}

/// `a`, `a and b`, `a, b and c`; of more names than `most` the first ones, and how many more: `a, b, c and 96 more`.
pub fn several<N: Into<String>>(names: impl ExactSizeIterator<Item = N>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let mut names: Vec<String> = names.take(most).map(Into::into).collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// `1 letter`, `3 letters`: a count with its noun.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What there is of several things, each with its number: the words of those that are not 0.
pub fn what_there_is(parts: impl IntoIterator<Item = (usize, String)>) -> String {
    let there = parts.into_iter().filter(|(number, _)| *number > 0);
    there.map(|(_, words)| words).collect::<Vec<_>>().join(", ")
}

/// The beginning of a text that has more characters than `most`.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The lines of a text that becomes one line again, all but the first narrower by `indent`: broken only at single spaces,
/// since several would become one, and not within a fact in braces.
pub fn folded(text: &str, width: usize, indent: usize) -> Vec<&str> {
    let is_free = |at: &usize| {
        let (before, behind) = (&text[..*at], &text[at + 1..]);
        !before.ends_with(' ') && !behind.starts_with(' ') && before.rfind("{{") <= before.rfind("}}")
    };
    let spaces = text.match_indices(' ').map(|(at, _)| at).filter(is_free);
    let (mut lines, mut start, mut last) = (Vec::new(), 0, None);
    for at in spaces.chain([text.len()]) {
        let width = if start == 0 { width } else { width - indent };
        if let Some(last) = last.filter(|_| text[start..at].chars().count() > width) {
            lines.push(&text[start..last]);
            start = last + 1;
        }
        last = Some(at);
    }
    lines.push(&text[start..]);
    lines
}

/// Words on one line: every run of spaces and line ends is one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is said of a misspelt word: the candidate nearest to it, `otherwise` where none is near.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    nearest(word, candidates).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

/// The candidate nearest to a misspelt word, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase().replace(['_', ' '], "-");
    let length = word.chars().count();
    let own = bag(&word);
    candidates
        .into_iter()
        .filter_map(|c| {
            let other = c.chars().count();
            let shorter = other.min(length);
            let is_near = |distance: usize| distance <= 1 + shorter / 3 && distance < shorter;
            // Words are at least as far apart as their lengths: a long text is compared with none.
            let other = if is_near(other.abs_diff(length)) { c.to_lowercase() } else { return None };
            let distance =
                is_near(apart(&own, &bag(&other))).then(|| strsim::damerau_levenshtein(&word, &other))?;
            is_near(distance).then_some((distance, c))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, c)| c)
}

/// How often a word has its characters, some of them together.
fn bag(word: &str) -> [u16; 64] {
    let mut bag = [0_u16; 64];
    for c in word.chars() {
        let count = &mut bag[c as usize % 64];
        *count = count.saturating_add(1);
    }
    bag
}

/// How far apart words are at least, by the characters that one has and the other does not: quicker than their distance,
/// which is measured only of those that can be near.
fn apart(one: &[u16; 64], other: &[u16; 64]) -> usize {
    let more = |one: &[u16; 64], other: &[u16; 64]| -> usize {
        one.iter().zip(other).map(|(one, other)| usize::from(one.saturating_sub(*other))).sum()
    };
    more(one, other).max(more(other, one))
}

/// The first byte of the line that a place is in.
pub fn start_of_line(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// A range of a text with the whole words that it is in or beside, without the signs around them.
pub fn words_around(text: &str, range: &Range<usize>) -> Range<usize> {
    const AROUND: &str = "\"'“”‘’«»()[]{}*_`.,;:";
    let is_around = |c: char| AROUND.contains(c);
    let (before, within, behind) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    let head = &before[before.trim_end_matches(|c: char| !c.is_whitespace()).len()..];
    let tail = &behind[..behind.find(char::is_whitespace).unwrap_or(behind.len())];
    // Beside a space that changes, a sign is what it is about.
    let head =
        if within.starts_with(char::is_whitespace) { head } else { head.trim_start_matches(is_around) };
    let tail = if within.ends_with(char::is_whitespace) { tail } else { tail.trim_end_matches(is_around) };
    range.start - head.len()..range.end + tail.len()
}

/// What an edit did, so that it is seen: also what it did to white space and to signs that nobody sees.
pub fn mended(was: &str, is: &str) -> String {
    let sign = |c: char| if is_invisible(c) { format!("U+{:04X}", u32::from(c)) } else { c.to_string() };
    let seen = |text: &str| one_line(text).chars().map(sign).collect::<String>();
    match (seen(was), seen(is)) {
        (was, is) if was == is => format!("only the white space in `{was}` has changed"),
        (was, is) if is.is_empty() => format!("`{was}` is now (nothing)"),
        (was, is) => format!("`{was}` is now `{is}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_people_on_windows_write_them() {
        for (path, shown) in [
            (r"\\?\C:\Büro\a.yaml", r"C:\Büro\a.yaml"),
            (r"\\?\UNC\server\tsb\a.yaml", r"\\server\tsb\a.yaml"),
            (r"\\server\tsb/a.yaml", r"\\server\tsb\a.yaml"),
            ("letters/a.yaml", r"letters\a.yaml"),
        ] {
            assert_eq!(in_windows(path), shown);
        }
    }

    #[test]
    fn names_of_files_cannot_drive_a_terminal_or_turn_the_words_around_them() {
        let name = Path::new("\u{1b}[31mred\u{202e}lmay.\n\u{85}\u{200b}\u{7f}b.yaml");
        assert_eq!(shown(name), "<U+001B>[31mred<U+202E>lmay.<U+000A><U+0085><U+200B><U+007F>b.yaml");
        assert!(as_given(name).contains("\u{1b}[31mred\u{202e}"));
        for usual in ["Genève 1.yaml", "会议.yaml", "رسالة\u{200f}.yaml", "می\u{200c}خواهم.yaml"]
        {
            assert_eq!(shown(Path::new(usual)), usual);
        }
    }

    #[test]
    fn texts_keep_their_lines() {
        assert_eq!(visible("a\tb\nc"), "a b\nc");
        assert_eq!(visible("a\u{1b}\tb\u{2067}"), "a<U+001B> b<U+2067>");
        assert!(matches!(visible("plain"), Cow::Borrowed("plain")));
    }

    proptest::proptest! {
        #[test]
        fn words_are_never_nearer_than_their_characters_say(one in "[a-eé会-]{0,9}", other in "[a-eé会-]{0,9}") {
            let distance = strsim::damerau_levenshtein(&one, &other);
            proptest::prop_assert!(apart(&bag(&one), &bag(&other)) <= distance);
        }
    }

    #[test]
    fn words_are_shown_whole() {
        let words = |text: &str, range: Range<usize>| text[words_around(text, &range)].to_owned();
        assert_eq!(words("a \"b,\" c", 4..5), "b,");
        assert_eq!(words("the Chairman.", 9..12), "Chairman");
        assert_eq!(words("on Monday 19", 9..9), "Monday");
        assert_eq!(words("one two , x", 7..8), "two ,");
    }

    #[test]
    fn what_an_edit_did_is_seen() {
        assert_eq!(mended("a b", "a"), "`a b` is now `a`");
        assert_eq!(mended("a  b", "a b"), "only the white space in `a b` has changed");
        assert_eq!(mended("a\u{202e}", "a"), "`aU+202E` is now `a`");
        assert_eq!(mended("x", ""), "`x` is now (nothing)");
    }
}
