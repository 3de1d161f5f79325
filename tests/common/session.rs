//! Sessions over the letters of the house and over those among the tests.

use collective_letters::base::{Format, Source};
use collective_letters::document::Document;
use collective_letters::model::translation;
use collective_letters::project::session::{Findings, Session, Settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folders with letters: the house's and the tests'.
pub const FOLDERS: [&str; 2] = ["letters", "tests/letters"];

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of letters with the embedded house style.
pub fn settings(folder: &str) -> Settings {
    Settings { letters: root().join(folder), templates: None }
}

/// The session of a folder of letters, with the embedded house style.
pub fn session(folder: &str) -> Session {
    match Session::open(&settings(folder)) {
        Ok(session) => session,
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// A letter's source with the path as a user in the project's folder sees it.
pub fn source(path: &Path) -> Arc<Source> {
    let shown = path.strip_prefix(root()).unwrap_or(path);
    let shown = shown.to_string_lossy().replace('\\', "/");
    Source::new(shown, std::fs::read_to_string(path).expect("a readable letter"))
}

/// The letters of a folder without translations, sorted.
pub fn letters(folder: &str) -> Vec<PathBuf> {
    in_all_languages(folder).into_iter().filter(|path| !is_translation(path)).collect()
}

/// Whether a file is the translation of a letter.
pub fn is_translation(path: &Path) -> bool {
    translation::original_of(&source(path)).is_some()
}

/// The letters of a folder and their translations, sorted.
pub fn in_all_languages(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join(folder))
        .expect("a folder of letters")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    paths.sort();
    paths
}

/// A letter that was made: what was found in it, and its files; none when there is an error.
pub struct Made {
    pub findings: Findings,
    pub files: Vec<(String, Vec<u8>)>,
}

/// Makes a letter in some formats.
pub fn make(session: &Session, source: &Arc<Source>, formats: &[Format]) -> Made {
    let letter = session.read(source);
    let mut composition = session.compose(&letter);
    let files = session.files(&mut composition, formats);
    lead_on(&composition.findings);
    Made { findings: composition.findings, files }
}

/// Every finding of any test says what is expected, or what to do.
fn lead_on(findings: &Findings) {
    for problem in findings.problems.iter() {
        let points = ["the ", "this ", "in this "].iter().any(|points| problem.label.starts_with(points));
        let is_label = !points && problem.label.split_whitespace().count() > 1;
        let leads = is_label || !problem.hints.is_empty() || problem.edit.is_some();
        assert!(leads, "no next step: {problem:#?}");
    }
}

/// Everything that is found in a letter.
pub fn check(session: &Session, source: &Arc<Source>) -> Findings {
    let findings = session.check(&session.read(source)).findings;
    lead_on(&findings);
    findings
}

/// The Document of a letter; panics with its problems if there is none.
pub fn document(session: &Session, path: &Path) -> (Document, Findings) {
    let letter = session.read(&source(path));
    let composition = session.compose(&letter);
    match (composition.document().is_some(), composition.composed) {
        (true, Some(composed)) => (composed.document, composition.findings),
        _ => panic!("{}: {:#?}", path.display(), composition.findings.problems),
    }
}
