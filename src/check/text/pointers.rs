//! Annexes and forms that the text names by hand.

use super::tokens::has_any;
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::check::words::WORDS;
use crate::compose::markdown::ProseKind;
use crate::model::letter::{AnnexKind, Numbered};
use crate::rules;
use std::ops::Range;

rules! {
    /// `Annex C` where there are two.
    ANNEX_NOT_THERE = Warning "annex-not-there" {
        summary: "the text mentions an annex or a form that the letter does not have",
        why: "When an annex is added or removed, the other annexes may get other letters (A, B, C). A typed letter does not change.",
        source: "real letters: a pointer to a form that does not exist",
        bad: "body:\n  - text: The list of hotels is in Annex D.   # the letter has two annexes",
        good: "body:\n  - text: \"The list of hotels is in {{ annex.hotels }}.\"",
        fix: "Write {{ annex.NAME }}: it always shows the right letter, and a missing annex is an error.",
    }
    /// `the attached form` without a form.
    FORM_NOT_THERE = Warning "form-not-there" {
        summary: "the text mentions an attached form, but the letter has no form",
        why: "The sentence is left over from a letter with forms.",
        source: "real letters: a pointer to a form that does not exist",
        bad: "body:\n  - text: Please return the attached form.   # the letter has no form",
        good: "body:\n  - text: \"Please return the form in {{ annex.fellowship }}.\"\nannexes:\n  - {kind: form, form: fellowship}",
        fix: "Add the form to `annexes:`, or write where readers can find it.",
    }
    /// `Annex B and C`.
    ANNEX_PLURAL = Warning "annex-plural" {
        summary: "several annexes follow the singular `Annex`",
        why: "The plural is `Annexes B and C`.",
        source: "real letters: `Annex B and C`",
        bad: "body:\n  - text: See Annex A and B.",
        good: "body:\n  - text: \"See {{ [annex.practical, annex.agenda] | pointers }}.\"",
        fix: "Let the program write the words: {{ [annex.practical, annex.agenda] | pointers }}. `letters check --fix` writes the plural.",
    }
    /// `Annex A` typed.
    ANNEX_BY_HAND = Note "annex-by-hand" {
        summary: "the letter A, B or C of an annex is typed in the text",
        why: "The letter is right now, but it does not change when an annex is added or removed. It is also not a link.",
        source: "a rule of this program",
        bad: "body:\n  - text: Practical information is in Annex A.",
        good: "body:\n  - text: \"Practical information is in {{ annex.practical }}.\"",
        fix: "Write {{ annex.NAME }} instead.",
    }
    /// `Annexes: 2` typed.
    ANNEX_COUNT_IN_TEXT = Warning "annex-count-in-text" {
        summary: "the number of annexes is typed in the text",
        why: "The house style writes this number under the signature. A typed number stays when an annex is added.",
        source: "real letters: `Annexes: 2` with three annexes",
        bad: "body:\n  - text: \"Annexes: 3\"",
        good: "# no such line: the house style writes the number",
        fix: "Remove the line.",
    }
}

/// Looks at every pointer that is not made by the program.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for passage in text.passages() {
        count(text, passage, problems);
        annexes(text, passage, problems);
        forms(text, passage, problems);
    }
    attached(text, problems);
}

/// `Annexes: 2`.
fn count(text: &Text<'_>, passage: Passage<'_>, problems: &mut Diagnostics) {
    let rest = passage.text.strip_prefix("Annexes").or_else(|| passage.text.strip_prefix("Annex"));
    let Some(said) = rest.map(|rest| rest.trim_start_matches([':', ' '])) else { return };
    let is_count = !said.is_empty() && said.bytes().all(|b| b.is_ascii_digit());
    // A wording of the count is looked at as a fact.
    let wording = text.facts.resolved.letter.wording.as_ref();
    let place = passage.place(0..passage.text.len());
    let is_wording = wording
        .and_then(|wording| wording.get("annex-count"))
        .is_some_and(|count| count.span.whole_line() == place.whole_line());
    if is_count && passage.is_own(0) && !is_wording {
        let count = text.facts.resolved.annexes.iter().filter(|a| a.numbered == Numbered::Annex).count();
        ANNEX_COUNT_IN_TEXT
            .finding(format!("`{}` is typed in the text; the number of annexes is {count}", passage.text))
            .at(&place, "remove this line: the house style writes it")
            .report(problems);
    }
}

/// Letters behind `Annex` or `Annexes`, with the signs between them.
fn letters(passage: Passage<'_>, index: usize) -> Vec<(Range<usize>, char)> {
    let tokens = passage.tokens();
    let letter = |at: usize| {
        let mut chars = tokens.word(at).chars();
        let letter = chars.next().filter(char::is_ascii_uppercase)?;
        chars.next().is_none().then(|| (tokens.range(at, at), letter))
    };
    let Some(mut at) = tokens.space(index + 1) else { return Vec::new() };
    let mut found: Vec<_> = letter(at).into_iter().collect();
    while !found.is_empty() {
        let mut next = tokens.after(at);
        let is_sign = matches!(tokens.text(next), "," | "&" | "-" | "–" | "/");
        if !is_sign && !matches!(tokens.word(next), "and" | "to" | "or") {
            break;
        }
        next = tokens.after(next);
        // `A, and B`
        if matches!(tokens.word(next), "and" | "or") {
            next = tokens.after(next);
        }
        match letter(next) {
            Some(other) => found.push(other),
            None => break,
        }
        at = next;
    }
    found
}

fn annexes(text: &Text<'_>, passage: Passage<'_>, problems: &mut Diagnostics) {
    let tokens = passage.tokens();
    let annexes = &text.facts.resolved.annexes;
    for (index, token) in tokens.iter() {
        let word = tokens.word(index);
        let is_made = passage.is_link(token.start);
        if !matches!(word, "Annex" | "Annexes") || is_made || !passage.is_own(token.start) {
            continue;
        }
        let found = letters(passage, index);
        let Some((last, _)) = found.last() else { continue };
        if is_of_another(&passage.text[last.end..], &passage.text[..token.start]) {
            continue;
        }
        let range = token.start..last.end;
        if word == "Annex" && found.len() > 1 && !passage.text[range.clone()].contains(" or ") {
            let words = &passage.text[range.clone()];
            let plural = format!("Annexes{}", &words["Annex".len()..]);
            let message = format!("`{words}` names several annexes in the singular");
            problems.push(passage.correct(&ANNEX_PLURAL, message, range.clone(), &plural).hint(
                "write, for example, `{{ [annex.practical, annex.agenda] | pointers }}`: it adds the right words and links",
            ));
        }
        let is_range = found.len() == 2 && passage.text[range.clone()].contains(['-', '–']);
        for (at, letter) in &found {
            let there = annexes
                .iter()
                .find(|annex| annex.numbered == Numbered::Annex && annex.letter == letter.to_string());
            let place = if found.len() == 1 { range.clone() } else { at.clone() };
            match there {
                None => {
                    let all: Vec<String> = annexes
                        .iter()
                        .filter(|annex| annex.numbered == Numbered::Annex)
                        .map(|annex| annex.letter.clone())
                        .collect();
                    let label = match &all[..] {
                        [] => "the letter has no annexes".to_owned(),
                        [only] => format!("the letter has only Annex {only}"),
                        all => format!("the letter has Annexes {}", text.facts.phrases.lists.list(all)),
                    };
                    ANNEX_NOT_THERE
                        .finding(format!("the letter has no Annex {letter}"))
                        .at(&passage.place(place), label)
                        .hint("write `{{ annex.NAME }}`, which always shows the right letter")
                        .report(problems);
                }
                Some(annex) if word == "Annex" && found.len() == 1 || is_range => {
                    ANNEX_BY_HAND
                        .finding(format!(
                            "`Annex {letter}` is typed, so it will not change when the annexes change"
                        ))
                        .at(
                            &passage.place(place),
                            format!("expected `{{{{ annex.{} }}}}`", annex.name.replace('-', "_")),
                        )
                        .report(problems);
                }
                Some(_) => {}
            }
        }
    }
}

/// `Annex A to Recommendation X.509`, `Rec. ITU-T A.1, Annex B`: of something else than this letter.
fn is_of_another(after: &str, before: &str) -> bool {
    let after = after.trim_start();
    let rest = ["of ", "to ", "in "].iter().find_map(|word| after.strip_prefix(word));
    let is_own = rest.is_some_and(|rest| {
        ["this letter", "the letter", "the present letter", "this Collective", "this circular"]
            .iter()
            .any(|own| rest.starts_with(own))
    });
    let names =
        ["Recommendation", "Recommendations", "Rec", "Resolution", "ITU", "TD", "Circular", "Supplement"];
    let is_other = rest.is_some_and(|rest| {
        let head: String = rest.chars().take(48).collect();
        rest.starts_with(char::is_uppercase)
            || ["the report", "the minutes"].iter().any(|name| rest.starts_with(name))
            || has_any(&head, &names)
    });
    let last = before.trim_end_matches([' ', ',', '(']).rsplit(' ').next().unwrap_or_default();
    let is_document = last.contains('.') && last.contains(|c: char| c.is_ascii_digit());
    !is_own && (is_other || is_document)
}

/// `Form 2`.
fn forms(text: &Text<'_>, passage: Passage<'_>, problems: &mut Diagnostics) {
    let resolved = text.facts.resolved;
    let tokens = passage.tokens();
    let forms: Vec<_> = resolved.annexes.iter().filter(|a| a.numbered == Numbered::Form).collect();
    for (index, token) in tokens.iter().filter(|(index, _)| matches!(tokens.word(*index), "Form" | "FORM")) {
        let is_made = passage.is_link(token.start);
        let Some((number, _)) = tokens.space(index + 1).and_then(|at| tokens.number(at)) else { continue };
        if is_made || !passage.is_own(token.start) || matches!(passage.kind, ProseKind::Heading(_)) {
            continue;
        }
        if !forms.iter().any(|form| form.letter == number) {
            let range = tokens.range(index, index + 2);
            ANNEX_NOT_THERE
                .finding(format!("the letter has no Form {number}"))
                .at(&passage.place(range), "expected a form that this letter has")
                .hint("write `{{ annex.NAME }}`, which always shows the right number")
                .report(problems);
        }
    }
}

/// `the attached form`, in a letter without any.
fn attached(text: &Text<'_>, problems: &mut Diagnostics) {
    let said: Vec<&str> =
        WORDS.attached_forms.iter().map(String::as_str).filter(|piece| text.may_have(piece)).collect();
    let has_form = || {
        text.facts.resolved.annexes.iter().any(|annex| annex.kind == AnnexKind::Form)
            || text.facts.source.text().contains("<form")
    };
    if said.is_empty() || has_form() {
        return;
    }
    for passage in text.passages() {
        let lower = passage.text.to_ascii_lowercase();
        for (at, piece) in said.iter().flat_map(|piece| lower.match_indices(piece)) {
            if !passage.is_own(at) {
                continue;
            }
            let range = at..at + piece.len();
            FORM_NOT_THERE
                .finding(format!(
                    "the text mentions `{}`, but this letter has no form",
                    &passage.text[range.clone()]
                ))
                .at(&passage.place(range), "add a form, or correct this sentence")
                .hint("to add a form of the house style, write `annexes: [{kind: form, form: fellowship}]`")
                .report(problems);
        }
    }
}
