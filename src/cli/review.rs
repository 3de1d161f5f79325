//! `letters review`: Word files that came back, and what becomes of their changes in the letter.

pub(super) mod letters;

use super::printer::Printer;
use super::prompt::{ENDED, Prompt};
use super::{End, batch};
use crate::cli::args::{MessageFormat, Review};
use crate::cli::rules::RETURNED_FILE;
use collective_letters::base::file_set::CHANGED;
use collective_letters::base::rules::DEFECT;
use collective_letters::base::text::{as_given, count, shortened, shown};
use collective_letters::base::{Diagnostic, Diagnostics};
use collective_letters::model::rules::UNREADABLE;
use collective_letters::model::{letter_files, written};
use collective_letters::project::archive::Archive;
use collective_letters::project::kept::dismiss;
use collective_letters::project::register;
use collective_letters::project::session::Session;
use collective_letters::tools::review::{self, Files, Kept, Note, Outcome, Returned, Reviewed, page, report};
use collective_letters::tools::word::{self, WordFile};
use letters::Letters;
use std::path::{Path, PathBuf};

/// Reviews.
pub fn run(arguments: &Review) -> End {
    Printer::run(arguments.house.message_format, |printer| work(arguments, printer))
}

fn work(arguments: &Review, printer: &mut Printer) -> Result<End, Diagnostics> {
    arguments.house.message_format.has_results("review")?;
    if arguments.dismiss {
        return dismissed(arguments, printer);
    }
    let session = batch::session(&arguments.house.letters, arguments.house.templates.as_deref())?;
    let letters = Letters::read(arguments, &session)?;
    let mut run = Run { arguments, session: &session, letters, states: Vec::new(), pages: Vec::new() };
    let mut end = End::Done;
    for path in &arguments.files {
        let one = run.file(path, printer);
        let of_file = one.unwrap_or_else(|problems| {
            printer.problems(&problems.into_sorted());
            End::CouldNotRun
        });
        end = end.max(of_file);
    }
    if let Some(path) = &arguments.html {
        let page = page::page(&run.pages).map_err(|_| {
            DEFECT.finding("the page cannot be made").hint("this is a bug in the program: report it")
        })?;
        written::write(path, page.as_bytes(), page::is_page)?;
    }
    Ok(end)
}

/// Takes files off the list of those that wait for a review.
fn dismissed(arguments: &Review, printer: &mut Printer) -> Result<End, Diagnostics> {
    for path in &arguments.files {
        if !dismiss(&arguments.output, path)? {
            let folder = shown(&arguments.output.join(CHANGED));
            let problem = RETURNED_FILE.finding(format!("{} does not wait for a review", shown(path)));
            return Err(problem
                .hint(format!("give a file of the folder {folder} that `letters check` mentions"))
                .into());
        }
        printer.print(&format!("{}: dismissed\n", shown(path)));
    }
    Ok(End::Done)
}

/// Reads a returned file.
fn read(path: &Path) -> Result<WordFile, Diagnostic> {
    let bytes = std::fs::read(path)
        .map_err(|error| UNREADABLE.finding(format!("{} cannot be read", shown(path))).because(&error))?;
    word::read(&bytes).map_err(|why| RETURNED_FILE.finding(format!("{} {why}", shown(path))).hint(why.help()))
}

/// The files of one run, one after the other.
struct Run<'r> {
    arguments: &'r Review,
    session: &'r Session,
    letters: Letters<'r>,
    /// Letters of which a file was reviewed: what they are with its edits, and what they were before the first.
    states: Vec<(PathBuf, Files, Kept)>,
    pages: Vec<page::Reviewed>,
}

impl Run<'_> {
    fn file(&mut self, path: &Path, printer: &mut Printer) -> Result<End, Diagnostics> {
        let arguments = self.arguments;
        let is_json = arguments.house.message_format == MessageFormat::Json;
        let word = read(path)?;
        let (on_disk, found) = self.letters.letter(path, &word)?;
        let earlier = self.states.iter().position(|(letter, ..)| letter == on_disk.letter.path());
        let earlier = earlier.map(|at| self.states.remove(at));
        let (files, start) = earlier.map_or((on_disk, None), |(_, files, start)| (files, Some(start)));
        let letter = shown(files.letter.path());
        let is_issued = is_issued(self.session, &files);
        let writes = arguments.apply || arguments.interactive;
        if is_issued && writes {
            let message = format!("{letter} is issued: nothing was applied");
            let help = "start a revision or a corrigendum with `letters new`, and make the changes there";
            return Err(RETURNED_FILE.finding(message).hint(help).into());
        }
        let mut prompt = Prompt::new(arguments.interactive);
        let mut is_over = false;
        let mut decide =
            |change: &Reviewed| !arguments.interactive || asked(&mut prompt, change, &mut is_over);
        let kept = || self.letters.kept(&files);
        let returned = Returned { word: &word, start: start.as_ref(), kept: &kept };
        let review = review::review(self.session, &files, &returned, &mut decide)?;
        if is_over {
            printer.remark(ENDED);
            return Ok(End::CouldNotRun);
        }
        let suggestions = review::suggestions(&review.before, &review.after, &self.letters.sources);
        if is_json {
            let lines = report::json(&review, &as_given(path), &as_given(files.letter.path()));
            lines.iter().for_each(|line| printer.print(line));
        } else {
            printer.print(&format!("{}: {letter}, recognized {}\n", shown(path), found.word()));
            printer.print(&format!("compared with {}\n", review.base));
            printer.print(&report::text(&review));
            for one in &suggestions {
                let (phrase, text) = (&one.phrase, shortened(&one.text, 120));
                let letters = one.letters.iter().map(|path| shown(path)).collect::<Vec<_>>().join(", ");
                printer.print(&format!(
                    "suggestion: the phrase {phrase} has the same wording in {letters}: {text}\n  \
                     change it in the house style if all letters are to have it\n"
                ));
            }
            if is_issued {
                printer.print("This letter is issued: to change it, start a revision or a corrigendum with `letters new`.\n");
            }
        }
        let mut after = review.after.clone();
        let mut lines = Vec::new();
        if writes {
            lines = write(&review, &mut after)?;
            dismiss(&arguments.output, path)?;
        }
        if !is_json {
            printer.print(&summary(&review, writes, &lines));
        }
        let end = if writes && review.open() > 0 { End::WrongLetter } else { End::Done };
        self.states.push((after.letter.path().to_path_buf(), after, review.start.clone()));
        if arguments.html.is_some() {
            self.pages.push(page::Reviewed::of(&shown(path), &letter, &review, &suggestions));
        }
        Ok(end)
    }
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

/// Writes the edits and the comments; the files that changed. `after` is then what is written.
fn write(review: &review::Review, after: &mut Files) -> Result<Vec<String>, Diagnostic> {
    let mut written = Vec::new();
    *after = with_comments(review, after);
    for (old, new) in review.before.all().zip(after.all()) {
        if new.text() != old.text() {
            letter_files::rewrite(old, new)?;
            written.push(shown(old.path()));
        }
    }
    Ok(written)
}

/// Files with the comments of the file that came back.
pub(super) fn with_comments(review: &review::Review, files: &Files) -> Files {
    let mut noted = files.clone();
    for file in files.all() {
        let is_main = file.path() == files.letter.path();
        let here = |note: &&Note| match &note.span {
            Some(span) => span.source.path() == file.path(),
            None => is_main,
        };
        let notes: Vec<&Note> = review.notes.iter().filter(here).collect();
        if let Some(with) = review::noted(file, &notes) {
            noted.put(with);
        }
    }
    noted
}

fn summary(review: &review::Review, writes: bool, written: &[String]) -> String {
    let made = review.changes.iter().filter(|change| matches!(change.outcome, Outcome::Ready { .. })).count();
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
