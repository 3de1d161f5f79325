//! What `build` and `check` share: find the letters, read them, make each one, tell what happened.

use super::End;
use super::collisions::collisions;
use super::in_order::in_order;
use super::printer::{Printer, Report, Task};
use crate::cli::{Deny, Input};
use collective_letters::check::fix;
use collective_letters::diagnostic::{Diagnostic, Diagnostics, Severity};
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
    /// What to do with each.
    pub work: Work<'a>,
}

/// What is done with a letter.
#[derive(Clone, Copy, Debug)]
pub enum Work<'a> {
    /// It is checked and written.
    Build {
        /// In which formats.
        formats: &'a [Format],
        /// The folder.
        output: &'a Path,
    },
    /// It is checked.
    Check,
    /// It is checked, and its file mended where that is certain.
    Fix,
}

/// Does it.
pub fn run(job: &Job<'_>) -> End {
    let task = if matches!(job.work, Work::Build { .. }) { Task::Build } else { Task::Check };
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
    if let Work::Build { output, .. } = job.work
        && let Err(problem) = output::replace(output, &[])
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
                let formats = if let Work::Build { formats, .. } = job.work { formats } else { &Format::ALL };
                guarded(|| studio.file_names(source, formats)).unwrap_or_default()
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

/// Makes one letter and writes it, or checks and perhaps mends it.
fn report(job: &Job<'_>, studio: &Studio, letter: &Read, collision: Option<&Diagnostic>) -> Report {
    let source = match letter {
        Ok(source) => source,
        Err(problem) => return Report { problems: vec![problem.clone()], ..Report::default() },
    };
    let made = guarded(|| match job.work {
        Work::Build { formats, .. } if collision.is_none() => studio.make(source, formats),
        _ => studio.check(source),
    });
    let mut made = made.unwrap_or_else(|defect| {
        let mut made = Made::default();
        made.problems.push(defect.at(&Span::file(source), "in this letter"));
        made
    });
    let mut report = Report::default();
    if let Work::Fix = job.work {
        match guarded(|| mend(studio, source, &made)).and_then(|mended| mended) {
            Ok(Some((mended, fixed))) => {
                made = mended;
                report.fixed = fixed;
            }
            Ok(None) => {}
            Err(problem) => {
                report.blocked = true;
                made.problems.push(problem.at(&Span::file(source), "in this letter"));
            }
        }
    }
    let Made { name, mut problems, files, silenced } = made;
    problems.extend(collision.cloned());
    if job.input.deny == Some(Deny::Warnings) {
        problems.deny_warnings();
    }
    report.name = name;
    if let Work::Build { output, .. } = job.work
        && !problems.has_errors()
    {
        match output::replace(output, &files) {
            Ok(outcomes) => report.files = Some(paired(files, outcomes)),
            Err(problem) => {
                report.blocked = true;
                problems.push(problem);
            }
        }
    }
    report.problems = problems.into_sorted();
    report.silenced = silenced;
    report
}

/// Rounds after which edits that wait for each other are left alone.
const ROUNDS: usize = 20;

/// Mends a letter's file; what is left to find in it, and what was mended. `None` when nothing was.
fn mend(
    studio: &Studio,
    source: &Arc<Source>,
    made: &Made,
) -> Result<Option<(Made, Vec<Diagnostic>)>, Diagnostic> {
    let errors = |made: &Made| made.problems.iter().filter(|p| p.severity == Severity::Error).count();
    let mut mended: Option<(Arc<Source>, Made)> = None;
    let mut fixed: Vec<Diagnostic> = Vec::new();
    for _ in 0..ROUNDS {
        let (source, made) = mended.as_ref().map_or((source, made), |(source, made)| (source, made));
        let Some((text, applied)) = fix::apply(source, made.problems.iter()) else { break };
        let next = Source::new(source.path(), text);
        let after = studio.check(&next);
        // An edit that does harm is none.
        if errors(&after) > errors(made) {
            break;
        }
        fixed.extend(applied.into_iter().cloned());
        mended = Some((next, after));
    }
    let Some((text, after)) = mended else { return Ok(None) };
    letter_files::rewrite(source, &text)?;
    Ok(Some((after, fixed)))
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
