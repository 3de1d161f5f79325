//! What happened in a run, as lines of JSON for editors and scripts.

use super::totals::Totals;
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

/// What happened, for editors and scripts.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
pub(super) enum Event<'a> {
    Fixed {
        code: &'a str,
        file: &'a str,
        line: usize,
        column: usize,
        was: &'a str,
        is: &'a str,
    },
    Letter {
        name: Option<&'a str>,
        file: &'a str,
        language: &'static str,
        state: State,
        errors: usize,
        warnings: usize,
        notes: usize,
        files: Vec<File<'a>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        why: Vec<String>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        set_aside: Vec<String>,
    },
    Summary(&'a Totals),
}

#[derive(Serialize)]
pub(super) struct File<'a> {
    pub(super) name: &'a str,
    pub(super) outcome: &'static str,
}
