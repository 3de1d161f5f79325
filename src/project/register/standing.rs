//! What became of a letter, beyond what its file says: a revision replaced it, or it was withdrawn.

use super::entry::Entry;
use super::key::Key;
use crate::model::letter::{Part, Status};
use crate::project::archive::Archive;
use std::collections::BTreeMap;

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is still being written.
    Draft,
    /// It was sent, and holds.
    Issued,
    /// An issued revision replaces it.
    Replaced,
    /// It was issued and taken back.
    Withdrawn,
}

impl Standing {
    /// Its word in tables and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => Status::Draft.word(),
            Self::Issued => Status::Issued.word(),
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Says of each entry what became of its letter.
pub fn place(entries: &mut [Option<Entry>], archive: &Archive) {
    let mut newest: BTreeMap<Key, Option<u32>> = BTreeMap::new();
    for entry in entries.iter_mut().flatten() {
        let was_withdrawn = |entry: &Entry| {
            let letter = entry.letter_name();
            !entry.is_kept && letter.is_some_and(|(name, language)| archive.has_withdrawn((&name, language)))
        };
        entry.standing = match entry.status {
            Some(Status::Issued) if was_withdrawn(entry) => Some(Standing::Withdrawn),
            Some(Status::Issued) => Some(Standing::Issued),
            Some(Status::Draft) => Some(Standing::Draft),
            None => None,
        };
        if let (Some(Standing::Issued), Some((letter, revision))) = (entry.standing, version(entry)) {
            let newest = newest.entry(letter).or_default();
            *newest = revision.max(*newest);
        }
    }
    for entry in entries.iter_mut().flatten().filter(|entry| entry.standing == Some(Standing::Issued)) {
        let Some((letter, revision)) = version(entry) else { continue };
        if newest.get(&letter).is_some_and(|newest| *newest > revision) {
            entry.standing = Some(Standing::Replaced);
        }
    }
}

/// What it is a version of, and which revision it is.
fn version(entry: &Entry) -> Option<(Key, Option<u32>)> {
    let key = entry.key.clone()?;
    Some((Key { part: Part { revision: None, ..key.part }, ..key.clone() }, key.part.revision))
}
