//! Towns that the text tells of the meeting and its events, against theirs.

use super::about::{About, Thing};
use super::lexicon::{Key, Mark, OF_ITU};
use super::sentence::{Before, Sentence};
use crate::base::{Diagnostics, Span};
use crate::check::text::Text;
use crate::compose::markdown::ProseKind;
use crate::model::letter::{HEADQUARTERS, Meeting};
use crate::rules;
use chrono::Datelike;
use std::ops::Range;

rules! {
    /// `the meeting will be held in Lisbon`.
    PLACE_IN_TEXT = Warning "place-in-text" {
        summary: "the text gives the meeting or an event another place or host",
        why: "The town is left over from the letter that was copied, or the meeting was moved. People book flights by this word.",
        source: "practice: typed subjects keep the town of the meeting before",
        bad: "meeting: {…}   # in Geneva\nbody:\n  - text: The meeting will be hosted in Lisbon, Portugal.",
        good: "meeting: {place: \"Lisbon, Portugal\", …}\nbody:\n  - text: \"The meeting will be hosted in {{ meeting.place }}.\"",
        fix: "Correct the sentence or the key `place`, or write the place as a fact: {{ meeting.place }}.",
    }
}

/// Looks at the towns of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    if sentence.is_of_change() || sentence.is_hypothetical() {
        return;
    }
    let is_subject = sentence.read.passage.kind == ProseKind::Heading(1);
    let places = places(text, sentence);
    for range in places.iter().cloned() {
        let about = if is_subject { None } else { sentence.about(text, &range) };
        let is_told = is_subject
            || sentence.has_between(
                sentence.start,
                sentence.end,
                &[Key::Meet, Key::Begin, Key::End, Key::Venue, Key::Future],
            )
            || about.is_some_and(|about| sentence.is_light(about.mark.end, range.start));
        let Some(case) = fact(text, meeting, about, is_subject)
            .filter(|_| is_told && is_in(sentence, &range, is_subject, meeting.is_virtual()))
        else {
            continue;
        };
        let shown = sentence.shown(&range);
        // Beside the right town, another is where something else is: where people come from, or go to.
        let names_right = places
            .iter()
            .any(|range| case.towns.iter().any(|town| is_town(text, town, sentence.shown(range))));
        if names_right || is_past(text, sentence, about) {
            continue;
        }
        let message = match &case.expected {
            None => format!("the text puts the meeting in {shown}, but it is virtual"),
            Some(expected) => {
                format!("the text puts {} in {shown}, but it takes place in {expected}", case.what)
            }
        };
        let label = case
            .expected
            .as_ref()
            .map_or("correct this sentence or the key `format`".to_owned(), |p| format!("expected {p}"));
        let finding =
            PLACE_IN_TEXT.finding(message).at(&sentence.place(range), label).note(&case.span, "the fact");
        problems.push(if case.is_meeting && case.expected.is_some() {
            finding.hint("write `{{ meeting.place }}` to show the place")
        } else {
            finding
        });
    }
}

/// What is known of a place.
struct Fact {
    what: &'static str,
    towns: Vec<String>,
    expected: Option<String>,
    span: Span,
    is_meeting: bool,
}

fn fact(text: &Text<'_>, meeting: &Meeting, about: Option<About<'_>>, is_subject: bool) -> Option<Fact> {
    let own = |place: Option<&String>| {
        place.cloned().unwrap_or_else(|| meeting.town().unwrap_or(HEADQUARTERS).to_owned())
    };
    let thing = about.map(|about| (about.thing, about.is_next));
    match thing {
        Some((Thing::Meeting | Thing::Opening | Thing::Closing | Thing::Venue | Thing::Desk, is_next))
            if !is_next => {}
        Some((Thing::Event(event), _)) => {
            let place = match &event.place {
                None if meeting.is_virtual() => return None,
                place => own(place.as_ref()),
            };
            let span = event.starts.span.clone();
            return Some(Fact {
                what: "the event",
                towns: vec![place.clone()],
                expected: Some(place),
                span,
                is_meeting: false,
            });
        }
        None if is_subject => {}
        _ => return None,
    }
    let mut towns: Vec<String> =
        meeting.parts.iter().flatten().filter_map(|part| part.place.clone()).collect();
    towns.extend(meeting.place.clone());
    if is_subject {
        towns.extend(
            text.facts.resolved.letter.events.iter().flatten().filter_map(|event| event.place.clone()),
        );
    }
    let expected = meeting.town().map(str::to_owned);
    towns.extend(expected.clone());
    let key = if meeting.is_virtual() { "format" } else { "place" };
    let span = text.facts.place(&["meeting", key]);
    Some(Fact { what: "the meeting", towns, expected, span, is_meeting: true })
}

/// Whether the sentence tells of an earlier or a later meeting.
pub(super) fn is_past(text: &Text<'_>, sentence: Sentence<'_, '_>, about: Option<About<'_>>) -> bool {
    let is_other_days = sentence.days().any(|said| {
        let Some(meeting) = &text.facts.resolved.letter.meeting else { return false };
        let span = said.span(meeting.first_day().year());
        let near = chrono::Days::new(40);
        let first = meeting.first_day().checked_sub_days(near).unwrap_or(meeting.first_day());
        let last = meeting.last_day().checked_add_days(near).unwrap_or(meeting.last_day());
        span.is_some_and(|span| span.1 < first || span.0 > last)
    });
    let is_this = about.is_some_and(|about| sentence.is_this(&about.mark));
    about.is_some() && (is_other_days || sentence.has(Key::Past) && !sentence.has(Key::Future) && !is_this)
}

/// The towns of a sentence, with the country behind them.
fn places(text: &Text<'_>, sentence: Sentence<'_, '_>) -> Vec<Range<usize>> {
    let own = |mark: &&Mark| mark.key == Key::Town;
    let mut found: Vec<Range<usize>> =
        sentence.marks().iter().filter(own).map(|mark| mark.start..mark.end).collect();
    // "in Xville, Freedonia": a name behind `in` and before a country or a day.
    for mark in sentence.marks().iter().filter(|mark| mark.key == Key::In) {
        let start = mark.end + sentence.read.lower[mark.end..].chars().take_while(|c| *c == ' ').count();
        let rest = &sentence.read.passage.text_of()[start..sentence.end];
        let end =
            rest.find(|c: char| !c.is_alphabetic() && !matches!(c, '-' | '\'' | '’')).unwrap_or(rest.len());
        let name = &rest[..end];
        let is_name = name.chars().next().is_some_and(|c| c.is_uppercase())
            && name.chars().skip(1).any(char::is_lowercase);
        let is_known = sentence.within(start, start + 1).iter().any(|mark| mark.start == start);
        let behind = rest[end..].trim_start_matches([',', ' ', '(']);
        let is_month = text
            .facts
            .phrases
            .dates
            .months
            .iter()
            .chain(&text.facts.phrases.dates.weekdays)
            .any(|month| month == name);
        let is_country = (rest[end..].starts_with(", ") || rest[end..].starts_with(" ("))
            && behind.starts_with(char::is_uppercase);
        // "will be held in Xville from 1 to 11 December": a name, and nothing but days behind it.
        let next =
            sentence.within(start + end, sentence.end).first().filter(|next| next.start == start + end + 1);
        let is_day =
            sentence.days().any(|said| said.range.start <= start + end + 1 && said.range.end > start + end);
        let is_last = rest[end..].trim_end_matches(['.', '!', ' ']).is_empty();
        let is_alone = end > 3
            && sentence.has(Key::Meet)
            && (is_last
                || is_day
                || next.is_some_and(|next| matches!(next.key, Key::At | Key::In | Key::Joins)));
        if is_name && !is_known && !is_month && (is_country || is_alone) {
            found.push(start..start + end);
        }
    }
    // A building of ITU, where the meeting is in another town.
    let meeting = text.facts.resolved.letter.meeting.as_ref();
    if meeting.is_some_and(|meeting| meeting.place.is_some() && !meeting.is_virtual()) {
        let is_itu = |mark: &&Mark| mark.key == Key::Headquarters && mark.at == OF_ITU;
        let is_in_own =
            meeting.is_some_and(|meeting| meeting.town().is_some_and(|town| town.contains(HEADQUARTERS)));
        found.extend(
            sentence.marks().iter().filter(is_itu).filter(|_| !is_in_own).map(|mark| mark.start..mark.end),
        );
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Whether a town is where something takes place: behind `in`, in a title, or beside a country or a day.
fn is_in(sentence: Sentence<'_, '_>, range: &Range<usize>, is_subject: bool, is_virtual: bool) -> bool {
    if is_subject || sentence.order() == super::lexicon::Order::Final {
        return true;
    }
    let mark = sentence.within(range.start, range.end).first().copied();
    if mark.is_some_and(|mark| mark.is_joined) {
        return true;
    }
    // "at 10 a.m. in Geneva": the time of a virtual meeting.
    let is_time = |mark: Mark| {
        is_virtual
            && mark.key == Key::In
            && sentence.hours().any(|said| said.range.end <= mark.start && mark.start - said.range.end < 3)
    };
    // "may meet in Geneva again": at another time.
    if matches!(sentence.behind(range.end), Before::Word(next) if next.key == Key::Other) {
        return false;
    }
    match sentence.before(range.start) {
        Before::Word(mark) if is_time(mark) => false,
        Before::Word(mark) => {
            matches!(mark.key, Key::In | Key::Venue | Key::Preposition | Key::At | Key::Meet | Key::Of)
        }
        Before::Boundary => true,
        Before::Unknown => sentence.has(Key::Venue),
        Before::Start => sentence.has(Key::Venue),
    }
}

/// Whether a town as it is said is one of the facts: in the letter's language, and in any of its cases.
fn is_town(text: &Text<'_>, fact: &str, said: &str) -> bool {
    let fact = fact.split([',', '(']).next().unwrap_or(fact).trim();
    let translated = text.facts.phrases.term(fact).map(|term| term.text.value);
    let said = said.to_lowercase();
    [Some(fact.to_owned()), translated].into_iter().flatten().any(|town| {
        let town = town.split([',', '(', '（', '，']).next().unwrap_or_default().trim().to_lowercase();
        let stem: String = town.chars().take(town.chars().count().saturating_sub(1).max(2)).collect();
        said == town || said.contains(&stem) || town.contains(&said)
    })
}
