//! One letter of a build: looks at what there is of it, and carries out what is planned.

use super::lost::lost;
use super::plan::{Action, Change, Publication, Settled, Situation, plan};
use super::report::Report;
use super::{Build, Target, Wanted};
use crate::base::defect::guarded;
use crate::base::file_set::{self, Outcome};
use crate::base::text::shown;
use crate::base::{Diagnostic, Fingerprint, Format, Language, Severity, Span};
use crate::check::across::SAME_OUTPUT;
use crate::model::translation::language_of;
use crate::project::archive::LetterName;
use crate::project::build_cache::inputs::Items;
use crate::project::build_cache::{self, File, Original, Reason, Record, RecordedFindings};
use crate::project::register;
use crate::project::rules::AS_ISSUED;
use crate::project::session::{Composition, Findings};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A letter, and what a build knows of it.
pub(super) struct Work<'b> {
    pub(super) build: &'b Build<'b>,
    pub(super) target: &'b Target,
    pub(super) record: Option<Arc<Record>>,
    /// The inputs of the house style that the record was made with.
    pub(super) before: Option<Arc<Items>>,
    /// As what it was issued, if it was, where that was just read.
    pub(super) issued: Option<&'b Option<LetterName>>,
    /// What is wrong between it and others.
    pub(super) between: &'b Findings,
}

impl Work<'_> {
    /// Makes the letter's files where that has to be; what became of it, and what is to be known of it next time.
    pub(super) fn run(&self) -> Report {
        let refused = self.between.problems.iter().any(|problem| problem.severity == Severity::Error);
        let issued = if refused { None } else { self.issued() };
        let find = |(name, language): &LetterName| self.build.archive.find(name, *language);
        let published = match issued.as_ref().map(find).transpose() {
            Ok(published) => published.flatten(),
            Err(problem) => return self.failed(issued.map(|(name, _)| name), problem),
        };
        let publication = match (&issued, &published) {
            (None, _) => Publication::Draft,
            (Some(_), None) => Publication::New,
            (Some(_), Some(published)) => Publication::Archived(published.fingerprint()),
        };
        if let Some(problem) = self.lost() {
            return self.failed(issued.map(|(name, _)| name), problem);
        }
        let record = self.record.as_deref();
        let found = record.and_then(|r| r.found.again(self.target.source.path(), &self.build.sources));
        let action = plan(&Situation {
            refused,
            publication,
            target: self.target,
            house: self.build.inputs.language(language_of(&self.target.source)),
            formats: &self.build.wanted.formats,
            record,
            before: self.before.as_deref(),
            pictures: record.map(Record::changed_pictures).unwrap_or_default(),
            files: record.map(|record| self.files(record)).unwrap_or_default(),
            can_repeat: found.is_some(),
        });
        match (action, &issued, &published) {
            (Action::Keep(files), ..) => {
                self.keep(record.map(|record| record.name.clone()), found.unwrap_or_default(), &files)
            }
            (Action::Compose(change), ..) => self.compose(change),
            (Action::Publish, Some(issued), _) => self.publish(issued),
            (Action::KeepPublished(files), Some(issued), Some(published)) => {
                self.keep_published(issued, published, files)
            }
            (Action::RestorePublished(why), Some(issued), Some(published)) => {
                self.restore(issued, published, why)
            }
            // Without such a name nothing is issued: what is left is `Refuse`.
            _ => self.refuse(),
        }
    }

    /// The name in the archive and the language, if the letter was issued: as was just read, as noted when its file was
    /// the same, or as it says.
    fn issued(&self) -> Option<LetterName> {
        let Target { source, text, original } = self.target;
        if let Some(known) = self.issued {
            return known.clone();
        }
        if let Some(record) = self.record.as_ref().filter(|r| r.has_same_text(*text, original.as_deref())) {
            let issued = (record.name.clone(), Language::from_code(&record.language)?);
            return record.issued.then_some(issued);
        }
        let entry = || register::entry_with(self.build.session, source, original.as_ref(), &[]);
        guarded(source, entry).ok()?.issued()?
    }

    /// What is wrong with what an earlier build issued, unless that is told already.
    fn lost(&self) -> Option<Diagnostic> {
        let is_told = self.between.problems.iter().any(|problem| *problem.rule == AS_ISSUED);
        let record = self.record.as_ref().filter(|_| !is_told)?;
        lost(&self.build.archive, record, &self.build.wanted.output)
    }

    /// The files of a record that are wanted and were made from its Document, as they are now. Nobody touched those that
    /// a build wrote before it was cut off.
    fn files(&self, record: &Record) -> BTreeMap<Format, Result<File, Reason>> {
        let Wanted { output, formats, .. } = &self.build.wanted;
        let is_ours = |name: &str| self.build.notes().cache.is_from_a_build(output, name);
        let wanted = |file: &&File| file.document == record.document && formats.contains(&file.format);
        let now = |file: &File| match file.in_folder(output) {
            Err(Reason::Touched(name)) if is_ours(&name) => Err(Reason::CutOff(name)),
            now => now,
        };
        record.files.iter().filter(wanted).map(|file| (file.format, now(file))).collect()
    }

    /// The letter is only checked.
    fn refuse(&self) -> Report {
        let session = self.build.session;
        self.composed(|composition| -> Option<()> {
            session.try_writers(composition);
            None
        })
        .0
    }

    /// Nothing has changed: the files stay, and only the findings of the last build are repeated.
    pub(super) fn keep(&self, name: Option<String>, findings: Findings, files: &[File]) -> Report {
        let report = self.report(name, findings);
        let unchanged = (!report.is_wrong()).then(|| unchanged(files));
        Report { files: unchanged, record: self.noted(files), ..report }
    }

    /// The letter is composed, and its files are written where its Document is another or one is not there.
    fn compose(&self, change: Change) -> Report {
        let Build { session, inputs, sources, wanted, .. } = self.build;
        let (mut report, composed) = self.composed(|composition| {
            let document = inputs.fingerprint(composition.document()?);
            let pictures = build_cache::pictures(composition);
            let settled = change.settle(document, || build_cache::used(session, composition));
            let files = match settled {
                Settled::Keep(_) => Vec::new(),
                Settled::Write(_) => session.files(composition, &wanted.formats),
            };
            let found = RecordedFindings::of(&composition.findings, self.target.source.path(), sources);
            Some((document, settled, pictures, files, found))
        });
        let Some((document, settled, pictures, files, found)) = composed else { return report };
        let kept = match settled {
            Settled::Keep(kept) => {
                report.files = Some(unchanged(&kept));
                Some(kept)
            }
            Settled::Write(why) => {
                let files = wanted.formats.iter().copied().zip(files).collect();
                let written = self.write(&mut report, files, document);
                report.why = why;
                written
            }
        };
        if let (Some(files), Some(found), Some(name)) = (kept, found, report.name.clone()) {
            let before = self.record.as_ref().filter(|record| !record.issued && record.name == name);
            let files = before.map_or_else(|| files.clone(), |before| before.merged(&files));
            let new = self.new_record((name, language_of(&self.target.source)), document, files);
            report.record = Some(Arc::new(Record { pictures, found, ..new }));
        }
        report
    }

    /// Composes the letter and takes something from it; nothing where there is an error.
    pub(super) fn composed<T>(
        &self,
        take: impl FnOnce(&mut Composition<'_>) -> Option<T>,
    ) -> (Report, Option<T>) {
        let session = self.build.session;
        let composed = guarded(&self.target.source, || {
            let letter = session.read_with(&self.target.source, self.target.original.as_ref());
            let mut composition = session.compose(&letter);
            let taken = take(&mut composition);
            (composition.name().map(str::to_owned), composition.findings, taken)
        });
        let (name, findings, taken) = composed.unwrap_or_else(|defect| (None, defect.into(), None));
        let report = self.report(name, findings);
        let taken = taken.filter(|_| !report.is_wrong());
        (report, taken)
    }

    pub(super) fn new_record(
        &self,
        (name, language): LetterName,
        document: Fingerprint,
        files: Vec<File>,
    ) -> Record {
        Record {
            letter: shown(self.target.source.path()),
            source: self.target.text,
            original: self.target.original.as_ref().map(Original::of),
            house: self.build.inputs.language(language).whole(),
            pictures: Vec::new(),
            document,
            name,
            language: language.code().to_owned(),
            issued: false,
            files,
            found: RecordedFindings::default(),
        }
    }

    /// The record with files that are known better now: usually they are the same.
    fn noted(&self, files: &[File]) -> Option<Arc<Record>> {
        let record = self.record.as_ref()?;
        let files = record.merged(files);
        let same = files == record.files;
        Some(if same { Arc::clone(record) } else { Arc::new(Record { files, ..Record::clone(record) }) })
    }

    /// The report on a letter that is wrong as a whole.
    pub(super) fn failed(&self, name: Option<String>, problem: Diagnostic) -> Report {
        self.report(name, problem.at(&Span::file(&self.target.source), "in this letter").into())
    }

    /// The report on the letter, without its files.
    pub(super) fn report(&self, name: Option<String>, findings: Findings) -> Report {
        let found = [findings, self.between.clone()];
        Report::new(&self.target.source, name, found, self.build.wanted.deny_warnings)
    }

    /// Writes files, which are as they are then; `None` when that could not be, which is reported. A copy is kept of
    /// those that no build wrote.
    pub(super) fn write(
        &self,
        report: &mut Report,
        files: Vec<(Format, (String, Vec<u8>))>,
        document: Fingerprint,
    ) -> Option<Vec<File>> {
        let output = &self.build.wanted.output;
        let (formats, files): (Vec<Format>, Vec<(String, Vec<u8>)>) = files.into_iter().unzip();
        let new = formats.into_iter().zip(&files);
        let new: Vec<File> = new.map(|(f, (name, bytes))| File::new(f, name, bytes, document)).collect();
        // Where nothing can be noted the next build makes everything: the end of the build says so.
        let _ = self.build.notes().cache.keep_writing(&new);
        let replaced = (self.owner(&files).map_or(Ok(()), Err))
            .and_then(|()| self.set_aside(&files))
            .and_then(|kept| Ok((kept, file_set::replace(output, &files)?)));
        match replaced {
            Ok((kept, outcomes)) => {
                self.build.notes().has_written |= outcomes.iter().any(|o| *o != Outcome::Unchanged);
                let names = files.into_iter().map(|(name, _)| name);
                report.files = Some(names.zip(outcomes).collect());
                report.set_aside = kept;
                Some(new.into_iter().map(|file| file.written(output)).collect())
            }
            Err(problem) => {
                report.block(problem);
                None
            }
        }
    }

    /// Whether files can be written.
    ///
    /// # Errors
    /// What [`Work::write`] would report.
    pub(super) fn try_write(&self, files: &[(String, Vec<u8>)]) -> Result<(), Diagnostic> {
        self.owner(files).map_or(Ok(()), Err)?;
        file_set::try_replace(&self.build.wanted.output, files)
    }

    /// A letter of another folder whose files these would replace.
    fn owner(&self, files: &[(String, Vec<u8>)]) -> Option<Diagnostic> {
        let Build { wanted, letters, .. } = self.build;
        let (name, bytes) = files.first()?;
        if std::fs::read(wanted.output.join(name)).is_ok_and(|old| old == *bytes) {
            return None;
        }
        let path = self.target.source.path();
        // What letters of one build have to do with each other, the register has told.
        let is_here = |other: &Path| letters.iter().flatten().any(|letter| letter.source.path() == other);
        let notes = self.build.notes();
        let other = notes.cache.letters_of(name).map(Path::new).find(|other| {
            let real = std::fs::canonicalize(other).ok();
            real.is_some_and(|real| std::fs::canonicalize(path).is_ok_and(|own| own != real))
                && !is_here(other)
        })?;
        let message = format!("{name} was built from {}: this letter would replace it", shown(other));
        let problem = SAME_OUTPUT.finding(message).at(&Span::file(&self.target.source), "in this letter");
        Some(
            problem.hint(
                "choose another output folder with --output DIR, or remove the letter that is not needed",
            ),
        )
    }

    /// Keeps copies of files that are about to be replaced and that no build wrote.
    fn set_aside(&self, files: &[(String, Vec<u8>)]) -> Result<Vec<(String, PathBuf)>, Diagnostic> {
        let output = &self.build.wanted.output;
        let mut kept = Vec::new();
        for (name, bytes) in files {
            let Some(old) = std::fs::read(output.join(name)).ok().filter(|old| old != bytes) else {
                continue;
            };
            if !self.is_built(name, &old) {
                let copy = file_set::set_aside(output, name)?;
                kept.extend(copy.map(|copy| (name.clone(), copy)));
            } else if name.ends_with(Format::Docx.ending()) {
                build_cache::keep_earlier(output, name, &old);
            }
        }
        Ok(kept)
    }

    /// Whether a build wrote these bytes. Of a file that the record knows nothing of nobody can say so.
    fn is_built(&self, name: &str, bytes: &[u8]) -> bool {
        let is_own =
            |record: &Record| record.files.iter().any(|file| file.name == name && file.bytes.is_of(bytes));
        self.record.as_deref().is_some_and(is_own) || self.build.notes().cache.is_built(name, bytes)
    }
}

/// Files of which none had to be written.
fn unchanged(files: &[File]) -> Vec<(String, Outcome)> {
    files.iter().map(|file| (file.name.clone(), Outcome::Unchanged)).collect()
}
