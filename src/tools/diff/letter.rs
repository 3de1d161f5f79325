//! One letter as it was made, against its files in the folder.
//!
//! Reads the folder and never writes there.

use super::compare::{Alteration, compare};
use super::passage::Passage;
use super::{docx_text, html_text};
use crate::base::{Format, Language, reason};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What a letter is, for those who read about its changes.
#[derive(Clone, Debug, Default)]
pub struct LetterTitle {
    /// As people call it: `T17 1/1 Add.1`.
    pub called: Option<String>,
    /// Its name in the archive.
    pub name: Option<String>,
    /// Its file.
    pub file: String,
    /// The file that stands for the letter in all its languages.
    pub letter: PathBuf,
    /// The language that it is in.
    pub language: Language,
    /// `draft` or `issued`, when that could be read.
    pub status: Option<&'static str>,
    /// What a build would change.
    pub outcome: Outcome,
    /// Formats that are not in the folder, while others are.
    pub missing: Vec<Format>,
    /// Files whose words could not be read, each a sentence: `….docx is no Word file`.
    pub unread: Vec<String>,
}

/// What a build would change of a letter.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Outcome {
    /// It has errors and would not be built. Their messages, each with its place.
    Wrong(Vec<String>),
    /// It was not built yet.
    New,
    /// No byte.
    #[default]
    Unchanged,
    /// Not its words; these formats differ in something else.
    SameWords(Vec<Format>),
    /// Its words.
    Changed(WordCount),
    /// Its files differ and no words could be read from them.
    Unreadable(Vec<Format>),
}

/// Words that a build would change.
#[derive(Clone, Debug, PartialEq)]
pub struct WordCount {
    /// The format that they were read from.
    pub format: Format,
    /// Passages that come, go or change.
    pub alterations: Vec<Alteration>,
    /// The formats that differ.
    pub differ: Vec<Format>,
    /// Another format is as it would be built: somebody changed this one, or it was not built with it.
    pub alone: bool,
}

impl WordCount {
    /// How many words go out and come in.
    pub fn count(&self) -> (usize, usize) {
        self.alterations.iter().map(Alteration::words).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

impl LetterTitle {
    /// What it is called where there is little room.
    pub fn short(&self) -> &str {
        self.called.as_deref().or(self.name.as_deref()).unwrap_or(&self.file)
    }

    /// The words that change, if any do.
    pub fn words(&self) -> Option<&WordCount> {
        match &self.outcome {
            Outcome::Changed(words) => Some(words),
            _ => None,
        }
    }

    /// Whether it was held against files.
    pub fn is_compared(&self) -> bool {
        matches!(self.outcome, Outcome::Unchanged | Outcome::SameWords(_) | Outcome::Changed(_))
    }
}

/// Holds the files of a letter, in all formats, against those in `folder`. Returns what a build would
/// change, which formats are missing, and files whose words could not be read.
pub fn against(folder: &Path, files: &[(Format, String, Vec<u8>)]) -> (Outcome, Vec<Format>, Vec<String>) {
    let (mut unread, mut missing, mut equal, mut differ) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (format, name, new) in files {
        let path = folder.join(name);
        match fs::read(&path) {
            Ok(old) if old == *new => equal.push(*format),
            Ok(old) => differ.push((*format, name, Some(old), new)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push(*format),
            Err(error) => {
                unread.push(format!("{name} cannot be read: {}", reason(&error).0));
                differ.push((*format, name, None, new));
            }
        }
    }
    if missing.len() == files.len() {
        return (Outcome::New, Vec::new(), unread);
    }
    if differ.is_empty() {
        return (Outcome::Unchanged, missing, unread);
    }
    let formats: Vec<Format> = differ.iter().map(|(format, ..)| *format).collect();
    let mut read = false;
    for (format, name, old, new) in &differ {
        let (Some(reader), Some(old)) = (reader(*format), old) else { continue };
        let both = reader(old).and_then(|old| Ok((old, reader(new)?)));
        match both {
            Ok((old, new)) => {
                read = true;
                let alterations = compare(&old, &new);
                if !alterations.is_empty() {
                    let alone = !equal.is_empty();
                    let words = WordCount { format: *format, alterations, differ: formats, alone };
                    return (Outcome::Changed(words), missing, unread);
                }
            }
            Err(why) => unread.push(format!("{name} {why}")),
        }
    }
    // Where a format that shows all words is as it would be built, the others can differ in no word.
    let outcome = if read || !equal.is_empty() { Outcome::SameWords } else { Outcome::Unreadable };
    (outcome(formats), missing, unread)
}

type Reader = fn(&[u8]) -> Result<Vec<Passage>, String>;

/// Who reads words out of a format. A PDF has glyphs in places; nobody reads the same words out of it
/// that were put in.
fn reader(format: Format) -> Option<Reader> {
    match format {
        Format::Docx => Some(docx_text::passages),
        Format::Html => Some(html_text::passages),
        Format::Pdf => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(words: &str) -> Vec<u8> {
        format!("<p>{words}</p>").into_bytes()
    }

    /// What is found when the letter becomes the page `new` and a PDF, and these are in the folder.
    fn found(old: &[(&str, &[u8])], new: &str) -> (Outcome, Vec<Format>, Vec<String>) {
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
        assert_eq!(found(&[], "a").0, Outcome::New);
        let (outcome, missing, unread) = found(&[("a.html", &page("a"))], "a");
        assert_eq!((outcome, missing, unread), (Outcome::Unchanged, vec![Docx, Pdf], vec![]));
        let (outcome, missing, _) = found(&[("a.html", &page("<b>a</b>")), ("a.pdf", b"other")], "a");
        assert_eq!((outcome, missing), (Outcome::SameWords(vec![Pdf, Html]), vec![Docx]));
        assert_eq!(found(&[("a.pdf", b"other")], "a").0, Outcome::Unreadable(vec![Pdf]));
        assert_eq!(found(&[("a.pdf", b"pdf")], "a").0, Outcome::Unchanged);
        for (pdf, alone) in [(&b"other"[..], false), (b"pdf", true)] {
            let (outcome, ..) = found(&[("a.html", &page("b")), ("a.pdf", pdf)], "a");
            let Outcome::Changed(words) = outcome else { panic!("{outcome:?}") };
            assert_eq!((words.format, words.alone, words.count()), (Html, alone, (1, 1)));
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_of_and_the_next_is_read() {
        assert_eq!(found(&[("a.docx", b"")], "a").2.len(), 1, "an empty file is no Word file");
        let (outcome, _, unread) = found(&[("a.docx", b"no"), ("a.html", &page("b"))], "a");
        assert!(matches!(outcome, Outcome::Changed(words) if words.format == Format::Html));
        assert_eq!(unread, ["a.docx is not a Word file"]);
    }
}
