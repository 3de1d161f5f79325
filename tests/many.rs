//! Letters with very many findings, and folders whose links go in circles: the program ends, shows some findings and counts all.
//! What is counted here is blocks and findings; how long it takes is measured by `cargo bench many`.

use crate::common::program::{Office, letter};
use crate::common::session;
use collective_letters::base::report::Few;
use collective_letters::base::{Diagnostic, Format, Severity, Source};
use collective_letters::check::fix;
use std::fs;

/// A rule, and a letter that breaks it so many times.
type Kind = (&'static str, fn(usize) -> String);

/// Kinds of findings.
const KINDS: [Kind; 8] = [
    ("repeated-word", |many| body(&"word ".repeat(many + 1))),
    ("known-slip", |many| body(&"decisions-making ".repeat(many))),
    ("spacing", |many| body(&"word , word ".repeat(many))),
    ("no-such-date", |many| body(&"by 31 April 2021 or ".repeat(many))),
    ("weekday-comma", |many| body(&"on Monday 19 April 2021, ".repeat(many))),
    ("annex-not-there", |many| body(&"see Annex Z, ".repeat(many))),
    ("same-paragraph", |many| {
        let text = "This paragraph appears again and again and has more than sixty characters.";
        letter(1) + "body:\n" + &format!("  - text: {text}\n").repeat(many + 1)
    }),
    ("unknown-key", |many| letter(1) + &(0..many).map(|key| format!("kye{key}: 1\n")).collect::<String>()),
];

fn body(text: &str) -> String {
    format!("{}body:\n  - text: |-\n      {text}\n", letter(1))
}

/// The findings of a rule in a letter.
fn found(text: &str, code: &str) -> Vec<Diagnostic> {
    let source = Source::new(session::root().join("tests/letters/many.yaml"), text);
    let session = session::session("letters");
    let letter = session.read(&source);
    let problems = session.compose(&letter).findings.problems.into_sorted();
    problems.into_iter().filter(|problem| problem.rule.code == code).collect()
}

#[test]
fn very_many_findings_are_all_found_at_their_own_places() {
    for (code, text) in KINDS {
        let problems = found(&text(1500), code);
        assert_eq!(problems.len(), 1500, "{code}");
        let mut places: Vec<usize> = problems.iter().filter_map(|p| Some(p.span.as_ref()?.start)).collect();
        places.dedup();
        assert_eq!(places.len(), 1500, "{code}: each has its own place");
        let few = Few::of(&problems);
        assert_eq!(few.shown.len(), 20, "{code}");
        assert!(few.more().concat().contains(&format!("1480 of {code}")), "{:?}", few.more());
    }
}

#[test]
fn a_text_without_a_place_to_break_is_set_as_well() {
    // What looks at the whole text again for each of its signs would not end.
    let session = session::session("letters");
    for text in ["[".repeat(300_000), format!("a{}", "\u{301}".repeat(20_000))] {
        let source = Source::new(session::root().join("tests/letters/many.yaml"), body(&text));
        let made = session::make(&session, &source, &[Format::Pdf]);
        // No font has that mark, which is found once.
        let errors: Vec<_> =
            made.findings.problems.iter().filter(|p| p.severity == Severity::Error).collect();
        assert_eq!(made.files.len() + errors.len(), 1, "{errors:#?}");
    }
}

#[test]
fn a_few_are_shown_and_all_are_counted() {
    let office = Office::new().file("letters/1.yaml", body(&"word ".repeat(10_001)));
    let run = office.run(&["check"]).code(0);
    assert_eq!(run.stderr.matches("warning[repeated-word]").count(), 20);
    let run = run.warns("more findings in ").warns(": 9980 of repeated-word").warns("--message-format json");
    run.says("10000 warnings");
    let errors = Office::new().file("letters/1.yaml", KINDS[7].1(3000));
    let run = errors.run(&["build"]).code(1).says("3000 errors");
    assert_eq!(run.stderr.matches("error[unknown-key]").count(), 20);
    // What programs read is whole.
    let run = errors.run(&["check", "--message-format", "json"]).code(1);
    assert_eq!(run.stdout.matches("\"unknown-key\"").count(), 3000);
}

#[test]
fn all_are_fixed() {
    let office = Office::new().file("letters/1.yaml", body(&"held decisions-making , ".repeat(2000)));
    let run = office.run(&["check", "--fix"]).code(0).says("4000 findings fixed");
    assert_eq!(run.stdout.matches("fixed[").count(), 40);
    let run = run.says("fixed: and ").says("1980 of known-slip");
    drop(run);
    let text = fs::read_to_string(office.path("letters/1.yaml")).expect("the letter");
    assert!(!text.contains("decisions-making") && !text.contains(" ,"), "{text:.400}");
}

#[test]
fn wrong_edits_among_many_do_not_keep_the_others_from_being_made() {
    let line = "- on on\n";
    let source = Source::new("a.yaml", line.repeat(3000));
    let findings: Vec<Diagnostic> = (0..3000)
        .map(|at| {
            let start = at * line.len() + 2;
            let span = collective_letters::base::Span::new(&source, start, start + 5);
            // A line end in place of words is another letter.
            let words = if at % 1000 == 7 { "on\n- x" } else { "on" };
            let rule = collective_letters::check::table::find("repeated-word").expect("a rule");
            rule.finding("x").edit(&span, words)
        })
        .collect();
    let (text, applied) = fix::apply(&source, &findings).expect("edits");
    assert_eq!(applied.len(), 2997);
    assert_eq!(text.matches("- on\n").count(), 2997);
}

#[cfg(unix)]
#[test]
fn folders_with_links_in_circles_come_to_an_end() {
    use std::os::unix::fs::symlink;
    let office = Office::with_letters([1]).copy("templates", "templates").folder("letters/2025/deep");
    for folder in ["templates", "templates/body", "templates/images", "letters", "letters/2025/deep"] {
        for link in ["one", "two"] {
            symlink(".", office.path(folder).join(link)).expect("a link");
        }
    }
    symlink("../../..", office.path("letters/2025/deep/up")).expect("a link");
    office.run(&["check"]).code(0).says("checked 1 letter");
    office.run(&["list"]).code(0).says("letters/1.yaml");
    office.run(&["build"]).code(0).says("built 1 letter (3 files written)");
    office.run(&["build"]).code(0).says("3 files unchanged");
    office.run(&["diff"]).code(0);
}

#[test]
fn more_findings_than_the_memory_should_hold_are_not_kept() {
    let many: String = (0..20_100).map(|key| format!("k{key}: 1\n")).collect();
    let texts = [letter(1) + &many, letter(1) + &"a:\n".repeat(20_100), body(&"a ".repeat(20_100))];
    for text in texts {
        let office = Office::new().file("letters/1.yaml", text);
        let run = office.run(&["build"]).code(1).warns("error[too-many-findings]: more than 20000 findings");
        assert!(run.stderr.len() < 30_000, "{}", run.stderr.len());
        assert!(office.names("output").is_empty());
        let run = office.run(&["check", "--message-format", "json"]).code(1);
        assert_eq!(run.stdout.matches("\"too-many-findings\"").count(), 1);
        assert!(run.stdout.lines().count() < 20_010);
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let text = letter(1) + &"# a comment\n".repeat(90_000);
    let office = Office::with_letters([2]).file("letters/1.yaml", text);
    for command in ["check", "build"] {
        let run = office.run(&[command]).code(1);
        let run = run.warns("error[letter-size]: letters/1.yaml has 2 MB; the most is 1 MB");
        run.says("letters/2.yaml");
    }
    let office = Office::new().file("letters/1.yaml", letter(1) + &"# a comment\n".repeat(80_000));
    office.run(&["check"]).code(0);
}

#[test]
fn a_letter_of_hundreds_of_pages_is_refused_once() {
    let paragraphs = body(&"a\n\n      ".repeat(20_001));
    let items = body(&"- a\n      ".repeat(20_001));
    let cells = body(&format!("{}\n      {}", "|a".repeat(50), "|-".repeat(50)))
        + &format!("      {}\n", "|b".repeat(50)).repeat(400);
    let loops =
        body("{% for a in range(end=4000) %}{% for b in range(end=6) %}a\n\n      {% endfor %}{% endfor %}");
    for text in [paragraphs, items, cells, loops] {
        let office = Office::new().file("letters/1.yaml", text);
        let run = office.run(&["build"]).code(1).says("1 error");
        run.warns("error[letter-length]: the letter has more than 20000 paragraphs, items and cells");
    }
}

#[test]
fn a_table_of_more_columns_than_word_shows_is_refused() {
    let table = |columns: usize| {
        body(&["|a".repeat(columns), "|-".repeat(columns), "|b".repeat(columns)].join("\n      "))
    };
    assert!(found(&table(63), "table").is_empty());
    let problems = found(&table(64), "table");
    let messages: Vec<&str> = problems.iter().map(|problem| &*problem.message).collect();
    assert_eq!(messages, ["a table has 64 columns; Word shows at most 63"]);
}
