//! The letter as its YAML file says it: typed, every value with its place. Nothing is computed here.
//!
//! Knows nothing of templates, languages' phrases or formats.

mod agenda;
mod annex;
mod body;
mod contacts;
mod day;
mod deadlines;
mod event;
mod form;
mod form_annex;
mod host;
mod meeting;
mod questions;
mod subject;
mod time;
mod time_plan;

pub use agenda::AgendaItem;
pub use annex::{Agenda, Annex, AnnexKind, FreeAnnex, ImageAnnex, Practical};
pub use body::{BodyBlock, BulletList, Texts};
pub use contacts::{Chair, ContactList, Contacts, Deputy};
pub use day::{Day, Half};
pub use deadlines::{Deadline, DeadlineItem, Deadlines, OtherDeadline};
pub use event::Event;
pub use form::{Amendment, Part, Series};
pub use form_annex::{FieldKeys, FieldKind, FormAnnex, FormField, Numbered};
pub use host::{HostAnnex, Hotel};
pub use meeting::{Endorsed, Format, Interpretation, Kind, Meeting, Schedule};
pub use questions::{Question, Questions};
pub use subject::Subject;
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

words! {
    /// What stands before each addressee.
    AddresseeMarks as "kind of addressee mark" {
        /// A dash.
        Dash = "dash",
        /// Nothing.
        None = "none",
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
        /// The group that meets: a key of the directory of groups (`SG1`).
        group: Located<String>,
        /// It adds to a letter sent before: its number among the addenda to that letter.
        addendum: Option<Located<u32>>,
        /// It corrects a letter sent before: its number among the corrigenda to that letter.
        corrigendum: Option<Located<u32>>,
        /// It replaces a letter sent before: the number of the revision.
        revision: Option<Located<u32>>,
        /// The date of the letter that it adds to, corrects or replaces.
        date_of_original: Option<Located<NaiveDate>>,
        /// What it adds to, corrects or changes in that letter: Markdown with facts.
        changes: Option<Located<String>>,
        /// The study period (`T17`), when it is not the one of the letter's date.
        period: Option<Located<String>>,
        /// The second line of the reference (`SG1/XY`).
        file_reference: Option<String>,
        /// The date it is sent.
        date: Located<NaiveDate>,
        /// Draft unless said otherwise.
        status: Option<Status>,
        /// English unless said otherwise.
        language: Option<Located<Language>>,
        /// The meeting it convenes; only a circular can be without.
        meeting: Option<Meeting>,
        /// The subject, when not the one that follows from the meeting: a line or several.
        subject: Option<Subject>,
        /// Events held with the meeting.
        events: Option<Vec<Event>>,
        /// Whom it addresses, when not the usual addressees of the kind of meeting: Markdown with facts.
        addressees: Option<Vec<Located<String>>>,
        /// Who gets a copy, when not the usual ones: Markdown with facts.
        copy: Option<Vec<Located<String>>>,
        /// What stands before each addressee; a dash unless said otherwise.
        addressee_marks: Option<AddresseeMarks>,
        /// Telephone and the like, where they differ from the group's.
        contacts: Option<ContactList>,
        /// Computed words to be said differently, by phrase name: Markdown with facts.
        wording: Option<Texts>,
        /// The body's blocks in order, when not the usual ones.
        body: Option<Vec<BodyBlock>>,
        /// Changes to the deadlines that the rules give.
        deadlines: Option<Deadlines>,
        /// The annexes in order, when not the usual ones.
        annexes: Option<Vec<Annex>>,
        /// Whether the line `(to TSB Collective letter 1/1)` stands under the number of each annex.
        annex_reference: Option<bool>,
        /// The chair, when not the group's.
        chair: Option<Chair>,
        /// The signatory's name, when not the one in office on the letter's date.
        signatory: Option<Located<String>>,
        /// Who signs on behalf of the signatory.
        on_behalf: Option<Deputy>,
        /// What stands over the name: an image where the directory has one, otherwise `(signed)`.
        signature: Option<Located<Signature>>,
        /// The meeting's web page, when not the group's: the QR code leads there.
        web_page: Option<Located<String>>,
        /// Findings of the checker that do not count in this letter: code of the rule and reason.
        allow: Option<Texts>,
        /// The name of the files without `!!` and what follows (`T17-SG1-COL-0001`).
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
        let letter = Self::decode(&node, problems);
        // Only what is no meeting at all can be without one: a circular says its subject itself.
        let is_set = |key: &str| node.get(key).is_some_and(|n| n.value != yaml::Value::Null);
        let is_circular = node.get("series").and_then(Node::as_str) == Some(Series::Circular.word());
        if !is_set("meeting") && !is_circular {
            problems.push(missing(&node.span, "meeting", Meeting::EXPECTED));
        } else if !is_set("meeting") && !is_set("subject") {
            problems.push(missing(&node.span, "subject", Subject::EXPECTED));
        }
        let letter = letter?;
        if problems.has_errors() {
            return None;
        }
        letter.check_form(problems);
        letter.meeting.iter().for_each(|meeting| meeting.check(problems));
        letter.events.iter().flatten().for_each(|event| event.check(problems));
        (!problems.has_errors()).then_some(letter)
    }

    /// The language it is written in.
    pub fn language(&self) -> Language {
        self.language.as_ref().map_or(Language::English, |l| l.value)
    }
}

fn missing(letter: &Span, key: &str, expected: &str) -> Diagnostic {
    Diagnostic::error("missing-key", format!("the letter has no `{key}`"))
        .at(&letter.whole_line(), format!("expected a line `{key}:` with {expected}"))
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
