//! Words that are spelt in two ways: one letter keeps to one of them.

use super::tokens::Tokens;
use super::{Passage, Text};
use crate::base::{Diagnostics, Span};
use crate::check::words::WORDS;
use crate::rules;
use chrono::Datelike;
use std::ops::Range;

rules! {
    /// `home page` beside `homepage`.
    MIXED_SPELLING = Warning "mixed-spelling" {
        summary: "a word is spelt in two ways in one letter",
        why: "This shows that a paragraph was copied from another text. The spelling that ITU uses is suggested.",
        source: "TSB Collective letter 1/1: `home page` and `homepage`",
        bad: "body:\n  - text: See the home page.   # and `homepage` in the next paragraph",
        good: "body:\n  - text: See the homepage.",
        fix: "Write the suggested word; `letters check --fix` does this.",
    }
    /// `Chairman` since 2022.
    CHAIR_BY_DATE = Warning "chair-by-date" {
        summary: "`Chair` or `Chairman` does not fit the date of the letter",
        why: "Letters until 2021 use Chairman, letters since 2022 use Chair. The house style follows the date, and typed text must do the same.",
        source: "practice; changed by WTSA-20 (March 2022)",
        bad: "date: 2025-01-20\nbody:\n  - text: The Chairman will open the meeting.",
        good: "date: 2025-01-20\nbody:\n  - text: \"The {{ phrases.chair_title }} will open the meeting.\"",
        fix: "Write `{{ phrases.chair_title }}`, or the suggested word; `letters check --fix` writes the suggested word.",
    }
}

/// `Chair` and `Chairman`, and how each becomes the other.
const CHAIRS: [(&str, &str); 4] =
    [("Chairman", "Chair"), ("Chairmen", "Chairs"), ("chairman", "chair"), ("chairmen", "chairs")];

/// Looks at every word.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    mixed(text, problems);
    chairs(text, problems);
}

/// A place where a word stands.
struct Occurrence<'a> {
    passage: Passage<'a>,
    range: Range<usize>,
}

fn mixed(text: &Text<'_>, problems: &mut Diagnostics) {
    let spellings = &WORDS.spellings;
    if !spellings.values().flatten().any(|other| text.may_have(other)) {
        return;
    }
    let lower: Vec<(Passage<'_>, String)> =
        text.passages().map(|passage| (passage, passage.words().to_ascii_lowercase())).collect();
    let all = |word: &'static String| {
        lower.iter().flat_map(move |(passage, lower)| {
            whole_words(lower, word).map(move |range| Occurrence { passage: *passage, range })
        })
    };
    for (house, others) in spellings {
        // A title has the spelling of its author.
        let is_ours = |found: &Occurrence<'_>| !found.passage.is_quoted(&found.range);
        let others = others.iter().filter(|other| text.may_have(other));
        let wrong: Vec<Occurrence<'_>> = others.flat_map(all).filter(is_ours).collect();
        if wrong.is_empty() {
            continue;
        }
        let stem = house.trim_end_matches('s');
        let labelled = text.passages().any(|passage| passage.label.to_lowercase().starts_with(stem));
        let Some(right) = all(house).next().map(Some).or_else(|| labelled.then_some(None)).or_else(|| {
            // The plural of one and the singular of the other are two spellings too.
            spellings.keys().find_map(|other| {
                let is_same = other != house && other.trim_end_matches('s') == stem;
                is_same.then(|| all(other).next()).flatten().map(Some)
            })
        }) else {
            continue;
        };
        let right: Option<Span> = right.map(|found| found.passage.place(found.range));
        for Occurrence { passage, range } in wrong {
            let words = &passage.text[range.clone()];
            let fixed = like(words, house);
            let message = format!("`{words}` is written `{fixed}` elsewhere in this letter");
            let mut finding = passage.correct(&MIXED_SPELLING, message, range, &fixed);
            // Words of the house style are not the letter's: pointing there would confuse.
            if let Some(span) = right.as_ref().filter(|span| span.source == *text.facts.source) {
                finding = finding.note(span, "use this spelling");
            }
            problems.push(finding);
        }
    }
}

/// Words in capitals where the others began with one.
fn like(words: &str, house: &str) -> String {
    if words.starts_with(char::is_uppercase) {
        house[..1].to_uppercase() + &house[1..]
    } else {
        house.to_owned()
    }
}

/// Where a word stands as a whole, and not as part of an address.
fn whole_words<'a>(lower: &'a str, word: &'static str) -> impl Iterator<Item = Range<usize>> + 'a {
    lower.match_indices(word).map(|(at, word)| at..at + word.len()).filter(|range| {
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '@' | '/' | '_' | '-');
        let (before, after) = (&lower[..range.start], &lower[range.end..]);
        let is_address = after.starts_with('.') && after[1..].starts_with(char::is_alphanumeric)
            || before.ends_with('.') && !before.ends_with("..");
        !before.ends_with(joins) && !after.starts_with(joins) && !is_address
    })
}

fn chairs(text: &Text<'_>, problems: &mut Diagnostics) {
    let is_chair = text.facts.resolved.letter.date.value.year() >= 2022;
    if !CHAIRS.iter().any(|(man, chair)| text.may_have(if is_chair { man } else { chair })) {
        return;
    }
    for passage in text.passages() {
        let tokens = passage.tokens();
        for (index, token) in tokens.iter() {
            let word = tokens.word(index);
            let pair =
                CHAIRS.iter().find(|(man, chair)| if is_chair { *man == word } else { *chair == word });
            let Some((man, chair)) = pair.filter(|_| passage.is_own(token.start)) else { continue };
            // Titles keep their words, and so do those who had the office before.
            if passage.is_quoted(&(token.start..token.end)) || is_chair && is_of_then(tokens, index) {
                continue;
            }
            let before = tokens.before(index).map(|at| tokens.text(at)).unwrap_or_default();
            // `Chair the session` and `chairs of the room` are other words; `Chairman` is none.
            let follows = ["the", "The", "-", "a", "and", "to", "its"];
            let is_noun = is_chair || (word.starts_with('C') && follows.contains(&before));
            if !is_noun {
                continue;
            }
            let right = if is_chair { chair } else { man };
            let year = text.facts.resolved.letter.date.value.year();
            let message = format!("a letter of {year} uses `{right}`, not `{word}`");
            let mut finding = passage.correct(&CHAIR_BY_DATE, message, tokens.range(index, index), right);
            if is_in_name(tokens, index) {
                finding.edit = None;
            }
            problems.push(
                finding.hint("write `{{ phrases.chair_title }}`, which follows the date of the letter"),
            );
        }
    }
}

/// Whether years before the change follow: `Chairman in 2009-2016`, `Chairman (2009-2016)`.
fn is_of_then(tokens: &Tokens<'_>, index: usize) -> bool {
    let next = tokens.after(index);
    let joins =
        matches!(tokens.text(next), "in" | "from" | "of" | "until" | "till" | "since" | "during" | "(" | ",");
    let at = match tokens.word(next) {
        _ if !joins => return false,
        "" if tokens.is_sign(next, '(') => next + 1,
        _ => tokens.after(next),
    };
    tokens.number(at).is_some_and(|(digits, year)| digits.len() == 4 && (1865..2022).contains(&year))
}

/// Whether a name may go on: `the Chairman Mao museum`, `former Chairman`.
fn is_in_name(tokens: &Tokens<'_>, index: usize) -> bool {
    let before = tokens.before(index).map(|at| tokens.word(at)).unwrap_or_default();
    let behind = tokens.space(index + 1).map(|at| tokens.word(at)).unwrap_or_default();
    matches!(before, "former" | "Former" | "then" | "past") || behind.starts_with(char::is_uppercase)
}
