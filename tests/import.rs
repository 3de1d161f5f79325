//! Old letters become YAML: their words come out, and their facts are keys.

use crate::common::program::Office;
use crate::common::session;
use collective_letters::base::{Format, Source};
use collective_letters::model::letter::Letter;
use collective_letters::project::session::Session;
use collective_letters::tools::import::{self, Imported, Known, Old, Target};
use collective_letters::tools::word;
use std::path::Path;
use std::sync::Arc;

/// Hundredths of the words that must come out in order.
const LEAST: usize = 98_00;

fn made(session: &Session, folder: &str, old: &Old) -> Imported {
    let path = session::root().join(folder).join("imported.yaml");
    let target = Target { path: &path, schema: "letter.schema.json", told: "Imported." };
    import::import(session, old, &Known::default(), &target).expect("a letter")
}

fn letter(text: &str) -> Letter {
    Letter::load(&Source::new("imported.yaml", text), &mut Default::default()).expect("a letter")
}

/// What a letter says of its meeting, as its file has it.
fn facts(letter: &Letter) -> Vec<String> {
    let meeting = letter.meeting.as_ref();
    let of = |fact: &dyn Fn(&collective_letters::model::letter::Meeting) -> String| {
        meeting.map(fact).unwrap_or_default()
    };
    vec![
        letter.number.value.to_string(),
        letter.group.value.clone(),
        letter.date.value.to_string(),
        format!("{:?}", letter.file_reference),
        of(&|meeting| format!("{} {}", meeting.first_day(), meeting.last_day())),
        of(&|meeting| meeting.format().word().to_owned()),
        of(&|meeting| meeting.kind().word().to_owned()),
        of(&|meeting| format!("{:?}", meeting.town())),
        of(&|meeting| format!("{:?}", meeting.opens.as_ref().map(|time| time.value))),
        of(&|meeting| format!("{:?}", meeting.daily_hours.as_ref().map(|hours| hours.value))),
    ]
}

#[test]
fn the_text_of_a_real_letter_comes_back() {
    let session = session::session("letters");
    let old = Old::of_text(&session, include_str!("data/seed-letter.txt"));
    let imported = made(&session, "letters", &old);
    assert!(imported.proof.share() >= LEAST, "{:?}", imported.proof);
    let ours = std::fs::read_to_string(session::root().join("letters/sg17-011.yaml")).expect("a letter");
    // The printed letter is dated a year too early, and the letter of the house is not.
    let without_date = |text: &str| {
        let mut facts = facts(&letter(text));
        facts.remove(2);
        facts
    };
    assert_eq!(without_date(&imported.text), without_date(&ours));
    for block in [
        "- opening",
        "- arrangements",
        "- deadlines",
        "- annexes",
        "- wish",
        "- kind: practical",
        "- kind: agenda",
    ] {
        assert!(imported.text.contains(block), "{block}\n{}", imported.text);
    }
}

/// The Word file of a letter.
fn docx(session: &Session, source: &Arc<Source>) -> Vec<u8> {
    let read = session.read(source);
    let mut composition = session.compose(&read);
    let files = session.files(&mut composition, &[Format::Docx]);
    files.into_iter().next().expect("a Word file").1
}

fn comes_back(folder: &str, names: &[&str]) {
    let session = session::session(folder);
    for name in names {
        let source = session::source(&session::root().join(folder).join(name));
        let file = word::read(&docx(&session, &source)).expect("a Word file");
        let imported = made(&session, folder, &Old::of_word(&file));
        assert!(imported.proof.share() >= LEAST, "{name}: {:?}", imported.proof);
        if !session::is_translation(&session::root().join(folder).join(name)) {
            assert_eq!(facts(&letter(&imported.text)), facts(&letter(source.text())), "{name}");
        }
    }
}

#[test]
fn word_files_of_meetings_come_back() {
    comes_back(
        "tests/letters",
        &["sg15-001-ordinary.yaml", "sg5-002-hosted.yaml", "sg5-003-working-party.yaml"],
    );
}

#[test]
fn word_files_that_change_a_letter_come_back() {
    comes_back("tests/letters", &["sg15-001-rev1.yaml", "circular-295-approval.yaml"]);
}

#[test]
fn word_files_in_other_languages_come_back() {
    comes_back("tests/letters", &["sg5-004-working-parties.fr.yaml", "sg5-004-working-parties.ru.yaml"]);
}

/// An old letter among the test data.
fn old(session: &Session, name: &str) -> Imported {
    let path = session::root().join("tests/data/old-letters").join(name);
    let text = std::fs::read_to_string(path).expect("an old letter");
    made(session, "tests/letters", &Old::of_text(session, &text))
}

/// Whether the YAML has these lines, in any order.
fn has(imported: &Imported, lines: &[&str]) {
    for line in lines {
        assert!(imported.text.contains(line), "{line}\n{}", imported.text);
    }
    assert!(imported.proof.share() >= LEAST, "{:?}", imported.proof);
}

#[test]
fn a_letter_in_other_words_and_another_layout_has_its_facts() {
    let session = session::session("tests/letters");
    let imported = old(&session, "tabs.txt");
    has(
        &imported,
        &[
            "number: 3\ngroup: SG11\ndate: 2018-04-20",
            "starts: 2018-07-18",
            "ends: 2018-07-27",
            "opens: 09:30",
            "registration-desk: 08:30",
            "chair: {honorific: Ms, name: Petra Muster, country: Freedonia}",
            "salutation: Dear delegates,",
            "closing: With best regards,",
            "addressee-head: \"To:\"",
            "- deadlines",
            "- kind: agenda",
        ],
    );
    for wrong in ["kind: event", "  place:", "series:", "reason:"] {
        assert!(!imported.text.contains(wrong), "{wrong}\n{}", imported.text);
    }
}

#[test]
fn parts_numbered_paragraphs_and_deadlines_in_sentences_are_found() {
    let session = session::session("tests/letters");
    let imported = old(&session, "numbered.txt");
    has(
        &imported,
        &[
            "number: 5\ngroup: SG20",
            "file-reference: SG20/AB",
            "- {starts: 2026-02-04, ends: 2026-02-06, format: virtual}",
            "- {starts: 2026-02-09, ends: 2026-02-13}",
            "numbered-paragraphs: yes",
            "date: 2025-12-01",
            "date: 2025-12-20",
        ],
    );
    assert!(
        imported.tasks.iter().any(|task| task.contains("`translation` is 2025-12-01")),
        "{:?}",
        imported.tasks
    );
}

#[test]
fn a_letter_in_french_in_other_words_has_its_facts() {
    let session = session::session("tests/letters");
    let imported = old(&session, "francais.txt");
    has(
        &imported,
        &[
            "language: fr",
            "starts: 2009-10-26",
            "ends: 2009-11-06",
            "chair: {honorific: M., name: Jean Exemple, country: Freedonie}",
            "- kind: agenda",
        ],
    );
    assert!(!imported.text.contains("kind: event"), "{}", imported.text);
}

#[test]
fn a_letter_begins_from_an_old_file() {
    let office = Office::new().file("old.txt", include_str!("data/seed-letter.txt"));
    let begun = [
        "new",
        "--from",
        "old.txt",
        "--starts",
        "2021-09-07",
        "--ends",
        "2021-09-17",
        "--date",
        "2021-06-01",
    ];
    office.run(&begun).code(0).says("started from 11/17 (old.txt)");
    let made = std::fs::read_to_string(office.path("letters/sg17-012.yaml")).expect("a letter");
    assert!(made.contains("starts: 2021-09-07") && !made.contains("2021-04-20"), "{made}");
}

#[test]
fn what_is_there_is_not_overwritten_and_what_is_no_letter_is_refused() {
    let office = Office::new()
        .file("old.txt", include_str!("data/seed-letter.txt"))
        .file("none.txt", "Some words, and no letter.")
        .file("bad.docx", b"PK\x03\x04 not a package");
    office
        .run(&["import", "old.txt", "--output", "letters/imported.yaml"])
        .code(0)
        .says("100.0 % of the old words");
    office.run(&["import", "old.txt", "--output", "letters/imported.yaml"]).code(2).warns("already exists");
    office.run(&["import", "none.txt"]).code(2).warns("not-imported");
    office.run(&["import", "bad.docx"]).code(2).warns("not-a-text-file");
    assert!(Path::new(&office.path("letters/imported.yaml")).is_file());
}
