//! The meeting that the letter convenes.

use super::keys::letter_record;
use super::meeting_part::format_of;
use super::{Collocated, Day, DeskDays, Hours, MeetingPart, Plenary, Time, WorkingParty};
use crate::base::yaml::{Decode, Node, Schema, Value, shape, words};
use crate::base::{Diagnostics, Language, Located};
use chrono::NaiveDate;

words! {
    /// The kind of meeting. It decides the addressees, the opening sentence and the deadlines.
    Kind as "kind of meeting" {
        /// a study group in plenary
        StudyGroup = "study-group",
        /// one or more working parties of a study group
        WorkingParty = "working-party",
        /// the Telecommunication Standardization Advisory Group
        AdvisoryGroup = "advisory-group",
        /// a regional group of a study group
        RegionalGroup = "regional-group",
        /// a workshop, a seminar or another event that is not the meeting of a group
        Event = "event",
    }
}

impl Kind {
    /// Whether such a meeting has interpretation and fellowships when its letter says nothing of them
    /// and people come together in one place.
    fn is_plenary(self) -> bool {
        matches!(self, Self::StudyGroup | Self::AdvisoryGroup | Self::RegionalGroup)
    }
}

words! {
    /// How people attend.
    Format as "meeting format" {
        /// in one place
        Physical = "physical",
        /// remotely only
        Virtual = "virtual",
        /// in one place, with remote participation
        Hybrid = "hybrid",
        /// in one place; others can follow remotely, without the floor
        Observed = "remote-observation",
    }
}

words! {
    /// Whether there is interpretation.
    Interpretation as "kind of interpretation" {
        /// no interpretation
        None = "none",
        /// into the languages that Member States request in time
        OnRequest = "on-request",
    }
}

words! {
    /// What the opening sentence says of the meeting. English has all four; other languages say some of them alike.
    OpeningSentence as "form of the opening sentence" {
        /// *It is my pleasure to invite you to attend the next meeting of …, which will be held …*
        Invitation = "invitation",
        /// *It is my pleasure to invite you to attend …, which is to meet …*
        IsToMeet = "is-to-meet",
        /// *… will meet …*
        WillMeet = "will-meet",
        /// *It is my pleasure to inform you that … will hold its next meeting …*
        WillHold = "will-hold",
    }
}

letter_record! {
    /// The earlier meeting that endorsed this one.
    Endorsed as "`endorsed`" {
        /// The group that endorsed this meeting.
        ///
        /// Without it: the group that meets.
        by: Option<String> => Left + Translated,
        /// The place of the earlier meeting.
        ///
        /// Without it: not mentioned.
        place: Option<String> => Left + Translated,
        /// The first day of the earlier meeting.
        #[examples("2020-09-01", "2025-01-08")]
        starts: Located<NaiveDate> => Left,
        /// The last day of the earlier meeting.
        ///
        /// Without it: the first day.
        #[examples("2020-09-09", "2025-01-17")]
        ends: Option<Located<NaiveDate>> => Left,
    }
}

letter_record! {
    /// The circular that contains the schedule of meetings.
    Schedule as "`schedule`" {
        /// The number of the circular.
        #[examples(179, 295)]
        circular: Located<u32> => Left,
        /// The date of the circular.
        #[examples("2020-10-30", "2025-01-10")]
        date: Located<NaiveDate> => Left,
    }
}

letter_record! {
    /// The meeting. Each fact is given once.
    Meeting as "`meeting`", ruled by rules {
        /// The first day. For half a day, add `morning` or `afternoon` after the date.
        #[examples("2021-04-20", "2021-04-20 afternoon")]
        starts: Located<Day> => Asked,
        /// The last day. For half a day, add `morning` or `afternoon` after the date.
        #[examples("2021-04-30", "2021-04-30 morning")]
        ends: Located<Day> => Asked,
        /// The kind of meeting. It decides the addressees, the opening sentence and the deadlines.
        ///
        /// Without it: `study-group`.
        #[usual("study-group")]
        kind: Option<Kind> => Asked,
        /// The name of the event, without an article (`ITU Workshop on …`). Markdown and facts allowed.
        ///
        /// Required for `kind: event`; not allowed for other kinds of meeting.
        title: Option<Located<String>> => Asked + Translated,
        /// How people attend.
        ///
        /// Without it: `physical`.
        #[usual("physical")]
        format: Option<Format> => Asked,
        /// The parts of a meeting that is virtual on some days and in a place on others: a list, in the order of their
        /// first days. Each part then says how people attend.
        ///
        /// Without it: the meeting is held in one way, in one place.
        parts: Option<Vec<MeetingPart>> => Left,
        /// The number of this meeting, counted from the first meeting of the group: `2` gives `Second meeting
        /// of …`.
        ///
        /// Without it: the letter does not number the meeting.
        #[examples(2, 3)]
        ordinal: Option<Located<u32>> => Left or "[number]",
        /// The form of the opening sentence. Not with `endorsed` or `schedule`, which have sentences of their own.
        ///
        /// Without it: `invitation`.
        #[usual("invitation")]
        opening_sentence: Option<OpeningSentence> => Copied if SameKind,
        /// The working parties that meet: a list such as `[1, 2]`. An item can also be a set of keys with `number`,
        /// `title` and `chair`. Only for `kind: working-party`.
        ///
        /// Without it: the letter mentions the working parties without their numbers.
        working_parties: Option<Located<Vec<WorkingParty>>> => Checked if SameKind,
        /// Groups that meet jointly with this one: a list of keys of the directory of groups.
        ///
        /// Without it: no other groups.
        joint_with: Option<Vec<Located<String>>> => Left or "[group]",
        /// Who meets at the same time and place: a list of keys of the directory of groups. For a body that is not in the
        /// directory, write `{name: …}`.
        ///
        /// Without it: no other groups.
        collocated_with: Option<Vec<Collocated>> => Left or "[group]",
        /// The earlier meeting that endorsed this one. The letter then says that the Director agrees to the
        /// request of the chair.
        ///
        /// Without it: the letter is an invitation.
        endorsed: Option<Endorsed> => Left or "[date]",
        /// The circular with the schedule of meetings. The letter then convenes the meeting in accordance
        /// with this schedule.
        ///
        /// Without it: the letter is an invitation.
        schedule: Option<Schedule> => Left or "[number]",
        /// The government or organization that hosts the meeting. Not for a virtual meeting.
        ///
        /// Without it: no host.
        #[examples("the Government of France", "the Telecommunication Regulatory Authority of Ghana")]
        host: Option<String> => Left or "[host]" + Translated,
        /// Governments or organizations that support the meeting or its host: a list, each as it follows *of*.
        ///
        /// Without it: not mentioned.
        supported_by: Option<Vec<Located<String>>> => Left or "[supporter]" + Translated,
        /// The town, and the country if the town is not Geneva. Not for a virtual meeting.
        ///
        /// Without it: Geneva.
        #[examples("Geneva", "Nice, France")]
        place: Option<String> => Asked if AtPlace or "[place]" + Translated,
        /// The building or hall. Not for a virtual meeting.
        ///
        /// Without it: not mentioned.
        #[examples("the Popov room of ITU headquarters", "Convention Centre")]
        venue: Option<String> => Left or "[venue]" + Translated,
        /// The time when the opening plenary starts; on the first day, if `opening-plenary` has a time of its own.
        ///
        /// Without it: not mentioned.
        #[examples("09:30", "14:30")]
        opens: Option<Located<Time>> => Checked if SameHours or "[time]",
        /// The day of the opening plenary, if it is not the first day. If the meeting opens on the first day already, add the
        /// time of the plenary, `morning` or `afternoon` after the date: `opens` is then the hour of the first day.
        ///
        /// Without it: the first day.
        #[examples("2021-04-21", "2021-04-21 14:30", "2021-04-21 morning")]
        opening_plenary: Option<Located<Plenary>> => Left or "[date]",
        /// The hours of each day, in Geneva time.
        ///
        /// Without it: not mentioned.
        #[examples("10:00-16:00", "09:30-17:30")]
        daily_hours: Option<Located<Hours>> => Checked if SameFormat or "[hours]",
        /// The time when the registration desk opens on the first day. Not for a virtual meeting.
        ///
        /// Without it: not mentioned.
        #[examples("08:30", "09:00")]
        registration_desk: Option<Located<Time>> => Checked if SameHours or "[time]",
        /// When the registration desk is open, if that is more than the first day: a list of days with their hours.
        /// Not for a virtual meeting.
        ///
        /// Without it: only when it opens (`registration-desk`).
        desk_hours: Option<Vec<DeskDays>> => Left or "[hours]",
        /// Where the registration desk is, as it follows *at*. Not for a virtual meeting.
        ///
        /// Without it: the Montbrillant entrance in Geneva, and the venue elsewhere.
        #[examples("the main entrance of the Convention Centre", "the CICG entrance")]
        desk_place: Option<String> => Left or "[place]" + Translated,
        /// The tool for remote participation.
        ///
        /// Without it: MyMeetings.
        #[usual("MyMeetings")]
        tool: Option<String> => Checked if Remote,
        /// The working languages: a list such as `[en, fr]`.
        ///
        /// Without it: English, unless there is interpretation.
        working_languages: Option<Located<Vec<Language>>> => Checked,
        /// Whether there is interpretation.
        ///
        /// Without it: on request if a group, not a working party, meets in one place and `working-languages`
        /// is not given; otherwise none.
        interpretation: Option<Located<Interpretation>> => Checked if SameFormat,
        /// Whether there is real-time captioning.
        ///
        /// Without it: `no`.
        captioning: Option<Located<bool>> => Checked,
        /// Whether fellowships are awarded.
        ///
        /// Without it: `yes` if a group, not a working party, meets in one place; otherwise `no`.
        fellowships: Option<Located<bool>> => Checked if SameFormat,
        /// Whether the agenda was prepared with the management team of the group, not with the chair alone.
        ///
        /// Without it: `no`.
        management_team: Option<Located<bool>> => Copied if SameGroup,
        /// The date of the meeting at which the group agreed to these arrangements.
        ///
        /// Without it: not mentioned.
        #[examples("2021-01-07", "2025-01-10")]
        agreed: Option<Located<NaiveDate>> => Left or "[date]",
    }
}

/// What no single key can say: an event needs a title.
fn rules(schema: &mut Schema) {
    shape::rule(schema, shape::says("kind", &[Kind::Event.word()]), shape::has("title"));
}

/// The town where a meeting is that does not say otherwise.
pub(crate) const HEADQUARTERS: &str = "Geneva";

/// Whether a place is the town of the headquarters, with or without its country.
pub(crate) fn is_headquarters(place: &str) -> bool {
    let (town, country) = place.split_once(',').unwrap_or((place, ""));
    town.trim() == HEADQUARTERS && ["", "Switzerland"].contains(&country.trim())
}

impl Meeting {
    /// A meeting of a single day of which nothing else is known.
    pub fn on(day: &Located<NaiveDate>) -> Option<Self> {
        let value = Value::Scalar { text: day.value.to_string(), plain: true };
        let day = Node { value, span: day.span.clone() };
        let node = Node::mapping(&day.span, [("starts", day.clone()), ("ends", day.clone())]);
        Self::decode(&node, &mut Diagnostics::new()).ok()
    }

    /// Who meets.
    pub fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::StudyGroup)
    }

    /// Where people are.
    pub fn format(&self) -> Format {
        self.parts.as_deref().map_or_else(|| self.format.unwrap_or(Format::Physical), format_of)
    }

    /// Whether nobody travels.
    pub fn is_virtual(&self) -> bool {
        self.format() == Format::Virtual
    }

    /// Town, and country where it is not Geneva; none for a virtual meeting.
    pub fn town(&self) -> Option<&str> {
        let of_part = self.part_in_place().and_then(|part| part.place.as_deref());
        (!self.is_virtual()).then(|| of_part.or(self.place.as_deref()).unwrap_or(HEADQUARTERS))
    }

    /// The tool for remote participation.
    pub fn tool(&self) -> &str {
        self.tool.as_deref().unwrap_or("MyMeetings")
    }

    /// Whether people come to the town where the Union has its headquarters.
    pub fn is_in_geneva(&self) -> bool {
        self.town().is_some_and(is_headquarters)
    }

    /// The building or hall.
    pub fn hall(&self) -> Option<&str> {
        self.part_in_place().and_then(|part| part.venue.as_deref()).or(self.venue.as_deref())
    }

    /// The first of several parts to which people travel. Visas, fellowships and the registration desk are needed then.
    pub fn part_in_place(&self) -> Option<&MeetingPart> {
        self.parts.iter().flatten().find(|part| !part.is_virtual())
    }

    /// Whether there is interpretation: by default on request when a study group meets in one place.
    pub fn has_interpretation(&self) -> bool {
        self.interpretation.as_ref().map_or_else(
            || !self.is_virtual() && self.kind().is_plenary() && self.working_languages.is_none(),
            |i| i.value == Interpretation::OnRequest,
        )
    }

    /// Whether the meeting runs in one language. The letter of an event says so only if it is given.
    pub fn is_single_language(&self) -> bool {
        let by_default = self.kind() != Kind::Event && !self.has_interpretation();
        self.working_languages.as_ref().map_or(by_default, |l| l.len() == 1)
    }

    /// Whether fellowships are awarded: by default when a study group meets in one place.
    pub fn has_fellowships(&self) -> bool {
        self.fellowships.as_ref().map_or_else(|| !self.is_virtual() && self.kind().is_plenary(), |f| f.value)
    }

    /// Whether there is captioning.
    pub fn has_captioning(&self) -> bool {
        self.captioning.as_ref().is_some_and(|c| c.value)
    }

    /// Whether `opens` is an hour of the first day: the opening plenary is on it, or has an hour of its own.
    pub fn opens_on_first_day(&self) -> bool {
        self.opening_plenary.as_ref().is_none_or(|plenary| plenary.value.when.is_some())
    }

    /// The first day.
    pub fn first_day(&self) -> NaiveDate {
        self.starts.value.date
    }

    /// The last day.
    pub fn last_day(&self) -> NaiveDate {
        self.ends.value.date
    }
}
