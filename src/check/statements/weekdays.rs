//! Days of the week without a date: `the meeting opens on Tuesday`. Beside a date that the finder of weekdays does not read,
//! such as `Monday, the 10th of November`, they are compared with the date.

use super::about::Thing;
use super::dates::{DATE_OUTSIDE_MEETING, EVENT_DATE_IN_TEXT};
use super::days::SaidDays;
use super::lexicon::Key;
use super::sentence::{Before, Sentence};
use crate::base::Diagnostics;
use crate::check::text::Text;
use crate::check::text::weekdays::WEEKDAY_OFF_DATE;
use crate::model::letter::Meeting;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// A weekday in a text: where it stands, and which it is, from Monday on.
struct SaidWeekday {
    range: Range<usize>,
    index: usize,
    /// `a Tuesday`: says something only beside a date.
    is_any: bool,
}

/// Looks at the weekdays of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    let found = weekdays(text, sentence);
    if found.is_empty() || sentence.is_of_change() || sentence.is_hypothetical() {
        return;
    }
    for said in &found {
        let days = &sentence.read.days;
        let next = days.get(days.partition_point(|days| days.range.start < said.range.end));
        let last = days[..days.partition_point(|days| days.range.end <= said.range.start)].last();
        let next = next.filter(|days| is_beside(sentence, said, days));
        if let Some(date) = next.or(last.filter(|days| is_behind(sentence, said, days))) {
            beside(text, meeting, sentence, said, date, problems);
        }
    }
    let is_past = sentence.has(Key::Past) && !sentence.has(Key::Future);
    if sentence.days().next().is_some() || sentence.has(Key::Daily) || sentence.has(Key::OtherDay) || is_past
    {
        return;
    }
    for (at, said) in found.iter().enumerate().filter(|(_, said)| !said.is_any) {
        let joint = |a: &SaidWeekday, b: &SaidWeekday| {
            sentence.has_between(a.range.end, b.range.start, &[Key::Joins])
        };
        let is_first = found.get(at + 1).is_some_and(|next| joint(said, next));
        let is_last = at > 0 && joint(&found[at - 1], said);
        alone(text, meeting, sentence, said, (is_first, is_last), problems);
    }
}

/// The names of weekdays, each a word of its own, that no ordinal or `every` makes one of several.
fn weekdays(text: &Text<'_>, sentence: Sentence<'_, '_>) -> Vec<SaidWeekday> {
    let lower = &sentence.read.lower;
    let is_letter = |c: char| c.is_alphabetic() && c < '\u{2e80}';
    let mut found: Vec<SaidWeekday> = Vec::new();
    for (index, name) in text.facts.phrases.dates.weekdays.iter().enumerate() {
        let name = name.to_lowercase();
        for (at, _) in sentence.lower().match_indices(name.as_str()) {
            let range = sentence.start + at..sentence.start + at + name.len();
            let is_whole =
                !lower[..range.start].ends_with(is_letter) && !lower[range.end..].starts_with(is_letter);
            let before = match sentence.before(range.start) {
                Before::Word(mark) => Some(mark.key),
                _ => None,
            };
            let is_one_of_many = matches!(before, Some(Key::Ordinal | Key::Daily | Key::Other | Key::Next));
            if is_whole && !is_one_of_many && sentence.is_own(range.start) {
                found.push(SaidWeekday { range, index, is_any: before == Some(Key::Determiner) });
            }
        }
    }
    found.sort_by_key(|said| said.range.start);
    found
}

/// Whether a date stands behind a weekday, and no other word between.
fn is_beside(sentence: Sentence<'_, '_>, said: &SaidWeekday, days: &SaidDays) -> bool {
    let (from, to) = (said.range.end, days.range.start);
    let small = [Key::Determiner, Key::Am, Key::Pm, Key::HalfDay, Key::Of];
    from <= to && to - from < 20 && is_alone(sentence, days) && sentence.has_only(from, to, &small)
}

/// Whether a date stands before a weekday, and no other word between: `5 October, a Tuesday`.
fn is_behind(sentence: Sentence<'_, '_>, said: &SaidWeekday, days: &SaidDays) -> bool {
    let (from, to) = (days.range.end, said.range.start);
    from <= to
        && to - from < 20
        && is_alone(sentence, days)
        && sentence.has_only(from, to, &[Key::Determiner, Key::Days, Key::Meet, Key::Preposition, Key::In, Key::At])
        // `on 5 October, Tuesday 6 October`
        && !sentence.days().any(|next| next.range.start >= said.range.end && is_beside(sentence, said, next))
}

/// Whether a day is a single one, and the finder of weekdays has found none beside it.
fn is_alone(sentence: Sentence<'_, '_>, days: &SaidDays) -> bool {
    let mentions = sentence.read.passage.dates();
    let start = days.range.start;
    let mention = mentions.get(mentions.partition_point(|mention| mention.range.start < start));
    let known = mention.is_some_and(|mention| mention.range.start == start && mention.weekday.is_some());
    !known && !days.is_range && days.days.len() == 1
}

fn beside(
    text: &Text<'_>,
    meeting: &Meeting,
    sentence: Sentence<'_, '_>,
    said: &SaidWeekday,
    days: &SaidDays,
    problems: &mut Diagnostics,
) {
    let Some((date, _)) = days.span(meeting.first_day().year()) else { return };
    // A day before the letter without a year may be of any year.
    let is_dated = days.has_year() || date >= text.facts.resolved.letter.date.value;
    let Some(right) = name(text, date).filter(|_| is_dated && number(date) != said.index) else { return };
    WEEKDAY_OFF_DATE
        .finding(format!(
            "{} is a {right}, not a {}",
            text.facts.phrases.dates.day(date),
            sentence.shown(&said.range)
        ))
        .at(&sentence.place(said.range.clone()), format!("expected {right}"))
        .report(problems);
}

fn number(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

fn name<'t>(text: &Text<'t>, date: NaiveDate) -> Option<&'t str> {
    text.facts.phrases.dates.weekdays.get(number(date)).map(String::as_str)
}

/// A weekday alone, of the opening, the closing or an event; of two with `to` between, the first or the last.
fn alone(
    text: &Text<'_>,
    meeting: &Meeting,
    sentence: Sentence<'_, '_>,
    said: &SaidWeekday,
    (is_first, is_last): (bool, bool),
    problems: &mut Diagnostics,
) {
    let Some(about) = sentence.about(text, &said.range) else { return };
    let verb = sentence.nearest(&said.range, &[Key::Begin, Key::End, Key::Meet]);
    let opening: Vec<NaiveDate> = [meeting.first_day()]
        .into_iter()
        .chain(meeting.parts.iter().flatten().map(|part| part.first_day()))
        .chain(meeting.opening_plenary.as_ref().map(|day| day.value.date))
        .collect();
    let closing: Vec<NaiveDate> = [meeting.last_day()]
        .into_iter()
        .chain(meeting.parts.iter().flatten().map(|part| part.last_day()))
        .collect();
    let days_of = |from: NaiveDate, to: NaiveDate| {
        from.iter_days().take_while(|day| *day <= to).take(8).collect::<Vec<_>>()
    };
    let (rule, what, days) = match about.thing {
        Thing::Opening => (&DATE_OUTSIDE_MEETING, "the meeting opens", opening),
        Thing::Meeting if is_first || verb == Some(Key::Begin) && !is_last => {
            (&DATE_OUTSIDE_MEETING, "the meeting opens", opening)
        }
        Thing::Closing => (&DATE_OUTSIDE_MEETING, "the meeting ends", closing),
        Thing::Meeting if is_last || verb == Some(Key::End) => {
            (&DATE_OUTSIDE_MEETING, "the meeting ends", closing)
        }
        Thing::Event(event) => {
            let (first, last) = (event.starts.value.date, event.last().date);
            let days = match verb {
                _ if is_first => vec![first],
                _ if is_last => vec![last],
                Some(Key::Begin) => vec![first],
                Some(Key::End) => vec![last],
                _ => days_of(first, last),
            };
            (&EVENT_DATE_IN_TEXT, "the event is held", days)
        }
        _ => return,
    };
    if days.iter().any(|day| number(*day) == said.index) {
        return;
    }
    let Some(day) = days.first() else { return };
    let shown = sentence.shown(&said.range);
    let expected = text.facts.phrases.dates.weekday_day(*day);
    rule.finding(format!("the text says `{shown}`, but {what} on {expected}"))
        .at(&sentence.place(said.range.clone()), format!("expected {expected}"))
        .note(&meeting.starts.span, "the meeting starts here")
        .report(problems);
}
