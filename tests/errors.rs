//! The error corpus: every bad letter in `tests/errors/` and every bad house style in
//! `tests/errors/templates/` yields exactly the messages that were last read and accepted
//! (`INSTA_UPDATE=always cargo test errors` accepts anew), and no file.

use crate::common::program::places;
use crate::common::session;
use collective_letters::base::report::Human;
use collective_letters::base::{Diagnostic, Format, Severity};
use collective_letters::project::session::{Session, Settings};
use std::path::Path;

fn report(problems: Vec<Diagnostic>) -> String {
    let human = Human::new(false, Some(120));
    let root = format!("{}/", session::root().to_string_lossy().replace('\\', "/"));
    let text: String = problems.iter().map(|d| human.diagnostic(d) + "\n").collect();
    places(&text).replace(&root, "")
}

fn assert_messages(name: &str, folder: &str, messages: &str) {
    insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, messages);
    });
}

/// These say something about a letter that is built all the same.
const WARNINGS: [&str; 3] = ["deadline-off-rule", "questions-of-another-group", "time-plan-narrow"];

#[test]
fn every_bad_letter_yields_its_messages_and_no_file() {
    let session = session::session("letters");
    let letters = session::letters("tests/errors");
    assert!(letters.len() >= 35, "only {} bad letters were found", letters.len());
    for path in letters {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let made = session::make(&session, &session::source(&path), &Format::ALL);
        let is_warning = WARNINGS.contains(&name.as_str());
        assert_eq!(made.files.is_empty(), !is_warning, "{name}");
        let problems = made.findings.problems.into_sorted();
        assert!(problems.iter().all(|d| d.span.is_some()), "{name}: a message without a place");
        let errors = problems.iter().any(|d| d.severity == Severity::Error);
        assert_eq!(errors, !is_warning, "{name}");
        assert_messages(&name, "errors", &report(problems));
    }
}

#[test]
fn every_bad_house_style_yields_its_messages() {
    let mut count = 0;
    let folder = session::root().join("tests/errors/templates");
    let mut styles: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.is_dir())
        .collect();
    styles.sort();
    for style in styles {
        let name = style.file_name().expect("a name").to_string_lossy().into_owned();
        assert_messages(&name, "errors/templates", &report(style_problems(&style)));
        count += 1;
    }
    assert!(count >= 10, "only {count} styles were found");
}

/// What a house style says when it is opened, or else when it makes the seed letter.
fn style_problems(style: &Path) -> Vec<Diagnostic> {
    let settings =
        Settings { letters: session::root().join("letters"), templates: Some(style.to_path_buf()) };
    match Session::open(&settings) {
        Err(problems) => problems.into_sorted(),
        Ok(session) => {
            let letter = session::source(&session::root().join("letters/sg17-011.yaml"));
            let made = session::make(&session, &letter, &[Format::Html]);
            assert!(made.files.is_empty(), "{} is a bad style", style.display());
            made.findings.problems.into_sorted()
        }
    }
}
