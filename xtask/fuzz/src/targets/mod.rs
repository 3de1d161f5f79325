//! What is fed with spoilt files. Each target calls the library as the program does.

mod docx;
mod image;
mod letter;
mod templates;
mod xliff;

use crate::dice::Dice;
use collective_letters::base::report::{Human, github, json};
use collective_letters::base::{Diagnostic, Format, Severity, Source};
use collective_letters::project::session::{Session, Settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that was spoilt.
#[derive(Clone)]
pub struct Input {
    /// The file that it was made from, from the repository.
    pub from: String,
    /// The letter that is built with it, if it is not itself one.
    pub letter: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// How far an input came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// To the writers, or for a file that is only read: to its end.
    Writers,
    /// It was refused with messages: the rule of the first.
    Refused(&'static str),
}

/// Something that takes spoilt files.
pub trait Target {
    /// The input of these numbers.
    fn input(&self, dice: &mut Dice) -> Input;

    /// Runs an input.
    ///
    /// # Errors
    /// The program did not keep what it promises of every input; in one line.
    fn run(&self, input: &Input) -> Result<Reached, String>;

    /// Whether the input is lines of text, which can be left out one by one.
    fn is_text(&self) -> bool {
        true
    }
}

/// The targets' names in the order in which they are run.
pub const NAMES: [&str; 6] = ["yaml", "markdown", "templates", "xliff", "docx", "images"];

/// Opens a target.
///
/// # Errors
/// There is none of that name, or a file of the repository cannot be read.
pub fn open(name: &str, root: &Path) -> Result<Box<dyn Target>, String> {
    Ok(match name {
        "yaml" => Box::new(letter::Letters::open(root, false)?),
        "markdown" => Box::new(letter::Letters::open(root, true)?),
        "templates" => Box::new(templates::Templates::open(root)?),
        "xliff" => Box::new(xliff::Xliff::open(root)?),
        "docx" => Box::new(docx::Docx::open(root)?),
        "images" => Box::new(image::Images::open(root)?),
        _ => return Err(format!("there is no target `{name}`; the targets are {}", NAMES.join(", "))),
    })
}

/// The folders with letters.
const FOLDERS: [&str; 2] = ["letters", "tests/letters"];

/// The files of a folder and of the folders in it whose names end so, by their paths from the root, sorted.
fn files(root: &Path, folder: &str, ending: &str) -> Result<Vec<(String, String)>, String> {
    let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let (mut found, mut waiting) = (Vec::new(), vec![root.join(folder)]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|e| told(&folder, e))? {
            let path = entry.map_err(|e| told(&folder, e))?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = std::fs::read_to_string(&path).map_err(|e| told(&path, e))?;
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.push((name, text));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The letters and translations of both folders, without their directories.
fn letters(root: &Path) -> Result<Vec<(String, String)>, String> {
    let mut all = Vec::new();
    for folder in FOLDERS {
        let found = files(root, folder, ".yaml")?;
        all.extend(found.into_iter().filter(|(name, _)| !name.contains("/directory/")));
    }
    Ok(all)
}

fn session(letters: PathBuf, templates: Option<PathBuf>) -> Result<Session, Vec<Diagnostic>> {
    Session::open(&Settings { letters, templates }).map_err(|problems| problems.into_sorted())
}

/// A session that must open.
fn sound_session(letters: PathBuf) -> Result<Session, String> {
    session(letters, None).map_err(|problems| format!("the house style is wrong: {problems:?}"))
}

/// Builds a letter in all formats and shows what is found in it in all ways.
fn build(session: &Session, source: &Arc<Source>) -> Result<Reached, String> {
    let letter = session.read(source);
    let mut composition = session.compose(&letter);
    let files = session.files(&mut composition, &Format::ALL);
    let problems: Vec<Diagnostic> = composition.findings.problems.iter().cloned().collect();
    let wrong = shown(&problems)?;
    let _ = collective_letters::check::fix::apply(source, &problems);
    match (wrong, files.len()) {
        (Some(code), 0) => Ok(Reached::Refused(code)),
        (None, 3) => Ok(Reached::Writers),
        (_, count) => Err(format!("{count} files, error: {}", wrong.unwrap_or("none"))),
    }
}

/// Shows findings as the program would; the rule of the first error among them.
fn shown(problems: &[Diagnostic]) -> Result<Option<&'static str>, String> {
    let human = Human::new(true, Some(80));
    for problem in problems {
        let _ = (human.diagnostic(problem), json(problem), github(problem));
        let code = problem.rule.code;
        if code == "defect" {
            return Err(format!("a bug is told: {}", problem.message));
        }
        if problem.severity == Severity::Error && problem.span.is_none() {
            return Err(format!("an error without a place: {code}"));
        }
    }
    let wrong = problems.iter().find(|problem| problem.severity == Severity::Error);
    Ok(wrong.map(|problem| problem.rule.code))
}

/// A text, as far as it is one.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
