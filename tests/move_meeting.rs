//! `letters move`: a meeting on other days, with everything in its letter that moves with it.

use crate::common::program::{Office, letter};
use crate::common::session;
use chrono::{Days, NaiveDate};
use collective_letters::base::{Diagnostics, Source};
use collective_letters::model::letter::Letter;
use collective_letters::tools::postpone::postpone;
use std::fs;

fn text() -> String {
    letter(1).replace(
        "  ends: 2021-04-30\n",
        "  ends: '2021-04-30 morning'   # a Friday\n  agreed: 2021-01-07\n  opening-plenary: 2021-04-21 14:30\n",
    ) + "deadlines: {registration: {date: 2021-03-25, reason: closure}}\n\
         events:\n  - title: A workshop\n    starts: 2021-04-19\n\
         body:\n  - opening\n  - text: >-\n      The tutorial is on 22 April\n      2021. Registration is open until 1 April 2021. A dinner is on 23 April 2021.\n\
         annexes:\n  - kind: time-plan\n    rows:\n      - WP1: {21 AM - 22 PM: X, 2021-04-23: X, \"29 AM - PM\": X}\n"
}

#[test]
fn everything_moves_with_the_meeting() {
    let office = Office::new().file("letters/1.yaml", text());
    let dry = ["move", "letters/1.yaml", "--starts", "2021-04-27", "--dry-run"];
    office.run(&dry).code(0).quiet().says("would be moved; nothing was written");
    let read = || fs::read_to_string(office.path("letters/1.yaml")).expect("the letter");
    assert_eq!(read(), text());
    let run = office.run(&["move", "letters/1.yaml", "--starts", "2021-04-27"]).code(0).quiet();
    let run = run.says("meeting.starts: 2021-04-20 -> 2021-04-27").says("To decide:");
    let run = run.says("a typed deadline was moved too").says("not a day of the meeting or of an event");
    run.says("time plan: 21 AM - 22 PM -> 28 AM - 29 PM");
    let moved = read();
    for words in [
        "starts: 2021-04-27\n",
        "ends: '2021-05-07 morning'   # a Friday\n",
        "agreed: 2021-01-07",
        "opening-plenary: 2021-04-28 14:30",
        "date: 2021-04-01, reason",
        "    starts: 2021-04-26\n",
        "until 1 April 2021",
        "on 30 April 2021",
        "{28 AM - 29 PM: X, 2021-04-30: X, \"6 AM - PM\": X}",
        "date: 2021-01-21",
    ] {
        assert!(moved.contains(words), "no {words:?} in {moved}");
    }
    office.run(&["move", "letters/1.yaml", "--starts", "2021-04-20"]).code(0);
    assert_eq!(read(), text());
}

#[test]
fn sessions_with_numbers_stay_sessions() {
    let plan = "annexes:\n  - kind: time-plan\n    sessions: [1, 2, 3, 4]\n    rows:\n      - WP1: {20 1 - 2: X, 21 - 22: X, 23 2 - 26 1: X}\n";
    let office = Office::new().file("letters/1.yaml", letter(1) + plan);
    office.run(&["move", "letters/1.yaml", "--starts", "2021-04-27"]).code(0).quiet();
    let moved = fs::read_to_string(office.path("letters/1.yaml")).expect("the letter");
    assert!(moved.contains("{27 1 - 2: X, 28 - 29: X, 30 2 - 3 1: X}"), "{moved}");
    office.run(&["check"]).code(0);
}

#[test]
fn what_cannot_be_moved_is_said() {
    let office =
        Office::new().file("letters/1.yaml", text()).file("letters/2.yaml", letter(2) + "status: issued\n");
    let run = office.run(&["move", "letters/2.yaml", "--starts", "2021-05-04"]).code(2);
    let run = run.warns("error[not-moved]").warns("--starts 2021-05-04 --revision").warns("--corrigendum-to");
    run.warns("2/17 was issued");
    let before = ["move", "letters/1.yaml", "--starts", "2021-05-04", "--ends", "2021-05-01"];
    office.run(&before).code(2).warns("before the new first day");
    office.run(&["move", "letters/9.yaml", "--starts", "2021-05-04"]).code(2).warns("does not exist");
    // By less than a week, sessions can be on a weekend.
    let run = office.run(&["move", "letters/1.yaml", "--starts", "2021-04-22", "--dry-run"]).code(0);
    run.says("now on a weekend");
    let longer = ["move", "letters/1.yaml", "--starts", "2021-04-20", "--ends", "2021-05-03", "--dry-run"];
    office.run(&longer).code(0).says("meeting.ends: 2021-04-30 -> 2021-05-03").says("1 date would be moved");
    let json = ["move", "letters/1.yaml", "--starts", "2021-04-27", "--dry-run", "--message-format", "json"];
    let line = &office.run(&json).code(0).quiet().json()[0];
    assert_eq!((&line["event"], &line["written"]), (&"moved".into(), &false.into()));
}

#[test]
fn an_issued_letter_moves_as_its_revision() {
    let issued = text() + "status: issued\n";
    let office = Office::new().file("letters/1.yaml", issued.as_str()).file("letters/3.yaml", letter(3));
    let made = "letters/sg17-001-rev1.yaml";
    let run = |letter: &str, more: &[&str]| {
        let moving = ["move", letter, "--starts", "2021-04-27", "--revision", "--date", "2021-02-03"];
        office.run(&[&moving[..], more].concat())
    };
    run("letters/1.yaml", &["--dry-run"]).code(0).quiet().says(made).says("nothing was written");
    assert!(!office.path(made).exists());
    let schema = office.path("letters/letter.schema.json");
    let _ = fs::remove_file(&schema);
    run("letters/1.yaml", &[]).code(0).quiet().says("meeting.starts: 2021-04-20 -> 2021-04-27");
    assert!(schema.exists(), "the first line of the revision names it");
    let revision = fs::read_to_string(office.path(made)).expect("the revision");
    for words in ["starts: 2021-04-27\n", "# a Friday", "revision: 1", "date: 2021-02-03", "status: draft"] {
        assert!(revision.contains(words), "no {words:?} in {revision}");
    }
    assert_eq!(fs::read_to_string(office.path("letters/1.yaml")).expect("the letter"), issued);
    office.run(&["check", made]).code(0);
    // Begun, it is moved like any draft; a draft needs no revision.
    office.run(&["move", made, "--starts", "2021-05-04"]).code(0).quiet();
    run("letters/3.yaml", &[]).code(2).warns("is a draft");
}

#[test]
fn a_letter_moved_and_moved_back_is_the_same_file() {
    let mut count = 0;
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::letters(folder) {
            let source = session::source(&path);
            let letter = Letter::load(&source, &mut Diagnostics::new()).expect("a letter");
            let Some(meeting) = letter.meeting else { continue };
            let starts: NaiveDate = meeting.first_day();
            for days in [1, 7, 28, 90, 364] {
                let to = starts + Days::new(days);
                let there =
                    postpone(&session, &source, to, None).unwrap_or_else(|p| panic!("{path:?} {p:#?}"));
                assert_ne!(there.source.text(), source.text());
                let again = Source::new(source.path(), there.source.text());
                let back =
                    postpone(&session, &again, starts, None).unwrap_or_else(|p| panic!("{path:?} {p:#?}"));
                assert_eq!(back.source.text(), source.text(), "{} by {days}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn dates_in_sentences_of_other_languages_move() {
    let body = "body:\n  - opening\n  - text: The tutorial is on 22 April 2021.\n";
    let sentence = |language: &str, words: &str| {
        format!(
            "translation-of: 1.yaml\nlanguage: {language}\nsentences:\n  - at: body.2.text\n    en: \"The tutorial is on 22 April 2021.\"\n    {language}: \"{words}\"\n"
        )
    };
    let all = [
        ("fr", "Le cours aura lieu le 22 avril 2021.", "Le cours aura lieu le 29 avril 2021."),
        ("es", "El curso será el 22 de abril de 2021.", "El curso será el 29 de abril de 2021."),
        ("ru", "Занятие состоится 22 апреля 2021 года.", "Занятие состоится 29 апреля 2021 года."),
        ("zh", "辅导课将于2021年4月22日举行。", "辅导课将于2021年4月29日举行。"),
        ("ar", "تعقد الدورة في 22 أبريل 2021.", "تعقد الدورة في 29 أبريل 2021."),
    ];
    let office = Office::new().file("letters/1.yaml", letter(1) + body);
    let office = all.iter().fold(office, |office, (language, words, _)| {
        office.file(&format!("letters/1.{language}.yaml"), sentence(language, words))
    });
    let read = |path: &str| fs::read_to_string(office.path(path)).expect("a letter");
    let before: Vec<String> = all.iter().map(|(l, ..)| read(&format!("letters/1.{l}.yaml"))).collect();
    office.run(&["move", "letters/1.yaml", "--starts", "2021-04-27"]).code(0).quiet();
    assert!(read("letters/1.yaml").contains("on 29 April 2021"));
    for (language, _, words) in all {
        let moved = read(&format!("letters/1.{language}.yaml"));
        assert_eq!(moved, sentence(language, words).replace("22 April", "29 April"), "{language}");
    }
    office.run(&["move", "letters/1.yaml", "--starts", "2021-04-20"]).code(0).quiet();
    let after: Vec<String> = all.iter().map(|(l, ..)| read(&format!("letters/1.{l}.yaml"))).collect();
    assert_eq!(after, before);
}

#[test]
fn a_meeting_in_parts_moves_with_its_parts() {
    let parts = "  parts:\n    - {starts: 2021-04-20, ends: 2021-04-22, format: virtual}\n    - {starts: 2021-04-27, ends: 2021-04-30, format: hybrid}\n";
    let text = letter(1).replace("  format: virtual\n", "") + parts;
    let text = text + "body:\n  - opening\n  - text: The second part begins on 27 April 2021.\n";
    let office = Office::new().file("letters/1.yaml", &text);
    office.run(&["move", "letters/1.yaml", "--starts", "2021-05-04"]).code(0).quiet();
    let moved = fs::read_to_string(office.path("letters/1.yaml")).expect("the letter");
    for words in
        ["{starts: 2021-05-04, ends: 2021-05-06", "{starts: 2021-05-11, ends: 2021-05-14", "on 11 May 2021"]
    {
        assert!(moved.contains(words), "{words} in {moved}");
    }
    office.run(&["move", "letters/1.yaml", "--starts", "2021-04-20"]).code(0).quiet();
    assert_eq!(fs::read_to_string(office.path("letters/1.yaml")).expect("the letter"), text);
}
