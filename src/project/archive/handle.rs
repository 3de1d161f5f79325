//! What letters of the archive are called on the command line, and from which file they were issued.
//!
//! Names of published files contain `!`, which shells replace by earlier commands; a handle has none.

use super::published::origin;
use super::{Archive, LetterName};
use crate::base::Language;
use crate::base::text::shown;
use std::fs;
use std::path::{Path, PathBuf};

impl Archive {
    /// A name for the command line that no shell changes: `T17-SG1-COL-0001-A1-E`.
    pub fn handle(name: &str, language: Language) -> String {
        format!("{name}-{}", language.letter()).replace('!', "-")
    }

    /// The letters of which something is kept that have this handle, or this name in whatever language.
    pub fn called(&self, text: &str) -> Vec<LetterName> {
        let is_it = |(name, language): &LetterName| {
            [Self::handle(name, *language), name.clone()].iter().any(|own| own.eq_ignore_ascii_case(text))
        };
        self.letters().into_iter().filter(is_it).collect()
    }

    /// What to run to withdraw a letter, in any shell: with its file where no shell changes the path, otherwise with its
    /// handle.
    pub fn withdraw_command(&self, (name, language): (&str, Language), file: Option<&Path>) -> String {
        let is_plain = |path: &str| path.chars().all(|c| c.is_alphanumeric() || " ._-/\\:".contains(c));
        let file = file.map(shown).filter(|path| is_plain(path)).map(|path| format!("\"{path}\""));
        let letter = file.unwrap_or_else(|| Self::handle(name, language));
        let folder = shown(self.letters_folder());
        let option = if folder == "letters" { String::new() } else { format!(" --letters \"{folder}\"") };
        format!("letters withdraw {letter}{option} --why \"...\"")
    }

    /// The advice to withdraw a letter.
    pub fn withdraw_hint(&self, letter: (&str, Language), file: Option<&Path>) -> String {
        format!("if the letter was not sent, run: {}", self.withdraw_command(letter, file))
    }

    /// The file that a letter was issued from, below the folder of letters and with `/`, where that was noted.
    pub fn issued_from(&self, name: &str, language: Language) -> Option<String> {
        origin(&fs::read_to_string(self.list(name, language)).ok()?)
    }

    /// As [`Archive::issued_from`], as a path that can be shown.
    pub fn issued_from_file(&self, name: &str, language: Language) -> Option<PathBuf> {
        let file = self.issued_from(name, language)?;
        Some(file.split('/').fold(self.letters_folder().to_path_buf(), |path, part| path.join(part)))
    }

    /// A file below the folder of letters as [`Archive::issued_from`] has it; `None` when it is elsewhere.
    pub fn place_of(&self, letter: &Path) -> Option<String> {
        let folder = fs::canonicalize(self.letters_folder()).ok()?;
        // A link to a letter is where the link is.
        let parent =
            letter.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let path = fs::canonicalize(parent).ok()?.join(letter.file_name()?);
        let below = path.strip_prefix(&folder).ok()?;
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }
}
