//! Translations as those who build them see them.
use crate::common::program::Office;

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

/// A letter with a sentence of its own, and a French translation with this list of sentences.
fn french(sentences: &str) -> Office {
    let letter = format!("{LETTER}body:\n  - opening\n  - text: \"Room A is free.\"\n  - deadlines\n");
    Office::new().file("letters/1.yaml", letter).file(
        "letters/1.fr.yaml",
        format!("translation-of: 1.yaml\nlanguage: fr\nsentences:\n  - {sentences}\n"),
    )
}

#[test]
fn either_language_of_a_sentence_may_stand_first() {
    for sentence in [
        "{en: \"Room A is free.\", fr: \"La salle A est libre.\"}",
        "{fr: \"La salle A est libre.\", at: body.2.text, en: \"Room A is free.\"}",
    ] {
        let office = french(sentence);
        office.run(&["build", "--format", "html", "--lang", "fr"]).code(0).quiet();
        let page = std::fs::read_to_string(office.path("output/T17-SG17-COL-0001!!HTM-F.html")).expect("it");
        assert!(page.contains("La salle A est libre."), "{sentence}");
    }
}

#[test]
fn a_sentence_is_in_the_languages_of_the_original_and_of_the_file() {
    for (sentence, told) in [
        ("{fr: \"La salle A est libre.\"}", "this translation has no original sentence"),
        ("{fr: \"La salle A est libre.\", en: \"\"}", "this translation has no original sentence"),
        ("{en: \"Room A is free.\", es: \"La sala A.\"}", "this file is in French, but this sentence is not"),
        ("{en: \"Room A is free.\", es: \"A.\", fr: \"A.\"}", "a sentence can have only two languages"),
        ("{en: \"Room A is free.\"}", "1 of 1 sentence is not translated into French"),
    ] {
        let run = french(sentence).run(&["check", "--lang", "fr"]).code(1);
        assert_eq!(run.stderr.matches("error[").count(), 1, "{run:#?}");
        run.warns(told).warns("1.fr.yaml:");
    }
}
