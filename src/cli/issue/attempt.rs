//! One attempt to issue letters: their files are written, checked again as they are then, built, kept and published. What
//! fails takes back what was done before it.

use super::super::batch;
use super::super::in_order::quickly;
use super::super::printer::{Printer, Task};
use super::asked::Open;
use crate::cli::args::{Input, Issue};
use collective_letters::base::text::shown;
use collective_letters::base::{Diagnostics, Format, Source};
use collective_letters::model::letter_files;
use collective_letters::project::build::{Build, Issued, Report, Target, Wanted};
use collective_letters::project::register::{self, Entry};
use collective_letters::project::session::{Findings, Session};
use collective_letters::tools::published::Renewed;
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be issued, and where.
pub(super) struct Attempt<'a> {
    pub arguments: &'a Issue,
    /// The letters as builds are asked for them.
    pub input: &'a Input,
    pub session: &'a Session,
    /// The files of the letters.
    pub paths: &'a [PathBuf],
}

impl Attempt<'_> {
    /// Writes the files of the letters, and issues these. Nothing where one of them is wrong, which was shown.
    ///
    /// # Errors
    /// Something else failed. Then, and where a letter is wrong, only the files in `written` are not as they were.
    pub fn all(
        &self,
        printer: &mut Printer,
        open: &[Open],
        edited: Vec<Arc<Source>>,
        written: &mut Vec<(Arc<Source>, Arc<Source>)>,
    ) -> Result<Option<Renewed>, Diagnostics> {
        for (open, edited) in open.iter().zip(edited) {
            if open.source.text() != edited.text() {
                letter_files::rewrite(&open.source, &edited)?;
                written.push((Arc::clone(&open.source), edited));
            }
        }
        if !self.check(printer)? {
            return Ok(None);
        }
        let mut build = Build::open(self.session, self.wanted(), || {
            let folder = shown(&self.arguments.output);
            printer.remark(&format!("another build is writing to {folder}: waiting for it to end"));
        })?;
        let others = batch::compared_with(self.input, self.paths);
        let (read, _) = batch::texts(self.input, self.session, self.paths, &others)?;
        let known = read.iter().flatten().map(|source| (source.path(), source)).collect();
        let targets = read.iter().map(|read| Target::of(read, &known)).collect();
        let own = self.paths.len();
        build.take(targets, own, |count, entry| quickly(count, None, entry))?;
        let mut reports = Vec::new();
        for (index, path) in self.paths.iter().enumerate() {
            let report = build.letter(index, path);
            let is_done = report.issued.is_some() && !report.is_wrong() && !report.blocked;
            reports.push(report);
            if !is_done {
                self.show(printer, &reports, Task::Build);
                return self.undo(&reports).map(|()| None);
            }
        }
        let renewed = match self.publish() {
            Ok(renewed) => renewed,
            Err(mut problems) => {
                problems.extend(self.undo(&reports).err().into_iter().flat_map(Diagnostics::into_sorted));
                return Err(problems);
            }
        };
        reports.iter().for_each(|report| build.note(report));
        self.show(printer, &reports, Task::Build);
        if let Err(problem) = build.finish() {
            printer.remark(&[&[problem.message][..], &problem.hints].concat().join("; "));
        }
        Ok(Some(renewed))
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            output: self.arguments.output.clone(),
            formats: Format::ALL.to_vec(),
            part: None,
            whole: false,
            deny_warnings: true,
        }
    }

    /// Takes back what was kept of letters in this attempt.
    fn undo(&self, reports: &[Report]) -> Result<(), Diagnostics> {
        let mut problems = Diagnostics::new();
        let archive = self.session.archive();
        for report in reports.iter().filter(|report| report.issued == Some(Issued::Now)) {
            let name = report.name.as_deref().unwrap_or_default();
            problems.extend(archive.undo(name, report.language).err());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// Whether nothing is wrong with the letters: no warning either, and no placeholder. What is wrong is shown.
    pub fn check(&self, printer: &mut Printer) -> Result<bool, Diagnostics> {
        let (arguments, session) = (self.arguments, self.session);
        let look = |source: &Arc<Source>| look(session, source, self.paths);
        let (seen, words) = batch::read(self.input, session, &arguments.output, self.paths, look)?;
        let reports: Vec<Report> = self
            .paths
            .iter()
            .zip(seen)
            .map(|(path, seen)| match seen.letter {
                Ok(source) => {
                    let name = seen.entry.and_then(|entry| entry.name);
                    Report::new(&source, name, [seen.found, seen.between], true)
                }
                Err(problem) => Report::unread(path, problem),
            })
            .collect();
        let is_right = reports.iter().all(|report| !report.is_wrong());
        if !is_right {
            printer.problems(&words);
            self.show(printer, &reports, Task::Check);
        }
        Ok(is_right)
    }
}

fn look(session: &Session, source: &Arc<Source>, own: &[PathBuf]) -> (Entry, Findings) {
    let letter = session.read(source);
    let mut composition = session.check(&letter);
    // Of letters that these are only compared with, nobody asks.
    if own.iter().any(|path| path == source.path()) {
        let unready = composition.unready();
        composition.findings.problems.extend(unready);
    }
    (register::composed(session, &composition), composition.findings)
}
