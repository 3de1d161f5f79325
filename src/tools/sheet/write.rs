//! A spreadsheet of tables: a workbook of Excel with a sheet for each (ECMA-376, SpreadsheetML), or one table as CSV.
//! All cells are texts: Excel would make dates of `1/17`. Knows no clock.

use super::csv;
use super::table::{Kind, ON, Table, letters};
use quick_xml::escape::escape;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{DateTime, System, ZipWriter};

/// The widths of columns, in characters: names of rows, sessions, words, all others.
const WIDTHS: [u8; 4] = [32, 9, 40, 16];
/// Formats of cells, as `workbook/styles.xml` counts them.
const PLAIN: u8 = 1;
const BOLD: u8 = 2;
const CENTRED: u8 = 3;

/// The bytes of a file. A CSV has the first of the tables. `None` where a text has characters that no file can hold.
pub fn write(tables: &[Table], is_csv: bool) -> Option<Vec<u8>> {
    if is_csv { tables.first().map(csv::write) } else { workbook(tables) }
}

fn workbook(tables: &[Table]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        let options =
            SimpleFileOptions::default().last_modified_time(DateTime::default()).system(System::Dos);
        zip.start_file(name, options).ok()?;
        zip.write_all(text.as_bytes()).ok()
    };
    let each = |part: &dyn Fn(usize, &Table) -> String| -> String {
        tables.iter().enumerate().map(|(at, table)| part(at + 1, table)).collect()
    };
    let with = |text: &str, all: String| text.trim_end().replace("<!-- sheets -->", &all);
    add(
        "[Content_Types].xml",
        &with(
            include_str!("workbook/content-types.xml"),
            each(&|at, _| {
                format!(
                    r#"<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
                )
            }),
        ),
    )?;
    add("_rels/.rels", include_str!("workbook/rels.xml").trim_end())?;
    add(
        "xl/workbook.xml",
        &with(
            include_str!("workbook/workbook.xml"),
            each(&|at, table| {
                format!(r#"<sheet name="{}" sheetId="{at}" r:id="rId{at}"/>"#, table.kind.name())
            }),
        ),
    )?;
    add(
        "xl/_rels/workbook.xml.rels",
        &with(
            include_str!("workbook/workbook-rels.xml"),
            each(&|at, _| {
                format!(
                    r#"<Relationship Id="rId{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{at}.xml"/>"#
                )
            }),
        ),
    )?;
    add("xl/styles.xml", include_str!("workbook/styles.xml").trim_end())?;
    for (at, table) in tables.iter().enumerate() {
        add(&format!("xl/worksheets/sheet{}.xml", at + 1), &sheet(table)?)?;
    }
    Some(zip.finish().ok()?.into_inner())
}

fn sheet(table: &Table) -> Option<String> {
    let is_plan = table.kind == Kind::TimePlan;
    let heads = if is_plan { 2 } else { 1 };
    let (mut rows, mut merged) = (String::new(), Vec::new());
    for (row, cells) in table.rows.iter().enumerate() {
        let number = row + 1;
        rows += &format!(r#"<row r="{number}">"#);
        let mut column = 0;
        while let Some(text) = cells.get(column) {
            let on = cells.iter().skip(column + 1).take_while(|text| *text == ON).count();
            let name = |column: usize| format!("{}{number}", letters(column));
            if !text.is_empty() {
                let format = match column {
                    _ if row < heads => BOLD,
                    0 if text.starts_with("# ") => BOLD,
                    0 => PLAIN,
                    _ => {
                        if is_plan {
                            CENTRED
                        } else {
                            PLAIN
                        }
                    }
                };
                text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')).then_some(())?;
                rows += &format!(
                    r#"<c r="{}" s="{format}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                    name(column),
                    escape(text.as_str())
                );
            }
            if on > 0 {
                merged.push(format!(r#"<mergeCell ref="{}:{}"/>"#, name(column), name(column + on)));
            }
            column += on + 1;
        }
        rows += "</row>";
    }
    let width = |column: usize| {
        let width = match (is_plan, column) {
            (true, 0) => WIDTHS[0],
            (true, _) => WIDTHS[1],
            (false, 2 | 4) => WIDTHS[2],
            (false, _) => WIDTHS[3],
        };
        format!(r#"<col min="{0}" max="{0}" width="{width}" customWidth="1"/>"#, column + 1)
    };
    let columns: String = (0..table.width()).map(width).collect();
    let merged = match merged.len() {
        0 => String::new(),
        count => format!(r#"<mergeCells count="{count}">{}</mergeCells>"#, merged.concat()),
    };
    Some(format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">"#,
            r#"<pane xSplit="1" ySplit="{heads}" topLeftCell="B{first}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>"#,
            r#"<cols>{columns}</cols><sheetData>{rows}</sheetData>{merged}</worksheet>"#
        ),
        heads = heads,
        first = heads + 1,
        columns = columns,
        rows = rows,
        merged = merged,
    ))
}
