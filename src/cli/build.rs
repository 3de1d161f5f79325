//! `letters build`: letters to files, those that have to be made anew and no others.

use super::End;
use super::batch::{self, Read, Texts, no_threads};
use super::builder::{self, Builder, Name};
use super::in_order::{in_order, quickly};
use super::printer::{Printer, Report, Task};
use crate::cli::args::Build;
use collective_letters::base::diagnostic::{Diagnostic, Diagnostics};
use collective_letters::base::file_set;
use collective_letters::base::fingerprint::Fingerprint;
use collective_letters::base::format::Format;
use collective_letters::base::language::Language;
use collective_letters::base::source::Source;
use collective_letters::base::text::shown;
use collective_letters::model::translation::{language_of, original_of};
use collective_letters::project::build_cache::{BuildCache, Findings, Hold, Sources};
use collective_letters::project::register::{Between, Entry};
use collective_letters::project::session::Session;
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
    let (all, session) = batch::prepare(&arguments.input)?;
    let (paths, mut others) = divide(arguments, all);
    others.extend(batch::compared_with(&arguments.input, &paths));
    others.sort();
    others.dedup();
    let output = &*arguments.output;
    file_set::replace(output, &[])?;
    let waits =
        || printer.remark(&format!("another build is writing to {}: waiting for it to end", shown(output)));
    let hold = Hold::take(output, arguments.shard, waits).map_err(|error| not_kept(output, &error))?;
    if hold.is_alone() {
        file_set::sweep(output);
    }
    let mut cache = BuildCache::read(output, arguments.shard);
    let texts = batch::texts(&arguments.input, &session, &paths, &others)?;
    printer.problems(&batch::wrong_words(&session, texts.own.iter().flatten()));
    let mut unkept: io::Result<()> = Ok(());
    for language in languages(texts.own.iter()) {
        unkept = unkept.and(cache.keep_house(session.inputs(language)));
    }
    let owns = read(arguments, &texts)?;
    let mut sources = Sources::default();
    let letters = texts.own.iter().chain(&texts.others).flatten();
    session
        .sources()
        .chain(letters)
        .chain(owns.iter().filter_map(|own| own.original.as_ref()))
        .for_each(|source| sources.add(source));
    let record = |letter: &Read| cache.letter(&shown(letter.as_ref().ok()?.path())).cloned();
    let records: Vec<_> = texts.own.iter().map(record).collect();

    let set = together_are(&texts, &owns, &session);
    let (between, names) = match known_between(&cache, set, &texts, &sources) {
        Some(between) => (between, Vec::new()),
        None => {
            let look = |source: &_| (session.entry(source, &formats), Diagnostics::new());
            let compared = batch::compare(&arguments.input, &texts, look)?;
            let told = |(entry, _, between): (Option<Entry>, _, _)| (between, entry.and_then(Name::of));
            let (between, names): (Vec<Between>, Vec<_>) = compared.into_iter().map(told).unzip();
            if let Some(found) = keepable(&texts, &between, &sources) {
                unkept = unkept.and(cache.keep_between(set, found));
            }
            (between, names)
        }
    };

    let houses: BTreeSet<Fingerprint> = records.iter().flatten().map(|record| record.house).collect();
    let houses = houses.into_iter().filter_map(|house| Some((house, cache.house(house)?.clone()))).collect();
    let cache = Mutex::new(cache);
    let note = |keep: &mut dyn FnMut(&mut BuildCache) -> io::Result<()>| {
        keep(&mut cache.lock().unwrap_or_else(PoisonError::into_inner))
    };
    let builder = Builder {
        session: &session,
        formats: &formats,
        output,
        deny: arguments.deny,
        sources: &sources,
        houses,
        cache: &cache,
    };
    let letter = |index: usize| match &texts.own[index] {
        Ok(source) => builder.make(&builder::Letter {
            source,
            fingerprint: owns[index].text,
            original: owns[index].original.as_ref(),
            record: records[index].as_ref(),
            name: names.get(index).and_then(Option::as_ref),
            between: &between[index],
        }),
        Err(problem) => (Report::unread(&paths[index], problem.clone()), None),
    };
    printer.start(Task::Build, paths.len());
    in_order(paths.len(), arguments.input.jobs, letter, |index, (report, record)| {
        if let (Some(record), Ok(())) = (record, &unkept) {
            unkept = note(&mut |cache| cache.keep(Arc::clone(&record)));
        }
        printer.letter(&paths[index], &report);
    })
    .map_err(|error| no_threads(&error))?;
    if hold.is_alone() && unkept.is_ok() {
        unkept = note(&mut BuildCache::tidy);
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

/// What a letter is made from, of its own.
struct Own {
    /// Its text.
    text: Fingerprint,
    /// The original, of a translation.
    original: Option<Arc<Source>>,
}

/// What all letters are. Those that could not be read are nothing.
fn read(arguments: &Build, texts: &Texts) -> Result<Vec<Own>, Diagnostics> {
    let all: Vec<&Read> = texts.own.iter().chain(&texts.others).collect();
    let of = |index: usize| match all[index] {
        Ok(source) => Own {
            text: Fingerprint::of(source.text().as_bytes()),
            original: original_of(source).and_then(|path| Source::read(&path)),
        },
        Err(_) => Own { text: Fingerprint::of(b""), original: None },
    };
    let mut owns = Vec::with_capacity(all.len());
    quickly(all.len(), arguments.input.jobs, of, |_, own| owns.push(own))
        .map_err(|error| no_threads(&error))?;
    Ok(owns)
}

/// The languages of letters, each once.
fn languages<'a>(letters: impl Iterator<Item = &'a Read>) -> impl Iterator<Item = Language> {
    let said: BTreeSet<Language> = letters.flatten().map(|source| language_of(source)).collect();
    said.into_iter()
}

/// What everything depends on that can be found between letters.
fn together_are(texts: &Texts, owns: &[Own], session: &Session) -> Fingerprint {
    let all = texts.own.iter().chain(&texts.others);
    let languages = languages(all.clone());
    let paths: Vec<Option<&Path>> =
        all.map(|letter| letter.as_ref().ok().map(|source| source.path())).collect();
    let of = |own: &Own| (own.text, own.original.as_ref().map(|o| Fingerprint::of(o.text().as_bytes())));
    let owns: Vec<_> = owns.iter().map(of).collect();
    let houses: Vec<Fingerprint> = languages.map(|language| session.inputs(language).whole()).collect();
    Fingerprint::of_value(&(paths, texts.own.len(), owns, houses, session.archive().fingerprint()))
}

/// What was found between these very letters, if it is known.
fn known_between(
    cache: &BuildCache,
    set: Fingerprint,
    texts: &Texts,
    sources: &Sources,
) -> Option<Vec<Between>> {
    let known = cache.between(set)?;
    let of = |letter: &Read| {
        let found = letter.as_ref().ok().and_then(|s| Some((s.path(), known.get(&shown(s.path()))?)));
        let Some((path, found)) = found else { return Some(Between::default()) };
        let (problems, silenced) = found.again(path, sources)?;
        Some(Between { problems, silenced })
    };
    texts.own.iter().map(of).collect()
}

/// What is found between letters, for the build cache; `None` when one of them cannot be built for it.
fn keepable(texts: &Texts, between: &[Between], sources: &Sources) -> Option<BTreeMap<String, Findings>> {
    let told = texts.own.iter().zip(between);
    let told = told.filter(|(_, b)| !b.problems.is_empty() || !b.silenced.is_empty());
    told.map(|(letter, between)| {
        let path = letter.as_ref().ok()?.path();
        Some((shown(path), Findings::of(&between.problems, &between.silenced, path, sources)?))
    })
    .collect()
}

fn not_kept(output: &Path, error: &io::Error) -> Diagnostic {
    let message = format!(
        "what was built cannot be noted in {}: {error}; the next build makes everything anew",
        shown(&output.join(".letters"))
    );
    Diagnostic::error("cannot-write", message)
}
