//! The registration desk: when it opens, and on which days it is open at which hours.

use super::keys::letter_record;
use super::{Hours, Meeting, MeetingPart, Time};
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, Value, shape};
use crate::base::{Diagnostics, Located, Reported, all};
use crate::model::letter::rules::{DESK_AFTER_OPENING, DESK_HOURS};
use chrono::NaiveDate;
use serde_json::json;

letter_record! {
    /// Days on which the registration desk has the same hours.
    DeskDays as "the days of the registration desk" {
        /// The day, or the first of several days.
        #[examples("2021-04-16", "2026-02-06")]
        starts: Located<NaiveDate> => Left,
        /// The last day.
        ///
        /// Without it: one day.
        #[examples("2021-04-30", "2026-02-13")]
        ends: Option<Located<NaiveDate>> => Left,
        /// The hours of each day, in Geneva time. If the desk closes in between: a list such as
        /// `[08:00-12:00, 13:30-17:00]`.
        #[examples("14:00-17:00", "08:30-12:30")]
        hours: OpenHours => Left,
    }
}

/// One or several spans of hours of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenHours(pub Vec<Located<Hours>>);

impl Decode for OpenHours {
    const EXPECTED: &'static str = "hours such as 08:30-17:00, or a list of them";
    const NAME: Option<&'static str> = Some("OpenHours");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match &node.value {
            Value::List(spans) if !spans.is_empty() => {
                all(spans.iter().map(|span| Located::decode(span, problems))).map(Self)
            }
            _ => Located::decode(node, problems).map(|hours| Self(vec![hours])),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let hours = shape::of::<Hours>(book);
        let list = json!({ "type": "array", "items": hours.clone(), "minItems": 1 });
        shape::any_of([hours.into(), list])
    }
}

/// Days before the meeting from which on the desk can be open: from the weekend before.
const AHEAD: i64 = 7;

impl DeskDays {
    /// The last day.
    pub fn last_day(&self) -> NaiveDate {
        self.ends.as_ref().map_or(self.starts.value, |day| day.value)
    }
}

impl Meeting {
    /// When the desk opens first.
    pub fn desk_opens(&self) -> Option<Time> {
        let first = self.desk_hours.iter().flatten().next().and_then(|days| days.hours.0.first());
        self.registration_desk.as_ref().map(|time| time.value).or(first.map(|hours| hours.value.from))
    }

    /// The day on which the desk opens first, if it is not the first day that people come to.
    pub fn desk_day(&self) -> Option<NaiveDate> {
        let first = self.desk_hours.iter().flatten().next().map(|days| days.starts.value);
        first.filter(|day| *day != self.first_day_there())
    }

    /// The first day that people come to.
    fn first_day_there(&self) -> NaiveDate {
        self.part_in_place().map_or(self.first_day(), MeetingPart::first_day)
    }

    /// What can be wrong between the hours of the desk and the meeting.
    pub(super) fn check_desk(&self, problems: &mut Diagnostics) {
        self.check_first_hour(problems);
        let Some(days) = &self.desk_hours else { return };
        if let Some(time) = &self.registration_desk {
            DESK_HOURS
                .finding("`registration-desk` and `desk-hours` both say when the desk opens")
                .at(&time.span.whole_line(), "remove this line")
                .report(problems);
        }
        let earliest = self.first_day_there() - chrono::Duration::days(AHEAD);
        let latest = self.last_day();
        for day in days {
            let end = day.ends.as_ref().unwrap_or(&day.starts);
            let outside =
                [&day.starts, end].into_iter().find(|day| day.value < earliest || day.value > latest);
            if let Some(outside) = outside {
                DESK_HOURS
                    .finding(format!(
                        "the registration desk is open on {}, far from the meeting",
                        outside.value
                    ))
                    .at(&outside.span, format!("expected a day from {earliest} to {latest}"))
                    .note(&self.starts.span, "the meeting starts here")
                    .report(problems);
            } else if day.last_day() < day.starts.value {
                DESK_HOURS
                    .finding(format!("these days of the desk end on {}, before they start", day.last_day()))
                    .at(&end.span, format!("expected {} or later", day.starts.value))
                    .note(&day.starts.span, "they start here")
                    .report(problems);
            }
        }
        for (before, after) in days.iter().zip(days.iter().skip(1)) {
            if after.starts.value <= before.last_day() {
                DESK_HOURS
                    .finding(format!("the day {} is not after those before it", after.starts.value))
                    .at(&after.starts.span, format!("expected a day after {}", before.last_day()))
                    .hint("put the days in their order; several hours of one day are a list")
                    .report(problems);
            }
        }
    }

    /// The desk must be open before the meeting is.
    fn check_first_hour(&self, problems: &mut Diagnostics) {
        let first = self.desk_hours.iter().flatten().next();
        if let Some(days) = first.filter(|days| days.starts.value > self.first_day_there()) {
            DESK_AFTER_OPENING
                .finding(format!("the registration desk opens on {}, after the meeting", days.starts.value))
                .at(&days.starts.span, format!("expected {} or earlier", self.first_day_there()))
                .note(&self.starts.span, "the meeting starts here")
                .report(problems);
            return;
        }
        let hours = first.and_then(|days| days.hours.0.first()).filter(|_| self.desk_day().is_none());
        let desk = self.registration_desk.as_ref().map(|time| (time.value, &time.span));
        let desk = desk.or(hours.map(|hours| (hours.value.from, &hours.span)));
        if let (Some((desk, span)), Some(opens)) = (desk, &self.opens)
            && desk >= opens.value
            && self.opens_on_first_day()
        {
            DESK_AFTER_OPENING
                .finding(format!(
                    "the registration desk opens at {desk}, but it must open before the meeting"
                ))
                .at(span, format!("expected a time before {}", opens.value))
                .note(&opens.span, "the meeting opens here")
                .report(problems);
        }
    }
}
