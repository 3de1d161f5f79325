//! What other letters say: sentences with the same English that somebody has translated already.

use crate::base::text::one_line;
use crate::base::{Diagnostics, Language};
use crate::model::letter::Status;
use crate::model::letter_files;
use crate::model::translation::{Translation, language_of, original_of};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A sentence that is translated somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembered {
    /// The translation.
    pub text: String,
    /// The file that says it.
    pub file: PathBuf,
    /// Where the sentence stands in the letter of that file, where the file says so.
    pub at: Option<String>,
    is_issued: bool,
}

/// The translated sentences of one language, by the original's words.
#[derive(Debug, Default)]
pub struct Memory(BTreeMap<String, Vec<Remembered>>);

impl Memory {
    /// Reads the translations into a language among these files. One that cannot be read is left out: what is
    /// wrong with it is told where it is built.
    pub fn of<'p>(language: Language, files: impl IntoIterator<Item = &'p PathBuf>) -> Self {
        let mut memory = Self::default();
        for path in files {
            let Ok(source) = letter_files::read(path) else { continue };
            if original_of(&source).is_none() || language_of(&source) != language {
                continue;
            }
            let Ok(file) = Translation::of(&source, &mut Diagnostics::new()) else { continue };
            memory.add(&file, path);
        }
        memory
    }

    fn add(&mut self, file: &Translation, path: &Path) {
        let is_issued = file.status.as_ref().is_some_and(|status| status.value == Status::Issued);
        for sentence in file.sentences.iter().flat_map(|sentences| &sentences.0) {
            // What stands beside `was:` translates other words.
            let (Some(text), None) = (&sentence.text, &sentence.was) else { continue };
            let remembered = Remembered {
                text: text.value.clone(),
                file: path.to_owned(),
                at: sentence.at.as_ref().map(|at| at.value.clone()),
                is_issued,
            };
            self.0.entry(one_line(&sentence.original)).or_default().push(remembered);
        }
    }

    /// The translation of a sentence with the same words: of an issued letter rather than of a draft, and of several
    /// the last by the files' names, since letters are numbered.
    pub fn find(&self, original: &str) -> Option<&Remembered> {
        let found = self.0.get(&one_line(original))?;
        found.iter().max_by_key(|remembered| (remembered.is_issued, &remembered.file))
    }
}
