//! Text as each language sets it: places where a line must not end (`ITU‑T`, dates, `Mr Name`, `Annex A`,
//! number ranges), the spaces of French punctuation, what runs from left to right in Arabic.
//!
//! U+00A0 replaces the space and U+2011 the hyphen at which a line must not end; U+202F is the narrow
//! space of French. All three formats get these characters. Knows text, no document and no format.

mod arabic;
mod chinese;
mod english;
mod french;
mod other;

pub use arabic::{CLOSE, OPEN, marks};
pub use chinese::closes_up;

use crate::base::language::Language;

/// What a text's language is, and its names of months.
#[derive(Clone, Copy, Debug)]
pub struct Conventions<'a> {
    /// The language.
    pub language: Language,
    /// Its months, as they stand in dates.
    pub months: &'a [String],
}

/// Sets a text as its language wants it.
pub fn bind(text: &str, conventions: Conventions<'_>) -> String {
    match conventions.language {
        Language::English => english::bind(text, conventions.months),
        Language::French => other::bind(&french::space(text), conventions),
        Language::Arabic => arabic::isolate(&other::bind(text, conventions)),
        Language::Chinese => chinese::bind(&other::bind(&chinese::close_up(text), conventions)).into_owned(),
        Language::Russian | Language::Spanish => other::bind(text, conventions),
    }
}

/// A text with ordinary spaces and hyphens and without what only steers its direction: for lists of
/// contents, names and comparisons.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|&c| !steers(c) && c != JOINER)
        .map(|c| match c {
            '\u{a0}' | '\u{202f}' => ' ',
            '\u{2011}' => '-',
            c => c,
        })
        .collect()
}

/// Between two characters where a line must not end, without a space or a hyphen. The DOCX does without: Word's
/// faces have no glyph for it.
pub const JOINER: char = '\u{2060}';

/// Whether a character is invisible and only steers the direction of text.
pub fn steers(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a stretch without spaces is an address, which must stay as it is.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.contains("www.") || word.starts_with("mailto:")
}
