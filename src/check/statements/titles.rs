//! Titles beside numbers: of study groups (`Study Group 4 (Security)`), of Questions and of working parties, against the
//! directory and the letter's lists.

use super::lexicon::{Key, Mark};
use super::people::GROUP_IN_TEXT;
use super::sentence::Sentence;
use crate::base::{Diagnostics, Span};
use crate::check::text::Text;
use std::ops::Range;

/// Looks at the titles in a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    if sentence.is_of_change() || sentence.is_hypothetical() {
        return;
    }
    of_group(text, sentence, problems);
    let resolved = text.facts.resolved;
    let questions: Vec<Titled<'_>> = resolved
        .questions
        .iter()
        .map(|question| Titled {
            number: question.number.as_str(),
            title: question.said.title.value.as_str(),
            span: &question.said.title.span,
        })
        .collect();
    listed(text, sentence, "Question", &questions, problems);
    let parties = resolved.letter.meeting.as_ref().and_then(|meeting| meeting.working_parties.as_ref());
    let parties: Vec<Titled<'_>> = parties
        .iter()
        .flat_map(|parties| &parties.value)
        .filter_map(|party| {
            let title = party.title.as_ref()?;
            Some(Titled {
                number: party.number.value.as_str(),
                title: title.value.as_str(),
                span: &title.span,
            })
        })
        .collect();
    listed(text, sentence, "working party", &parties, problems);
}

/// What a list of the letter says: a number with its title.
struct Titled<'t> {
    number: &'t str,
    title: &'t str,
    span: &'t Span,
}

/// The letter's own group with the title that another group of the directory has, or had, in brackets.
fn of_group(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let resolved = text.facts.resolved;
    for mark in sentence.marks().iter().filter(|mark| mark.key == Key::Own) {
        let Some(said) = bracketed(sentence, mark.end) else { continue };
        let shown = sentence.shown(&said).to_lowercase();
        let is_title = |title: &str| {
            let translated = text.facts.phrases.term(title).map(|term| term.text.value.to_lowercase());
            title.to_lowercase() == shown || translated.is_some_and(|title| title == shown)
        };
        let Some(expected) = resolved.group.title_in(resolved.period) else { continue };
        let is_own = resolved.group.all_titles().any(is_title);
        let other = resolved.directory.groups().find(|(_, group)| {
            group.designation != resolved.group.designation && group.all_titles().any(is_title)
        });
        let Some((_, other)) = other.filter(|_| !is_own && sentence.is_own(said.start)) else { continue };
        let expected =
            text.facts.phrases.term(expected).map_or(expected.to_owned(), |term| term.text.value.to_owned());
        GROUP_IN_TEXT
            .finding(format!("the text gives {} the title of {}", resolved.group.name, other.name))
            .at(&sentence.place(said), format!("expected {expected}"))
            .note(&resolved.letter.group.span, "the group that meets")
            .report(problems);
    }
}

/// What stands in brackets behind a byte.
fn bracketed(sentence: Sentence<'_, '_>, at: usize) -> Option<Range<usize>> {
    let text = sentence.read.passage.text_of();
    let rest = &text[at..sentence.end];
    let open = at + (rest.len() - rest.trim_start().len());
    let inside = text[open..sentence.end].strip_prefix(['(', '（'])?;
    let start = sentence.end - inside.len();
    Some(start..start + inside.find([')', '）'])?)
}

/// The one title of a list that a sentence has, beside the one number of the kind in it.
fn listed(
    text: &Text<'_>,
    sentence: Sentence<'_, '_>,
    what: &str,
    list: &[Titled<'_>],
    problems: &mut Diagnostics,
) {
    if list.is_empty() {
        return;
    }
    let group = &text.facts.resolved.group.designation;
    let number = |known: &str| known.split('/').next().unwrap_or_default().trim_start_matches('q').to_owned();
    let mut numbers = sentence.marks().iter().filter_map(|mark| {
        let said = numbered(sentence, mark, what == "Question")?;
        let (own, of) = said.split_once('/')?;
        (of == group).then(|| (mark, own.to_owned()))
    });
    let (Some((mark, said)), None) = (numbers.next(), numbers.next()) else { return };
    let mut titles = list.iter().filter(|titled| {
        let translated = text.facts.phrases.term(titled.title).map(|term| term.text.value.to_lowercase());
        let has = |title: &str| title.chars().count() > 5 && sentence.lower().contains(title);
        has(&titled.title.to_lowercase()) || translated.is_some_and(|title| has(&title))
    });
    let (Some(titled), None) = (titles.next(), titles.next()) else { return };
    let range = mark.start..mark.end;
    if said == number(&titled.number.to_lowercase()) || !sentence.is_own(range.start) {
        return;
    }
    GROUP_IN_TEXT
        .finding(format!(
            "the text gives `{}` for the {what} `{}`, which is {}",
            sentence.shown(&range),
            titled.title,
            titled.number
        ))
        .at(&sentence.place(range), format!("expected {}", titled.number))
        .note(titled.span, "listed here")
        .report(problems);
}

/// `question 2/15`, `wp1/5`: number and group of a mark of this kind.
fn numbered(sentence: Sentence<'_, '_>, mark: &Mark, is_question: bool) -> Option<String> {
    if !matches!(mark.key, Key::Own | Key::Body) {
        return None;
    }
    let words = &sentence.read.lower[mark.start..mark.end];
    let is_of_kind = sentence.read.lexicon.is_question(words) == is_question;
    let at = words.find(|c: char| c.is_ascii_digit())?;
    let digits = words[at..].trim_end_matches(|c: char| !c.is_ascii_digit());
    (is_of_kind && digits.contains('/')).then(|| digits.to_owned())
}
