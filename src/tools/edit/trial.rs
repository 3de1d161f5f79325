//! What edits would change, before anything is written: passages, deadlines, findings, languages.

use super::apply::{Applied, apply};
use super::findings::{Found, all, compared};
use super::key::Book;
use super::letter::{Letter, composed};
use super::refusal::Refusal;
use super::request::Edit;
use crate::base::Format;
use crate::check::explain::capital;
use crate::model::resolve::deadlines::Row;
use crate::project::session::{Composition, Session};
use crate::tools::preview::{Change, mark, texts};
use crate::tools::review::Files;
use serde::Serialize;

/// What edits would change.
#[derive(Clone, Debug, Serialize)]
pub struct Trial {
    /// Passages.
    pub changes: Vec<Change>,
    /// Deadlines.
    pub deadlines: Vec<Moved>,
    /// Findings.
    pub findings: Compared,
    /// What somebody should know before.
    pub notes: Vec<String>,
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

/// Tries edits.
///
/// # Errors
/// One of them is refused.
pub fn attempt(session: &Session, files: &Files, book: &Book, edits: &[Edit]) -> Result<Trial, Refusal> {
    let applied = apply(session, files, book, edits)?;
    let (old, rows) = state(session, files)?;
    let (new, rows_then) = state(session, &applied.files)?;
    let changes = match (&old, &new) {
        (Some(old), Some(new)) => mark(new, &texts(old)).changes,
        _ => Vec::new(),
    };
    let deadlines = moved(session, &rows, &rows_then);
    Ok(Trial { changes, deadlines, findings: Compared::of(&applied), notes: Vec::new() })
}

/// The page of a letter, and its deadlines by name.
fn state(
    session: &Session,
    files: &Files,
) -> Result<(Option<String>, Vec<(String, chrono::NaiveDate)>), Refusal> {
    composed(session, files, |letter: &Letter, composition: &Composition<'_>| {
        let page = composition.document().and_then(|document| session.export(Format::Html, document).ok());
        let page = page.and_then(|bytes| String::from_utf8(bytes).ok());
        let rows: &[Row] =
            composition.resolved.as_ref().map(|resolved| &resolved.deadlines[..]).unwrap_or_default();
        let _ = letter;
        let named =
            rows.iter().flat_map(|row| row.entries.iter().map(|item| (item.word().to_owned(), row.date)));
        (page, named.collect())
    })
}

fn moved(
    session: &Session,
    old: &[(String, chrono::NaiveDate)],
    new: &[(String, chrono::NaiveDate)],
) -> Vec<Moved> {
    use chrono::Datelike;
    let dates = &session.phrases().dates;
    let said = |day: chrono::NaiveDate| dates.day(day);
    let name = |word: &str| {
        let known =
            crate::model::letter::DeadlineItem::read(word).map(crate::model::letter::DeadlineItem::meaning);
        capital(&known.unwrap_or_else(|| word.to_owned()))
    };
    let note = |day: chrono::NaiveDate| {
        let weekday = day.weekday();
        matches!(weekday, chrono::Weekday::Sat | chrono::Weekday::Sun)
            .then(|| format!("{} is a {}.", said(day), long(weekday)))
    };
    let mut all = Vec::new();
    for (word, was) in old {
        let now = new.iter().find(|(other, _)| other == word).map(|(_, day)| *day);
        if now != Some(*was) {
            all.push(Moved {
                name: name(word),
                was: Some(said(*was)),
                now: now.map(said),
                note: now.and_then(note),
            });
        }
    }
    for (word, now) in new.iter().filter(|(word, _)| !old.iter().any(|(other, _)| other == word)) {
        all.push(Moved { name: name(word), was: None, now: Some(said(*now)), note: note(*now) });
    }
    all
}

fn long(weekday: chrono::Weekday) -> &'static str {
    if weekday == chrono::Weekday::Sat { "Saturday" } else { "Sunday" }
}
