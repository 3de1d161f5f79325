//! What edits would change, before anything is written: passages, deadlines, findings, languages.

use super::apply::{Applied, apply};
use super::findings::{Found, all, compared};
use super::key::Book;
use super::letter::composed;
use super::refusal::Refusal;
use super::request::Edit;
use super::translated::lacking;
use crate::base::{Format, Source};
use crate::check::explain::capital;
use crate::model::letter::DeadlineItem;
use crate::model::translation::language_of;
use crate::project::session::Session;
use crate::tools::preview::{Change, mark, texts};
use crate::tools::review::Files;
use chrono::{Datelike, NaiveDate, Weekday};
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;

/// What edits would change.
#[derive(Clone, Debug, Serialize)]
pub struct Trial {
    /// Passages.
    pub changes: Vec<Change>,
    /// Deadlines.
    pub deadlines: Vec<Moved>,
    /// Findings.
    pub findings: Compared,
    /// The translations of the letter.
    pub languages: Vec<Follower>,
}

/// A translation of a letter that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Follower {
    /// Its language.
    pub code: &'static str,
    /// What that is called.
    pub name: &'static str,
    /// How many passages would change.
    pub changes: usize,
    /// Whether it follows by itself: otherwise sentences have to be translated again.
    pub follows: bool,
}

/// A deadline on another day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// What is due.
    pub name: String,
    /// The day that it was; none for a new one.
    pub was: Option<String>,
    /// The day that it is; none for one that is gone.
    pub now: Option<String>,
    /// What is to be known of that day.
    pub note: Option<String>,
}

/// Findings that come and go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Those that are new.
    pub new: Vec<Found>,
    /// Those that are gone.
    pub gone: Vec<Found>,
}

impl Compared {
    /// Of edits.
    pub fn of(applied: &Applied) -> Self {
        let (new, gone) = compared(&applied.before, &applied.after);
        Self { new: all(None, &new), gone: all(None, &gone) }
    }
}

/// Tries edits of a letter, which has these translations.
///
/// # Errors
/// One of them is refused.
pub fn attempt(
    session: &Session,
    files: &Files,
    book: &Book,
    edits: &[Edit],
    translations: &[Arc<Source>],
) -> Result<Trial, Refusal> {
    let applied = apply(session, files, book, edits)?;
    let (old, new) = (state(session, files)?, state(session, &applied.files)?);
    let changes = between(&old, &new);
    let deadlines = moved(session, &old.deadlines, &new.deadlines);
    let follower = |translation: &Arc<Source>| {
        let of = |files: &Files| Files {
            letter: Arc::clone(translation),
            original: Some(Arc::clone(files.facts())),
        };
        let (old, new) = (of(files), of(&applied.files));
        let open = |files: &Files| lacking(session, files, book).map_or(0, |open| open.len());
        let language = language_of(translation);
        Some(Follower {
            code: language.code(),
            name: language.name(),
            changes: between(&state(session, &old).ok()?, &state(session, &new).ok()?).len(),
            follows: open(&new) <= open(&old),
        })
    };
    let languages = translations.par_iter().filter_map(follower).collect();
    Ok(Trial { changes, deadlines, findings: Compared::of(&applied), languages })
}

/// The passages in which two states of a letter differ.
fn between(old: &State, new: &State) -> Vec<Change> {
    match (&old.page, &new.page) {
        (Some(old), Some(new)) => mark(new, &texts(old)).changes,
        _ => Vec::new(),
    }
}

/// What a letter says at one state of its files.
struct State {
    /// Its page; none with an error.
    page: Option<String>,
    /// Its deadlines by name.
    deadlines: Vec<(String, NaiveDate)>,
}

fn state(session: &Session, files: &Files) -> Result<State, Refusal> {
    composed(session, files, |_, composition| {
        let page = composition.document().and_then(|document| session.export(Format::Html, document).ok());
        let rows = composition.resolved.as_ref().map(|resolved| &resolved.deadlines[..]).unwrap_or_default();
        let named =
            rows.iter().flat_map(|row| row.entries.iter().map(|item| (item.word().to_owned(), row.date)));
        State { page: page.and_then(|bytes| String::from_utf8(bytes).ok()), deadlines: named.collect() }
    })
}

fn moved(session: &Session, old: &[(String, NaiveDate)], new: &[(String, NaiveDate)]) -> Vec<Moved> {
    let dates = &session.phrases().dates;
    let said = |day: NaiveDate| dates.day(day);
    let name = |word: &str| {
        capital(&DeadlineItem::read(word).map_or_else(|| word.to_owned(), DeadlineItem::meaning))
    };
    let note = |day: NaiveDate| {
        let weekday = match day.weekday() {
            Weekday::Sat => "Saturday",
            Weekday::Sun => "Sunday",
            _ => return None,
        };
        Some(format!("{} is a {weekday}.", said(day)))
    };
    let mut all = Vec::new();
    for (word, was) in old {
        let now = new.iter().find(|(other, _)| other == word).map(|(_, day)| *day);
        if now != Some(*was) {
            let (was, note) = (Some(said(*was)), now.and_then(note));
            all.push(Moved { name: name(word), was, now: now.map(said), note });
        }
    }
    for (word, now) in new.iter().filter(|(word, _)| !old.iter().any(|(other, _)| other == word)) {
        all.push(Moved { name: name(word), was: None, now: Some(said(*now)), note: note(*now) });
    }
    all
}
