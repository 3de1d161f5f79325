//! Edits of YAML say what they are asked to, and leave every other byte as it was.

use crate::common::session;
use collective_letters::base::yaml::edit::{Change, Refused, Said, edit};
use collective_letters::base::yaml::written::Written;
use collective_letters::base::yaml::{self, Node, Value};
use collective_letters::base::{Diagnostics, Located, Source};
use collective_letters::compose::typed;
use collective_letters::project::session::Session;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

/// What people type, and what YAML would take for something else.
const WORDS: [&str; 16] = [
    "other words",
    "a: b",
    "x # y",
    "- z",
    "'q' and \"r\"",
    "{{ group.name }}",
    "مرحبا",
    "one\n\ntwo",
    "",
    "\\",
    "@ home",
    "yes",
    "[a, b]",
    "first\nsecond",
    "100 %",
    "  blanks  ",
];

/// Every YAML file of the project, with the line ends of both worlds.
fn files() -> Vec<Arc<Source>> {
    let folders = ["letters", "letters/directory", "tests/letters", "templates/phrases", "starter/letters"];
    let mut found = Vec::new();
    for folder in folders {
        for entry in std::fs::read_dir(session::root().join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            // Translations and phrases are long, and alike.
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let is_other = [".ar", ".es", ".fr", ".ru", ".zh"].iter().any(|end| name.ends_with(end));
            let is_phrases = folder.ends_with("phrases") && name != "en";
            if path.extension().is_some_and(|ending| ending == "yaml") && !is_other && !is_phrases {
                let text = std::fs::read_to_string(&path).expect("text");
                let is_windows = found.len() % 2 == 0;
                found.push(Source::new(&path, if is_windows { text.replace('\n', "\r\n") } else { text }));
            }
        }
    }
    assert!(found.len() > 15);
    found
}

fn tree(source: &Arc<Source>) -> Node {
    yaml::parse(source, &mut Diagnostics::new()).expect("YAML")
}

/// Sees every node with the path that leads to it.
fn walk(node: &Node, path: &mut Vec<String>, see: &mut impl FnMut(&Node, &[String])) {
    see(node, path);
    let below: Vec<(String, &Node)> = match &node.value {
        Value::List(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        Value::Mapping(entries) => entries.iter().map(|(key, node)| (key.text.clone(), node)).collect(),
        Value::Null | Value::Scalar { .. } => Vec::new(),
    };
    for (step, node) in below {
        path.push(step);
        walk(node, path, see);
        path.pop();
    }
}

/// The comments of a file, in order of their words.
fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .lines()
        .filter(|line| line.trim().starts_with("# "))
        .map(|line| line.trim().to_owned())
        .collect();
    found.sort();
    found
}

/// How many bytes two texts have in common at their beginning and at their end.
fn common(old: &str, new: &str) -> (usize, usize) {
    let start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let end = old.bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
    (start, end)
}

/// Counts what was done and what was refused.
#[derive(Debug, Default)]
struct Count {
    done: usize,
    refused: Vec<String>,
}

impl Count {
    /// Makes a change; what comes out must have line ends as before, and be YAML.
    fn take(&mut self, source: &Arc<Source>, change: Change) -> Option<(Arc<Source>, Node)> {
        match edit(source, std::slice::from_ref(&change)) {
            Ok(new) => {
                self.done += 1;
                if source.text().contains("\r\n") {
                    assert_eq!(
                        new.text().matches('\n').count(),
                        new.text().matches("\r\n").count(),
                        "{change:?}"
                    );
                }
                let tree = tree(&new);
                Some((new, tree))
            }
            Err(Refused::Unproved(_)) => {
                self.refused.push(format!("{}: {change:?}", source.path().display()));
                None
            }
            Err(why) => panic!("{why:?}: {} {change:?}", source.path().display()),
        }
    }
}

#[test]
fn a_passage_of_any_text_gets_any_words() {
    let (mut count, mut turn, mut small) = (Count::default(), 0, 0);
    for source in files() {
        let old = tree(&source);
        walk(&old, &mut Vec::new(), &mut |node, path| {
            let Value::Scalar { text, .. } = &node.value else { return };
            turn += 1;
            // Phrases are many, and all of a kind.
            if source.path().components().any(|part| part.as_os_str() == "phrases") && turn % 7 > 0 {
                return;
            }
            let Some(word) = text.split_whitespace().nth(turn % 3) else { return };
            let at = text.find(word).expect("a word");
            let written = Written::of(&Located::new(text.clone(), node.span.clone()));
            let span = written.span(&(at..at + word.len()));
            let words = WORDS[turn % WORDS.len()];
            assert_eq!(
                span.text(),
                word,
                "{}: {path:?} {}",
                source.path().display(),
                source.text().contains('\r')
            );
            let change = Change::Words {
                at: span.start..span.end,
                old: span.text().to_owned(),
                new: words.to_owned(),
            };
            let Some((new, tree)) = count.take(&source, change) else { return };
            let found = tree.at(path).expect("the same way");
            let expected = [&text[..at], words, &text[at + word.len()..]].concat();
            assert_eq!(found.as_str().unwrap_or_default(), expected, "{}: {path:?}", source.path().display());
            assert_eq!(comments(new.text()), comments(source.text()));
            // Nothing before the line of the text changes, and nothing behind the text.
            let (start, end) = common(source.text(), new.text());
            let above = source.text()[..node.span.start].trim_end().rfind('\n').unwrap_or(0);
            assert!(start >= above && end + node.span.end >= source.text().len(), "{path:?}");
            small += usize::from(start >= node.span.start.min(span.start));
        });
    }
    assert!(count.done > 400, "{}", count.done);
    assert!(count.refused.len() * 500 < count.done, "{} done, {:#?}", count.done, count.refused);
    assert!(small * 10 > count.done * 8, "{small} of {}", count.done);
}

#[test]
fn items_are_moved_inserted_and_removed_with_their_comments() {
    let mut count = Count::default();
    for source in files() {
        let old = tree(&source);
        walk(&old, &mut Vec::new(), &mut |node, path| {
            let items = node.items();
            let (list, last) = (path.to_vec(), items.len().saturating_sub(1));
            let said = Said::of(node);
            let Said::List(said) = &said else { return };
            let at = |tree: &Node| Said::of(tree.at(path).expect("the same way"));
            if last > 0 {
                let old = items[0].written().to_owned();
                let change = Change::Move { list: list.clone(), from: 0, to: last, old };
                if let Some((new, tree)) = count.take(&source, change) {
                    let mut expected = said.clone();
                    let first = expected.remove(0);
                    expected.push(first);
                    assert_eq!(at(&tree), Said::List(expected));
                    assert_eq!(comments(new.text()), comments(source.text()), "{path:?}");
                }
                let mut way = list.clone();
                way.push(last.to_string());
                let change = Change::Remove { path: way, old: items[last].written().to_owned() };
                if let Some((_, tree)) = count.take(&source, change) {
                    assert_eq!(at(&tree), Said::List(said[..last].to_vec()));
                }
            }
            let new = match said.first() {
                Some(Said::Group(entries)) => Said::Group(entries.clone()),
                _ => Said::Text("something: new".to_owned()),
            };
            for before in [0, items.len()] {
                let count_of = items.len();
                let change = Change::Insert { list: list.clone(), before, count: count_of, new: new.clone() };
                if let Some((made, tree)) = count.take(&source, change) {
                    let mut expected = said.clone();
                    expected.insert(before, new.clone());
                    assert_eq!(at(&tree), Said::List(expected));
                    assert_eq!(comments(made.text()), comments(source.text()), "{path:?}");
                }
            }
        });
    }
    assert!(count.done > 150, "{}", count.done);
    assert!(count.refused.len() * 50 < count.done, "{} done, {:#?}", count.done, count.refused);
}

#[test]
fn keys_are_set_added_and_removed() {
    let mut count = Count::default();
    for source in files() {
        let old = tree(&source);
        walk(&old, &mut Vec::new(), &mut |node, path| {
            let entries = node.entries();
            let order: Vec<String> = entries
                .iter()
                .flat_map(|(key, _)| [key.text.clone(), "new-key".to_owned()])
                .take(2)
                .collect();
            if !entries.is_empty() {
                let way = [path, &["new-key".to_owned()]].concat();
                for new in [
                    Said::Text("2027-01-02".to_owned()),
                    Said::List(vec![
                        Said::Text("a, b".to_owned()),
                        Said::Group(vec![("c".to_owned(), Said::Nothing)]),
                    ]),
                ] {
                    let change =
                        Change::Set { path: way.clone(), old: None, new: new.clone(), order: order.clone() };
                    let (made, tree) = count.take(&source, change).expect("a new key");
                    assert_eq!(comments(made.text()), comments(source.text()), "{path:?}");
                    let lines = made.text().lines().count() - source.text().lines().count();
                    // A group of several lines stands apart where the others do.
                    assert!(lines <= 5, "{path:?}");
                    drop(tree);
                }
            }
            for (key, value) in entries {
                let way = [path, std::slice::from_ref(&key.text)].concat();
                let change = Change::Set {
                    path: way.clone(),
                    old: Some(value.written().to_owned()),
                    new: Said::Text("by hand: yes".to_owned()),
                    order: Vec::new(),
                };
                count.take(&source, change);
                if entries.len() > 1 {
                    let change = Change::Remove { path: way, old: value.written().to_owned() };
                    count.take(&source, change);
                }
            }
        });
    }
    assert!(count.done > 1_500, "{}", count.done);
    assert!(count.refused.len() * 100 < count.done, "{} done, {:#?}", count.done, count.refused);
}

#[test]
fn a_comment_beside_a_key_stays_there() {
    let source = Source::new("a.yaml", "a: # why\r\n  - x\r\n  - y\r\nb: 1\r\n");
    let set = |new: Said| {
        let change =
            Change::Set { path: vec!["a".into()], old: Some("- x\r\n  - y".into()), new, order: Vec::new() };
        edit(&source, &[change]).expect("set").text().to_owned()
    };
    assert_eq!(set(Said::Text("z".into())), "a: z # why\r\nb: 1\r\n");
    assert_eq!(set(Said::List(vec![Said::Text("z".into())])), "a: # why\r\n  - z\r\nb: 1\r\n");
    assert_eq!(set(Said::List(Vec::new())), "a: [] # why\r\nb: 1\r\n");
    assert_eq!(set(Said::Text("one\ntwo".into())), "a: \"one\\ntwo\" # why\r\nb: 1\r\n");
}

#[test]
fn what_is_not_as_expected_is_left_alone() {
    let source = Source::new("a.yaml", "a: one two   # why\nb: [x, y]\n");
    let words =
        |at: std::ops::Range<usize>, old: &str| Change::Words { at, old: old.into(), new: "z".into() };
    assert_eq!(edit(&source, &[words(3..6, "two")]).unwrap_err(), Refused::Other(0));
    // All or none.
    assert_eq!(edit(&source, &[words(3..6, "one"), words(7..10, "one")]).unwrap_err(), Refused::Other(1));
    let both = edit(&source, &[words(3..6, "one"), words(7..10, "two")]).expect("both");
    assert_eq!(both.text(), "a: z z   # why\nb: [x, y]\n");
    let gone = Change::Remove { path: vec!["b".into(), "1".into()], old: "y".into() };
    assert_eq!(
        edit(&source, std::slice::from_ref(&gone)).expect("one").text(),
        "a: one two   # why\nb: [x]\n"
    );
    assert_eq!(edit(&source, &[gone.clone(), gone]).unwrap_err(), Refused::Other(1));
    let broken = Source::new("a.yaml", "a: [\n");
    assert_eq!(edit(&broken, &[words(0..1, "a")]).unwrap_err(), Refused::Unreadable);
}

static SESSION: LazyLock<Session> = LazyLock::new(|| session::session("letters"));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn typed_words_are_printed_as_typed_wherever_they_are_put(
        words in r#"[aé1م*_`\[\](){}<>%&;#+.!"'\\|~/=:$@-]{1,12}( [*_#`\[<{>"1.)+%-]{1,4}){0,3}"#
    ) {
        let letter = "number: 11\ngroup: SG17\ndate: 2021-01-21\n\
            meeting: {starts: 2021-04-20, ends: 2021-04-30, format: virtual}\n\
            body:\n  - text: Here «it» is.\n  - list: {items: [Here «it» is too.]}\n\
            annexes:\n  - kind: agenda\n    items:\n      - Here «it» is at last.\n";
        let source = Source::new("letters/typed.yaml", letter);
        let text = typed(&words);
        let changes: Vec<Change> = letter
            .match_indices("«it»")
            .map(|(at, old)| Change::Words {
                at: at..at + old.len(),
                old: old.to_owned(),
                new: format!("«{text}»"),
            })
            .collect();
        prop_assert_eq!(changes.len(), 3);
        let edited = edit(&source, &changes).expect("three places");
        let read = SESSION.read(&edited);
        let composition = SESSION.compose(&read);
        let composed = composition.composed.as_ref();
        prop_assert!(composed.is_some(), "{:#?}", composition.findings.problems);
        let prose = &composed.expect("a letter").prose;
        let said = prose.blocks.iter().filter(|block| block.text.contains(&format!("«{words}»")));
        prop_assert_eq!(said.count(), 3, "{}", edited.text());
    }
}
