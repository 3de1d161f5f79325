//! The letter as its YAML file says it: typed, every value with its place. Nothing is computed here.
//!
//! Knows nothing of templates, languages' phrases or formats.

mod agenda;
mod annex;
mod body;
mod contacts;
mod deadlines;
mod meeting;
mod questions;
mod time;
mod time_plan;

pub use agenda::AgendaItem;
pub use annex::{Agenda, Annex, AnnexKind, FreeAnnex, Practical};
pub use body::{BodyBlock, Texts};
pub use contacts::{Chair, Contacts};
pub use deadlines::{Deadline, DeadlineItem, Deadlines, OtherDeadline};
pub use meeting::{Format, Interpretation, Kind, Meeting};
pub use questions::{Question, Questions};
pub use time::{Hours, Time};
pub use time_plan::{PlanCell, PlanDays, PlanRow, TimePlan, Weekends};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::Language;
use crate::source::{Located, Source, Span};
use crate::yaml::{self, Decode, Node};
use crate::{record, words};
use chrono::NaiveDate;
use std::sync::Arc;

words! {
    /// Which series the letter is numbered in.
    Series as "series of letters" {
        /// TSB Collective letters, numbered per group and study period.
        CollectiveLetter = "collective-letter",
    }
}

words! {
    /// Whether the letter may still change.
    Status as "status" {
        /// Still being written.
        Draft = "draft",
        /// Sent out.
        Issued = "issued",
    }
}

words! {
    /// What stands over the signatory's name.
    Signature as "kind of signature" {
        /// The image in the directory of signatories.
        Image = "image",
        /// `(signed)`.
        Signed = "signed",
        /// Room for a pen.
        Blank = "blank",
    }
}

impl Decode for Language {
    const EXPECTED: &'static str = "a language: en, fr, es, ru, zh or ar";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        yaml::one_of(node, "language", &Language::ALL.map(|l| (l.code(), l)), problems)
    }
}

record! {
    /// A letter. The keys are those of its YAML file.
    Letter as "the letter" {
        /// The series; a collective letter unless said otherwise.
        series: Option<Series>,
        /// Its number in the series, group and study period.
        number: Located<u32>,
        /// The group that meets: a key of the directory of groups (`SG17`).
        group: Located<String>,
        /// The study period (`T17`), when it is not the one of the letter's date.
        period: Option<Located<String>>,
        /// The second line of the reference (`SG17/XY`).
        file_reference: Option<String>,
        /// The date it is sent.
        date: Located<NaiveDate>,
        /// Draft unless said otherwise.
        status: Option<Status>,
        /// English unless said otherwise.
        language: Option<Located<Language>>,
        /// The meeting it convenes.
        meeting: Meeting,
        /// Whom it addresses, when not the usual addressees of the kind of meeting: Markdown with facts.
        addressees: Option<Vec<Located<String>>>,
        /// Telephone and the like, where they differ from the group's.
        contacts: Option<Contacts>,
        /// Computed words to be said differently, by phrase name: Markdown with facts.
        wording: Option<Texts>,
        /// The body's blocks in order, when not the usual ones.
        body: Option<Vec<BodyBlock>>,
        /// Changes to the deadlines that the rules give.
        deadlines: Option<Deadlines>,
        /// The annexes in order, when not the usual ones.
        annexes: Option<Vec<Annex>>,
        /// The chair, when not the group's.
        chair: Option<Chair>,
        /// The signatory's name, when not the one in office on the letter's date.
        signatory: Option<Located<String>>,
        /// What stands over the name: an image where the directory has one, otherwise `(signed)`.
        signature: Option<Located<Signature>>,
        /// The meeting's web page, when not the group's: the QR code leads there.
        web_page: Option<Located<String>>,
        /// The name of the files without `!!` and what follows (`T17-SG17-COL-0011`).
        file_name: Option<Located<String>>,
    }
}

impl Letter {
    /// Reads a letter. Every problem is reported; `None` if one was an error.
    pub fn load(source: &Arc<Source>, problems: &mut Diagnostics) -> Option<Self> {
        let node = yaml::parse(source, problems)?;
        if node.value == yaml::Value::Null {
            problems.push(
                Diagnostic::error("empty", "the file says nothing")
                    .at(&Span::file(source), "expected a letter")
                    .hint("a letter needs at least number, group, date and meeting"),
            );
            return None;
        }
        let letter = Self::decode(&node, problems)?;
        if problems.has_errors() {
            return None;
        }
        letter.meeting.check(problems);
        (!problems.has_errors()).then_some(letter)
    }

    /// The language it is written in.
    pub fn language(&self) -> Language {
        self.language.as_ref().map_or(Language::English, |l| l.value)
    }
}

/// What can still be said of a letter of which a part cannot be read: the meeting's own checks, and
/// its group. Problems that [`Letter::load`] has reported are not repeated.
pub fn salvage(source: &Arc<Source>, problems: &mut Diagnostics) -> Option<Located<String>> {
    let mut known = Diagnostics::new();
    let node = yaml::parse(source, &mut known)?;
    let read = |key: &str| node.get(key).filter(|n| n.value != yaml::Value::Null);
    if let Some(meeting) = read("meeting").and_then(|n| Meeting::decode(n, &mut known)) {
        meeting.check(problems);
    }
    read("group").and_then(|n| Located::decode(n, &mut known))
}
