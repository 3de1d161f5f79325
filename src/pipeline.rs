//! From a letter's text to its finished files: the one door of the library for programs.
//!
//! Does no printing and writes no files. For the time being the letter's text itself stands for
//! the finished files.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Source, Span};
use crate::yaml;
use std::path::PathBuf;
use std::sync::Arc;

/// A format that letters are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Word.
    Docx,
    /// PDF/UA and PDF/A.
    Pdf,
    /// One self-contained web page.
    Html,
}

impl Format {
    /// All, in the order in which files are written.
    pub const ALL: [Self; 3] = [Self::Docx, Self::Pdf, Self::Html];
}

/// Where the house keeps its things.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder with the letters and the directory of groups.
    pub letters: PathBuf,
    /// A folder with a house style of one's own; `None` for the one that is built in.
    pub templates: Option<PathBuf>,
}

/// What all letters of a run share: house style, directory of groups, writers.
#[derive(Debug)]
pub struct Studio {}

/// What became of one letter.
#[derive(Debug, Default)]
pub struct Made {
    /// Its number in the archive, when it could be read: `T17-SG17-COL-0011`.
    pub name: Option<String>,
    /// What was found.
    pub problems: Diagnostics,
    /// Name and content of each file; none when there is an error.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Studio {
    /// Reads house style and directory, once per run.
    ///
    /// # Errors
    /// All problems in templates, theme and directory.
    pub fn open(_settings: &Settings) -> Result<Self, Diagnostics> {
        Ok(Self {})
    }

    /// The names of the files that a letter would become, without making them; none when it is not
    /// known. Says nothing of what is wrong with it.
    pub fn file_names(&self, letter: &Arc<Source>, formats: &[Format]) -> Vec<String> {
        let name = name(letter, &mut Diagnostics::new());
        formats.iter().filter_map(|&format| Some(file_name(name.as_ref()?, format))).collect()
    }

    /// Makes one letter in the given formats. With no formats it is only checked.
    pub fn make(&self, letter: &Arc<Source>, formats: &[Format]) -> Made {
        let mut made = Made::default();
        made.name = name(letter, &mut made.problems);
        if let Some(name) = &made.name
            && !made.problems.has_errors()
        {
            let content = |format| format!("{format:?}\n{}", letter.text()).into_bytes();
            made.files = formats.iter().map(|&format| (file_name(name, format), content(format))).collect();
        }
        made
    }
}

fn file_name(name: &str, format: Format) -> String {
    match format {
        Format::Docx => format!("{name}!!MSW-E.docx"),
        Format::Pdf => format!("{name}!!PDF-E.pdf"),
        Format::Html => format!("{name}!!HTM-E.html"),
    }
}

fn name(letter: &Arc<Source>, problems: &mut Diagnostics) -> Option<String> {
    let root = yaml::parse(letter, problems)?;
    let mut value = |key: &str| {
        let found = root.get(key).and_then(|node| node.as_str());
        if found.is_none() {
            problems.push(
                Diagnostic::error("missing-key", format!("the letter has no `{key}`"))
                    .at(&Span::line(letter, 1), format!("expected a line `{key}:`")),
            );
        }
        found
    };
    let (group, number) = (value("group"), value("number"));
    Some(format!("T17-{}-COL-{:0>4}", group?, number?))
}
