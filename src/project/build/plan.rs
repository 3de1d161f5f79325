//! What a build has to do for a letter, decided without a look at the disk.
//!
//! Whoever asks has looked: a [`Situation`] says what there is now and what is known of the last build. Whether files
//! are written depends on the letter's Document too, which is known only when it was composed: [`Change::settle`]
//! decides that.

use super::Target;
use crate::base::text::shown;
use crate::base::{Fingerprint, Format};
use crate::project::build_cache::inputs::{self, Inputs, Items};
use crate::project::build_cache::{File, Reason, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What there is of a letter, and what is known of its last build.
pub struct Situation<'a> {
    /// Whether an error between it and other letters keeps it from being built.
    pub refused: bool,
    /// Whether it was issued.
    pub publication: Publication,
    /// Its texts as they are now.
    pub target: &'a Target,
    /// The inputs of the house style for its language, as they are now.
    pub house: &'a Inputs,
    /// The formats wanted.
    pub formats: &'a [Format],
    /// The record of its last build.
    pub record: Option<&'a Record>,
    /// The inputs of the house style at that build, where they are known.
    pub before: Option<&'a Items>,
    /// The pictures beside it that are other than they were then.
    pub pictures: Vec<PathBuf>,
    /// The files of that build as they are now, or why they have to be written: those wanted that were made from the
    /// last Document.
    pub files: BTreeMap<Format, Result<File, Reason>>,
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
    /// It is issued now: its files are made, archived and written.
    Publish,
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
    let record = situation.record;
    match situation.publication {
        _ if situation.refused => Action::Refuse,
        Publication::Archived(list) => {
            match situation.files(record.filter(|record| record.issued && record.document == list)) {
                Ok(files) => Action::KeepPublished(files),
                Err(lacking) => Action::RestorePublished(lacking),
            }
        }
        Publication::New => Action::Publish,
        Publication::Draft => {
            let record = record.filter(|record| !record.issued);
            let reasons = record.map_or(vec![Reason::New], |record| situation.changes(record));
            match situation.files(record) {
                Ok(files) if reasons.is_empty() && situation.can_repeat => Action::Keep(files),
                files => Action::Compose(Change { reasons, document: record.map(|r| r.document), files }),
            }
        }
    }
}

impl Situation<'_> {
    /// What of all that the record was made from is other; where nothing is, its Document is the same.
    fn changes(&self, record: &Record) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if record.source != self.target.text {
            reasons.push(Reason::Letter(record.letter.clone()));
        }
        match (&record.original, &self.target.original) {
            (Some(before), Some(now)) if before.is(now) => {}
            (None, None) => {}
            (None, Some(now)) => reasons.push(Reason::Original(shown(now.path()), Vec::new())),
            (Some(before), now) => {
                let places = now.as_ref().map(|now| before.changed(now)).unwrap_or_default();
                reasons.push(Reason::Original(before.letter().to_owned(), places));
            }
        }
        if record.house != self.house.whole() {
            let names = self.before.map_or(vec!["the house style"], |before| self.house.changed(before));
            reasons.extend(names.into_iter().map(|name| Reason::HouseStyle(name.to_owned())));
        }
        reasons.extend(self.pictures.iter().map(|path| Reason::Picture(shown(path))));
        reasons
    }

    /// The files wanted, or why one of them has to be written. Without a record there are neither.
    fn files(&self, record: Option<&Record>) -> Result<Vec<File>, Vec<Reason>> {
        let Some(record) = record else { return Err(Vec::new()) };
        let (mut files, mut reasons) = (Vec::new(), Vec::new());
        for format in self.formats {
            let recorded = record.files.iter().find(|file| file.format == *format);
            match (self.files.get(format), recorded) {
                (Some(Ok(file)), _) => files.push(file.clone()),
                (Some(Err(reason)), _) => reasons.push(reason.clone()),
                (None, Some(file)) => reasons.push(Reason::Format(file.name.clone())),
                (None, None) => reasons.push(Reason::Format(format.name().to_owned())),
            }
        }
        if reasons.is_empty() { Ok(files) } else { Err(reasons) }
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
        if same {
            return Settled::Write(lacking);
        }
        let mut why = concerning(self.reasons, used);
        why.extend(lacking.into_iter().filter(|reason| !matches!(reason, Reason::Format(_))));
        Settled::Write(why)
    }
}

/// What of the reasons concerns a letter: not a template that it does not use.
fn concerning(mut reasons: Vec<Reason>, used: impl FnOnce() -> BTreeSet<String>) -> Vec<Reason> {
    if !reasons.iter().any(|reason| matches!(reason, Reason::HouseStyle(_))) {
        return reasons;
    }
    let used = used();
    let concerns = |reason: &Reason| match reason {
        Reason::HouseStyle(item) => !inputs::is_for_some(item) || used.contains(item),
        _ => true,
    };
    // What it used before and does not use now is a reason too, when there is no better one.
    if reasons.iter().any(concerns) {
        reasons.retain(concerns);
    }
    reasons
}

#[cfg(test)]
mod tests;
