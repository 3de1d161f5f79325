//! Days that the text tells of the meeting, its opening, its closing, its parts and its events, against theirs.

use super::about::{About, Thing};
use super::days::{SaidDays, in_year};
use super::deadlines::{is_due, is_not_until, is_when, with_weekday};
use super::lexicon::{Key, Mark, Turn};
use super::occasions::turned;
use super::sentence::{Before, COMMAS, Sentence};
use crate::base::{Diagnostics, Span};
use crate::check::text::Text;
use crate::compose::markdown::ProseKind;
use crate::model::letter::{Event, Meeting};
use crate::rules;
use chrono::{Datelike, NaiveDate};

rules! {
    /// `the meeting opens on …` of another day.
    DATE_OUTSIDE_MEETING = Warning "date-outside-meeting" {
        summary: "the text gives the meeting, its opening or its closing another day",
        why: "A date of another day is often left over from an earlier letter. Often only the year is wrong.",
        source: "real letters: a plenary \"opened on\" a day of the previous year",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nbody:\n  - text: The opening plenary will begin on 20 June 2021.",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nbody:\n  - text: \"The opening plenary will begin on {{ meeting.first_day }}.\"",
        fix: "Correct the date, or write it as a fact: {{ meeting.first_day }}.",
    }
    /// `20-29 April` beside `20-30 April`.
    RANGE_OFF_MEETING = Warning "range-off-meeting" {
        summary: "a range of dates in the text is nearly, but not exactly, that of the meeting",
        why: "The subject and the body must convene people for the same days.",
        source: "real letters whose subject and first sentence give different dates",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nwording:\n  subject: Virtual meeting of Study Group 14, 20-29 April 2021",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nwording:\n  subject: \"Virtual meeting of Study Group 14, {{ meeting.dates }}\"",
        fix: "Write the range as a fact: {{ meeting.dates }}.",
    }
    /// `the workshop will be held on …` of another day.
    EVENT_DATE_IN_TEXT = Warning "event-date-in-text" {
        summary: "the text gives an event another day than `events:`",
        why: "The text and the list of events must invite people for the same day. A typed date stays when the event is moved.",
        source: "practice: when a date is typed in two places, one of them is often forgotten",
        bad: "events:\n  - {title: Workshop on security, starts: 2021-04-19}\nbody:\n  - events\n  - text: The workshop will be held on 18 April 2021.",
        good: "events:\n  - {title: Workshop on security, starts: 2021-04-19}\nbody:\n  - events\n  - text: The workshop will be held on 19 April 2021.",
        fix: "Correct the date in the text or under `events:`.",
    }
}

pub(super) type Days = (NaiveDate, NaiveDate);

/// Looks at the days of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    let is_subject = sentence.read.passage.kind == ProseKind::Heading(1);
    for said in sentence.days() {
        let Some(span) = said.span(meeting.first_day().year()) else { continue };
        let is_by = is_due(sentence, said) && !is_not_until(sentence, said) && !is_when(sentence, said);
        if sentence.is_of_change() || sentence.is_hypothetical() || is_by {
            continue;
        }
        let is_title = is_subject || is_place_line(sentence, said);
        let about = if is_title { None } else { sentence.about(text, &said.range) };
        // A phrase of the house style is right, whatever a title in it looks like.
        let is_own = about.is_none_or(|about| sentence.is_own(about.mark.start));
        if !is_own && !sentence.is_own(said.range.start) {
            continue;
        }
        let case = Case { text, meeting, sentence, said, span, about };
        match about.map(|about| about.thing) {
            None if is_title => case.subject(problems),
            Some(Thing::Meeting) if case.is_told_by_another() => {}
            _ if case.is_of_document() => {}
            Some(Thing::Side | Thing::Another | Thing::Closing | Thing::Opening) if case.is_put_within() => {
                case.outside(problems);
            }
            Some(Thing::Meeting) => case.meeting(problems),
            Some(Thing::Opening) => case.edge(true, problems),
            Some(Thing::Closing) => case.edge(false, problems),
            Some(Thing::Desk) if said.days.len() == 1 => case.desk(problems),
            Some(Thing::Part(is_virtual)) => case.part(is_virtual, problems),
            Some(Thing::Event(event)) => case.event(event, problems),
            Some(Thing::Side) if case.is_part_outside() => case.outside(problems),
            Some(Thing::Side) => case.side(problems),
            None | Some(Thing::Venue | Thing::Another | Thing::Desk) => {}
        }
    }
}

/// `Virtual, 20-30 April 2021`, `Geneva, 20-30 April 2021`: a line of its own.
fn is_place_line(sentence: Sentence<'_, '_>, said: &SaidDays) -> bool {
    let passage = sentence.read.passage;
    let before = &passage.text[..said.range.start];
    passage.kind == ProseKind::Paragraph
        && passage.label.is_empty()
        && said.is_range
        && said.range.end == passage.text.len()
        && before.len() <= 60
        && before.trim_end().ends_with([',', '，', '،'])
        && !before.contains(['.', ':'])
        && sentence
            .within(0, said.range.start)
            .iter()
            .all(|mark| matches!(mark.key, Key::Town | Key::Virtual | Key::Hybrid))
}

pub(super) struct Case<'c, 't, 'r, 'a> {
    pub(super) text: &'c Text<'t>,
    pub(super) meeting: &'t Meeting,
    pub(super) sentence: Sentence<'r, 'a>,
    pub(super) said: &'r SaidDays,
    pub(super) span: Days,
    pub(super) about: Option<About<'t>>,
}

impl Case<'_, '_, '_, '_> {
    fn whole(&self) -> Days {
        (self.meeting.first_day(), self.meeting.last_day())
    }

    /// The meeting, its parts, its events, and all of them.
    pub(super) fn known(&self) -> Vec<Days> {
        let mut known = vec![self.whole()];
        known.extend(self.meeting.parts.iter().flatten().map(|part| (part.first_day(), part.last_day())));
        let events = self.text.facts.resolved.letter.events.iter().flatten();
        known.extend(events.map(|event| (event.starts.value.date, event.last().date)));
        let all = known.iter().fold(self.whole(), |all, span| (all.0.min(span.0), all.1.max(span.1)));
        known.push(all);
        known
    }

    /// `the day before the opening`: many things go on around a meeting.
    fn is_told_by_another(&self) -> bool {
        self.said.is_told && !matches!(self.verb(), Some(Key::Begin | Key::End))
    }

    fn overlaps(&self) -> bool {
        self.span.0 <= self.meeting.last_day() && self.span.1 >= self.meeting.first_day()
    }

    pub(super) fn is_before_letter(&self) -> bool {
        self.span.1 < self.text.facts.resolved.letter.date.value
    }

    /// The days of the meeting in another year.
    pub(super) fn is_other_year(&self) -> bool {
        let year = self.meeting.first_day().year();
        self.said.has_year()
            && self.said.month.is_none()
            && self.span.0.year() != year
            && in_year(self.span, year)
                .is_some_and(|span| span.0 >= self.meeting.first_day() && span.1 <= self.meeting.last_day())
    }

    /// The days of the meeting in another month.
    fn is_other_month(&self) -> bool {
        let (first, last) = self.whole();
        self.said.is_range && first.day() == self.span.0.day() && last.day() == self.span.1.day()
    }

    /// `TSB Circular 112 of 3 July`, `the questionnaire dated 3 July`: a day of what stands before it.
    fn is_of_document(&self) -> bool {
        // "the evening of 12 December", "the week of 14 December"
        let is_part = |of: Mark| {
            let parts = [Key::HalfDay, Key::Am, Key::Pm, Key::Weeks, Key::Days];
            self.said.month.is_none()
                && matches!(self.sentence.before(of.start), Before::Word(word) if parts.contains(&word.key))
        };
        let start = with_weekday(self.sentence, self.said);
        let is_of = matches!(self.sentence.before(start), Before::Word(mark)
            if matches!(mark.key, Key::Of | Key::Dated) && !is_part(mark));
        let is_month = self.said.month.is_some() && self.sentence.has(Key::Meet);
        is_of && !is_month && !self.said.is_range && !self.about.is_some_and(|about| about.is_of_days)
    }

    /// Whether the verb nearest to the day is of a kind.
    pub(super) fn verb(&self) -> Option<Key> {
        self.sentence.nearest(&self.said.range, &[Key::Begin, Key::End, Key::Meet])
    }

    /// A subject, or the line of place and dates under a title.
    fn subject(&self, problems: &mut Diagnostics) {
        let known = self.known();
        if self.said.month.is_some() || known.contains(&self.span) {
            return;
        }
        let is_range = self.said.is_range || self.said.days.len() > 1;
        let has_events = self.text.facts.resolved.letter.events.iter().flatten().any(Event::is_in_subject);
        // A day that is told in a title may be that of anything.
        if is_range && (self.overlaps() || !has_events && !self.is_before_letter_by_years())
            || self.is_other_year()
        {
            self.range(problems);
        }
    }

    /// Years before the letter: a title may tell of an earlier document.
    fn is_before_letter_by_years(&self) -> bool {
        self.is_before_letter()
            && !self.is_other_year()
            && !self.is_other_month()
            && self.sentence.has(Key::Citing)
    }

    fn range(&self, problems: &mut Diagnostics) {
        // A subject that names the events too gives the days of all.
        let is_subject = self.sentence.read.passage.kind == ProseKind::Heading(1);
        let mut events = self.text.facts.resolved.letter.events.iter().flatten();
        let is_over_all = is_subject && events.any(Event::is_in_subject);
        let known = self.known();
        let (first, last) = known.last().copied().filter(|_| is_over_all).unwrap_or(self.whole());
        let days = self.text.facts.phrases.dates.range(first, last);
        let (what, fact) = match is_over_all {
            true => ("the meeting and its events take place", "whole_dates"),
            false => ("the meeting takes place", "dates"),
        };
        RANGE_OFF_MEETING
            .finding(format!("the text gives `{}`, but {what} on {days}", self.shown()))
            .at(&self.place(), format!("expected {days}"))
            .note(&self.meeting.starts.span, "the meeting starts here")
            .hint(format!("write `{{{{ meeting.{fact} }}}}` to show these dates"))
            .report(problems);
    }

    pub(super) fn shown(&self) -> &str {
        self.sentence.shown(&self.said.range)
    }

    pub(super) fn place(&self) -> Span {
        self.sentence.place(self.said.range.clone())
    }

    pub(super) fn outside(&self, problems: &mut Diagnostics) {
        let (first, last) = self.whole();
        let days = self.text.facts.phrases.dates.range(first, last);
        let near = if self.is_other_year() { "check the year of this date" } else { "correct this date" };
        DATE_OUTSIDE_MEETING
            .finding(format!("the text puts the meeting on {}, but it takes place on {days}", self.shown()))
            .at(&self.place(), near)
            .note(&self.meeting.starts.span, "the meeting starts here")
            .report(problems);
    }

    fn meeting(&self, problems: &mut Diagnostics) {
        let about = self.about;
        let is_next = about.is_some_and(|about| about.is_next);
        let is_of_days = about.is_some_and(|about| about.is_of_days);
        let is_invited =
            self.sentence.has_between(self.sentence.start, self.said.range.start, &[Key::Invite]);
        let is_whole = self.said.is_range || self.said.days.len() > 1;
        let mut known = self.known();
        // The days of the meeting and of its events together are not those of the meeting.
        let is_of_all = self.sentence.marks().iter().any(|mark| mark.key.is_event() || mark.key == Key::Side);
        if !is_of_all && known.last() != Some(&self.whole()) {
            known.pop();
        }
        if known.contains(&self.span) && (is_whole || self.meeting.first_day() == self.meeting.last_day()) {
            return;
        }
        if !is_whole && self.said.month.is_none() && !is_of_days {
            match self.verb() {
                // "From 6 October the meeting starts at 9.30 every day"
                Some(Key::Begin | Key::End) if self.sentence.has(Key::Daily) => return,
                Some(Key::Begin) if !self.is_past() => return self.edge(true, problems),
                Some(Key::End) if !self.is_past() => return self.edge(false, problems),
                _ => {}
            }
        }
        if self.overlaps() {
            // A day of the meeting, or the month it is in.
            if is_whole && !self.is_part_of_it() {
                self.range(problems);
            }
            return;
        }
        let is_slip = self.is_other_year() || self.is_other_month();
        let is_certain = match () {
            () if is_of_days => false,
            () if is_slip => !self.is_past() || self.is_other_year(),
            () if self.is_before_letter() => {
                is_invited && is_whole || self.sentence.has(Key::Future) && !self.sentence.has(Key::Past)
            }
            () if is_next => is_invited && self.said.month.is_none(),
            () => !self.is_past(),
        };
        if is_certain && is_whole && (!is_slip || is_invited) {
            self.range(problems);
        } else if is_certain {
            self.outside(problems);
        }
    }

    /// Whether the sentence tells of what was: the verb is past, and so is the day.
    fn is_past(&self) -> bool {
        let is_over = self.is_before_letter() || !self.sentence.has(Key::Future) && !self.is_set();
        is_over && self.sentence.has(Key::Past) && !self.is_other_year()
    }

    /// "The dates of this meeting have been set at 8-18 December": days after the letter cannot be over.
    fn is_set(&self) -> bool {
        let meetings = self.sentence.marks().iter().filter(|mark| mark.key == Key::Meeting);
        let is_this = |about: About<'_>| {
            self.sentence.is_this(&about.mark)
                || self.sentence.has_between(about.mark.end, self.said.range.start, &[Key::Meet])
                    && self.said.is_range
        };
        self.span.0 > self.text.facts.resolved.letter.date.value
            && meetings.count() == 1
            && self.about.is_some_and(is_this)
    }

    /// Days within the meeting, of something in it.
    fn is_part_of_it(&self) -> bool {
        let (first, last) = self.whole();
        let is_inside = self.span.0 >= first && self.span.1 <= last;
        let shares_end = self.span.0 == first || self.span.1 == last;
        is_inside
            && (!shares_end && self.verb() != Some(Key::Meet)
                || self.sentence.has(Key::Side)
                || self.meeting.parts.is_some())
    }

    /// The opening, or the closing, on another day.
    fn edge(&self, is_opening: bool, problems: &mut Diagnostics) {
        let meeting = self.meeting;
        let parts = meeting.parts.iter().flatten();
        let mut days: Vec<NaiveDate> = if is_opening {
            parts.map(|part| part.first_day()).chain([meeting.first_day()]).collect()
        } else {
            parts.map(|part| part.last_day()).chain([meeting.last_day()]).collect()
        };
        if let Some(plenary) = meeting.opening_plenary.as_ref().filter(|_| is_opening) {
            let is_plenary = self.about.is_some_and(|about| {
                let lower = &self.sentence.read.lower;
                self.sentence.read.lexicon.is_plenary(&lower[about.mark.start..about.mark.end])
            });
            if is_plenary {
                days.clear();
            }
            days.push(plenary.value.date);
        }
        let is_right = |day: &NaiveDate| (self.span.0..=self.span.1).contains(day);
        if days.iter().any(is_right) || self.about.is_some_and(|about| about.is_next) && !self.overlaps() {
            return;
        }
        // What was opened before the letter was another meeting, but for a slip of the year.
        if self.is_before_letter() && !self.is_other_year() && !self.sentence.has(Key::Future) {
            return;
        }
        let (what, day, span, fact) = match (&meeting.opening_plenary, is_opening) {
            (Some(day), true) => ("opening", day.value.date, &day.span, "opening_plenary"),
            (None, true) => ("opening", meeting.first_day(), &meeting.starts.span, "first_day"),
            (_, false) => ("closing", meeting.last_day(), &meeting.ends.span, "last_day"),
        };
        let expected = self.text.facts.phrases.dates.day(day);
        DATE_OUTSIDE_MEETING
            .finding(format!(
                "the text puts the {what} of the meeting on {}, but it is on {expected}",
                self.shown()
            ))
            .at(&self.place(), format!("expected {expected}"))
            .note(span, format!("the meeting {} here", if is_opening { "starts" } else { "ends" }))
            .hint(format!("write `{{{{ meeting.{fact} }}}}` to show this day"))
            .report(problems);
    }

    /// The desk on another day than the first, on which it opens for the first time.
    fn desk(&self, problems: &mut Diagnostics) {
        let mut times = self.sentence.marks().iter().filter(|mark| mark.key == Key::TimeOf);
        let is_first = times.any(|mark| {
            matches!(self.sentence.before(mark.start), Before::Word(word) if word.key == Key::Ordinal && word.at == 0)
        });
        if self.is_other_year() || is_first && self.overlaps() && self.span.0 != self.meeting.first_day() {
            self.outside(problems);
        }
    }

    /// Whether the days are those of neither the meeting nor its events.
    fn is_outside(&self) -> bool {
        !self.known().iter().any(|days| self.span.0 <= days.1 && days.0 <= self.span.1)
    }

    /// "Plenary sessions of this meeting are planned for 14 December": of something that is a part of it.
    fn is_part_outside(&self) -> bool {
        let is_part = self.about.is_some_and(|about| self.sentence.is_of_meeting(&about.mark));
        is_part && !self.is_before_letter() && self.is_outside()
    }

    /// "Within this meeting, a joint session will take place on 21 December": a day on which the meeting is over.
    fn is_put_within(&self) -> bool {
        let Some((Turn::During, noun)) = turned(self.sentence) else { return false };
        let lower = &self.sentence.read.lower;
        let is_first = noun.end < self.said.range.start
            && self.sentence.within(self.sentence.start, noun.start).iter().all(|mark| !mark.key.is_noun())
            && lower[noun.end..self.said.range.start].contains(COMMAS);
        let is_ours = || {
            let about = self.sentence.about(self.text, &(noun.end..noun.end));
            about.is_none_or(|about| about.thing == Thing::Meeting)
        };
        is_first && self.sentence.has(Key::Meet) && self.is_outside() && is_ours()
    }
}
