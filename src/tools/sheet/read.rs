//! The tables of a file from anywhere: a workbook of Excel or a CSV, within limits.

use super::csv;
use super::table::{Kind, ON, Table};
use crate::base::Diagnostics;
use crate::base::text::shown;
use crate::project::rules::SHEET;
use crate::tools::word::package;
use calamine::{DataRef, Reader, Xlsx};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// The largest table.
const ROWS: usize = 2_000;
const COLUMNS: usize = 500;

/// All tables of a file.
pub(super) fn tables(file: &Path, bytes: &[u8]) -> Result<Vec<Table>, Diagnostics> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let mut problems = Diagnostics::new();
    let tables = match ending.as_str() {
        "csv" => vec![csv::read(file, bytes)?],
        "xlsx" => {
            let read = || workbook(file, bytes, &mut problems);
            // A reader that gives up on a file has found nothing that it could read.
            catch_unwind(AssertUnwindSafe(read)).ok().flatten().ok_or_else(|| {
                let problem = SHEET
                    .finding(format!("{} is not an Excel workbook, is damaged or too large", shown(file)));
                Diagnostics::from(problem.hint("open it in Excel, and save it as an Excel workbook (.xlsx)"))
            })?
        }
        _ => {
            let message =
                format!("{} is neither an Excel workbook (.xlsx) nor a CSV file (.csv)", shown(file));
            return Err(SHEET.finding(message).hint("save it as one of these").into());
        }
    };
    if tables.is_empty() {
        let message = format!("{} has neither a sheet `Time plan` nor a sheet `Questions`", shown(file));
        problems.push(SHEET.finding(message).hint("give the sheet one of these names"));
    }
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

/// Why a cell is no text, and what to do.
type Unread = (&'static str, &'static str);

/// What to do with a cell of which Excel has made something else.
const FORMAT: &str = "in Excel, choose the format Text for this cell, and type its words again";

/// The tables of the sheets that have their names; `None` where the file is no workbook or too large.
fn workbook(file: &Path, bytes: &[u8], problems: &mut Diagnostics) -> Option<Vec<Table>> {
    package::is_within_limits(bytes).then_some(())?;
    let mut book = Xlsx::new(Cursor::new(bytes)).ok()?;
    let mut tables = Vec::new();
    for name in book.sheet_names() {
        let kind = Kind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name.trim()));
        let Some(kind) = kind else { continue };
        let mut table = Table { kind, file: file.to_path_buf(), rows: Vec::new() };
        fill(&mut book, &name, &mut table, problems)?;
        tables.push(table);
    }
    Some(tables)
}

/// Cell by cell: a range of all would take the memory of a sheet that has one cell at its far end.
fn fill(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    table: &mut Table,
    problems: &mut Diagnostics,
) -> Option<()> {
    let spot = |(row, column): (u32, u32)| Some((usize::try_from(row).ok()?, usize::try_from(column).ok()?));
    let areas = book.merge_cells_by_sheet_name(sheet).ok()?;
    let mut is_told = false;
    let mut cells = book.worksheet_cells_reader(sheet).ok()?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().ok()? {
        let place = spot(cell.pos)?;
        let is_day = table.kind == Kind::TimePlan && place.0 == 0;
        match text(&cell.value, cell.formula.is_some(), is_day) {
            Ok(text) if text.trim().is_empty() => {}
            Ok(_) if place.0 >= ROWS || place.1 >= COLUMNS => {
                if !is_told {
                    let hint = format!("a table has at most {ROWS} rows and {COLUMNS} columns");
                    problems.push(table.wrong(place.0, place.1, "is outside of the table", hint));
                    is_told = true;
                }
            }
            Ok(text) => set(table, place, text),
            Err((why, hint)) => problems.push(table.wrong(place.0, place.1, why, hint)),
        }
    }
    for area in areas {
        let (from, to) = (spot(area.start)?, spot(area.end)?);
        if to.0 >= ROWS || to.1 >= COLUMNS || table.text(from.0, from.1).is_empty() {
            continue;
        }
        if to.0 > from.0 {
            let why = "is merged with a cell below";
            problems.push(table.wrong(from.0, from.1, why, "split the cells: each row has its own"));
        }
        (from.1 + 1..=to.1).for_each(|column| set(table, (from.0, column), ON.to_owned()));
    }
    Some(())
}

/// What a cell says as a text; otherwise why that is not known, and what to do.
fn text(value: &DataRef<'_>, is_formula: bool, is_day: bool) -> Result<String, Unread> {
    match value {
        DataRef::Empty if is_formula => Err((
            "has a formula, and the file does not have its result",
            "open the file in Excel, and save it again",
        )),
        DataRef::Empty => Ok(String::new()),
        DataRef::String(text) => Ok(text.clone()),
        DataRef::SharedString(text) => Ok((*text).to_owned()),
        DataRef::Int(number) => Ok(number.to_string()),
        DataRef::Float(number) => Ok(number.to_string()),
        DataRef::Bool(_) => Err(("is a truth value, not a text", FORMAT)),
        DataRef::Error(_) => Err(("has an error of Excel", "correct the formula, or type the words")),
        DataRef::DateTime(day) if is_day && day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            Ok(format!("{year}-{month:02}-{day:02}"))
        }
        DataRef::DateTimeIso(day) if is_day => Ok(day.chars().take("2021-04-20".len()).collect()),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
            Err(("is a date, not a text", FORMAT))
        }
    }
}

fn set(table: &mut Table, (row, column): (usize, usize), text: String) {
    if table.rows.len() <= row {
        table.rows.resize(row + 1, Vec::new());
    }
    if let Some(cells) = table.rows.get_mut(row) {
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
    }
}
