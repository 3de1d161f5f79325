//! A spreadsheet of tables: a workbook of Excel with a sheet for each, or one table as CSV. All cells are texts: Excel would
//! make dates of `1/17`. Knows no clock.

use super::csv;
use super::table::{Kind, ON, Table};
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, FormatAlign, RowNum, Workbook, Worksheet, XlsxError,
};

/// The widths of columns, in characters: names of rows, sessions, words, all others.
const WIDTHS: [u8; 4] = [32, 9, 40, 16];

/// The bytes of a file. A CSV has the first of the tables. `None` where no file can hold a table.
pub fn write(tables: &[Table], is_csv: bool) -> Option<Vec<u8>> {
    if is_csv { tables.first().map(csv::write) } else { workbook(tables).ok() }
}

fn workbook(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same bytes on any day.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for table in tables {
        fill(book.add_worksheet(), table)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let is_plan = table.kind == Kind::TimePlan;
    let heads = if is_plan { 2 } else { 1 };
    let plain = Format::new().set_num_format("@").set_align(FormatAlign::Top).set_text_wrap();
    let (bold, centred) = (plain.clone().set_bold(), plain.clone().set_align(FormatAlign::Center));
    sheet.set_name(table.kind.name())?.set_freeze_panes(heads, 1)?;
    let place = |column: usize| ColNum::try_from(column).map_err(|_| XlsxError::RowColumnLimitError);
    for column in 0..table.width() {
        let width = match (is_plan, column) {
            (true, 0) => WIDTHS[0],
            (true, _) => WIDTHS[1],
            (false, 2 | 4) => WIDTHS[2],
            (false, _) => WIDTHS[3],
        };
        sheet.set_column_width(place(column)?, width)?.set_column_format(place(column)?, &plain)?;
    }
    for (row, cells) in (0 as RowNum..).zip(&table.rows) {
        let is_note = cells.first().is_some_and(|name| name.starts_with('['));
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty() && *text != ON) {
            let format = match column {
                _ if row < heads => &bold,
                0 if text.starts_with("# ") => &bold,
                _ if column > 0 && is_plan && !is_note => &centred,
                _ => &plain,
            };
            let on = cells.iter().skip(column + 1).take_while(|text| *text == ON).count();
            let first = place(column)?;
            match on {
                0 => sheet.write_string_with_format(row, first, text, format)?,
                _ => sheet.merge_range(row, first, row, place(column + on)?, text, format)?,
            };
        }
    }
    Ok(())
}
