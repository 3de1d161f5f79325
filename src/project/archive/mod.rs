//! Letters that were sent out keep the files that were published: in the folder `as-issued` beside the
//! letters, with a list of their SHA-256 that `sha256sum -c` reads too, and the letter's YAML as it was; with a
//! translation also that of the original that it was made from. Each language is issued on its own.
//!
//! Nothing in the folder is ever replaced: files are added when a letter is issued, and moved when it is withdrawn.
//! Knows names and bytes. What follows when a letter and its published self differ is the register's business.

mod handle;
mod keep;
mod names;
mod others;
mod published;
mod versions;
mod withdraw;

pub use keep::Kept;
pub use names::letter_of;
pub use published::Published;
pub use versions::{Version, replaced};
pub use withdraw::Withdrawn;

use crate::base::rules::CANNOT_WRITE;
use crate::base::text::shown;
use crate::base::{Diagnostic, Fingerprint, Language, Source};
use crate::model::letter_files::ARCHIVE;
use crate::project::build_cache::Hold;
use crate::project::rules::AS_ISSUED;
use names::Part;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of published files.
#[derive(Clone, Debug)]
pub struct Archive {
    folder: PathBuf,
}

/// The name of a letter, and its language.
pub type LetterName = (String, Language);

/// Its subfolder for the lists of letters that are just being issued.
const UNFINISHED: &str = ".letters";

impl Archive {
    /// The archive of a folder of letters.
    pub fn of(letters: &Path) -> Self {
        Self { folder: letters.join(ARCHIVE) }
    }

    /// Whether anything was ever kept in it.
    pub fn is_there(&self) -> bool {
        self.folder.is_dir()
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of letters that it belongs to.
    pub fn letters_folder(&self) -> &Path {
        self.folder.parent().unwrap_or(Path::new("."))
    }

    /// What keeps published files from being found where a file is in the place of the folder.
    pub fn blocked(&self) -> Option<Diagnostic> {
        if !self.folder.exists() || self.is_there() {
            return None;
        }
        let message = format!("{} is a file, not the folder of published files", shown(&self.folder));
        let problem = AS_ISSUED.finding(message).hint("rename or remove this file");
        Some(
            problem
                .hint(format!("if letters were issued before, restore the folder `{ARCHIVE}` from a backup")),
        )
    }

    /// The names of all that is kept: another when a letter was added or taken out.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_value(&self.file_names())
    }

    fn file_names(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    /// The letters of which something is kept.
    pub fn letters(&self) -> BTreeSet<LetterName> {
        let letters = self.file_names().iter().filter_map(|file| letter_of(file)).collect::<BTreeSet<_>>();
        letters.into_iter().filter(|(name, language)| self.has(name, *language)).collect()
    }

    /// Whether something is kept of a letter. What a build left that was cut off while it issued the letter does not count.
    pub fn has(&self, name: &str, language: Language) -> bool {
        let is_unfinished = || {
            self.unfinished().join(Part::List.file_name(name, language)).is_file()
                && !self.list(name, language).is_file()
        };
        !self.files_of(name, language).is_empty() && !is_unfinished()
    }

    /// The names of all files of a letter that are there.
    fn files_of(&self, name: &str, language: Language) -> Vec<String> {
        names::all(name, language).into_iter().filter(|file| self.folder.join(file).is_file()).collect()
    }

    /// Where the list of a letter's files is.
    pub fn list(&self, name: &str, language: Language) -> PathBuf {
        self.folder.join(Part::List.file_name(name, language))
    }

    /// Where the letter's YAML as it was when it was issued is.
    pub fn letter_file(&self, name: &str, language: Language) -> PathBuf {
        self.folder.join(Part::Letter.file_name(name, language))
    }

    /// The letter's YAML as it was when it was issued.
    pub fn letter(&self, name: &str, language: Language) -> Option<Arc<Source>> {
        Source::read(&self.letter_file(name, language))
    }

    /// The YAML of the original as it was when a translation was issued.
    pub fn original(&self, name: &str, language: Language) -> Option<Arc<Source>> {
        Source::read(&self.folder.join(Part::Original.file_name(name, language)))
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.join(UNFINISHED)
    }

    /// The right to change the folder; waits while somebody else has it.
    fn hold(&self) -> Result<Hold, Diagnostic> {
        Hold::take(&self.folder, None, || {}).map_err(|error| {
            CANNOT_WRITE
                .finding(format!("the folder {} cannot be written to", shown(&self.folder)))
                .because(&error)
        })
    }
}

#[cfg(test)]
mod tests;
