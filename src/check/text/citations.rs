//! Letters and circulars that the text cites.

use super::tokens::{Kind, has_any, sentence};
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::check::words::WORDS;
use crate::compose::markdown::ProseKind;
use crate::model::letter::Series;
use crate::rules;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Range;

rules! {
    /// `Circular 295 of 3 March … Circular 295 of 5 March`.
    CITED_WITH_TWO_DATES = Warning "cited-with-two-dates" {
        summary: "one circular or letter is cited with two dates",
        why: "Readers look up a document by its date, and one of the two dates is wrong.",
        source: "real letters that cite one circular with two dates",
        bad: "body:\n  - text: TSB Circular 260 of 3 August 2020 … TSB Circular 260 of 5 August 2020",
        good: "body:\n  - text: TSB Circular 260 of 3 August 2020 … TSB Circular 260",
        fix: "Look up the right date, and correct the other one.",
    }
    /// Not sent yet.
    CITED_BEFORE_SENT = Warning "cited-before-sent" {
        summary: "the text cites a circular or letter that is later than this letter",
        why: "A letter can only cite earlier documents. One of the two dates is left over or mistyped.",
        source: "common sense",
        bad: "date: 2021-01-21\nbody:\n  - text: See TSB Circular 295 of 22 December 2021.",
        good: "date: 2021-01-21\nbody:\n  - text: See TSB Circular 295 of 22 December 2020.",
        fix: "Correct the date; often only the year is wrong.",
    }
    /// `TSB Collective letter 10/17` in letter 1/1.
    OTHER_LETTER_NUMBER = Warning "other-letter-number" {
        summary: "the text gives this letter another number",
        why: "A typed number stays when the letter is copied.",
        source: "real letters whose page header and Ref show different numbers",
        bad: "number: 11\nbody:\n  - text: Annexes to TSB Collective letter 10/17 are on the web page.",
        good: "number: 11\nbody:\n  - text: \"Annexes to {{ phrases.letter }} are on the web page.\"",
        fix: "Write `{{ phrases.letter }}`. If you mean another letter, add its date, or words such as `further to` or `see`.",
    }
}

/// Looks at every citation.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let letter = text.facts.resolved.letter;
    let mut cited: BTreeMap<String, (NaiveDate, Passage<'_>, Range<usize>)> = BTreeMap::new();
    let schedule = letter.meeting.as_ref().and_then(|meeting| meeting.schedule.as_ref());
    for passage in text.passages() {
        for (name, at, end) in citations(passage) {
            let dates = passage.dates();
            let next = dates.get(dates.partition_point(|mention| mention.range.start < end));
            let date = next.and_then(|mention| {
                let between = passage.text.get(end..mention.range.start)?.trim();
                let joined =
                    matches!(between, "of" | "dated" | "(" | "," | "of the" | "(dated" | "(of" | ", dated");
                mention.days.first().filter(|_| joined)?.dated()
            });
            let Some(date) = date else {
                other_number(text, passage, at..end, problems);
                continue;
            };
            let place = || passage.place(at..end);
            let is_schedule = schedule.is_some_and(|s| s.date.value == date);
            if date > letter.date.value && !is_schedule {
                CITED_BEFORE_SENT
                    .finding(format!("{name} is cited with the date {date}, which is later than this letter"))
                    .at(&place(), format!("expected {} or earlier", letter.date.value))
                    .note(&letter.date.span, "the letter's date")
                    .report(problems);
            }
            match cited.get(&name) {
                Some((other, first, range)) if *other != date => {
                    let dates = &text.facts.phrases.dates;
                    CITED_WITH_TWO_DATES
                        .finding(format!("{name} is cited with two dates: {other} and {date}"))
                        .at(&place(), format!("dated {} here", dates.day(date)))
                        .note(&first.place(range.clone()), format!("dated {} here", dates.day(*other)))
                        .hint("look up the date of that letter, and correct the wrong one")
                        .report(problems);
                }
                Some(_) => {}
                None => {
                    cited.insert(name, (date, passage, at..end));
                }
            }
        }
    }
    header(text, problems);
}

/// `Circular 295`, `letter 1/1`: what it is called, where it begins and ends.
fn citations(passage: Passage<'_>) -> Vec<(String, usize, usize)> {
    let tokens = passage.tokens();
    let mut found = Vec::new();
    for (index, token) in tokens.iter() {
        let word = tokens.word(index);
        let is_circular = word.eq_ignore_ascii_case("circular");
        if !is_circular && !word.eq_ignore_ascii_case("letter") {
            continue;
        }
        let Some((number, _)) = tokens.space(index + 1).and_then(|at| tokens.number(at)) else { continue };
        if is_circular {
            found.push((format!("Circular {number}"), token.start, tokens.range(index, index + 2).end));
        } else if tokens.is_sign(index + 3, '/')
            && matches!(tokens.kind(index + 4), Some(Kind::Word | Kind::Number))
        {
            let group = tokens.text(index + 4);
            found.push((format!("letter {number}/{group}"), token.start, tokens.range(index, index + 4).end));
        }
    }
    found
}

/// This letter under another number.
fn other_number(text: &Text<'_>, passage: Passage<'_>, range: Range<usize>, problems: &mut Diagnostics) {
    let Some(said) = foreign(text, &passage.text[range.clone()]) else { return };
    let is_head = matches!(passage.kind, ProseKind::Heading(_)) || !passage.label.is_empty();
    let sentence = sentence(&passage.text, range.start);
    // Words of the house style and what is typed in `wording` are looked at as facts.
    if !passage.is_own(range.start)
        || (!is_head && has_any(sentence, &WORDS.citing))
        || is_typed_wording(text, &said)
    {
        return;
    }
    let number = &text.facts.resolved.letter.number;
    OTHER_LETTER_NUMBER
        .finding(format!("the text mentions `letter {said}`, but this is letter {}", number.value))
        .at(&passage.place(range), "expected `{{ phrases.letter }}`")
        .note(&number.span, "the letter's number")
        .report(problems);
}

/// What stands at the head of following pages.
fn header(text: &Text<'_>, problems: &mut Diagnostics) {
    let Some(said) = foreign(text, text.header).filter(|said| !is_typed_wording(text, said)) else { return };
    let number = &text.facts.resolved.letter.number;
    let place = text.facts.place(&["wording", "running-header"]);
    OTHER_LETTER_NUMBER
        .finding(format!("the page header contains `{said}`, but this is letter {}", number.value))
        .at(&place, "expected `{{ phrases.letter }}`")
        .note(&number.span, "the letter's number")
        .report(problems);
}

/// `10/17` in a text, where this letter is another of the same group.
fn foreign(text: &Text<'_>, words: &str) -> Option<String> {
    let resolved = text.facts.resolved;
    if resolved.letter.series() == Series::Circular {
        return None;
    }
    let behind = format!("/{}", resolved.group.designation);
    let at = words.find(&behind)?;
    let ends = words[at + behind.len()..].starts_with(|c: char| c.is_alphanumeric());
    let start = words[..at].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |before| before + 1);
    let number: u32 = words.get(start..at)?.parse().ok()?;
    (number != resolved.letter.number.value && !ends).then(|| format!("{number}{behind}"))
}

/// A wording without facts in it says so: the rule `number-against-wording` tells of it.
fn is_typed_wording(text: &Text<'_>, said: &str) -> bool {
    let wording = text.facts.resolved.letter.wording.as_ref();
    wording.is_some_and(|w| w.entries.iter().any(|(_, words)| !words.contains("{{") && words.contains(said)))
}
