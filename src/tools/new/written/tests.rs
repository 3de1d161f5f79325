use super::*;
use crate::base::Source;
use crate::base::yaml::{self, Value};
use proptest::prelude::*;

fn read(text: &str) -> yaml::Node {
    let mut problems = Default::default();
    let node = yaml::parse(&Source::new("new.yaml", text), &mut problems);
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    node.expect("YAML")
}

fn example(text: &str) -> Vec<(String, Commented)> {
    let told = |piece: Commented| piece.above(format!("was \"{text}\": # x"));
    let flow = Commented { flow: true, ..Commented::group(vec![("a".into(), Commented::text(text))]) };
    let items = vec![
        told(Commented::text(text)),
        Commented::group(vec![
            ("text".into(), told(Commented::text(text))),
            ("n".into(), Commented::text("1")),
        ]),
        flow,
    ];
    vec![
        ("first".into(), told(Commented::text(text)).beside("beside: # it")),
        ("list".into(), Commented::list(items)),
        Commented::comment(text),
    ]
}

fn same(text: &str) {
    let (out, _) = write(&example(text));
    let node = read(&out);
    let items = match node.get("list").map(|node| &node.value) {
        Some(Value::List(items)) => items.clone(),
        other => panic!("{other:?}\n{out}"),
    };
    let texts = [
        node.get("first"),
        items.first(),
        items.get(1).and_then(|item| item.get("text")),
        items.get(2).and_then(|item| item.get("a")),
    ];
    for found in texts {
        let found = found.and_then(yaml::Node::as_str).unwrap_or("").trim_end();
        assert_eq!(found, text.trim_end(), "{out}");
    }
}

#[test]
fn texts_that_mean_something_to_yaml_are_quoted() {
    for text in [
        "a: b",
        "a #b",
        "# a",
        "- a",
        "null",
        "~",
        "[date] of it",
        "{{ x }} y",
        "\"a\" b",
        "a\\b",
        "*a* b",
        "&a",
        "!a",
        "@a",
        "`a`",
        "%a",
        "a:",
        "yes",
        "1",
        "09:30",
        "a\nb\n\nc",
        "  a\n b",
        "\u{a0}a",
        "a  b",
        "x\n  - y\n\n  z: 1",
        "| a | b |\n|---|---|",
        "---",
        "...",
        "? a",
        "a, b",
        "{a}",
        "a\tb",
    ] {
        same(text);
    }
    same(&"many words, and some more; ".repeat(30));
    same(&"see {{ annex.agenda }} and {{ [annex.a, annex.b] | pointers }}  now, ".repeat(12));
    same(&"open {{ annex.agenda and more and more ".repeat(12));
    same(&format!("{}  two spaces {}", "word ".repeat(21).trim_end(), "word ".repeat(40)));
}

#[test]
fn marks_know_their_lines() {
    let mark = |what: &str| Some(Mark { task: Todo::Look, what: what.into(), was: Vec::new() });
    let entries = vec![
        (
            "a".into(),
            Commented { mark: mark("a"), gap: true, ..Commented::text("x".repeat(200) + " y") }
                .above("one\ntwo"),
        ),
        (
            "b".into(),
            Commented::list(vec![Commented { mark: mark("b"), ..Commented::text("z") }.above("three")]),
        ),
    ];
    let (out, marks) = write(&entries);
    let lines: Vec<&str> = out.lines().collect();
    let found: Vec<(&str, &str)> =
        marks.iter().map(|(line, mark)| (lines[line - 1], mark.what.as_str())).collect();
    assert_eq!(found, [("a: >-", "a"), ("  - z", "b")], "{out}");
    assert!(out.starts_with("# one\n# two\na: >-\n"), "{out}");
}

proptest! {
    #[test]
    fn every_text_reads_back_as_it_was(text in "[ -~éà“–\n]{1,300}") {
        same(&text);
    }

    #[test]
    fn words_of_the_trade_read_back(words in proptest::collection::vec("[a-zA-Z:#{}*&!|>'\",.-]{1,12}| {1,2}", 1..60)) {
        same(&words.join(" "));
    }
}
