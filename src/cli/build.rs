//! `letters build`: letters to files, those that have to be made and no others.

use super::End;
use super::batch::{self, no_threads};
use super::in_order::{in_order, quickly};
use super::printer::{Printer, Task};
use crate::cli::args::{Build, Deny};
use collective_letters::base::diagnostic::Diagnostics;
use collective_letters::base::format::Format;
use collective_letters::base::text::shown;
use collective_letters::project::build::{self, Output, Target, Wanted};
use collective_letters::project::build_cache::Shard;
use collective_letters::project::register;
use collective_letters::project::session::Findings;

/// Builds.
pub fn run(arguments: &Build) -> End {
    let mut printer = Printer::new(arguments.input.message_format);
    printer.say_why(arguments.why);
    match work(arguments, &mut printer) {
        Ok(()) => printer.finish(),
        Err(problems) => printer.could_not_run(&problems.into_sorted()),
    }
}

fn work(arguments: &Build, printer: &mut Printer) -> Result<(), Diagnostics> {
    let mut formats: Vec<Format> = arguments.format.iter().map(|&format| format.into()).collect();
    formats.sort_unstable();
    formats.dedup();
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
    let output = Output::open(&arguments.output, arguments.shard, waits)?;
    let texts = batch::texts(input, &session, &paths, &others)?;
    printer.problems(&batch::wrong_words(&session, texts.own.iter().flatten()));
    let read: Vec<&batch::Read> = texts.own.iter().chain(&texts.others).collect();
    let mut targets = Vec::with_capacity(read.len());
    quickly(read.len(), input.jobs, |index| Target::of(read[index]), |_, target| targets.push(target))
        .map_err(|error| no_threads(&error))?;

    let wanted = Wanted { formats: formats.clone(), deny_warnings: arguments.deny == Some(Deny::Warnings) };
    let mut build = build::Build::new(&session, output, wanted, targets, paths.len());
    build.compare(|| {
        let look = |source: &_| (register::entry(&session, source, &formats), Findings::default());
        let compared = batch::compare(input, &texts, look)?;
        Ok::<_, Diagnostics>(compared.into_iter().map(|(entry, _, between)| (entry, between)).collect())
    })?;
    printer.start(Task::Build, paths.len());
    let make = |index: usize| build.letter(index, &paths[index]);
    in_order(paths.len(), input.jobs, make, |index, built| {
        build.note(&built);
        printer.letter(&paths[index], &built.report);
    })
    .map_err(|error| no_threads(&error))?;
    if let Err(problem) = build.finish() {
        printer.remark(&problem.message);
    }
    Ok(())
}
