//! `letters diff`: which words a build would change.

use super::End;
use super::batch::{self, Seen};
use super::in_order::in_order;
use super::printer::{Printer, Task};
use super::redline;
use crate::cli::args::{Diff, MessageFormat};
use collective_letters::base::defect::guarded;
use collective_letters::base::rules::DEFECT;
use collective_letters::base::text::{as_given, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Format, Language, Severity, Source, Span};
use collective_letters::model::letter::Status;
use collective_letters::model::rules::{NO_SUCH_FILE, UNREADABLE};
use collective_letters::model::translation::{language_of, letter_of};
use collective_letters::model::written;
use collective_letters::project::archive::Archive;
use collective_letters::project::build::{self, Target};
use collective_letters::project::build_cache::{BuildCache, SessionInputs};
use collective_letters::project::register::{self, Entry, PublishedFile};
use collective_letters::project::session::{Findings, Session};
use collective_letters::tools::diff::letter::{LetterTitle, Outcome, against, against_word};
use collective_letters::tools::diff::review::Review;
use collective_letters::tools::diff::text::{Detail, Look};
use collective_letters::tools::diff::{json, left_over, page, text};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Compares.
pub fn run(arguments: &Diff) -> End {
    Printer::run(arguments.input.message_format, |printer| work(arguments, printer))
}

fn work(arguments: &Diff, printer: &mut Printer) -> Result<End, Diagnostics> {
    let format = arguments.input.message_format;
    format.has_results("diff")?;
    if let Some(path) = &arguments.docx {
        return redline::work(arguments, path, printer);
    }
    let review = review(arguments, printer)?;
    if format == MessageFormat::Json {
        json::lines(&review).for_each(|line| printer.print(&line));
    } else {
        let detail = match (arguments.summary, arguments.full) {
            (true, _) => Detail::Summary,
            (_, true) => Detail::Full,
            _ => Detail::Own,
        };
        let look = Look { colors: Printer::colors(), width: Printer::width(), detail };
        printer.print(&text::text(&review, look));
    }
    if let Some(path) = &arguments.html {
        let page = page::page(&review).map_err(|_| {
            DEFECT.finding("the page cannot be made").hint("this is a bug in the program: report it")
        })?;
        written::write(path, page.as_bytes(), page::is_page)?;
    }
    Ok(End::of(review.totals().wrong > 0, false))
}

/// Makes all letters and holds them against the folder.
fn review(arguments: &Diff, printer: &mut Printer) -> Result<Review, Diagnostics> {
    let folder = arguments.output.as_path();
    let (paths, session) = batch::prepare(&arguments.input)?;
    let has_other = arguments.since.is_some() || arguments.against.is_some();
    if has_other {
        redline::is_one(&paths, if arguments.since.is_some() { "--since" } else { "--against" })?;
    } else if !folder.is_dir() {
        let message = format!("the folder {} to compare with does not exist", shown(folder));
        let problem = NO_SUCH_FILE.finding(message);
        return Err(problem
            .hint("run `letters build` to create it, or give another folder with --output")
            .into());
    }
    let look = |source: &_| (register::entry(&session, source, &Format::ALL), Findings::default());
    let (seen, words) = batch::read(&arguments.input, &session, folder, &paths, look)?;
    printer.problems(&words);
    let other =
        seen.first().filter(|_| has_other).map(|seen| other(arguments, &session, seen)).transpose()?;
    printer.start(Task::Check, paths.len());
    let mut letters = Vec::with_capacity(paths.len());
    let (cache, inputs) = (BuildCache::read(folder, None), SessionInputs::of(&session));
    let known: build::Known<'_> =
        seen.iter().filter_map(|seen| seen.letter.as_ref().ok()).map(|s| (s.path(), s)).collect();
    let is_built = |read: &batch::Read| {
        Target::of(read, &known).is_ok_and(|target| build::is_built(&target, &cache, &inputs, folder))
    };
    let make = |index: usize| {
        let seen = &seen[index];
        let is_built = other.is_none() && is_built(&seen.letter);
        compared(&paths[index], seen, &session, (folder, other.as_ref()), is_built)
    };
    in_order(paths.len(), arguments.input.jobs, make, |_, (letter, problems)| {
        printer.advance();
        printer.problems(&problems);
        letters.push(letter);
    })?;
    printer.clear();
    if let Some(other) = other {
        return Ok(Review::of(other.name, letters, None));
    }
    let left_over = left(arguments, &seen, printer)?;
    Ok(Review::of(shown(folder), letters, left_over))
}

/// A Word file that is compared with in place of a folder.
struct Other {
    name: String,
    bytes: Vec<u8>,
    /// It is the one that was issued: then the letter is what it would be now, not its published file once more.
    is_issued: bool,
}

fn other(arguments: &Diff, session: &Session, seen: &Seen) -> Result<Other, Diagnostic> {
    let source = seen.letter.as_ref().map_err(Clone::clone)?;
    let entry = seen.entry.clone().unwrap_or_else(|| Entry::blank(source));
    let name = entry.files.iter().find(|name| name.ends_with(".docx")).map_or("the letter", String::as_str);
    let (name, bytes) = redline::old(arguments, session, &entry, name)?;
    Ok(Other { name, bytes, is_issued: arguments.since.is_some() })
}

/// One letter against its files, and its errors. Of one that `is_built` nothing would change.
fn compared(
    path: &Path,
    seen: &Seen,
    session: &Session,
    (folder, other): (&Path, Option<&Other>),
    is_built: bool,
) -> (LetterTitle, Vec<Diagnostic>) {
    let entry = seen.entry.as_ref();
    let mut letter = LetterTitle {
        called: entry.and_then(Entry::called),
        name: entry.and_then(|e| e.name.clone()),
        file: as_given(path),
        letter: path.to_path_buf(),
        status: entry.and_then(|e| e.status).map(Status::word),
        ..LetterTitle::default()
    };
    let mut problems = Diagnostics::new();
    match &seen.letter {
        Err(problem) => problems.push(problem.clone()),
        Ok(source) => {
            (letter.letter, letter.language) = (letter_of(source), language_of(source));
            if letter.language != Language::English {
                letter.called = letter.called.map(|called| format!("{called} in {}", letter.language.name()));
            }
            problems.extend(seen.found.problems.iter().chain(seen.between.problems.iter()).cloned());
            let refused = problems.has_errors();
            let compare = || {
                let (findings, files) = match refused {
                    true if entry.is_some_and(Entry::is_published) => (Findings::default(), None),
                    true => (session.check(&session.read(source)).findings, None),
                    false if is_built => (Findings::default(), None),
                    false => {
                        files(session, source, entry.filter(|_| !other.is_some_and(|other| other.is_issued)))
                    }
                };
                let held = |files: Vec<PublishedFile>| match other {
                    Some(other) => against_word(&other.name, &other.bytes, &files),
                    None => against(folder, &files),
                };
                (findings, files.map(held))
            };
            let (findings, found) = guarded(source, compare).unwrap_or_else(|defect| (defect.into(), None));
            problems.extend(findings.problems.into_sorted());
            problems.take_out(|problem| problem.severity != Severity::Error);
            if let Some(found) = found {
                letter.found = found;
            }
        }
    }
    let problems = problems.into_sorted();
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        letter.errors = problems.iter().map(told).collect();
        letter.found.outcome = Outcome::Wrong;
    }
    (letter, problems)
}

/// The files that a build would write, of an issued letter those that were published; none where there is an error.
pub(super) fn files(
    session: &Session,
    source: &Arc<Source>,
    entry: Option<&Entry>,
) -> (Findings, Option<Vec<PublishedFile>>) {
    if let Some(published) = entry.and_then(|entry| entry.published(&Archive::of(session.letters()))) {
        return match published {
            Ok(files) => (Findings::default(), Some(files)),
            Err(problem) => (problem.at(&Span::file(source), "in this letter").into(), None),
        };
    }
    let letter = session.read(source);
    let mut composition = session.compose(&letter);
    let files = session.files(&mut composition, &Format::ALL);
    let files = Format::ALL.into_iter().zip(files).map(|(format, (name, bytes))| (format, name, bytes));
    let files = composition.document().is_some().then(|| files.collect());
    (composition.findings, files)
}

/// A problem on one line: what it is, and where.
fn told(problem: &Diagnostic) -> String {
    let place = problem.span.as_ref().map(|span| {
        let (line, column) = span.line_column();
        format!(" ({}:{line}:{column})", shown(span.source.path()))
    });
    problem.message.clone() + &place.unwrap_or_default()
}

/// Files in the folder that no letter makes any more. Nobody knows while a letter cannot be read so far
/// that the names of its files are known: they might be its own.
fn left(arguments: &Diff, seen: &[Seen], printer: &Printer) -> Result<Option<Vec<String>>, Diagnostics> {
    if !arguments.input.place.paths.is_empty() {
        return Ok(None);
    }
    let files = seen.iter().map(|seen| seen.entry.as_ref().map(|entry| entry.files.as_slice()));
    if files.clone().any(|files| files.is_none_or(<[String]>::is_empty)) {
        if arguments.input.message_format == MessageFormat::Human {
            printer
                .remark("files that no letter builds any more are listed only if every letter can be read");
        }
        return Ok(None);
    }
    let made: BTreeSet<&str> = files.flatten().flatten().map(String::as_str).collect();
    left_over::files(&arguments.output, &made).map(Some).map_err(|error| {
        let message = format!("the folder {} cannot be read", shown(&arguments.output));
        UNREADABLE.finding(message).because(&error).into()
    })
}
