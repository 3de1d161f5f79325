//! What `check` does, with and without mending: find the letters, read them, check each one, tell what was found.

use super::End;
use super::batch::{self, Seen};
use super::printer::{Printer, Task};
use crate::cli::args::{Deny, Input};
use collective_letters::base::defect::guarded;
use collective_letters::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use collective_letters::base::source::{Source, Span};
use collective_letters::check::fix;
use collective_letters::model::letter_files;
use collective_letters::model::translation::{language_of, letter_of};
use collective_letters::project::build::Report;
use collective_letters::project::register::{self, Entry};
use collective_letters::project::session::{Findings, Session};
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
    let letters = batch::read(job.input, &session, &paths, |source| look(&session, source))?;
    let sources = letters.iter().filter_map(|seen| seen.letter.as_ref().ok());
    printer.problems(&batch::wrong_words(&session, sources));
    for (path, seen) in paths.iter().zip(letters) {
        printer.letter(path, &report(job, &session, path, seen));
    }
    Ok(())
}

/// What the register keeps of a letter, and what is found in it.
fn look(session: &Session, source: &Arc<Source>) -> (Entry, Findings) {
    let letter = session.read(source);
    let composition = session.check(&letter);
    (register::composed(session, &composition), composition.findings)
}

/// The report on one letter, whose file is perhaps corrected first.
fn report(job: &Job<'_>, session: &Session, path: &Path, seen: Seen) -> Report {
    let source = match seen.letter {
        Ok(source) => source,
        Err(problem) => return Report::unread(path, problem),
    };
    let (mut entry, mut findings) = (seen.entry, seen.found);
    let mut report =
        Report { letter: letter_of(&source), language: language_of(&source), ..Report::default() };
    if job.work == Work::Fix {
        match guarded(|| fix(session, &source, &findings)).and_then(|repaired| repaired) {
            Ok(Some(repaired)) => {
                (entry, findings, report.fixed) = (Some(repaired.entry), repaired.findings, repaired.fixed);
            }
            Ok(None) => {}
            Err(problem) => {
                report.blocked = true;
                findings.problems.push(problem.at(&Span::file(&source), "in this letter"));
            }
        }
    }
    let Findings { mut problems, mut silenced } = findings;
    problems.extend(seen.between.problems.into_sorted());
    silenced.extend(seen.between.silenced);
    if job.deny == Some(Deny::Warnings) {
        problems.deny_warnings();
    }
    report.name = entry.and_then(|entry| entry.name);
    report.problems = problems.into_sorted();
    report.silenced = silenced;
    report
}

/// Rounds after which edits that wait for each other are left alone.
const ROUNDS: usize = 20;

/// A letter whose file was corrected.
struct Fixed {
    entry: Entry,
    /// What is left to find in it.
    findings: Findings,
    /// What was corrected.
    fixed: Vec<Diagnostic>,
}

/// Corrects a letter's file where that is certain; `None` when nothing in it could be.
fn fix(session: &Session, source: &Arc<Source>, findings: &Findings) -> Result<Option<Fixed>, Diagnostic> {
    let errors = |found: &Findings| found.problems.iter().filter(|p| p.severity == Severity::Error).count();
    let mut corrected: Option<(Arc<Source>, Fixed)> = None;
    for _ in 0..ROUNDS {
        let (source, before) = corrected.as_ref().map_or((source, findings), |(s, m)| (s, &m.findings));
        let Some((text, applied)) = fix::apply(source, before.problems.iter()) else { break };
        let next = Source::new(source.path(), text);
        let (entry, after) = look(session, &next);
        // An edit that does harm is none.
        if errors(&after) > errors(before) {
            break;
        }
        let applied = applied.into_iter().cloned();
        let fixed = corrected.iter().flat_map(|(_, m)| m.fixed.clone()).chain(applied).collect();
        corrected = Some((next, Fixed { entry, findings: after, fixed }));
    }
    let Some((text, corrected)) = corrected else { return Ok(None) };
    letter_files::rewrite(source, &text)?;
    Ok(Some(corrected))
}
