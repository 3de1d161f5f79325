//! Which published letter is meant: by its file, by one of its published files, or by what people call it.

use crate::cli::args::Withdraw;
use crate::cli::batch;
use collective_letters::base::text::{several, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Source};
use collective_letters::model::letter_files::{self, ARCHIVE};
use collective_letters::model::rules::{NO_LETTERS, NO_SUCH_FILE, NOT_A_LETTER};
use collective_letters::project::archive::{Archive, LetterName, letter_of};
use collective_letters::project::register::{self, Entry, is_same};
use collective_letters::project::rules::{NOT_ISSUED, WITHDRAW_WHICH};
use collective_letters::project::session::Session;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// A published letter.
pub struct Which {
    pub letter: LetterName,
    /// The letters of the folder that have its name: what they say of it is told.
    pub files: Vec<Entry>,
}

/// So many letters are named in a message.
const NAMED: usize = 4;

impl Which {
    /// The letter that is meant.
    ///
    /// # Errors
    /// There is none, there are several, or the letter that was named is not the one that was published.
    pub fn find(arguments: &Withdraw, archive: &Archive) -> Result<Self, Diagnostics> {
        let (text, house) = (&*arguments.letter, &arguments.house);
        let path = Path::new(text);
        if let Some(letter) = kept(path, archive)? {
            return Ok(Self { files: holders(&letter, &entries(arguments)?), letter });
        }
        if !path.is_file() {
            return by_name(text, arguments, archive);
        }
        if !letter_files::is_yaml(path) {
            return Err(no_letter(path, archive).into());
        }
        let session = batch::session(&house.letters, house.templates.as_deref())?;
        let source = letter_files::read(path)?;
        let entry = register::entry(&session, &source, &[]);
        let letter = entry.letter_name().ok_or_else(|| -> Diagnostic {
            let problem = NO_SUCH_FILE.finding(format!("the number of {} cannot be read", shown(path)));
            problem.hint(
                "run `letters check` and fix its errors, or give one of its files in the folder `as-issued`",
            )
        })?;
        if !archive.has(&letter.0, letter.1) {
            return Err(not_issued(path, archive).into());
        }
        let files = holders(&letter, &entries_of(&session, &house.letters)?);
        own(&letter, &source, &files, archive)?;
        let files = if files.is_empty() { vec![entry] } else { files };
        Ok(Self { letter, files })
    }
}

/// The letter of a published file, also of one that is lost.
fn kept(path: &Path, archive: &Archive) -> Result<Option<LetterName>, Diagnostic> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let is_archive = folder.file_name().is_some_and(|name| name.eq_ignore_ascii_case(ARCHIVE));
    let Some(letter) = path.file_name().and_then(|name| letter_of(name.to_str()?)).filter(|_| is_archive)
    else {
        return Ok(None);
    };
    let real = |path: &Path| fs::canonicalize(path).ok();
    if real(folder).is_some() && real(folder) != real(archive.folder()) {
        let message = format!("{} is not in {}", shown(path), shown(archive.folder()));
        let letters = folder.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let hint = format!("give the folder of its letters: add --letters \"{}\"", shown(letters));
        return Err(WITHDRAW_WHICH.finding(message).hint(hint));
    }
    Ok(Some(letter))
}

/// A file that is no letter; a built one tells its letter by its name.
fn no_letter(path: &Path, archive: &Archive) -> Diagnostic {
    let problem = NOT_A_LETTER.finding(format!("{} is not a letter", shown(path)));
    let name = path.file_name().and_then(|name| letter_of(name.to_str()?));
    match name.filter(|(name, language)| archive.has(name, *language)) {
        Some((name, language)) => problem.hint(format!(
            "to withdraw this letter, run: {}",
            archive.withdraw_command((&name, language), None)
        )),
        None => problem
            .hint("give the letter's YAML file, or its number as `letters list` shows it, such as 11/1"),
    }
}

/// A letter of whose name nothing is published; perhaps it was issued under another one.
fn not_issued(path: &Path, archive: &Archive) -> Diagnostic {
    let message = format!("{} has no published files of {}", shown(archive.folder()), shown(path));
    let problem = NOT_ISSUED.finding(message);
    let place = archive.place_of(path);
    let is_from = |(name, language): &LetterName| archive.issued_from(name, *language) == place;
    match archive.letters().into_iter().find(|letter| place.is_some() && is_from(letter)) {
        Some((name, language)) => problem.hint(format!(
            "{name} was issued from this file; to withdraw it, run: {}",
            archive.withdraw_command((&name, language), None)
        )),
        None => problem.hint("check which letter you named: a draft can be changed without being withdrawn"),
    }
}

/// A published letter by its name, or by what people call it.
fn by_name(text: &str, arguments: &Withdraw, archive: &Archive) -> Result<Which, Diagnostics> {
    let entries = entries(arguments)?;
    let mut found = archive.called(text);
    if found.is_empty() {
        let house = &arguments.house;
        let session = batch::session(&house.letters, house.templates.as_deref())?;
        let published = archive.letters().into_iter().filter_map(|(name, language)| {
            let entry = register::entry(&session, &archive.letter(&name, language)?, &[]);
            is_called(&entry, text).then_some((name, language))
        });
        let there = entries.iter().filter(|entry| !entry.is_translation() && is_called(entry, text));
        found = published.chain(there.filter_map(Entry::letter_name)).collect();
        found.sort();
        found.dedup();
    }
    match found.as_slice() {
        [letter] => Ok(Which { files: holders(letter, &entries), letter: letter.clone() }),
        [] => {
            let problem = NO_SUCH_FILE.finding(format!("there is no letter or file `{text}`"));
            let hint =
                "give a file, or a letter as `letters list` shows it, such as 11/1 or \"Circular 179\"";
            Err(problem.hint(hint).into())
        }
        all => {
            let problem = WITHDRAW_WHICH.finding(format!("`{text}` can be several letters"));
            let which = all.iter().map(|(name, language)| Archive::handle(name, *language));
            Err(problem.hint(format!("give one of them: {}", several(which, NAMED))).into())
        }
    }
}

fn is_called(entry: &Entry, text: &str) -> bool {
    let is = |name: Option<String>| name.is_some_and(|name| name.eq_ignore_ascii_case(text.trim()));
    is(entry.letter.clone()) || is(entry.called())
}

/// That the letter of a file is the one whose published files its name leads to.
fn own(
    letter: &LetterName,
    source: &Arc<Source>,
    files: &[Entry],
    archive: &Archive,
) -> Result<(), Diagnostic> {
    let (name, language) = letter;
    let by_handle = || {
        let command = archive.withdraw_command((name, *language), None);
        format!("to withdraw the published files of {name}, run: {command}")
    };
    if files.len() > 1 {
        let all = several(files.iter().map(|entry| shown(entry.source.path())), NAMED);
        let message = format!("{all} have the same number: it is not clear which of them was published");
        let problem = WITHDRAW_WHICH.finding(message).hint("correct the number of the letter that is wrong");
        return Err(problem.hint(by_handle()));
    }
    let (from, here) = (archive.issued_from(name, *language), archive.place_of(source.path()));
    let is_other = from.is_some() && from != here;
    let is_same_text = || archive.letter(name, *language).is_some_and(|before| is_same(source, &before));
    let from = archive.issued_from_file(name, *language).filter(|_| is_other && !is_same_text());
    if let Some(from) = from {
        let (from, file) = (shown(&from), shown(source.path()));
        let message = format!("the published files of {name} were issued from {from}, not from {file}");
        return Err(WITHDRAW_WHICH.finding(message).hint(by_handle()));
    }
    Ok(())
}

fn entries(arguments: &Withdraw) -> Result<Vec<Entry>, Diagnostics> {
    let house = &arguments.house;
    // Published files are withdrawn also where nothing else of the folder is right.
    match batch::session(&house.letters, house.templates.as_deref()) {
        Ok(session) => entries_of(&session, &house.letters),
        Err(_) => Ok(Vec::new()),
    }
}

/// All letters of the folder, with their translations; there may be none.
fn entries_of(session: &Session, letters: &Path) -> Result<Vec<Entry>, Diagnostics> {
    let paths = match letter_files::find(&[], letters) {
        Err(problems) if problems.iter().all(|problem| *problem.rule == NO_LETTERS) => Vec::new(),
        found => found?,
    };
    let sources = paths.iter().filter_map(|path| letter_files::read(path).ok());
    Ok(sources.map(|source| register::entry(session, &source, &[])).collect())
}

/// The letters that have this name.
fn holders(letter: &LetterName, entries: &[Entry]) -> Vec<Entry> {
    entries.iter().filter(|entry| entry.letter_name().as_ref() == Some(letter)).cloned().collect()
}
