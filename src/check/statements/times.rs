//! Times of day that the text tells of the opening, the desk, the days of the meeting and its events, against theirs.

use super::about::{About, Thing};
use super::days::SaidDays;
use super::hours::SaidHours;
use super::lexicon::Key;
use super::sentence::Sentence;
use crate::base::{Diagnostics, Located, Span};
use crate::check::text::Text;
use crate::model::letter::{Hours, Meeting, Time};
use crate::rules;
use chrono::Datelike;

rules! {
    /// `the opening plenary will begin at 1000 hours`.
    HOUR_IN_TEXT = Warning "hour-in-text" {
        summary: "the text and the facts give different hours for the opening, the registration desk, a day or an event",
        why: "Delegates come at the hour that they read. A typed hour stays when the letter is copied.",
        source: "a real circular: participant registration at 0830 hours for a meeting that opened in the afternoon",
        bad: "meeting: {opens: \"09:30\", …}\nbody:\n  - hours\n  - text: The opening plenary will begin at 1000 hours.",
        good: "meeting: {opens: \"09:30\", …}\nbody:\n  - hours\n  - text: \"The opening plenary will begin at {{ meeting.opens }}.\"",
        fix: "Correct the hour in the text or under `meeting:` or `events:`, or write it as a fact: {{ meeting.opens }}.",
    }
}

const PLENARY: &str = "the opening plenary";

/// What the facts say of an hour.
struct Fact<'f> {
    what: &'static str,
    from: Option<Time>,
    to: Option<Time>,
    span: &'f Span,
    /// How templates call it.
    name: &'static str,
}

impl<'f> Fact<'f> {
    /// One time.
    fn at(what: &'static str, time: Time, span: &'f Span, name: &'static str) -> Self {
        Self { what, from: Some(time), to: None, span, name }
    }

    /// From one time to another.
    fn hours(what: &'static str, hours: &'f Located<Hours>, name: &'static str) -> Self {
        Self { what, from: Some(hours.value.from), to: Some(hours.value.to), span: &hours.span, name }
    }
}

/// Looks at the times of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    for said in sentence.hours() {
        if sentence.is_of_change() || sentence.is_hypothetical() || is_over(text, sentence, meeting) {
            continue;
        }
        let Some(about) = sentence.about(text, &said.range).or_else(|| of_each_day(sentence)) else {
            continue;
        };
        let verb = sentence.nearest(&said.range, &[Key::Begin, Key::End]);
        let facts = facts(meeting, sentence, about, verb, said);
        let is_at = |fact: &Fact<'_>, said_from: Time| match (said.to, verb) {
            (Some(to), _) if fact.to.is_some() => fact.from == Some(said_from) && fact.to == Some(to),
            (Some(_), _) => fact.from == Some(said_from),
            (None, Some(Key::End)) => fact.to.is_none_or(|to| to == said_from),
            (None, Some(Key::Begin)) => fact.from == Some(said_from),
            (None, _) => {
                fact.to.is_none_or(|to| Some(said_from) <= Some(to))
                    && fact.from.is_some_and(|from| match fact.to {
                        Some(_) => said_from >= from,
                        None => said_from == from,
                    })
            }
        };
        // "at half past five": in the morning or in the afternoon.
        let is_named = !sentence.shown(&said.range).contains(|c: char| c.is_ascii_digit());
        let later = Time { hour: (said.from.hour + 12) % 24, ..said.from };
        let is_right = |fact: &Fact<'_>| is_at(fact, said.from) || is_named && is_at(fact, later);
        let Some(fact) = facts.first().filter(|_| !facts.iter().any(is_right)) else { continue };
        let expected = match (fact.from, fact.to) {
            (Some(from), Some(to)) => text.facts.phrases.dates.hours(Hours { from, to }),
            (Some(time), None) | (None, Some(time)) => text.facts.phrases.dates.time(time),
            (None, None) => continue,
        };
        let shown = sentence.shown(&said.range).trim();
        let finding = HOUR_IN_TEXT
            .finding(format!(
                "the text gives `{shown}` for {}, but the letter's facts say {expected}",
                fact.what
            ))
            .at(&sentence.place(said.range.clone()), format!("expected {expected}"))
            .note(fact.span, "the fact");
        problems.push(match fact.name {
            "" => finding,
            name => finding.hint(format!("write `{{{{ {name} }}}}` to show it")),
        });
    }
}

/// "Each day finishes at 1700 hours": of the meeting, where nothing else is spoken of.
fn of_each_day<'t>(sentence: Sentence<'_, '_>) -> Option<About<'t>> {
    let mark = sentence.find(Key::Daily)?;
    let mut nouns = sentence.marks().iter().filter(|mark| mark.key.is_noun());
    let is_only = nouns.all(|noun| matches!(noun.key, Key::Meeting | Key::Own | Key::People));
    is_only.then_some(About { thing: Thing::Meeting, mark, is_next: false, is_of_days: false })
}

/// Whether a sentence tells of what was: on a day before the letter, or in a month in which nothing of it is.
fn is_over(text: &Text<'_>, sentence: Sentence<'_, '_>, meeting: &Meeting) -> bool {
    if !sentence.has(Key::Past) || sentence.has(Key::Future) {
        return false;
    }
    let letter = text.facts.resolved.letter;
    let is_before = |said: &SaidDays| {
        said.span(meeting.first_day().year()).is_some_and(|span| span.1 < letter.date.value)
    };
    let events = letter.events.iter().flatten().map(|event| event.starts.value.date.month0());
    let own: Vec<u32> = events.chain([meeting.first_day().month0(), meeting.last_day().month0()]).collect();
    let months = text.facts.phrases.dates.months.iter().zip(0..);
    let is_month = |(name, at): (&String, u32)| {
        let is_named =
            sentence.lower().split(|c: char| !c.is_alphabetic()).any(|word| *word == name.to_lowercase());
        is_named && !own.contains(&at)
    };
    sentence.days().any(is_before) || { months }.any(is_month)
}

/// The facts that a time can be: none where the letter says nothing of it.
fn facts<'t>(
    meeting: &'t Meeting,
    sentence: Sentence<'_, '_>,
    about: About<'t>,
    verb: Option<Key>,
    said: &SaidHours,
) -> Vec<Fact<'t>> {
    let is_other_day = sentence.has(Key::OtherDay)
        || sentence.days().any(|days| {
            let first = meeting.opening_plenary.as_ref().map_or(meeting.first_day(), |day| day.value.date);
            let span = days.span(first.year());
            days.month.is_none() && span.is_some_and(|span| span.0 != first && span.0 != meeting.first_day())
        });
    let daily = || {
        let parts = meeting.parts.iter().flatten().filter_map(|part| part.hours.as_ref());
        let own = meeting.daily_hours.iter().chain(parts);
        own.map(|hours| Fact::hours("the days of the meeting", hours, "meeting.daily_hours"))
    };
    let opening = || {
        let first =
            meeting.opens.iter().map(|time| Fact::at("the opening", time.value, &time.span, "meeting.opens"));
        let plenary = meeting.opening_plenary.as_ref();
        let plenary = plenary.and_then(|day| Some((day.value.time()?, &day.span)));
        first.chain(plenary.map(|(time, span)| Fact::at(PLENARY, time, span, "meeting.plenary_opens")))
    };
    let desk = || {
        let days = meeting.desk_hours.iter().flatten().flat_map(|days| &days.hours.0);
        let days = days.map(|hours| Fact::at("the registration desk", hours.value.from, &hours.span, ""));
        let first = meeting.registration_desk.iter();
        first
            .map(|time| {
                Fact::at("the registration desk", time.value, &time.span, "meeting.registration_desk")
            })
            .chain(days)
    };
    let is_daily = sentence.has(Key::Daily) || is_other_day;
    let is_plenary = sentence.read.lexicon.is_plenary(&sentence.read.lower[about.mark.start..about.mark.end]);
    match about.thing {
        // A range is told of what goes on, a single hour of what begins.
        Thing::Meeting | Thing::Opening if is_daily || said.to.is_some() => match about.thing {
            Thing::Opening if !sentence.has(Key::Daily) => opening().filter(|_| !is_other_day).collect(),
            _ => daily().collect(),
        },
        // Where the plenary has its own hour, the opening of the meeting has another.
        Thing::Opening if is_plenary && opening().any(|fact| fact.what == PLENARY) => {
            opening().filter(|fact| fact.what == PLENARY).collect()
        }
        // "The last session ends at 1730 hours every day"
        Thing::Closing if sentence.has(Key::Daily) => daily().collect(),
        Thing::Opening => match opening().collect::<Vec<_>>() {
            none if none.is_empty() => daily().take(1).collect(),
            all => all,
        },
        Thing::Meeting if verb == Some(Key::Begin) => match opening().collect::<Vec<_>>() {
            none if none.is_empty() => daily().collect(),
            all => all,
        },
        Thing::Meeting if verb == Some(Key::End) => daily().collect(),
        Thing::Desk if verb != Some(Key::End) && !is_other_day => desk().collect(),
        Thing::Event(event) => event.hours.iter().map(|hours| Fact::hours("the event", hours, "")).collect(),
        Thing::Part(is_virtual) => {
            let parts = meeting.parts.iter().flatten().filter(|part| part.is_virtual() == is_virtual);
            let hours = parts.filter_map(|part| part.hours.as_ref());
            hours.map(|hours| Fact::hours("a part of the meeting", hours, "")).collect()
        }
        _ => Vec::new(),
    }
}
