//! Builds: letters to files, those that have to be made and no others.
//!
//! [`plan`] decides for each letter what is to be done, from what there is and what is known of earlier builds. The
//! rest looks at the folders, carries out what is planned, and notes it for the next build. Who builds brings the
//! letters and the threads.

mod execute;
mod index;
mod lost;
mod plan;
mod publish;
mod report;

pub use lost::lost;
pub use plan::{Action, Change, Publication, Settled, Situation, plan};
pub use report::{Issued, Report};

use crate::base::defect::guarded;
use crate::base::rules::CANNOT_WRITE;
use crate::base::text::shown;
use crate::base::{Diagnostic, Fingerprint, Format, Language, Source, file_set};
use crate::model::translation::{language_of, original_of};
use crate::model::written;
use crate::project::archive::{Archive, LetterName};
use crate::project::build_cache::{self, BuildCache, Hold, RecordedFindings, SessionInputs, Shard, Sources};
use crate::project::register::{self, Entry};
use crate::project::session::{Findings, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A letter as a build finds it.
pub struct Target {
    /// Its text.
    pub source: Arc<Source>,
    /// The fingerprint of that.
    pub text: Fingerprint,
    /// The original, of a translation.
    pub original: Option<Arc<Source>>,
}

/// Texts that were read, by their paths.
pub type Known<'r> = BTreeMap<&'r Path, &'r Arc<Source>>;

impl Target {
    /// Of a letter that was read; with a translation its original too, which is read unless it is among the `known`: it is
    /// the same for all languages.
    ///
    /// # Errors
    /// The letter could not be read.
    pub fn of(read: &Result<Arc<Source>, Diagnostic>, known: &Known<'_>) -> Result<Self, Diagnostic> {
        let source = read.clone()?;
        let text = Fingerprint::of(source.text().as_bytes());
        let original = original_of(&source).and_then(|path| match known.get(path.as_path()) {
            Some(original) => Some(Arc::clone(original)),
            None => Source::read(&path),
        });
        Ok(Self { source, text, original })
    }
}

/// Whether the files that a build made of a letter are what a build would make of it now, in all formats, and are in the
/// folder as they were written: known from its record, without making them. Not known of an issued letter.
pub fn is_built(target: &Target, cache: &BuildCache, inputs: &SessionInputs<'_>, folder: &Path) -> bool {
    let Target { source, text, original } = target;
    cache.letter(&shown(source.path())).is_some_and(|record| {
        let is_as_written = |format: &Format| {
            let mut files = record.files.iter().filter(|file| file.format == *format);
            files.any(|file| file.document == record.document && file.in_folder(folder).is_ok())
        };
        !record.issued
            && record.has_same_text(*text, original.as_deref())
            && record.house == inputs.language(language_of(source)).whole()
            && record.changed_pictures().is_empty()
            && Format::ALL.iter().all(is_as_written)
    })
}

/// What a build is asked for.
pub struct Wanted {
    /// The folder that files are written to; it is made if need be.
    pub output: PathBuf,
    /// The formats, in their order, each once.
    pub formats: Vec<Format>,
    /// The part of the letters that is built, if not all are.
    pub part: Option<Shard>,
    /// Whether all letters of the letters folder are known, be it for comparison.
    pub whole: bool,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
}

/// A build of many letters, shared by all threads. As long as it lives no other build writes to the folder.
pub struct Build<'s> {
    session: &'s Session,
    wanted: Wanted,
    hold: Hold,
    archive: Archive,
    inputs: SessionInputs<'s>,
    notes: Mutex<Notes>,
    /// The letters that are built, then those that they are only compared with.
    letters: Vec<Result<Target, Diagnostic>>,
    /// How many are built.
    own: usize,
    /// Texts that recorded findings point at.
    sources: Sources,
    /// Of each that is built, as what it was issued, if it was, where that was just read, and what is wrong between it and
    /// others.
    compared: Vec<(Option<Option<LetterName>>, Findings)>,
    /// What is kept of letters that are not there any more.
    without_letter: Vec<Diagnostic>,
}

/// What is to be known at the next build.
struct Notes {
    cache: BuildCache,
    /// Why no more can be noted.
    failure: Option<io::Error>,
    /// Whether files were written.
    has_written: bool,
}

impl Notes {
    fn keep(&mut self, keep: impl FnOnce(&mut BuildCache) -> io::Result<()>) {
        if self.failure.is_none() {
            self.failure = keep(&mut self.cache).err();
        }
    }
}

impl<'s> Build<'s> {
    /// Begins a build. When another build has the folder, calls `waits` and waits. What an earlier build left half done
    /// is taken away.
    ///
    /// # Errors
    /// The folder cannot be made or written to, or holds published files.
    pub fn open(session: &'s Session, wanted: Wanted, waits: impl FnOnce()) -> Result<Self, Diagnostic> {
        let output = &wanted.output;
        written::allowed(output)?;
        file_set::replace(output, &[])?;
        let hold = Hold::take(output, wanted.part, waits)
            .map_err(|error| no_record(output, &error, NOTHING_BUILT))?;
        if hold.is_alone() {
            file_set::sweep(output);
        }
        let archive = Archive::of(session.letters());
        archive.sweep();
        Ok(Self {
            session,
            hold,
            archive,
            inputs: SessionInputs::of(session),
            notes: Mutex::new(Notes {
                cache: BuildCache::read(output, wanted.part),
                failure: None,
                has_written: false,
            }),
            wanted,
            letters: Vec::new(),
            own: 0,
            sources: Sources::default(),
            compared: Vec::new(),
            without_letter: Vec::new(),
        })
    }

    /// Takes the letters, of which the first `own` are built and the others only compared with them. When these very
    /// letters were compared at the last build, its findings are taken; otherwise `each` makes their entries for the
    /// comparison, from their number and the function that makes one.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn take<E>(
        &mut self,
        letters: Vec<Result<Target, Diagnostic>>,
        own: usize,
        each: impl FnOnce(usize, &(dyn Fn(usize) -> Option<Entry> + Sync)) -> Result<Vec<Option<Entry>>, E>,
    ) -> Result<(), E> {
        (self.letters, self.own) = (letters, own);
        for language in languages(self.own()) {
            self.notes().keep(|cache| cache.keep_house(self.inputs.language(language)));
        }
        let read = self.letters.iter().flatten();
        build_cache::texts(self.session)
            .chain(read.clone().map(|letter| &letter.source))
            .chain(read.filter_map(|letter| letter.original.as_ref()))
            .for_each(|source| self.sources.add(source));
        let set = self.set();
        if let Some(known) = self.known_between(set).filter(|_| !self.has_lost()) {
            self.compared = known;
            return Ok(());
        }
        let entry = |index: usize| {
            let Target { source, original, .. } = self.letters[index].as_ref().ok()?;
            let formats = &self.wanted.formats;
            let make = || register::entry_with(self.session, source, original.as_ref(), formats);
            let entry = guarded(source, make);
            Some(entry.unwrap_or_else(|_| Entry::blank(source)))
        };
        let entries = each(self.letters.len(), &entry)?;
        let between = register::compare(&entries, Some(&self.archive));
        if self.wanted.whole {
            let entries = entries.iter().map(Option::as_ref);
            self.without_letter = register::without_letter(entries, &self.archive);
        }
        let issued = entries.iter().map(|entry| entry.as_ref()?.issued());
        self.compared = issued.zip(between).take(own).collect();
        // What no letter says is not in the record: it is found anew each time.
        if let Some(found) = self.recorded_between().filter(|_| self.without_letter.is_empty()) {
            self.notes().keep(|cache| cache.keep_between(set, found));
        }
        Ok(())
    }

    /// What is kept of letters that are not there any more.
    pub fn without_letter(&self) -> &[Diagnostic] {
        &self.without_letter
    }

    fn own(&self) -> impl Iterator<Item = &Result<Target, Diagnostic>> {
        self.letters.iter().take(self.own)
    }

    /// What everything depends on that can be found between letters.
    fn set(&self) -> Fingerprint {
        let letter = |letter: &Target| {
            let original = letter.original.as_ref().map(|o| Fingerprint::of(o.text().as_bytes()));
            (letter.source.path().to_path_buf(), letter.text, original)
        };
        let letters: Vec<_> = self.letters.iter().map(|read| read.as_ref().ok().map(letter)).collect();
        let of = |language| self.inputs.language(language).whole();
        let houses: Vec<Fingerprint> = languages(self.letters.iter()).into_iter().map(of).collect();
        Fingerprint::of_value(&(letters, self.own, houses, self.archive.fingerprint()))
    }

    /// Whether nothing is kept of a letter that an earlier build issued: then what was found before it was issued does not
    /// hold.
    fn has_lost(&self) -> bool {
        let notes = self.notes();
        let records = self.own().flatten().filter_map(|own| notes.cache.letter(&shown(own.source.path())));
        records.filter(|record| record.issued).any(|record| {
            Language::from_code(&record.language).is_some_and(|of| !self.archive.has(&record.name, of))
        })
    }

    fn known_between(&self, set: Fingerprint) -> Option<Vec<(Option<Option<LetterName>>, Findings)>> {
        let notes = self.notes();
        let known = notes.cache.between(set)?;
        let of = |read: &Result<Target, _>| {
            let path = read.as_ref().map(|letter| letter.source.path()).ok();
            let found = path.and_then(|path| Some((path, known.get(&shown(path))?)));
            let found =
                found.map_or(Some(Findings::default()), |(path, found)| found.again(path, &self.sources));
            Some((None, found?))
        };
        self.own().map(of).collect()
    }

    /// What is found between letters, for the build cache; `None` when one of them cannot be built for it.
    fn recorded_between(&self) -> Option<BTreeMap<String, RecordedFindings>> {
        let own = self.own().zip(&self.compared).map(|(read, (_, between))| (read, between));
        own.filter(|(_, between)| !between.problems.is_empty() || !between.silenced.is_empty())
            .map(|(read, between)| {
                let path = read.as_ref().ok()?.source.path();
                Some((shown(path), RecordedFindings::of(between, path, &self.sources)?))
            })
            .collect()
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Builds a letter that was taken: its place among all, and its file.
    pub fn letter(&self, index: usize, path: &Path) -> Report {
        let target = match &self.letters[index] {
            Ok(target) => target,
            Err(problem) => return Report::unread(path, problem.clone()),
        };
        let notes = self.notes();
        let record = notes.cache.letter(&shown(target.source.path())).cloned();
        let before = record.as_ref().and_then(|record| notes.cache.house(record.house)).cloned();
        drop(notes);
        let (issued, between) = &self.compared[index];
        execute::Work { build: self, target, record, before, issued: issued.as_ref(), between }.run()
    }

    /// Notes what is to be known of a letter that was built.
    pub fn note(&self, report: &Report) {
        if let Some(record) = &report.record {
            self.notes().keep(|cache| cache.keep(Arc::clone(record)));
        }
    }

    /// Brings the page up to date that says of each file in the folder whether it is a draft, issued or replaced. A build of
    /// some letters in parts leaves that to a build of all.
    ///
    /// # Errors
    /// A file of somebody else has its name, or it cannot be written.
    pub fn index(&self) -> Result<(), Diagnostic> {
        if self.wanted.part.is_some() {
            return Ok(());
        }
        index::renew(&self.wanted.output, &self.notes().cache, &self.archive)
    }

    /// All letters are built.
    ///
    /// # Errors
    /// Something could not be noted: all files are there, only the next build takes longer.
    pub fn finish(self) -> Result<(), Diagnostic> {
        let mut notes = self.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
        if self.hold.is_alone() {
            notes.keep(BuildCache::tidy);
        }
        let then = if notes.has_written { REBUILDS } else { "no files were written" };
        notes.failure.map_or(Ok(()), |error| Err(no_record(&self.wanted.output, &error, then)))
    }
}

/// The languages of letters, each once.
fn languages<'a>(letters: impl Iterator<Item = &'a Result<Target, Diagnostic>>) -> BTreeSet<Language> {
    letters.flatten().map(|letter| language_of(&letter.source)).collect()
}

/// What a record that cannot be written means for the next build.
const REBUILDS: &str = "until this is fixed, every build rebuilds every letter";

/// What it means before the first letter.
const NOTHING_BUILT: &str =
    "nothing was built: allow writing to the output folder, or choose another folder with --output DIR";

fn no_record(output: &Path, error: &io::Error, then: &str) -> Diagnostic {
    let message = format!("the build record cannot be written to {}", shown(&output.join(".letters")));
    CANNOT_WRITE.finding(message).because(error).hint(then)
}
