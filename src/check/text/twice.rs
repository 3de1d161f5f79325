//! What is said twice: paragraphs, and sentences that say the same in nearly the same words.

use super::vocabulary::fingerprint;
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::check::words::{WORDS, has};
use crate::compose::markdown::ProseKind;
use crate::rules;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

rules! {
    /// Word for word.
    SAME_PARAGRAPH = Warning "same-paragraph" {
        summary: "a paragraph appears twice in the letter",
        why: "It was pasted twice, or the house style already contains it.",
        source: "real letters with the same paragraph twice",
        bad: "body:\n  - text: The tutorial is open to all delegates who are new to the study group.\n  - text: The tutorial is open to all delegates who are new to the study group.",
        good: "body:\n  - text: The tutorial is open to all delegates who are new to the study group.",
        fix: "Remove one of the two.",
    }
    /// In nearly the same words.
    SAME_SENTENCE = Warning "same-sentence" {
        summary: "two paragraphs have a sentence in nearly the same words",
        why: "Readers look for a difference. Often one of the two comes from an earlier letter.",
        source: "TSB Collective letter 1/1: `Registration is mandatory …` twice",
        bad: "registration: |-\n  **REGISTRATION:** Registration is mandatory and is to be done online via the study group homepage.\n\n  Registration is mandatory via the online form on the study group homepage.",
        good: "registration: |-\n  **REGISTRATION:** Registration is mandatory and is to be done online via the study group homepage.",
        fix: "Keep one of the two, and add what only the other contains.",
    }
}

/// Shorter paragraphs may stand twice (`0830 hours.`).
const SHORTEST: usize = 60;
/// What a paragraph of sentences ends with; a line such as the place and the dates under the titles of annexes has no such end.
const ENDS: [char; 13] = ['.', ':', ';', '!', '?', '…', ')', '"', '”', '»', '。', '：', '؟'];
/// So many words that say something has a sentence that is compared.
const FEWEST: usize = 6;
/// Sentences that say the same begin with so many words the same.
const HEAD: usize = 3;
/// Of sentences that begin with the same words, so many of the last are compared: each with all would be slow where a
/// thousand begin so.
const MOST_COMPARED: usize = 40;

/// A sentence: its paragraph and where it stands in it.
struct Sentence<'a> {
    passage: Passage<'a>,
    index: usize,
    range: Range<usize>,
    /// Its words that say something.
    said: OnceCell<BTreeSet<String>>,
}

impl Sentence<'_> {
    fn said(&self) -> &BTreeSet<String> {
        self.said.get_or_init(|| said(self.passage, &self.range))
    }
}

/// Compares paragraphs and sentences.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let paragraphs: Vec<Passage<'_>> = text
        .passages()
        .filter(|passage| matches!(passage.kind, ProseKind::Paragraph | ProseKind::Footnote))
        .filter(|passage| passage.label.is_empty() && passage.text.len() >= SHORTEST)
        .filter(|passage| passage.text.trim_end().ends_with(ENDS))
        .collect();
    let mut seen: BTreeMap<u64, Passage<'_>> = BTreeMap::new();
    let mut heads: BTreeMap<(usize, u64), Vec<Sentence<'_>>> = BTreeMap::new();
    for (index, passage) in paragraphs.into_iter().enumerate() {
        match seen.get(&fingerprint(&passage.text)) {
            Some(first) => {
                let whole = 0..passage.text.len();
                SAME_PARAGRAPH
                    .finding("this paragraph appears twice in the letter")
                    .at(&passage.place(whole), "remove one of the two")
                    .note(&first.place(0..first.text.len()), "it appears first here")
                    .report(problems);
                continue;
            }
            None => {
                seen.insert(fingerprint(&passage.text), passage);
            }
        }
        for range in sentences(passage) {
            let Some(head) = head(&passage.text[range.clone()]) else { continue };
            let known = heads.entry((passage.section, head)).or_default();
            let sentence = Sentence { passage, index, said: OnceCell::new(), range };
            let others = known.iter().rev().take(MOST_COMPARED);
            let same = others.filter(|other| other.index != index && is_same(other, &sentence)).last();
            if let Some(first) = same.filter(|_| passage.is_own(sentence.range.start)) {
                SAME_SENTENCE
                    .finding("this sentence repeats another paragraph in nearly the same words")
                    .at(&passage.place(sentence.range.clone()), "remove one of the two")
                    .note(&first.passage.place(first.range.clone()), "it appears first here")
                    .report(problems);
            }
            known.push(sentence);
        }
    }
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A hash of the first words of a sentence; none of a short one.
fn head(sentence: &str) -> Option<u64> {
    words(sentence).nth(FEWEST - 1)?;
    Some(words(sentence).take(HEAD).fold(0, |hash: u64, word| hash.rotate_left(5) ^ fingerprint(word)))
}

/// The sentences of a paragraph.
fn sentences(passage: Passage<'_>) -> Vec<Range<usize>> {
    let text = &passage.text;
    // A head in capitals is none of the sentence's words.
    let head = text.find(": ").filter(|at| !text[..*at].contains(char::is_lowercase));
    let mut start = head.map_or(0, |colon| colon + 2);
    let ends = text.match_indices(['.', ';', '!', '?']).map(|(at, sign)| at + sign.len());
    let ends: Vec<usize> = ends.filter(|end| text[*end..].starts_with(' ')).collect();
    let mut found = Vec::new();
    for end in ends.into_iter().chain([text.len()]) {
        if end > start {
            let lead = text[start..end].len() - text[start..end].trim_start().len();
            found.push(start + lead..end);
            start = end;
        }
    }
    found
}

/// The words of a sentence that say something, with one spelling.
fn said(passage: Passage<'_>, range: &Range<usize>) -> BTreeSet<String> {
    let lower = passage.text[range.clone()].to_lowercase();
    let lower = lower.replace("home page", "homepage").replace("web page", "webpage");
    words(&lower).filter(|word| !has(&WORDS.little_words, word)).map(str::to_owned).collect()
}

/// Whether four fifths of the shorter one's words are in the other.
fn is_same(a: &Sentence<'_>, b: &Sentence<'_>) -> bool {
    let (a, b) = (a.said(), b.said());
    let shorter = a.len().min(b.len());
    shorter >= FEWEST && a.intersection(b).count() * 5 >= shorter * 4
}
