//! The folder of published files: what goes on the web. It has the files of exactly the letters that are issued, as the
//! archive has them, a page that lists them and their SHA-256.
//!
//! A file is the program's own if the list of SHA-256 has it as it is. All others stay as they are.

mod letters;
mod page;

use crate::base::file_set::{self, Outcome};
use crate::base::text::{several, shown};
use crate::base::{Diagnostic, Format, sha256};
use crate::model::written;
use crate::project::archive::{Archive, LetterName, letter_of};
use crate::project::rules::{OTHER_FILE, PUBLISHING_FOLDER};
use letters::Shown;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The page that lists the letters.
const INDEX: &str = "index.html";

/// The list of SHA-256, as `sha256sum -c` reads it.
const SUMS: &str = "sha256sums";

/// How it begins; `sha256sum -c` ignores this line.
const HEAD: &str = "# Files of issued letters, written by collective-letters";

/// The subfolder for files that are being taken out.
const REMOVED: &str = ".removed";

/// So many files are named in a message.
const NAMED: usize = 4;

/// What became of the folder.
#[derive(Debug, Default)]
pub struct Renewed {
    /// The names of the files that were new or other before.
    pub written: Vec<String>,
    /// The names of the files that were taken out.
    pub removed: Vec<String>,
    /// What is to be told: files that are not the program's own, and issued letters that are damaged.
    pub problems: Vec<Diagnostic>,
}

/// What the folder is to be.
#[derive(Default)]
struct Wanted {
    /// The SHA-256 of each file.
    sums: BTreeMap<String, String>,
    /// The files that are to be written.
    files: Vec<(String, Vec<u8>)>,
    letters: Vec<Shown>,
    problems: Vec<Diagnostic>,
}

/// Whether the program has written such a folder.
pub fn is_there(folder: &Path) -> bool {
    fs::read_to_string(folder.join(SUMS)).is_ok_and(|text| text.starts_with(HEAD))
}

/// Brings the folder up to date, all or nothing. `without` is a letter that is just being withdrawn.
///
/// # Errors
/// The folder is among the files as issued, has a file in the place of a published one, has files of letters that the archive
/// does not know, or cannot be written. Then nothing is changed.
pub fn renew(archive: &Archive, folder: &Path, without: Option<&LetterName>) -> Result<Renewed, Diagnostic> {
    written::allowed(folder)?;
    let before = sums(folder)?;
    // What a run has left that was cut off.
    let _ = fs::remove_dir_all(folder.join(REMOVED));
    let mut wanted = wanted(archive, folder, without, &before);
    let index = page::page(&wanted.letters).map_err(|_| page::defect())?.into_bytes();
    wanted.add(folder, INDEX.to_owned(), sha256(&index), &index);
    for (name, _) in &wanted.files {
        if let Some(now) = sum(&folder.join(name))?
            && before.get(name) != Some(&now)
        {
            let message = format!("{} was not written by this command", shown(&folder.join(name)));
            let problem = PUBLISHING_FOLDER.finding(message + ", or was changed; nothing was published");
            return Err(problem.hint("move this file to another place"));
        }
    }
    let stale = stale(archive, folder, without, &before, &wanted)?;
    let lines = wanted.sums.iter().map(|(name, sum)| format!("{sum}  {name}\n"));
    let list: String = std::iter::once(format!("{HEAD}\n")).chain(lines).collect();
    wanted.files.push((SUMS.to_owned(), list.into_bytes()));
    let removed = folder.join(REMOVED);
    if !stale.is_empty() {
        file_set::relocate(folder, &removed, &stale).map_err(of_folder)?;
    }
    let outcomes = file_set::replace(folder, &wanted.files).map_err(|problem| {
        let _ = file_set::relocate(&removed, folder, &stale);
        of_folder(problem)
    })?;
    let _ = fs::remove_dir_all(&removed);
    let written = wanted.files.into_iter().zip(outcomes);
    let written = written.filter(|(_, outcome)| *outcome != Outcome::Unchanged).map(|((name, _), _)| name);
    let written: Vec<String> = written.collect();
    wanted.problems.extend(others(folder, &wanted.sums));
    Ok(Renewed { written, removed: stale, problems: wanted.problems })
}

/// What a build says of the files of a letter, said of this folder.
fn of_folder(problem: Diagnostic) -> Diagnostic {
    let message = problem.message.replace(file_set::UNCHANGED, "; nothing was published");
    let message = message.replace("and build again", "and try again");
    let mut problem = Diagnostic { message, ..problem };
    problem.hints.iter_mut().for_each(|hint| *hint = hint.replace("--output DIR", "--published DIR"));
    problem
}

/// The SHA-256 of a file; nothing where there is none.
fn sum(path: &Path) -> Result<Option<String>, Diagnostic> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(sha256(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message = format!("{} cannot be read; nothing was published", shown(path));
            Err(PUBLISHING_FOLDER.finding(message).because(&error))
        }
    }
}

/// The files that the program has written, by the list of SHA-256.
fn sums(folder: &Path) -> Result<BTreeMap<String, String>, Diagnostic> {
    let path = folder.join(SUMS);
    let text = match fs::read_to_string(&path) {
        Ok(text) if text.starts_with(HEAD) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        _ => {
            let message = format!("{} was not written by this command; nothing was published", shown(&path));
            return Err(PUBLISHING_FOLDER.finding(message).hint("move this file to another place"));
        }
    };
    let line = |line: &str| line.split_once("  ").map(|(sum, name)| (name.to_owned(), sum.to_owned()));
    Ok(text.lines().skip(1).filter_map(line).collect())
}

fn wanted(
    archive: &Archive,
    folder: &Path,
    without: Option<&LetterName>,
    before: &BTreeMap<String, String>,
) -> Wanted {
    let mut wanted = Wanted::default();
    for letter in archive.letters().into_iter().filter(|letter| Some(letter) != without) {
        let (name, language) = &letter;
        let all = Format::ALL.map(|format| (format, format.file_name(name, *language)));
        let mut files = Vec::new();
        let mut title = None;
        match archive.find(name, *language) {
            Ok(Some(published)) => {
                for (format, file) in all {
                    let (Some(bytes), Some(sum)) = (published.bytes_of(&file), published.sum_of(&file))
                    else {
                        continue;
                    };
                    if format == Format::Html {
                        title = letters::title(bytes);
                    }
                    wanted.add(folder, file.clone(), sum.to_owned(), bytes);
                    files.push((format, file));
                }
            }
            Ok(None) => continue,
            // What was published of a damaged letter stays published.
            Err(problem) => {
                wanted.problems.push(problem);
                for (format, file) in all {
                    if let Some(sum) = before.get(&file) {
                        wanted.sums.insert(file.clone(), sum.clone());
                        files.push((format, file));
                    }
                }
            }
        }
        if !files.is_empty() {
            wanted.letters.push(Shown::of(archive, &letter, title, files));
        }
    }
    wanted
}

impl Wanted {
    /// A file of the folder, which is only written where it is not there with the same bytes.
    fn add(&mut self, folder: &Path, name: String, sum: String, bytes: &[u8]) {
        if fs::read(folder.join(&name)).ok().as_deref() != Some(bytes) {
            self.files.push((name.clone(), bytes.to_vec()));
        }
        self.sums.insert(name, sum);
    }
}

/// The program's own files of letters that are not issued any more.
fn stale(
    archive: &Archive,
    folder: &Path,
    without: Option<&LetterName>,
    before: &BTreeMap<String, String>,
    wanted: &Wanted,
) -> Result<Vec<String>, Diagnostic> {
    let (mut stale, mut unknown) = (Vec::new(), Vec::new());
    for (name, own) in before.iter().filter(|(name, _)| !wanted.sums.contains_key(*name)) {
        if sum(&folder.join(name))?.as_ref() != Some(own) {
            continue;
        }
        let is_withdrawn = letter_of(name)
            .is_some_and(|letter| without == Some(&letter) || archive.has_withdrawn((&letter.0, letter.1)));
        if is_withdrawn { stale.push(name.clone()) } else { unknown.push(name.clone()) }
    }
    if unknown.is_empty() {
        return Ok(stale);
    }
    let (files, kept) = (several(unknown.into_iter(), NAMED), shown(archive.folder()));
    let message = format!("{} has files of letters that {kept} does not know: {files}", shown(folder));
    let problem = PUBLISHING_FOLDER.finding(message + "; nothing was published");
    let problem = problem.hint("for letters of another folder, choose another place with --published DIR");
    Err(problem.hint(format!("if letters are missing in {kept}, restore it from a backup")))
}

/// Files and folders that are not the program's own.
fn others(folder: &Path, sums: &BTreeMap<String, String>) -> Option<Diagnostic> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != SUMS && name != REMOVED && !sums.contains_key(name))
        .collect();
    names.sort();
    let paths: Vec<PathBuf> = names.into_iter().map(PathBuf::from).collect();
    let names = paths.iter().map(|name| shown(name));
    (!paths.is_empty()).then(|| {
        let message = format!("{} also contains {}", shown(folder), several(names, NAMED));
        let problem = OTHER_FILE.finding(message + ": not from an issued letter, so not in its index page");
        problem.hint("move it to another place; this command does not change it")
    })
}
