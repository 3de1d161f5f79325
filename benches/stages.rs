//! How long each stage of the way takes, and one letter whole: `cargo bench`.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot set up its input has failed"
)]

use collective_letters::base::report::{Few, Human};
use collective_letters::base::{Diagnostics, Format, Source};
use collective_letters::document::Document;
use collective_letters::model::letter::Letter;
use collective_letters::project::session::{Session, Settings};
use divan::Bencher;
use std::path::PathBuf;
use std::sync::Arc;

fn main() {
    divan::main();
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn session() -> Session {
    let settings = Settings { letters: root().join("letters"), templates: None };
    Session::open(&settings).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn seed() -> Arc<Source> {
    let path = root().join("letters/sg17-011.yaml");
    let text = std::fs::read_to_string(&path).expect("the seed letter");
    Source::new(path, text)
}

fn document(session: &Session) -> Document {
    let letter = session.read(&seed());
    session.compose(&letter).composed.expect("a document").document
}

fn files(session: &Session, source: &Arc<Source>) -> usize {
    let letter = session.read(source);
    session.files(&mut session.compose(&letter), &Format::ALL).len()
}

/// House style, phrases, templates, theme and directory: once per run.
#[divan::bench]
fn open_the_session(bencher: Bencher<'_, '_>) {
    bencher.bench(session);
}

/// YAML to the typed letter.
#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    let source = seed();
    bencher.bench(|| Letter::load(&source, &mut Diagnostics::new()).is_ok());
}

/// Load, resolve, templates, Markdown: up to the Document.
#[divan::bench]
fn compose(bencher: Bencher<'_, '_>) {
    let (session, source) = (session(), seed());
    bencher.bench(|| session.compose(&session.read(&source)).document().is_some());
}

/// The Document in one format; fonts and constant parts are there already.
#[divan::bench(args = [Format::Docx, Format::Pdf, Format::Html])]
fn write(bencher: Bencher<'_, '_>, format: Format) {
    let session = session();
    let document = document(&session);
    bencher.bench(|| session.export(format, &document).expect("a file").len());
}

/// One letter of a batch: YAML to three files.
#[divan::bench]
fn one_letter_of_a_batch(bencher: Bencher<'_, '_>) {
    let (session, source) = (session(), seed());
    bencher.bench(|| files(&session, &source));
}

/// One letter with everything that a run loads before it.
#[divan::bench]
fn one_letter_from_cold(bencher: Bencher<'_, '_>) {
    let source = seed();
    bencher.bench(|| files(&session(), &source));
}

/// A letter with so many repeated words.
fn repeated(words: usize) -> Arc<Source> {
    let head = seed().text().split("body:").next().unwrap_or_default().to_owned();
    let text = head + "body:\n  - text: |-\n      " + &"word ".repeat(words + 1) + "\n";
    Source::new(root().join("letters/many.yaml"), text)
}

/// Findings are found, put in order and printed: twice as many take twice the time.
#[divan::bench(args = [5_000, 10_000, 20_000])]
fn many_findings(bencher: Bencher<'_, '_>, findings: usize) {
    let (session, source, human) = (session(), repeated(findings), Human::new(false, None));
    bencher.bench(|| {
        let letter = session.read(&source);
        let problems = session.compose(&letter).findings.problems.into_sorted();
        assert!(problems.len() >= findings);
        Few::of(&problems).shown.iter().map(|problem| human.diagnostic(problem).len()).sum::<usize>()
    });
}

/// The same of keys that there are not, each with the nearest that there is.
#[divan::bench(args = [5_000, 10_000, 20_000])]
fn many_unknown_keys(bencher: Bencher<'_, '_>, findings: usize) {
    let keys: String = (0..findings).map(|key| format!("kye{key}: 1\n")).collect();
    let source = Source::new(root().join("letters/many.yaml"), seed().text().to_owned() + &keys);
    bencher.bench(|| {
        let mut problems = Diagnostics::new();
        assert!(Letter::load(&source, &mut problems).is_err());
        problems.into_sorted().len()
    });
}
