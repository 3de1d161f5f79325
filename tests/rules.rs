//! The rules of the checker: each has a folder in `tests/rules` with a letter that it finds something in,
//! and the same letter mended. The messages are those that were last read and accepted
//! (`INSTA_UPDATE=always cargo test rules` accepts anew).

use crate::common::program::{Office, places};
use crate::common::session;
use collective_letters::base::report::Human;
use collective_letters::base::{Diagnostic, Format, Rule, Severity, Source};
use collective_letters::check::{fix, table};
use collective_letters::project::archive::Archive;
use collective_letters::project::register;
use collective_letters::project::session::{Session, Settings};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

fn folder(code: &str) -> PathBuf {
    session::root().join("tests/rules").join(code)
}

/// The rules with a folder: all that a letter can be built in spite of, and some errors. The others are in
/// tests/examples.rs.
fn in_corpus() -> impl Iterator<Item = &'static Rule> {
    table::rules().filter(|rule| rule.severity != Severity::Error || folder(rule.code).exists())
}

/// The embedded house style.
static HOUSE: LazyLock<Session> = LazyLock::new(|| session::session("tests/letters"));

/// A house style in which a rule can be broken that no letter can break in the embedded one.
fn style(code: &str) -> Option<(tempfile::TempDir, Session)> {
    if code != "phrases-not-verified" {
        return None;
    }
    let style = tempfile::tempdir().expect("a folder");
    let phrases =
        std::fs::read_to_string(session::root().join("templates/phrases/en.yaml")).expect("phrases");
    std::fs::create_dir(style.path().join("phrases")).expect("a folder");
    let phrases = phrases.replace("verified: true", "verified: false");
    std::fs::write(style.path().join("phrases/en.yaml"), phrases).expect("a file");
    let settings = Settings {
        letters: session::root().join("tests/letters"),
        templates: Some(style.path().to_path_buf()),
    };
    match Session::open(&settings) {
        Ok(session) => Some((style, session)),
        Err(problems) => panic!("{problems:#?}"),
    }
}

fn findings(session: &Session, source: &Arc<Source>) -> Vec<Diagnostic> {
    session::check(session, source).problems.into_sorted()
}

/// With what is wrong between it and the letter `other.yaml` beside it, if there is one.
fn all_findings(session: &Session, source: &Arc<Source>) -> Vec<Diagnostic> {
    let mut all = match source.path().parent() {
        // Pages are looked at where they are made.
        Some(folder) if folder.ends_with("annex-spills") => {
            session::make(session, source, &Format::ALL).findings.problems
        }
        _ => session::check(session, source).problems,
    };
    let published = session::root().join(source.path().with_file_name("issued.yaml"));
    if published.exists() {
        let mut entry = register::entry(session, source, &Format::ALL);
        (entry.is_kept, entry.as_issued) = (true, Some(session::source(&published)));
        all.extend(
            register::compare(&[Some(entry)], Some(&Archive::of(Path::new("letters"))))
                .into_iter()
                .flat_map(|between| between.problems.into_sorted()),
        );
    }
    let other = source.path().with_file_name("other.yaml");
    if session::root().join(&other).exists() {
        let entry = |source| Some(register::entry(session, source, &Format::ALL));
        let between = register::compare(&[entry(source), entry(&session::source(&other))], None);
        all.extend(between.into_iter().take(1).flat_map(|between| between.problems.into_sorted()));
    }
    all.into_sorted()
}

fn report(findings: &[Diagnostic]) -> String {
    let human = Human::new(false, Some(120));
    let text: String = findings.iter().map(|finding| human.diagnostic(finding) + "\n").collect();
    // The directory is found by its whole path.
    places(&text.replace(&format!("{}/", session::root().display()), "")).into_owned()
}

#[test]
fn every_rule_finds_its_bad_example_and_nothing_in_the_good_one() {
    for rule in in_corpus() {
        let code = rule.code;
        let style = style(code);
        let session = style.as_ref().map_or(&*HOUSE, |(_, session)| session);
        let bad = all_findings(session, &session::source(&folder(code).join("bad.yaml")));
        let codes: BTreeSet<&str> = bad.iter().map(|finding| finding.rule.code).collect();
        assert!(codes.contains(code), "{code} is silent on its bad example: {codes:?}");
        assert_eq!(codes.len(), 1, "{code}: its bad example breaks other rules too: {codes:?}");
        assert!(bad.iter().all(|finding| finding.severity == rule.severity), "{code}");
        assert!(bad.iter().all(|finding| finding.span.is_some()), "{code}: a finding without a place");
        insta::with_settings!({ snapshot_path => format!("rules/{code}"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("bad", report(&bad));
        });
        let good = all_findings(session, &session::source(&folder(code).join("good.yaml")));
        assert!(good.is_empty(), "{code}: its good example is not good:\n{}", report(&good));
    }
}

#[test]
fn every_folder_belongs_to_a_rule_and_no_two_rules_have_one_code() {
    let codes: Vec<&str> = table::rules().map(|rule| rule.code).collect();
    let known: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(known.len(), codes.len());
    let folders = std::fs::read_dir(session::root().join("tests/rules")).expect("the corpus");
    for folder in folders {
        let name = folder.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(known.contains(name.as_str()), "{name} is no rule");
    }
}

#[test]
fn an_edit_mends_what_was_found_and_the_second_run_changes_nothing() {
    let session = session::session("tests/letters");
    let mut edited = 0;
    for rule in in_corpus() {
        let mut letter = session::source(&folder(rule.code).join("bad.yaml"));
        let before = findings(&session, &letter);
        let certain = before.iter().filter(|finding| finding.edit.is_some()).count();
        if certain == 0 {
            continue;
        }
        edited += 1;
        let mut rounds = 0;
        while let Some((text, _)) = fix::apply(&letter, &findings(&session, &letter)) {
            letter = Source::new(letter.path(), text);
            rounds += 1;
            assert!(rounds < 10, "{}: the edits never come to an end", rule.code);
        }
        assert_eq!(findings(&session, &letter).len(), before.len() - certain, "{}", rule.code);
    }
    assert!(edited >= 1);
}

/// A comma would make two notes of one.
#[test]
fn an_edit_that_would_change_what_the_file_says_is_not_offered() {
    let letter = "number: 1\ngroup: SG17\ndate: 2021-01-21\nmeeting: {starts: 2021-04-19, ends: 2021-04-23}\n\
                  annexes: [{kind: agenda, notes: [See you on Monday 19 April 2021]}]\n";
    for (text, edits) in
        [(letter.to_owned(), 0), (letter.replace("[See", "[\"See").replace("2021]", "2021\"]"), 1)]
    {
        let found = findings(&HOUSE, &Source::new("letter.yaml", text));
        assert_eq!(
            found.iter().filter(|finding| finding.rule.code == "weekday-comma").count(),
            1,
            "{found:#?}"
        );
        assert_eq!(found.iter().filter(|finding| finding.edit.is_some()).count(), edits, "{found:#?}");
    }
}

#[test]
fn a_check_finds_what_making_all_files_finds() {
    let session = session::session("tests/letters");
    let mut letters = session::letters("tests/letters");
    letters.extend(session::letters("tests/errors"));
    for path in letters {
        let source = session::source(&path);
        let made = session::make(&session, &source, &Format::ALL).findings.problems.into_sorted();
        // Pages are looked at where they are made.
        let made: Vec<Diagnostic> =
            made.into_iter().filter(|found| found.rule.code != "annex-spills").collect();
        assert_eq!(findings(&session, &source), made, "{}", path.display());
    }
}

/// All Rust files below a folder.
fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The codes of the rules that the sources declare.
fn declared() -> Vec<String> {
    let mut files = Vec::new();
    sources(&session::root().join("src"), &mut files);
    let mut codes = Vec::new();
    for path in files.iter().filter(|path| !path.ends_with("base/rule.rs")) {
        let text = std::fs::read_to_string(path).expect("a file");
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        assert!(!code.contains("rule::Rule {"), "{} makes a rule without declaring it", path.display());
        for kind in ["Error", "Warning", "Note", "Failure", "Caution"] {
            let start = format!(" = {kind} \"");
            let rest = code.split(&start).skip(1);
            codes.extend(rest.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    codes
}

/// Whoever declares rules in a new file must add it to check/table.rs or cli/catalogue.rs.
#[test]
fn every_rule_that_is_declared_is_explained() {
    let office = Office::empty();
    let list = office.run(&["explain"]).code(0).stdout;
    let declared = declared();
    let listed = list.lines().filter(|line| line.starts_with("  ")).count();
    assert_eq!(listed, declared.len(), "a rule is listed twice or not at all");
    assert!(declared.len() > 180, "only {} rules are declared", declared.len());
    for code in &declared {
        let page = office.run(&["explain", code]).code(0).stdout;
        assert!(page.starts_with(&format!("{code}  (")), "{page}");
        assert!(list.contains(&format!("\n  {code} ")), "`letters explain` does not list {code}");
        assert!(page.contains("How to fix it: "), "{page}");
    }
    let known: BTreeSet<&String> = declared.iter().collect();
    assert_eq!(known.len(), declared.len(), "two rules have one code");
}

#[test]
fn every_text_of_a_rule_says_something() {
    for rule in table::rules() {
        let example = rule.example.iter().flat_map(|example| [example.bad, example.good]);
        for text in [rule.summary, rule.why, rule.fix].into_iter().chain(rule.source).chain(example) {
            assert!(text.trim().len() > 3, "{}", rule.code);
        }
        let lines = std::iter::once(rule.summary).chain(rule.source);
        assert!(lines.into_iter().all(|line| !line.ends_with('.')), "{}: a full stop", rule.code);
        assert!(rule.why.ends_with(['.', ')']) && rule.fix.ends_with(['.', ')']), "{}", rule.code);
        assert!(rule.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
    }
}
