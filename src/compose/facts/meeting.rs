//! Facts of the meeting.

use super::people::ChairFacts;
use super::{LongDay, fact_group};
use crate::model::letter::Time;
use chrono::NaiveDate;

fact_group! {
    /// The meeting.
    pub struct MeetingFacts {
        /// `study-group`, `working-party`, `advisory-group`, `regional-group` or `event`; none in a circular without a
        /// meeting
        kind: &'static str,
        /// `physical`, `hybrid`, `virtual` or `remote-observation`
        format: &'static str,
        /// whether it is virtual
        r#virtual: bool,
        /// whether it is hybrid
        hybrid: bool,
        /// whether people who are not there can only follow it, without the floor
        observed: bool,
        /// whether people who are not there can take part or follow: virtual, hybrid or observed
        remote: bool,
        /// its parts, if it is virtual on some days and in a place on others
        parts: Vec<PartFacts>,
        /// how many meetings there were, as a word, such as Second
        ordinal: Option<String>,
        /// the numbers of the working parties, such as 1/17
        working_parties: Vec<String>,
        /// the working parties, if any of them has a title
        titled_parties: Vec<PartyFacts>,
        /// the working parties that have a chair of their own
        party_chairs: Vec<PartyFacts>,
        /// `invitation`, `is-to-meet`, `will-meet` or `will-hold`: the form of the opening sentence
        opening_sentence: &'static str,
        /// the names of the groups that it is joint with
        joint_with: Vec<String>,
        /// the numbers of these groups, if each of them has one
        joint_numbers: Vec<String>,
        /// the names of the groups and bodies that meet at the same place and time
        collocated_with: Vec<String>,
        /// the first day
        starts: NaiveDate,
        /// the last day
        ends: NaiveDate,
        /// the first day, with its weekday
        first_day: LongDay,
        /// from the first to the last day, such as 20-30 April 2021
        dates: String,
        /// the same in a sentence, such as from 20 to 30 April 2021, inclusive
        dates_in_prose: String,
        /// the dates with those of the events that the subject names
        whole_dates: String,
        /// whether it has one day only
        one_day: bool,
        /// the year of the first day
        year: i32,
        /// the earlier meeting that endorsed it
        endorsed: Option<EndorsedFacts>,
        /// the circular with the schedule that it follows
        schedule: Option<ScheduleFacts>,
        /// who invites
        host: Option<String>,
        /// who supports it or its host
        supported_by: Vec<String>,
        /// the town
        place: Option<String>,
        /// whether it is at ITU headquarters
        in_geneva: bool,
        /// the building or address
        venue: Option<String>,
        /// the opening hour
        opens: Option<Time>,
        /// the day of the opening plenary, with its weekday
        opening_plenary: Option<LongDay>,
        /// whether the opening plenary has an hour or half a day of its own, so that the opening hour is that of the first day
        plenary_apart: bool,
        /// the hour of such a plenary
        plenary_opens: Option<Time>,
        /// half the day of such a plenary, such as morning
        plenary_half: Option<String>,
        /// the hours of each day
        daily_hours: Option<String>,
        /// when registration starts
        registration_desk: Option<Time>,
        /// the day on which registration starts, with its weekday, if it is not the first day
        desk_day: Option<LongDay>,
        /// the days on which the registration desk is open, if the letter gives them
        desk_hours: Vec<DeskFacts>,
        /// where the registration desk is, if the letter says so
        desk_place: Option<String>,
        /// the first day in a place, with its weekday, if parts before it are virtual
        first_day_there: Option<LongDay>,
        /// the tool for remote participation
        tool: String,
        /// the working languages
        languages: Vec<String>,
        /// whether there is one working language
        single_language: bool,
        /// whether there is interpretation
        interpretation: bool,
        /// whether there is captioning
        captioning: bool,
        /// whether there are fellowships
        fellowships: bool,
        /// whether the agenda was prepared with the management team too
        management_team: bool,
        /// the day on which the meeting was agreed
        agreed: Option<NaiveDate>,
    }
}

fact_group! {
    /// Days on which the registration desk has the same hours.
    pub struct DeskFacts {
        /// the day with its weekday, or from the first to the last day, such as 20-30 April 2021
        dates: String,
        /// the hours of each day, such as 08:00-12:00 hours and 13:30-17:00 hours
        hours: String,
    }
}

fact_group! {
    /// A working party.
    #[derive(Clone)]
    pub struct PartyFacts {
        /// its number, such as 1/17
        number: String,
        /// what it deals with
        title: Option<String>,
        /// who chairs it
        chair: Option<ChairFacts>,
    }
}

fact_group! {
    /// A part of the meeting.
    #[derive(Clone)]
    pub struct PartFacts {
        /// who meets in it, if it is not the whole group
        who: Option<String>,
        /// whether it is virtual
        r#virtual: bool,
        /// whether it is hybrid
        hybrid: bool,
        /// whether people who are not there can only follow it
        observed: bool,
        /// the town; none if it is virtual
        place: Option<String>,
        /// whether it is in Geneva
        in_geneva: bool,
        /// the building or address
        venue: Option<String>,
        /// from the first to the last day, such as 20-30 April 2021
        dates: String,
        /// the same in a sentence
        dates_in_prose: String,
        /// whether it has one day only
        one_day: bool,
        /// the hours of each day
        hours: Option<String>,
    }
}

fact_group! {
    /// The earlier meeting that endorsed this one.
    pub struct EndorsedFacts {
        /// the group that met
        by: String,
        /// where it met
        place: Option<String>,
        /// when it met
        dates: String,
    }
}

fact_group! {
    /// The circular with the schedule of meetings.
    pub struct ScheduleFacts {
        /// its number
        circular: u32,
        /// its date
        date: NaiveDate,
    }
}
