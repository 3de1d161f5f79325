//! Other folders of published files: one that was moved still has what was published.

use super::Archive;
use crate::base::text::shown;
use crate::base::{Diagnostic, Language};
use crate::model::letter_files::ARCHIVE;
use crate::project::rules::AS_ISSUED;
use std::fs;
use std::path::Path;

impl Archive {
    /// The archives of folders below that of the letters, and of the folder around it.
    pub fn others(&self) -> Vec<Self> {
        let mut found = Vec::new();
        let letters = self.letters_folder();
        collect(letters, &mut found);
        // `letters` alone is in the working folder.
        let around = letters.parent().filter(|_| letters != Path::new(".")).map(Self::of);
        found.extend(around.filter(|archive| archive.folder.is_dir()));
        found.retain(|archive| archive.folder != self.folder);
        found
    }

    /// That a letter, by its file, was published already, and its files are kept here instead of in its `own` archive.
    pub fn misplaced(&self, letter: (&str, Language, &Path), own: &Self) -> Option<Diagnostic> {
        let (name, language, file) = letter;
        if !self.has(name, language) {
            return None;
        }
        let (here, there) = (shown(&self.folder), shown(&own.folder));
        let message = format!("the published files of this letter are in {here}, not in {there}");
        let move_it = if own.folder.exists() {
            format!("move all files of {here} to {there}")
        } else {
            format!("move the folder {here} to {there}")
        };
        let problem = AS_ISSUED.finding(message).hint(move_it);
        if self.place_of(file).is_none() {
            return Some(problem);
        }
        let letters = shown(self.letters_folder());
        Some(problem.hint(format!("or work with the letters of that folder: add --letters \"{letters}\"")))
    }
}

fn collect(folder: &Path, found: &mut Vec<Archive>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        if is_hidden || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        if name == ARCHIVE {
            found.push(Archive::of(folder));
        } else {
            collect(&entry.path(), found);
        }
    }
}
