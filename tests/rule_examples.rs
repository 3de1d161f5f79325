//! The examples of errors, as `letters explain` prints them: each is put into a letter or a file of the house style.
//! The bad one has the error, the good one none. Rules with a folder in tests/rules are tried there.

use crate::common::session;
use collective_letters::base::{Example, Format, Rule, Severity, Source};
use collective_letters::check::table;
use collective_letters::project::session::Session;
use std::collections::BTreeSet;

const LETTER: &str = "number: 1\ngroup: SG17\nfile-reference: SG17/XY\ndate: 2021-01-21\nstatus: draft\n\
                      meeting: {starts: 2021-04-20, ends: 2021-04-30}\n";

/// Examples that need another letter or file, or would fill a page.
const NOT_TRIED: [&str; 6] =
    ["annexes", "not-translated", "qr", "translation", "unknown-item", "unknown-term"];

/// The keys at the beginning of lines.
fn keys(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter(|line| !line.starts_with([' ', '#', '-']));
    lines.filter_map(|line| Some(line.split_once(':')?.0)).collect()
}

/// A YAML file with the keys of a fragment instead of its own.
fn over(file: &str, fragment: &str) -> String {
    let replaced = keys(fragment);
    let mut keeps = true;
    let mut text = String::new();
    for line in file.split_inclusive('\n') {
        if let Some(key) = keys(line).first() {
            keeps = !replaced.contains(key);
        }
        if keeps {
            text.push_str(line);
        }
    }
    text + fragment + "\n"
}

/// A file of the house style with the bad lines of an example where it has the good ones; a template has them at its
/// end.
fn in_style(file: &str, name: &str, example: &Example, is_bad: bool) -> String {
    if name.ends_with(".md") {
        return format!("{file}\n\n{}\n", if is_bad { example.bad } else { example.good });
    }
    example.bad.lines().zip(example.good.lines()).fold(file.to_owned(), |file, (bad, good)| {
        assert!(file.contains(good), "{name} has no line {good}");
        if is_bad { file.replace(good, bad) } else { file }
    })
}

/// The codes of the errors in an example.
fn errors(example: &Example, is_bad: bool) -> BTreeSet<&'static str> {
    let text = if is_bad { example.bad } else { example.good };
    let (mut settings, mut letter) = (session::settings("tests/letters"), LETTER.to_owned());
    let style = tempfile::tempdir().expect("a folder");
    if let Some((name, _)) = text.strip_prefix("# templates/").and_then(|rest| rest.split_once('\n')) {
        let file = std::fs::read_to_string(session::root().join("templates").join(name)).expect("a file");
        let without_name = |text: &'static str| text.split_once('\n').map_or("", |(_, rest)| rest);
        let lines = Example { bad: without_name(example.bad), good: without_name(example.good) };
        let path = style.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, in_style(&file, name, &lines, is_bad)).expect("a file");
        settings.templates = Some(style.path().to_path_buf());
    } else if keys(text).is_empty() {
        letter = text.to_owned();
    } else {
        // The directory of the tests has other groups than the examples.
        letter = over(LETTER, &format!("{text}\n").replace("group: SG1\n", "group: SG17\n"));
    }
    let problems = match Session::open(&settings) {
        Err(problems) => problems,
        Ok(session) => {
            let source = Source::new("letters/example.yaml", letter);
            session::make(&session, &source, &Format::ALL).findings.problems
        }
    };
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| problem.rule.code).collect()
}

#[test]
fn every_example_of_an_error_is_true() {
    let has_folder = |rule: &&Rule| session::root().join("tests/rules").join(rule.code).exists();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for rule in table::rules().filter(|rule| rule.severity == Severity::Error && !has_folder(rule)) {
        let Some(example) = &rule.example else { continue };
        if NOT_TRIED.contains(&rule.code) {
            continue;
        }
        tried += 1;
        let (bad, good) = (errors(example, true), errors(example, false));
        if !bad.contains(rule.code) || !good.is_empty() {
            wrong.push(format!("{}: bad {bad:?}, good {good:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 50, "only {tried} were tried");
}
