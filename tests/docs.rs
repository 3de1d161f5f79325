//! The documentation's lists are true: every key of a letter and every fact of a template is listed,
//! everything listed exists, and the examples build.

#![allow(clippy::expect_used, clippy::panic, reason = "a page that is not as expected has failed")]

mod common;

use collective_letters::diagnostic::Severity;
use collective_letters::directory::{Group, Signatory};
use collective_letters::letter::{
    Agenda, AnnexKind, Chair, Contacts, DeadlineItem, Format as MeetingFormat, FreeAnnex, Interpretation,
    Kind, Letter, Meeting, OtherDeadline, Practical,
};
use collective_letters::pipeline::Format;
use collective_letters::source::Source;
use common::studio;
use std::collections::{BTreeMap, BTreeSet};

fn doc(path: &str) -> String {
    std::fs::read_to_string(studio::root().join(path)).expect("a page of the documentation")
}

/// The text between the heading `## title` and the next one.
fn section<'d>(text: &'d str, title: &str) -> &'d str {
    let from = text.find(&format!("\n## {title}\n")).unwrap_or_else(|| panic!("no heading {title}"));
    let rest = &text[from + 4..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

/// What stands in backticks.
fn coded(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The rows of the section's tables: their cells.
fn rows(section: &str) -> impl Iterator<Item = Vec<&str>> {
    section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

/// What stands in backticks in the first cells.
fn first_cells(section: &str) -> BTreeSet<&str> {
    rows(section).flat_map(|row| coded(row[0])).collect()
}

/// The cell that says what the first cell's name means.
fn meaning<'d>(section: &'d str, name: &str) -> &'d str {
    let quoted = format!("`{name}`");
    rows(section).find(|row| row[0] == quoted).unwrap_or_else(|| panic!("no row {name}"))[1]
}

fn set(names: &'static [&'static str]) -> BTreeSet<&'static str> {
    names.iter().copied().collect()
}

/// Keys of the mappings in the section's YAML example, also of those in braces and in comments.
fn example_keys(section: &str) -> BTreeSet<&str> {
    let example = section.split("```").nth(1).expect("an example");
    example
        .split(|c: char| c.is_whitespace() || "{}[],".contains(c))
        .filter_map(|word| word.strip_suffix(':'))
        .collect()
}

#[test]
fn every_key_of_a_letter_is_documented_and_every_documented_key_is_read() {
    let yaml = doc("docs/yaml.md");
    let letter = section(&yaml, "The letter");
    assert_eq!(first_cells(letter), set(Letter::keys()));
    assert_eq!(first_cells(section(&yaml, "`meeting`")), set(Meeting::keys()));
    let contacts: BTreeSet<_> =
        coded(meaning(letter, "contacts")).into_iter().filter(|w| *w != "\"\"").collect();
    assert_eq!(contacts, set(Contacts::keys()));
    assert_eq!(coded(meaning(letter, "chair")), set(Chair::keys()));
}

#[test]
fn the_words_of_a_meeting_are_documented() {
    let yaml = doc("docs/yaml.md");
    let meeting = section(&yaml, "`meeting`");
    assert!(coded(meaning(meeting, "kind")).iter().all(|w| Kind::read(w).is_some()));
    assert_eq!(coded(meaning(meeting, "kind")).len(), 4);
    assert!(coded(meaning(meeting, "format")).iter().all(|w| MeetingFormat::read(w).is_some()));
    assert_eq!(coded(meaning(meeting, "format")).len(), 3);
    assert!(coded(meaning(meeting, "interpretation")).iter().all(|w| Interpretation::read(w).is_some()));
}

#[test]
fn every_deadline_and_every_key_of_an_annex_is_documented() {
    let yaml = doc("docs/yaml.md");
    let deadlines = section(&yaml, "`deadlines`");
    assert_eq!(first_cells(deadlines), DeadlineItem::ALL.iter().map(|item| item.word()).collect());
    let shown = example_keys(deadlines);
    assert!(OtherDeadline::keys().iter().all(|key| shown.contains(key)), "{shown:?}");
    let annexes = section(&yaml, "`annexes`");
    let parts: Vec<&str> = annexes.split("- kind: ").skip(1).collect();
    assert_eq!(parts.len(), 3);
    let kinds = [Practical::keys(), Agenda::keys(), FreeAnnex::keys()];
    for part in parts {
        let kind = part.lines().next().expect("a kind");
        let keys = kinds[AnnexKind::read(kind).expect("a kind of annex") as usize];
        for key in keys.iter().filter(|key| **key != "kind") {
            assert!(part.contains(&format!("\n    {key}:")), "{kind} does not show `{key}`");
        }
        for line in part.lines().filter_map(|l| l.strip_prefix("    ")).filter(|l| !l.starts_with(' ')) {
            let key = line.split(':').next().unwrap_or(line);
            assert!(keys.contains(&key), "{kind} has no `{key}`");
        }
    }
}

#[test]
fn every_key_of_the_directory_is_documented() {
    let yaml = doc("docs/yaml.md");
    let directory = section(&yaml, "The directory");
    let documented: BTreeSet<&str> = coded(directory)
        .into_iter()
        .filter(|word| !word.contains('/') && word.parse::<f32>().is_err())
        .collect();
    let read: BTreeSet<&str> = Group::keys().iter().chain(Signatory::keys()).copied().collect();
    assert_eq!(documented, read);
}

/// The names that stand first in pairs, `("name", value)`, of a function in the source of the facts.
fn pairs<'s>(source: &'s str, function: &str) -> BTreeSet<&'s str> {
    let from = source.find(&format!("\nfn {function}(")).expect("the function");
    let body = &source[from..from + source[from..].find("\n}\n").expect("its end")];
    body.match_indices('(')
        .filter(|(at, _)| !body[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .filter_map(|(at, _)| body[at + 1..].trim_start().strip_prefix('"')?.split_once("\","))
        .map(|(name, _)| name)
        .collect()
}

/// The names of the facts that a source file inserts.
fn inserted(source: &str) -> impl Iterator<Item = &str> {
    source.split("insert_value(\"").skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_fact_is_documented_and_every_documented_fact_exists() {
    let templates = doc("docs/templates.md");
    let listed = section(&templates, "Facts");
    let (facts, compose) = (doc("src/facts.rs"), doc("src/compose.rs"));
    // The letter of the annex at hand is there for the phrases of annexes alone.
    let names: BTreeSet<&str> =
        inserted(&facts).chain(inserted(&compose)).filter(|n| *n != "annex_letter").collect();
    assert_eq!(first_cells(listed), names);
    for group in ["letter", "group", "meeting", "contacts", "chair", "signatory"] {
        assert_eq!(coded(meaning(listed, group)), pairs(&facts, group), "{group}");
    }
}

#[test]
fn every_documented_fact_can_be_used_in_a_letter() {
    let templates = doc("docs/templates.md");
    let listed = section(&templates, "Facts");
    let mut used = String::new();
    for group in ["letter", "group", "meeting", "contacts", "chair", "signatory"] {
        for fact in coded(meaning(listed, group)) {
            used.push_str(&format!("{{% if {group}.{fact} %}}{fact}{{% endif %}} "));
        }
    }
    let letter = format!(
        "number: 1\ngroup: SG17\ndate: 2021-01-21\nmeeting: {{starts: 2021-04-20, ends: 2021-04-30}}\nbody: [opening, text: \"{used}\", deadlines, annexes]\n"
    );
    assert_eq!(problems("letters/facts.yaml", &letter), Vec::<String>::new());
}

#[test]
fn every_element_that_a_template_may_use_is_documented() {
    let templates = doc("docs/templates.md");
    let name = |cell: &str| cell.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    let documented: BTreeMap<String, BTreeSet<String>> = rows(section(&templates, "Elements of the page"))
        .map(|row| {
            let attributes = coded(row[1]).into_iter().map(|a| a.split('=').next().unwrap_or(a).to_owned());
            (name(row[0]), attributes.collect())
        })
        .collect();
    let source = doc("src/markdown/context.rs");
    let vocabulary = source.split_once("= [\n").and_then(|(_, rest)| rest.split_once("];")).expect("it").0;
    let known: BTreeMap<String, BTreeSet<String>> = vocabulary
        .lines()
        .map(|line| {
            let mut words = line.split('"').skip(1).step_by(2).map(str::to_owned);
            (words.next().expect("a name"), words.collect())
        })
        .collect();
    assert_eq!(documented, known);
}

/// Builds a letter and gives what was wrong with it. Examples are parts of letters: what is only worth a
/// look does not count.
fn problems(name: &str, text: &str) -> Vec<String> {
    let made = studio::studio("letters").make(&Source::new(name, text.to_owned()), &Format::ALL);
    let problems = made.problems.into_sorted().into_iter();
    let wrong = problems.filter(|d| d.severity > Severity::Information);
    wrong.map(|d| format!("{}: {}", d.code, d.message)).collect()
}

#[test]
fn the_letter_in_the_readme_builds_without_a_problem() {
    let readme = doc("README.md");
    let example = readme.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("YAML");
    assert_eq!(problems("letters/readme.yaml", example), Vec::<String>::new());
}

#[test]
fn the_examples_in_the_page_on_yaml_build_without_an_error() {
    let yaml = doc("docs/yaml.md");
    let parts: Vec<&str> = ["`body`", "`deadlines`", "`annexes`"]
        .iter()
        .map(|title| section(&yaml, title).split("```yaml\n").nth(1).expect("YAML"))
        .map(|rest| rest.split("```").next().expect("an end"))
        .collect();
    let letter = format!(
        "number: 1\ngroup: SG17\ndate: 2021-01-21\nmeeting: {{starts: 2021-04-20, ends: 2021-04-30}}\n{}",
        parts.concat()
    );
    assert_eq!(problems("letters/yaml.yaml", &letter), Vec::<String>::new());
}
