//! A span as people see it: on characters, not inside a line end, never past the last word.
//!
//! Parsers point at line ends, into the middle of `\r\n`, or at the empty line after the last one.
//! Human and JSON reports share this one reading of such spans, so that both name the same place.

use crate::base::Span;
use std::ops::Range;

/// Where a span begins and ends. Lines and columns count from 1; the end is one past the last character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Bytes of the source's text.
    pub(super) range: Range<usize>,
    /// Line and column of the first character.
    pub(super) start: (usize, usize),
    /// Line and column after the last character.
    pub(super) end: (usize, usize),
}

impl Place {
    /// Reads a span; any span of any text is fine, even one that lies outside it.
    pub(super) fn of(span: &Span) -> Self {
        let text = span.source.text();
        let mut start = text.floor_char_boundary(span.start);
        let mut end = text.ceil_char_boundary(span.end).max(start);
        if start == text.len() && text.ends_with('\n') {
            start = text.trim_end().len();
            end = start;
        }
        if text[..start].ends_with('\r') && text[start..].starts_with('\n') {
            start -= 1;
        }
        end = (start + text[start..end].trim_end_matches(['\n', '\r']).len()).max(start);
        let position = |offset| span.source.line_column(offset);
        Self { range: start..end, start: position(start), end: position(end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;

    fn place(text: &str, start: usize, end: usize) -> (Range<usize>, (usize, usize), (usize, usize)) {
        let place = Place::of(&Span::new(&Source::new("x", text), start, end));
        (place.range, place.start, place.end)
    }

    #[test]
    fn line_ends_are_not_part_of_a_place() {
        assert_eq!(place("ab\r\ncd\r\n", 0, 4), (0..2, (1, 1), (1, 3)));
        assert_eq!(place("ab\r\ncd\r\n", 3, 3), (2..2, (1, 3), (1, 3)), "between the two characters");
        assert_eq!(place("ab\ncd\n", 0, 5), (0..5, (1, 1), (2, 3)));
    }

    #[test]
    fn the_end_of_a_file_is_after_its_last_word() {
        assert_eq!(place("ab\ncd\n", 6, 6), (5..5, (2, 3), (2, 3)));
        assert_eq!(place("ab\r\n\r\n", 6, 6), (2..2, (1, 3), (1, 3)));
        assert_eq!(place("ab", 2, 2), (2..2, (1, 3), (1, 3)));
        assert_eq!(place("\n", 1, 1), (0..0, (1, 1), (1, 1)));
        assert_eq!(place("", 0, 0), (0..0, (1, 1), (1, 1)));
    }

    #[test]
    fn spans_that_fit_no_character_are_widened() {
        assert_eq!(place("é é", 1, 4), (0..5, (1, 1), (1, 4)));
        assert_eq!(place("ab", 7, 90), (2..2, (1, 3), (1, 3)));
    }
}
