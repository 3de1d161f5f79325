//! What is said twice: paragraphs, and sentences that say the same in nearly the same words.

use super::{Passage, Text};
use crate::diagnostic::Diagnostics;
use crate::markdown::ProseKind;
use crate::rules;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

rules! {
    /// Word for word.
    SAME_PARAGRAPH = Warning "same-paragraph" {
        summary: "a paragraph stands twice in the letter",
        why: "It was pasted twice, or is already in the house style.",
        source: "real letters with the same paragraph twice",
        bad: "body:\n  - text: The tutorial is open to all delegates who are new to the study group.\n  - text: The tutorial is open to all delegates who are new to the study group.",
        good: "body:\n  - text: The tutorial is open to all delegates who are new to the study group.",
        mend: "Remove one of the two.",
    }
    /// In nearly the same words.
    SAME_SENTENCE = Warning "same-sentence" {
        summary: "two paragraphs say the same in nearly the same words",
        why: "Readers look for the difference. Often one of the two comes from an older letter.",
        source: "TSB Collective letter 1/1: `Registration is mandatory …` twice",
        bad: "registration: |-\n  **REGISTRATION:** Registration is mandatory and is to be done online via the study group homepage.\n\n  Registration is mandatory via the online form on the study group homepage.",
        good: "registration: |-\n  **REGISTRATION:** Registration is mandatory and is to be done online via the study group homepage.",
        mend: "Keep one of the two, with what only the other says.",
    }
}

/// Shorter paragraphs may stand twice (`0830 hours.`).
const SHORTEST: usize = 60;
/// So many words that say something has a sentence that is compared.
const WORDS: usize = 6;
/// Sentences that say the same begin with so many words the same.
const HEAD: usize = 3;

/// Words that say nothing.
const EMPTY: [&str; 24] = [
    "the", "a", "an", "is", "are", "be", "to", "of", "and", "or", "for", "on", "in", "at", "by", "with",
    "that", "which", "will", "this", "it", "as", "from", "their",
];

/// A sentence: where, and its words.
struct Sentence<'a> {
    passage: Passage<'a>,
    index: usize,
    start: usize,
    end: usize,
    words: BTreeSet<String>,
}

/// Compares paragraphs and sentences.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let paragraphs: Vec<Passage<'_>> = text
        .passages()
        .filter(|passage| matches!(passage.kind, ProseKind::Paragraph | ProseKind::Footnote))
        .filter(|passage| passage.label.is_empty() && passage.text.len() >= SHORTEST)
        .collect();
    let mut seen: BTreeMap<Vec<String>, Passage<'_>> = BTreeMap::new();
    let mut repeated = BTreeSet::new();
    for (index, passage) in paragraphs.iter().enumerate() {
        let words = words(&passage.text);
        match seen.get(&words) {
            Some(first) => {
                repeated.insert(index);
                let whole = 0..passage.text.len();
                problems.push(
                    SAME_PARAGRAPH
                        .finding("this paragraph stands in the letter already")
                        .at(&passage.place(whole.clone()), "the same words")
                        .note(&first.place(0..first.text.len()), "first here"),
                );
            }
            None => {
                seen.insert(words, *passage);
            }
        }
    }
    let mut heads: BTreeMap<(usize, Vec<String>), Vec<Sentence<'_>>> = BTreeMap::new();
    for (index, passage) in paragraphs.iter().enumerate().filter(|(index, _)| !repeated.contains(index)) {
        for (head, sentence) in sentences(*passage, index) {
            let known = heads.entry((passage.section, head)).or_default();
            let same = known.iter().find(|other| other.index != index && is_same(other, &sentence));
            if let Some(first) = same.filter(|_| sentence.passage.is_own(sentence.start)) {
                problems.push(
                    SAME_SENTENCE
                        .finding("this sentence says again what another paragraph says")
                        .at(&sentence.passage.place(sentence.start..sentence.end), "nearly the same words")
                        .note(&first.passage.place(first.start..first.end), "first here"),
                );
            }
            known.push(sentence);
        }
    }
}

/// Words in small letters, with one spelling.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace("home page", "homepage").replace("web page", "webpage");
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The sentences of a paragraph that are long enough, and their first words.
fn sentences(passage: Passage<'_>, index: usize) -> Vec<(Vec<String>, Sentence<'_>)> {
    let mut found = Vec::new();
    let mut start = 0;
    // A head in capitals is none of the sentence's words.
    if let Some(colon) =
        passage.text.find(": ").filter(|at| !passage.text[..*at].contains(char::is_lowercase))
    {
        start = colon + 2;
    }
    let ends = passage.text.match_indices(['.', ';', '!', '?']).map(|(at, sign)| at + sign.len());
    let ends: Vec<usize> = ends.filter(|end| passage.text[*end..].starts_with(' ')).collect();
    for end in ends.into_iter().chain([passage.text.len()]).filter(|end| *end > start).collect::<Vec<_>>() {
        let text = &passage.text[start..end];
        let all = words(text);
        let said: BTreeSet<String> = all.iter().filter(|w| !EMPTY.contains(&w.as_str())).cloned().collect();
        if said.len() >= WORDS {
            let lead = text.len() - text.trim_start().len();
            let sentence = Sentence { passage, index, start: start + lead, end, words: said };
            found.push((all.into_iter().take(HEAD).collect(), sentence));
        }
        start = end;
    }
    found
}

/// Whether four fifths of the shorter one's words are in the other.
fn is_same(a: &Sentence<'_>, b: &Sentence<'_>) -> bool {
    let common = a.words.intersection(&b.words).count();
    common * 5 >= a.words.len().min(b.words.len()) * 4
}
