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
mod ranges;

pub use arabic::{CLOSE, OPEN, marks};
pub use chinese::closes_up;
pub use ranges::doubtful as doubtful_ranges;

use crate::base::typography::{Spacing, Typography};
use crate::base::{Language, Script};
use std::sync::LazyLock;

/// How a text's language sets it.
#[derive(Clone, Copy, Debug)]
pub struct Conventions<'a> {
    /// The language.
    pub language: Language,
    /// Its months, as they stand in dates.
    pub months: &'a [String],
    /// The first of a month, where it is not written `1`.
    pub first_of_month: Option<&'a str>,
    /// Its spaces, and the words next to which a line does not end.
    pub typography: &'a Typography,
}

impl Conventions<'_> {
    /// Those of a language whose words are not known: its dates may break.
    pub fn without_words(language: Language) -> Self {
        static NONE: LazyLock<Typography> = LazyLock::new(Typography::default);
        Self { language, months: &[], first_of_month: None, typography: &NONE }
    }
}

/// Sets a text as its language wants it.
pub fn bind(text: &str, conventions: Conventions<'_>) -> String {
    let Conventions { language, typography, .. } = conventions;
    match (language.script(), typography.spacing) {
        _ if language == Language::English => english::bind(text, conventions),
        (Script::Arabic, _) => arabic::isolate(&other::bind(text, conventions)),
        (Script::Chinese, _) => {
            let bound = other::bind(&chinese::close_up(text), conventions);
            chinese::bind(&bound, typography).into_owned()
        }
        (_, Some(Spacing::French)) => other::bind(&french::space(text), conventions),
        _ => other::bind(text, conventions),
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::base::yaml::{self, Decode};
    use crate::base::{Diagnostics, Source};

    /// A text as a language sets it by the words of the house style: `~` for a space, `=` for a hyphen that binds.
    pub fn bound(language: Language, months: &[&str], text: &str) -> String {
        let path = format!("{}/templates/phrases/{}.yaml", env!("CARGO_MANIFEST_DIR"), language.code());
        let words = std::fs::read_to_string(&path).expect("a phrases file");
        let mut problems = Diagnostics::new();
        let node = yaml::parse(&Source::new(path, words), &mut problems).expect("YAML");
        let typography = Typography::decode(node.get("typography").expect("a group"), &mut problems);
        let typography = &typography.expect("a sound group");
        let first_of_month = node.get("dates").and_then(|dates| dates.get("first-of-month")?.as_str());
        let months: &[String] = &months.iter().map(|month| (*month).to_owned()).collect::<Vec<_>>();
        let bound = bind(text, Conventions { language, months, first_of_month, typography });
        bound.replace('\u{a0}', "~").replace('\u{2011}', "=")
    }
}
