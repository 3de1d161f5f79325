//! Copies of drafts that circulate for review: the folder `review` among the outputs, with a record of each copy.
//!
//! A copy has a number and a date. The same letter made again has those that it had, so that its files are the same. Knows
//! names, dates and texts; what the words of a copy were is a text for who reviews the file that comes back.

use crate::base::{Diagnostic, Fingerprint, Format, Language, file_set};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of copies in that of the outputs.
pub const FOLDER: &str = "review";
/// The folder of the records in that of the copies.
const RECORDS: &str = ".letters/drafts";

/// A copy that was made for review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The name of the letter in the archive.
    pub name: String,
    /// The code of its language.
    pub language: String,
    /// The number of the copy, from 1.
    pub number: u32,
    /// The day on which it was made.
    #[serde(with = "day")]
    pub date: NaiveDate,
    /// What it was made from: the same words in the same look.
    pub document: Fingerprint,
    /// What it differs in from the copy before it: a passage each.
    pub changed: Vec<String>,
    /// What it said, passage by passage.
    pub base: String,
}

/// Days as letters write them.
mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(day)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        String::deserialize(from)?.parse().map_err(|_| Error::custom("expected a date"))
    }
}

/// The copies in a folder of outputs.
#[derive(Clone, Debug)]
pub struct Drafts {
    folder: PathBuf,
}

impl Drafts {
    /// Those of a folder of outputs.
    pub fn of(output: &Path) -> Self {
        Self { folder: output.join(FOLDER) }
    }

    /// Where the copies are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The copies of a letter in a language, the earliest first. What cannot be read is not there.
    pub fn of_letter(&self, name: &str, language: Language) -> Vec<Draft> {
        let mut drafts = self.read(|file| file.starts_with(&stem(name, language)));
        drafts.retain(|draft| draft.name == name && draft.language == language.code());
        drafts
    }

    /// All copies, in the order of letters, languages and numbers.
    pub fn all(&self) -> Vec<Draft> {
        self.read(|_| true)
    }

    fn read(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<Draft> {
        let entries = fs::read_dir(self.folder.join(RECORDS)).into_iter().flatten().flatten();
        let wanted = entries.filter(|entry| entry.file_name().to_str().is_some_and(&is_wanted));
        let mut drafts: Vec<Draft> =
            wanted.filter_map(|entry| serde_json::from_slice(&fs::read(entry.path()).ok()?).ok()).collect();
        let key = |draft: &Draft| (draft.name.clone(), draft.language.clone(), draft.number);
        drafts.sort_by_key(key);
        drafts
    }

    /// The number of the next copy: no file of an earlier copy has it, even if its record is lost.
    pub fn next(&self, name: &str, language: Language) -> u32 {
        let recorded = self.of_letter(name, language).last().map_or(0, |draft| draft.number);
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let files = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let number = |file: String| {
            let is_own = Format::ALL.into_iter().any(|format| {
                let own = format.file_name(name, language);
                file.starts_with(own.trim_end_matches(format.ending()).trim_end_matches('.'))
            });
            let rest = file.rsplit_once(WORD).filter(|_| is_own)?.1;
            rest.split('.').next()?.parse::<u32>().ok()
        };
        files.filter_map(number).fold(recorded, u32::max) + 1
    }

    /// Keeps a record.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&self, draft: &Draft, language: Language) -> Result<(), Diagnostic> {
        let mut bytes = serde_json::to_vec(draft).unwrap_or_default();
        bytes.push(b'\n');
        let name = format!("{}{}.json", stem(&draft.name, language), draft.number);
        file_set::write(&self.folder.join(RECORDS).join(name), &bytes).map(drop)
    }
}

/// What stands before the number in the names of copies.
const WORD: &str = " draft ";

/// `T17-SG1-COL-0001!!MSW-E draft 2.docx`.
pub fn file_name(format: Format, name: &str, language: Language, number: u32) -> String {
    let own = format.file_name(name, language);
    let stem = own.strip_suffix(format.ending()).unwrap_or(&own).trim_end_matches('.');
    format!("{stem}{WORD}{number}.{}", format.ending())
}

fn stem(name: &str, language: Language) -> String {
    format!("{name}-{} ", language.letter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_numbered_also_where_a_record_is_lost() {
        let output = tempfile::tempdir().expect("a folder");
        let drafts = Drafts::of(output.path());
        let english = Language::English;
        assert_eq!(drafts.next("T17-SG1-COL-0001", english), 1);
        let draft = Draft {
            name: "T17-SG1-COL-0001".to_owned(),
            language: "en".to_owned(),
            number: 2,
            date: NaiveDate::default(),
            document: Fingerprint::of(b"a"),
            changed: vec!["b".to_owned()],
            base: "<sent/>".to_owned(),
        };
        drafts.keep(&draft, english).expect("kept");
        assert_eq!(drafts.of_letter("T17-SG1-COL-0001", english).len(), 1);
        assert_eq!((drafts.all(), drafts.next("T17-SG1-COL-0001", english)), (vec![draft], 3));
        assert_eq!(drafts.next("T17-SG1-COL-0002", english), 1);
        let file = file_name(Format::Docx, "T17-SG1-COL-0001", english, 7);
        assert_eq!(file, "T17-SG1-COL-0001!!MSW-E draft 7.docx");
        std::fs::write(drafts.folder().join(file), "").expect("a file");
        assert_eq!(drafts.next("T17-SG1-COL-0001", english), 8);
    }
}
