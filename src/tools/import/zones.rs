//! The parts of an old letter: head, body, what is below the closing, and the annexes; and the language that it is written in.

use super::passage::Passage;
use super::words::{begins_with, keys, likeness};
use crate::base::Language;
use crate::model::phrases::Phrases;
use crate::project::session::Session;
use std::ops::Range;

/// The parts, as ranges of passages.
#[derive(Clone, Debug, Default)]
pub(super) struct Zones {
    pub(super) head: Range<usize>,
    /// Where the salutation stands.
    pub(super) salutation: Option<usize>,
    pub(super) body: Range<usize>,
    /// From the closing on.
    pub(super) foot: Range<usize>,
    pub(super) annexes: Vec<Zone>,
    /// What the old letter calls an annex, where that is another word: `ENCLOSURE`.
    pub(super) annex_word: Option<String>,
}

/// An annex, or a form that is numbered by itself.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    /// Its heading and what belongs to it.
    pub(super) range: Range<usize>,
    /// Its letter or number.
    pub(super) letter: String,
    /// Whether it is a form beside the annexes.
    pub(super) is_form: bool,
    /// What stands behind the number on its line.
    pub(super) rest: String,
}

/// Phrases by which a language is known, with labels among them.
const TELLING: [&str; 12] = [
    "organization",
    "bureau",
    "salutation",
    "closing",
    "key-deadlines",
    "label-reference",
    "label-tel",
    "label-fax",
    "label-e-mail",
    "label-subject",
    "label-copy",
    "practical-title",
];

/// The text of a phrase that has no facts in it.
pub(super) fn plain<'p>(phrases: &'p Phrases, name: &str) -> Option<&'p str> {
    let text = phrases.phrases.get(name)?.value.as_str();
    (!text.is_empty() && !text.contains("{{") && !text.contains("{%")).then_some(text)
}

/// The language whose phrases begin most passages.
pub(super) fn language(session: &Session, passages: &[Passage]) -> Language {
    let count = |language: Language| {
        let Some(phrases) = session.words(language) else { return 0 };
        let telling = TELLING.into_iter().filter_map(|name| plain(phrases, name));
        telling
            .filter(|text| passages.iter().any(|passage| begins_with(&passage.text, text).is_some()))
            .count()
    };
    let found = Language::for_readers().into_iter().rev().max_by_key(|language| count(*language));
    found.filter(|language| count(*language) > 0).unwrap_or_default()
}

/// The parts of a letter in a language.
pub(super) fn zones(session: &Session, phrases: &Phrases, passages: &[Passage]) -> Zones {
    let is_like = |passage: &Passage, name: &str| {
        plain(phrases, name).is_some_and(|text| likeness(&keys(text), &passage.keys()) > 0.6)
    };
    let salutation = passages.iter().position(|passage| is_like(passage, "salutation"));
    let salutation = salutation.or_else(|| {
        let at = behind_subject(phrases, passages);
        passages.get(at).filter(|passage| at > 0 && is_salutation(passage)).map(|_| at)
    });
    let start = salutation.map_or_else(|| behind_subject(phrases, passages), |at| at + 1);
    let closing = passages[start..].iter().position(|passage| is_like(passage, "closing"));
    let signed = || {
        let names: Vec<Vec<String>> =
            session.directory().signatories().map(|signatory| keys(&signatory.name)).collect();
        let at = passages[start..].iter().position(|passage| names.contains(&passage.keys()))?;
        Some(signing(phrases, &passages[start..start + at]))
    };
    let end = closing.or_else(signed).map(|at| start + at);
    let mut heads: Vec<(usize, Zone)> = Vec::new();
    for (index, passage) in passages.iter().enumerate().skip(end.unwrap_or(start)) {
        let Some(zone) = annex_head(phrases, passage) else { continue };
        // Some programs write the description of a table above it: the name of its annex once more.
        let is_again =
            |(_, last): &(usize, Zone)| (&last.letter, last.is_form) == (&zone.letter, zone.is_form);
        if !heads.last().is_some_and(is_again) {
            heads.push((index, zone));
        }
    }
    let mut annex_word = None;
    if heads.is_empty() {
        (annex_word, heads) = other_heads(passages, end.unwrap_or(start));
    }
    let first = heads.first().map_or(passages.len(), |(at, _)| *at);
    let ends: Vec<usize> = heads.iter().skip(1).map(|(at, _)| *at).chain([passages.len()]).collect();
    let mut annexes: Vec<Zone> = Vec::new();
    for ((at, zone), end) in heads.into_iter().zip(ends) {
        match annexes.last_mut() {
            // A form with a number of its own right below the heading of an annex is this annex.
            Some(last) if zone.is_form && !last.is_form && last.range.len() == 1 && last.rest.is_empty() => {
                last.range.end = end;
            }
            _ => annexes.push(Zone { range: at..end, ..zone }),
        }
    }
    let end = end.unwrap_or(first).min(first);
    let head = 0..salutation.unwrap_or(start);
    Zones { head, salutation, body: start..end, foot: end..first, annexes, annex_word }
}

/// Headings of annexes by a word that the house style has not: capitals with `A`, `B` and so on, or `1`, `2`.
fn other_heads(passages: &[Passage], start: usize) -> (Option<String>, Vec<(usize, Zone)>) {
    let of = |passage: &Passage| -> Option<(String, String, String)> {
        let first = passage.text.split('\n').next()?;
        let (word, rest) = first.split_once(' ')?;
        let (letter, title) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let is_word = word.chars().count() > 3 && word.chars().all(char::is_uppercase);
        is_word.then(|| (word.to_owned(), letter.to_owned(), title.trim().to_owned()))
    };
    let (mut word, mut found) = (None, Vec::new());
    for (at, passage) in passages.iter().enumerate().skip(start) {
        let Some((said, letter, rest)) = of(passage) else { continue };
        let count = found.len();
        let next = [('A'..='Z').nth(count).map(String::from).unwrap_or_default(), (count + 1).to_string()];
        if next.contains(&letter) && word.as_ref().is_none_or(|word| *word == said) {
            word = Some(said);
            found.push((at, Zone { range: 0..0, letter, is_form: false, rest }));
        }
    }
    (word, found)
}

/// Whether a passage greets, in whatever words: a short line that ends with a comma or a colon.
fn is_salutation(passage: &Passage) -> bool {
    let count = passage.keys().len();
    (1..=12).contains(&count)
        && passage.cell.is_none()
        && passage.text.trim_end().ends_with([',', ':', '，', '：', '،', '!', '！'])
}

/// Where the closing is, in whatever words: the last short passage of a body before the name of who signs, but for the word
/// that stands for a signature.
fn signing(phrases: &Phrases, body: &[Passage]) -> usize {
    let signed = plain(phrases, "signed").map(keys).unwrap_or_default();
    let end = body.iter().rposition(|passage| passage.keys() != signed).map_or(0, |last| last + 1);
    let is_closing = |passage: &&Passage| {
        let ends = passage.text.trim_end().ends_with([',', '.', '，', '。', '،']);
        passage.keys().len() <= 20 && passage.cell.is_none() && passage.mark.is_empty() && ends
    };
    let is_wish = |passage: &&Passage| {
        let wish = phrases.phrases.get("body-wish").map(|phrase| keys(&phrase.value)).unwrap_or_default();
        likeness(&wish, &passage.keys()) > 0.3
    };
    match body[..end].last().filter(is_closing).filter(|last| !is_wish(last)) {
        Some(_) => end - 1,
        None => end,
    }
}

/// Without a salutation: behind the subject, or the beginning.
fn behind_subject(phrases: &Phrases, passages: &[Passage]) -> usize {
    let label = plain(phrases, "label-subject");
    let at = passages
        .iter()
        .position(|passage| label.is_some_and(|label| begins_with(&passage.text, label).is_some()));
    at.map_or(0, |at| {
        let is_alone = label.and_then(|label| begins_with(&passages[at].text, label));
        let is_alone = is_alone.is_some_and(|end| passages[at].text[end..].trim().is_empty());
        (at + 1 + usize::from(is_alone)).min(passages.len())
    })
}

/// The heading of an annex: the phrase for its number with a letter or a number, alone or before the title.
fn annex_head(phrases: &Phrases, passage: &Passage) -> Option<Zone> {
    let first = passage.text.split('\n').next().unwrap_or_default();
    let letters = ('A'..='Z').map(String::from).chain((1..=20).rev().map(|number| number.to_string()));
    let letters: Vec<String> = letters.collect();
    for (name, is_form) in [("annex-number", false), ("form-number", true), ("annex-pointer", false)] {
        let Some(phrase) = phrases.phrases.get(name) else { continue };
        let said = phrase.value.replace("{{ annex_letter }}", "\u{1}");
        if said.contains("{{") || said.contains("{%") || !said.contains('\u{1}') {
            continue;
        }
        for letter in &letters {
            let words = said.replace('\u{1}', letter);
            let Some(end) = begins_with(first, &words) else { continue };
            // "Annexes: 2" has no letter `s`.
            let sign = first[..end].trim_end_matches(letter.as_str()).chars().next_back();
            if sign.is_some_and(|c| c.is_lowercase() || c.is_uppercase())
                || first[..end].ends_with(char::is_lowercase)
            {
                continue;
            }
            let rest = first[end..].trim_start();
            // "Annex A describes …" is a sentence: a heading says nothing more, or its title behind a mark.
            let title = rest.trim_start_matches([':', '-', '–', '—', '.']).trim();
            let is_head = rest.is_empty() || title.len() < rest.len() && title.chars().count() < 120;
            if is_head && !first[end..].starts_with(|c: char| c.is_alphanumeric()) {
                return Some(Zone { range: 0..0, letter: letter.clone(), is_form, rest: title.to_owned() });
            }
        }
    }
    None
}
