//! What a build has to do for a letter, decided without a look at the disk.
//!
//! Whoever asks has looked: a [`Situation`] says what there is now and what is known of the last build. Whether files
//! are written depends on the letter's Document too, which is known only when it was composed: [`Change::settle`]
//! decides that.

use crate::base::fingerprint::Fingerprint;
use crate::base::format::Format;
use crate::project::build_cache::inputs::{self, Items};
use crate::project::build_cache::{File, FileState, Now, Reason, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What there is of a letter, and what is known of its last build.
pub struct Situation<'a> {
    /// Whether an error between it and other letters keeps it from being built.
    pub refused: bool,
    /// Whether it was issued.
    pub publication: Publication,
    /// Its texts, the inputs of the house style and the formats wanted, as they are now.
    pub now: Now<'a>,
    /// The record of its last build.
    pub record: Option<&'a Record>,
    /// The inputs of the house style at that build, where they are known.
    pub before: Option<&'a Items>,
    /// The pictures beside it that are other than they were then.
    pub pictures: Vec<PathBuf>,
    /// The files of that build in the folder, as they are now.
    pub files: BTreeMap<Format, FileState>,
    /// Whether the findings of that build can be repeated.
    pub can_repeat: bool,
}

/// Whether a letter was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// It may still change.
    Draft,
    /// It says that it is issued, and is not in the archive yet.
    New,
    /// It is in the archive, with this list of files.
    Archived(Fingerprint),
}

/// What to do for a letter.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// It is only checked: it is not built, because of another letter.
    Refuse,
    /// Nothing has changed: its files stay as they are.
    Keep(Vec<File>),
    /// It is composed; [`Change::settle`] says what then.
    Compose(Change),
    /// It is issued now: its files are made, archived and written. With what was wrong with those of drafts.
    Publish(Vec<Reason>),
    /// Its published files are there and stay as they are.
    KeepPublished(Vec<File>),
    /// Its published files are written as the archive has them, for these reasons.
    RestorePublished(Vec<Reason>),
}

/// What has changed since a letter's last build.
#[derive(Debug, PartialEq)]
pub struct Change {
    /// What it is made from.
    reasons: Vec<Reason>,
    /// Its Document then.
    document: Option<Fingerprint>,
    /// Its files that are as they were written, or what is wrong with them.
    files: Result<Vec<File>, Vec<Reason>>,
}

/// What to do with the files of a letter that was composed.
#[derive(Debug, PartialEq)]
pub enum Settled {
    /// Its Document is the same: they stay as they are.
    Keep(Vec<File>),
    /// They are written, for these reasons.
    Write(Vec<Reason>),
}

/// Decides what to do for a letter.
pub fn plan(situation: &Situation<'_>) -> Action {
    let Situation { now, record, .. } = situation;
    let files = |record: &Record| record.files(now.formats, &situation.files);
    match situation.publication {
        _ if situation.refused => Action::Refuse,
        Publication::Archived(list) => {
            let known = record.filter(|record| record.issued && record.document == list);
            match known.map_or(Err(Vec::new()), files) {
                Ok(files) => Action::KeepPublished(files),
                Err(lacking) => Action::RestorePublished(lacking),
            }
        }
        Publication::New => Action::Publish(record.and_then(|r| files(r).err()).unwrap_or_default()),
        Publication::Draft => {
            let Some(record) = record.filter(|record| !record.issued) else {
                return Action::Compose(Change {
                    reasons: vec![Reason::New],
                    document: None,
                    files: Err(Vec::new()),
                });
            };
            let reasons = record.changes(now, situation.before, &situation.pictures);
            match files(record) {
                Ok(files) if reasons.is_empty() && situation.can_repeat => Action::Keep(files),
                files => Action::Compose(Change { reasons, document: Some(record.document), files }),
            }
        }
    }
}

impl Change {
    /// Decides what to do with the files, when the Document is known. `used` finds what of the house style the letter was
    /// made of, by the items' names: asked for only where it matters.
    pub fn settle(self, document: Fingerprint, used: impl FnOnce() -> BTreeSet<String>) -> Settled {
        let same = self.document == Some(document);
        let lacking = match self.files {
            Ok(files) if same => return Settled::Keep(files),
            files => files.err().unwrap_or_default(),
        };
        Settled::Write(if same { lacking } else { why(self.reasons, lacking, used) })
    }
}

/// What of the reasons concerns this letter: not a template that it does not use.
fn why(
    mut reasons: Vec<Reason>,
    lacking: Vec<Reason>,
    used: impl FnOnce() -> BTreeSet<String>,
) -> Vec<Reason> {
    if reasons.iter().any(|reason| matches!(reason, Reason::HouseStyle(_))) {
        let used = used();
        let concerns = |reason: &Reason| match reason {
            Reason::HouseStyle(item) => !inputs::is_for_some(item) || used.contains(item),
            _ => true,
        };
        // What it used before and does not use now is a reason too, when there is no better one.
        if reasons.iter().any(concerns) {
            reasons.retain(concerns);
        }
    }
    let lost = lacking.into_iter().filter(|reason| !matches!(reason, Reason::Format(_)));
    reasons.extend(lost);
    reasons
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
