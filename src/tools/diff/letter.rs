//! One letter as it was made, against its files in the folder.
//!
//! Reads the folder and never writes there.

use super::compare::{Alteration, Kind, compare};
use super::{html_text, word_text};
use crate::base::{Format, Language, reason};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What a letter is, for those who read about its changes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LetterTitle {
    /// As people call it: `T17 1/1 Add.1`.
    #[serde(rename = "letter")]
    pub called: Option<String>,
    /// Its name in the archive.
    pub name: Option<String>,
    /// Its file.
    pub file: String,
    /// The file that stands for the letter in all its languages.
    #[serde(skip)]
    pub letter: PathBuf,
    /// The language that it is in.
    #[serde(skip)]
    pub language: Language,
    /// `draft` or `issued`, when that could be read.
    pub status: Option<&'static str>,
    /// Its errors, each with its place: it would not be built.
    #[serde(skip)]
    pub errors: Vec<String>,
    /// What a build would change.
    #[serde(flatten)]
    pub found: Found,
}

/// What a build would change of a letter, in one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It has errors and would not be built.
    #[serde(rename = "error")]
    Wrong,
    /// It was not built yet.
    New,
    /// No byte.
    #[default]
    Unchanged,
    /// Not its words; files differ in something else.
    SameWords,
    /// Its words.
    Changed,
    /// Its files differ and no words could be read from them.
    Unreadable,
}

/// What a build would change of a letter.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Found {
    /// In one word.
    pub outcome: Outcome,
    /// The format that changed words were read from.
    pub read: Option<Format>,
    /// The formats that differ.
    pub differ: Vec<Format>,
    /// Formats that are not in the folder, while others are.
    pub missing: Vec<Format>,
    /// Files whose words could not be read, each a sentence: `….docx is no Word file`.
    pub unread: Vec<String>,
    /// Another format is as it would be built: somebody changed this one, or it was not built with it.
    pub alone: bool,
    /// Passages that come, go or change.
    #[serde(skip)]
    pub alterations: Vec<Alteration>,
}

impl Found {
    /// How many words go out and come in.
    pub fn words(&self) -> (usize, usize) {
        self.alterations.iter().map(Alteration::words).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

impl LetterTitle {
    /// What it is called where there is little room.
    pub fn short(&self) -> &str {
        self.called.as_deref().or(self.name.as_deref()).unwrap_or(&self.file)
    }

    /// Whether it was held against files.
    pub fn is_compared(&self) -> bool {
        matches!(self.found.outcome, Outcome::Unchanged | Outcome::SameWords | Outcome::Changed)
    }
}

/// Holds the files of a letter, in all formats, against those in `folder`.
pub fn against(folder: &Path, files: &[(Format, String, Vec<u8>)]) -> Found {
    held(files, |name| fs::read(folder.join(name)))
}

/// Holds the Word file of a letter against another one, whatever its name.
pub fn against_word(name: &str, old: &[u8], files: &[(Format, String, Vec<u8>)]) -> Found {
    let new = files.iter().filter(|(format, ..)| *format == Format::Docx);
    let new: Vec<_> = new.map(|(format, _, bytes)| (*format, name.to_owned(), bytes.clone())).collect();
    held(&new, |_| Ok(old.to_vec()))
}

fn held(files: &[(Format, String, Vec<u8>)], read_old: impl Fn(&str) -> io::Result<Vec<u8>>) -> Found {
    let (mut found, mut differ, mut equal) = (Found::default(), Vec::new(), false);
    for (format, name, new) in files {
        match read_old(name) {
            Ok(old) if old == *new => equal = true,
            Ok(old) => {
                found.differ.push(*format);
                differ.push((*format, name, old, new));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => found.missing.push(*format),
            Err(error) => {
                found.differ.push(*format);
                found.unread.push(format!("{name} cannot be read: {}", reason(&error).0));
            }
        }
    }
    if found.missing.len() == files.len() {
        return Found { outcome: Outcome::New, ..Found::default() };
    }
    let mut read = false;
    for (format, name, old, new) in differ {
        let reader: fn(&[u8]) -> _ = match format {
            Format::Docx => word_text::passages,
            Format::Html => html_text::passages,
            // A PDF has glyphs in places; nobody reads the same words out of it that were put in.
            Format::Pdf => continue,
        };
        match reader(&old).and_then(|old| Ok(compare(&old, &reader(new)?))) {
            Ok(alterations) if alterations.iter().all(|one| one.kind == Kind::Form) => {
                read = true;
                found.alterations.extend(alterations);
            }
            Ok(alterations) => {
                return Found {
                    outcome: Outcome::Changed,
                    read: Some(format),
                    alone: equal,
                    alterations,
                    ..found
                };
            }
            Err(why) => found.unread.push(format!("{name} {why}")),
        }
    }
    found.outcome = match found.differ.is_empty() {
        true => Outcome::Unchanged,
        // Where a format that shows all words is as it would be built, the others can differ in no word.
        false if read || equal => Outcome::SameWords,
        false => Outcome::Unreadable,
    };
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(words: &str) -> Vec<u8> {
        format!("<p>{words}</p>").into_bytes()
    }

    /// What is found when the letter becomes the page `new` and a PDF, and these are in the folder.
    fn found(old: &[(&str, &[u8])], new: &str) -> Found {
        let dir = tempfile::tempdir().expect("a folder");
        for (name, bytes) in old {
            fs::write(dir.path().join(name), bytes).expect("a file");
        }
        let files = [
            (Format::Docx, "a.docx".to_owned(), b"docx".to_vec()),
            (Format::Pdf, "a.pdf".to_owned(), b"pdf".to_vec()),
            (Format::Html, "a.html".to_owned(), page(new)),
        ];
        against(dir.path(), &files)
    }

    #[test]
    fn what_a_build_would_change() {
        use Format::{Docx, Html, Pdf};
        let all = |found: Found| (found.outcome, found.differ, found.missing, found.unread);
        assert_eq!(all(found(&[], "a")), (Outcome::New, vec![], vec![], vec![]));
        let same = found(&[("a.html", &page("a"))], "a");
        assert_eq!(all(same), (Outcome::Unchanged, vec![], vec![Docx, Pdf], vec![]));
        let same = found(&[("a.html", &page("<b>a</b>")), ("a.pdf", b"other")], "a");
        assert_eq!(all(same), (Outcome::SameWords, vec![Pdf, Html], vec![Docx], vec![]));
        let unread = found(&[("a.pdf", b"other")], "a");
        assert_eq!((unread.outcome, unread.differ), (Outcome::Unreadable, vec![Pdf]));
        assert_eq!(found(&[("a.pdf", b"pdf")], "a").outcome, Outcome::Unchanged);
        for (pdf, alone) in [(&b"other"[..], false), (b"pdf", true)] {
            let found = found(&[("a.html", &page("b")), ("a.pdf", pdf)], "a");
            assert_eq!(found.outcome, Outcome::Changed);
            assert_eq!((found.read, found.alone, found.words()), (Some(Html), alone, (1, 1)));
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_of_and_the_next_is_read() {
        assert_eq!(found(&[("a.docx", b"")], "a").unread.len(), 1, "an empty file is no Word file");
        let found = found(&[("a.docx", b"no"), ("a.html", &page("b"))], "a");
        assert_eq!((found.outcome, found.read), (Outcome::Changed, Some(Format::Html)));
        assert_eq!(found.unread, ["a.docx is plain text, not a Word file"]);
    }
}
