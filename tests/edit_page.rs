//! Edits as the page of `letters edit` sends them: in every letter they say what was meant, and nothing else changes.

use crate::common::session;
use collective_letters::base::{Diagnostics, Source, yaml};
use collective_letters::compose::atoms::{Atom, Atoms, Look};
use collective_letters::project::session::Session;
use collective_letters::tools::edit::{
    Book, Edit, Letter, Refusal, Text, apply, field, files, lacking, made,
};
use collective_letters::tools::review::Files;
use collective_letters::tools::schema::known_to;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;

/// What people type, and what YAML, Markdown or a template would take for something else.
const WORDS: [&str; 18] = [
    "other words",
    "a: b",
    "x # y",
    "- z",
    "'q' and \"r\"",
    "{{ group.name }}",
    "مرحبا بكم",
    "日本語です",
    "*stars* and _lines_",
    "1. first",
    "<b>",
    "[x](y)",
    "{% if %}",
    "back\\slash",
    "@ home, 50 %",
    "yes",
    "[a, b]",
    "R&D | `code` ~ ^",
];

struct Office {
    session: Session,
    book: Book,
    files: Vec<Files>,
}

impl Office {
    fn new() -> Self {
        let session = session::session("tests/letters");
        let book = Book::new(&known_to(&session).expect("a sound house style"));
        let paths: Vec<PathBuf> = session::in_all_languages("tests/letters");
        // What was issued cannot be changed.
        let draft = |source: &Arc<Source>| {
            Source::new(source.path(), source.text().replace("status: issued", "status: draft"))
        };
        let of = |path: &PathBuf| {
            let Files { letter, original } = files(path).expect("a letter");
            Files { letter: draft(&letter), original: original.as_ref().map(draft) }
        };
        let files = paths.iter().map(of).collect();
        Self { session, book, files }
    }

    fn letter(&self, files: &Files) -> Letter {
        Letter::of(&self.session, files).expect("YAML")
    }

    fn made(&self, files: &Files, edit: Value) -> Result<Files, Refusal> {
        let edit: Edit = serde_json::from_value(edit).expect("an edit");
        made(&self.session, files, &self.book, &[edit]).map(|(files, ..)| files)
    }

    /// One letter of the folder, by the beginning of its name.
    fn one(&self, name: &str) -> &Files {
        let is_it = |files: &&Files| {
            files.letter.path().file_stem().is_some_and(|stem| stem.to_string_lossy() == name)
        };
        self.files.iter().find(is_it).expect("the letter")
    }
}

/// Atoms as the parts that a page sends.
fn parts(atoms: &[Atom]) -> Value {
    let mut open: Vec<(Option<Look>, Vec<Value>)> = vec![(None, Vec::new())];
    let (mut fact, mut kept) = (0, 0);
    for atom in atoms {
        let part = match atom {
            Atom::Sign(c) => json!({ "text": c.to_string() }),
            Atom::Fact(_) => {
                fact += 1;
                json!({ "fact": fact - 1, "value": "…", "name": "…" })
            }
            Atom::Kept(_) => {
                kept += 1;
                json!({ "kept": kept - 1, "shown": "…" })
            }
            Atom::Open(look) => {
                open.push((Some(*look), Vec::new()));
                continue;
            }
            Atom::Close(look) => {
                let (_, parts) = open.pop().expect("opened before");
                json!({ if *look == Look::Strong { "strong" } else { "em" }: parts })
            }
        };
        open.last_mut().expect("one").1.push(part);
    }
    open.pop().expect("one").1.into()
}

/// What stands in a text, with the numbers of facts as those of the old one.
fn with_words(atoms: &[Atom], turn: usize) -> (Value, Vec<Atom>) {
    let words: Vec<Atom> = WORDS[turn % WORDS.len()].chars().map(Atom::Sign).collect();
    let is_outside =
        |at: &usize| atoms[..*at].iter().all(|atom| !matches!(atom, Atom::Open(_) | Atom::Close(_)));
    let blank = |at: &usize| matches!(atoms[*at], Atom::Sign(' ')) && is_outside(at);
    let place = (0..atoms.len()).filter(blank).nth(turn % 5);
    match (turn % 3, place) {
        (0, Some(place)) => {
            let mut new = atoms.to_vec();
            let put = [&[Atom::Sign(' ')], &words[..]].concat();
            new.splice(place..place, put);
            (parts(&new), new)
        }
        (1, _) => {
            let new = [&[Atom::Open(Look::Strong)], &words[..], &[Atom::Close(Look::Strong)]].concat();
            (parts(&new), new)
        }
        _ => (parts(&words), words),
    }
}

fn comments(source: &Source) -> Vec<String> {
    let is_comment = |line: &&str| line.trim().starts_with("# ");
    source.text().lines().filter(is_comment).map(|line| line.trim().to_owned()).collect()
}

/// The lines of a file outside of those of a text.
fn elsewhere(source: &Source, text: &Text) -> (String, String) {
    let before = source.text()[..text.span.start].rfind('\n').unwrap_or(0);
    let behind =
        source.text()[text.span.end..].find('\n').map_or(source.text().len(), |at| text.span.end + at);
    (source.text()[..before].trim_end_matches(|c| c != '\n').to_owned(), source.text()[behind..].to_owned())
}

#[test]
fn texts_of_all_letters_get_other_words_and_nothing_else_changes() {
    let office = Office::new();
    let (mut done, mut refused, mut turn) = (0, Vec::new(), 0);
    for files in &office.files {
        let letter = office.letter(files);
        for text in &letter.texts {
            turn += 1;
            let own = text.span.source.path() == files.letter.path();
            if turn % 2 != 0 || !own {
                continue;
            }
            let atoms = Atoms::of(&text.said).alone();
            let (new, expected) = with_words(&atoms, turn / 2);
            let edit = json!({ "do": "text", "at": text.at, "old": parts(&atoms), "new": new });
            let changed = match office.made(files, edit) {
                Ok(changed) => changed,
                Err(why) => {
                    refused.push(format!(
                        "{} {}: {}",
                        files.letter.path().display(),
                        text.at,
                        why.sentence()
                    ));
                    continue;
                }
            };
            done += 1;
            let now = office.letter(&changed);
            let place = format!("{} {}", files.letter.path().display(), text.at);
            let said = now.text(&text.at).unwrap_or_else(|| panic!("{place} is gone"));
            assert_eq!(Atoms::of(&said.said).alone(), expected, "{place}");
            let others = |letter: &Letter| -> Vec<(String, String)> {
                let all = letter.texts.iter().filter(|other| other.at != text.at);
                all.map(|text| (text.at.clone(), text.said.clone())).collect()
            };
            assert_eq!(others(&now), others(&letter), "{place}");
            assert_eq!(comments(&changed.letter), comments(&files.letter), "{place}");
            let (before, behind) = elsewhere(&files.letter, text);
            assert!(changed.letter.text().starts_with(&before), "{place}");
            assert!(changed.letter.text().ends_with(&behind), "{place}");
        }
    }
    assert!(done >= 300, "{done} of {turn}: {refused:#?}");
    assert!(refused.len() * 100 <= done, "{done} done, {refused:#?}");
}

#[test]
fn entries_of_all_letters_are_moved_removed_and_put_in() {
    let office = Office::new();
    let (mut done, mut refused) = (0, Vec::new());
    let originals = office.files.iter().filter(|files| files.original.is_none());
    for files in originals {
        let letter = office.letter(files);
        let old = |at: &str| field(&office.session, files, &office.book, at).ok().and_then(|field| field.old);
        for at in ["annexes.2.items.1", "annexes.1.items.1", "body.1", "addressees.1", "events.1"] {
            let (Some(old), Some(node)) = (old(at), letter.value(at)) else { continue };
            let list = at.rsplit_once('.').expect("a list").0;
            let count = letter.value(list).map_or(0, |list| list.items().len());
            let node = yaml::edit::Said::of(node);
            let said = |files: &Files, at: &str| office.letter(files).value(at).map(yaml::edit::Said::of);
            let mut take = |edit: Value| match office.made(files, edit) {
                Ok(changed) => {
                    done += 1;
                    Some(changed)
                }
                Err(why) => {
                    refused.push(format!("{} {at}: {}", files.letter.path().display(), why.sentence()));
                    None
                }
            };
            if count > 1 {
                if let Some(moved) = take(json!({ "do": "move", "at": at, "to": count, "old": old })) {
                    assert_eq!(said(&moved, &format!("{list}.{count}")).as_ref(), Some(&node));
                    assert_eq!(comments(&moved.letter).len(), comments(&files.letter).len());
                }
                if let Some(removed) = take(json!({ "do": "remove", "at": at, "old": old })) {
                    assert_eq!(
                        office.letter(&removed).value(list).map(|list| list.items().len()),
                        Some(count - 1)
                    );
                }
            }
            if list.contains("items") || list == "addressees" {
                let kind = if list == "addressees" { "text" } else { "item" };
                let edit = json!({ "do": "insert", "list": list, "before": count + 1, "count": count, "kind": kind, "parts": [{ "text": "New: *words*" }] });
                if let Some(more) = take(edit) {
                    let at = format!("{list}.{}", count + 1);
                    let letter = office.letter(&more);
                    let text = letter.text(&at).expect("the new one");
                    let words: String = Atoms::of(&text.said)
                        .alone()
                        .iter()
                        .map(|atom| match atom {
                            Atom::Sign(c) => *c,
                            _ => '?',
                        })
                        .collect();
                    assert_eq!(words, "New: *words*");
                }
            }
        }
    }
    assert!(done > 40, "{done}: {refused:#?}");
    assert!(refused.len() * 20 <= done, "{done} done, {refused:#?}");
}

fn letter(text: &str) -> Files {
    let path = session::root().join("tests/letters/sg99-001.yaml");
    Files { letter: Source::new(path, text), original: None }
}

const PLAIN: &str = "number: 1\ngroup: SG17   # ours\ndate: 2021-01-21\n\nmeeting:\n  format: virtual\n  starts: 2021-04-20\n  ends: 2021-04-30\n";

#[test]
fn values_are_set_typed_and_taken_out() {
    let office = Office::new();
    let text = |files: &Files| files.letter.text().to_owned();
    let set = |at: &str, old: Value, new: Value| {
        office
            .made(&letter(PLAIN), json!({ "do": "value", "at": at, "old": old, "new": new }))
            .map(|files| text(&files))
    };
    let moved = set("meeting.starts", json!("2021-04-20"), json!("27 April 2021")).expect("a date");
    assert_eq!(moved, PLAIN.replace("2021-04-20", "2021-04-27"));
    let half = set("meeting.ends", json!("2021-04-30"), json!("30.4.2021 morning")).expect("a day");
    assert_eq!(half, PLAIN.replace("2021-04-30", "2021-04-30 morning"));
    let new = set("meeting.agreed", Value::Null, json!("2021-01-07")).expect("a date");
    assert_eq!(new, format!("{PLAIN}  agreed: 2021-01-07\n"));
    let gone = set("meeting.format", json!("virtual"), Value::Null).expect("less");
    assert_eq!(gone, PLAIN.replace("  format: virtual\n", ""));
    let deadline = json!({ "date": "1 March 2021", "reason": "a holiday" });
    let by_hand = set("deadlines.registration", Value::Null, deadline).expect("a deadline");
    assert_eq!(
        by_hand,
        format!("{PLAIN}\ndeadlines:\n  registration:\n    date: 2021-03-01\n    reason: a holiday\n")
    );
    let list = set("meeting.working-languages", Value::Null, json!(["en", "fr"])).expect("a list");
    assert!(list.contains("working-languages:\n    - en\n    - fr\n") || list.contains("[en, fr]"), "{list}");
    let why = |result: Result<String, Refusal>| result.expect_err("a refusal").sentence();
    insta::assert_snapshot!(why(set("meeting.starts", json!("2021-04-20"), json!("4/5/2021"))), @"Which day is 4/5/2021? Write the month as a word, such as 4 May 2021.");
    insta::assert_snapshot!(why(set("meeting.starts", json!("2021-04-20"), json!("soon"))), @"“soon” is not a date: write it as 20 April 2021 or 2021-04-20.");
    insta::assert_snapshot!(why(set("meeting.starts", json!("2021-04-20"), Value::Null)), @"A letter cannot be without this: First day.");
    insta::assert_snapshot!(why(set("deadlines.registration", Value::Null, json!({ "date": "2021-03-01" }))), @"Say why the date is not that of the rule.");
    assert!(matches!(
        set("meeting.starts", json!("2021-04-21"), json!("2021-04-22")),
        Err(Refusal::Conflict(Some(_)))
    ));
    assert!(matches!(set("meeting.nothing", Value::Null, json!("x")), Err(Refusal::NoPlace)));
}

#[test]
fn phrases_are_worded_and_taken_back() {
    let office = Office::new();
    let files = letter(PLAIN);
    let shown = field(&office.session, &files, &office.book, "wording.salutation").expect("a phrase");
    let old = json!(shown.parts);
    let edit = json!({ "do": "text", "at": "wording.salutation", "old": old, "new": [{ "text": "Dear colleagues: *all*," }] });
    let worded = office.made(&files, edit.clone()).expect("worded");
    assert_eq!(
        worded.letter.text(),
        format!("{PLAIN}\nwording:\n  salutation: \"Dear colleagues: \\\\*all\\\\*,\"\n")
    );
    assert!(
        matches!(office.made(&worded, edit), Err(Refusal::Conflict(_))),
        "the old words are no longer there"
    );
    let back = office.made(&worded, json!({ "do": "remove", "at": "wording.salutation" })).expect("back");
    assert_eq!(back.letter.text(), PLAIN);
    // The facts of a phrase stay facts.
    let shown =
        field(&office.session, &files, &office.book, "wording.body-opening-meeting").expect("a phrase");
    let mut new = json!(shown.parts);
    new.as_array_mut().expect("parts").push(json!({ "text": " Welcome." }));
    let edit = json!({ "do": "text", "at": "wording.body-opening-meeting", "old": shown.parts, "new": new });
    let worded = office.made(&files, edit).expect("worded").letter.text().to_owned();
    assert!(worded.contains("{{ phrases.invites }} the next meeting of"), "{worded}");
}

#[test]
fn a_letter_without_a_body_gets_one_when_a_paragraph_is_put_in() {
    let office = Office::new();
    let files = letter(PLAIN);
    let block = field(&office.session, &files, &office.book, "body.1").expect("a block");
    let count = block.list.expect("a list").count;
    let edit = json!({ "do": "insert", "list": "body", "before": 2, "count": count, "kind": "text", "parts": [{ "text": "Hello" }] });
    let more = office.made(&files, edit).expect("more");
    assert!(
        more.letter.text().contains("body:\n  - opening\n  - text: Hello\n  - "),
        "{}",
        more.letter.text()
    );
    let letter = office.letter(&more);
    assert_eq!(letter.value("body").map(|body| body.items().len()), Some(count + 1));
}

#[test]
fn agenda_items_go_down_and_up_again() {
    let office = Office::new();
    let text = format!(
        "{PLAIN}\nannexes:\n  - kind: agenda\n    items:\n      - One\n      - Two   # the second\n      - Three\n"
    );
    let files = letter(&text);
    let old = |files: &Files, at: &str| field(&office.session, files, &office.book, at).expect("an item").old;
    let edit =
        |at: &str, by: i8, files: &Files| json!({ "do": "level", "at": at, "by": by, "old": old(files, at) });
    let down = office.made(&files, edit("annexes.1.items.3", 1, &files)).expect("down");
    assert!(
        down.letter.text().contains("      - Two:   # the second\n")
            || down.letter.text().contains("Two:\n          - Three"),
        "{}",
        down.letter.text()
    );
    let up = office.made(&down, edit("annexes.1.items.2.1", -1, &down)).expect("up");
    let items = |files: &Files| -> Vec<String> {
        office.letter(files).texts.iter().map(|text| format!("{} {}", text.at, text.said)).collect()
    };
    assert_eq!(items(&up), items(&files));
    let refused = office.made(&files, edit("annexes.1.items.1", 1, &files)).expect_err("a refusal");
    assert_eq!(refused.sentence(), "There is no entry above it that it could be below.");
    // The words of one with others below it are a key.
    let shown = field(&office.session, &down, &office.book, "annexes.1.items.2").expect("an item");
    let edit = json!({ "do": "text", "at": "annexes.1.items.2", "old": shown.parts, "new": [{ "text": "Two: and more" }] });
    let renamed = office.made(&down, edit).expect("renamed");
    assert!(
        items(&renamed).contains(&"annexes.1.items.2 Two: and more".to_owned()),
        "{}",
        renamed.letter.text()
    );
}

#[test]
fn a_place_that_moved_is_found_and_another_is_not() {
    let office = Office::new();
    let body = |texts: &[&str]| {
        let blocks: String = texts.iter().map(|text| format!("  - text: {text}\n")).collect();
        letter(&format!("{PLAIN}body:\n{blocks}"))
    };
    let edit = json!({ "do": "text", "at": "body.1.text", "old": [{ "text": "One" }], "new": [{ "text": "First" }] });
    let above = office.made(&body(&["Zero", "One"]), edit.clone()).expect("found");
    assert!(above.letter.text().ends_with("  - text: Zero\n  - text: First\n"));
    assert!(matches!(office.made(&body(&["Other"]), edit.clone()), Err(Refusal::Conflict(Some(_)))));
    assert!(matches!(office.made(&body(&["Zero", "One", "One"]), edit), Err(Refusal::Conflict(_))));
}

#[test]
fn what_would_be_wrong_is_told_first() {
    let office = Office::new();
    let edit = |new: &str| -> Vec<Edit> {
        serde_json::from_value(
            json!([{ "do": "value", "at": "meeting.ends", "old": "2021-04-30", "new": new }]),
        )
        .expect("edits")
    };
    let files = letter(PLAIN);
    let before = apply(&office.session, &files, &office.book, &edit("2021-04-10"))
        .err()
        .map(|why| (why.status(), why.sentence()));
    insta::assert_debug_snapshot!(before);
    let fine = apply(&office.session, &files, &office.book, &edit("2021-04-29")).expect("applied");
    assert!(fine.new_errors().is_empty());
    let issued = letter(&format!("{PLAIN}status: issued\n"));
    assert_eq!(
        apply(&office.session, &issued, &office.book, &edit("2021-04-29")).err(),
        Some(Refusal::Issued)
    );
    let broken = Files { letter: Source::new(files.letter.path(), "a: [\n"), original: None };
    assert!(matches!(
        apply(&office.session, &broken, &office.book, &edit("2021-04-29")).err(),
        Some(Refusal::NotNow(_))
    ));
    let _ = yaml::parse(&Arc::clone(&files.letter), &mut Diagnostics::new());
    let _ = office.one("sg15-001-ordinary");
}

#[test]
fn a_translation_gets_the_words_that_it_lacks_and_is_confirmed() {
    let office = Office::new();
    let original = letter(&format!(
        "{PLAIN}body:\n  - text: One of {{{{ group.code }}}}.\n  - text: Two.\n  - text: Three new.\n"
    ));
    let french = |sentences: &str| Files {
        letter: Source::new(
            original.letter.path().with_extension("fr.yaml"),
            format!("translation-of: l.yaml\nlanguage: fr\n{sentences}"),
        ),
        original: Some(Arc::clone(&original.letter)),
    };
    let start = french(
        "sentences:\n  # Two.\n  - at: body.2.text\n    en: Two.\n    fr: Deux.\n  - at: body.3.text\n    en: Three old.\n    fr: Trois.\n",
    );
    let lacks = |files: &Files| -> Vec<String> {
        let lacks = lacking(&office.session, files, &office.book).expect("a translation");
        lacks.into_iter().map(|lacks| format!("{} {}", lacks.at, lacks.state)).collect()
    };
    assert_eq!(lacks(&start), ["body.1.text missing", "body.3.text older"]);
    let english = json!([{ "text": "One of " }, { "fact": 0 }, { "text": "." }]);
    let words = json!([{ "text": "Une de la " }, { "fact": 0 }, { "text": "." }]);
    let edit = json!({ "do": "text", "at": "body.1.text", "old": english, "new": words });
    let more = office.made(&start, edit.clone()).expect("translated");
    assert_eq!(more.original, start.original, "the original is as it was");
    let right = office.made(&more, json!({ "do": "confirm", "at": "body.3.text" })).expect("confirmed");
    insta::assert_snapshot!(right.letter.text());
    assert!(lacks(&right).is_empty());
    assert_eq!(
        office.made(&right, json!({ "do": "confirm", "at": "body.3.text" })).err(),
        Some(Refusal::Gone)
    );
    // A file that lists the sentence without words, one with `was`, and one without any sentence.
    let empty = french(
        "sentences:\n  - at: body.1.text\n    en: One of {{ group.code }}.\n    fr:\n  - {at: body.3.text, en: Three new., was: Three old., fr: Trois.}\n",
    );
    let filled = office.made(&empty, edit.clone()).expect("translated");
    let filled = office.made(&filled, json!({ "do": "confirm", "at": "body.3.text" })).expect("confirmed");
    assert!(
        filled.letter.text().ends_with(
            "    fr: Une de la {{ group.code }}.\n  - {at: body.3.text, en: Three new., fr: Trois.}\n"
        ),
        "{}",
        filled.letter.text()
    );
    let first = office.made(&french(""), edit).expect("translated").letter;
    assert!(first.text().ends_with("language: fr\nsentences:\n  - at: body.1.text\n    en: One of {{ group.code }}.\n    fr: Une de la {{ group.code }}.\n"), "{}", first.text());
}

#[test]
fn items_are_put_into_an_agenda_that_the_house_style_gives() {
    let office = Office::new();
    let files = letter(PLAIN);
    let place = |at: &str| field(&office.session, &files, &office.book, at).expect("a place");
    let annexes = place("annexes.1").list.expect("a list").count;
    let number = (1..=annexes).find(|number| place(&format!("annexes.{number}")).name == "The agenda");
    let list = format!("annexes.{}.items", number.expect("an agenda"));
    assert!(place(&list).can.contains(&"add"));
    let insert = |files: &Files, before: usize| {
        let edit = json!({ "do": "insert", "list": list, "before": before, "count": before - 1, "kind": "item", "parts": [{ "text": format!("Item {before}") }] });
        office.made(files, edit).expect("put in")
    };
    let two = insert(&insert(&files, 1), 2);
    assert!(
        two.letter.text().ends_with("  - kind: agenda\n    items:\n      - Item 1\n      - Item 2\n"),
        "{}",
        two.letter.text()
    );
}
