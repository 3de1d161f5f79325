//! What a clause is about: the thing that a date, an hour or a place is said of.
//!
//! The verb does not matter. The subject is the nearest noun of the lexicon before the value that no preposition makes a
//! part of something else: in "a visit after the opening plenary takes place at 1800 hours" it is none that this letter
//! has facts of. A noun of another body, or of an earlier or later meeting, is none either.

use super::days::{year_at, years};
use super::lexicon::{Key, Mark, Order};
use super::role::{PARTS_OF_NAME, Role};
use super::sentence::{Before, Sentence};
use crate::check::text::Text;
use crate::model::letter::{Event, Kind, Meeting};
use chrono::Datelike;
use std::ops::Range;

/// The thing that something is said of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Thing<'a> {
    /// The meeting of the letter, as a whole.
    Meeting,
    /// When it begins.
    Opening,
    /// When it ends.
    Closing,
    /// Where participants register on the first day.
    Desk,
    /// Where the meeting is.
    Venue,
    /// A part of the meeting that is virtual, or that is in a place.
    Part(bool),
    /// An event beside the meeting.
    Event(&'a Event),
    /// Something else that goes on around the meeting: a briefing, a reception.
    Side,
    /// Another group, another meeting, or something that the letter says nothing of.
    Another,
}

/// What a clause is about, and where it says so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About<'a> {
    /// The thing.
    pub thing: Thing<'a>,
    /// The word for it.
    pub mark: Mark,
    /// Called the next one: this meeting before the letter invites to it, and the one after it elsewhere.
    pub is_next: bool,
    /// The days behind it say which one is meant: "the meeting of 3 May".
    pub is_of_days: bool,
}

/// Kinds of words that can be spoken of.
pub(super) const NOUNS: [Key; 25] = [
    Key::Meeting,
    Key::Opening,
    Key::Closing,
    Key::Desk,
    Key::Venue,
    Key::VirtualPart,
    Key::PhysicalPart,
    Key::Workshop,
    Key::Tutorial,
    Key::Forum,
    Key::Seminar,
    Key::Training,
    Key::Symposium,
    Key::Exhibition,
    Key::Webinar,
    Key::Side,
    Key::People,
    Key::Registration,
    Key::Own,
    Key::Body,
    Key::Aside,
    Key::Apart,
    Key::Interpretation,
    Key::Annex,
    Key::Chair,
];

/// Kinds of events.
pub const EVENTS: [Key; 8] = [
    Key::Workshop,
    Key::Tutorial,
    Key::Forum,
    Key::Seminar,
    Key::Training,
    Key::Symposium,
    Key::Exhibition,
    Key::Webinar,
];

impl<'r, 'a> Sentence<'r, 'a> {
    /// What is said by the words of a range, such as a date: the subject of their clause.
    pub fn about<'t>(&self, text: &Text<'t>, value: &Range<usize>) -> Option<About<'t>> {
        let nouns =
            |from: usize, to: usize| self.within(from, to).iter().filter(|mark| NOUNS.contains(&mark.key));
        let before: Vec<&Mark> = nouns(self.start, value.start).collect();
        let relative = self.within(self.start, value.start).iter().rev().find(|m| m.key == Key::Relative);
        for mark in before.iter().rev().filter(|mark| mark.end <= value.start) {
            let role = self.role(mark);
            // "the meeting of SG15, which will be held": the noun before the word, whatever it stands behind.
            let is_antecedent = relative.is_some_and(|relative| {
                relative.start >= mark.end
                    && !nouns(mark.end, relative.start).any(|noun| !matches!(noun.key, Key::Own | Key::Body))
            });
            let is_adjacent = || {
                self.is_light(mark.end, value.start)
                    && !matches!(role, Role::Oblique(Some(p)) if self.is_apart(p))
            };
            match role {
                Role::Compound => return Some(self.another(**mark)),
                Role::Oblique(_) if !is_antecedent && !is_adjacent() => continue,
                _ => {}
            }
            match self.thing(text, mark, value) {
                Some(about) => return Some(about),
                None => continue,
            }
        }
        // "On 2 December the meeting will open": the value stands first.
        if !self.is_light(self.start, value.start) {
            return None;
        }
        let behind: Vec<&Mark> = nouns(value.end, self.end).collect();
        behind
            .into_iter()
            .find(|mark| self.role(mark) == Role::Direct)
            .and_then(|mark| self.thing(text, mark, value))
    }

    /// Whether nothing but small words stands between two bytes.
    pub fn is_light(&self, from: usize, to: usize) -> bool {
        let small = [
            Key::Preposition,
            Key::Determiner,
            Key::Of,
            Key::At,
            Key::In,
            Key::Due,
            Key::Own,
            Key::Joins,
            Key::FirstDay,
            Key::Number,
            Key::Dated,
            Key::Ordinal,
            Key::Hour,
        ];
        let mut done = from;
        let mut letters = String::new();
        for mark in self.within(from, to) {
            letters.push_str(self.read.lower.get(done..mark.start).unwrap_or_default());
            if !small.contains(&mark.key) {
                return false;
            }
            done = mark.end;
        }
        letters.push_str(self.read.lower.get(done..to.max(done)).unwrap_or_default());
        // Days of the week and other dates are no words of another thing.
        let words =
            letters.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1).count();
        words <= usize::from(self.days().any(|said| said.range.start <= to)) && !letters.contains([';', '；'])
    }

    /// Prepositions behind which a day is not that of their noun: `after the meeting on 3 May`.
    fn is_apart(&self, preposition: Mark) -> bool {
        let word = &self.read.lower[preposition.start..preposition.end];
        matches!(
            word,
            "after"
                | "before"
                | "until"
                | "since"
                | "following the"
                | "ahead of"
                | "prior to the"
                | "après"
                | "avant"
                | "después"
                | "antes"
                | "после"
                | "до"
                | "перед"
                | "بعد"
                | "قبل"
                | "in preparation for"
        )
    }

    fn another<'t>(&self, mark: Mark) -> About<'t> {
        About { thing: Thing::Another, mark, is_next: false, is_of_days: false }
    }

    /// The thing that a noun stands for; `None` where it says nothing by itself.
    fn thing<'t>(&self, text: &Text<'t>, mark: &Mark, value: &Range<usize>) -> Option<About<'t>> {
        let meeting = text.facts.resolved.letter.meeting.as_ref()?;
        // Where the verb comes first, it stands before its subject.
        let from = if self.order() == Order::Construct { self.start } else { mark.end };
        let between = |keys: &[Key]| self.has_between(from, self.end, keys);
        let is_event = meeting.kind() == Kind::Event;
        let about = |thing| {
            Some(About {
                thing,
                mark: *mark,
                is_next: self.is_next(mark),
                is_of_days: self.is_of(mark, value),
            })
        };
        let thing = match mark.key {
            Key::Meeting => Thing::Meeting,
            Key::Opening => Thing::Opening,
            Key::Closing => Thing::Closing,
            Key::Desk => Thing::Desk,
            Key::Venue => Thing::Venue,
            Key::VirtualPart => Thing::Part(true),
            Key::PhysicalPart => Thing::Part(false),
            Key::Side => Thing::Side,
            Key::Registration if between(&[Key::Begin]) => Thing::Desk,
            Key::People if between(&[Key::Meet]) => Thing::Meeting,
            // "Participants can register from 0900 hours": what they do says more than who they are.
            Key::People | Key::Interpretation => return None,
            Key::Own if is_event => return None,
            Key::Own
                if between(&[Key::Meet, Key::Begin, Key::End, Key::Future]) || value.end <= mark.start =>
            {
                Thing::Meeting
            }
            Key::Own => return None,
            key if EVENTS.contains(&key) => match self.event(text, mark) {
                Some(event) => Thing::Event(event),
                None if is_event && is_called(meeting, &self.read.lower[mark.start..mark.end]) => {
                    Thing::Meeting
                }
                None => Thing::Side,
            },
            Key::Body => match titled(text, &self.read.lower[mark.start..mark.end]) {
                Some(event) => Thing::Event(event),
                None => return Some(self.another(*mark)),
            },
            _ => return Some(self.another(*mark)),
        };
        if thing != Thing::Side && self.is_another(text, meeting, mark, value) {
            return Some(self.another(*mark));
        }
        about(thing)
    }

    /// The event of the letter that a noun means: the one with this word in its title.
    fn event<'t>(&self, text: &Text<'t>, mark: &Mark) -> Option<&'t Event> {
        let events = text.facts.resolved.letter.events.as_deref().unwrap_or_default();
        let of_kind = |event: &&Event| {
            let marks = self.read.lexicon.marks(&event.title.value.to_lowercase());
            marks.iter().any(|known| known.key == mark.key)
        };
        let mut found = events.iter().filter(of_kind);
        let first = found.next()?;
        if found.next().is_some() {
            // Several of a kind: the words around tell which.
            return events
                .iter()
                .filter(of_kind)
                .find(|event| self.lower().contains(&event.title.value.to_lowercase()));
        }
        Some(first)
    }

    /// Whether a noun is called the next one.
    fn is_next(&self, mark: &Mark) -> bool {
        let mut at = mark.start;
        loop {
            match self.before(at) {
                Before::Word(word) if word.key == Key::Next => return true,
                Before::Word(word) if PARTS_OF_NAME.contains(&word.key) => at = word.start,
                _ => break,
            }
        }
        matches!(self.behind(mark.end), Before::Word(word) if word.key == Key::Next)
    }

    /// Whether a value stands directly behind a noun with `of`: it says which one is meant.
    fn is_of(&self, mark: &Mark, value: &Range<usize>) -> bool {
        let of: Vec<&Mark> = self.within(mark.end, value.start).iter().collect();
        matches!(of[..], [one] if matches!(one.key, Key::Of | Key::Dated))
            && self.is_light(mark.end, value.start)
    }

    /// Whether a noun is of another body, or of an earlier or later meeting.
    fn is_another(&self, text: &Text<'_>, meeting: &Meeting, mark: &Mark, value: &Range<usize>) -> bool {
        let of_other_days = |from: usize, to: usize| {
            let days = self
                .days()
                .filter(|said| said.range.start >= from && said.range.end <= to && said.range != *value);
            let (first, last) = (meeting.first_day(), meeting.last_day());
            let is_off = |span: (chrono::NaiveDate, chrono::NaiveDate)| span.1 < first || span.0 > last;
            days.filter_map(|said| said.span(first.year())).any(is_off)
        };
        // "Study Group 13 opens its meeting on"
        let nouns = self.within(self.start, mark.start).iter().rev().find(|noun| NOUNS.contains(&noun.key));
        if nouns.is_some_and(|noun| {
            noun.key == Key::Body
                && self.role(noun) == Role::Direct
                && !self.read.lower[noun.end..mark.start].contains(',')
        }) {
            return true;
        }
        let mut at = mark.start;
        loop {
            match self.before(at) {
                Before::Word(word) if matches!(word.key, Key::Other | Key::Body) => return true,
                Before::Word(word)
                    if PARTS_OF_NAME.contains(&word.key)
                        || self.order() == Order::Final && word.key == Key::Of =>
                {
                    at = word.start
                }
                _ => break,
            }
        }
        // "the September 2027 meeting"
        if of_other_days(self.start, at)
            && self.days().any(|said| said.range.end <= at && at - said.range.end <= 1)
        {
            return true;
        }
        // "the meeting of SG13", "la réunion précédente", "the meeting of 2020"
        let mut at = mark.end;
        loop {
            match self.behind(at) {
                Before::Word(word) => match word.key {
                    Key::Other | Key::Body => {
                        return titled(text, &self.read.lower[word.start..word.end]).is_none();
                    }
                    Key::Of => {
                        at = word.end;
                        match self.behind(at) {
                            Before::Unknown => {
                                return !self.is_year_of(meeting, at) && mark.key == Key::Meeting;
                            }
                            Before::Word(_) => {}
                            _ => return false,
                        }
                    }
                    Key::Own
                    | Key::Determiner
                    | Key::Virtual
                    | Key::Hybrid
                    | Key::Physical
                    | Key::Ordinal
                    | Key::Number
                    | Key::Meeting => at = word.end,
                    Key::Dated => at = word.end,
                    _ => return false,
                },
                Before::Unknown => return self.is_year(at) && !self.is_year_of(meeting, at),
                Before::Boundary => {
                    // "the next meeting, planned for 2028": a year behind the comma.
                    let rest = &self.read.lower[at..value.start.max(at)];
                    return years(rest)
                        .any(|year| year != meeting.first_day().year() && year != meeting.last_day().year())
                        && !self.days().any(|said| said.range.start >= at && said.range.end <= value.start);
                }
                Before::Start => return false,
            }
        }
    }

    /// Whether a year stands at a byte.
    fn is_year(&self, at: usize) -> bool {
        year_at(&self.read.lower[at..]).is_some()
    }

    /// Whether a year of the meeting stands at a byte, or a day of it.
    fn is_year_of(&self, meeting: &Meeting, at: usize) -> bool {
        let year = year_at(&self.read.lower[at..]);
        let is_day = self.days().any(|said| said.range.start >= at && said.range.start <= at + 6);
        is_day
            || year
                .is_some_and(|year| year == meeting.first_day().year() || year == meeting.last_day().year())
    }

    /// Whether the sentence speaks of what was changed, or of another letter.
    pub fn is_of_change(&self) -> bool {
        self.has(Key::Moved)
    }
}

/// The event whose title has a name in it: `JCA-IoT`.
fn titled<'t>(text: &Text<'t>, name: &str) -> Option<&'t Event> {
    let events = text.facts.resolved.letter.events.as_deref().unwrap_or_default();
    events.iter().find(|event| name.chars().count() > 2 && event.title.value.to_lowercase().contains(name))
}

/// Whether an event that the letter convenes is called by a word.
fn is_called(meeting: &Meeting, word: &str) -> bool {
    meeting.title.as_ref().is_some_and(|title| title.value.to_lowercase().contains(word))
}
