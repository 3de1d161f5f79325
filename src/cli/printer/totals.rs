//! Sums over a run, and the last line of it.

use super::Task;
use collective_letters::base::file_set::Outcome;
use collective_letters::base::text::{count, what_there_is};
use collective_letters::model::translation::Tally;
use collective_letters::project::build::{Issued, Report};
use serde::Serialize;

/// How it went with a letter, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Built,
    Unchanged,
    Kept,
    Checked,
    Failed,
}

impl State {
    pub(super) fn of(report: &Report) -> Self {
        match (report.is_wrong(), report.issued) {
            (true, _) => Self::Failed,
            (_, Some(Issued::Kept)) => Self::Kept,
            _ if report.is_unchanged() => Self::Unchanged,
            _ if report.files.is_some() => Self::Built,
            _ => Self::Checked,
        }
    }
}

/// How many there are: languages of letters one by one, and the letters that they are of.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Sum {
    pub(super) count: usize,
    #[serde(skip)]
    tally: Tally,
}

impl Sum {
    fn add(&mut self, report: &Report) {
        self.count += 1;
        self.tally.add(&report.letter, report.language);
    }
}

/// Sums over a run.
#[derive(Debug, Default, Serialize)]
#[serde(tag = "event", rename = "summary")]
pub(super) struct Totals {
    pub(super) letters: Sum,
    pub(super) good: usize,
    pub(super) built: Sum,
    pub(super) same: Sum,
    pub(super) kept: Sum,
    pub(super) wrong: Sum,
    pub(super) blocked: Sum,
    pub(super) files: usize,
    pub(super) written: usize,
    pub(super) unchanged: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    #[serde(skip)]
    pub(super) fixed: usize,
}

impl Totals {
    /// Counts a letter.
    pub(super) fn add(&mut self, report: &Report) {
        let [errors, warnings, notes] = super::counts(report);
        self.letters.add(report);
        self.errors += errors;
        self.warnings += warnings;
        self.notes += notes;
        match errors {
            0 => self.good += 1,
            _ if report.blocked => self.blocked.add(report),
            _ => self.wrong.add(report),
        }
        match State::of(report) {
            State::Built => self.built.add(report),
            State::Unchanged => self.same.add(report),
            State::Kept => self.kept.add(report),
            State::Checked | State::Failed => {}
        }
        for (_, outcome) in report.files.iter().flatten() {
            self.files += 1;
            let count = if *outcome == Outcome::Unchanged { &mut self.unchanged } else { &mut self.written };
            *count += 1;
        }
        self.fixed += report.fixed.len();
    }

    /// `built 3 letters in 2 languages (18 files written), 97 unchanged, 2 kept as issued: 1 letter has errors, 2 notes`.
    pub(super) fn summary(&self, task: Task) -> String {
        let mut text = match task {
            Task::Build => {
                let files = format!("({} written)", count(self.written, "file"));
                let parts = what_there_is([
                    (self.built.count + self.written, format!("built {} {files}", self.built.tally.words())),
                    (self.same.count, format!("{} unchanged", self.same.tally.words())),
                    (self.kept.count, format!("{} kept as issued", self.kept.tally.words())),
                ]);
                if parts.is_empty() { "built nothing".to_owned() } else { parts }
            }
            Task::Check => format!("checked {}", self.letters.tally.words()),
        };
        let have = if self.wrong.tally.letters() == 1 { "has" } else { "have" };
        let found = what_there_is([
            (self.wrong.count, format!("{} {have} errors", self.wrong.tally.words())),
            (self.blocked.count, format!("{} could not be written", self.blocked.tally.words())),
            (self.warnings, count(self.warnings, "warning")),
            (self.notes, count(self.notes, "note")),
            (self.fixed, format!("{} fixed", count(self.fixed, "finding"))),
        ]);
        match (found.is_empty(), task) {
            (false, _) => text += &format!(": {found}"),
            (true, Task::Check) => text += ": no findings",
            (true, Task::Build) => {}
        }
        text
    }
}
