//! `letters check`: everything that `build` does, except writing; and corrections in the letters' files.

use super::End;
use super::batch::{self, Seen};
use super::printer::{Printer, Task};
use crate::cli::args::{Check, Deny};
use collective_letters::base::defect::guarded;
use collective_letters::base::text::{several, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Severity, Source, Span};
use collective_letters::check::fix;
use collective_letters::model::letter_files;
use collective_letters::project::build::Report;
use collective_letters::project::register::{self, Entry};
use collective_letters::project::session::{Findings, Session};
use collective_letters::tools::update::{self, Older};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Checks.
pub fn run(arguments: &Check) -> End {
    Printer::run(arguments.input.message_format, |printer| work(arguments, printer))
}

fn work(arguments: &Check, printer: &mut Printer) -> Result<End, Diagnostics> {
    let (paths, session) = batch::prepare(&arguments.input)?;
    printer.start(Task::Check, paths.len());
    let (letters, words) = batch::read(&arguments.input, &session, &paths, |source| look(&session, source))?;
    printer.problems(&words);
    for (path, seen) in paths.iter().zip(letters) {
        printer.letter(path, &report(arguments, &session, path, seen));
    }
    let end = printer.finish();
    if let Some(older) = templates(arguments)?.as_deref().and_then(update::older) {
        older_style(&older).iter().for_each(|note| printer.remark(note));
    }
    Ok(end)
}

/// The folder of the house style, if there is one.
fn templates(arguments: &Check) -> Result<Option<PathBuf>, Diagnostics> {
    let place = &arguments.input.place;
    Ok(batch::settings(&place.letters, place.templates.as_deref())?.templates)
}

/// What of the house style is older than that of the program, each in one line.
fn older_style(older: &Older) -> Vec<String> {
    let mut notes = Vec::new();
    if older.is_newer {
        let version = &older.version;
        notes.push(format!(
            "note: the house style comes from version {version} of the program: install that one"
        ));
    } else if !older.files.is_empty() {
        let files = several(older.files.iter(), 3);
        notes.push(format!(
            "note: the program has a newer house style ({files}): run `letters init --update`"
        ));
    }
    if !older.waiting.is_empty() {
        let files = several(older.waiting.iter().map(|path| shown(path)), 3);
        notes.push(format!("note: compare with your house style, then delete: {files}"));
    }
    notes
}

/// What the register keeps of a letter, and what is found in it.
type Looked = (Entry, Findings);

fn look(session: &Session, source: &Arc<Source>) -> Looked {
    let letter = session.read(source);
    let composition = session.check(&letter);
    (register::composed(session, &composition), composition.findings)
}

/// The report on one letter, whose file is perhaps corrected first.
fn report(arguments: &Check, session: &Session, path: &Path, seen: Seen) -> Report {
    let source = match seen.letter {
        Ok(source) => source,
        Err(problem) => return Report::unread(path, problem),
    };
    let (mut entry, mut findings) = (seen.entry, seen.found);
    let (mut fixed, mut blocked) = (Vec::new(), false);
    if arguments.fix {
        match guarded(&source, || fix(session, &source, &findings)).and_then(|fixed| fixed) {
            Ok(Some((after, edits))) => (entry, findings, fixed) = (Some(after.0), after.1, edits),
            Ok(None) => {}
            Err(problem) => {
                blocked = true;
                findings.problems.push(problem.at(&Span::file(&source), "in this letter"));
            }
        }
    }
    let name = entry.and_then(|entry| entry.name);
    let mut report =
        Report::new(&source, name, [findings, seen.between], arguments.deny == Some(Deny::Warnings));
    (report.fixed, report.blocked) = (fixed, blocked);
    report
}

/// Rounds after which edits that wait for each other are left alone.
const ROUNDS: usize = 20;

/// Corrects a letter's file where that is certain; what is left to find in it, and what was corrected. `None` when
/// nothing was.
fn fix(
    session: &Session,
    source: &Arc<Source>,
    findings: &Findings,
) -> Result<Option<(Looked, Vec<Diagnostic>)>, Diagnostic> {
    let errors = |found: &Findings| found.problems.iter().filter(|p| p.severity == Severity::Error).count();
    let mut last: Option<(Arc<Source>, Looked)> = None;
    let mut fixed: Vec<Diagnostic> = Vec::new();
    for _ in 0..ROUNDS {
        let (source, before) = last.as_ref().map_or((source, findings), |(text, (_, found))| (text, found));
        let Some((text, applied)) = fix::apply(source, before.problems.iter()) else { break };
        let next = Source::new(source.path(), text);
        let after = look(session, &next);
        // An edit that does harm is none.
        if errors(&after.1) > errors(before) {
            break;
        }
        fixed.extend(applied.into_iter().cloned());
        last = Some((next, after));
    }
    let Some((text, after)) = last else { return Ok(None) };
    letter_files::rewrite(source, &text)?;
    Ok(Some((after, fixed)))
}
