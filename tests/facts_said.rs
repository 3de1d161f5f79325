//! Every fact of a meeting that a letter gives is said, whatever the kind and the format of the meeting, or a finding tells
//! that it is not; docs/staff/facts-and-sentences.md shows the sentences.

use crate::common::outline::paragraphs;
use crate::common::session;
use collective_letters::base::Source;
use collective_letters::project::session::Session;
use std::collections::{BTreeMap, BTreeSet};

const PAGE: &str = "docs/staff/facts-and-sentences.md";

/// Kinds of meetings: the word, and the letter that they are in.
const KINDS: [(&str, &str); 5] = [
    ("study-group", "group: SG15"),
    ("working-party", "group: SG15"),
    ("advisory-group", "group: TSAG"),
    ("regional-group", "group: SG13RG-AFR"),
    ("event", "group: SG15"),
];

const FORMATS: [&str; 4] = ["physical", "hybrid", "virtual", "remote-observation"];

/// Facts: the lines of a letter with one, and those of the same letter without it or with its opposite.
const FACTS: &[(&str, &str)] = &[
    ("  opens: 10:00", ""),
    ("  opens: 10:00\n  opening-plenary: 2026-12-02", "  opens: 10:00"),
    ("  opening-plenary: 2026-12-02", ""),
    ("  daily-hours: 11:00-15:00", ""),
    ("  registration-desk: 08:30", ""),
    (
        "  desk-hours: [{starts: 2026-11-27, hours: 14:00-17:00}, {starts: 2026-12-01, hours: 08:00-12:00}]",
        "",
    ),
    ("  registration-desk: 08:30\n  desk-place: the south gate", "  registration-desk: 08:30"),
    ("  venue: the Convention Centre", ""),
    ("  place: \"Nice, France\"", ""),
    ("  host: the Government of France", ""),
    ("  ordinal: 3", ""),
    ("  tool: ZoomTool", ""),
    ("  captioning: yes", ""),
    ("  captioning: yes\n  working-languages: [en, fr]", "  working-languages: [en, fr]"),
    ("  agreed: 2026-01-30", ""),
    ("  fellowships: yes", "  fellowships: no"),
    ("  interpretation: on-request", "  interpretation: none"),
    ("  working-languages: [fr]", ""),
    ("  collocated-with: [SG13]", ""),
    ("  joint-with: [SG13]", ""),
    ("  schedule: {circular: 179, date: 2025-10-30}", ""),
    ("  endorsed: {starts: 2025-09-01, ends: 2025-09-09}", ""),
    ("events: [{title: Workshop on light, starts: 2026-11-30}]", ""),
    (
        "events: [{title: Workshop on light, starts: 2026-11-30, in-subject: after}]",
        "events: [{title: Workshop on light, starts: 2026-11-30, in-subject: yes}]",
    ),
    (
        "events: [{title: Workshop on light, starts: 2026-12-14, in-subject: before}]",
        "events: [{title: Workshop on light, starts: 2026-12-14, in-subject: yes}]",
    ),
    ("  opens: 10:00\n  opening-plenary: 2026-12-02 14:30", "  opens: 10:00"),
    ("  opens: 10:00\n  opening-plenary: 2026-12-02 morning", "  opens: 10:00"),
    ("  opening-plenary: 2026-12-02 14:30", ""),
    ("  supported-by: [the Government of France, the City of Nice]", ""),
    (
        "  place: \"Nice, France\"\n  host: the City of Nice\n  supported-by: [the Government of France]",
        "  place: \"Nice, France\"\n  host: the City of Nice",
    ),
    (
        "  collocated-with: [SG13, {name: the Quality of Service Development Group}]",
        "  collocated-with: [SG13]",
    ),
    ("  opening-sentence: is-to-meet", ""),
    ("  opening-sentence: will-meet", ""),
    ("  opening-sentence: will-hold", ""),
    (
        "  opening-sentence: will-meet\n  schedule: {circular: 179, date: 2025-10-30}",
        "  schedule: {circular: 179, date: 2025-10-30}",
    ),
    ("  management-team: yes", ""),
    ("  management-team: yes\nannexes: [{kind: practical}]", "annexes: [{kind: practical}]"),
    (
        "  working-parties: [{number: 1, title: light, chair: {name: Jane Example}}, 2]",
        "  working-parties: [1, 2]",
    ),
    ("voice: we", ""),
    ("subject-mark: semicolon", ""),
    ("subject-mark: line", ""),
    ("subject-mark: line\nsubject: A meeting", "subject: A meeting"),
    ("deadlines: none", ""),
    ("numbered-paragraphs: yes", ""),
    (
        "annexes: [{kind: agenda}, {kind: time-plan, attached: yes, web: \"https://www.itu.int/go/plan\"}]",
        "annexes: [{kind: agenda}]",
    ),
];

/// The sentences of a letter, and the codes of what was found in it.
fn made(
    session: &Session,
    language: &str,
    kind: (&str, &str),
    format: &str,
    fact: &str,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let title = if kind.0 == "event" { "\n  title: Workshop on optical access" } else { "" };
    let text = format!(
        "number: 1\n{}\ndate: 2026-09-01\nlanguage: {language}\nmeeting:\n  kind: {}{title}\n  format: {format}\n  starts: 2026-12-01\n  ends: 2026-12-11\n{fact}\n",
        kind.1, kind.0
    );
    let source = Source::new("letters/fact.yaml", text);
    let letter = session.read(&source);
    let composition = session.compose(&letter);
    // A letter with an error is not built: its finding says why.
    if composition.document().is_none() {
        return (BTreeSet::new(), BTreeSet::from(["error".to_owned()]));
    }
    let codes = composition.findings.problems.iter().map(|problem| problem.rule.code.to_owned()).collect();
    let texts = composition.document().map(paragraphs).unwrap_or_default();
    let sentences = texts.iter().flat_map(|text| text.split_inclusive(". ")).map(|s| s.trim().to_owned());
    (sentences.collect(), codes)
}

/// For each fact, by its number, the sentences that it adds, with the numbers of the kinds and formats that have them.
type Said = BTreeMap<(usize, String), BTreeSet<(usize, usize)>>;

/// What facts add in a language, and what is neither said nor found; of every so many kinds and formats.
fn table(language: &str, (kinds, formats): (usize, usize)) -> (Said, Vec<String>) {
    let session = session::session("tests/letters");
    let (mut said, mut silent) = (Said::new(), Vec::new());
    for (at, kind) in KINDS.into_iter().enumerate().step_by(kinds) {
        for (form, format) in FORMATS.into_iter().enumerate().step_by(formats) {
            for (number, (with, without)) in FACTS.iter().enumerate() {
                let (sentences, found) = made(&session, language, kind, format, with);
                let (before, found_before) = made(&session, language, kind, format, without);
                let new: Vec<&String> = sentences.difference(&before).collect();
                let is_told = found.contains("error") || !found.is_subset(&found_before);
                if new.is_empty() && before.difference(&sentences).count() == 0 && !is_told {
                    silent.push(format!("{} {format}: {}", kind.0, with.trim()));
                }
                for sentence in new {
                    said.entry((number, sentence.clone())).or_insert_with(BTreeSet::new).insert((at, form));
                }
            }
        }
    }
    (said, silent)
}

/// The page: for each fact the sentences, with the kinds and formats that have them.
fn page(said: &Said) -> String {
    let mut out = String::from(HEAD);
    for (number, (with, without)) in FACTS.iter().enumerate() {
        let keys = |lines: &str| {
            lines.lines().map(|line| format!("`{}`", line.trim())).collect::<Vec<_>>().join(", ")
        };
        let beside =
            if without.is_empty() { String::new() } else { format!(", instead of {}", keys(without)) };
        out.push_str(&format!("\n## {}{beside}\n\n| sentence | meetings |\n|---|---|\n", keys(with)));
        for ((_, sentence), places) in said.iter().filter(|((at, _), _)| *at == number) {
            out.push_str(&format!("| {} | {} |\n", sentence.replace('|', "\\|"), places_in_words(places)));
        }
    }
    out
}

/// `all kinds: hybrid, virtual; event: physical`.
fn places_in_words(places: &BTreeSet<(usize, usize)>) -> String {
    let mut kinds_by_formats: BTreeMap<Vec<usize>, Vec<&str>> = BTreeMap::new();
    for (at, (kind, _)) in KINDS.iter().enumerate() {
        let formats: Vec<usize> =
            places.iter().filter(|(of, _)| *of == at).map(|(_, format)| *format).collect();
        if !formats.is_empty() {
            kinds_by_formats.entry(formats).or_default().push(kind);
        }
    }
    let named = kinds_by_formats.into_iter().map(|(formats, kinds)| {
        let kinds = if kinds.len() == KINDS.len() { "all kinds".to_owned() } else { kinds.join(", ") };
        let formats: Vec<&str> = formats.into_iter().map(|at| FORMATS[at]).collect();
        if formats.len() == FORMATS.len() { kinds } else { format!("{kinds}: {}", formats.join(", ")) }
    });
    named.collect::<Vec<_>>().join("; ")
}

const HEAD: &str = "# Facts and their sentences

<!-- Made by `INSTA_UPDATE=always cargo test facts_said`. -->

For staff who ask what a fact of a letter prints, and where: for each fact the sentences that it adds to a letter of the
built-in house style, and the meetings whose letters have them. Sentences that a fact changes are shown as they are with it.
The letters are of 1 September 2026, for a meeting from 1 to 11 December 2026.
";

#[test]
fn the_page_of_sentences_is_true() {
    let fresh = page(&table("en", (1, 1)).0);
    let path = session::root().join(PAGE);
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::write(path, fresh).expect("written");
    } else {
        let page = std::fs::read_to_string(path).expect("the page");
        assert!(page.replace("\r\n", "\n") == fresh, "run it with INSTA_UPDATE=always");
    }
}

#[test]
fn no_fact_is_lost_in_silence() {
    let (_, silent) = table("en", (1, 1));
    assert!(silent.is_empty(), "{} neither said nor found:\n{}", silent.len(), silent.join("\n"));
}

/// Groups and events, in a place and virtually.
#[test]
fn no_fact_is_lost_in_another_language() {
    for language in ["fr", "es", "ru", "zh", "ar"] {
        let (_, mut silent) = table(language, (4, 2));
        // What a language has in any case: the subject on two lines, and the only form of the opening sentence.
        silent.retain(|fact| {
            let usual = (fact.ends_with("subject-mark: line") && language != "ar")
                || (fact.ends_with("opening-sentence: is-to-meet") && matches!(language, "ru" | "ar"));
            !usual
        });
        assert!(silent.is_empty(), "{language}: neither said nor found:\n{}", silent.join("\n"));
    }
}
