//! `letters check`: everything that `build` does, except writing; and corrections in the letters' files.

use super::End;
use super::batch::{self, Seen};
use super::printer::{Printer, Task};
use crate::cli::args::{Check, Deny, MessageFormat, OUTPUT};
use collective_letters::base::defect::guarded;
use collective_letters::base::text::{count, several, shown};
use collective_letters::base::yaml::rules::YAML;
use collective_letters::base::{Diagnostic, Diagnostics, Severity, Source, Span};
use collective_letters::check::{fix, rounds::Rounds};
use collective_letters::model::letter_files;
use collective_letters::model::translation::rules::TRANSLATION_OLDER;
use collective_letters::model::translation::{Translations, letter_of, original_of};
use collective_letters::project::build::{Issued, Report};
use collective_letters::project::register::{self, Entry};
use collective_letters::project::rules::AS_ISSUED;
use collective_letters::project::session::{Findings, Session};
use collective_letters::tools::update::{self, Older};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Checks.
pub fn run(arguments: &Check) -> End {
    Printer::run(arguments.input.message_format, |printer| work(arguments, printer))
}

fn work(arguments: &Check, printer: &mut Printer) -> Result<End, Diagnostics> {
    let (paths, session) = batch::prepare(&arguments.input)?;
    printer.start(Task::Check, paths.len());
    let output = Path::new(OUTPUT);
    let read = || batch::read(&arguments.input, &session, output, &paths, |source| look(&session, source));
    let (mut letters, words) = read()?;
    printer.problems(&words);
    let mut translated = Translated::default();
    let mut mended: Vec<Mended> = Vec::new();
    if arguments.fix {
        translated.look(&session, &letters);
        mended = letters.iter().map(|seen| mend(&session, seen)).collect();
        // Translations and other letters are compared with letters as they are now.
        if mended.iter().any(|mended| !mended.fixed.is_empty()) {
            (letters, _) = read()?;
        }
    }
    let kept = letters.iter().filter(|seen| arguments.fix && is_issued(seen)).count();
    mended.resize_with(letters.len(), Mended::default);
    for ((path, seen), mended) in paths.iter().zip(letters).zip(mended) {
        printer.letter(path, &report(arguments, path, seen, mended));
    }
    let end = printer.finish();
    if let Some(remark) = translated.outdated(&session) {
        printer.remark(&remark);
    }
    if kept > 0 {
        let were = if kept == 1 { "was" } else { "were" };
        printer.remark(&format!(
            "{} {were} not fixed: what was sent stays as it is",
            count(kept, "issued letter")
        ));
    }
    if arguments.input.message_format == MessageFormat::Human {
        printer.kept_by_hand(output);
    }
    if let Some(older) = templates(arguments)?.as_deref().and_then(update::older) {
        older_style(&older).iter().for_each(|note| printer.remark(note));
    }
    Ok(end)
}

/// The folder of the house style, if there is one.
fn templates(arguments: &Check) -> Result<Option<PathBuf>, Diagnostics> {
    let place = &arguments.input.place;
    Ok(batch::settings(&place.letters, place.templates.as_deref())?.templates)
}

/// What of the house style is older than that of the program, each in one line.
fn older_style(older: &Older) -> Vec<String> {
    let mut notes = Vec::new();
    if older.is_newer {
        let version = &older.version;
        notes.push(format!(
            "note: the house style comes from version {version} of the program: install that one"
        ));
    } else if !older.files.is_empty() {
        let files = several(older.files.iter(), 3);
        notes.push(format!(
            "note: the program has a newer house style ({files}): run `letters init --update`"
        ));
    }
    if !older.waiting.is_empty() {
        let files = several(older.waiting.iter().map(|path| shown(path)), 3);
        notes.push(format!("note: compare with your house style, then delete: {files}"));
    }
    notes
}

/// What the register keeps of a letter, and what is found in it.
type Looked = (Entry, Findings);

fn look(session: &Session, source: &Arc<Source>) -> Looked {
    let letter = session.read(source);
    let composition = session.check(&letter);
    (register::composed(session, &composition), composition.findings)
}

/// What became of a letter's file.
#[derive(Default)]
struct Mended {
    /// What was corrected in it.
    fixed: Vec<Diagnostic>,
    /// Why it could not be.
    problem: Option<Diagnostic>,
}

/// Whether a letter was issued: its file stays as it is. One whose published files are lost was issued, too.
fn is_issued(seen: &Seen) -> bool {
    seen.entry.as_ref().is_some_and(Entry::is_published)
        || seen.found.problems.iter().chain(seen.between.problems.iter()).any(|p| *p.rule == AS_ISSUED)
}

/// Corrects the file of a letter that was not issued.
fn mend(session: &Session, seen: &Seen) -> Mended {
    let Some(source) = seen.letter.as_ref().ok().filter(|_| !is_issued(seen)) else {
        return Mended::default();
    };
    match guarded(source, || fix(session, source, &seen.found)).and_then(|fixed| fixed) {
        Ok(fixed) => Mended { fixed, problem: None },
        Err(problem) => {
            Mended { fixed: Vec::new(), problem: Some(problem.at(&Span::file(source), "in this letter")) }
        }
    }
}

/// The report on one letter.
fn report(arguments: &Check, path: &Path, seen: Seen, mended: Mended) -> Report {
    let source = match seen.letter {
        Ok(source) => source,
        Err(problem) => return Report::unread(path, problem),
    };
    let issued = seen.entry.as_ref().filter(|entry| entry.is_published()).map(|_| Issued::Kept);
    let (name, mut findings) = (seen.entry.and_then(|entry| entry.name), seen.found);
    let blocked = mended.problem.is_some();
    findings.problems.extend(mended.problem);
    let mut report =
        Report::new(&source, name, [findings, seen.between], arguments.deny == Some(Deny::Warnings));
    (report.fixed, report.blocked, report.issued) = (mended.fixed, blocked, issued);
    report
}

/// The translations of letters that may be corrected, each with the number of its sentences that are older than the
/// original.
#[derive(Default)]
struct Translated(Vec<(PathBuf, usize)>);

impl Translated {
    /// Looks for them, before anything is corrected.
    fn look(&mut self, session: &Session, letters: &[Seen]) {
        let mut translations = Translations::default();
        let is_fixable = |seen: &&Seen| seen.found.problems.iter().any(|found| found.edit.is_some());
        for source in letters.iter().filter(is_fixable).filter_map(|seen| seen.letter.as_ref().ok()) {
            if original_of(source).is_some() {
                continue;
            }
            let files = translations.files_of(&letter_of(source));
            let others = files.into_iter().map(|(path, _)| path).filter(|path| path != source.path());
            self.0.extend(others.map(|path| (path.clone(), older(session, &path))));
        }
    }

    /// A sentence on those of which more are older now.
    fn outdated(&self, session: &Session) -> Option<String> {
        let now = self.0.iter().filter(|(path, before)| older(session, path) > *before);
        let files: Vec<String> = now.map(|(path, _)| shown(path)).collect();
        (!files.is_empty()).then(|| {
            let has = if files.len() == 1 { "has" } else { "have" };
            let what = format!("{} {has} sentences", count(files.len(), "translation"));
            format!("{what} that are older than the corrected original: {}", files.join(", "))
        })
    }
}

/// How many sentences of a translation are older than those of the original.
fn older(session: &Session, path: &Path) -> usize {
    let Ok(source) = letter_files::read(path) else { return 0 };
    let older = |found: &&Diagnostic| *found.rule == TRANSLATION_OLDER;
    guarded(&source, || look(session, &source).1.problems.iter().filter(older).count()).unwrap_or_default()
}

/// Rounds after which edits that wait for each other are left alone.
const ROUNDS: usize = 20;

/// Corrects a letter's file where that is certain; what was corrected, by its places in the file as it was.
fn fix(session: &Session, source: &Arc<Source>, findings: &Findings) -> Result<Vec<Diagnostic>, Diagnostic> {
    let errors = |found: &Findings| found.problems.iter().filter(|p| p.severity == Severity::Error).count();
    let mut last: Option<(Arc<Source>, Looked)> = None;
    let mut rounds = Rounds::default();
    for _ in 0..ROUNDS {
        let (source, before) = last.as_ref().map_or((source, findings), |(text, (_, found))| (text, found));
        let Some((text, applied)) = fix::apply(source, before.problems.iter()) else { break };
        let next = Source::new(source.path(), text);
        let after = look(session, &next);
        // An edit that does harm is none. What could not be read may have had more errors than one.
        let was_unread = before.problems.iter().any(|problem| *problem.rule == YAML);
        if errors(&after.1) > errors(before) && !was_unread {
            break;
        }
        rounds.add(&applied);
        last = Some((next, after));
    }
    let Some((text, _)) = last else { return Ok(Vec::new()) };
    letter_files::rewrite(source, &text)?;
    Ok(rounds.told(source, text.text()))
}
