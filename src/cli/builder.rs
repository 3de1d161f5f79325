//! One letter of a build: whether its files have to be made, and making them.

use super::batch::guarded;
use super::printer::{Issued, Report};
use crate::cli::args::Deny;
use collective_letters::base::diagnostic::{Diagnostic, Severity};
use collective_letters::base::file_set::{self, Outcome};
use collective_letters::base::fingerprint::Fingerprint;
use collective_letters::base::format::Format;
use collective_letters::base::language::Language;
use collective_letters::base::rule::Silenced;
use collective_letters::base::source::{Source, Span};
use collective_letters::base::text::shown;
use collective_letters::model::letter::Status;
use collective_letters::model::translation::{language_of, letter_of};
use collective_letters::project::archive::Published;
use collective_letters::project::build_cache::inputs::{self, Items};
use collective_letters::project::build_cache::{
    BuildCache, File, Findings, Now, Original, Reason, Record, Sources,
};
use collective_letters::project::register::{Between, Entry};
use collective_letters::project::session::Keeps;
use collective_letters::project::session::Made;
use collective_letters::project::session::Session;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What all letters of a build have in common.
pub struct Builder<'a> {
    /// House style, directory and writers.
    pub session: &'a Session,
    /// What to write.
    pub formats: &'a [Format],
    /// Where to.
    pub output: &'a Path,
    /// Findings that count as errors.
    pub deny: Option<Deny>,
    /// Texts that kept findings point at.
    pub sources: &'a Sources,
    /// Inventories that letters were made with.
    pub houses: BTreeMap<Fingerprint, Items>,
    /// What is known of earlier builds; here what is about to be written is noted.
    pub cache: &'a Mutex<BuildCache>,
}

/// One letter.
pub struct Letter<'a> {
    /// Its text.
    pub source: &'a Arc<Source>,
    /// The fingerprint of it.
    pub fingerprint: Fingerprint,
    /// The original, of a translation.
    pub original: Option<&'a Arc<Source>>,
    /// What is known of its last build.
    pub record: Option<&'a Arc<Record>>,
    /// Who it is, where that was just read.
    pub name: Option<&'a Name>,
    /// What is wrong between it and others.
    pub between: &'a Between,
}

/// Who a letter is, as far as the archive of issued letters needs it.
#[derive(Clone)]
pub struct Name {
    name: String,
    language: Language,
    issued: bool,
}

impl Name {
    /// As the register says.
    pub fn of(entry: Entry) -> Option<Self> {
        let issued = entry.status == Some(Status::Issued);
        Some(Self { name: entry.name?, language: entry.key?.language, issued })
    }
}

impl Builder<'_> {
    /// Makes a letter's files where that has to be; what became of it, and what is to be known of it
    /// next time.
    pub fn make(&self, letter: &Letter<'_>) -> (Report, Option<Arc<Record>>) {
        let refused = letter.between.problems.iter().any(|problem| problem.severity == Severity::Error);
        if refused {
            let made = self.guarded(letter, || self.session.check(letter.source));
            return (self.report(letter, made).0, None);
        }
        let name = self.name(letter);
        if let Some(name) = name.as_ref().filter(|name| name.issued) {
            return self.issued(letter, name);
        }
        let now = self.now(letter);
        let record = letter.record.filter(|record| !record.issued);
        let reasons = record.map_or_else(
            || vec![Reason::New],
            |record| record.ingredients(&now, self.houses.get(&record.house)),
        );
        let files = record.map(|record| self.files(record, letter));
        if let (true, Some(record), Some(Ok(files))) = (reasons.is_empty(), record, &files)
            && let Some((problems, silenced)) = record.found.again(letter.source.path(), self.sources)
        {
            return self.as_it_is(letter, record, files.clone(), problems, silenced);
        }
        self.anew(letter, record, reasons, files)
    }

    /// Nothing has changed: only what was found then is told again.
    fn as_it_is(
        &self,
        letter: &Letter<'_>,
        record: &Arc<Record>,
        files: Vec<File>,
        problems: Vec<Diagnostic>,
        silenced: Vec<Silenced>,
    ) -> (Report, Option<Arc<Record>>) {
        let mut made = Made { name: Some(record.name.clone()), silenced, ..Made::default() };
        made.problems.extend(problems);
        let (mut report, _) = self.report(letter, made);
        if !report.is_wrong() {
            report.files = Some(unchanged(&files));
        }
        (report, Some(with_files(record, files)))
    }

    /// The letter is composed again, and its files are written where its Document is another or one is not there.
    fn anew(
        &self,
        letter: &Letter<'_>,
        record: Option<&Arc<Record>>,
        reasons: Vec<Reason>,
        files: Option<Result<Vec<File>, Vec<Reason>>>,
    ) -> (Report, Option<Arc<Record>>) {
        let mut fingerprint = None;
        let made = self.guarded(letter, || {
            let asks_why = reasons.iter().any(|reason| matches!(reason, Reason::HouseStyle(_)));
            let keeps = if asks_why { Keeps::Everything } else { Keeps::Pictures };
            let mut made = Made { keeps, ..Made::default() };
            if let Some(document) = self.session.document(letter.source, &mut made) {
                let new = self.session.fingerprint(&document);
                fingerprint = Some(new);
                let same = record.is_some_and(|record| record.document == new);
                if !(same && matches!(files, Some(Ok(_)))) {
                    self.session.files(&document, self.formats, letter.source, &mut made);
                }
            }
            made
        });
        let found = Findings::of(made.problems.iter(), &made.silenced, letter.source.path(), self.sources);
        let (mut report, rest) = self.report(letter, made);
        let Some(document) = fingerprint.filter(|_| !report.is_wrong()) else { return (report, None) };
        let same = record.is_some_and(|record| record.document == document);
        let files = match files {
            Some(Ok(files)) if same => {
                report.files = Some(unchanged(&files));
                files
            }
            files => {
                let lacking = files.and_then(Result::err).unwrap_or_default();
                let touched = touched(&lacking);
                report.why = if same { lacking } else { why(reasons, lacking, &rest.used) };
                match self.write(&mut report, self.formats, &rest.files, document, &touched) {
                    Some(files) => files,
                    None => return (report, None),
                }
            }
        };
        let name = report.name.clone().unwrap_or_default();
        let language = language_of(letter.source);
        let record = found.map(|found| Record {
            letter: shown(letter.source.path()),
            source: letter.fingerprint,
            original: letter.original.map(Original::of),
            house: self.session.inputs(language).whole(),
            pictures: rest.pictures,
            document,
            language: language.code().to_owned(),
            issued: false,
            files: match record.filter(|record| record.name == name) {
                Some(record) => merged(record, files),
                None => files,
            },
            name,
            found,
        });
        (report, record.map(Arc::new))
    }

    /// A letter that was issued: its published files, whatever the templates say today.
    fn issued(&self, letter: &Letter<'_>, name: &Name) -> (Report, Option<Arc<Record>>) {
        let wrong = |problem: Diagnostic| {
            let mut made = Made { name: Some(name.name.clone()), ..Made::default() };
            made.problems.push(problem.at(&Span::file(letter.source), "in this letter"));
            (self.report(letter, made).0, None)
        };
        match self.session.archive().find(&name.name, name.language) {
            Ok(Some(published)) => self.published(letter, name, &published).unwrap_or_else(wrong),
            Ok(None) => self.publish(letter, name),
            Err(problem) => wrong(problem),
        }
    }

    /// The files of a letter that was published before.
    fn published(
        &self,
        letter: &Letter<'_>,
        name: &Name,
        published: &Published,
    ) -> Result<(Report, Option<Arc<Record>>), Diagnostic> {
        let made = Made { name: Some(name.name.clone()), ..Made::default() };
        let (mut report, _) = self.report(letter, made);
        report.issued = Some(Issued::Kept);
        let list = published.fingerprint();
        let known = letter.record.filter(|record| record.issued && record.document == list);
        match known.map(|record| (record, self.files(record, letter))) {
            Some((record, Ok(files))) if !report.is_wrong() => {
                report.files = Some(unchanged(&files));
                return Ok((report, Some(with_files(record, files))));
            }
            Some((_, Err(lacking))) => report.why = lacking,
            _ => {}
        }
        let mut files = Vec::new();
        for &format in self.formats {
            files.extend(published.file(format)?.map(|file| (format, file)));
        }
        let (formats, files): (Vec<Format>, Vec<(String, Vec<u8>)>) = files.into_iter().unzip();
        let touched = touched(&report.why);
        if report.is_wrong() {
            return Ok((report, None));
        }
        let written = self.write(&mut report, &formats, &files, list, &touched);
        Ok((report, written.map(|files| self.issued_record(letter, name, list, files))))
    }

    /// The files of a letter that is built as issued for the first time, kept from now on: first in the archive,
    /// so that nothing is in the folder as issued that is not there.
    fn publish(&self, letter: &Letter<'_>, name: &Name) -> (Report, Option<Arc<Record>>) {
        let made = self.guarded(letter, || self.session.make(letter.source, &Format::ALL));
        let (mut report, made) = self.report(letter, made);
        if report.is_wrong() {
            return (report, None);
        }
        let kept = self.session.archive().keep(
            &name.name,
            name.language,
            letter.source,
            letter.original.map(|o| &**o),
            &made.files,
        );
        let list = match kept {
            Ok(published) => published.fingerprint(),
            Err(problem) => {
                report.block(problem);
                return (report, None);
            }
        };
        report.issued = Some(Issued::Now);
        let wanted =
            Format::ALL.into_iter().zip(made.files).filter(|(format, _)| self.formats.contains(format));
        let (formats, files): (Vec<Format>, Vec<(String, Vec<u8>)>) = wanted.unzip();
        let lacking = letter.record.and_then(|record| self.files(record, letter).err()).unwrap_or_default();
        let written = self.write(&mut report, &formats, &files, list, &touched(&lacking));
        (report, written.map(|files| self.issued_record(letter, name, list, files)))
    }

    fn issued_record(
        &self,
        letter: &Letter<'_>,
        name: &Name,
        list: Fingerprint,
        files: Vec<File>,
    ) -> Arc<Record> {
        Arc::new(Record {
            letter: shown(letter.source.path()),
            source: letter.fingerprint,
            original: letter.original.map(Original::of),
            house: self.session.inputs(name.language).whole(),
            pictures: Vec::new(),
            document: list,
            name: name.name.clone(),
            language: name.language.code().to_owned(),
            issued: true,
            files,
            found: Findings::default(),
        })
    }

    /// The files of a record as they are, or what is lacking. Those that a build wrote before it was cut off were
    /// touched by nobody.
    fn files(&self, record: &Record, letter: &Letter<'_>) -> Result<Vec<File>, Vec<Reason>> {
        let told = |reason: Reason| match reason {
            Reason::Touched(name) => {
                let is_ours = std::fs::read(self.output.join(&name))
                    .is_ok_and(|bytes| self.cache().is_from_a_build(&name, &bytes));
                if is_ours { Reason::CutOff(name) } else { Reason::Touched(name) }
            }
            other => other,
        };
        record.files(&self.now(letter)).map_err(|reasons| reasons.into_iter().map(told).collect())
    }

    fn cache(&self) -> MutexGuard<'_, BuildCache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now<'n>(&'n self, letter: &Letter<'n>) -> Now<'n> {
        Now {
            source: letter.fingerprint,
            original: letter.original,
            house: self.session.inputs(language_of(letter.source)),
            formats: self.formats,
            output: self.output,
        }
    }

    /// Who the letter is: as was just read, as noted when its file was the same, or as it says.
    fn name(&self, letter: &Letter<'_>) -> Option<Name> {
        if letter.name.is_some() {
            return letter.name.cloned();
        }
        if let Some(record) = letter.record.filter(|record| record.has_same_text(&self.now(letter))) {
            let language = Language::ALL.into_iter().find(|language| language.code() == record.language)?;
            return Some(Name { name: record.name.clone(), language, issued: record.issued });
        }
        Name::of(guarded(|| self.session.entry(letter.source, self.formats)).ok()?)
    }

    fn guarded(&self, letter: &Letter<'_>, make: impl FnOnce() -> Made) -> Made {
        guarded(make).unwrap_or_else(|defect| {
            let mut made = Made::default();
            made.problems.push(defect.at(&Span::file(letter.source), "in this letter"));
            made
        })
    }

    /// What is told of a letter, before its files; and the rest of what was made.
    fn report(&self, letter: &Letter<'_>, mut made: Made) -> (Report, Made) {
        let mut problems = std::mem::take(&mut made.problems);
        problems.extend(letter.between.problems.iter().cloned());
        if self.deny == Some(Deny::Warnings) {
            problems.deny_warnings();
        }
        let mut silenced = std::mem::take(&mut made.silenced);
        silenced.extend(letter.between.silenced.iter().cloned());
        let name = made.name.clone();
        (
            Report {
                name,
                letter: letter_of(letter.source),
                language: language_of(letter.source),
                problems: problems.into_sorted(),
                silenced,
                ..Report::default()
            },
            made,
        )
    }

    /// Writes files, which are as they are then; `None` when that could not be, which is reported. Of those that
    /// somebody `touched` after they were built a copy is kept.
    fn write(
        &self,
        report: &mut Report,
        formats: &[Format],
        files: &[(String, Vec<u8>)],
        document: Fingerprint,
        touched: &[String],
    ) -> Option<Vec<File>> {
        let new = formats.iter().zip(files);
        let new: Vec<File> = new.map(|(f, (name, bytes))| File::new(*f, name, bytes, document)).collect();
        // Where nothing can be noted the next build makes everything anew: that is told at the end.
        let _ = self.cache().keep_writing(&new);
        let replaced = self
            .set_aside(files, touched)
            .and_then(|kept| Ok((kept, file_set::replace(self.output, files)?)));
        match replaced {
            Ok((kept, outcomes)) => {
                let names = files.iter().map(|(name, _)| name.clone());
                report.files = Some(names.zip(outcomes).collect());
                report.set_aside = kept;
                Some(new.into_iter().map(|file| file.written(self.output)).collect())
            }
            Err(problem) => {
                report.block(problem);
                None
            }
        }
    }

    fn set_aside(
        &self,
        files: &[(String, Vec<u8>)],
        touched: &[String],
    ) -> Result<Vec<(String, PathBuf)>, Diagnostic> {
        let mut kept = Vec::new();
        for (name, bytes) in files.iter().filter(|(name, _)| touched.contains(name)) {
            let is_other = std::fs::read(self.output.join(name)).is_ok_and(|old| old != *bytes);
            if let Some(copy) =
                is_other.then(|| file_set::set_aside(self.output, name)).transpose()?.flatten()
            {
                kept.push((name.clone(), copy));
            }
        }
        Ok(kept)
    }
}

/// Files of which none had to be written.
fn unchanged(files: &[File]) -> Vec<(String, Outcome)> {
    files.iter().map(|file| (file.name.clone(), Outcome::Unchanged)).collect()
}

/// The names of files that were changed after they were built.
fn touched(reasons: &[Reason]) -> Vec<String> {
    let name = |reason: &Reason| match reason {
        Reason::Touched(name) => Some(name.clone()),
        _ => None,
    };
    reasons.iter().filter_map(name).collect()
}

/// What of the reasons concerns this letter: not a template that it does not use.
fn why(mut reasons: Vec<Reason>, lacking: Vec<Reason>, used: &BTreeSet<String>) -> Vec<Reason> {
    let concerns = |reason: &Reason| match reason {
        Reason::HouseStyle(item) => !inputs::is_for_some(item) || used.contains(item),
        _ => true,
    };
    // What it used before and does not use now is a reason too, when there is no better one.
    if reasons.iter().any(concerns) {
        reasons.retain(concerns);
    }
    let lost = lacking.into_iter().filter(|reason| !matches!(reason, Reason::Format(_)));
    reasons.extend(lost);
    reasons
}

/// A record with files that are known better now: usually they are the same.
fn with_files(record: &Arc<Record>, files: Vec<File>) -> Arc<Record> {
    let files = merged(record, files);
    if files == record.files {
        Arc::clone(record)
    } else {
        Arc::new(Record { files, ..Record::clone(record) })
    }
}

/// The files of a record, with those that are known better now.
fn merged(record: &Record, files: Vec<File>) -> Vec<File> {
    let others = record.files.iter().filter(|old| !files.iter().any(|new| new.format == old.format)).cloned();
    let mut all: Vec<File> = others.chain(files.iter().cloned()).collect();
    all.sort_by_key(|file| file.format);
    all
}
