//! Sentences in six languages, one at a time in a letter: those that contradict its facts are found, the others are not
//! accused. Each line of `tests/data/statements/LANGUAGE.txt` names the letter, says `-` or `+`, and gives the sentence.

use crate::common::session;
use collective_letters::base::{Severity, Source};
use collective_letters::project::session::Session;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;

/// At least this share of the contradicting sentences of each language is found.
const FOUND: f64 = 0.95;

/// The languages, each with the title of the workshop.
const LANGUAGES: [(&str, &str); 6] = [
    ("en", "ITU Workshop on optical access"),
    ("fr", "Atelier de l’UIT sur l’accès optique"),
    ("es", "Taller de la UIT sobre acceso óptico"),
    ("ru", "Семинар-практикум МСЭ по оптическому доступу"),
    ("zh", "国际电联光接入讲习班"),
    ("ar", "ورشة عمل الاتحاد بشأن النفاذ البصري"),
];

/// Rules that look at how a sentence is written, and not at what it says.
const OF_WRITING: [&str; 2] = ["annex-by-hand", "weekday-comma"];

fn file(name: &str) -> String {
    fs::read_to_string(session::root().join("tests/data/statements").join(name)).expect("a file")
}

/// The letter with a sentence, in a language.
fn letter(name: &str, (language, title): (&str, &str), sentence: &str) -> String {
    let base = file(&format!("{name}.yaml"));
    let text = base.replace("LANGUAGE", &format!("language: {language}")).replace("TITLE", title);
    assert!(text.contains("SENTENCE"), "{name}");
    text.replace("SENTENCE", sentence)
}

/// Warnings and errors, with what they say.
fn findings(session: &Session, text: &str) -> BTreeSet<String> {
    let found =
        session::check(session, &Source::new("tests/letters/statement.yaml", text)).problems.into_sorted();
    let is_accusation = |severity| severity != Severity::Note;
    let codes =
        found.iter().filter(|finding| is_accusation(finding.severity)).map(|finding| finding.rule.code);
    codes.filter(|code| !OF_WRITING.contains(code)).map(str::to_owned).collect()
}

#[test]
fn contradictions_are_found_in_six_languages_and_nobody_is_accused() {
    let session = session::session("tests/letters");
    let mut sentences = 0;
    for language in LANGUAGES {
        let lines = file(&format!("{}.txt", language.0));
        let lines: Vec<&str> =
            lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let names: BTreeSet<&str> = lines.iter().filter_map(|line| line.split(' ').next()).collect();
        for name in names {
            let found = findings(&session, &letter(name, language, "…"));
            assert_eq!(found, BTreeSet::new(), "{}: the letter {name} is good", language.0);
        }
        let results: Vec<(&str, bool, BTreeSet<String>)> = lines
            .par_iter()
            .map(|line| {
                let [name, mark, sentence] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else {
                    panic!("{line}")
                };
                assert!(["-", "+"].contains(&mark), "{line}");
                (sentence, mark == "-", findings(&session, &letter(name, language, sentence)))
            })
            .collect();
        sentences += results.len();
        let accused: Vec<_> =
            results.iter().filter(|(_, is_wrong, found)| !is_wrong && !found.is_empty()).collect();
        assert!(accused.is_empty(), "accused: {accused:#?}");
        let wrong: Vec<_> = results.iter().filter(|(_, is_wrong, _)| *is_wrong).collect();
        let missed: Vec<_> =
            wrong.iter().filter(|(.., found)| found.is_empty()).map(|(sentence, ..)| sentence).collect();
        let share = 1.0 - missed.len() as f64 / wrong.len() as f64;
        println!("{}: {} of {} found", language.0, wrong.len() - missed.len(), wrong.len());
        assert!(share >= FOUND && wrong.len() >= 16, "{}: missed {missed:#?}", language.0);
    }
    assert!(sentences >= 400, "only {sentences} sentences");
}

#[test]
fn a_title_that_stays_in_english_makes_no_fact_of_the_house_style_wrong() {
    let session = session::session("tests/letters");
    for (language, _) in LANGUAGES {
        let found = findings(&session, &letter("hybrid", (language, LANGUAGES[0].1), "…"));
        assert_eq!(found, BTreeSet::new(), "{language}");
    }
}

#[test]
fn the_worked_letters_and_their_translations_say_what_their_facts_say() {
    let session = session::session("tests/letters");
    let of_statements = |code: &str| code.ends_with("-in-text") && code != "annex-count-in-text";
    let mut read = 0;
    for path in session::letters("tests/letters") {
        let found = session::check(&session, &session::source(&path)).problems.into_sorted();
        let codes: Vec<&str> =
            found.iter().map(|finding| finding.rule.code).filter(|code| of_statements(code)).collect();
        assert!(codes.is_empty(), "{}: {codes:?}", path.display());
        read += 1;
    }
    assert!(read > 20);
}
