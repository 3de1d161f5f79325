//! Issued letters of a build: what was published stays as it is.

use super::Built;
use super::execute::{Work, unchanged};
use super::report::{Issued, Report};
use super::target::{Identity, Target};
use crate::base::defect::guarded;
use crate::base::format::Format;
use crate::project::archive::Published;
use crate::project::build_cache::{File, Reason, Record};
use crate::project::session::Findings;
use std::sync::Arc;

impl Work<'_> {
    /// The files of a letter that was published before are in the folder.
    pub(super) fn keep_published(
        &self,
        identity: &Identity,
        published: &Published,
        files: Vec<File>,
    ) -> Built {
        let mut report = self.report(Some(identity.name.clone()), Findings::default());
        if report.is_wrong() {
            return self.restore(identity, published, Vec::new());
        }
        report.issued = Some(Issued::Kept);
        report.files = Some(unchanged(&files));
        Built { report, record: self.noted(files) }
    }

    /// The published files of a letter are put into the folder, whatever the templates say today.
    pub(super) fn restore(&self, identity: &Identity, published: &Published, why: Vec<Reason>) -> Built {
        let found = self.build.formats.iter().filter_map(|&format| {
            let file = published.file(format).transpose()?;
            Some(file.map(|file| (format, file)))
        });
        let files: Vec<(Format, (String, Vec<u8>))> = match found.collect() {
            Ok(files) => files,
            Err(problem) => return self.failed(Some(identity.name.clone()), problem),
        };
        let report = self.report(Some(identity.name.clone()), Findings::default());
        let report = Report { issued: Some(Issued::Kept), ..report };
        let mut built = if report.is_wrong() {
            report.into()
        } else {
            self.write_published(report, identity, published, files, &why)
        };
        built.report.why = why;
        built
    }

    /// The files of a letter that is built as issued for the first time, kept from now on: first in the archive,
    /// so that nothing is in the folder as issued that is not there.
    pub(super) fn publish(&self, identity: &Identity, lacking: &[Reason]) -> Built {
        let session = self.build.session;
        let made = guarded(|| {
            let letter = session.read(&self.target.source);
            let mut composition = session.compose(&letter);
            let files = session.files(&mut composition, &Format::ALL);
            (composition.name().map(str::to_owned), composition.findings, files)
        });
        let (name, findings, files) = made.unwrap_or_else(|defect| (None, self.problem(defect), Vec::new()));
        let mut report = self.report(name, findings);
        if report.is_wrong() {
            return report.into();
        }
        let Target { source, original, .. } = self.target;
        let Identity { name, language, .. } = identity;
        match self.build.archive.keep(name, *language, source, original.as_deref(), &files) {
            Ok(published) => {
                report.issued = Some(Issued::Now);
                let mut files: Vec<_> = Format::ALL.into_iter().zip(files).collect();
                files.retain(|(format, _)| self.build.formats.contains(format));
                self.write_published(report, identity, &published, files, lacking)
            }
            Err(problem) => {
                report.block(problem);
                report.into()
            }
        }
    }

    fn write_published(
        &self,
        mut report: Report,
        identity: &Identity,
        published: &Published,
        files: Vec<(Format, (String, Vec<u8>))>,
        lacking: &[Reason],
    ) -> Built {
        let (formats, files): (Vec<Format>, Vec<(String, Vec<u8>)>) = files.into_iter().unzip();
        let list = published.fingerprint();
        let written = self.write(&mut report, &formats, &files, list, lacking);
        let record = written.map(|files| {
            let record = self.new_record(identity.name.clone(), identity.language, list, files);
            Arc::new(Record { issued: true, ..record })
        });
        Built { report, record }
    }
}
