//! `letters build --review`: copies of drafts for review, numbered, in a folder of their own.

use super::End;
use super::batch::{self, Seen};
use super::in_order::in_order;
use super::new::today;
use super::printer::{Printer, Task};
use super::rules::REVIEW_COPY;
use crate::cli::args::{Build, Deny, MessageFormat};
use chrono::NaiveDate;
use collective_letters::base::defect::guarded;
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Format, Source, Span, file_set};
use collective_letters::model::letter::Status;
use collective_letters::model::written;
use collective_letters::project::build::Report;
use collective_letters::project::build_cache::Hold;
use collective_letters::project::drafts::{Draft, Drafts};
use collective_letters::project::register::{self, Entry};
use collective_letters::project::session::{Findings, Session};
use collective_letters::tools::review;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// What all letters of a run share.
struct Run<'r> {
    session: &'r Session,
    drafts: Drafts,
    formats: &'r [Format],
    deny_warnings: bool,
    today: NaiveDate,
}

/// Makes the copies.
pub fn work(arguments: &Build, formats: &[Format], printer: &mut Printer) -> Result<End, Diagnostics> {
    let input = &arguments.input;
    let (paths, session) = batch::prepare(input)?;
    let drafts = Drafts::of(&arguments.output);
    written::allowed(drafts.folder())?;
    let waits = || {
        let folder = shown(drafts.folder());
        printer.remark(&format!("another build is writing to {folder}: waiting for it to end"));
    };
    let _hold = Hold::take(drafts.folder(), None, waits).map_err(|error| {
        REVIEW_COPY
            .finding(format!("the folder {} cannot be written to", shown(drafts.folder())))
            .because(&error)
    })?;
    let look = |source: &_| (register::entry(&session, source, formats), Findings::default());
    let (seen, words) = batch::read(input, &session, &arguments.output, &paths, look)?;
    printer.problems(&words);
    let run = Run {
        session: &session,
        drafts,
        formats,
        deny_warnings: arguments.deny == Some(Deny::Warnings),
        today: today(),
    };
    printer.start(Task::Build, paths.len());
    let is_json = input.message_format == MessageFormat::Json;
    let make = |index: usize| run.letter(&paths[index], &seen[index]);
    in_order(paths.len(), input.jobs, make, |index, (report, made)| {
        printer.letter(&paths[index], &report);
        if let Some((draft, is_new)) = made {
            printer.print(&told(&draft, is_new, &paths[index], is_json));
        }
    })?;
    Ok(printer.finish())
}

/// A copy in words.
fn told(draft: &Draft, is_new: bool, path: &Path, is_json: bool) -> String {
    if is_json {
        return json_line(&json!({
            "event": "draft", "name": draft.name, "language": draft.language, "file": as_given(path),
            "number": draft.number, "date": draft.date.to_string(), "new": is_new, "changed": draft.changed,
        }));
    }
    let mut text = format!("    draft {} of {}", draft.number, draft.date);
    match (is_new, draft.number, draft.changed.len()) {
        (false, ..) => text += ": the letter has not changed since\n",
        (_, 1, _) | (_, _, 0) => text += "\n",
        (_, _, changed) => {
            text += &format!(": {} from the draft before\n", count(changed, "difference"));
            draft.changed.iter().take(20).for_each(|line| text += &format!("      {line}\n"));
        }
    }
    text
}

impl Run<'_> {
    fn letter(&self, path: &Path, seen: &Seen) -> (Report, Option<(Draft, bool)>) {
        let source = match &seen.letter {
            Ok(source) => source,
            Err(problem) => return (Report::unread(path, problem.clone()), None),
        };
        let entry = seen.entry.as_ref();
        let mut found = seen.found.clone();
        let is_issued =
            entry.is_some_and(|entry| entry.status == Some(Status::Issued) || entry.is_published());
        if is_issued {
            let message = format!("{} is issued: there is no draft of it", shown(path));
            let hint = "start a revision or a corrigendum with `letters new`, and circulate that";
            let problem = REVIEW_COPY.finding(message).hint(hint);
            found.problems.extend([problem.at(&Span::file(source), "in this letter")]);
        }
        let name = entry.and_then(|entry: &Entry| entry.name.clone());
        let report = |found: Findings, name| {
            Report::new(source, name, [found, seen.between.clone()], self.deny_warnings)
        };
        if found.problems.has_errors() || seen.between.problems.has_errors() {
            return (report(found, name), None);
        }
        let made = guarded(source, || self.made(source, &report));
        made.unwrap_or_else(|defect| (report(defect.into(), None), None))
    }

    /// Makes and writes the copy.
    fn made(
        &self,
        source: &Arc<Source>,
        report: &dyn Fn(Findings, Option<String>) -> Report,
    ) -> (Report, Option<(Draft, bool)>) {
        let letter = self.session.read(source);
        let composition = self.session.compose(&letter);
        let language = composition.document().map(|document| document.properties.language);
        let copy = review::copy(self.session, &composition, self.formats, &self.drafts, self.today);
        let name = composition.name().map(str::to_owned);
        let mut report = report(composition.findings, name);
        if report.is_wrong() {
            return (report, None);
        }
        let written = copy.and_then(|copy| {
            let (Some(copy), Some(language)) = (copy, language) else { return Ok(None) };
            let outcomes = file_set::replace(self.drafts.folder(), &copy.files)?;
            self.drafts.keep(&copy.draft, language)?;
            let names = copy.files.into_iter().map(|(name, _)| name);
            Ok(Some((names.zip(outcomes).collect(), (copy.draft, copy.is_new))))
        });
        match written {
            Ok(Some((files, draft))) => {
                report.files = Some(files);
                (report, Some(draft))
            }
            Ok(None) => (report, None),
            Err(problem) => {
                let problem: Diagnostic = problem;
                report.block(if problem.span.is_some() {
                    problem
                } else {
                    problem.at(&Span::file(source), "in this letter")
                });
                (report, None)
            }
        }
    }
}
