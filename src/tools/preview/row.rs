//! The list of letters: a row for each, in the order of the register.

use super::finding::{Finding, summary};
use super::state::LetterState;
use super::store::{Shown, Store};
use super::version::{LanguageVersion, tongues};
use crate::base::text::{count, shown, what_there_is};
use crate::project::register::{Entry, Held, Standing};
use serde::Serialize;
use std::path::Path;

/// One letter in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is called in addresses.
    pub id: String,
    /// `TSB Collective letter 1/1`, or its file where that is not known.
    pub name: String,
    /// The study period.
    pub period: String,
    /// `2021-01-21`.
    pub date: String,
    /// `20-30 April 2021, virtual`.
    pub meeting: String,
    /// On one line.
    pub subject: String,
    /// `draft`, `issued`, `replaced` or `withdrawn`; empty when not known.
    pub status: String,
    /// The letter's file.
    pub file: String,
    /// The six languages, those that it is there in and the others.
    pub languages: Vec<LanguageVersion>,
    /// Whether it is there in several.
    pub is_translated: bool,
    /// In all languages: `1 error, 2 warnings`; empty for nothing.
    pub findings: String,
    /// The gravest of them: `error`, `warning`, `note`; empty for none.
    pub severity: String,
    /// Whether it has been looked at.
    pub is_read: bool,
    /// Names of its files; empty while they cannot be made.
    pub files: Vec<File>,
    /// The count when it last changed.
    pub changed: u64,
}

/// A file that can be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// `PDF`, `Word`, `Web page`.
    pub label: &'static str,
    /// Its name.
    pub name: String,
}

/// The whole list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Index {
    /// All letters.
    pub rows: Vec<Row>,
    /// What is wrong with the house style and the folders.
    pub house: Vec<Finding>,
    /// `12 letters, 1 with errors, 3 with warnings`.
    pub summary: String,
    /// The count when something in it last changed.
    pub count: u64,
    /// Files that somebody changed after a build, and that wait for a review.
    pub kept: Vec<String>,
}

impl Store {
    /// The list of letters as it is now.
    pub fn index(&self) -> Index {
        let has_house = self.house.is_empty();
        let rows: Vec<Row> =
            self.in_order().iter().filter_map(|versions| row(versions, versions, "", has_house)).collect();
        let with = |severity: &str| rows.iter().filter(|row| row.severity == severity).count();
        let (wrong, warned) = (with("error"), with("warning"));
        let waiting = rows.iter().filter(|row| !row.is_read).count();
        let summary = what_there_is([
            (1, count(rows.len(), "letter")),
            (wrong, format!("{wrong} with errors")),
            (warned, format!("{warned} with warnings")),
            (waiting, format!("{waiting} not checked yet")),
        ]);
        let house = self.house.iter().chain(&self.folders).map(Finding::of).collect();
        Index { rows, house, summary, count: self.list_changed(), kept: Vec::new() }
    }
}

/// What is said of `versions` of a letter, with the facts of the first. It is there in `all`; `here` is the id of the one
/// that is shown.
pub(super) fn row(versions: &[Shown<'_>], all: &[Shown<'_>], here: &str, has_house: bool) -> Option<Row> {
    let (state, entry) = *versions.first()?;
    let all_problems = || versions.iter().flat_map(|(state, _)| state.all_problems());
    let meeting = entry.and_then(|entry| entry.meeting.as_ref());
    let gravest = all_problems().map(|problem| problem.severity).max();
    Some(Row {
        id: state.id.clone(),
        name: name(state, entry),
        period: entry.and_then(|entry| entry.period).unwrap_or_default().to_owned(),
        date: entry.and_then(|entry| Some(entry.date.as_ref()?.value.to_string())).unwrap_or_default(),
        meeting: meeting.map(Held::words).unwrap_or_default(),
        subject: entry.and_then(|entry| entry.subject.clone()).unwrap_or_default(),
        status: status(entry).to_owned(),
        file: shown(&state.path),
        languages: tongues(all, here),
        is_translated: versions.len() > 1,
        findings: summary(all_problems()),
        severity: gravest.map(|severity| severity.as_str()).unwrap_or_default().to_owned(),
        is_read: versions.iter().all(|(state, _)| state.read.is_some()),
        files: if has_house { files(state, entry) } else { Vec::new() },
        changed: versions.iter().map(|(state, _)| state.changed).max().unwrap_or_default(),
    })
}

/// `TSB Collective letter 1/1 Add.1`, `TSB Circular 179`; the file's name where that is not known.
pub(super) fn name(state: &LetterState, entry: Option<&Entry>) -> String {
    match entry.and_then(|entry| entry.letter.as_deref()) {
        Some(letter) if letter.starts_with("Circular") => format!("TSB {letter}"),
        Some(letter) => format!("TSB Collective letter {letter}"),
        None => shown(Path::new(state.path.file_name().unwrap_or_default())),
    }
}

/// `draft`, `issued`, `replaced`, `withdrawn` or nothing.
pub(super) fn status(entry: Option<&Entry>) -> &'static str {
    entry.and_then(|entry| entry.standing).map(Standing::word).unwrap_or_default()
}

/// The files that a letter without errors becomes.
fn files(state: &LetterState, entry: Option<&Entry>) -> Vec<File> {
    match entry.filter(|_| state.is_sound()).map(|entry| entry.files.as_slice()) {
        // In the order of `Format::ALL`.
        Some([word, pdf, page]) => [("PDF", pdf), ("Word", word), ("Web page", page)]
            .map(|(label, name)| File { label, name: name.clone() })
            .to_vec(),
        _ => Vec::new(),
    }
}
