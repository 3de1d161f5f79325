//! Translations as those who build them see them.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot set up its input has failed")]
mod common;

use common::program::Office;

/// A letter that convenes a study group to its headquarters.
const LETTER: &str =
    "group: SG17\nnumber: 1\ndate: 2021-01-21\nmeeting:\n  starts: 2021-04-20\n  ends: 2021-04-30\n";

const CHINESE: &str = "translation-of: 1.yaml\nlanguage: zh\n";

/// The Chinese page of a letter.
fn chinese(letter: &str) -> String {
    let office = Office::new().file("letters/1.yaml", letter).file("letters/1.zh.yaml", CHINESE);
    let run = office.run(&["build", "--format", "html", "--lang", "zh"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    std::fs::read_to_string(office.path("output/T17-SG17-COL-0001!!HTM-C.html")).expect("the page")
}

/// The usual place is a word of the house: whether it is written down or not, in all languages.
#[test]
fn headquarters_are_headquarters_in_every_language() {
    let silent = chinese(LETTER);
    assert!(silent.contains("日内瓦") && silent.contains("Montbrillant"), "{silent}");
    assert_eq!(chinese(&format!("{LETTER}  place: Geneva\n")), silent);
}
