//! The meeting that the letter convenes.

use super::{Hours, Time};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::Language;
use crate::source::Located;
use crate::{record, words};
use chrono::NaiveDate;

words! {
    /// Who meets: decides addressees, opening sentence, deadlines.
    Kind as "kind of meeting" {
        /// A study group in plenary.
        StudyGroup = "study-group",
        /// One or several working parties of a study group.
        WorkingParty = "working-party",
        /// The Telecommunication Standardization Advisory Group.
        AdvisoryGroup = "advisory-group",
        /// A regional group of a study group.
        RegionalGroup = "regional-group",
    }
}

words! {
    /// Where people are.
    Format as "meeting format" {
        /// In one place.
        Physical = "physical",
        /// Only remotely.
        Virtual = "virtual",
        /// In one place, with others taking part remotely.
        Hybrid = "hybrid",
    }
}

words! {
    /// Whether there is interpretation.
    Interpretation as "kind of interpretation" {
        /// None.
        None = "none",
        /// Into the languages that Member States ask for in time.
        OnRequest = "on-request",
    }
}

record! {
    /// The meeting: every fact once.
    Meeting as "the meeting" {
        /// A study-group meeting unless said otherwise.
        kind: Option<Kind>,
        /// Physical unless said otherwise.
        format: Option<Format>,
        /// First day.
        starts: Located<NaiveDate>,
        /// Last day.
        ends: Located<NaiveDate>,
        /// Town, and country where it is not Geneva; Geneva unless said otherwise. Not for virtual meetings.
        place: Option<String>,
        /// Building, hall or address.
        venue: Option<String>,
        /// When the opening plenary begins on the first day.
        opens: Option<Located<Time>>,
        /// Hours of every day.
        daily_hours: Option<Located<Hours>>,
        /// When the registration desk opens on the first day.
        registration_desk: Option<Located<Time>>,
        /// The tool for taking part remotely; MyMeetings unless said otherwise.
        tool: Option<String>,
        /// The working languages; English alone unless there is interpretation.
        working_languages: Option<Located<Vec<Language>>>,
        /// Whether there is interpretation; on request in physical and hybrid study-group meetings.
        interpretation: Option<Located<Interpretation>>,
        /// Whether there is real-time captioning.
        captioning: Option<Located<bool>>,
        /// Whether fellowships are awarded; yes in physical study-group meetings.
        fellowships: Option<Located<bool>>,
        /// The date of the meeting of the group that agreed to these arrangements.
        agreed: Option<Located<NaiveDate>>,
    }
}

impl Meeting {
    /// Who meets.
    pub fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::StudyGroup)
    }

    /// Where people are.
    pub fn format(&self) -> Format {
        self.format.unwrap_or(Format::Physical)
    }

    /// Whether nobody travels.
    pub fn is_virtual(&self) -> bool {
        self.format() == Format::Virtual
    }

    /// Whether there is interpretation: by default on request when a study group meets in one place.
    pub fn has_interpretation(&self) -> bool {
        self.interpretation.as_ref().map_or_else(
            || !self.is_virtual() && self.kind() != Kind::WorkingParty && !self.has_languages(),
            |i| i.value == Interpretation::OnRequest,
        )
    }

    /// Whether the working languages are written down.
    fn has_languages(&self) -> bool {
        self.working_languages.is_some()
    }

    /// Whether the meeting runs in one language.
    pub fn is_single_language(&self) -> bool {
        self.working_languages.as_ref().map_or(!self.has_interpretation(), |l| l.len() == 1)
    }

    /// Whether fellowships are awarded: by default when a study group meets in one place.
    pub fn has_fellowships(&self) -> bool {
        self.fellowships
            .as_ref()
            .map_or_else(|| !self.is_virtual() && self.kind() != Kind::WorkingParty, |f| f.value)
    }

    /// Whether there is captioning.
    pub fn has_captioning(&self) -> bool {
        self.captioning.as_ref().is_some_and(|c| c.value)
    }

    /// What can be wrong between two facts of the meeting.
    pub(super) fn check(&self, problems: &mut Diagnostics) {
        if self.ends.value < self.starts.value {
            problems.push(
                Diagnostic::error(
                    "end-before-start",
                    format!("the meeting ends on {}, before it starts", self.ends.value),
                )
                .at(&self.ends.span, format!("expected {} or later", self.starts.value))
                .note(&self.starts.span, "it starts here"),
            );
        }
        if let (Some(desk), Some(opens)) = (&self.registration_desk, &self.opens)
            && desk.value >= opens.value
        {
            problems.push(
                Diagnostic::error(
                    "desk-after-opening",
                    format!("the registration desk opens at {}, when the meeting has begun", desk.value),
                )
                .at(&desk.span, format!("expected a time before {}", opens.value))
                .note(&opens.span, "the meeting opens here"),
            );
        }
        if self.is_virtual() {
            let places = [
                self.place.as_ref().map(|_| "place"),
                self.venue.as_ref().map(|_| "venue"),
                self.registration_desk.as_ref().map(|_| "registration-desk"),
            ];
            for key in places.into_iter().flatten() {
                problems.push(
                    Diagnostic::error("virtual-place", format!("a virtual meeting has no `{key}`"))
                        .at(&self.starts.span, "this meeting")
                        .hint(format!("remove `{key}`, or write `format: hybrid`")),
                );
            }
        }
    }
}
