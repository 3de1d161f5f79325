//! What one letter's files were made from, and whether they still are what a build would make.

use super::{Original, RecordedFindings};
use crate::base::text::several;
use crate::base::{Fingerprint, Format, Source};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A letter's record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its file as shown.
    pub letter: String,
    /// The text of its file.
    pub source: Fingerprint,
    /// The original, of a translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    /// The house's list of inputs when it was last looked at.
    pub house: Fingerprint,
    /// Pictures beside the letter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<(PathBuf, Fingerprint)>,
    /// The Document, with what the writers need beside it.
    pub document: Fingerprint,
    /// Its name in the archive.
    pub name: String,
    /// The code of its language.
    pub language: String,
    /// Whether it was issued: then its files are those that were published, and `document` stands for the
    /// list of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub issued: bool,
    /// Its files.
    pub files: Vec<File>,
    /// What was found in it.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub found: RecordedFindings,
}

fn is_nothing(found: &RecordedFindings) -> bool {
    *found == RecordedFindings::default()
}

/// One file of a letter as it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// Its format.
    pub format: Format,
    /// Its name in the folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Fingerprint,
    /// How many they are.
    pub size: u64,
    /// When the file system says that it was written, in nanoseconds since 1970; `None` where it does not say.
    pub modified: Option<u128>,
    /// The Document that it was made from.
    pub document: Fingerprint,
}

/// Why a letter's files are made anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing is known of an earlier build.
    New,
    /// Its own file says something else.
    Letter(String),
    /// The original that it translates says something else: its file, and where, as far as that is known.
    Original(String, Vec<String>),
    /// Something in the house is other, by its name in messages.
    HouseStyle(String),
    /// A picture beside it is other.
    Picture(String),
    /// A file is not there.
    Missing(String),
    /// A file is not as it was written.
    Touched(String),
    /// A build was cut off after it had written this file.
    CutOff(String),
    /// This format was not asked for before, or when the letter was last built.
    Format(String),
}

impl Reason {
    /// In plain words.
    pub fn words(&self) -> String {
        match self {
            Self::New => "it is new in this output folder".to_owned(),
            Self::Letter(file) | Self::Picture(file) => format!("{file} has changed"),
            Self::Original(file, places) if places.is_empty() => format!("the original {file} has changed"),
            Self::Original(file, places) => {
                format!("the original {file} has changed: {}", several(places.iter(), NAMED))
            }
            Self::HouseStyle(item) => format!("{item} has changed"),
            Self::Missing(file) => format!("{file} is missing"),
            Self::Touched(file) => format!("{file} was changed by another program after the last build"),
            Self::CutOff(file) => format!("a build was interrupted after it wrote {file}"),
            Self::Format(file) => format!("the last build did not include {file}"),
        }
    }
}

/// So many places of an original are named in a reason.
const NAMED: usize = 4;

impl Record {
    /// Whether the texts that it was made from are the same.
    pub fn has_same_text(&self, source: Fingerprint, original: Option<&Source>) -> bool {
        let same = match (&self.original, original) {
            (Some(before), Some(now)) => before.is(now),
            (before, now) => before.is_none() && now.is_none(),
        };
        same && self.source == source
    }

    /// The pictures beside the letter that are other than they were.
    pub fn changed_pictures(&self) -> Vec<PathBuf> {
        let is_now = |path: &Path| fs::read(path).ok().map(|bytes| Fingerprint::of(&bytes));
        let other = self.pictures.iter().filter(|(path, before)| is_now(path) != Some(*before));
        other.map(|(path, _)| path.clone()).collect()
    }

    /// The files of the record, with those that are known better now.
    pub fn merged(&self, files: &[File]) -> Vec<File> {
        let others = self.files.iter().filter(|old| !files.iter().any(|new| new.format == old.format));
        let mut all: Vec<File> = others.cloned().chain(files.iter().cloned()).collect();
        all.sort_by_key(|file| file.format);
        all
    }
}

impl File {
    /// Of bytes that are to be written; [`File::written`] says when they were.
    pub fn new(format: Format, name: &str, bytes: &[u8], document: Fingerprint) -> Self {
        let (size, bytes) = (bytes.len() as u64, Fingerprint::of(bytes));
        Self { format, name: name.to_owned(), bytes, size, modified: None, document }
    }

    /// The file as it was just written into a folder.
    pub fn written(self, folder: &Path) -> Self {
        let modified = fs::metadata(folder.join(&self.name)).ok().and_then(|m| written_at(&m));
        Self { modified, ..self }
    }

    /// The file as it is in a folder, with its time there. Times that differ are no reason to write it as long as the
    /// bytes are the same: the folder may have been copied.
    ///
    /// # Errors
    /// It is not there, or it is not as it was written.
    pub fn in_folder(&self, folder: &Path) -> Result<Self, Reason> {
        let path = folder.join(&self.name);
        let Ok(metadata) = fs::metadata(&path) else { return Err(Reason::Missing(self.name.clone())) };
        let modified = written_at(&metadata);
        let as_written = metadata.is_file()
            && metadata.len() == self.size
            && ((modified.is_some() && modified == self.modified)
                || fs::read(&path).is_ok_and(|bytes| self.bytes.is_of(&bytes)));
        let written = as_written.then(|| Self { modified, ..self.clone() });
        written.ok_or_else(|| Reason::Touched(self.name.clone()))
    }
}

fn written_at(metadata: &fs::Metadata) -> Option<u128> {
    let since = metadata.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(since.as_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_original_that_changed_is_told_with_the_places() {
        let words = |places: &[&str]| {
            let places = places.iter().map(|place| (*place).to_owned()).collect();
            Reason::Original("a.yaml".into(), places).words()
        };
        assert_eq!(words(&[]), "the original a.yaml has changed");
        assert_eq!(words(&["body.3"]), "the original a.yaml has changed: body.3");
        let all = "the original a.yaml has changed: 1, 2, 3, 4 and 2 more";
        assert_eq!(words(&["1", "2", "3", "4", "5", "6"]), all);
    }
}
