//! Dates in the text against the letter's own date: what is told as past must be past.

use super::dates::Mention;
use super::{Passage, Text};
use crate::base::{Diagnostic, Diagnostics};
use crate::check::words::{WORDS, has};
use crate::rules;
use chrono::NaiveDate;
use std::collections::BTreeSet;

rules! {
    /// `as agreed on …` of a day to come.
    FUTURE_TOLD_AS_PAST = Warning "future-told-as-past" {
        summary: "the text treats a date as past, but the date is later than the letter",
        why: "The date of the letter or the date in the text is left over from another letter. Often only the year is wrong.",
        source: "TSB Collective letter 1/1, dated 21 January 2020, which mentions an agreement of 7 January 2021",
        bad: "date: 2021-01-21\nbody:\n  - text: …, as agreed at the meeting held on 7 September 2021.",
        good: "date: 2021-01-21\nbody:\n  - text: …, as agreed at the meeting held on 7 September 2020.",
        fix: "Correct one of the two dates.",
    }
    /// `will be held on …` of a day that is over.
    PAST_TOLD_AS_TO_COME = Warning "past-told-as-to-come" {
        summary: "the text treats a date as future, but the date is earlier than the letter",
        why: "The date is left over from the letter that was copied. Often only the year is wrong.",
        source: "real letters with the dates of last year's tutorial",
        bad: "date: 2021-01-21\nbody:\n  - text: A tutorial will be held on 19 April 2020.",
        good: "date: 2021-01-21\nbody:\n  - text: A tutorial will be held on 19 April 2021.",
        fix: "Correct the date, or write it as a fact: {{ meeting.first_day }}.",
    }
}

/// Words so many before a date tell whether it is past.
const REACH: usize = 24;

/// Those that also tell of what goes on.
const STANDING: [&str; 3] = ["held", "opened", "closed"];

/// Looks at every date.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let mut told = Reported::new(text);
    for passage in text.passages() {
        let found = passage.dates().iter().filter_map(|mention| told.find(text, passage, mention));
        found.for_each(|finding| problems.push(finding));
    }
}

/// The days that were told of already: each is reported once.
pub(super) struct Reported(BTreeSet<NaiveDate>);

impl Reported {
    /// Begins with the days under keys, which the rules on facts look at.
    pub(super) fn new(text: &Text<'_>) -> Self {
        let letter = text.facts.resolved.letter;
        let meeting = letter.meeting.as_ref();
        let agreed = meeting.and_then(|m| m.agreed.as_ref()).map(|date| date.value);
        let schedule = meeting.and_then(|m| m.schedule.as_ref()).map(|s| s.date.value);
        let endorsed = meeting.and_then(|m| m.endorsed.as_ref()).map(|e| e.starts.value);
        let original = letter.date_of_original.as_ref().map(|date| date.value);
        let events = letter.events.iter().flatten().map(|event| event.starts.value.date);
        Self([agreed, schedule, endorsed, original].into_iter().flatten().chain(events).collect())
    }

    /// A day that is told of as past or to come, and is not.
    pub(super) fn find(
        &mut self,
        text: &Text<'_>,
        passage: Passage<'_>,
        mention: &Mention,
    ) -> Option<Diagnostic> {
        let date = &text.facts.resolved.letter.date;
        let day = mention.days.first()?.dated().filter(|day| !self.0.contains(day))?;
        let (rule, told, label) = match tense(passage, mention)? {
            Tense::Past if day > date.value => {
                (&FUTURE_TOLD_AS_PAST, "past", "correct this date or the letter's date")
            }
            Tense::Future if day < date.value => {
                (&PAST_TOLD_AS_TO_COME, "future", "correct this date or the letter's date")
            }
            _ => return None,
        };
        self.0.insert(day);
        let shown = &passage.text[mention.range.clone()];
        Some(
            rule.finding(format!(
                "the text treats {shown} as {told}, but the letter is dated {}",
                date.value
            ))
            .at(&passage.place(mention.range.clone()), label)
            .note(&date.span, "the letter's date"),
        )
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    Future,
}

/// What the words before a date say of it.
fn tense(passage: Passage<'_>, mention: &Mention) -> Option<Tense> {
    let tokens = passage.tokens();
    for at in (0..tokens.from(mention.range.start)).rev().take(REACH) {
        if tokens.is_sign(at, '.') || tokens.is_sign(at, ';') {
            return None;
        }
        let word = tokens.word(at);
        if word == "will" || word == "shall" {
            return Some(Tense::Future);
        }
        if matches!(word, "until" | "before") || word == "by" && is_due(passage, at, mention) {
            return None;
        }
        if has(&WORDS.past, word) {
            let helper = tokens.before(at).map(|at| tokens.word(at)).unwrap_or_default();
            // to be agreed, will be held
            if helper == "be" {
                return continue_to_will(passage, at);
            }
            // Badges are issued on the first day: what goes on.
            if matches!(helper, "is" | "are") {
                return None;
            }
            // "has announced a session from 9 May": what was announced is to come.
            if matches!(helper, "has" | "have") && !is_due(passage, tokens.after(at), mention) {
                return None;
            }
            // Rooms are held for delegates, the desk is opened by the host.
            let is_over = matches!(helper, "was" | "were" | "been");
            let follows = tokens.word(tokens.after(at));
            let is_firm =
                !STANDING.contains(&word) || is_over || matches!(follows, "on" | "in" | "from" | "at");
            return is_firm.then_some(Tense::Past);
        }
    }
    None
}

/// Whether a date stands directly behind a word: `by 20 April`, and not `endorsed by another group`.
fn is_due(passage: Passage<'_>, by: usize, mention: &Mention) -> bool {
    let tokens = passage.tokens();
    let start =
        mention.weekday.as_ref().map_or(mention.range.start, |w| w.range.start.min(mention.range.start));
    tokens.get(tokens.after(by)).is_some_and(|token| token.start == start)
}

/// `will be held`, but not `can be found`.
fn continue_to_will(passage: Passage<'_>, verb: usize) -> Option<Tense> {
    let tokens = passage.tokens();
    let helper = tokens.before(tokens.before(verb)?)?;
    matches!(tokens.word(helper), "will" | "shall").then_some(Tense::Future)
}
