//! What stands for words that were still to come.

use super::names::pieces;
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::check::words::WORDS;
use crate::model::letter::Status;
use crate::rules;
use std::ops::Range;

rules! {
    /// In a draft.
    PLACEHOLDER = Warning "placeholder" {
        summary: "the draft contains a placeholder",
        why: "A placeholder marks something that is not known yet. An issued letter cannot contain one.",
        source: "real letters: `XX`, `TBD`, `[…]`, `Error! Unknown document property name.`",
        bad: "body:\n  - text: The tutorial will be held in room XX.",
        good: "body:\n  - text: The tutorial will be held in room B.",
        fix: "Replace it with the final words.",
    }
    /// In an issued letter.
    PLACEHOLDER_ISSUED = Error "placeholder-issued" {
        summary: "the issued letter contains a placeholder",
        why: "Every Administration would see it.",
        source: "real letters: `XX`, `TBD`, `[…]`, `Error! Unknown document property name.`",
        bad: "status: issued\nbody:\n  - text: The tutorial will be held in room TBD.",
        good: "status: issued\nbody:\n  - text: The tutorial will be held in room B.",
        fix: "Replace it with the final words, or write `status: draft`.",
    }
}

/// Longer words are none, whatever they are.
const LONGEST: usize = 12;

/// Bytes from the first sign of a placeholder in square brackets past its last.
const FARTHEST: usize = 62;

/// Bytes to each side of a word in which its address is looked for.
const LONGEST_ADDRESS: usize = 1000;

/// Looks for placeholders.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let is_issued = text.facts.resolved.letter.status == Some(Status::Issued);
    let rule = if is_issued { &PLACEHOLDER_ISSUED } else { &PLACEHOLDER };
    let words: Vec<&String> = WORDS.placeholders.iter().filter(|word| text.may_have(word)).collect();
    for passage in text.passages() {
        let mut found = find(passage, &words);
        for phrase in WORDS.placeholder_phrases.iter().filter(|phrase| text.may_have(phrase)) {
            let lower = passage.text.to_ascii_lowercase();
            found.extend(lower.match_indices(phrase.as_str()).map(|(at, phrase)| at..at + phrase.len()));
        }
        for range in found {
            let words = &passage.text[range.clone()];
            rule.finding(format!("the placeholder `{words}` is still in the text"))
                .at(&passage.place(range.clone()), "replace it with the final words")
                .report(problems);
        }
    }
}

fn find(passage: Passage<'_>, words: &[&String]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Nearly no passage has one of these signs.
    if passage.text.contains(['[', '?', '!']) {
        let lower = passage.text.to_ascii_lowercase();
        for piece in &WORDS.placeholder_pieces {
            found.extend(lower.match_indices(piece.as_str()).map(|(at, piece)| at..at + piece.len()));
        }
        bracketed(&lower, &mut found);
    }
    found.retain(|range| !passage.is_code(range));
    found.sort_by_key(|range| range.start);
    let tokens = passage.tokens();
    let mut words_found: Vec<Range<usize>> = Vec::new();
    for (index, token) in tokens.iter() {
        let word = tokens.word(index);
        let is_word =
            words.iter().any(|known| known.eq_ignore_ascii_case(word)) && word != "todo" && word != "Todo";
        let is_filler = is_filler(word) && !is_address(&passage.text, token.start..token.end);
        if (is_word || is_filler) && !is_in(&found, token.start..token.end) {
            words_found.push(token.start..token.end);
        }
    }
    // What is left over in an address or in the name of a file.
    words_found.extend(pieces(tokens).filter(|word| {
        let is_left = is_filler(&passage.text[word.clone()]) && !is_address(&passage.text, word.clone());
        is_left && !passage.is_code(word) && !is_in(&found, word.clone())
    }));
    found.extend(words_found);
    found.sort_by_key(|range| range.start);
    found
}

/// Whether a word is in one of some places, which are in order and short.
fn is_in(found: &[Range<usize>], word: Range<usize>) -> bool {
    let before = &found[..found.partition_point(|other| other.start <= word.start)];
    let mut near = before.iter().rev().take_while(|other| other.start + FARTHEST >= word.start);
    near.any(|other| word.end <= other.end)
}

/// `[date]`, `[insert the room]`.
fn bracketed(lower: &str, found: &mut Vec<Range<usize>>) {
    for (open, _) in lower.match_indices('[') {
        let near = &lower[open..lower.floor_char_boundary(open + FARTHEST)];
        let Some(close) = near.find(']').map(|at| open + at) else { continue };
        let inside = &lower[open + 1..close];
        let is = |word: &str| {
            inside.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if inside.len() <= 60 && WORDS.bracketed.iter().any(|word| is(word)) {
            found.push(open..close + 1);
        }
    }
}

/// `XX`, `xxx`, `TDxxx`, `SGXX`.
fn is_filler(word: &str) -> bool {
    let tail = word.bytes().rev().take_while(|b| *b == b'X').count();
    let tail = tail.max(word.bytes().rev().take_while(|b| *b == b'x').count());
    let is_whole = tail == word.len();
    if word.len() > LONGEST {
        return false;
    }
    // Roman numbers such as XXX and XX are seldom in letters; XXI and XXV end otherwise.
    tail >= 3
        || (tail == 2
            && (is_whole || word.starts_with("TD") || word.starts_with("SG") || word.starts_with("WP")))
}

/// Part of a web address.
fn is_address(text: &str, range: Range<usize>) -> bool {
    // No address is longer.
    let from = text.floor_char_boundary(range.start.saturating_sub(LONGEST_ADDRESS));
    let to = text.ceil_char_boundary(range.end + LONGEST_ADDRESS);
    let start = text[from..range.start].rfind(' ').map_or(from, |at| from + at + 1);
    let end = text[range.end..to].find(' ').map_or(to, |at| range.end + at);
    text[start..end].contains("://") || text[start..end].contains("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_told_from_words() {
        for filler in ["XX", "xx", "XXX", "xxxx", "TDXX", "TDxxx", "SGXX", "XXXX"] {
            assert!(is_filler(filler), "{filler}");
        }
        for word in ["X", "x", "XXI", "Exxon", "Foxx", "XML", "", "Unix", "MAXX"] {
            assert!(!is_filler(word), "{word}");
        }
    }
}
