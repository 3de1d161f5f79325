//! What `build` and `check` share: find the letters, read them, make each one, tell what happened.

use super::End;
use super::in_order::in_order;
use super::printer::{Printer, Report, Task};
use super::together::{self, Seen, guarded, no_threads};
use crate::cli::Input;
use collective_letters::diagnostic::{Diagnostics, Severity};
use collective_letters::output::{self, Outcome};
use collective_letters::pipeline::{Format, Made, Studio};
use collective_letters::source::Span;
use std::path::Path;

/// What to do with the letters.
pub struct Job<'a> {
    /// Which letters.
    pub input: &'a Input,
    /// In which formats.
    pub formats: &'a [Format],
    /// Where to write; `None` to write nothing.
    pub output: Option<&'a Path>,
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
    let (paths, studio) = together::prepare(job.input)?;
    if let Some(folder) = job.output
        && let Err(problem) = output::replace(folder, &[])
    {
        let mut problems = Diagnostics::new();
        problems.push(problem);
        return Err(problems);
    }
    // Letters are small: their texts stay, their files go as soon as they are written. What is wrong in
    // a letter is found when it is made.
    let look = |source: &_| (studio.entry(source, job.formats), Diagnostics::new());
    let letters = together::read(job.input, &paths, look)?;
    printer.start(if job.output.is_some() { Task::Build } else { Task::Check }, paths.len());
    let make = |index: usize| report(job, &studio, &letters[index]);
    in_order(paths.len(), job.input.jobs, make, |index, report| printer.letter(&paths[index], &report))
        .map_err(|error| no_threads(&error))
}

/// Makes one letter and writes it.
fn report(job: &Job<'_>, studio: &Studio, seen: &Seen) -> Report {
    let source = match &seen.letter {
        Ok(source) => source,
        Err(problem) => return Report { problems: vec![problem.clone()], ..Report::default() },
    };
    let refused = seen.findings.iter().any(|problem| problem.severity == Severity::Error);
    let formats = if refused { &[] } else { job.formats };
    let made = guarded(|| studio.make(source, formats)).unwrap_or_else(|defect| {
        let mut made = Made::default();
        made.problems.push(defect.at(&Span::file(source), "in this letter"));
        made
    });
    let Made { name, mut problems, files } = made;
    problems.extend(seen.findings.iter().cloned());
    let mut report = Report { name, ..Report::default() };
    if let Some(folder) = job.output
        && !problems.has_errors()
    {
        match output::replace(folder, &files) {
            Ok(outcomes) => report.files = Some(paired(files, outcomes)),
            Err(problem) => {
                report.blocked = true;
                problems.push(problem);
            }
        }
    }
    report.problems = problems.into_sorted();
    report
}

fn paired(files: Vec<(String, Vec<u8>)>, outcomes: Vec<Outcome>) -> Vec<(String, Outcome)> {
    files.into_iter().map(|(name, _)| name).zip(outcomes).collect()
}
