//! What a clause is about: the thing that a date, an hour or a place is said of.
//!
//! The verb does not matter. The subject is the nearest noun of the lexicon before the value that no preposition makes a
//! part of something else: in "a visit after the opening plenary takes place at 1800 hours" it is none that this letter
//! has facts of. A noun of another body, or of an earlier or later meeting, is none either.

use super::another::titled;
use super::lexicon::{HYPOTHETICAL, Key, Mark, Order, POSSESSIVE, Turn};
use super::role::{PARTS_OF_NAME, Role};
use super::sentence::{Before, Sentence};
use crate::check::text::Text;
use crate::model::letter::{Event, Kind, Meeting};
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

impl<'r, 'a> Sentence<'r, 'a> {
    /// What is said by the words of a range, such as a date: the subject of their clause.
    pub fn about<'t>(&self, text: &Text<'t>, value: &Range<usize>) -> Option<About<'t>> {
        let nouns = |from: usize, to: usize| self.within(from, to).iter().filter(|mark| mark.key.is_noun());
        if let Some(about) = self.attributed(text, value).or_else(|| self.told_behind(text, value)) {
            return Some(about);
        }
        let before: Vec<&Mark> = nouns(self.start, value.start).collect();
        // "that is, from": no pronoun.
        let is_pronoun =
            |mark: &&Mark| mark.key == Key::Relative && !self.read.lower[mark.end..].starts_with(',');
        let relative = self.within(self.start, value.start).iter().rev().find(is_pronoun);
        let is_actor = |mark: &Mark| {
            mark.key == Key::Chair
                && self.has_between(self.start, value.start, &[Key::Begin, Key::End, Key::Relative])
                && nouns(self.start, mark.start).any(|noun| noun.key != Key::Chair)
        };
        for mark in before.iter().rev().filter(|mark| mark.end <= value.start) {
            let role = self.role(mark);
            // "the meeting of SG4, which will be held": the noun before the word, whatever it stands behind.
            let is_antecedent = relative.is_some_and(|relative| {
                relative.start >= mark.end
                    && !nouns(mark.end, relative.start).any(|noun| !matches!(noun.key, Key::Own | Key::Body))
            });
            // "The workshop takes place in the first week of the meeting, on": what is spoken of stands before the comma.
            let is_behind_comma = || {
                self.read.lower[mark.end..value.start].contains(',')
                    && nouns(self.start, mark.start)
                        .any(|noun| noun.key.is_event() && self.role(noun) == Role::Direct)
            };
            // "the fourth meeting of Study Group 4": of the meeting, which is told apart by more than its group.
            let is_owner = || {
                mark.key == Key::Own
                    && nouns(self.start, mark.start)
                        .next_back()
                        .is_some_and(|noun| noun.key == Key::Meeting && self.is_light(noun.end, mark.start))
            };
            let is_adjacent = || {
                self.is_light(mark.end, value.start)
                    && !is_behind_comma()
                    && !is_owner()
                    && !matches!(role, Role::Oblique(Some(p)) if self.is_apart(p)
                        && (!matches!(mark.key, Key::Opening | Key::Closing)
 || self.read.lower[mark.end..value.start].contains(',')))
            };
            if is_actor(mark) {
                continue;
            }
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
        let behind: Vec<&Mark> = nouns(value.end, self.end).collect();
        let first = behind
            .iter()
            .find(|mark| self.role(mark) == Role::Direct)
            .filter(|_| self.is_light(self.start, value.start) || self.is_told_first(value.start));
        match first {
            Some(mark) => self.thing(text, mark, value),
            None => self.only_this(text, &before, &behind, value),
        }
    }

    /// "C'est le 14 décembre que se tiendra la clôture": a verb stands before the value, and what it is said of behind.
    fn is_told_first(&self, to: usize) -> bool {
        let first = self.within(self.start, to);
        let has_verb = first.iter().any(|mark| mark.key == Key::Future);
        let keys =
            [Key::Future, Key::Determiner, Key::At, Key::Preposition, Key::In, Key::Negation, Key::Due];
        let marked: usize = first.iter().map(|mark| mark.end - mark.start).sum();
        let is_small = first.iter().all(|mark| keys.contains(&mark.key));
        has_verb
            && is_small
            && self.read.lower[self.start..to].chars().filter(|c| c.is_alphabetic()).count() <= marked + 10
    }

    /// "I look forward to seeing you in December for this meeting": no other thing is spoken of.
    fn only_this<'t>(
        &self,
        text: &Text<'t>,
        before: &[&Mark],
        behind: &[&Mark],
        value: &Range<usize>,
    ) -> Option<About<'t>> {
        let is_actor = |mark: &&&Mark| matches!(mark.key, Key::People | Key::Own);
        let mut nouns = before.iter().chain(behind).filter(|mark| !is_actor(mark));
        let (Some(mark), None) = (nouns.next(), nouns.next()) else { return None };
        let is_told = mark.key == Key::Meeting && self.is_this(mark) && self.has(Key::Meet);
        self.thing(text, mark, value).filter(|_| is_told)
    }

    /// "the September 2026 meeting", "the 0900 hours session": the noun that a value stands before as an adjective.
    fn attributed<'t>(&self, text: &Text<'t>, value: &Range<usize>) -> Option<About<'t>> {
        let determiner = match self.before(value.start) {
            Before::Word(mark) if mark.key == Key::Determiner && self.read.lexicon.compounds => mark,
            _ => return None,
        };
        let mut at = value.end;
        loop {
            match self.behind(at) {
                Before::Word(mark) if mark.key.is_noun() && !matches!(mark.key, Key::Own | Key::Body) => {
                    let about = self.thing(text, &mark, value);
                    return about.map(|about| About { is_of_days: true, ..about });
                }
                Before::Word(mark) if PARTS_OF_NAME.contains(&mark.key) && mark.key != Key::Determiner => {
                    at = mark.end;
                }
                Before::Unknown => return Some(self.another(determiner)),
                _ => return None,
            }
        }
    }

    /// What a clause behind the value says it of: "on 2 December, when the meeting opens", "Starting on 2 December, the
    /// group will".
    fn told_behind<'t>(&self, text: &Text<'t>, value: &Range<usize>) -> Option<About<'t>> {
        let behind = self.within(value.end, self.end);
        let is_verb = |mark: &Mark| matches!(mark.key, Key::Meet | Key::Begin | Key::End);
        let noun = |from: usize| {
            let verb = self.within(from, self.end).first().filter(|mark| is_verb(mark));
            let from = verb.filter(|verb| self.is_light(from, verb.start)).map_or(from, |verb| verb.end);
            self.within(from, self.end)
                .iter()
                .find(|mark| mark.key.is_noun() && self.is_light(from, mark.start))
        };
        if let Some(mark) = behind.iter().find(|mark| mark.key == Key::Where) {
            let is_near = self.is_light(value.end, mark.start) && mark.start - value.end < 40;
            if is_near && let Some(noun) = noun(mark.end).filter(|noun| self.role(noun) == Role::Direct) {
                return self.thing(text, noun, value);
            }
        }
        let first = self.marks().iter().find(|mark| mark.key != Key::Determiner)?;
        let is_participle = matches!(first.key, Key::Begin | Key::End | Key::Meet | Key::Lasts)
            && first.start < value.start
            && self.read.lower[self.start..first.start].trim().is_empty();
        if !is_participle {
            return None;
        }
        let rest = &self.read.lower[value.end..self.end];
        let comma = value.end + rest.find([',', '،', '，'])? + 1;
        let noun = noun(comma)?;
        (self.role(noun) == Role::Direct).then(|| self.thing(text, noun, value)).flatten()
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
            Key::And,
            Key::FirstDay,
            Key::Number,
            Key::Dated,
            Key::Ordinal,
            Key::Hour,
            Key::Virtual,
            Key::Hybrid,
            Key::Physical,
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

    /// Whether a preposition is one behind which a day is not that of its noun: `after the meeting on 3 May`.
    fn is_apart(&self, preposition: Mark) -> bool {
        matches!(self.turn(&preposition), Some(Turn::Before | Turn::After))
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
                is_next: self.is_next(mark) && !self.has_days_of(meeting),
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
            // "You can register from 0800 hours"
            Key::Registration
                if self.hours().any(|hours| hours.range == *value)
                    && self.is_light(mark.end, value.start) =>
            {
                Thing::Desk
            }
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
            key if key.is_event() => match self.event(text, mark) {
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
        if thing != Thing::Side && (self.is_another(text, meeting, mark, value) || self.is_of_another(mark)) {
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

    /// "Study Group 4 has its virtual part": whether the noun belongs to a body that was spoken of before, and not to the
    /// letter's own group.
    fn is_of_another(&self, noun: &Mark) -> bool {
        let is_possessive = |mark: &Mark| mark.key == Key::Determiner && mark.at == POSSESSIVE;
        let mut at = noun.start;
        let possessive = loop {
            match self.before(at) {
                Before::Word(mark) if is_possessive(&mark) => break mark,
                Before::Word(mark) if PARTS_OF_NAME.contains(&mark.key) => at = mark.start,
                _ => return false,
            }
        };
        let owners = self.within(self.start, possessive.start);
        let owner = owners.iter().rev().find(|mark| matches!(mark.key, Key::Own | Key::Body | Key::Meeting));
        let first = self.read.lower[self.start..possessive.start].trim_start();
        // A name that the lexicon does not know, such as that of a coordination group.
        let is_unknown = || {
            owners.first().is_none_or(|mark| {
                self.read.lower[self.start..mark.start].contains(char::is_alphabetic)
                    || mark.key == Key::Determiner && self.behind(mark.end) == Before::Unknown
            })
        };
        match owner {
            Some(mark) => mark.key == Key::Body,
            None => !first.is_empty() && is_unknown(),
        }
    }

    /// "every plenary session of the meeting": something that is a part of it.
    pub fn is_of_meeting(&self, mark: &Mark) -> bool {
        let behind = self.within(mark.end, self.end);
        let noun = behind.iter().find(|next| !matches!(next.key, Key::Of | Key::Determiner));
        noun.is_some_and(|next| {
            next.key == Key::Meeting
                && self.has_between(mark.end, next.start, &[Key::Of])
                && self.has_only(mark.end, next.start, &[Key::Of, Key::Determiner])
        })
    }

    /// Whether a noun only says since when: `the first meeting since the assembly`.
    pub fn is_since(&self, noun: &Mark) -> bool {
        let mut at = noun.start;
        loop {
            match self.before(at) {
                Before::Word(word) if word.key == Key::Determiner => at = word.start,
                Before::Word(word) => {
                    return self.turn(&word) == Some(Turn::After);
                }
                _ => return false,
            }
        }
    }

    /// Whether the sentence speaks of what was changed, or of another letter.
    pub fn is_of_change(&self) -> bool {
        self.has(Key::Moved) || self.has(Key::Respectively)
    }

    /// Whether the sentence speaks of what might be.
    pub fn is_hypothetical(&self) -> bool {
        self.marks().iter().any(|mark| mark.key == Key::Condition && mark.at == HYPOTHETICAL)
    }
}

/// Whether an event that the letter convenes is called by a word.
fn is_called(meeting: &Meeting, word: &str) -> bool {
    meeting.title.as_ref().is_some_and(|title| title.value.to_lowercase().contains(word))
}
