//! CSV: a table in a text, as spreadsheets write it in any country: with commas, semicolons or tabs.

use super::table::{Kind, Table};
use crate::base::Diagnostic;
use crate::base::text::shown;
use crate::project::rules::SHEET;
use ::csv::{ReaderBuilder, WriterBuilder};
use std::path::Path;

/// The byte-order mark, without which Excel takes the text for another encoding.
const MARK: &str = "\u{feff}";

/// The table as a text.
pub(super) fn write(table: &Table) -> Vec<u8> {
    let mut writer =
        WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in &table.rows {
        // In memory, nothing can fail.
        let _ = writer.write_record(row);
    }
    [MARK.as_bytes(), &writer.into_inner().unwrap_or_default()].concat()
}

/// The table of a text.
pub(super) fn read(file: &Path, bytes: &[u8]) -> Result<Table, Diagnostic> {
    let refused = |why: &str, hint: &str| SHEET.finding(format!("{} {why}", shown(file))).hint(hint);
    let text = std::str::from_utf8(bytes).map_err(|_| {
        refused("is not in UTF-8", "in Excel, save it as \"CSV UTF-8\", or as an Excel workbook (.xlsx)")
    })?;
    let text = text.trim_start_matches(MARK);
    let first = text.lines().next().unwrap_or_default();
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|sign| first.bytes().filter(|b| b == sign).count());
    let mut reader = ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter.unwrap_or(b','));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.from_reader(text.as_bytes()).records() {
        let record =
            record.map_err(|_| refused("is not a table", "save it again as CSV, or as an Excel workbook"))?;
        rows.push(record.iter().map(str::to_owned).collect());
    }
    let corner = rows.first().and_then(|row| row.first()).map(|text| text.trim()).unwrap_or_default();
    let kind = Kind::ALL.into_iter().find(|kind| kind.corner().eq_ignore_ascii_case(corner));
    let Some(kind) = kind else {
        return Err(refused(
            "is neither a time plan nor a list of Questions",
            "its first cell must be `Day` or `Number`, as in a file that `letters sheet --export` writes",
        ));
    };
    Ok(Table { kind, file: file.to_path_buf(), rows })
}
