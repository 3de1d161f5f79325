//! What `build` and `check` share: find the letters, read them, make each one, tell what happened.

use super::End;
use super::collisions::collisions;
use super::in_order::in_order;
use super::printer::{Printer, Report, Task};
use crate::cli::Input;
use collective_letters::diagnostic::{Diagnostic, Diagnostics};
use collective_letters::letter_files;
use collective_letters::output::{self, Outcome};
use collective_letters::pipeline::{Format, Made, Settings, Studio};
use collective_letters::report::shown;
use collective_letters::source::{Source, Span};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    let task = if job.output.is_some() { Task::Build } else { Task::Check };
    let mut printer = Printer::new(task, job.input.message_format);
    let (paths, studio) = match prepare(job) {
        Ok(prepared) => prepared,
        Err(problems) => return printer.could_not_run(&problems.into_sorted()),
    };
    match work(job, &paths, &studio, &mut printer) {
        Ok(()) => printer.finish(),
        Err(error) => {
            let message = format!("the threads to work with could not be made: {error}");
            printer.could_not_run(&[Diagnostic::error("no-threads", message).hint("try again with -j 1")])
        }
    }
}

/// Everything that has to be right before the first letter.
fn prepare(job: &Job<'_>) -> Result<(Vec<PathBuf>, Studio), Diagnostics> {
    let paths = letter_files::find(&job.input.paths, &job.input.letters)?;
    let mut problems = Diagnostics::new();
    if let Some(folder) = &job.input.templates
        && !folder.is_dir()
    {
        let message = format!("there is no folder {}", shown(folder));
        problems.push(Diagnostic::error("no-such-file", message).hint("see the option --templates"));
        return Err(problems);
    }
    let settings = Settings {
        letters: job.input.letters.clone(),
        templates: job.input.templates.clone().or_else(beside),
    };
    let studio = Studio::open(&settings)?;
    if let Some(folder) = job.output
        && let Err(problem) = output::replace(folder, &[])
    {
        problems.push(problem);
        return Err(problems);
    }
    Ok((paths, studio))
}

/// The folder `templates` of the working folder, if it is a house style.
fn beside() -> Option<PathBuf> {
    let folder = PathBuf::from("templates");
    folder.join("theme.yaml").is_file().then_some(folder)
}

/// A letter that was read, or why it could not be.
type Read = Result<Arc<Source>, Diagnostic>;

fn work(
    job: &Job<'_>,
    paths: &[PathBuf],
    studio: &Studio,
    printer: &mut Printer,
) -> Result<(), rayon::ThreadPoolBuildError> {
    let jobs = job.input.jobs;
    // Letters are small: their texts stay, their files go as soon as they are written.
    let mut letters: Vec<Read> = Vec::with_capacity(paths.len());
    let mut claims = Vec::with_capacity(paths.len());
    let read = |index: usize| {
        let letter = letter_files::read(&paths[index]);
        // A single letter collides with none.
        let names = match &letter {
            Ok(source) if paths.len() > 1 => {
                guarded(|| studio.file_names(source, job.formats)).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        (letter, names)
    };
    in_order(paths.len(), jobs, read, |_, (letter, names)| {
        claims.push((letter.as_ref().ok().cloned(), names));
        letters.push(letter);
    })?;
    let collisions = collisions(&claims);
    printer.start(paths.len());
    let make = |index: usize| report(job, studio, &letters[index], collisions[index].as_ref());
    in_order(paths.len(), jobs, make, |index, report| printer.letter(&paths[index], &report))
}

/// Makes one letter and writes it.
fn report(job: &Job<'_>, studio: &Studio, letter: &Read, collision: Option<&Diagnostic>) -> Report {
    let source = match letter {
        Ok(source) => source,
        Err(problem) => return Report { problems: vec![problem.clone()], ..Report::default() },
    };
    let formats = if collision.is_some() { &[] } else { job.formats };
    let made = guarded(|| studio.make(source, formats)).unwrap_or_else(|defect| {
        let mut made = Made::default();
        made.problems.push(defect.at(&Span::file(source), "in this letter"));
        made
    });
    let Made { name, mut problems, files } = made;
    problems.extend(collision.cloned());
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

/// Runs a piece of the library so that a defect in it costs one letter, not the run.
fn guarded<T>(piece: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(piece)).map_err(|cause| {
        let words = cause.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let words = words.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_default();
        Diagnostic::error("defect", format!("this program has a defect: {words}"))
            .hint("please report it, with the letter and the lines above")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_becomes_a_problem_of_its_letter() {
        let problem = guarded(|| -> () { panic!("no page {}", 3) }).expect_err("a defect");
        assert_eq!((problem.code, &*problem.message), ("defect", "this program has a defect: no page 3"));
        assert_eq!(guarded(|| 1), Ok(1));
    }
}
