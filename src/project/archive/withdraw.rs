//! Taking back what was issued too early: the files are moved, never deleted, and the reason stays with them.

use super::names::{Part, letter_of};
use super::{Archive, LetterName};
use crate::base::text::shown;
use crate::base::{Diagnostic, Language, Source, file_set};
use crate::project::rules::NOT_ISSUED;
use chrono::NaiveDate;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The subfolder for what was withdrawn.
const WITHDRAWN: &str = "withdrawn";

/// The list in it, for people.
const LIST: &str = "withdrawn.txt";

/// What became of the files of a letter that was withdrawn.
#[derive(Debug)]
pub struct Withdrawn {
    /// Where they are.
    pub folder: PathBuf,
    /// Their names.
    pub files: Vec<String>,
    /// The list of all that was withdrawn.
    pub list: PathBuf,
}

impl Archive {
    pub(super) fn withdrawn(&self) -> PathBuf {
        self.folder.join(WITHDRAWN)
    }

    /// Moves the published files of a letter, as far as they are there, into a folder of their own, and adds a line with
    /// date and reason to the list of all that was withdrawn. `path` is what the letter is called there.
    ///
    /// # Errors
    /// Nothing of the letter is kept, or a file cannot be moved; then nothing is changed.
    pub fn withdraw(
        &self,
        (name, language): (&str, Language),
        path: &Path,
        date: NaiveDate,
        why: &str,
    ) -> Result<Withdrawn, Diagnostic> {
        if !self.has(name, language) {
            let message = format!("{} has no published files of {}", shown(&self.folder), shown(path));
            return Err(NOT_ISSUED.finding(message).hint(
                "check the letter; if its number has changed since, give the name of its published files",
            ));
        }
        let _hold = self.hold()?;
        let files = self.files_of(name, language);
        let folder = self.free_folder(&format!("{}{date}", start(name, language)), &files);
        let list = self.withdrawn().join(LIST);
        let before = fs::read(&list).unwrap_or_default();
        let line = format!(
            "{date}  {name} in {} ({}), now in the folder \"{}\"\n    why: {why}\n",
            language.name(),
            shown(path),
            folder.file_name().unwrap_or_default().to_string_lossy(),
        );
        file_set::write(&list, &[&before[..], line.as_bytes()].concat())?;
        if let Err(problem) = file_set::relocate(&self.folder, &folder, &files) {
            // As it was: nothing has happened that it could tell of.
            let _ = if before.is_empty() {
                fs::remove_file(&list).is_ok()
            } else {
                file_set::write(&list, &before).is_ok()
            };
            let _ = fs::remove_dir(&folder);
            return Err(problem);
        }
        Ok(Withdrawn { folder, files, list })
    }

    /// Whether files of a letter were ever withdrawn.
    pub fn has_withdrawn(&self, (name, language): (&str, Language)) -> bool {
        !self.withdrawals(name, language).is_empty()
    }

    /// The folders of all withdrawals of a letter.
    pub(super) fn withdrawals(&self, name: &str, language: Language) -> Vec<PathBuf> {
        let start = start(name, language);
        let entries = fs::read_dir(self.withdrawn()).into_iter().flatten().flatten();
        let own =
            entries.filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(&start)));
        own.map(|entry| entry.path()).collect()
    }

    /// The letters that were withdrawn, each as its YAML was when it was issued; in the order of their folders.
    pub fn withdrawn_letters(&self) -> Vec<(LetterName, Arc<Source>)> {
        let files = |folder: &Path| -> Vec<PathBuf> {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
            files.sort();
            files
        };
        let folders = files(&self.withdrawn()).into_iter().filter(|path| path.is_dir());
        let letter = |path: PathBuf| {
            let file = path.file_name()?.to_str()?;
            let (name, language) = letter_of(file)?;
            (Part::Letter.file_name(&name, language) == file).then_some(())?;
            Some(((name, language), Source::read(&path)?))
        };
        folders.flat_map(|folder| files(&folder)).filter_map(letter).collect()
    }

    /// A folder that has none of these files yet: perhaps one that a withdrawal has begun to fill that was cut off.
    fn free_folder(&self, name: &str, files: &[String]) -> PathBuf {
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        let folders =
            std::iter::once(name.to_owned()).chain(numbered).map(|name| self.withdrawn().join(name));
        let is_free = |folder: &PathBuf| !files.iter().any(|file| folder.join(file).exists());
        folders.into_iter().find(is_free).unwrap_or_else(|| self.withdrawn().join(name))
    }
}

/// How the names of folders of a letter begin; the date follows.
fn start(name: &str, language: Language) -> String {
    format!("{name}-{} ", language.letter())
}
