//! What can be wrong between two facts of a meeting.

use super::{Kind, Meeting};
use crate::base::Diagnostics;
use crate::base::yaml::rules::MISSING_KEY;
use crate::model::letter::rules::{
    END_BEFORE_START, ENDORSED_AFTER_OPENING, KIND_OF_MEETING, PLENARY_OUTSIDE_MEETING, VIRTUAL_PLACE,
};

impl Meeting {
    /// What can be wrong between two facts of the meeting.
    pub(super) fn check(&self, problems: &mut Diagnostics) {
        let (starts, ends) = (self.first_day(), self.last_day());
        if ends < starts {
            END_BEFORE_START
                .finding(format!("the meeting ends on {ends}, before it starts"))
                .at(&self.ends.span, format!("expected {starts} or later"))
                .note(&self.starts.span, "it starts here")
                .report(problems);
        }
        if let Some(plenary) = &self.opening_plenary
            && !(starts..=ends.max(starts)).contains(&plenary.value.date)
        {
            PLENARY_OUTSIDE_MEETING
                .finding(format!("the opening plenary is on {}, outside the meeting", plenary.value.date))
                .at(&plenary.span, format!("expected a day from {starts} to {ends}"))
                .note(&self.starts.span, "the meeting starts here")
                .report(problems);
        }
        self.check_desk(problems);
        self.check_endorsed(problems);
        self.check_kind(problems);
        self.check_virtual(problems);
        self.check_parts(problems);
    }

    fn check_endorsed(&self, problems: &mut Diagnostics) {
        let Some(endorsed) = &self.endorsed else { return };
        if let Some(ends) = endorsed.ends.as_ref().filter(|ends| ends.value < endorsed.starts.value) {
            END_BEFORE_START
                .finding(format!(
                    "the meeting that endorsed this one ends on {}, before it starts",
                    ends.value
                ))
                .at(&ends.span, format!("expected {} or later", endorsed.starts.value))
                .note(&endorsed.starts.span, "it starts here")
                .report(problems);
        } else if endorsed.starts.value >= self.first_day() {
            ENDORSED_AFTER_OPENING
                .finding(format!(
                    "the meeting that endorsed this one starts on {}, not before this one",
                    endorsed.starts.value
                ))
                .at(&endorsed.starts.span, format!("expected a date before {}", self.first_day()))
                .note(&self.starts.span, "this meeting starts here")
                .report(problems);
        }
    }

    /// Keys that belong to one kind of meeting.
    fn check_kind(&self, problems: &mut Diagnostics) {
        if let Some(parties) = self.working_parties.as_ref().filter(|_| self.kind() != Kind::WorkingParty) {
            KIND_OF_MEETING
                .finding("`working-parties` is only for a meeting of working parties")
                .at(&parties.span.whole_line(), "not possible for this kind of meeting")
                .hint("write `kind: working-party`, or remove `working-parties`")
                .report(problems);
        }
        match (&self.title, self.kind()) {
            (None, Kind::Event) => MISSING_KEY.finding("a meeting of the kind `event` needs a `title`")
                .at(&self.starts.span.whole_line(), "add a line `title:` with the name of the event")
                .report(problems),
            (Some(title), kind) if kind != Kind::Event => KIND_OF_MEETING.finding("`title` is only for an event")
                .at(&title.span.whole_line(), "not possible for this kind of meeting")
                .hint("remove `title`, or write `kind: event`; to change the subject, write `subject:` at the start of a line")
                .report(problems),
            _ => {}
        }
    }

    fn check_virtual(&self, problems: &mut Diagnostics) {
        if !self.is_virtual() {
            return;
        }
        let places = [
            self.place.as_ref().map(|_| "place"),
            self.venue.as_ref().map(|_| "venue"),
            self.host.as_ref().map(|_| "host"),
            self.registration_desk.as_ref().map(|_| "registration-desk"),
            self.desk_hours.as_ref().map(|_| "desk-hours"),
            self.desk_place.as_ref().map(|_| "desk-place"),
        ];
        for key in places.into_iter().flatten() {
            VIRTUAL_PLACE
                .finding(format!("`{key}` is not possible for a virtual meeting"))
                .at(&self.starts.span, "this meeting is virtual")
                .hint(format!("remove the line `{key}`, or write `format: hybrid`"))
                .report(problems);
        }
    }
}
