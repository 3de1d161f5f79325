//! Days of the parts of the meeting, of its events, and of what goes on around it.

use super::about::Thing;
use super::dates::{Case, DATE_OUTSIDE_MEETING, Days, EVENT_DATE_IN_TEXT};
use super::days::in_year;
use super::lexicon::{Key, Mark, Turn};
use super::sentence::{Before, Sentence};
use crate::base::{Diagnostics, Language};
use crate::check::text::Text;
use crate::model::letter::Event;
use chrono::{Datelike, NaiveDate};

/// Days before and after the meeting on which its tutorials and the like are held.
const AROUND: i64 = 14;

impl Case<'_, '_, '_, '_> {
    pub(super) fn part(&self, is_virtual: bool, problems: &mut Diagnostics) {
        let parts: Vec<_> =
            self.meeting.parts.iter().flatten().filter(|part| part.is_virtual() == is_virtual).collect();
        let is_whole = self.said.is_range || self.said.days.len() > 1;
        let is_right = parts.iter().any(|part| {
            let (first, last) = (part.first_day(), part.last_day());
            match self.verb() {
                _ if is_whole => self.span == (first, last),
                Some(Key::Begin) => self.span.0 == first,
                Some(Key::End) => self.span.0 == last,
                _ => first <= self.span.1 && self.span.0 <= last,
            }
        });
        let Some(part) = parts.first().filter(|_| !is_right) else { return };
        let days = self.text.facts.phrases.dates.range(part.first_day(), part.last_day());
        DATE_OUTSIDE_MEETING
            .finding(format!(
                "the text gives {} for a part of the meeting that takes place on {days}",
                self.shown()
            ))
            .at(&self.place(), "correct this date")
            .note(&part.starts.span, "the part starts here")
            .report(problems);
    }

    pub(super) fn event(&self, event: &Event, problems: &mut Diagnostics) {
        let (first, last) = (event.starts.value.date, event.last().date);
        let is_whole = self.said.is_range || self.said.days.len() > 1;
        let is_right = match self.verb() {
            _ if is_whole => self.span == (first, last),
            Some(Key::Begin) if self.said.month.is_none() => self.span.0 == first,
            Some(Key::End) if self.said.month.is_none() => self.span.0 == last,
            _ => self.span.0 <= last && first <= self.span.1,
        };
        let is_other = self.about.is_some_and(|about| about.is_of_days)
            || self.is_before_letter() && !self.sentence.has(Key::Future);
        if is_right || is_other {
            return;
        }
        let days = self.text.facts.phrases.dates.range(first, last);
        EVENT_DATE_IN_TEXT
            .finding(format!("the text gives {}, but the event takes place on {days}", self.shown()))
            .at(&self.place(), format!("expected {days}"))
            .note(&event.starts.span, "the event starts here")
            .report(problems);
    }

    /// Something around the meeting, in another year.
    pub(super) fn side(&self, problems: &mut Diagnostics) {
        let known = self.known();
        let Some(all) = known.last() else { return };
        let year = all.0.year();
        let days = |a: NaiveDate, b: NaiveDate| a.signed_duration_since(b).num_days();
        let is_near = |span: Days| days(all.0, span.1) <= AROUND && days(span.0, all.1) <= AROUND;
        let is_slip = self.said.month.is_none()
            && self.span.0.year() != year
            && !is_near(self.span)
            && in_year(self.span, year).is_some_and(is_near);
        let is_told =
            self.is_before_letter() && !self.sentence.has(Key::Future) || self.sentence.has(Key::Other);
        // A day that is over and told of as to come is left to the rule on tenses, which reads English.
        let is_english = self.text.facts.resolved.letter.language() == Language::English;
        let is_of_tense = is_english && self.is_before_letter() && self.sentence.has(Key::Future);
        if is_slip && !is_told && !is_of_tense {
            self.outside(problems);
        }
    }
}

/// An event that is put before, after or within the meeting: `After the meeting, the workshop will be held`.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    let is_told = sentence.has(Key::Meet) || sentence.has(Key::Begin) || sentence.has(Key::Future);
    if sentence.is_of_change() || sentence.is_hypothetical() || sentence.has(Key::Other) || !is_told {
        return;
    }
    if sentence.days().next().is_some() || sentence.hours().next().is_some() {
        return;
    }
    let Some((turn, noun)) = turned(sentence) else { return };
    let mut events = sentence.marks().iter().filter(|mark| mark.key.is_event() && mark.start != noun.start);
    let (Some(mark), None) = (events.next(), events.next()) else { return };
    let about = sentence.about(text, &(mark.end..mark.end));
    let Some(Thing::Event(event)) = about.filter(|_| sentence.is_subject(mark)).map(|about| about.thing)
    else {
        return;
    };
    let is_wrong = match turn {
        // "before the closing", "after the opening"
        Turn::Before if noun.key == Key::Closing => event.starts.value.date > meeting.last_day(),
        Turn::After if noun.key == Key::Closing => event.last().date < meeting.last_day(),
        Turn::Before if noun.key == Key::Opening => event.starts.value.date > meeting.first_day(),
        _ if noun.key != Key::Meeting => false,
        Turn::After => event.last().date < meeting.first_day(),
        Turn::Before => event.starts.value.date > meeting.last_day(),
        Turn::During => {
            event.last().date < meeting.first_day() || event.starts.value.date > meeting.last_day()
        }
    };
    if is_wrong {
        let range = mark.start..mark.end;
        let (side, day) = match turn {
            Turn::After => ("after", event.last().date),
            Turn::Before => ("before", event.starts.value.date),
            Turn::During => ("within", event.starts.value.date),
        };
        EVENT_DATE_IN_TEXT
            .finding(format!(
                "the text puts the event {side} the meeting, but it is on {}",
                text.facts.phrases.dates.day(day)
            ))
            .at(&sentence.place(range), "correct this sentence or the date under `events:`")
            .note(&event.starts.span, "the event starts here")
            .report(problems);
    }
}

/// The preposition of what comes before, after or within the meeting, and the noun that it stands before.
pub(super) fn turned(sentence: Sentence<'_, '_>) -> Option<(Turn, Mark)> {
    let is_meeting = |mark: &&Mark| matches!(mark.key, Key::Meeting | Key::Closing | Key::Opening);
    sentence.marks().iter().filter(is_meeting).find_map(|noun| {
        let mut at = noun.start;
        while let Before::Word(word) = sentence.before(at) {
            if let Some(turn) = sentence.turn(&word) {
                return Some((turn, *noun));
            }
            if word.key != Key::Determiner && word.key != Key::Of {
                return None;
            }
            at = word.start;
        }
        None
    })
}
