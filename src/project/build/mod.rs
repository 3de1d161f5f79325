//! Builds: letters to files, those that have to be made and no others.
//!
//! [`plan`] decides for each letter what is to be done, from what there is and what is known of earlier builds. The
//! rest looks at the folders, carries out what is planned, and notes it for the next build. Who builds brings the
//! letters and the threads.

mod across;
mod execute;
mod plan;
mod publish;
mod report;
mod target;
mod write;

pub use plan::{Action, Change, Publication, Settled, Situation, plan};
pub use report::{Issued, Report};
pub use target::Target;

use crate::base::diagnostic::Diagnostic;
use crate::base::file_set;
use crate::base::fingerprint::Fingerprint;
use crate::base::format::Format;
use crate::base::language::Language;
use crate::base::text::shown;
use crate::model::translation::language_of;
use crate::project::archive::Archive;
use crate::project::build_cache::inputs::Items;
use crate::project::build_cache::{self, BuildCache, Hold, Record, SessionInputs, Shard, Sources};
use crate::project::session::{Findings, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use target::Identity;

/// The folder that a build writes to, held so that no other build writes there, with what is known of earlier builds.
pub struct Output {
    folder: PathBuf,
    hold: Hold,
    cache: BuildCache,
}

impl Output {
    /// Opens a folder, which is made if need be, for a build of all letters or of a part. When another build has it,
    /// calls `waits` and waits. What a build left half done that was cut off is taken away.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn open(folder: &Path, part: Option<Shard>, waits: impl FnOnce()) -> Result<Self, Diagnostic> {
        file_set::replace(folder, &[])?;
        let hold = Hold::take(folder, part, waits).map_err(|error| not_kept(folder, &error))?;
        if hold.is_alone() {
            file_set::sweep(folder);
        }
        Ok(Self { folder: folder.to_path_buf(), hold, cache: BuildCache::read(folder, part) })
    }
}

/// What a build is asked for.
pub struct Wanted {
    /// The formats, in their order, each once.
    pub formats: Vec<Format>,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
}

/// A build of many letters, shared by all threads.
pub struct Build<'s> {
    session: &'s Session,
    formats: Vec<Format>,
    deny_warnings: bool,
    output: PathBuf,
    hold: Hold,
    archive: Archive,
    inputs: SessionInputs<'s>,
    /// The letters that are built, then those that they are only compared with.
    letters: Vec<Result<Target, Diagnostic>>,
    /// The records of those that are built.
    records: Vec<Option<Arc<Record>>>,
    /// Texts that recorded findings point at.
    sources: Sources,
    /// The inputs that the records were made with.
    houses: BTreeMap<Fingerprint, Items>,
    notes: Mutex<Notes>,
    /// What is wrong between each letter that is built and others.
    between: Vec<Findings>,
    /// Which letters they are, where that was just read.
    identities: Vec<Option<Identity>>,
}

/// What is to be known at the next build.
struct Notes {
    cache: BuildCache,
    /// Why no more can be noted.
    failure: Option<io::Error>,
}

impl Notes {
    fn keep(&mut self, keep: impl FnOnce(&mut BuildCache) -> io::Result<()>) {
        if self.failure.is_none() {
            self.failure = keep(&mut self.cache).err();
        }
    }
}

/// A letter of a build.
pub struct Built {
    /// What became of it.
    pub report: Report,
    /// What is to be known of it at the next build.
    record: Option<Arc<Record>>,
}

impl From<Report> for Built {
    fn from(report: Report) -> Self {
        Self { report, record: None }
    }
}

impl<'s> Build<'s> {
    /// Begins a build of the first `own` letters; the others are only compared with them.
    pub fn new(
        session: &'s Session,
        output: Output,
        wanted: Wanted,
        letters: Vec<Result<Target, Diagnostic>>,
        own: usize,
    ) -> Self {
        let Output { folder, hold, cache } = output;
        let inputs = SessionInputs::of(session);
        let mut notes = Notes { cache, failure: None };
        for language in languages(letters.iter().take(own)) {
            notes.keep(|cache| cache.keep_house(inputs.language(language)));
        }
        let mut sources = Sources::default();
        let found = letters.iter().flatten();
        build_cache::texts(session)
            .chain(found.clone().map(|letter| &letter.source))
            .chain(found.filter_map(|letter| letter.original.as_ref()))
            .for_each(|source| sources.add(source));
        let record = |letter: &Result<Target, _>| {
            notes.cache.letter(&shown(letter.as_ref().ok()?.source.path())).cloned()
        };
        let records: Vec<Option<Arc<Record>>> = letters.iter().take(own).map(record).collect();
        let houses: BTreeSet<Fingerprint> = records.iter().flatten().map(|record| record.house).collect();
        let items = |house| Some((house, notes.cache.house(house)?.clone()));
        Self {
            session,
            formats: wanted.formats,
            deny_warnings: wanted.deny_warnings,
            output: folder,
            hold,
            archive: Archive::of(session.letters()),
            inputs,
            letters,
            records,
            sources,
            houses: houses.into_iter().filter_map(items).collect(),
            notes: Mutex::new(notes),
            between: Vec::new(),
            identities: Vec::new(),
        }
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Builds a letter, which is at this place among all and has this file. To be called when it is known what is wrong
    /// between letters.
    pub fn letter(&self, index: usize, path: &Path) -> Built {
        match &self.letters[index] {
            Ok(target) => execute::Work {
                build: self,
                target,
                record: self.records[index].as_ref(),
                identity: self.identities.get(index).and_then(Option::as_ref),
                between: &self.between[index],
            }
            .run(),
            Err(problem) => Report::unread(path, problem.clone()).into(),
        }
    }

    /// Notes what is to be known of a letter that was built.
    pub fn note(&self, built: &Built) {
        if let Some(record) = &built.record {
            self.notes().keep(|cache| cache.keep(Arc::clone(record)));
        }
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
        notes.failure.map_or(Ok(()), |error| Err(not_kept(&self.output, &error)))
    }
}

/// The languages of letters, each once.
fn languages<'a>(letters: impl Iterator<Item = &'a Result<Target, Diagnostic>>) -> BTreeSet<Language> {
    letters.flatten().map(|letter| language_of(&letter.source)).collect()
}

fn not_kept(output: &Path, error: &io::Error) -> Diagnostic {
    let message = format!(
        "what was built cannot be noted in {}: {error}; the next build makes everything anew",
        shown(&output.join(".letters"))
    );
    Diagnostic::error("cannot-write", message)
}
