//! `letters withdraw`: takes back what was issued too early.

mod which;

use super::End;
use super::issue::lines;
use super::new::today;
use super::printer::Printer;
use crate::cli::args::{MessageFormat, Withdraw};
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::model::letter::Status;
use collective_letters::project::archive::{Archive, Withdrawn};
use collective_letters::project::register::Entry;
use collective_letters::tools::published;
use serde_json::json;
use std::path::{Path, PathBuf};
use which::Which;

/// Withdraws.
pub fn run(arguments: &Withdraw) -> End {
    let format = arguments.house.message_format;
    Printer::run(format, |printer| {
        format.has_results("withdraw")?;
        let archive = Archive::of(&arguments.house.letters);
        let which = Which::find(arguments, &archive)?;
        let (name, language) = &which.letter;
        let file = which
            .files
            .first()
            .map_or_else(|| PathBuf::from(&arguments.letter), |entry| entry.source.path().to_path_buf());
        // First what is on the web: where that cannot be, nothing is withdrawn.
        let folder = &arguments.published;
        let renew = |without| published::renew(&archive, folder, without);
        let renewed = published::is_there(folder).then(|| renew(Some(&which.letter))).transpose()?;
        let withdrawn =
            archive.withdraw((name, *language), &file, today(), &arguments.why).inspect_err(|_| {
                if renewed.is_some() {
                    let _ = renew(None);
                }
            })?;
        printer.print(&match format {
            MessageFormat::Json => line(arguments, &which, &file, &withdrawn),
            _ => told(&which, &shown(&file), &withdrawn, &archive),
        });
        if let Some(renewed) = renewed {
            printer.problems(&renewed.problems);
            printer.print(&lines(folder, format, &renewed));
        }
        Ok(End::Done)
    })
}

fn line(arguments: &Withdraw, which: &Which, file: &Path, withdrawn: &Withdrawn) -> String {
    json_line(&json!({
        "event": "withdrawn", "name": which.letter.0, "file": as_given(file),
        "folder": as_given(&withdrawn.folder), "files": withdrawn.files, "why": arguments.why,
        "status": which.files.first().and_then(|entry| entry.status).map(Status::word),
    }))
}

fn told(which: &Which, file: &str, withdrawn: &Withdrawn, archive: &Archive) -> String {
    let (name, language) = &which.letter;
    let next: String = which.files.iter().map(next).collect();
    let others = archive.letters().into_iter().filter(|(other, _)| other == name);
    let others: String = others
        .map(|(name, other)| {
            let command = archive.withdraw_command((&name, other), None);
            format!("It is still issued in {}. To withdraw that too, run: {command}\n", other.name())
        })
        .collect();
    format!(
        "{name}  {file}  withdrawn{}\n{} moved to {}\nThe reason is in {}.\n{next}{others}\
         Files in the output folder stay until the next build.\n",
        if which.files.is_empty() { format!(" in {}", language.name()) } else { String::new() },
        count(withdrawn.files.len(), "file"),
        shown(&withdrawn.folder),
        shown(&withdrawn.list),
    )
}

/// What the next build does with a letter that has this name.
fn next(entry: &Entry) -> String {
    let file = shown(entry.source.path());
    match entry.status {
        Some(Status::Issued) => format!(
            "{file} still has `status: issued`: the next build issues it again.\n\
             Write `status: draft` while you correct it.\n"
        ),
        Some(Status::Draft) => format!("{file} has `status: draft`: the next build writes it as a draft.\n"),
        None => String::new(),
    }
}
