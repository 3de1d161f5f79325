//! Which letter a returned file is: whatever its name, by what it holds.

use crate::base::text::one_line;
use crate::tools::word::{State, WordFile};

/// How a letter was recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// By the identifier among the properties.
    Identifier,
    /// By its reference.
    Reference,
    /// By the name of the file.
    FileName,
}

impl Found {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Identifier => "by the identifier among its properties",
            Self::Reference => "by its reference",
            Self::FileName => "by its file name",
        }
    }
}

/// The names that a file may have in the archive, the surest first: that among its properties, then that in its own name.
pub fn names(word: &WordFile, file: &str) -> Vec<(String, Found)> {
    let identifier = word.properties.get("dc:identifier").map(|name| name.trim().to_owned());
    let identifier = identifier.filter(|name| !name.is_empty()).map(|name| (name, Found::Identifier));
    let own = name_in(file).map(|name| (name, Found::FileName));
    identifier.into_iter().chain(own).collect()
}

/// The name in the archive that a file name begins with, also where a program added something: `T17-SG1-COL-0001`.
pub fn name_in(file: &str) -> Option<String> {
    let stem = file.split("!!").next()?;
    let start = stem.find("-COL-").or_else(|| stem.find("-CIR-"))?;
    let begin = stem[..start].rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-').map_or(0, |at| at + 1);
    let name = &stem[begin..];
    let end = name
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '!')))
        .unwrap_or(name.len());
    Some(name[..end].to_owned())
}

/// Whether a file has a reference such as `TSB Collective letter 11/17` among its first passages.
pub fn has_reference(word: &WordFile, reference: &str) -> bool {
    let wanted = one_line(reference);
    word.state(State::After).iter().take(30).any(|passage| {
        let text = one_line(&passage.text().replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-"));
        text.match_indices(&wanted)
            .any(|(at, _)| !text[at + wanted.len()..].starts_with(|c: char| c.is_alphanumeric()))
    })
}
