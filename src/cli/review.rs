//! `letters review`: Word files that came back, and what becomes of their changes in the letter.

use super::printer::Printer;
use super::prompt::{ENDED, Prompt};
use super::{End, batch};
use crate::cli::args::{MessageFormat, Review};
use crate::cli::rules::RETURNED_FILE;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Source};
use collective_letters::model::letter_files;
use collective_letters::model::rules::UNREADABLE;
use collective_letters::model::translation::{language_of, original_of};
use collective_letters::project::archive::Archive;
use collective_letters::project::register;
use collective_letters::project::session::Session;
use collective_letters::tools::review::{self, Files, Found, Note, Outcome, Reviewed, report};
use collective_letters::tools::word::{self, WordFile};
use std::path::Path;
use std::sync::Arc;

/// Reviews.
pub fn run(arguments: &Review) -> End {
    Printer::run(arguments.house.message_format, |printer| work(arguments, printer))
}

fn work(arguments: &Review, printer: &mut Printer) -> Result<End, Diagnostics> {
    arguments.house.message_format.has_results("review")?;
    let session = batch::session(&arguments.house.letters, arguments.house.templates.as_deref())?;
    let mut end = End::Done;
    for path in &arguments.files {
        let one = file(arguments, &session, path, printer);
        let of_file = one.unwrap_or_else(|problems| {
            printer.problems(&problems.into_sorted());
            End::CouldNotRun
        });
        end = end.max(of_file);
    }
    Ok(end)
}

/// Reads a returned file.
fn read(path: &Path) -> Result<WordFile, Diagnostic> {
    let bytes = std::fs::read(path)
        .map_err(|error| UNREADABLE.finding(format!("{} cannot be read", shown(path))).because(&error))?;
    word::read(&bytes).map_err(|why| RETURNED_FILE.finding(format!("{} {why}", shown(path))).hint(why.help()))
}

fn file(
    arguments: &Review,
    session: &Session,
    path: &Path,
    printer: &mut Printer,
) -> Result<End, Diagnostics> {
    let is_json = arguments.house.message_format == MessageFormat::Json;
    let word = read(path)?;
    let (files, found) = letter(arguments, session, path, &word)?;
    let letter = shown(files.letter.path());
    let is_issued = is_issued(session, &files);
    if !is_json {
        printer.print(&format!("{}: {letter}, recognized {}\n", shown(path), found.word()));
    }
    let writes = arguments.apply || arguments.interactive;
    if is_issued && writes {
        let message = format!("{letter} is issued: nothing was applied");
        let help = "start a revision or a corrigendum with `letters new`, and make the changes there";
        return Err(RETURNED_FILE.finding(message).hint(help).into());
    }
    let mut prompt = Prompt::new(arguments.interactive);
    let mut is_over = false;
    let mut decide = |change: &Reviewed| !arguments.interactive || asked(&mut prompt, change, &mut is_over);
    let review = review::review(session, &files, &word, &mut decide)?;
    if is_over {
        printer.remark(ENDED);
        return Ok(End::CouldNotRun);
    }
    if is_json {
        let lines = report::json(&review, &as_given(path), &as_given(files.letter.path()));
        lines.iter().for_each(|line| printer.print(line));
    } else {
        printer.print(&report::text(&review));
        if is_issued {
            printer.print("This letter is issued: to change it, start a revision or a corrigendum with `letters new`.\n");
        }
    }
    let made = review.changes.iter().filter(|change| matches!(change.outcome, Outcome::Ready { .. })).count();
    let mut written = Vec::new();
    if writes {
        written = write(&review)?;
    }
    if !is_json {
        printer.print(&summary(&review, made, writes, &written));
    }
    Ok(if writes && review.open() > 0 { End::WrongLetter } else { End::Done })
}

/// Whether the letter cannot change any more.
fn is_issued(session: &Session, files: &Files) -> bool {
    let entry = register::entry(session, &files.letter, &[]);
    let kept = entry
        .letter_name()
        .is_some_and(|(name, language)| Archive::of(session.letters()).has(&name, language));
    kept || entry.is_published()
}

/// Asks for one change.
fn asked(prompt: &mut Prompt, change: &Reviewed, is_over: &mut bool) -> bool {
    if *is_over {
        return false;
    }
    let question = format!("{}apply (y/n)", report::one(change));
    let read = |answer: &str| match answer.to_lowercase().as_str() {
        "y" | "yes" => Ok((true, None)),
        "n" | "no" => Ok((false, None)),
        _ => Err(RETURNED_FILE.finding("expected y or n")),
    };
    prompt.ask(&question, None, read).unwrap_or_else(|_| {
        *is_over = true;
        false
    })
}

/// Writes the edits and the comments; the files that changed.
fn write(review: &review::Review) -> Result<Vec<String>, Diagnostic> {
    let mut written = Vec::new();
    let (before, after) = (review.before.all(), review.after.all());
    for (old, new) in before.zip(after) {
        let is_main = old.path() == review.after.letter.path();
        let here = |note: &&Note| match &note.span {
            Some(span) => span.source.path() == old.path(),
            None => is_main,
        };
        let notes: Vec<&Note> = review.notes.iter().filter(here).collect();
        let noted = review::noted(new, &notes).unwrap_or_else(|| Arc::clone(new));
        if noted.text() != old.text() {
            letter_files::rewrite(old, &noted)?;
            written.push(shown(old.path()));
        }
    }
    Ok(written)
}

fn summary(review: &review::Review, made: usize, writes: bool, written: &[String]) -> String {
    if review.changes.is_empty() && review.notes.is_empty() {
        return "no changes\n".to_owned();
    }
    let open = review.open();
    let mut out = count(review.changes.len(), "change");
    out += &match writes {
        true => format!(": {made} applied, {open} not applied"),
        false => format!(": {made} can be applied, {open} cannot"),
    };
    out += &format!("; {}\n", count(review.notes.len(), "comment"));
    for path in written {
        out += &format!("{path} written\n");
    }
    if writes && !review.rest.is_empty() {
        out +=
            &format!("the letter still differs from the file in {}:\n", count(review.rest.len(), "passage"));
        for rest in review.rest.iter().take(20) {
            out += &format!("  letter: {}\n  file:   {}\n", rest.old, rest.new);
        }
    } else if writes {
        out += "a build now has the words of the file\n";
    } else if made > 0 {
        out += "nothing was written; add --apply to write the changes into the letter\n";
    }
    out
}

/// The letter of this folder that a file is, with how it was recognized.
fn letter(
    arguments: &Review,
    session: &Session,
    path: &Path,
    word: &WordFile,
) -> Result<(Files, Found), Diagnostics> {
    let letters = letter_files::find(&[], &arguments.house.letters)?;
    let sources: Vec<Arc<Source>> = letters.iter().filter_map(|path| Source::read(path)).collect();
    session.speak(sources.iter().map(|source| language_of(source)));
    let entries: Vec<_> = sources.iter().map(|source| register::entry(session, source, &[])).collect();
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let language = word.properties.get("dc:language").map(|tag| tag.to_lowercase());
    let is_language = |source: &Arc<Source>| {
        let own = language_of(source);
        language.as_deref().is_none_or(|tag| tag.split('-').next() == Some(own.code()))
    };
    let with = |at: usize, found: Found| {
        let letter = Arc::clone(&sources[at]);
        let original = original_of(&letter).and_then(|path| Source::read(&path));
        (Files { letter, original }, found)
    };
    for (name, found) in review::names(word, &file) {
        let named = |at: &usize| entries[*at].name.as_deref() == Some(name.as_str());
        let all: Vec<usize> = (0..sources.len()).filter(named).collect();
        if let Some(at) = all.iter().copied().find(|at| is_language(&sources[*at])).or(all.first().copied()) {
            return Ok(with(at, found));
        }
    }
    let referred = |at: &usize| {
        let called = entries[*at].letter.as_deref().unwrap_or_default();
        !called.is_empty() && is_language(&sources[*at]) && review::has_reference(word, called)
    };
    let all: Vec<usize> = (0..sources.len()).filter(referred).collect();
    if let [only] = all[..] {
        return Ok(with(only, Found::Reference));
    }
    let said = word.properties.get("dc:identifier").map(|name| format!(" (its identifier is {name})"));
    let message = format!("{} is not a letter of this folder{}", shown(path), said.unwrap_or_default());
    let help =
        "give the folder of its letter with --letters DIR, or save the file under the name of the letter";
    Err(RETURNED_FILE.finding(message).hint(help).into())
}
