//! Words that are wrong wherever they stand: repeated ones, and known slips.

use super::tokens::Tokens;
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::check::words::{WORDS, has};
use crate::rules;
use std::ops::Range;

rules! {
    /// `on on`.
    REPEATED_WORD = Warning "repeated-word" {
        summary: "a word appears twice in a row",
        why: "This often happens when a sentence is changed.",
        source: "real letters: `on on`",
        bad: "body:\n  - text: The meeting opens on on the first day.",
        good: "body:\n  - text: The meeting opens on the first day.",
        fix: "Remove one of the two; `letters check --fix` does this.",
    }
    /// `everyday` for `every day`.
    KNOWN_SLIP = Warning "known-slip" {
        summary: "a word has a mistake that is known from real letters",
        why: "Proofreading often misses this mistake: it has appeared in printed letters.",
        source: "TSB Collective letter 1/1: `everyday`, `decisions-making`; list in src/check/words.json",
        bad: "body:\n  - text: The meeting will be held everyday at 1000 hours.",
        good: "body:\n  - text: The meeting will be held every day at 1000 hours.",
        fix: "Write the suggested word; `letters check --fix` does this.",
    }
}

/// A word that is misspelt, and how it is spelt.
type Slip = (&'static String, &'static String);

/// Words that may stand twice.
const TWICE: [&str; 3] = ["had", "that", "very"];

/// Looks at every word.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let known: Vec<Slip> = WORDS.slips.iter().filter(|(wrong, _)| text.may_have(wrong)).collect();
    for passage in text.passages() {
        repeated(passage, problems);
        if !known.is_empty() {
            slips(passage, &known, problems);
        }
        everyday(passage, problems);
    }
}

fn repeated(passage: Passage<'_>, problems: &mut Diagnostics) {
    let tokens = passage.tokens();
    for index in 0..tokens.count() {
        let (first, second) = (tokens.word(index), tokens.word(index + 2));
        let is_word = !second.is_empty() && second.bytes().all(|b| b.is_ascii_lowercase());
        if !is_word
            || !first.eq_ignore_ascii_case(second)
            || tokens.space(index + 1).is_none()
            || TWICE.contains(&second)
            || index.checked_sub(1).is_some_and(|at| tokens.is_sign(at, '-'))
            || tokens.is_sign(index + 3, '-')
        {
            continue;
        }
        let range = tokens.range(index, index + 2);
        let message = format!("the word `{second}` appears twice");
        problems.push(passage.correct(&REPEATED_WORD, message, range, first));
    }
}

fn slips(passage: Passage<'_>, known: &[Slip], problems: &mut Diagnostics) {
    let lower = passage.words().to_ascii_lowercase();
    for (index, token) in passage.tokens().iter() {
        let first = passage.tokens().word(index);
        let Some((wrong, right)) = known.iter().find(|(wrong, _)| {
            wrong.len() >= first.len()
                && !first.is_empty()
                && lower[token.start..].starts_with(wrong.as_str())
        }) else {
            continue;
        };
        let range = token.start..token.start + wrong.len();
        if lower[range.end..].starts_with(|c: char| c.is_alphanumeric() || c == '@')
            || lower[..range.start].ends_with(['/', '.', '@', '-'])
        {
            continue;
        }
        slip(passage, range, right, problems);
    }
}

fn everyday(passage: Passage<'_>, problems: &mut Diagnostics) {
    let tokens = passage.tokens();
    for (index, _) in tokens.iter().filter(|(index, _)| tokens.word(*index) == "everyday") {
        if is_adverb(tokens, index) {
            slip(passage, tokens.range(index, index), "every day", problems);
        }
    }
}

fn is_adverb(tokens: &Tokens<'_>, index: usize) -> bool {
    let behind = tokens.space(index + 1);
    // A sign or the end follows at once.
    behind.is_none_or(|at| has(&WORDS.after_every_day, tokens.word(at)) || tokens.is_sign(at, '('))
        && !tokens.is_sign(index + 1, '-')
}

fn slip(passage: Passage<'_>, range: Range<usize>, right: &str, problems: &mut Diagnostics) {
    let wrong = &passage.text[range.clone()];
    let mut right = right.to_owned();
    if wrong.starts_with(char::is_uppercase) {
        right = right[..1].to_uppercase() + &right[1..];
    }
    let message = format!("`{wrong}` is a common mistake for `{right}`");
    problems.push(passage.correct(&KNOWN_SLIP, message, range, &right));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_told_from_everyday_life() {
        let is = |text: &str| {
            let tokens = Tokens::new(text);
            tokens.iter().any(|(index, _)| tokens.word(index) == "everyday" && is_adverb(&tokens, index))
        };
        assert!(is("held everyday using the tool") && is("everyday.") && is("everyday (Geneva time)"));
        assert!(!is("in everyday life") && !is("an everyday-like") && !is("everyday language"));
    }
}
