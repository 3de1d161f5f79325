//! What the index page says of an issued letter: as it was issued, whatever the house style says today.

use crate::base::yaml::{self, Node};
use crate::base::{Diagnostics, Format, Language};
use crate::model::letter::Series;
use crate::model::period;
use crate::model::translation::original_of;
use crate::project::archive::{Archive, LetterName};
use chrono::NaiveDate;

/// An issued letter in one language.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// Its name in the archive.
    pub name: String,
    pub language: Language,
    /// The title of its web page, as HTML.
    pub title: Option<String>,
    /// Its date, where its text can still be read.
    pub date: Option<NaiveDate>,
    /// What it is a version of: letters with the same family replace each other.
    pub family: Option<String>,
    /// The number of the revision; 0 for the letter itself.
    pub revision: u32,
    /// Its published files.
    pub files: Vec<(Format, String)>,
}

impl Shown {
    pub(super) fn of(
        archive: &Archive,
        (name, language): &LetterName,
        title: Option<String>,
        files: Vec<(Format, String)>,
    ) -> Self {
        let source = archive.letter(name, *language).and_then(|source| match original_of(&source) {
            None => Some(source),
            Some(_) => archive.original(name, *language),
        });
        let tree = source.and_then(|source| yaml::parse(&source, &mut Diagnostics::new()).ok());
        let date = tree.as_ref().and_then(|tree| yaml::date(text(tree, "date")?).ok());
        Self {
            name: name.clone(),
            language: *language,
            title,
            date,
            family: tree.as_ref().and_then(|tree| family(tree, date?)),
            revision: tree.as_ref().and_then(|tree| text(tree, "revision")?.parse().ok()).unwrap_or(0),
            files,
        }
    }
}

fn text<'a>(tree: &'a Node, key: &str) -> Option<&'a str> {
    Some(tree.get(key)?.as_str()?.trim()).filter(|text| !text.is_empty())
}

/// Study period, series, group, number, and which addendum or corrigendum it is.
fn family(tree: &Node, date: NaiveDate) -> Option<String> {
    let period = text(tree, "period").or_else(|| period::of(date))?;
    let series = text(tree, "series").unwrap_or(Series::CollectiveLetter.word());
    // Circulars are numbered over all groups.
    let group = if series == Series::Circular.word() { "" } else { text(tree, "group")? };
    let number: u32 = text(tree, "number")?.parse().ok()?;
    let part = |key: &str| text(tree, key).unwrap_or_default();
    Some([period, series, group, &number.to_string(), part("addendum"), part("corrigendum")].join("|"))
}

/// The title of a web page, as HTML.
pub(super) fn title(page: &[u8]) -> Option<String> {
    let page = std::str::from_utf8(page).ok()?;
    let (_, rest) = page.split_once("<title>")?;
    Some(rest.split_once("</title>")?.0.trim().to_owned()).filter(|title| !title.is_empty())
}
