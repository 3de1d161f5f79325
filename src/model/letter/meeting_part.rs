//! A part of a meeting that is held in parts: some days virtual, others in a place.

use super::keys::letter_record;
use super::{Format, Hours, Meeting};
use crate::base::{Diagnostics, Located};
use crate::model::letter::rules::PARTS_OF_MEETING;
use chrono::NaiveDate;

letter_record! {
    /// A part of the meeting: days on which people attend in one way, in one place.
    MeetingPart as "the part of the meeting" {
        /// The first day of the part.
        #[examples("2021-04-20", "2026-02-04")]
        starts: Located<NaiveDate> => Left,
        /// The last day of the part.
        ///
        /// Without it: the first day.
        #[examples("2021-04-22", "2026-02-06")]
        ends: Option<Located<NaiveDate>> => Left,
        /// How people attend.
        ///
        /// Without it: `physical`.
        #[usual("physical")]
        format: Option<Format> => Left,
        /// Who meets in this part, if it is not the whole group.
        ///
        /// Without it: the group.
        #[examples("Working Party 1/2", "Questions of Working Party 2/2")]
        who: Option<String> => Left + Translated,
        /// The town, and the country if the town is not Geneva. Not for a virtual part.
        ///
        /// Without it: the `place` of the meeting.
        #[examples("Geneva", "Nice, France")]
        place: Option<String> => Left + Translated,
        /// The building or hall. Not for a virtual part.
        ///
        /// Without it: the `venue` of the meeting.
        #[examples("the Popov room of ITU headquarters", "Convention Centre")]
        venue: Option<String> => Left + Translated,
        /// The hours of each day, in Geneva time.
        ///
        /// Without it: not mentioned.
        #[examples("12:00-15:00", "09:30-17:30")]
        hours: Option<Located<Hours>> => Left,
    }
}

impl MeetingPart {
    /// The first day.
    pub fn first_day(&self) -> NaiveDate {
        self.starts.value
    }

    /// The last day.
    pub fn last_day(&self) -> NaiveDate {
        self.ends.as_ref().map_or(self.starts.value, |day| day.value)
    }

    /// How people attend it.
    pub fn format(&self) -> Format {
        self.format.unwrap_or(Format::Physical)
    }

    /// Whether nobody travels to it.
    pub fn is_virtual(&self) -> bool {
        self.format() == Format::Virtual
    }
}

/// How people attend a meeting that is held in parts: virtually if every part is virtual; with remote participation
/// if some part has it.
pub(super) fn format_of(parts: &[MeetingPart]) -> Format {
    let all = |format| parts.iter().all(|part| part.format() == format);
    match () {
        () if all(Format::Virtual) => Format::Virtual,
        () if all(Format::Physical) => Format::Physical,
        () if parts.iter().all(|part| matches!(part.format(), Format::Physical | Format::Observed)) => {
            Format::Observed
        }
        () => Format::Hybrid,
    }
}

impl Meeting {
    /// What can be wrong between the parts of a meeting, and between them and the meeting.
    pub(super) fn check_parts(&self, problems: &mut Diagnostics) {
        let Some(parts) = &self.parts else { return };
        let (starts, ends) = (self.first_day(), self.last_day());
        if parts.len() < 2 {
            PARTS_OF_MEETING
                .finding("a meeting in parts has at least two parts")
                .at(&self.starts.span.whole_line(), "this meeting has fewer")
                .hint("add the other part, or remove `parts` and write `format`, `place` and `daily-hours` instead")
                .report(problems);
        }
        if let Some(format) = self.format {
            PARTS_OF_MEETING
                .finding(format!("`format: {}` says how people attend, and so do the `parts`", format.word()))
                .at(&self.starts.span.whole_line(), "this meeting has parts")
                .hint("remove the line `format` of the meeting, and give each part its own")
                .report(problems);
        }
        for part in parts {
            part.check(starts, ends, problems);
        }
        for (before, after) in parts.iter().zip(parts.iter().skip(1)) {
            if after.first_day() < before.first_day() {
                PARTS_OF_MEETING
                    .finding(format!(
                        "the part that starts on {} stands after a later one",
                        after.first_day()
                    ))
                    .at(&after.starts.span, "this part starts earlier")
                    .note(&before.starts.span, "than this one")
                    .hint("put the parts in the order of their first days")
                    .report(problems);
            }
        }
        let first = parts.iter().min_by_key(|part| part.first_day());
        if let Some(first) = first.filter(|first| first.first_day() > starts) {
            PARTS_OF_MEETING
                .finding(format!(
                    "the meeting starts on {starts}, but its first part on {}",
                    first.first_day()
                ))
                .at(&first.starts.span, format!("expected {starts}"))
                .note(&self.starts.span, "the meeting starts here")
                .hint("correct the first day of the part or of the meeting")
                .report(problems);
        }
        let last = parts.iter().max_by_key(|part| part.last_day());
        if let Some(last) = last.filter(|last| last.last_day() < ends) {
            let end = last.ends.as_ref().unwrap_or(&last.starts);
            PARTS_OF_MEETING
                .finding(format!("the meeting ends on {ends}, but its last part on {}", last.last_day()))
                .at(&end.span, format!("expected {ends}"))
                .note(&self.ends.span, "the meeting ends here")
                .hint("correct the last day of the part or of the meeting")
                .report(problems);
        }
    }
}

impl MeetingPart {
    fn check(&self, starts: NaiveDate, ends: NaiveDate, problems: &mut Diagnostics) {
        let end = self.ends.as_ref().unwrap_or(&self.starts);
        if self.last_day() < self.first_day() {
            PARTS_OF_MEETING
                .finding(format!("the part ends on {}, before it starts", self.last_day()))
                .at(&end.span, format!("expected {} or later", self.first_day()))
                .note(&self.starts.span, "it starts here")
                .report(problems);
        }
        for day in
            [&self.starts, end].into_iter().filter(|day| !(starts..=ends.max(starts)).contains(&day.value))
        {
            PARTS_OF_MEETING
                .finding(format!("a part of the meeting has the day {}, outside the meeting", day.value))
                .at(&day.span, format!("expected a day from {starts} to {ends}"))
                .hint("correct the day, or the dates of the meeting")
                .report(problems);
            if self.ends.is_none() {
                break;
            }
        }
        let at_place = [("place", self.place.is_some()), ("venue", self.venue.is_some())];
        for (key, _) in at_place.into_iter().filter(|(_, given)| *given && self.is_virtual()) {
            PARTS_OF_MEETING
                .finding(format!("`{key}` is not possible for a virtual part"))
                .at(&self.starts.span.whole_line(), "this part is virtual")
                .hint(format!("remove `{key}`, or change the `format` of the part"))
                .report(problems);
        }
    }
}
