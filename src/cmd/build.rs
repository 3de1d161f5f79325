//! `letters build`: letters to files, those that have to be made anew and no others.

use super::End;
use super::builder::{self, Builder};
use super::in_order::{in_order, quickly};
use super::printer::{Printer, Task};
use super::together::{self, Texts, no_threads};
use crate::cli::Build;
use collective_letters::diagnostic::{Diagnostic, Diagnostics};
use collective_letters::fingerprint::Fingerprint;
use collective_letters::ledger::{Found, Hold, Ledger, Sources};
use collective_letters::output;
use collective_letters::pipeline::{Format, Studio};
use collective_letters::register::Between;
use collective_letters::report::shown;
use collective_letters::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

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
    let (all, studio) = together::prepare(&arguments.input)?;
    let (paths, mut others) = divide(arguments, all);
    others.extend(together::others(&arguments.input, &paths));
    let output = &*arguments.output;
    output::replace(output, &[]).map_err(one)?;
    let waits =
        || printer.remark(&format!("another build is writing to {}: waiting for it to end", shown(output)));
    let hold = Hold::take(output, arguments.shard, waits).map_err(|error| one(not_kept(output, &error)))?;
    if hold.is_alone() {
        output::sweep(output);
    }
    let mut ledger = Ledger::read(output, arguments.shard);
    let mut unkept: io::Result<()> = ledger.keep_house(studio.inventory());

    let texts = together::texts(&arguments.input, &paths, &others)?;
    let fingerprints = fingerprints(arguments, &texts)?;
    let mut sources = Sources::default();
    studio.sources().for_each(|source| sources.add(source));
    for (letter, fingerprint) in texts.own.iter().chain(&texts.others).zip(&fingerprints) {
        if let (Ok(source), Some(fingerprint)) = (letter, fingerprint) {
            sources.add_known(source, *fingerprint);
        }
    }
    let own: Vec<Option<Arc<Source>>> =
        texts.own.iter().map(|letter| letter.as_ref().ok().cloned()).collect();
    let unread: Vec<Option<Diagnostic>> =
        texts.own.iter().map(|letter| letter.as_ref().err().cloned()).collect();
    let records =
        own.iter().map(|source| ledger.letter(&shown(source.as_ref()?.path())).cloned()).collect::<Vec<_>>();

    let set = together_are(&own, &texts.others, &fingerprints, &studio);
    let between = match known_between(&ledger, set, &own, &sources) {
        Some(between) => between,
        None => {
            let between = compare(arguments, &studio, texts, &formats)?;
            if let Some(found) = keepable(&own, &between, &sources) {
                unkept = unkept.and(ledger.keep_between(set, found));
            }
            between
        }
    };

    let houses: BTreeSet<Fingerprint> = records.iter().flatten().map(|record| record.house).collect();
    let houses = houses.into_iter().filter_map(|house| Some((house, ledger.house(house)?.clone()))).collect();
    let ledger = Mutex::new(ledger);
    let note = |keep: &mut dyn FnMut(&mut Ledger) -> io::Result<()>| {
        keep(&mut ledger.lock().unwrap_or_else(PoisonError::into_inner))
    };
    let builder = Builder {
        studio: &studio,
        formats: &formats,
        output,
        deny: arguments.deny,
        archive: studio.archive(),
        sources: &sources,
        houses,
        ledger: &ledger,
    };
    let letter = |index: usize| match (&own[index], &unread[index]) {
        (Some(source), _) => builder.make(&builder::Letter {
            source,
            fingerprint: fingerprints[index].unwrap_or_else(|| Fingerprint::of(source.text().as_bytes())),
            record: records[index].as_ref(),
            between: &between[index],
        }),
        (None, unread) => builder::unread(unread.clone()),
    };
    printer.start(Task::Build, paths.len());
    in_order(paths.len(), arguments.input.jobs, letter, |index, (report, record)| {
        if let (Some(record), Ok(())) = (record, &unkept) {
            unkept = note(&mut |ledger| ledger.keep(Arc::clone(&record)));
        }
        printer.letter(&paths[index], &report);
    })
    .map_err(|error| no_threads(&error))?;
    if hold.is_alone() && unkept.is_ok() {
        unkept = note(&mut Ledger::tidy);
    }
    if let Err(error) = unkept {
        // All files are there: only the next build takes longer.
        printer.remark(&not_kept(output, &error).message);
    }
    Ok(())
}

/// The letters of the part asked for, in the order of all, and the others.
fn divide(arguments: &Build, all: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let Some(part) = arguments.shard else { return (all, Vec::new()) };
    let (own, others): (Vec<_>, Vec<_>) =
        all.into_iter().enumerate().partition(|(index, _)| part.has(*index));
    let paths = |list: Vec<(usize, PathBuf)>| list.into_iter().map(|(_, path)| path).collect();
    (paths(own), paths(others))
}

fn fingerprints(arguments: &Build, texts: &Texts) -> Result<Vec<Option<Fingerprint>>, Diagnostics> {
    let all: Vec<_> = texts.own.iter().chain(&texts.others).collect();
    let mut found = Vec::with_capacity(all.len());
    let of = |index: usize| all[index].as_ref().ok().map(|source| Fingerprint::of(source.text().as_bytes()));
    quickly(all.len(), arguments.input.jobs, of, |_, fingerprint| found.push(fingerprint))
        .map_err(|error| no_threads(&error))?;
    Ok(found)
}

/// What everything depends on that can be found between letters.
fn together_are(
    own: &[Option<Arc<Source>>],
    others: &[together::Read],
    fingerprints: &[Option<Fingerprint>],
    studio: &Studio,
) -> Fingerprint {
    let others = others.iter().map(|letter| letter.as_ref().ok());
    let paths: Vec<Option<&Path>> =
        own.iter().map(Option::as_ref).chain(others).map(|source| source.map(|s| s.path())).collect();
    Fingerprint::of_value(&(
        paths,
        own.len(),
        fingerprints,
        studio.inventory().whole(),
        studio.archive().fingerprint(),
    ))
}

/// What was found between these very letters, if it is known.
fn known_between(
    ledger: &Ledger,
    set: Fingerprint,
    own: &[Option<Arc<Source>>],
    sources: &Sources,
) -> Option<Vec<Between>> {
    let known = ledger.between(set)?;
    let of = |source: &Option<Arc<Source>>| {
        let found =
            source.as_ref().and_then(|source| Some((source.path(), known.get(&shown(source.path()))?)));
        let again = found.map(|(letter, found)| found.again(letter, sources));
        match again {
            None => Some(Between::default()),
            Some(again) => again.map(|(problems, silenced)| Between { problems, silenced }),
        }
    };
    own.iter().map(of).collect()
}

/// What is found between letters, for the ledger; `None` when one of them cannot be built for it.
fn keepable(
    own: &[Option<Arc<Source>>],
    between: &[Between],
    sources: &Sources,
) -> Option<BTreeMap<String, Found>> {
    let mut kept = BTreeMap::new();
    for (source, between) in own.iter().zip(between) {
        if !between.problems.is_empty() || !between.silenced.is_empty() {
            let letter = source.as_ref()?.path();
            let found = Found::of(&between.problems, &between.silenced, letter, sources)?;
            kept.insert(shown(letter), found);
        }
    }
    Some(kept)
}

fn compare(
    arguments: &Build,
    studio: &Studio,
    texts: Texts,
    formats: &[Format],
) -> Result<Vec<Between>, Diagnostics> {
    let look = |source: &_| (studio.entry(source, formats), Diagnostics::new());
    let seen = together::compare(&arguments.input, texts, look)?;
    Ok(seen.into_iter().map(|seen| seen.between).collect())
}

fn not_kept(output: &Path, error: &io::Error) -> Diagnostic {
    let message = format!(
        "what was built cannot be noted in {}: {error}; the next build makes everything anew",
        shown(&output.join(".letters"))
    );
    Diagnostic::error("cannot-write", message)
}

fn one(problem: Diagnostic) -> Diagnostics {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    problems
}
