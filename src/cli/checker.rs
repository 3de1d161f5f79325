//! What `check` does, with and without mending: find the letters, read them, check each one, tell what was found.

use super::End;
use super::batch::{self, Seen, guarded};
use super::printer::{Printer, Report, Task};
use crate::cli::args::{Deny, Input};
use collective_letters::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use collective_letters::base::source::{Source, Span};
use collective_letters::check::fix;
use collective_letters::model::letter_files;
use collective_letters::model::translation::{language_of, letter_of};
use collective_letters::project::session::{Made, Session};
use std::path::Path;
use std::sync::Arc;

/// What to do with the letters.
pub struct Job<'a> {
    /// Which letters.
    pub input: &'a Input,
    /// What to do with each.
    pub work: Work,
    /// Findings that count as errors.
    pub deny: Option<Deny>,
}

/// What is done with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// It is checked.
    Check,
    /// It is checked, and its file mended where that is certain.
    Fix,
}

/// Does it.
pub fn run(job: &Job<'_>) -> End {
    let mut printer = Printer::new(job.input.message_format);
    match work(job, &mut printer) {
        Ok(()) => printer.finish(),
        Err(problems) => printer.could_not_run(&problems.into_sorted()),
    }
}

fn work(job: &Job<'_>, printer: &mut Printer) -> Result<(), Diagnostics> {
    let (paths, session) = batch::prepare(job.input)?;
    printer.start(Task::Check, paths.len());
    let letters = batch::read(job.input, &session, &paths, |source| session.looked(source, &[]))?;
    let sources = letters.iter().filter_map(|seen| seen.letter.as_ref().ok());
    printer.problems(&batch::wrong_words(&session, sources));
    for (path, seen) in paths.iter().zip(letters) {
        printer.letter(path, &report(job, &session, path, seen));
    }
    Ok(())
}

/// What is told of one letter, which is perhaps mended.
fn report(job: &Job<'_>, session: &Session, path: &Path, seen: Seen<Made>) -> Report {
    let source = match seen.letter {
        Ok(source) => source,
        Err(problem) => return Report::unread(path, problem),
    };
    let mut made = seen.found;
    let mut report =
        Report { letter: letter_of(&source), language: language_of(&source), ..Report::default() };
    if job.work == Work::Fix {
        match guarded(|| mend(session, &source, &made)).and_then(|repaired| repaired) {
            Ok(Some((repaired, fixed))) => {
                made = repaired;
                report.fixed = fixed;
            }
            Ok(None) => {}
            Err(problem) => {
                report.blocked = true;
                made.problems.push(problem.at(&Span::file(&source), "in this letter"));
            }
        }
    }
    let Made { name, mut problems, mut silenced, .. } = made;
    problems.extend(seen.between.problems);
    silenced.extend(seen.between.silenced);
    if job.deny == Some(Deny::Warnings) {
        problems.deny_warnings();
    }
    report.name = name;
    report.problems = problems.into_sorted();
    report.silenced = silenced;
    report
}

/// Rounds after which edits that wait for each other are left alone.
const ROUNDS: usize = 20;

/// Mends a letter's file; what is left to find in it, and what was mended. `None` when nothing was.
fn mend(
    session: &Session,
    source: &Arc<Source>,
    made: &Made,
) -> Result<Option<(Made, Vec<Diagnostic>)>, Diagnostic> {
    let errors = |made: &Made| made.problems.iter().filter(|p| p.severity == Severity::Error).count();
    let mut repaired: Option<(Arc<Source>, Made)> = None;
    let mut fixed: Vec<Diagnostic> = Vec::new();
    for _ in 0..ROUNDS {
        let (source, made) = repaired.as_ref().map_or((source, made), |(source, made)| (source, made));
        let Some((text, applied)) = fix::apply(source, made.problems.iter()) else { break };
        let next = Source::new(source.path(), text);
        let after = session.check(&next);
        // An edit that does harm is none.
        if errors(&after) > errors(made) {
            break;
        }
        fixed.extend(applied.into_iter().cloned());
        repaired = Some((next, after));
    }
    let Some((text, after)) = repaired else { return Ok(None) };
    letter_files::rewrite(source, &text)?;
    Ok(Some((after, fixed)))
}
