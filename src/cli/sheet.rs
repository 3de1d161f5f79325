//! `letters sheet`: the time plan and the list of Questions as a spreadsheet, and back.

use super::End;
use super::batch;
use super::printer::Printer;
use crate::cli::args::{MessageFormat, OneTable, Sheet};
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Source, Span};
use collective_letters::model::letter::Status;
use collective_letters::model::rules::{NO_SUCH_FILE, NOT_A_LETTER};
use collective_letters::model::translation::letter_of;
use collective_letters::model::{letter_files, written};
use collective_letters::project::register;
use collective_letters::project::rules::SHEET;
use collective_letters::tools::sheet::{Kind, import, tables, write};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Exports or imports.
pub fn run(arguments: &Sheet) -> End {
    let format = arguments.house.message_format;
    Printer::run(format, |printer| {
        format.has_results("sheet")?;
        let source = letter(&arguments.letter, &arguments.house.letters)?;
        let said = match (&arguments.export, &arguments.import) {
            (Some(file), _) => export(arguments, &source, file)?,
            (_, Some(file)) => take(arguments, &source, file)?,
            (None, None) => String::new(),
        };
        printer.print(&said);
        Ok(End::Done)
    })
}

/// The letter's file, which is no translation.
fn letter(path: &Path, letters: &Path) -> Result<Arc<Source>, Diagnostics> {
    if !path.is_file() {
        return Err(letter_files::missing(path, letters).into());
    }
    let source = letter_files::read(path)?;
    let original = letter_of(&source);
    if original != *path {
        let message = format!("{} is a translation: its original has the tables", shown(path));
        let problem = NOT_A_LETTER.finding(message);
        return Err(problem.hint(format!("give the original, {}", shown(&original))).into());
    }
    Ok(source)
}

fn export(arguments: &Sheet, source: &Arc<Source>, file: &Path) -> Result<String, Diagnostics> {
    let mut tables = tables(source)?;
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if !["xlsx", "csv"].contains(&ending.as_str()) {
        let problem = SHEET.finding(format!("{} is not a name for a spreadsheet", shown(file)));
        return Err(problem.hint("give a name that ends in .xlsx or .csv").into());
    }
    if let Some(wanted) = arguments.table {
        let kind = match wanted {
            OneTable::TimePlan => Kind::TimePlan,
            OneTable::Questions => Kind::Questions,
        };
        tables.retain(|table| table.kind == kind);
        if tables.is_empty() {
            let problem = SHEET.finding(format!("the letter has no annex with `kind: {}`", kind.word()));
            return Err(problem.at(&Span::file(source), "in this letter").hint("leave out --table").into());
        }
    }
    let is_csv = ending == "csv";
    if is_csv {
        tables.truncate(1);
    }
    let Some(bytes) = write(&tables, is_csv) else { return Err(unwritten(file).into()) };
    written::write(file, &bytes, |_| false)?;
    let names: Vec<&str> = tables.iter().map(|table| table.kind.name()).collect();
    Ok(match arguments.house.message_format {
        MessageFormat::Json => {
            json_line(&json!({ "event": "exported", "file": as_given(file), "tables": names }))
        }
        _ => format!("{}: {}\n", shown(file), names.join(", ")),
    })
}

fn unwritten(file: &Path) -> Diagnostic {
    let problem = SHEET.finding(format!("{} cannot be written as a workbook", shown(file)));
    problem.hint("remove control characters from the words of the time plan and the Questions")
}

fn take(arguments: &Sheet, source: &Arc<Source>, file: &Path) -> Result<String, Diagnostics> {
    let session = batch::session(&arguments.house.letters, arguments.house.templates.as_deref())?;
    let entry = register::entry(&session, source, &[]);
    if entry.status == Some(Status::Issued) || entry.is_kept {
        let problem = SHEET.finding("the letter was issued: its file stays as it is");
        let problem = problem.at(&Span::file(source), "in this letter");
        let start = format!("letters new --revision-of \"{}\"", shown(source.path()));
        return Err(problem.hint(format!("for a letter with the new tables, run: {start}")).into());
    }
    let bytes = fs::read(file)
        .map_err(|error| NO_SUCH_FILE.finding(format!("{} cannot be read", shown(file))).because(&error))?;
    let imported = import(source, file, &bytes)?;
    if !arguments.dry_run && imported.source.text() != source.text() {
        letter_files::rewrite(source, &imported.source)?;
    }
    let letter = shown(source.path());
    Ok(match arguments.house.message_format {
        MessageFormat::Json => json_line(&json!({
            "event": "imported", "file": as_given(source.path()), "changed": imported.changed,
            "written": !arguments.dry_run,
        })),
        _ if arguments.dry_run => {
            format!("{letter}: {} would change; nothing was written\n", count(imported.changed, "row"))
        }
        _ if imported.changed == 0 => format!("{letter}: no changes\n"),
        _ => format!(
            "{letter}: {} changed\nCheck the letter: letters check \"{letter}\"\n",
            count(imported.changed, "row")
        ),
    })
}
