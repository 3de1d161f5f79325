//! What the index page says of an issued letter: as it was issued, whatever the house style says today.

use crate::base::{Format, Language};
use crate::project::archive::{Archive, LetterName, Version};

/// An issued letter in one language.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// Its name in the archive.
    pub name: String,
    pub language: Language,
    /// The title of its web page, as HTML.
    pub title: Option<String>,
    /// Its date and its place among others.
    pub version: Version,
    /// Its published files.
    pub files: Vec<(Format, String)>,
}

impl Shown {
    pub(super) fn of(
        archive: &Archive,
        letter: &LetterName,
        title: Option<String>,
        files: Vec<(Format, String)>,
    ) -> Self {
        let (name, language) = letter.clone();
        Self { name, language, title, version: archive.version(letter), files }
    }
}

/// The title of a web page, as HTML.
pub(super) fn title(page: &[u8]) -> Option<String> {
    let page = std::str::from_utf8(page).ok()?;
    let (_, rest) = page.split_once("<title>")?;
    Some(rest.split_once("</title>")?.0.trim().to_owned()).filter(|title| !title.is_empty())
}
