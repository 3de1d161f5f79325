//! `letters withdraw`: takes back what was issued too early.

use super::End;
use super::batch;
use super::new::today;
use super::printer::Printer;
use crate::cli::args::{MessageFormat, Withdraw};
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostic, Diagnostics};
use collective_letters::model::letter::Status;
use collective_letters::model::letter_files;
use collective_letters::model::rules::NO_SUCH_FILE;
use collective_letters::project::archive::{Archive, LetterName, Withdrawn, letter_of};
use collective_letters::project::register;
use serde_json::json;

/// Withdraws.
pub fn run(arguments: &Withdraw) -> End {
    let format = arguments.house.message_format;
    Printer::run(format, |printer| {
        format.has_results("withdraw")?;
        let archive = Archive::of(&arguments.house.letters);
        let ((name, language), status) = letter(arguments)?;
        let withdrawn = archive.withdraw((&name, language), &arguments.letter, today(), &arguments.why)?;
        printer.print(&told(arguments, &name, status, &withdrawn));
        Ok(End::Done)
    })
}

/// The letter's name in the archive; of a letter that is there, its status too.
fn letter(arguments: &Withdraw) -> Result<(LetterName, Option<Status>), Diagnostics> {
    let (path, house) = (&arguments.letter, &arguments.house);
    let is_kept =
        path.parent().and_then(|folder| folder.file_name()).is_some_and(|f| f == letter_files::ARCHIVE);
    let kept = path.file_name().and_then(|name| letter_of(name.to_str()?)).filter(|_| is_kept);
    if let Some(name) = kept {
        return Ok((name, None));
    }
    let session = batch::session(&house.letters, house.templates.as_deref())?;
    let source = letter_files::read(path)?;
    let entry = register::entry(&session, &source, &[]);
    let name = entry.letter_name().ok_or_else(|| -> Diagnostic {
        NO_SUCH_FILE.finding(format!("the number of {} cannot be read", shown(path))).hint(
            "run `letters check` and fix its errors, or give one of its files in the folder `as-issued`",
        )
    })?;
    Ok((name, entry.status))
}

fn told(arguments: &Withdraw, name: &str, status: Option<Status>, withdrawn: &Withdrawn) -> String {
    let (letter, folder) = (shown(&arguments.letter), shown(&withdrawn.folder));
    if arguments.house.message_format == MessageFormat::Json {
        return json_line(&json!({
            "event": "withdrawn", "name": name, "file": as_given(&arguments.letter),
            "folder": as_given(&withdrawn.folder), "files": withdrawn.files,
            "why": arguments.why, "status": status.map(Status::word),
        }));
    }
    let next = match status {
        Some(Status::Issued) => format!(
            "{letter} still has `status: issued`: the next build issues it again.\n\
             Write `status: draft` while you correct it.\n"
        ),
        Some(Status::Draft) => {
            format!("{letter} has `status: draft`: the next build writes it as a draft.\n")
        }
        None => String::new(),
    };
    format!(
        "{name}  {letter}  withdrawn\n{} moved to {folder}\nThe reason is in {}.\n{next}\
         Files in the output folder stay until the next build.\n",
        count(withdrawn.files.len(), "file"),
        shown(&withdrawn.list),
    )
}
