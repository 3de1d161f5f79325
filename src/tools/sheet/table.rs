//! A table as any format of spreadsheets has it: rows of texts. A cell that the one to its left goes on into is [`ON`].

use crate::base::Diagnostic;
use crate::base::text::shown;
use crate::project::rules::SHEET;
use rust_xlsxwriter::ColNum;
use rust_xlsxwriter::utility::column_number_to_name;
use std::path::PathBuf;

/// Goes on from the cell to the left.
pub(super) const ON: &str = "<";

/// What a table is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The time plan.
    TimePlan,
    /// The list of Questions.
    Questions,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::TimePlan, Self::Questions];

    /// The name of its sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::TimePlan => "Time plan",
            Self::Questions => "Questions",
        }
    }

    /// The kind of annex in the letter.
    pub fn word(self) -> &'static str {
        match self {
            Self::TimePlan => "time-plan",
            Self::Questions => "questions",
        }
    }

    /// What the first cell says, by which a file without sheets is known.
    pub(super) fn corner(self) -> &'static str {
        match self {
            Self::TimePlan => "Day",
            Self::Questions => "Number",
        }
    }
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is of.
    pub kind: Kind,
    /// Its file, where it was read.
    pub file: PathBuf,
    /// Its rows; an empty text is an empty cell.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of a letter.
    pub(super) fn new(kind: Kind, rows: Vec<Vec<String>>) -> Self {
        Self { kind, file: PathBuf::new(), rows }
    }

    /// The text of a cell.
    pub(super) fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", |text| text.trim())
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// A finding in one of its cells: its file, its sheet and its name.
    pub(super) fn wrong(&self, row: usize, column: usize, why: &str, hint: impl Into<String>) -> Diagnostic {
        let name = column_number_to_name(ColNum::try_from(column).unwrap_or(ColNum::MAX));
        let (file, sheet) = (shown(&self.file), self.kind.name());
        SHEET.finding(format!("{file}, sheet `{sheet}`, cell {name}{}: {why}", row + 1)).hint(hint)
    }
}
