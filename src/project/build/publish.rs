//! Issued letters of a build: what was published stays as it is.

use super::Target;
use super::execute::{ArchiveName, Work};
use super::report::{Issued, Report};
use crate::base::Format;
use crate::project::archive::Published;
use crate::project::build_cache::{File, Reason, Record};
use crate::project::session::Findings;
use std::sync::Arc;

impl Work<'_> {
    /// The files of a letter that was published before are in the folder.
    pub(super) fn keep_published(
        &self,
        issued: &ArchiveName,
        published: &Published,
        files: Vec<File>,
    ) -> Report {
        let kept = self.keep(Some(issued.0.clone()), Findings::default(), &files);
        if kept.is_wrong() {
            return self.restore(issued, published, Vec::new());
        }
        Report { issued: Some(Issued::Kept), ..kept }
    }

    /// The published files of a letter are put into the folder, whatever the templates say today.
    pub(super) fn restore(&self, issued: &ArchiveName, published: &Published, why: Vec<Reason>) -> Report {
        let found = self.build.wanted.formats.iter().filter_map(|&format| {
            let file = published.file(format).transpose()?;
            Some(file.map(|file| (format, file)))
        });
        let files: Vec<(Format, (String, Vec<u8>))> = match found.collect() {
            Ok(files) => files,
            Err(problem) => return self.failed(Some(issued.0.clone()), problem),
        };
        let report = self.report(Some(issued.0.clone()), Findings::default());
        let mut report = Report { issued: Some(Issued::Kept), ..report };
        if !report.is_wrong() {
            self.write_published(&mut report, issued, published, files, &why);
        }
        Report { why, ..report }
    }

    /// The files of a letter that is built as issued for the first time, kept from now on: first in the archive,
    /// so that nothing is in the folder as issued that is not there.
    pub(super) fn publish(&self, issued: &ArchiveName, lacking: &[Reason]) -> Report {
        let session = self.build.session;
        let (mut report, files) = self.composed(|composition| Some(session.files(composition, &Format::ALL)));
        let Some(files) = files else { return report };
        let Target { source, original, .. } = self.target;
        let (name, language) = issued;
        match self.build.archive.keep(name, *language, source, original.as_deref(), &files) {
            Ok(published) => {
                report.issued = Some(Issued::Now);
                let mut files: Vec<_> = Format::ALL.into_iter().zip(files).collect();
                files.retain(|(format, _)| self.build.wanted.formats.contains(format));
                self.write_published(&mut report, issued, &published, files, lacking);
            }
            Err(problem) => report.block(problem),
        }
        report
    }

    fn write_published(
        &self,
        report: &mut Report,
        issued: &ArchiveName,
        published: &Published,
        files: Vec<(Format, (String, Vec<u8>))>,
        lacking: &[Reason],
    ) {
        let list = published.fingerprint();
        if let Some(files) = self.write(report, files, list, lacking) {
            let record = self.new_record(issued.clone(), list, files);
            report.record = Some(Arc::new(Record { issued: true, ..record }));
        }
    }
}
