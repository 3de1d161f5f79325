//! `letters diff --docx`: the changes of one letter as tracked changes.

use super::End;
use super::batch;
use super::diff::files;
use super::new::{read_day, today};
use super::printer::Printer;
use crate::cli::args::{Diff, MessageFormat};
use crate::cli::rules::{NOT_EXACT, ONE_LETTER};
use chrono::NaiveDate;
use collective_letters::base::report::json_line;
use collective_letters::base::rules::DEFECT;
use collective_letters::base::text::{as_given, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Format, Severity};
use collective_letters::model::rules::{NO_SUCH_FILE, UNREADABLE};
use collective_letters::model::written;
use collective_letters::project::register::{self, Entry};
use collective_letters::project::session::{Findings, Session};
use collective_letters::tools::redline::{Author, Redline, Refused, is_redline, redline};
use collective_letters::tools::word::Unreadable;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Writes what the next build would change in a letter as tracked changes into the file `path`.
pub fn work(arguments: &Diff, path: &Path, printer: &mut Printer) -> Result<End, Diagnostics> {
    let (paths, session) = batch::prepare(&arguments.input)?;
    is_one(&paths, "--docx")?;
    let date = arguments.date.as_deref().map(|day| read_day::<NaiveDate>("--date", day, &session));
    let date = date.transpose()?;
    let look = |source: &_| (register::entry(&session, source, &Format::ALL), Findings::default());
    let (seen, words) = batch::read(&arguments.input, &session, &arguments.output, &paths, look)?;
    printer.problems(&words);
    let Some(seen) = seen.into_iter().next() else { return Ok(End::Done) };
    let source = seen.letter?;
    let mut problems = Diagnostics::new();
    problems.extend(seen.found.problems.into_sorted());
    problems.extend(seen.between.problems.into_sorted());
    let entry = seen.entry.unwrap_or_else(|| Entry::blank(&source));
    // Since it was issued: what the letter would be now, and not its published files once more.
    let published = Some(&entry).filter(|_| arguments.since.is_none());
    let (findings, files) = match problems.has_errors() {
        true => (Findings::default(), None),
        false => files(&session, &source, published),
    };
    problems.extend(findings.problems.into_sorted());
    problems.take_out(|problem| problem.severity != Severity::Error);
    let new = files.into_iter().flatten().find(|(format, ..)| *format == Format::Docx);
    let Some((_, name, new)) = new.filter(|_| !problems.has_errors()) else {
        printer.problems(&problems.into_sorted());
        return Ok(End::of(true, false));
    };
    let (old_name, old) = old(arguments, &session, &entry, &name)?;
    let date = date.or(entry.date.as_ref().map(|date| date.value)).unwrap_or_else(today);
    let author = Author { name: arguments.author.clone(), date: date.to_string() };
    let made = redline(&old, &new, &author).map_err(|why| refused(&why, &old_name, &name))?;
    written::write(path, &made.bytes, is_redline)?;
    tell(arguments, path, &old_name, &made, printer);
    Ok(End::Done)
}

/// Refuses several letters for an option that is about one.
pub(super) fn is_one(paths: &[PathBuf], option: &str) -> Result<(), Diagnostic> {
    let message = format!("{option} compares one letter, not {}", paths.len());
    let hint = format!("give its file: letters diff letters/sg1-001.yaml {option} …");
    if paths.len() == 1 { Ok(()) } else { Err(ONE_LETTER.finding(message).hint(hint)) }
}

/// The earlier state: how it is called, and its bytes.
pub(super) fn old(
    arguments: &Diff,
    session: &Session,
    entry: &Entry,
    name: &str,
) -> Result<(String, Vec<u8>), Diagnostic> {
    if arguments.since.is_some() {
        let published = match entry.letter_name() {
            Some((name, language)) => session.archive().find(&name, language)?,
            None => None,
        };
        let file = published.and_then(|published| published.file(Format::Docx));
        return file.ok_or_else(|| {
            let message = format!("{name} was not issued: the folder `as-issued` does not contain it");
            NO_SUCH_FILE.finding(message).hint("leave out --since, or name a Word file with --against FILE")
        });
    }
    let path = arguments.against.clone().unwrap_or_else(|| arguments.output.join(name));
    match fs::read(&path) {
        Ok(bytes) => Ok((shown(&path).to_string(), bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let problem = NO_SUCH_FILE.finding(format!("{} does not exist", shown(&path)));
            Err(problem.hint(match arguments.against {
                Some(_) => "correct --against FILE",
                None => "name the earlier Word file with --against FILE, or run `letters build` before you change the letter",
            }))
        }
        Err(error) => Err(UNREADABLE.finding(format!("{} cannot be read", shown(&path))).because(&error)),
    }
}

fn refused(why: &Refused, old: &str, new: &str) -> Diagnostic {
    let unreadable = |name: &str, why: &Unreadable| {
        UNREADABLE.finding(format!("{name} {why}; nothing was written")).hint(why.help())
    };
    match why {
        Refused::Old(why) => unreadable(old, why),
        Refused::New(why) => DEFECT
            .finding(format!("{new} {why}; nothing was written"))
            .hint("this is a bug in the program: report it"),
        Refused::NotExact => {
            let message = format!(
                "the changes from {old} to {new} cannot be shown exactly as tracked changes; nothing was written"
            );
            NOT_EXACT.finding(message).hint("compare the two files in Word: Review, Compare")
        }
    }
}

fn tell(arguments: &Diff, path: &Path, old: &str, made: &Redline, printer: &mut Printer) {
    let Redline { inserted, deleted, remarks, .. } = made;
    if arguments.input.message_format == MessageFormat::Json {
        printer.print(&json_line(&json!({
            "event": "redline", "file": as_given(path), "against": old,
            "inserted": inserted, "deleted": deleted, "notes": remarks,
        })));
        return;
    }
    let passages = |count: usize| match count {
        0 => "no passages".to_owned(),
        1 => "1 passage".to_owned(),
        count => format!("{count} passages"),
    };
    printer.print(&format!(
        "{}: compared with {old}, words added in {}, removed in {}\n",
        shown(path),
        passages(*inserted),
        passages(*deleted)
    ));
    remarks.iter().for_each(|remark| printer.remark(remark));
}
