//! Annexes that nobody is led to.

use super::Text;
use crate::base::Diagnostics;
use crate::model::letter::Numbered;
use crate::model::resolve::LetteredAnnex;
use crate::rules;

rules! {
    /// It is behind the letter, but nothing says so.
    ANNEX_NOT_MENTIONED = Note "annex-not-mentioned" {
        summary: "the letter does not mention one of its annexes",
        why: "Readers find an annex through the sentence that introduces it. An annex that is not mentioned may be left over.",
        source: "practice: the body mentions every annex",
        bad: "annexes: […, {kind: text, name: travel, title: Travel information, text: …}]",
        good: "body:\n  - text: \"Travel information is set out in {{ annex.travel }}.\"",
        fix: "Mention the annex in the body with `{{ annex.NAME }}`, or remove the annex.",
    }
}

/// Looks for links to each annex, and for its letter in words. All that are not mentioned are one finding.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let resolved = text.facts.resolved;
    let word = |annex: &LetteredAnnex<'_>| match annex.numbered {
        Numbered::Annex => "Annex",
        Numbered::Form => "Form",
    };
    let is_mentioned = |annex: &LetteredAnnex<'_>| {
        let address = format!("#{}", annex.id());
        text.passages().any(|passage| {
            passage.links.iter().any(|link| link.address == address)
                || passage.section == 0 && names(&passage.text, word(annex), &annex.letter)
        })
    };
    // What the house style adds, its body mentions.
    let said = resolved.annexes.iter().filter_map(|annex| Some((annex, annex.said?)));
    let missing: Vec<_> = said.filter(|(annex, _)| !is_mentioned(annex)).collect();
    let Some(((first, place), others)) = missing.split_first() else { return };
    let all: Vec<String> =
        missing.iter().map(|(annex, _)| format!("{} {}", word(annex), annex.letter)).collect();
    let mut finding = ANNEX_NOT_MENTIONED
        .finding(format!("the letter does not mention {}", text.facts.phrases.lists.list(&all)))
        .at(&annex_place(place), "not mentioned");
    for (_, place) in others {
        finding = finding.note(&annex_place(place), "not mentioned either");
    }
    finding
        .hint(format!("write `{{{{ annex.{} }}}}` in the sentence that introduces it", first.name))
        .report(problems);
}

/// The line of its title, or its first.
fn annex_place(annex: &crate::model::letter::Annex) -> crate::base::Span {
    annex.title().map_or_else(|| annex.span().whole_line(), |title| title.span.whole_line())
}

/// Bytes behind the word in which its letters stand.
const NEAR: usize = 200;

/// Whether words name an annex by its letter: `Annex B`, `Annexes A and B`.
fn names(text: &str, word: &str, letter: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        // Eight words are near: a sentence may be as long as its text.
        let rest = &text[at + word.len()..];
        let rest = &rest[..rest.floor_char_boundary(NEAR)];
        let sentence = rest.split(['.', ';', ':']).next().unwrap_or(rest);
        sentence.split(|c: char| !c.is_alphanumeric()).take(8).any(|part| part == letter)
    })
}
