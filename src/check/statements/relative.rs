//! Days that are told by others: `the day before the opening`, `12 days after the workshop`,
//! `two months before the meeting`, `the day of the tutorial`; and hours told by that of the opening.

use super::dates::DATE_OUTSIDE_MEETING;
use super::days::SaidDays;
use super::hours::SaidHours;
use super::lexicon::{Key, Lexicon, Mark, Turn};
use super::sentence::Sentence;
use crate::base::Diagnostics;
use crate::check::text::Text;
use crate::model::dates::Written;
use crate::model::letter::Time;
use chrono::{Datelike, Days, Months, NaiveDate};

/// The days of a text that are told by others, each computed from the facts or from the day before it.
pub fn read(
    text: &Text<'_>,
    lower: &str,
    marks: &[Mark],
    lexicon: &Lexicon,
    found: &[SaidDays],
) -> Vec<SaidDays> {
    let told = (0..marks.len()).filter_map(|at| told(text, lower, marks, lexicon, found, at));
    told.filter(|told| {
        !found.iter().any(|said| said.range.start < told.range.end && told.range.start < said.range.end)
    })
    .collect()
}

fn told(
    text: &Text<'_>,
    lower: &str,
    marks: &[Mark],
    lexicon: &Lexicon,
    found: &[SaidDays],
    at: usize,
) -> Option<SaidDays> {
    // Working days cannot be counted without knowing which are free.
    let is_unit = |mark: &&Mark| matches!(mark.key, Key::Days | Key::Weeks | Key::MonthUnit);
    let day = marks.get(at).filter(is_unit)?;
    let is_beside = |from: usize, to: usize| lower.get(from..to).is_some_and(|gap| gap.trim().is_empty());
    let before = marks[..at].last().filter(|mark| is_beside(mark.end, day.start));
    let (count, start, is_number) = match before {
        Some(Mark { key: Key::Number, at, start, .. }) => (u64::try_from(at + 1).ok()?, *start, true),
        Some(Mark { key: Key::Determiner, start, .. }) => (1, *start, false),
        _ => digits_before(lower, day.start)?,
    };
    let joint = marks.get(at + 1).filter(|mark| is_beside(day.end, mark.start))?;
    let turn = lexicon.turn(&lower[joint.start..joint.end]).filter(|turn| *turn != Turn::During);
    if turn.is_none() && (joint.key != Key::Of || is_number || day.key != Key::Days) {
        return None;
    }
    let anchor = marks[at + 2..].iter().take_while(|mark| {
        lower[joint.end..mark.start].chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
    });
    let anchor = anchor.take(4).find(|mark| {
        mark.key.is_noun() && !matches!(mark.key, Key::Own | Key::Body) || mark.key == Key::FirstDay
    });
    let (base, end) = match anchor {
        Some(mark) => (day_of(text, mark, turn)?, mark.end),
        None if count == 1 && turn.is_some() && lower[joint.end..].starts_with(['.', ',', ';']) => {
            let last = found.iter().rfind(|said| said.range.end <= start)?;
            let [day] = last.days[..] else { return None };
            (day.dated()?, joint.end)
        }
        None => return None,
    };
    let months = Months::new(u32::try_from(count).ok()?);
    let days = Days::new(if day.key == Key::Weeks { count * 7 } else { count });
    let date = match (turn, day.key) {
        (Some(Turn::Before), Key::MonthUnit) => base.checked_sub_months(months)?,
        (Some(Turn::After), Key::MonthUnit) => base.checked_add_months(months)?,
        (Some(Turn::Before), _) => base.checked_sub_days(days)?,
        (Some(Turn::After), _) => base.checked_add_days(days)?,
        (Some(Turn::During) | None, _) => base,
    };
    let written = Written { day: date.day(), month: date.month(), year: Some(date.year()) };
    Some(SaidDays { range: start..end, days: vec![written], is_range: false, is_told: true, month: None })
}

/// Hours that are told by that of the opening: `half an hour before the opening plenary`.
pub fn hours(text: &Text<'_>, lower: &str, marks: &[Mark], lexicon: &Lexicon) -> Vec<SaidHours> {
    let opens = text.facts.resolved.letter.meeting.as_ref().and_then(|meeting| meeting.opens.as_ref());
    let told = |(at, span): (usize, &Mark)| {
        let opens = opens.filter(|_| span.key == Key::Span)?.value;
        let joint = marks.get(at + 1)?;
        let is_beside = lower.get(span.end..joint.start)?.trim().is_empty();
        let is_before = lexicon.turn(&lower[joint.start..joint.end]) == Some(Turn::Before);
        let anchor = marks[at + 2..].iter().find(|mark| mark.key != Key::Determiner)?;
        let is_anchor = matches!(anchor.key, Key::Opening | Key::Meeting)
            && lower
                .get(joint.end..anchor.start)?
                .chars()
                .all(|c| c.is_alphabetic() || c == ' ' || c == '\'');
        let minutes = (opens.hour * 60 + opens.minute).checked_sub(15 * u32::try_from(span.at + 1).ok()?)?;
        let from = Time { hour: minutes / 60, minute: minutes % 60 };
        (is_beside && is_before && is_anchor).then_some(SaidHours {
            range: span.start..anchor.end,
            from,
            to: None,
        })
    };
    marks.iter().enumerate().filter_map(told).collect()
}

/// A number in figures before a byte: `12 calendar days`.
fn digits_before(lower: &str, at: usize) -> Option<(u64, usize, bool)> {
    let before = lower[..at].trim_end();
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_alone =
        !before[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | ','));
    let count = before[start..].parse().ok().filter(|count| is_alone && (1..100).contains(count))?;
    Some((count, start, true))
}

/// The day of a thing: what comes before it counts from its first, what comes after it from its last.
fn day_of(text: &Text<'_>, mark: &Mark, turn: Option<Turn>) -> Option<NaiveDate> {
    let letter = text.facts.resolved.letter;
    let meeting = letter.meeting.as_ref()?;
    let opening = meeting.opening_plenary.as_ref().map_or(meeting.first_day(), |day| day.value.date);
    match (mark.key, turn) {
        (Key::Opening, _) => Some(opening),
        (Key::FirstDay, _) => Some(meeting.first_day()),
        (Key::Closing, _) | (Key::Meeting, Some(Turn::After)) => Some(meeting.last_day()),
        (Key::Meeting, Some(Turn::Before)) => Some(meeting.first_day()),
        (key, _) if key.is_event() => {
            let lexicon = Lexicon::of(letter.language())?;
            let is_of_kind =
                |title: &str| lexicon.marks(&title.to_lowercase()).iter().any(|mark| mark.key == key);
            let mut events = letter.events.iter().flatten().filter(|event| is_of_kind(&event.title.value));
            let event = events.next()?;
            let day = if turn == Some(Turn::After) { event.last().date } else { event.starts.value.date };
            events.next().is_none().then_some(day)
        }
        _ => None,
    }
}

/// A day that is told by another and, beside it, by its date: `the day after the workshop, on 2 December`.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    if sentence.is_of_change() || sentence.is_hypothetical() {
        return;
    }
    let said: Vec<&SaidDays> = sentence.days().collect();
    for pair in said.windows(2) {
        let [first, second] = pair else { continue };
        let (told, date) = match (first.is_told, second.is_told) {
            (true, false) => (first, second),
            (false, true) => (second, first),
            _ => continue,
        };
        let gap = sentence.read.lower.get(first.range.end..second.range.start).unwrap_or_default();
        let weekdays = &text.facts.phrases.dates.weekdays;
        let is_small = sentence.within(first.range.end, second.range.start).iter().all(|mark| {
            matches!(
                mark.key,
                Key::Preposition | Key::At | Key::In | Key::Determiner | Key::Due | Key::Relative
            )
        });
        let letters = gap.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3);
        let is_apposition = gap.trim_start().starts_with([',', '(', '，', '،'])
            && is_small
            && letters.clone().all(|word| weekdays.iter().any(|day| day.to_lowercase() == word));
        let (Some(expected), [day]) = (told.days.first().and_then(|day| day.dated()), &date.days[..]) else {
            continue;
        };
        if !is_apposition || day.is(expected) {
            continue;
        }
        let shown = sentence.shown(&told.range);
        let expected = text.facts.phrases.dates.day(expected);
        DATE_OUTSIDE_MEETING
            .finding(format!(
                "the text calls {} `{shown}`, but that is {expected}",
                sentence.shown(&date.range)
            ))
            .at(&sentence.place(date.range.clone()), format!("expected {expected}"))
            .report(problems);
    }
}
