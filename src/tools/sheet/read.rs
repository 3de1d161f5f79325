//! The tables of a file from anywhere: a workbook of Excel (ECMA-376, SpreadsheetML) or a CSV, within limits.

use super::csv;
use super::table::{Kind, ON, Table, wrong};
use crate::base::Diagnostics;
use crate::base::text::shown;
use crate::project::rules::SHEET;
use crate::tools::word::package::Package;
use crate::tools::word::xml::{any_attribute, tree};
use chrono::{Days, NaiveDate};
use roxmltree::Node;
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
            Book::open(bytes).and_then(|mut book| book.tables(file, &mut problems)).ok_or_else(|| {
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

/// A workbook, with what cells refer to.
struct Book<'a> {
    package: Package<'a>,
    /// Texts that several cells can have.
    strings: Vec<String>,
    /// For each format of cells, whether it shows a date.
    dates: Vec<bool>,
    /// The day from which days are counted.
    zero: NaiveDate,
}

/// Why a cell is no text, and what to do.
type Unread = (&'static str, &'static str);

/// What to do with a cell of which Excel has made something else.
const FORMAT: &str = "in Excel, choose the format Text for this cell, and type its words again";

impl<'a> Book<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut package = Package::open(bytes).ok()?;
        let strings = package.related("sharedStrings").ok()?.map_or(Some(Vec::new()), |part| {
            let parsed = tree(&part.text).ok()?;
            Some(named(parsed.root_element(), "si").map(words).collect())
        })?;
        let styles = package.related("styles").ok()?;
        let dates =
            styles.map_or(Some(Vec::new()), |part| Some(dates(tree(&part.text).ok()?.root_element())))?;
        let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        Some(Self { package, strings, dates, zero })
    }

    /// The tables of the sheets that have their names.
    fn tables(&mut self, file: &Path, problems: &mut Diagnostics) -> Option<Vec<Table>> {
        let name = self.package.document.clone();
        let text = self.package.part(&name).ok()??;
        let parsed = tree(&text).ok()?;
        let root = parsed.root_element();
        let from_1904 =
            named(root, "workbookPr").any(|node| matches!(node.attribute("date1904"), Some("1" | "true")));
        if from_1904 {
            self.zero = NaiveDate::from_ymd_opt(1904, 1, 1)?;
        }
        let mut tables = Vec::new();
        for sheet in root.descendants().filter(|node| node.tag_name().name() == "sheet") {
            let name = sheet.attribute("name").unwrap_or_default().trim();
            let kind = Kind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name));
            let Some(kind) = kind else { continue };
            let part = self.package.relations.target(any_attribute(sheet, "id")?)?.to_owned();
            let text = self.package.part(&part).ok()??;
            let mut table = Table { kind, file: file.to_path_buf(), rows: Vec::new() };
            self.fill(&mut table, tree(&text).ok()?.root_element(), problems)?;
            tables.push(table);
        }
        Some(tables)
    }

    fn fill(&self, table: &mut Table, sheet: Node<'_, '_>, problems: &mut Diagnostics) -> Option<()> {
        let (mut row, mut is_told) = (0, false);
        for line in named(sheet, "sheetData").flat_map(|data| named(data, "row")) {
            row = line
                .attribute("r")
                .and_then(|number| number.parse().ok())
                .map_or(row + 1, |number: usize| number);
            let mut column = 0;
            for cell in named(line, "c") {
                let place = cell.attribute("r").map_or(Some((row.checked_sub(1)?, column)), place)?;
                column = place.1 + 1;
                let is_day = table.kind == Kind::TimePlan && place.0 == 0;
                match self.text(cell, is_day) {
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
        }
        for area in named(sheet, "mergeCells").flat_map(|all| named(all, "mergeCell")) {
            let (from, to) = area.attribute("ref")?.split_once(':')?;
            let (from, to) = (place(from)?, place(to)?);
            if to.0 >= ROWS || to.1 >= COLUMNS {
                continue;
            }
            if to.0 > from.0 {
                let why = "is merged with a cell below";
                problems.push(wrong(
                    &table.file,
                    table.kind,
                    from,
                    why,
                    "split the cells: each row has its own",
                ));
            }
            let is_blank = table.text(from.0, from.1).is_empty();
            (from.1 + 1..=to.1)
                .filter(|_| !is_blank)
                .for_each(|column| set(table, (from.0, column), ON.to_owned()));
        }
        Some(())
    }

    /// What a cell says as a text; otherwise why that is not known, and what to do.
    fn text(&self, cell: Node<'_, '_>, is_day: bool) -> Result<String, Unread> {
        let value = named(cell, "v").next().and_then(|node| node.text()).unwrap_or_default();
        let number = |digits: &str| digits.parse::<usize>().ok();
        match cell.attribute("t").unwrap_or("n") {
            "s" => Ok(number(value).and_then(|at| self.strings.get(at)).cloned().unwrap_or_default()),
            "inlineStr" => Ok(named(cell, "is").map(words).collect()),
            "str" => Ok(value.to_owned()),
            "b" => Err(("is a truth value, not a text", FORMAT)),
            "e" => Err(("has an error of Excel", "correct the formula, or type the words")),
            "d" if is_day => Ok(value.chars().take("2021-04-20".len()).collect()),
            "d" => Err(("is a date, not a text", FORMAT)),
            _ if value.is_empty() => Ok(String::new()),
            _ => {
                let format = cell.attribute("s").and_then(number).and_then(|at| self.dates.get(at));
                match (format, value.parse::<f64>()) {
                    (Some(true), Ok(days)) if is_day => self.day(days).ok_or(("is not a day", FORMAT)),
                    (Some(true), _) => Err(("is a date, not a text", FORMAT)),
                    (_, Ok(number)) => Ok(number.to_string()),
                    (_, Err(_)) => Err(("is not a number", FORMAT)),
                }
            }
        }
    }

    fn day(&self, days: f64) -> Option<String> {
        let days = (0.0..200_000.0).contains(&days).then_some(days.floor() as u64)?;
        Some(self.zero.checked_add_days(Days::new(days))?.to_string())
    }
}

/// The elements of a name in an element, of whatever namespace.
fn named<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The words of a text, without how they are pronounced.
fn words(node: Node<'_, '_>) -> String {
    let runs = named(node, "r").flat_map(|run| named(run, "t"));
    named(node, "t").chain(runs).filter_map(|text| text.text()).collect()
}

/// For each format of cells, whether it shows a date.
fn dates(styles: Node<'_, '_>) -> Vec<bool> {
    let is_date = |code: &str| {
        let (mut quoted, mut bracketed) = (false, false);
        code.chars().any(|c| {
            match c {
                '"' => quoted = !quoted,
                '[' => bracketed = true,
                ']' => bracketed = false,
                _ => {}
            }
            !quoted && !bracketed && matches!(c.to_ascii_lowercase(), 'd' | 'm' | 'y' | 'h')
        })
    };
    let own: Vec<&str> = named(styles, "numFmts")
        .flat_map(|all| named(all, "numFmt"))
        .filter(|format| format.attribute("formatCode").is_some_and(is_date))
        .filter_map(|format| format.attribute("numFmtId"))
        .collect();
    let shows = |format: Node<'_, '_>| {
        let id = format.attribute("numFmtId").unwrap_or("0");
        own.contains(&id)
            || id.parse().is_ok_and(|id: u32| matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58))
    };
    named(styles, "cellXfs").flat_map(|all| named(all, "xf")).map(shows).collect()
}

/// Row and column of a name such as `B3`, counted from 0.
fn place(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    let letter = |sum: Option<usize>, c: char| {
        let value = c.is_ascii_alphabetic().then(|| c.to_ascii_uppercase() as usize - 'A' as usize + 1)?;
        sum?.checked_mul(26)?.checked_add(value)
    };
    let column = letters.chars().fold(Some(0), letter)?;
    Some((number.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
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

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn cells_have_the_names_of_spreadsheets() {
        assert_eq!(
            ["A1", "C3", "AA10", "zz2"].map(place),
            [Some((0, 0)), Some((2, 2)), Some((9, 26)), Some((1, 701))]
        );
        assert_eq!(["", "A", "1", "A0", "A-1", "ÄÄ1", "A99999999999999999999999"].map(place), [None; 7]);
    }
}
