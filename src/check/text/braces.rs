//! Facts in other brackets than double braces: they are printed as they were typed.

use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::compose::facts::declared;
use crate::rules;
use std::ops::Range;

rules! {
    /// `{ annex.practical }`.
    SINGLE_BRACES = Warning "single-braces" {
        summary: "the name of a fact is in other brackets than double braces",
        why: "Only double braces print a fact. Readers see this name and its brackets as they were typed.",
        source: "a rule of this program",
        bad: "body:\n  - text: The meeting begins on { meeting.starts }.",
        good: "body:\n  - text: The meeting begins on {{ meeting.starts }}.",
        fix: "Write two braces on each side of the name, without a space between them.",
    }
}

/// What people put for double braces; the longer ones first.
const PAIRS: [(&str, &str); 9] = [
    ("{ {", "} }"),
    ("{ ", "}}"),
    ("{", "}}"),
    ("｛｛", "｝｝"),
    ("[[", "]]"),
    ("<<", ">>"),
    ("${", "}"),
    ("｛", "｝"),
    ("{", "}"),
];

/// The longest fact with its filters, in bytes.
const LONGEST: usize = 400;

/// Looks at all brackets of the letter's own words.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for passage in text.passages().filter(|passage| passage.text.contains(['{', '[', '<', '｛'])) {
        let mut from = 0;
        while let Some((range, inside)) = next(passage, from) {
            from = range.end;
            let written = &passage.text[range.clone()];
            let message = format!("`{written}` is printed as it is typed: a fact needs double braces");
            let right = format!("{{{{ {inside} }}}}");
            problems.push(passage.correct(&SINGLE_BRACES, message, range, &right));
        }
    }
}

/// The next name of a fact in such brackets.
fn next<'a>(passage: Passage<'a>, from: usize) -> Option<(Range<usize>, &'a str)> {
    let text: &'a str = passage.text_of();
    text[from..].char_indices().map(|(at, _)| from + at).find_map(|at| {
        PAIRS.iter().find_map(|(open, close)| {
            let behind = text[at..].strip_prefix(open)?;
            // Only as far as a fact is long: many brackets that nothing closes would be searched to the end, each.
            let end = behind[..behind.floor_char_boundary(LONGEST)].find(close)?;
            let inside = behind[..end].trim();
            let name = inside.split('|').next().unwrap_or_default().trim();
            let start = text.len() - behind.len();
            let range = at..start + end + close.len();
            let is_fact = name.contains('.') && declared(name).is_some();
            (is_fact && passage.is_own(start) && !passage.is_code(&range)).then_some((range, inside))
        })
    })
}
