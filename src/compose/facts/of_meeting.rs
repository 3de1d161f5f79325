//! The facts of the meeting, in the letter's language.

use super::LongDay;
use super::meeting::{DeskFacts, EndorsedFacts, MeetingFacts, PartFacts, PartyFacts, ScheduleFacts};
use super::of_letter::{Wording, study_group};
use crate::base::Language;
use crate::model::directory::Group;
use crate::model::letter::{
    Collocated, DeskDays, Format, HEADQUARTERS, Kind, Letter, Meeting, MeetingPart, OpeningSentence, Plenary,
    WorkingParty, is_headquarters,
};
use crate::model::resolve::Resolved;
use chrono::{Datelike, NaiveDate};

impl Wording<'_> {
    /// The facts of the meeting.
    pub(super) fn meeting(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> MeetingFacts {
        let dates = &self.phrases.dates;
        let (starts, ends) = (meeting.first_day(), meeting.last_day());
        let working: Vec<String> = match &meeting.working_languages {
            Some(list) => list.iter().map(|l| (self.languages)(*l)).collect(),
            None => vec![(self.languages)(Language::English)],
        };
        let names =
            |groups: &[(&str, &Group)]| groups.iter().map(|(_, group)| self.term(&group.name)).collect();
        // A sentence can name them by their numbers only when all have one.
        let numbers = resolved.joint_with.iter().map(|(_, group)| study_group(group));
        let parties = self.parties(resolved, meeting);
        let plenary = meeting.opening_plenary.as_ref().map(|plenary| plenary.value);
        let (whole_from, whole_to) = whole_range(resolved.letter, meeting);
        MeetingFacts {
            kind: meeting.kind().word(),
            format: meeting.format().word(),
            r#virtual: meeting.is_virtual(),
            hybrid: meeting.format() == Format::Hybrid,
            observed: meeting.format() == Format::Observed,
            remote: meeting.format() != Format::Physical,
            parts: meeting.parts.iter().flatten().map(|part| self.part(meeting, part)).collect(),
            ordinal: meeting.ordinal.as_ref().and_then(|n| self.ordinal(n.value)),
            working_parties: parties.iter().map(|party| party.number.clone()).collect(),
            party_chairs: parties.iter().filter(|party| party.chair.is_some()).cloned().collect(),
            titled_parties: if parties.iter().any(|party| party.title.is_some()) {
                parties
            } else {
                Vec::new()
            },
            opening_sentence: meeting.opening_sentence.unwrap_or(OpeningSentence::Invitation).word(),
            joint_with: names(&resolved.joint_with),
            joint_numbers: numbers.collect::<Option<_>>().unwrap_or_default(),
            collocated_with: self.collocated(resolved, meeting),
            starts,
            ends,
            first_day: LongDay(starts),
            dates: dates.range_of_days(meeting.starts.value, meeting.ends.value),
            dates_in_prose: dates.prose_of_days(meeting.starts.value, meeting.ends.value),
            whole_dates: dates.range(whole_from, whole_to),
            one_day: starts == ends,
            year: starts.year(),
            endorsed: self.endorsed(resolved, meeting),
            schedule: meeting.schedule.as_ref().map(|schedule| ScheduleFacts {
                circular: schedule.circular.value,
                date: schedule.date.value,
            }),
            host: meeting.host.clone(),
            supported_by: meeting.supported_by.iter().flatten().map(|name| name.value.clone()).collect(),
            place: meeting.town().map(|place| self.place(place)),
            in_geneva: meeting.is_in_geneva(),
            venue: meeting.hall().map(str::to_owned),
            opens: meeting.opens.as_ref().map(|time| time.value),
            opening_plenary: plenary.map(|plenary| LongDay(plenary.date)),
            plenary_apart: plenary.is_some_and(|plenary| plenary.when.is_some()),
            plenary_opens: plenary.and_then(Plenary::time),
            plenary_half: plenary.and_then(Plenary::half).map(|half| dates.half_word(half).to_owned()),
            daily_hours: meeting.daily_hours.as_ref().map(|hours| dates.hours(hours.value)),
            registration_desk: meeting.desk_opens(),
            desk_day: meeting.desk_day().map(LongDay),
            desk_hours: meeting.desk_hours.iter().flatten().map(|days| self.desk(days)).collect(),
            desk_place: meeting.desk_place.clone(),
            first_day_there: meeting
                .part_in_place()
                .map(MeetingPart::first_day)
                .filter(|day| *day != starts)
                .map(LongDay),
            tool: meeting.tool().to_owned(),
            languages: working,
            single_language: meeting.is_single_language(),
            interpretation: meeting.has_interpretation(),
            captioning: meeting.has_captioning(),
            fellowships: meeting.has_fellowships(),
            management_team: meeting.management_team.as_ref().is_some_and(|team| team.value),
            agreed: meeting.agreed.as_ref().map(|day| day.value),
        }
    }

    /// A place as this language has it: by the terms of its parts, as the letter has it where one of them has no term.
    fn place(&self, place: &str) -> String {
        match self.phrases.place(place) {
            Some(term) => term.text.value,
            // Where the Union has its seat is a word of the house: nobody is asked for it.
            None if is_headquarters(place) => self.term(place),
            None => place.to_owned(),
        }
    }

    /// The working parties: a number alone gets the group's designation (`1/1`).
    fn desk(&self, days: &DeskDays) -> DeskFacts {
        let dates = &self.phrases.dates;
        let (from, to) = (days.starts.value, days.last_day());
        let hours: Vec<String> = days.hours.0.iter().map(|hours| dates.hours(hours.value)).collect();
        DeskFacts {
            dates: if from == to { dates.weekday_day(from) } else { dates.range(from, to) },
            hours: self.phrases.lists.list(&hours),
        }
    }

    fn parties(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> Vec<PartyFacts> {
        let parties = meeting.working_parties.iter().flat_map(|list| &list.value);
        let party = |party: &WorkingParty| PartyFacts {
            number: match party.number.trim() {
                whole if whole.contains('/') || meeting.kind() != Kind::WorkingParty => whole.to_owned(),
                number => format!("{number}/{}", resolved.group.designation),
            },
            title: party.title.as_ref().map(|title| title.value.clone()),
            chair: party.chair.as_ref().map(|chair| self.chair_said(chair, true)),
        };
        parties.map(party).collect()
    }

    /// Those who meet at the same time and place, in the order of the letter.
    fn collocated(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> Vec<String> {
        let mut groups = resolved.collocated_with.iter();
        let beside = meeting.collocated_with.iter().flatten();
        let name = |beside: &Collocated| match beside {
            Collocated::Body(name) => Some(name.value.clone()),
            Collocated::Group(_) => groups.next().map(|(_, group)| self.term(&group.name)),
        };
        beside.filter_map(name).collect()
    }

    fn part(&self, meeting: &Meeting, part: &MeetingPart) -> PartFacts {
        let dates = &self.phrases.dates;
        let (from, to) = (part.first_day(), part.last_day());
        let is_there = !part.is_virtual();
        let place = part.place.as_deref().or(meeting.place.as_deref()).unwrap_or(HEADQUARTERS);
        PartFacts {
            who: part.who.clone(),
            r#virtual: part.is_virtual(),
            hybrid: part.format() == Format::Hybrid,
            observed: part.format() == Format::Observed,
            place: is_there.then(|| self.place(place)),
            in_geneva: is_there && is_headquarters(place),
            venue: part.venue.clone().or_else(|| meeting.venue.clone()).filter(|_| is_there),
            dates: dates.range(from, to),
            dates_in_prose: dates.prose(from, to),
            one_day: from == to,
            hours: part.hours.as_ref().map(|hours| dates.hours(hours.value)),
        }
    }

    fn ordinal(&self, n: u32) -> Option<String> {
        let at = usize::try_from(n).ok()?.checked_sub(1)?;
        self.phrases.lists.ordinals.get(at).cloned()
    }

    fn endorsed(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> Option<EndorsedFacts> {
        meeting.endorsed.as_ref().map(|endorsed| {
            let ends = endorsed.ends.as_ref().map_or(endorsed.starts.value, |ends| ends.value);
            EndorsedFacts {
                by: endorsed.by.clone().unwrap_or_else(|| self.term(&resolved.group.name)),
                place: endorsed.place.as_deref().map(|place| self.place(place)),
                dates: self.phrases.dates.range(endorsed.starts.value, ends),
            }
        })
    }
}

/// From the first to the last day of the meeting and the events that the subject names.
fn whole_range(letter: &Letter, meeting: &Meeting) -> (NaiveDate, NaiveDate) {
    let events = || letter.events.iter().flatten().filter(|event| event.is_in_subject());
    let first = events().map(|event| event.starts.value.date).chain([meeting.first_day()]).min();
    let last = events().map(|event| event.last().date).chain([meeting.last_day()]).max();
    (first.unwrap_or(meeting.first_day()), last.unwrap_or(meeting.last_day()))
}
