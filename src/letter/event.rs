//! Events beside the meeting: a workshop, a tutorial, the meeting of another group.

use super::{Day, Hours};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::record;
use crate::source::Located;

record! {
    /// An event held with the meeting: before, during or after it.
    Event as "the event" {
        /// What it is (`ITU workshop on …`), without an article: Markdown with facts.
        title: Located<String>,
        /// First day, or half of it.
        starts: Located<Day>,
        /// Last day; the first one unless said otherwise.
        ends: Option<Located<Day>>,
        /// Its hours on each day.
        hours: Option<Located<Hours>>,
        /// Where, when not where the meeting is.
        place: Option<String>,
        /// Building, hall or address.
        venue: Option<String>,
        /// Its web page.
        web: Option<Located<String>>,
        /// What else is to be said of it: Markdown with facts.
        text: Option<Located<String>>,
        /// Whether the subject names it beside the meeting.
        in_subject: Option<bool>,
    }
}

impl Event {
    /// The last day.
    pub fn last(&self) -> Day {
        self.ends.as_ref().map_or(self.starts.value, |day| day.value)
    }

    /// Whether the subject names it.
    pub fn is_in_subject(&self) -> bool {
        self.in_subject.unwrap_or(false)
    }

    /// What can be wrong between two facts of the event.
    pub(super) fn check(&self, problems: &mut Diagnostics) {
        if let Some(ends) = self.ends.as_ref().filter(|ends| ends.value.date < self.starts.value.date) {
            problems.push(
                Diagnostic::error(
                    "end-before-start",
                    format!("the event ends on {}, before it starts", ends.value.date),
                )
                .at(&ends.span, format!("expected {} or later", self.starts.value.date))
                .note(&self.starts.span, "it starts here"),
            );
        }
    }
}
