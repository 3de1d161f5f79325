//! What became of one letter of a run.

use crate::base::file_set::Outcome;
use crate::base::{Diagnostic, Diagnostics, Language, Severity, Silenced, Source};
use crate::model::translation::{language_of, letter_of};
use crate::project::build_cache::{Reason, Record};
use crate::project::session::Findings;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What became of one letter, without its content.
#[derive(Debug, Default)]
pub struct Report {
    /// Its number in the archive, if it could be read.
    pub name: Option<String>,
    /// The file that identifies the letter in all its languages.
    pub letter: PathBuf,
    /// The language that it is in.
    pub language: Language,
    /// Everything found, sorted.
    pub problems: Vec<Diagnostic>,
    /// Its files in `output`; `None` when nothing was to be written or could be.
    pub files: Option<Vec<(String, Outcome)>>,
    /// The letter is right, but its files could not be written.
    pub blocked: bool,
    /// What was corrected in its file.
    pub fixed: Vec<Diagnostic>,
    /// What its file silences.
    pub silenced: Vec<Silenced>,
    /// Why its files were made, when they were.
    pub why: Vec<Reason>,
    /// Files that were replaced although somebody had changed them, and where copies of them are.
    pub set_aside: Vec<(String, PathBuf)>,
    /// Whether its files are kept as published.
    pub issued: Option<Issued>,
    /// What is to be known of it at the next build.
    pub(super) record: Option<Arc<Record>>,
}

/// What an issued letter's files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issued {
    /// Made now, and kept from now on.
    Now,
    /// Those that were published before.
    Kept,
}

impl Report {
    /// Of what was found in a letter of this name, and between it and others; without its files.
    pub fn new(source: &Source, name: Option<String>, found: [Findings; 2], deny_warnings: bool) -> Self {
        let (mut problems, mut silenced) = (Diagnostics::new(), Vec::new());
        for findings in found {
            problems.extend(findings.problems.into_sorted());
            silenced.extend(findings.silenced);
        }
        if deny_warnings {
            problems.deny_warnings();
        }
        let (letter, language) = (letter_of(source), language_of(source));
        Self { name, letter, language, problems: problems.into_sorted(), silenced, ..Self::default() }
    }

    /// Of a file that could not be read.
    pub fn unread(path: &Path, problem: Diagnostic) -> Self {
        Self { letter: path.to_path_buf(), problems: vec![problem], ..Self::default() }
    }

    /// Its files could not be written, for this reason.
    pub fn block(&mut self, problem: Diagnostic) {
        let mut problems = Diagnostics::from(problem);
        problems.extend(std::mem::take(&mut self.problems));
        (self.problems, self.blocked) = (problems.into_sorted(), true);
    }

    /// Whether it has an error.
    pub fn is_wrong(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether none of its files had to be written.
    pub fn is_unchanged(&self) -> bool {
        let all_same = |files: &Vec<(String, Outcome)>| files.iter().all(|(_, o)| *o == Outcome::Unchanged);
        self.files.as_ref().is_some_and(all_same)
    }

    /// How many problems of a severity it has.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}
