//! `letters build`: letters to files, those that have to be made and no others.

use super::in_order::{in_order, quickly};
use super::printer::{Printer, Task};
use super::{End, batch, circulate};
use crate::cli::args::{Build, Deny};
use collective_letters::base::Diagnostics;
use collective_letters::base::text::shown;
use collective_letters::project::build::{self, Target, Wanted};
use collective_letters::project::build_cache::Shard;

/// Builds.
pub fn run(arguments: &Build) -> End {
    Printer::run(arguments.input.message_format, |printer| build(arguments, printer))
}

/// Builds letters and tells what became of them.
pub fn build(arguments: &Build, printer: &mut Printer) -> Result<End, Diagnostics> {
    printer.say_why(arguments.why);
    let mut formats = arguments.format.clone();
    formats.sort_unstable();
    formats.dedup();
    if arguments.review {
        return circulate::work(arguments, &formats, printer);
    }
    let input = &arguments.input;
    let (all, session) = batch::prepare(input)?;
    let (paths, mut others) = Shard::divide(arguments.shard, all);
    others.extend(batch::compared_with(input, &paths));
    others.sort();
    others.dedup();
    let waits = || {
        let folder = shown(&arguments.output);
        printer.remark(&format!("another build is writing to {folder}: waiting for it to end"));
    };
    let wanted = Wanted {
        output: arguments.output.clone(),
        formats,
        part: arguments.shard,
        whole: batch::is_whole(input),
        deny_warnings: arguments.deny == Some(Deny::Warnings),
    };
    let mut build = build::Build::open(&session, wanted, waits)?;
    let (read, words) = batch::texts(input, &session, &paths, &others)?;
    printer.problems(&words);
    let known: build::Known<'_> = read.iter().flatten().map(|source| (source.path(), source)).collect();
    let targets = quickly(read.len(), input.jobs, |index| Target::of(&read[index], &known))?;
    build.take(targets, paths.len(), |count, entry| quickly(count, input.jobs, entry))?;
    printer.problems(build.without_letter());
    printer.start(Task::Build, paths.len());
    let make = |index: usize| build.letter(index, &paths[index]);
    in_order(paths.len(), input.jobs, make, |index, report| {
        build.note(&report);
        printer.letter(&paths[index], &report);
    })?;
    if let Err(problem) = build.index() {
        printer.problems(&[problem]);
    }
    if let Err(problem) = build.finish() {
        printer.remark(&[&[problem.message][..], &problem.hints].concat().join("; "));
    }
    Ok(printer.finish())
}
