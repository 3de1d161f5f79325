//! The key deadlines and meetings of letters: which dates hold now, as a page and as calendars.
//!
//! A letter and what changes it are one: a revision replaces the dates of the letter before it, a corrigendum or an addendum
//! changes those that it says. What was issued and holds no longer is cancelled in calendars and nowhere else.

mod calendar;
mod geneva;
mod held;
mod ics;
mod item;
mod of_letter;
mod page;

pub use calendar::{Calendar, is_calendar};
pub use held::{Held, Standing, held};
pub use item::{Item, Kind};
pub use page::{is_page, page};

use crate::base::{Diagnostics, Language, Source};
use crate::model::letter::Status;
use crate::model::translation::original_of;
use crate::project::archive::{Archive, LetterName};
use crate::project::register::{Entry, GroupCode, Key};
use crate::project::session::Session;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// A letter with its dates: one version of what was sent or is to be sent.
#[derive(Clone, Debug)]
pub struct Version {
    /// As people call it among letters of all study periods: `T17 11/1 Add.1`.
    pub called: String,
    /// Its place in the register.
    pub key: Key,
    /// The group that it says.
    pub group: String,
    /// Its file.
    pub file: PathBuf,
    /// Its date.
    pub date: NaiveDate,
    /// What became of it.
    pub standing: Standing,
    /// The subject on one line.
    pub subject: String,
    /// The web page of the meeting.
    pub web: Option<String>,
    /// Its dates.
    pub items: Vec<Item>,
}

/// Reads the dates of letters; knows what was withdrawn.
pub struct Reader<'s> {
    session: &'s Session,
    archive: Archive,
    withdrawn: Vec<(LetterName, Arc<Source>)>,
}

impl<'s> Reader<'s> {
    /// Of the letters of a session.
    pub fn new(session: &'s Session) -> Self {
        let archive = session.archive();
        let withdrawn = archive.withdrawn_letters();
        Self { session, archive, withdrawn }
    }

    /// The dates of a letter.
    ///
    /// # Errors
    /// The letter has an error; all of them.
    pub fn read(&self, source: &Arc<Source>) -> Result<Version, Diagnostics> {
        let letter = self.session.read(source);
        let mut problems = letter.problems().clone();
        let resolved = self.session.resolve(&letter, &mut problems);
        let Some(resolved) = resolved.filter(|_| !problems.has_errors()) else {
            return Err(problems);
        };
        let entry = Entry::of(&resolved, source, &self.session.phrases().dates);
        let (Some(key), Some(called)) = (entry.key.clone(), entry.called()) else { return Err(problems) };
        let (subject, items) = of_letter::items(self.session, &letter, &resolved);
        let was_withdrawn = || {
            let own = (resolved.name.clone(), resolved.letter.language());
            !self.archive.has(&own.0, own.1) && self.withdrawn.iter().any(|(name, _)| *name == own)
        };
        let standing = match entry.status {
            Some(Status::Issued) if was_withdrawn() => Standing::Withdrawn,
            Some(Status::Issued) => Standing::Issued,
            _ => Standing::Draft,
        };
        Ok(Version {
            called,
            key: Key { language: Language::default(), ..key },
            group: resolved.letter.group.value.clone(),
            file: source.path().to_path_buf(),
            date: resolved.letter.date.value,
            standing,
            subject,
            web: resolved.web_page.as_ref().map(|page| page.value.clone()),
            items,
        })
    }

    /// The letters that were withdrawn, as they were issued. One that cannot be read any more is left out: its dates are in
    /// no calendar that could be made today.
    pub fn withdrawn(&self) -> Vec<Version> {
        let originals = self.withdrawn.iter().filter(|(_, source)| original_of(source).is_none());
        let read = originals.filter_map(|(_, source)| self.read(source).ok());
        read.map(|version| Version { standing: Standing::Withdrawn, ..version }).collect()
    }
}

/// The groups of dates, each once, as people count them.
pub fn groups(dates: &[Held]) -> Vec<String> {
    let key = |held: &Held| GroupCode(held.letter.group.clone());
    let groups: BTreeSet<_> = dates.iter().map(key).collect();
    groups.into_iter().map(|group| group.0).collect()
}
