//! Annexes that nobody is led to.

use super::Text;
use crate::diagnostic::Diagnostics;
use crate::letter::Numbered;
use crate::rules;

rules! {
    /// It is behind the letter, but nothing says so.
    ANNEX_NOT_MENTIONED = Information "annex-not-mentioned" {
        summary: "nothing in the letter points at one of its annexes",
        why: "Readers find an annex by the sentence that tells what it holds; one that nothing mentions may be left over.",
        source: "practice: every annex is named in the body",
        bad: "annexes: […, {kind: text, name: travel, title: Travel information, text: …}]",
        good: "body:\n  - text: \"Travel information is set out in {{ annex.travel }}.\"",
        mend: "Name it in the body with `{{ annex.NAME }}`, or remove it.",
    }
}

/// Looks for links to each annex, and for its letter in words.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let resolved = text.facts.resolved;
    for annex in &resolved.annexes {
        // What the house style adds, its body mentions; forms are named by the deadlines.
        let Some(said) = annex.said else { continue };
        let address = format!("#{}", annex.id());
        let word = if annex.numbered == Numbered::Annex { "Annex" } else { "Form" };
        let is_mentioned = text.passages().any(|passage| {
            passage.links.iter().any(|link| link.address == address)
                || passage.section == 0 && names(&passage.text, word, &annex.letter)
        });
        if !is_mentioned {
            let place = annex_place(said);
            problems.push(
                ANNEX_NOT_MENTIONED
                    .finding(format!("nothing in the letter points at {word} {}", annex.letter))
                    .at(&place, "not mentioned")
                    .hint(format!(
                        "write `{{{{ annex.{} }}}}` where the body tells what it holds",
                        annex.name
                    )),
            );
        }
    }
}

/// The line of its title, or its first.
fn annex_place(annex: &crate::letter::Annex) -> crate::source::Span {
    annex.title().map_or_else(|| annex.span().whole_line(), |title| title.span.whole_line())
}

/// Whether words name an annex by its letter: `Annex B`, `Annexes A and B`.
fn names(text: &str, word: &str, letter: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let rest = &text[at + word.len()..];
        let sentence = rest.split(['.', ';', ':']).next().unwrap_or(rest);
        sentence.split(|c: char| !c.is_alphanumeric()).take(8).any(|part| part == letter)
    })
}
