//! Spaces and apostrophes.

use super::tokens::Kind;
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::rules;

rules! {
    /// `meeting , which`.
    SPACING = Note "spacing" {
        summary: "two spaces in a row, or a space before a punctuation mark",
        why: "The space is left over from a change in the sentence.",
        source: "practice",
        bad: "body:\n  - text: The tutorial , which is free, is open to all.",
        good: "body:\n  - text: The tutorial, which is free, is open to all.",
        fix: "Remove the space; `letters check --fix` does this.",
    }
    /// `participant’s … chairman's`.
    MIXED_APOSTROPHES = Note "mixed-apostrophes" {
        summary: "straight and curly apostrophes in one paragraph",
        why: "This shows that a part of the paragraph was copied from another text. ITU letters use `’`.",
        source: "TSB Collective letter 1/1: `participant’s` and `chairman's`",
        bad: "body:\n  - text: A participant’s question is put at the chairman's discretion.",
        good: "body:\n  - text: A participant’s question is put at the chairman’s discretion.",
        fix: "Write `’`; `letters check --fix` does this, except in words in quotation marks and where YAML has the mark as a code such as `\\u0027`.",
    }
}

/// Looks at every space and apostrophe of the letter's own words.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for passage in text.passages() {
        spaces(passage, problems);
        apostrophes(passage, problems);
    }
}

fn spaces(passage: Passage<'_>, problems: &mut Diagnostics) {
    let tokens = passage.tokens();
    for (index, token) in tokens.iter().filter(|(_, token)| token.kind == Kind::Space) {
        let Some(before) = index.checked_sub(1) else { continue };
        let sign = tokens.text(index + 1);
        // `.docx` and `:)` are words; a comma ends one.
        let ends = matches!(tokens.kind(index + 2), None | Some(Kind::Space));
        // `. . .` are points that go on.
        let goes_on = sign == "." && tokens.text(tokens.after(index + 1)) == ".";
        let range = tokens.range(before, index + 1);
        let words = &passage.text[range.clone()];
        let is_before = matches!(sign, "," | ";" | ":" | "." | "!" | "?") && ends && !goes_on;
        let (message, fixed) =
            if is_before && matches!(tokens.kind(before), Some(Kind::Word | Kind::Number | Kind::Name)) {
                (format!("unexpected space before `{sign}`"), format!("{}{sign}", tokens.text(before)))
            } else if token.end - token.start > 1 && !passage.text[..token.start].ends_with(['_', '.']) {
                ("two spaces in a row".to_owned(), format!("{} {sign}", tokens.text(before)))
            } else {
                continue;
            };
        if !passage.is_own(token.start) {
            continue;
        }
        let place = passage.place(range.clone());
        // Two spaces may be left of a condition that did not hold: they must stand in the file.
        if words == fixed
            || (!is_before && !place.text().contains("  "))
            || place.text().len() > 2 * words.len()
        {
            continue;
        }
        problems.push(passage.correct(&SPACING, message, range, &fixed));
    }
}

fn apostrophes(passage: Passage<'_>, problems: &mut Diagnostics) {
    let tokens = passage.tokens();
    let is_inside = |index: usize| {
        index.checked_sub(1).is_some_and(|at| tokens.kind(at) == Some(Kind::Word))
            && tokens.kind(index + 1) == Some(Kind::Word)
    };
    let inside = |sign: char| {
        tokens
            .iter()
            .map(|(index, _)| index)
            .filter(move |index| tokens.is_sign(*index, sign) && is_inside(*index))
    };
    if inside('’').next().is_none() {
        return;
    }
    for index in inside('\'') {
        let range = tokens.range(index - 1, index + 1);
        let words = &passage.text[range.clone()];
        if !passage.is_own(range.start) {
            continue;
        }
        let fixed = words.replace('\'', "’");
        let message = format!("`{words}` has a straight apostrophe, but this paragraph also has curly ones");
        problems.push(passage.correct(&MIXED_APOSTROPHES, message, range, &fixed));
    }
}
