//! A letter beside others: what it can be compared with, and where their words differ.

use super::draft::Version;
use super::row;
use super::store::{Shown, Store};
use crate::base::Format;
use crate::project::register::Entry;
use crate::tools::diff::compare::compare;
use crate::tools::diff::html_text::passages;
use crate::tools::diff::page::Between;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Something that a letter can be compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Other {
    /// What it is called in addresses: `start`, `issued`, `built`, or the id of a letter.
    pub with: String,
    /// What people call it.
    pub name: String,
}

/// Two states of a letter, or two letters.
pub struct Pair {
    called: String,
    old: Side,
    new: Side,
}

enum Side {
    /// What a build would write.
    Version(Version),
    /// What its file says, also where other files were published.
    File(Version),
    /// A web page on the disk.
    Page(PathBuf),
}

impl Side {
    fn page(&self) -> Option<Vec<u8>> {
        match self {
            Self::Version(version) => Some(version.file(Format::Html)?.1),
            Self::File(version) => version.composed(),
            Self::Page(path) => fs::read(path).ok(),
        }
    }
}

impl Pair {
    /// The words in which both differ.
    pub fn between(self) -> Between {
        let read = |side: &Side| passages(&side.page()?).ok();
        let both = read(&self.old).zip(read(&self.new));
        Between { called: self.called, alterations: both.map(|(old, new)| compare(&old, &new)) }
    }
}

impl Store {
    /// What a letter can be compared with; `output` is the folder of builds.
    pub fn others(&self, id: &str, output: &Path) -> Vec<Other> {
        let last = self.last_of_group(id).map(|(state, _)| state.id.clone());
        let all = ["start", "issued", "built"].into_iter().map(str::to_owned).chain(last);
        let all = all.filter_map(|with| Some(Other { name: self.pair(id, &with, output)?.1, with }));
        all.collect()
    }

    /// A letter and the one that was sent before it, or another thing that it is compared with.
    pub fn compared(&self, id: &str, with: &str, output: &Path) -> Option<Result<Pair, Between>> {
        let (state, entry) = self.shown(id)?;
        let last = || self.last_of_group(id).map(|(state, _)| state.id.clone());
        let with = if with == "last" { last() } else { Some(with.to_owned()) };
        let pair = with.and_then(|with| self.pair(id, &with, output));
        let alone = || Between { called: row::name(state, entry), alterations: None };
        Some(pair.map(|(pair, _)| pair).ok_or_else(alone))
    }

    /// A letter and what it is compared with, and the name of that.
    pub fn pair(&self, id: &str, with: &str, output: &Path) -> Option<(Pair, String)> {
        let (state, entry) = self.shown(id)?;
        let now = state.good.clone()?;
        let own = row::name(state, entry);
        let (old, new, name) = match with {
            "start" => {
                let first = state.first.clone().filter(|first| !first.is(&now))?;
                (Side::Version(first), Side::Version(now), "this letter when the program started".to_owned())
            }
            "issued" => {
                entry.filter(|entry| entry.is_published())?;
                (Side::Version(now.clone()), Side::File(now), "this letter as issued".to_owned())
            }
            "built" => {
                // In the order of `Format::ALL`.
                let path = output.join(entry?.files.last()?);
                path.is_file().then_some(())?;
                (Side::Page(path), Side::Version(now), "this letter as last built".to_owned())
            }
            other => {
                let (other, entry) = self.shown(other)?;
                (Side::Version(other.good.clone()?), Side::Version(now), row::name(other, entry))
            }
        };
        Some((Pair { called: format!("{own}, compared with {name}"), old, new }, name))
    }

    /// The letter before one of the same group, in the same language.
    pub fn last_of_group(&self, id: &str) -> Option<Shown<'_>> {
        let (state, entry) = self.shown(id)?;
        let place = |entry: Option<&Entry>| Some((entry?.date.as_ref()?.value, entry?.key.clone()?));
        let (own, group) = (place(entry)?, entry?.group.clone());
        let is_before = |shown: &Shown<'_>| {
            shown.0.language == state.language
                && shown.1.is_some_and(|entry| entry.group == group)
                && place(shown.1).is_some_and(|place| place < own)
        };
        self.all_shown().filter(is_before).max_by_key(|(_, entry)| place(*entry))
    }
}
