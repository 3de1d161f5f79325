//! The documentation's lists are true: every key of a letter and every fact of a template is listed,
//! everything listed exists, and the examples build.

use crate::common::program::places;
use crate::common::{outline, session};
use collective_letters::base::report::Human;
use collective_letters::base::{Format, Purpose, Severity, Source};
use collective_letters::model::directory::{Group, Signatory};
use collective_letters::model::letter::{
    Agenda, AnnexKind, Chair, Contacts, DeadlineItem, Deputy, Endorsed, Event, FieldKeys, FieldKind,
    FormAnnex, Format as MeetingFormat, FreeAnnex, HostAnnex, Hotel, ImageAnnex, Interpretation, Kind,
    Letter, Meeting, OtherDeadline, Practical, Questions, Schedule, TimePlan,
};
use collective_letters::tools::{facts, schema};
use std::collections::{BTreeMap, BTreeSet};

fn doc(path: &str) -> String {
    std::fs::read_to_string(session::root().join(path)).expect("a page of the documentation")
}

/// The text between the heading `## title` and the next one.
fn section<'d>(text: &'d str, title: &str) -> &'d str {
    let from = text.find(&format!("\n## {title}\n")).unwrap_or_else(|| panic!("no heading {title}"));
    let rest = &text[from + 4..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

/// The text between a heading and the next one of any level.
fn part<'d>(text: &'d str, heading: &str) -> &'d str {
    let from = text.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    let rest = &text[from + heading.len() + 2..];
    &rest[..rest.find("\n#").unwrap_or(rest.len())]
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
fn the_page_on_yaml_is_the_one_that_the_program_makes() {
    assert_eq!(
        doc("docs/reference/yaml.md").replace("\r\n", "\n"),
        schema::markdown(),
        "run `cargo run -- generate-docs docs`"
    );
}

#[test]
fn every_key_of_a_letter_is_documented_and_every_documented_key_is_read() {
    let yaml = doc("docs/reference/yaml.md");
    let table = |title: &str| first_cells(part(&yaml, title));
    assert_eq!(table("## The letter"), set(Letter::keys()));
    assert_eq!(table("## `meeting`"), set(Meeting::keys()));
    assert_eq!(table("### `endorsed`"), set(Endorsed::keys()));
    assert_eq!(table("### `schedule`"), set(Schedule::keys()));
    assert_eq!(table("## `contacts`"), set(Contacts::keys()));
    assert_eq!(table("## `chair`"), set(Chair::keys()));
    assert_eq!(table("## `on-behalf`"), set(Deputy::keys()));
    assert_eq!(table("## `events`"), set(Event::keys()));
    assert_eq!(table("### A group"), set(Group::keys()));
    assert_eq!(table("### A signatory"), set(Signatory::keys()));
    let events = section(&yaml, "`events`");
    let example = example_keys(events);
    for key in Event::keys() {
        assert!(example.contains(key), "`{key}` of an event is not shown");
    }
}

#[test]
fn every_word_is_documented_with_what_it_means() {
    let yaml = doc("docs/reference/yaml.md");
    let words = |title: &str, key: &str| -> Vec<String> {
        let told = meaning(part(&yaml, title), key);
        let list = told.split("One of ").nth(1).unwrap_or_else(|| panic!("{key} tells no words"));
        let words = list.split("`, `").flat_map(|word| word.split("), ")).filter_map(|w| w.strip_prefix('`'));
        words.filter_map(|word| Some(word.split_once("` (")?.0.to_owned())).collect()
    };
    assert_eq!(words("## `meeting`", "kind"), Kind::WORDS);
    assert_eq!(words("## `meeting`", "format"), MeetingFormat::WORDS);
    assert_eq!(words("## `meeting`", "interpretation"), Interpretation::WORDS);
    assert_eq!(words("### A field of a form", "kind"), FieldKind::WORDS);
    let purposes: Vec<&str> = Purpose::ALL.iter().map(|purpose| purpose.token()).collect();
    assert_eq!(words("### A field of a form", "purpose"), purposes);
    let kinds: BTreeSet<&str> = AnnexKind::WORDS.iter().copied().collect();
    assert_eq!(first_cells(part(&yaml, "## `annexes`")), kinds);
}

#[test]
fn every_deadline_and_every_key_of_an_annex_is_documented_and_shown() {
    let yaml = doc("docs/reference/yaml.md");
    let deadlines = section(&yaml, "`deadlines`");
    let items: BTreeSet<&str> = DeadlineItem::ALL.iter().map(|item| item.word()).collect();
    assert_eq!(first_cells(part(&yaml, "## `deadlines`")), items);
    let shown = example_keys(deadlines);
    assert!(OtherDeadline::keys().iter().all(|key| shown.contains(key)), "{shown:?}");
    let annexes = section(&yaml, "`annexes`");
    let examples = annexes.split("```").skip(1).step_by(2);
    let mut shown: BTreeMap<AnnexKind, BTreeSet<&str>> = BTreeMap::new();
    for part in examples.flat_map(|example| example.split("\n  - kind: ").skip(1)) {
        let word = part.split_whitespace().next().expect("a kind");
        let kind = AnnexKind::read(word).expect("a kind of annex");
        let keys = part.lines().filter_map(|l| l.strip_prefix("    ")).filter(|l| !l.starts_with(' '));
        shown.entry(kind).or_default().extend(keys.map(|line| line.split(':').next().unwrap_or(line)));
    }
    let known: BTreeMap<AnnexKind, BTreeSet<&str>> = annex_keys()
        .into_iter()
        .map(|(kind, _, keys)| (kind, keys.iter().copied().filter(|key| *key != "kind").collect()))
        .collect();
    assert_eq!(known.len(), AnnexKind::WORDS.len(), "each kind of annex is compared");
    assert_eq!(shown, known);
    for (_, title, keys) in annex_keys() {
        assert_eq!(first_cells(part(&yaml, title)), set(keys), "{title}");
    }
    let all = example_keys(annexes);
    for key in Hotel::keys().iter().chain(FieldKeys::keys()) {
        assert!(all.contains(key), "`{key}` is not shown");
    }
}

/// The keys of each kind of annex, and the section that tells of them.
fn annex_keys() -> Vec<(AnnexKind, &'static str, &'static [&'static str])> {
    vec![
        (AnnexKind::Practical, "### Practical information", Practical::keys()),
        (AnnexKind::Agenda, "### The agenda", Agenda::keys()),
        (AnnexKind::Host, "### Information from the host", HostAnnex::keys()),
        (AnnexKind::Form, "### A form", FormAnnex::keys()),
        (AnnexKind::Image, "### An image", ImageAnnex::keys()),
        (AnnexKind::Text, "### Your own text", FreeAnnex::keys()),
        (AnnexKind::TimePlan, "### The draft time plan", TimePlan::keys()),
        (AnnexKind::Questions, "### The list of Questions", Questions::keys()),
    ]
}

#[test]
fn the_page_on_facts_is_the_one_that_the_program_makes() {
    assert_eq!(doc("docs/reference/facts.md"), facts::page());
}

/// Facts that are there for a template or a phrase of one kind alone.
const ELSEWHERE: [&str; 6] = ["event", "annex_letter", "annex_entry", "form", "block", "body"];

#[test]
fn every_fact_of_a_text_can_be_used_in_a_letter() {
    let page = doc("docs/reference/facts.md");
    let listed = rows(&page).flat_map(|row| coded(row[0]));
    let listed = listed.filter(|name| !name.contains(['[', 'N']) && !name.contains(char::is_uppercase));
    let of_texts = listed.filter(|name| !ELSEWHERE.contains(&name.split('.').next().expect("a name")));
    let used: String = of_texts.map(|name| format!("{{% if {name} %}}{name}{{% endif %}}, ")).collect();
    for letter in ["meeting: {starts: 2021-04-20, ends: 2021-04-30}", "series: circular\nsubject: Words"] {
        let letter = format!(
            "number: 1\ngroup: SG17\ndate: 2021-01-21\n{letter}\nbody: [text: \"{used}\"]\nchair: {{name: Ada}}\n\
             on-behalf: {{name: Ada}}\n"
        );
        let found = problems("letters/facts.yaml", &letter);
        assert!(!found.iter().any(|problem| problem.contains("template")), "{found:?}");
    }
}

#[test]
fn what_the_page_on_facts_prints_is_printed() {
    // A bar in code does not end a cell.
    let page = doc("docs/house-style/facts.md").replace("\\|", "¦");
    let shown: Vec<(String, String)> = rows(&page)
        .filter(|row| row[0].starts_with("`{{"))
        .map(|row| {
            (
                row[0].trim_matches('`').replace('¦', "|"),
                row[1].split(", each").next().expect("words").to_owned(),
            )
        })
        .collect();
    assert!(shown.len() > 10);
    let texts: String = shown.iter().map(|(fact, _)| format!("  - text: '<{fact}>'\n")).collect();
    let letter = format!(
        "number: 1\ngroup: SG17\ndate: 2021-01-21\nmeeting:\n  kind: working-party\n  working-parties: [1, 2, 3]\n\
         \x20 starts: 2021-04-20\n  ends: 2021-04-30\n  opens: 09:30\nannexes:\n  - kind: practical\n  - kind: agenda\n\
         \x20 - {{kind: text, name: travel, title: Travel, text: Words.}}\nbody:\n{}",
        texts.replace('<', "«").replace('>', "»")
    );
    let session = session::session("letters");
    let letter = session.read(&Source::new("letters/facts.yaml", letter));
    let composition = session.compose(&letter);
    let composed = composition.composed.unwrap_or_else(|| panic!("{:#?}", composition.findings.problems));
    let said = outline::words(&composed.document).join(" ");
    for (fact, printed) in shown {
        assert!(
            said.replace('\u{a0}', " ").contains(&format!("«{printed}»")),
            "{fact} does not print {printed}: {said}"
        );
    }
}

#[test]
fn every_element_that_a_template_may_use_is_documented() {
    let templates = doc("docs/house-style/templates.md");
    let name = |cell: &str| cell.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    let documented: BTreeMap<String, BTreeSet<String>> = rows(section(&templates, "Elements of the page"))
        .map(|row| {
            let attributes = coded(row[1]).into_iter().map(|a| a.split('=').next().unwrap_or(a).to_owned());
            (name(row[0]), attributes.collect())
        })
        .collect();
    let source = doc("src/compose/markdown/context.rs");
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

#[test]
fn the_purposes_of_fields_are_documented_and_the_form_shown_builds() {
    let templates = doc("docs/house-style/templates.md");
    let elements = section(&templates, "Forms");
    let listed = elements.split("`purpose` lets").nth(1).and_then(|rest| rest.split(';').next()).expect("it");
    let known: BTreeSet<&str> = Purpose::ALL.iter().map(|purpose| purpose.token()).collect();
    assert_eq!(coded(listed), known);
    let form = elements.split("```").nth(1).expect("a form").replace('\n', "\n      ");
    let letter = format!(
        "number: 1\ngroup: SG17\ndate: 2021-01-21\nmeeting: {{starts: 2021-04-20, ends: 2021-04-30}}\nannexes:\n  - kind: text\n    title: Form\n    name: form\n    text: |\n      {form}\n"
    );
    assert_eq!(problems("letters/form.yaml", &letter), Vec::<String>::new());
}

/// Builds a letter and gives what was wrong with it. Examples are parts of letters: what is only worth a
/// look does not count.
fn problems(name: &str, text: &str) -> Vec<String> {
    let made = session::make(&session::session("letters"), &Source::new(name, text.to_owned()), &Format::ALL);
    let problems = made.findings.problems.into_sorted().into_iter();
    let wrong = problems.filter(|d| d.severity > Severity::Note);
    wrong.map(|d| format!("{}: {}", d.rule.code, d.message)).collect()
}

/// `INSTA_UPDATE=always cargo test docs` writes them again, as the program words them.
#[test]
fn the_findings_in_the_page_on_checking_are_those_of_the_printed_letter() {
    let page = doc("docs/staff/checking.md").replace("\r\n", "\n");
    let shown = page.split("```\n").nth(1).expect("the findings");
    let letter = session::source(&session::root().join("tests/letters/sg17-011-as-printed.yaml"));
    let human = Human::new(false, Some(120));
    let found = session::check(&session::session("tests/letters"), &letter).problems.into_sorted();
    // Of findings with the same code, the one on the same line of the letter.
    let head = |text: &str| {
        let code = text.split(']').next().map(str::to_owned);
        (code, text.lines().nth(1).map(|place| place.trim().to_owned()))
    };
    let found: Vec<String> =
        found.iter().map(|finding| places(human.diagnostic(finding).trim()).into_owned()).collect();
    let fresh: Vec<&str> = shown
        .trim()
        .split("\n\n")
        .map(|old| found.iter().find(|new| head(new) == head(old)).unwrap_or_else(|| panic!("no {old}")))
        .map(String::as_str)
        .collect();
    let fresh = page.replace(shown, &format!("{}\n", fresh.join("\n\n")));
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::write(session::root().join("docs/staff/checking.md"), &fresh).expect("written");
    } else {
        assert_eq!(page, fresh, "run it with INSTA_UPDATE=always");
    }
}

#[test]
fn the_letter_in_the_readme_builds_without_a_problem() {
    let readme = doc("README.md");
    let example = readme.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("YAML");
    assert_eq!(problems("letters/readme.yaml", example), Vec::<String>::new());
}

#[test]
fn the_examples_in_the_page_on_yaml_build_without_an_error() {
    let yaml = doc("docs/reference/yaml.md");
    let parts: Vec<&str> = ["`events`", "`body`", "`deadlines`", "`annexes`"]
        .iter()
        .map(|title| section(&yaml, title).split("```yaml\n").nth(1).expect("YAML"))
        .map(|rest| rest.split("```").next().expect("an end"))
        .collect();
    let letter = format!(
        "number: 1\ngroup: SG17\ndate: 2021-01-21\nmeeting: {{starts: 2021-04-20, ends: 2021-04-30}}\n{}",
        parts.concat()
    );
    // The example shows a picture: it lies beside the letters of the tests.
    assert_eq!(problems("tests/letters/yaml.yaml", &letter), Vec::<String>::new());
}

/// Nothing in the program is made for one group or one letter: examples speak of study groups that are no more.
#[test]
fn the_program_knows_no_group_and_no_letter() {
    fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                files(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    /// Numbers of study groups that ended long before the letters that this program is for.
    const GONE: [&str; 4] = ["1", "01", "4", "14"];
    let mut found = Vec::new();
    files(&session::root().join("src"), &mut found);
    assert!(found.len() > 100);
    let mut named = Vec::new();
    for path in found {
        let text = std::fs::read_to_string(&path).expect("text");
        for (number, line) in text.lines().enumerate() {
            for mark in ["SG", "sg", "tsg", "Study Group ", "Study Groups "] {
                for (at, _) in line.match_indices(mark) {
                    let digits: String =
                        line[at + mark.len()..].chars().take_while(char::is_ascii_digit).collect();
                    if !digits.is_empty() && !GONE.contains(&digits.as_str()) {
                        named.push(format!("{}:{}: {line}", path.display(), number + 1));
                    }
                }
            }
            if line.contains("TSAG") {
                named.push(format!("{}:{}: {line}", path.display(), number + 1));
            }
        }
    }
    assert!(named.is_empty(), "{}", named.join("\n"));
}
