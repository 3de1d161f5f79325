//! Issued letters of a build: what was published stays as it is.

use super::Target;
use super::execute::Work;
use super::report::{Issued, Report};
use crate::base::Format;
use crate::base::file_set::UNCHANGED;
use crate::base::text::shown;
use crate::project::archive::{Kept, LetterName, Published};
use crate::project::build_cache::{File, Reason, Record};
use crate::project::session::Findings;
use std::sync::Arc;

impl Work<'_> {
    /// The files of a letter that was published before are in the folder, as far as their sizes and times say.
    pub(super) fn keep_published(
        &self,
        issued: &LetterName,
        published: &Published,
        files: Vec<File>,
    ) -> Report {
        let is_published = |name: &str| {
            let now = std::fs::read(self.build.wanted.output.join(name));
            now.is_ok_and(|now| published.bytes_of(name) == Some(&now[..]))
        };
        if let Some(file) = files.iter().find(|file| !is_published(&file.name)) {
            return self.restore(issued, published, vec![Reason::Touched(file.name.clone())]);
        }
        let kept = self.keep(Some(issued.0.clone()), Findings::default(), &files);
        if kept.is_wrong() {
            return self.restore(issued, published, Vec::new());
        }
        Report { issued: Some(Issued::Kept), ..kept }
    }

    /// The published files of a letter are put into the folder, whatever the templates say today.
    pub(super) fn restore(&self, issued: &LetterName, published: &Published, why: Vec<Reason>) -> Report {
        let formats = self.build.wanted.formats.iter();
        let files = formats.filter_map(|&format| Some((format, published.file(format)?))).collect();
        let report = self.report(Some(issued.0.clone()), Findings::default());
        let mut report = Report { issued: Some(Issued::Kept), ..report };
        if !report.is_wrong() {
            self.write_published(&mut report, issued, published, files);
        }
        Report { why, ..report }
    }

    /// The files of a letter that is built as issued for the first time, kept from now on: first in the archive,
    /// so that nothing is in the folder as issued that is not there.
    pub(super) fn publish(&self, issued: &LetterName) -> Report {
        let session = self.build.session;
        let (mut report, files) = self.composed(|composition| Some(session.files(composition, &Format::ALL)));
        let Some(files) = files else { return report };
        let Target { source, original, .. } = self.target;
        let (name, language) = issued;
        let is_wanted = |(format, _): &(Format, _)| self.build.wanted.formats.contains(format);
        let wanted = Format::ALL.into_iter().zip(files.clone()).filter(is_wanted).map(|(_, file)| file);
        // What cannot be written is not issued: then the letter can still be changed.
        let kept = self
            .try_write(&wanted.collect::<Vec<_>>())
            .and_then(|()| self.build.archive.keep(name, *language, source, original.as_deref(), &files));
        match kept {
            Ok(Kept { published, is_new }) => {
                report.issued = Some(if is_new { Issued::Now } else { Issued::Kept });
                let formats = self.build.wanted.formats.iter();
                let files = formats.filter_map(|&format| Some((format, published.file(format)?))).collect();
                self.write_published(&mut report, issued, &published, files);
                if report.blocked {
                    say_issued(&mut report, &shown(self.build.archive.folder()));
                }
            }
            Err(problem) => report.block(problem),
        }
        report
    }

    fn write_published(
        &self,
        report: &mut Report,
        issued: &LetterName,
        published: &Published,
        files: Vec<(Format, (String, Vec<u8>))>,
    ) {
        let list = published.fingerprint();
        if let Some(files) = self.write(report, files, list) {
            let record = self.new_record(issued.clone(), list, files);
            report.record = Some(Arc::new(Record { issued: true, ..record }));
        }
    }
}

/// Of a letter that was issued and whose files could not be written, that it was.
fn say_issued(report: &mut Report, archive: &str) {
    let issued = format!("; the letter was issued, and its files are in {archive}");
    for problem in report.problems.iter_mut().filter(|problem| problem.message.contains(UNCHANGED)) {
        problem.message = problem.message.replace(UNCHANGED, &issued);
    }
}
