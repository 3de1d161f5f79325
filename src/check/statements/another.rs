//! Whether a noun means another thing than that of the letter: an earlier or a later meeting, or one of another body.

use super::counts::{ordinal_of, years_beside};
use super::days::{year_at, years};
use super::lexicon::{Key, Mark, Order};
use super::role::{PARTS_OF_NAME, Role};
use super::sentence::{Before, COMMAS, Sentence};
use crate::check::text::Text;
use crate::model::letter::{Event, Format, Meeting};
use chrono::Datelike;
use std::ops::Range;

impl Sentence<'_, '_> {
    /// Whether a noun is called the next one.
    pub(super) fn is_next(&self, mark: &Mark) -> bool {
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
    pub(super) fn is_of(&self, mark: &Mark, value: &Range<usize>) -> bool {
        let of: Vec<&Mark> = self.within(mark.end, value.start).iter().collect();
        // "The workshop planned for June will last two days": a verb follows.
        let is_planned = || {
            let verbs = [Key::Future, Key::Lasts, Key::Begin, Key::End];
            matches!(of[..], [one] | [one, _] if matches!(one.key, Key::Provide | Key::Meet))
                && self.read.lower[mark.end..of[0].start].trim().is_empty()
                && self.has_between(value.end, self.end, &verbs)
        };
        matches!(of[..], [one] if matches!(one.key, Key::Of | Key::Dated))
            && self.is_light(mark.end, value.start)
            || is_planned()
    }

    /// "Another group opens its meeting on": a body is spoken of before the noun.
    fn is_of_body(&self, mark: &Mark) -> bool {
        let mut bodies = self.within(self.start, mark.start).iter().filter(|noun| noun.key == Key::Body);
        bodies.any(|noun| {
            // "SG14, for its part, will hold": between two commas stands an aside.
            let is_whole = self.read.lower[noun.end..mark.start].matches(COMMAS).count().is_multiple_of(2);
            let has_own = self.has_between(noun.end, mark.start, &[Key::Own]);
            self.role(noun) == Role::Direct && is_whole && !has_own
        })
    }

    /// Whether a noun is of another body, or of an earlier or later meeting.
    pub(super) fn is_another(
        &self,
        text: &Text<'_>,
        meeting: &Meeting,
        mark: &Mark,
        value: &Range<usize>,
    ) -> bool {
        let of_other_days = |from: usize, to: usize| {
            let days = self
                .days()
                .filter(|said| said.range.start >= from && said.range.end <= to && said.range != *value);
            let (first, last) = (meeting.first_day(), meeting.last_day());
            let is_off = |span: (chrono::NaiveDate, chrono::NaiveDate)| span.1 < first || span.0 > last;
            days.filter_map(|said| said.span(first.year())).any(is_off)
        };
        let is_numbered = || mark.key == Key::Meeting && self.is_numbered_otherwise(meeting, mark, value);
        if self.is_of_body(mark) || is_numbered() {
            return true;
        }
        let mut at = mark.start;
        loop {
            match self.before(at) {
                Before::Word(word) if matches!(word.key, Key::Other | Key::Body) => return true,
                // "the physical meeting in November" in the letter of a virtual one
                Before::Word(word)
                    if (word.key == Key::Physical && meeting.is_virtual()
                        || word.key == Key::Virtual && meeting.format() == Format::Physical)
                        && mark.key == Key::Meeting
                        && value.start >= mark.end
                        && !value.is_empty() =>
                {
                    return true;
                }
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
        let is_dated = || self.days().any(|said| said.range.end <= at && at - said.range.end <= 1);
        if self.is_of_other_year(meeting, at) || of_other_days(self.start, at) && is_dated() {
            return true;
        }
        self.is_told_behind(text, meeting, mark, value)
    }

    /// "the meeting of SG14", "la réunion précédente", "the meeting of 2020": what stands behind a noun.
    fn is_told_behind(&self, text: &Text<'_>, meeting: &Meeting, mark: &Mark, value: &Range<usize>) -> bool {
        let is_determiner = |word: &Mark| word.key == Key::Determiner;
        let is_subject = |at: usize| {
            let words = self.within(mark.end, at);
            words.last().is_some_and(is_determiner) && !words.iter().any(|word| word.key == Key::Of)
        };
        let mut at = mark.end;
        loop {
            match self.behind(at) {
                Before::Word(word) => match word.key {
                    // "Over the days of our meeting the working parties will": the subject behind it.
                    Key::Body if is_subject(at) => return false,
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
                // "Собрание, которое состоится после этого"
                Before::Boundary if self.is_told_apart(at) => return true,
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

    /// Whether the days of a meeting are told, from the first to the last.
    pub(super) fn has_days_of(&self, meeting: &Meeting) -> bool {
        let whole = (meeting.first_day(), meeting.last_day());
        self.days().any(|said| said.is_range && said.span(whole.0.year()) == Some(whole))
    }

    /// Whether a word for another one stands behind a comma.
    fn is_told_apart(&self, at: usize) -> bool {
        let next = self.within(at, self.end).first().filter(|next| next.key == Key::Other);
        next.is_some_and(|next| self.read.lower[at..next.start].trim() == ",")
    }

    /// Whether a meeting has another number than that of the letter, and is told of as another one: as one that was, in
    /// another letter, or on other days.
    fn is_numbered_otherwise(&self, meeting: &Meeting, mark: &Mark, value: &Range<usize>) -> bool {
        let Some(own) = &meeting.ordinal else { return false };
        let is_other = ordinal_of(*self, mark).is_some_and(|(number, _)| number != own.value);
        let is_off = self.days().filter(|said| said.range != *value || said.month.is_some()).any(|said| {
            said.span(meeting.first_day().year())
                .is_some_and(|span| span.1 < meeting.first_day() || span.0 > meeting.last_day())
        });
        let own_years = meeting.first_day().year()..=meeting.last_day().year();
        // The years of a study period are none of a meeting.
        let period = self.find(Key::Period).and_then(|period| years_beside(*self, &period));
        let is_of_period =
            |year: i32| period.as_ref().is_some_and(|((first, last), ..)| [*first, *last].contains(&year));
        let is_off =
            is_off || years(self.lower()).any(|year| !own_years.contains(&year) && !is_of_period(year));
        is_other && !self.has(Key::Invite) && (is_off || self.has(Key::Past) || self.has(Key::Letter))
    }

    /// "its 2027 meeting": whether a year in which the meeting is not stands before a noun.
    fn is_of_other_year(&self, meeting: &Meeting, noun: usize) -> bool {
        let before = self.read.lower[self.start..noun].trim_end();
        let year = before.len().checked_sub(4).and_then(|start| year_at(before.get(start..)?));
        year.is_some_and(|year| year != meeting.first_day().year() && year != meeting.last_day().year())
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
}

/// The event whose title has a name in it: `JCA-IoT`.
pub fn titled<'t>(text: &Text<'t>, name: &str) -> Option<&'t Event> {
    let events = text.facts.resolved.letter.events.as_deref().unwrap_or_default();
    events.iter().find(|event| name.chars().count() > 2 && event.title.value.to_lowercase().contains(name))
}
