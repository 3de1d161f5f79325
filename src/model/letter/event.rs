//! Events beside the meeting: a workshop, a tutorial, the meeting of another group.

use super::keys::letter_record;
use super::{Day, Hours};
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, shape, wrong_type};
use crate::base::{Diagnostics, Located, Reported};
use crate::model::letter::rules::END_BEFORE_START;

letter_record! {
    /// An event held together with the meeting: before, during or after it.
    Event as "the event" {
        /// The name of the event, without an article (`ITU Workshop on …`). Markdown and facts allowed.
        title: Located<String> => Left + Translated,
        /// The first day. For half a day, add `morning` or `afternoon` after the date.
        #[examples("2021-04-19", "2021-04-19 afternoon")]
        starts: Located<Day> => Left,
        /// The last day. For half a day, add `morning` or `afternoon` after the date.
        ///
        /// Without it: the first day.
        #[examples("2021-04-20", "2025-04-08")]
        ends: Option<Located<Day>> => Left,
        /// The hours of each day, in Geneva time.
        ///
        /// Without it: not mentioned.
        #[examples("14:00-17:00", "09:30-12:30")]
        hours: Option<Located<Hours>> => Left,
        /// The place of the event.
        ///
        /// Without it: the place of the meeting.
        #[examples("Ghent, Belgium", "Geneva")]
        place: Option<String> => Left + Translated,
        /// The building, the hall or the address.
        ///
        /// Without it: not mentioned.
        #[examples("the Town Hall", "the Popov room of ITU headquarters")]
        venue: Option<String> => Left + Translated,
        /// The web page of the event.
        ///
        /// Without it: no link.
        #[examples("https://example.org/workshop", "https://www.itu.int/go/workshop")]
        web: Option<Located<String>> => Left,
        /// One more sentence about the event. Markdown and facts allowed.
        ///
        /// Without it: no such sentence.
        text: Option<Located<String>> => Left + Translated,
        /// Whether the subject of the letter also names this event, with its dates, on a line of its own: with `yes` in the
        /// order of the dates, with `before` or `after` before or after the line of the meeting, whatever the dates.
        ///
        /// Without it: `no`.
        in_subject: Option<InSubject> => Left,
    }
}

/// Where the subject names an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InSubject {
    /// Nowhere.
    No,
    /// Before the meeting.
    Before,
    /// In the order of the dates.
    ByDate,
    /// After the meeting.
    After,
}

impl Decode for InSubject {
    const EXPECTED: &'static str = "yes, no, before or after";
    const NAME: Option<&'static str> = Some("InSubject");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match node.as_str().map(str::to_ascii_lowercase).as_deref() {
            Some("yes" | "true") => Ok(Self::ByDate),
            Some("no" | "false") => Ok(Self::No),
            Some("before") => Ok(Self::Before),
            Some("after") => Ok(Self::After),
            _ => Err(problems.refuse(wrong_type(node, Self::EXPECTED))),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let places = [
            ("before", "before the line of the meeting".to_owned()),
            ("after", "after the line of the meeting".to_owned()),
        ];
        shape::any_of([shape::of::<bool>(book).into(), shape::words("place in the subject", &places).into()])
    }
}

impl Event {
    /// The last day.
    pub fn last(&self) -> Day {
        self.ends.as_ref().map_or(self.starts.value, |day| day.value)
    }

    /// Whether the subject names it.
    pub fn is_in_subject(&self) -> bool {
        self.place_in_subject() != InSubject::No
    }

    /// Where the subject names it.
    pub fn place_in_subject(&self) -> InSubject {
        self.in_subject.unwrap_or(InSubject::No)
    }

    /// What can be wrong between two facts of the event.
    pub(super) fn check(&self, problems: &mut Diagnostics) {
        if let Some(ends) = self.ends.as_ref().filter(|ends| ends.value.date < self.starts.value.date) {
            END_BEFORE_START
                .finding(format!("the event ends on {}, before it starts", ends.value.date))
                .at(&ends.span, format!("expected {} or later", self.starts.value.date))
                .note(&self.starts.span, "it starts here")
                .report(problems);
        }
    }
}
