//! One letter of a build: looks at what there is of it, and carries out what is planned.

use super::plan::{Action, Change, Publication, Settled, Situation, plan};
use super::report::Report;
use super::target::{Identity, Target};
use super::{Build, Built};
use crate::base::defect::guarded;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::file_set::Outcome;
use crate::base::fingerprint::Fingerprint;
use crate::base::format::Format;
use crate::base::language::Language;
use crate::base::source::Span;
use crate::base::text::shown;
use crate::model::translation::{language_of, letter_of};
use crate::project::build_cache::{self, File, FileState, Now, Original, Record, RecordedFindings};
use crate::project::register;
use crate::project::session::Findings;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A letter, and what a build knows of it.
pub(super) struct Work<'b> {
    pub(super) build: &'b Build<'b>,
    pub(super) target: &'b Target,
    pub(super) record: Option<&'b Arc<Record>>,
    /// Which letter it is, where that was just read.
    pub(super) identity: Option<&'b Identity>,
    /// What is wrong between it and others.
    pub(super) between: &'b Findings,
}

/// A letter that was composed: what decides over its files, and those that are to be written.
struct Fresh {
    document: Fingerprint,
    settled: Settled,
    pictures: Vec<(PathBuf, Fingerprint)>,
    files: Vec<(String, Vec<u8>)>,
}

impl Work<'_> {
    /// Makes the letter's files where that has to be; what became of it, and what is to be known of it next time.
    pub(super) fn run(&self) -> Built {
        let refused = self.between.problems.iter().any(|problem| problem.severity == Severity::Error);
        let identity = if refused { None } else { self.identity() };
        let issued = identity.filter(|identity| identity.issued);
        let find = |identity: &Identity| self.build.archive.find(&identity.name, identity.language);
        let published = match issued.as_ref().map(find).transpose() {
            Ok(published) => published.flatten(),
            Err(problem) => return self.failed(issued.map(|identity| identity.name), problem),
        };
        let publication = match (&issued, &published) {
            (None, _) => Publication::Draft,
            (Some(_), None) => Publication::New,
            (Some(_), Some(published)) => Publication::Archived(published.fingerprint()),
        };
        let record = self.record.map(|record| &**record);
        let found = record.and_then(|r| r.found.again(self.target.source.path(), &self.build.sources));
        let action = plan(&Situation {
            refused,
            publication,
            now: self.now(),
            record,
            before: record.and_then(|record| self.build.houses.get(&record.house)),
            pictures: record.map(Record::changed_pictures).unwrap_or_default(),
            files: record.map(|record| self.states(record)).unwrap_or_default(),
            can_repeat: found.is_some(),
        });
        match (action, issued, published) {
            (Action::Keep(files), ..) => self.keep(files, found.unwrap_or_default()),
            (Action::Compose(change), ..) => self.compose(change),
            (Action::Publish(lacking), Some(identity), _) => self.publish(&identity, &lacking),
            (Action::KeepPublished(files), Some(identity), Some(published)) => {
                self.keep_published(&identity, &published, files)
            }
            (Action::RestorePublished(why), Some(identity), Some(published)) => {
                self.restore(&identity, &published, why)
            }
            // Without an identity nothing is issued: what is left is `Refuse`.
            _ => self.refuse(),
        }
    }

    fn now(&self) -> Now<'_> {
        Now {
            source: self.target.text,
            original: self.target.original.as_ref(),
            house: self.build.inputs.language(language_of(&self.target.source)),
            formats: &self.build.formats,
        }
    }

    /// Which letter it is: as was just read, as noted when its file was the same, or as it says.
    fn identity(&self) -> Option<Identity> {
        if self.identity.is_some() {
            return self.identity.cloned();
        }
        if let Some(record) = self.record.filter(|record| record.has_same_text(&self.now())) {
            return Identity::noted(record);
        }
        let entry = || register::entry(self.build.session, &self.target.source, &[]);
        Identity::of(guarded(entry).ok()?)
    }

    /// The state of a record's files, as far as they are wanted. Nobody touched those that a build wrote before it was
    /// cut off.
    fn states(&self, record: &Record) -> BTreeMap<Format, FileState> {
        let output = &self.build.output;
        let is_ours = |name: &str| {
            let bytes = std::fs::read(output.join(name));
            bytes.is_ok_and(|bytes| self.build.notes().cache.is_from_a_build(name, &bytes))
        };
        let wanted =
            |file: &&File| file.document == record.document && self.build.formats.contains(&file.format);
        let state = |file: &File| match file.state(output) {
            FileState::Touched if is_ours(&file.name) => FileState::CutOff,
            state => state,
        };
        record.files.iter().filter(wanted).map(|file| (file.format, state(file))).collect()
    }

    /// The letter is only checked.
    fn refuse(&self) -> Built {
        let session = self.build.session;
        let checked = guarded(|| {
            let letter = session.read(&self.target.source);
            let composition = session.check(&letter);
            (composition.name().map(str::to_owned), composition.findings)
        });
        let (name, findings) = checked.unwrap_or_else(|defect| (None, self.problem(defect)));
        self.report(name, findings).into()
    }

    /// Nothing has changed: only the findings of the last build are repeated.
    fn keep(&self, files: Vec<File>, findings: Findings) -> Built {
        let name = self.record.map(|record| record.name.clone());
        let mut report = self.report(name, findings);
        if !report.is_wrong() {
            report.files = Some(unchanged(&files));
        }
        Built { report, record: self.noted(files) }
    }

    /// The letter is composed, and its files are written where its Document is another or one is not there.
    fn compose(&self, change: Change) -> Built {
        let Build { session, inputs, formats, .. } = self.build;
        let composed = guarded(|| {
            let letter = session.read(&self.target.source);
            let mut composition = session.compose(&letter);
            let document = composition.document().map(|document| inputs.fingerprint(document));
            let fresh = document.map(|document| {
                let pictures = build_cache::pictures(&composition);
                let settled = change.settle(document, || build_cache::used(session, &composition));
                let files = match settled {
                    Settled::Keep(_) => Vec::new(),
                    Settled::Write(_) => session.files(&mut composition, formats),
                };
                Fresh { document, settled, pictures, files }
            });
            (composition.name().map(str::to_owned), composition.findings, fresh)
        });
        let (name, findings, fresh) = composed.unwrap_or_else(|defect| (None, self.problem(defect), None));
        let found = RecordedFindings::of(&findings, self.target.source.path(), &self.build.sources);
        let mut report = self.report(name, findings);
        let Some(fresh) = fresh.filter(|_| !report.is_wrong()) else { return report.into() };
        let files = match fresh.settled {
            Settled::Keep(files) => {
                report.files = Some(unchanged(&files));
                files
            }
            Settled::Write(why) => {
                let written = self.write(&mut report, formats, &fresh.files, fresh.document, &why);
                report.why = why;
                let Some(files) = written else { return report.into() };
                files
            }
        };
        let name = report.name.clone().unwrap_or_default();
        let before = self.record.filter(|record| !record.issued && record.name == name);
        let files = before.map_or_else(|| files.clone(), |before| before.merged(&files));
        let new = self.new_record(name, language_of(&self.target.source), fresh.document, files);
        let record = found.map(|found| Record { pictures: fresh.pictures, found, ..new });
        Built { report, record: record.map(Arc::new) }
    }

    pub(super) fn new_record(
        &self,
        name: String,
        language: Language,
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
    pub(super) fn noted(&self, files: Vec<File>) -> Option<Arc<Record>> {
        let record = self.record?;
        let files = record.merged(&files);
        if files == record.files {
            return Some(Arc::clone(record));
        }
        Some(Arc::new(Record { files, ..Record::clone(record) }))
    }

    pub(super) fn failed(&self, name: Option<String>, problem: Diagnostic) -> Built {
        self.report(name, self.problem(problem)).into()
    }

    /// Something that is wrong with the letter as a whole.
    pub(super) fn problem(&self, problem: Diagnostic) -> Findings {
        problem.at(&Span::file(&self.target.source), "in this letter").into()
    }

    /// The report on the letter, without its files.
    pub(super) fn report(&self, name: Option<String>, findings: Findings) -> Report {
        let Findings { mut problems, mut silenced } = findings;
        problems.extend(self.between.problems.iter().cloned());
        if self.build.deny_warnings {
            problems.deny_warnings();
        }
        silenced.extend(self.between.silenced.iter().cloned());
        Report {
            name,
            letter: letter_of(&self.target.source),
            language: language_of(&self.target.source),
            problems: problems.into_sorted(),
            silenced,
            ..Report::default()
        }
    }
}

/// Files of which none had to be written.
pub(super) fn unchanged(files: &[File]) -> Vec<(String, Outcome)> {
    files.iter().map(|file| (file.name.clone(), Outcome::Unchanged)).collect()
}
