//! What the text says is in an annex, against what is there.

use super::lexicon::{Key, Mark};
use super::sentence::Sentence;
use crate::base::{Diagnostics, Language};
use crate::check::text::{ANNEX_NOT_THERE, Text};
use crate::model::letter::{AnnexKind, Numbered};
use crate::model::resolve::LetteredAnnex;
use crate::rules;
use std::ops::Range;

rules! {
    /// `the agenda is in Annex A`, and it is in Annex B.
    ANNEX_IN_TEXT = Warning "annex-in-text" {
        summary: "the text looks for something in one annex that is in another",
        why: "When an annex is added or removed, the other annexes may get other letters (A, B, C). A typed letter does not change.",
        source: "real letters: pointers to the annex of the letter before",
        bad: "annexes: [{kind: practical}, {kind: agenda}]\nbody:\n  - text: The draft agenda is set out in Annex A.",
        good: "annexes: [{kind: practical}, {kind: agenda}]\nbody:\n  - text: \"The draft agenda is set out in {{ annex.agenda }}.\"",
        fix: "Write {{ annex.NAME }}: it always shows the right letter.",
    }
}

/// Looks at the annexes that a sentence points to.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let pointers = pointers(sentence);
    let annexes: Vec<&LetteredAnnex<'_>> =
        text.facts.resolved.annexes.iter().filter(|annex| annex.numbered == Numbered::Annex).collect();
    let contents: Vec<Mark> = contents(sentence);
    for (at, (range, letter)) in pointers.iter().enumerate() {
        let Some(annex) = annexes.iter().find(|annex| annex.letter == letter.to_string()) else {
            // English has a finder of its own, which knows the annexes of other documents.
            if text.facts.resolved.letter.language() != Language::English && !is_of_document(sentence, range)
            {
                let all: Vec<&str> = annexes.iter().map(|annex| annex.letter.as_str()).collect();
                ANNEX_NOT_THERE
                    .finding(format!("the letter has no Annex {letter}"))
                    .at(&sentence.place(range.clone()), format!("the letter has: {}", all.join(", ")))
                    .hint("write `{{ annex.NAME }}`, which always shows the right letter")
                    .report(problems);
            }
            continue;
        };
        // Several annexes and as many contents belong to each other in their order.
        let content = match contents.len() {
            1 if pointers.len() == 1 => contents.first(),
            count if count == pointers.len() => contents.get(at),
            _ => None,
        };
        let is_wrong = |content: &&Mark| !is_in(content, annex, sentence) && !is_of_document(sentence, range);
        let Some(content) = content.filter(is_wrong) else { continue };
        let mut others = annexes.iter().filter(|other| is_in(content, other, sentence));
        let shown = sentence.shown(&(content.start..content.end));
        let looked = format!("the text looks for `{shown}` in Annex {letter}");
        let (message, label) = match (others.next(), others.next()) {
            (Some(right), None) => (
                format!("{looked}, but it is in Annex {}", right.letter),
                format!("expected `{{{{ annex.{} }}}}`", right.name.replace('-', "_")),
            ),
            // "The time plan is Annex A" of a letter that has none.
            (None, _) if content.key == Key::TimePlan => (
                format!("{looked}, but the letter has no annex for it"),
                "correct this sentence, or add the annex".to_owned(),
            ),
            _ => continue,
        };
        ANNEX_IN_TEXT
            .finding(message)
            .at(&sentence.place(range.clone()), label)
            .note(&text.facts.place(&["annexes"]), "the annexes, in their order")
            .report(problems);
    }
}

/// The annexes that are named by a letter, without a link: the program's own pointers are right.
fn pointers(sentence: Sentence<'_, '_>) -> Vec<(Range<usize>, char)> {
    let text = sentence.read.passage.text_of();
    let mut found = Vec::new();
    for mark in sentence.marks().iter().filter(|mark| mark.key == Key::Annex) {
        let rest = &text[mark.end..sentence.end];
        let skipped = rest.len() - rest.trim_start_matches([' ', '\u{200f}', '\u{200e}', '"', '«']).len();
        let Some(typed) = rest[skipped..].chars().next() else { continue };
        let letter = latin(typed);
        if !letter.is_ascii_uppercase() {
            continue;
        }
        let end = mark.end + skipped + typed.len_utf8();
        let is_letter = !text[end..].starts_with(|c: char| c.is_alphanumeric() && c < '\u{2e80}' || c == '.');
        let is_stop =
            text[end..].starts_with('.') && !text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
        if (is_letter || is_stop)
            && !sentence.read.passage.is_link(mark.end + skipped)
            && sentence.is_own(mark.start)
        {
            found.push((mark.start..end, letter));
        }
    }
    found
}

/// A letter of an annex: one that is typed on a Russian keyboard looks the same.
fn latin(c: char) -> char {
    let mut known = "АВСЕНКМОРТХ".chars().zip("ABCEHKMOPTX".chars());
    known.find(|(cyrillic, _)| *cyrillic == c).map_or(c, |(_, latin)| latin)
}

/// What the words of a sentence can be contents of.
fn contents(sentence: Sentence<'_, '_>) -> Vec<Mark> {
    let keys = [
        Key::Agenda,
        Key::TimePlan,
        Key::Practical,
        Key::HostInformation,
        Key::QuestionList,
        Key::Fellowship,
        Key::Form,
    ];
    let mut found: Vec<Mark> =
        sentence.marks().iter().copied().filter(|mark| keys.contains(&mark.key)).collect();
    // "the fellowship request form" is one thing.
    found.dedup_by(|next, last| {
        next.start <= last.end + 12 && matches!(next.key, Key::Form) && last.key == Key::Fellowship
    });
    found.retain(|mark| mark.key != Key::Form);
    found
}

/// Whether an annex has these contents.
fn is_in(content: &Mark, annex: &LetteredAnnex<'_>, sentence: Sentence<'_, '_>) -> bool {
    let has_event = sentence.marks().iter().any(|mark| mark.key.is_event());
    match content.key {
        // A programme of an event is an agenda with a name of its own.
        Key::Agenda => annex.kind == AnnexKind::Agenda && has_event == (annex.name != "agenda"),
        Key::TimePlan => annex.kind == AnnexKind::TimePlan,
        Key::Practical => annex.kind == AnnexKind::Practical,
        Key::HostInformation => annex.kind == AnnexKind::Host,
        Key::QuestionList => annex.kind == AnnexKind::Questions,
        Key::Fellowship => annex.name == "fellowship",
        _ => false,
    }
}

/// `Annex A to Recommendation X.509`, `Annex A of Circular 5`.
fn is_of_document(sentence: Sentence<'_, '_>, range: &Range<usize>) -> bool {
    let phrase = sentence.clause(range, &[',', '،', '，', '、', '；', '(']);
    let near = sentence.within(range.end, phrase.end.min(range.end + 40));
    near.iter()
        .any(|mark| matches!(mark.key, Key::Circular | Key::Letter | Key::Body | Key::Other | Key::Document))
}
