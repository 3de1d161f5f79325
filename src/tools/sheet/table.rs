//! A table as any format of spreadsheets has it: rows of texts. A cell that the one to its left goes on into is [`ON`].

use crate::base::Diagnostic;
use crate::base::text::shown;
use crate::project::rules::SHEET;
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

    /// A finding in one of its cells.
    pub(super) fn wrong(&self, row: usize, column: usize, why: &str, hint: impl Into<String>) -> Diagnostic {
        wrong(&self.file, self.kind, (row, column), why, hint)
    }
}

/// A finding in a cell: its file, its sheet and its name.
pub(super) fn wrong(
    file: &std::path::Path,
    kind: Kind,
    (row, column): (usize, usize),
    why: &str,
    hint: impl Into<String>,
) -> Diagnostic {
    let place = format!("{}, sheet `{}`, cell {}{}", shown(file), kind.name(), letters(column), row + 1);
    SHEET.finding(format!("{place}: {why}")).hint(hint)
}

/// The name of a column: A to Z, then AA.
pub(super) fn letters(column: usize) -> String {
    let (mut name, mut rest) = (String::new(), column + 1);
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_names_of_spreadsheets() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
