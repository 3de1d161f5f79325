//! Three versions of a text: what people have, what they started from, and what the program has now.

use super::base::unified;
use diffy::{ConflictStyle, MergeOptions};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// One text with the changes of both, with the line ends and the byte-order mark of people's text.
    Text(String),
    /// Both changed the same lines: the numbers of those lines in people's text, in pairs (first, last).
    Conflict(Vec<(usize, usize)>),
}

/// Longer than any row of signs that a text has for itself.
const MARK: usize = 53;

/// Merges them, line by line.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    let [base, own, theirs] = [base, ours, theirs].map(unified);
    let mut options = MergeOptions::new();
    options.set_conflict_marker_length(MARK).set_conflict_style(ConflictStyle::Merge);
    match options.merge(&base, &own, &theirs) {
        Ok(text) => Merged::Text(like(&text, ours)),
        Err(marked) => Merged::Conflict(places(&marked)),
    }
}

/// A text with the line ends and the byte-order mark of another.
pub fn like(text: &str, other: &str) -> String {
    let mark = if other.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let text = if other.contains("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() };
    format!("{mark}{text}")
}

/// The lines of people's text in which it differs from another, in pairs (first, last).
pub fn differing(ours: &str, theirs: &str) -> Vec<(usize, usize)> {
    let [ours, theirs] = [ours, theirs].map(unified);
    let [ours, theirs] = [&ours, &theirs].map(|text| text.lines().collect::<Vec<_>>());
    let changes = capture_diff_slices(Algorithm::Myers, &ours, &theirs).into_iter();
    let changes = changes.filter(|change| change.tag() != DiffTag::Equal).map(|change| change.old_range());
    changes.map(|lines| ((lines.start + 1).min(lines.end.max(1)), lines.end.max(1))).collect()
}

/// Where a text with marks has conflicts.
fn places(marked: &str) -> Vec<(usize, usize)> {
    let is = |line: &str, sign: &str| line.starts_with(&sign.repeat(MARK));
    let (mut line, mut first, mut is_theirs) = (0, None, false);
    let mut places = Vec::new();
    for text in marked.lines() {
        match text {
            _ if is(text, "<") => first = Some(line + 1),
            _ if is(text, "=") && first.is_some() => is_theirs = true,
            _ if is(text, ">") => {
                is_theirs = false;
                // Where people deleted lines, the place is the line after which they were.
                places.extend(first.take().map(|first: usize| (first.min(line.max(1)), line.max(1))));
            }
            _ if is_theirs => {}
            _ => line += 1,
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_in_different_places_come_together() {
        let merged = merge("a\nb\nc\nd\n", "\u{feff}A\r\nb\r\nc\r\nd\r\n", "a\nb\nc\nD\n");
        assert_eq!(merged, Merged::Text("\u{feff}A\r\nb\r\nc\r\nD\r\n".into()));
        assert_eq!(merge("a\nb\n", "a\nn\nb\n", "a\nn\nb\n"), Merged::Text("a\nn\nb\n".into()));
    }

    #[test]
    fn changes_of_one_place_are_a_conflict_with_its_lines() {
        let merged = merge("a\nb\nc\nd\ne\n", "a\nX\nY\nc\nd\nZ\n", "a\nQ\nc\nd\nR\n");
        assert_eq!(merged, Merged::Conflict(vec![(2, 3), (6, 6)]));
        assert_eq!(merge("a\nb\nc\n", "a\nc\n", "a\nB\nc\n"), Merged::Conflict(vec![(1, 1)]));
        assert_eq!(merge("a\n", "", "b\n"), Merged::Conflict(vec![(1, 1)]));
    }

    #[test]
    fn without_a_base_the_lines_that_differ_are_found() {
        assert_eq!(differing("a\r\nb\r\nc\r\n", "a\nb\nc\n"), []);
        assert_eq!(differing("a\nX\nc\n", "a\nb\nc\n"), [(2, 2)]);
    }
}
