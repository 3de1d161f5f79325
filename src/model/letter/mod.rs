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
mod meeting_check;
mod questions;
pub mod rules;
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
pub(crate) use meeting::HEADQUARTERS;
pub use meeting::{Endorsed, Format, Interpretation, Kind, Meeting, Schedule};
pub use questions::{Question, Questions};
pub use subject::Subject;
pub use time::{Hours, Time};
pub use time_plan::{PlanCell, PlanDays, PlanRow, TimePlan, Weekends};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Reported};
use crate::base::language::Language;
use crate::base::source::{Located, Source, Span};
use crate::base::yaml::rules::MISSING_KEY;
use crate::base::yaml::{self, Decode, Node, Schema, SchemaGenerator, shape};
use crate::model::letter::rules::EMPTY;
use crate::record;
use crate::words;
use chrono::NaiveDate;
use serde_json::json;
use std::sync::Arc;

words! {
    /// Whether the letter may still change.
    Status as "status" {
        /// still being written
        Draft = "draft",
        /// sent out: the files of the next build are kept as published and do not change any more
        Issued = "issued",
    }
}

words! {
    /// What stands over the signatory's name.
    Signature as "kind of signature" {
        /// the picture that the directory of signatories names
        Image = "image",
        /// the word `(signed)`
        Signed = "signed",
        /// room for a pen
        Blank = "blank",
    }
}

words! {
    /// What stands before each addressee.
    AddresseeMarks as "kind of addressee mark" {
        /// a dash
        Dash = "dash",
        /// nothing
        None = "none",
    }
}

impl Decode for Language {
    const EXPECTED: &'static str = "a language: en, fr, es, ru, zh or ar";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        yaml::one_of(node, "language", &Language::ALL.map(|l| (l.code(), l)), problems)
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::words("language", &Language::ALL.map(|l| (l.code(), l.name().to_owned())))
    }
}

record! {
    /// A letter says only what is new: everything else follows from the group, the kind of meeting, the
    /// dates and the house style.
    Letter as "the letter", ruled by rules {
        /// The number in the series, group and study period. An addendum, a corrigendum and a revision bear
        /// the number of the letter that they change.
        #[examples(11, 12)]
        #[between(1, 9999)]
        number: Located<u32>,
        /// The group that meets: a key of `directory/groups.yaml`. For a circular, the group whose
        /// secretariat writes it.
        #[examples("SG1", "SG4")]
        group: Located<String>,
        /// The day on which the letter is sent.
        #[examples("2021-01-21", "2025-01-20")]
        date: Located<NaiveDate>,
        /// The meeting that the letter convenes.
        ///
        /// Without it: right for a circular only; any other letter must have it.
        meeting: Option<Meeting>,
        /// Which series the letter is numbered in.
        ///
        /// Without it: `collective-letter`.
        #[usual("collective-letter")]
        series: Option<Series>,
        /// It adds to a letter sent before, whose number it bears: its own number among the addenda to that
        /// letter. It also needs `date-of-original`.
        ///
        /// Without it: no addendum.
        #[examples(1, 2)]
        #[between(1, 99)]
        addendum: Option<Located<u32>>,
        /// It corrects a letter sent before, whose number it bears: its own number among the corrigenda to
        /// that letter. It also needs `date-of-original`.
        ///
        /// Without it: no corrigendum.
        #[examples(1, 2)]
        #[between(1, 99)]
        corrigendum: Option<Located<u32>>,
        /// It replaces a letter sent before, whose number it bears: the number of the revision. It also
        /// needs `date-of-original`.
        ///
        /// Without it: no revision.
        #[examples(1, 2)]
        #[between(1, 99)]
        revision: Option<Located<u32>>,
        /// The date of the letter that this one adds to, corrects or replaces.
        ///
        /// Without it: right for a letter that changes no other; with `addendum`, `corrigendum` or `revision` it must be
        /// there.
        #[examples("2021-01-21", "2025-01-20")]
        date_of_original: Option<Located<NaiveDate>>,
        /// What this letter adds to, corrects or changes in the one sent before: Markdown with facts.
        ///
        /// Without it: nothing; only a letter that changes another can have it.
        changes: Option<Located<String>>,
        /// The study period.
        ///
        /// Without it: the period in which the date lies.
        #[examples("T17", "T22")]
        period: Option<Located<String>>,
        /// The second line of the reference.
        ///
        /// Without it: no second line.
        #[examples("SG1/XY", "SG1/RP")]
        file_reference: Option<String>,
        /// Whether the letter may still change.
        ///
        /// Without it: `draft`.
        #[usual("draft")]
        status: Option<Status>,
        /// The language that the letter is written in.
        ///
        /// Without it: `en`.
        #[usual("en")]
        language: Option<Located<Language>>,
        /// What the letter is about: a line, or a list of at most six lines; Markdown with facts.
        ///
        /// Without it: what follows from the meeting; must be there without a meeting.
        subject: Option<Subject>,
        /// Workshops, tutorials, meetings of other groups that are held with this meeting: a list.
        ///
        /// Without it: none.
        events: Option<Vec<Event>>,
        /// Whom the letter addresses: a list; Markdown with facts. The punctuation comes by itself.
        ///
        /// Without it: those of the kind of meeting.
        addressees: Option<Vec<Located<String>>>,
        /// Who gets a copy: a list; Markdown with facts. With it the addressees stand under `To:`.
        ///
        /// Without it: nobody; circulars have their own.
        copy: Option<Vec<Located<String>>>,
        /// What stands before each addressee.
        ///
        /// Without it: `dash`.
        #[usual("dash")]
        addressee_marks: Option<AddresseeMarks>,
        /// How to reach the secretariat, where it differs from the directory of groups: a group of keys, or a
        /// list of such groups. An empty text (`""`) leaves a row out.
        ///
        /// Without it: the group's.
        contacts: Option<ContactList>,
        /// Phrases of the house style said differently, by their name in `templates/phrases/en.yaml`: Markdown
        /// with facts.
        ///
        /// Without it: the house style.
        wording: Option<Texts>,
        /// The blocks of the body in order: names of the house style's, and texts of the letter's own.
        ///
        /// Without it: those of the kind of meeting.
        body: Option<Vec<BodyBlock>>,
        /// Changes to the table of key deadlines.
        ///
        /// Without it: what the rules give.
        deadlines: Option<Deadlines>,
        /// The annexes in order; their letters A, B, C follow from it.
        ///
        /// Without it: practical information and agenda.
        annexes: Option<Vec<Annex>>,
        /// Whether the line `(to TSB Collective letter 1/1)` stands under the number of each annex.
        ///
        /// Without it: `no`.
        annex_reference: Option<bool>,
        /// Who chairs the group, when not the one in the directory of groups.
        ///
        /// Without it: the group's.
        chair: Option<Chair>,
        /// Who signs: a name of `directory/signatories.yaml`.
        ///
        /// Without it: who was in office on the date.
        signatory: Option<Located<String>>,
        /// Who signs on behalf of the signatory.
        ///
        /// Without it: nobody.
        on_behalf: Option<Deputy>,
        /// What stands over the signatory's name.
        ///
        /// Without it: the picture if there is one, otherwise `(signed)`.
        signature: Option<Located<Signature>>,
        /// Where the QR code leads: an address that begins with `https://`, at most 300 characters.
        ///
        /// Without it: the group's web page.
        #[examples("https://www.itu.int/go/tsg1", "https://www.itu.int/go/tsg4")]
        web_page: Option<Located<String>>,
        /// Findings of the checker that do not count in this letter: the code of each, and the reason. See
        /// `letters explain`.
        ///
        /// Without it: every finding counts.
        allow: Option<Texts>,
        /// What the files are called, without `!` and what follows: letters, digits, `-` and `_`.
        ///
        /// Without it: made of period, group and number, such as `T17-SG1-COL-0001`.
        #[examples("T17-SG1-COL-0001", "T17-SG1-COL-0002")]
        file_name: Option<Located<String>>,
    }
}

/// What no single key can say: which keys want others.
fn rules(schema: &mut Schema) {
    let circular = shape::says("series", &[Series::Circular.word()]);
    let alone = json!({ "allOf": [circular, { "not": shape::has("meeting") }] });
    shape::rule(schema, json!({ "not": circular }), shape::has("meeting"));
    shape::rule(schema, alone, shape::has("subject"));
    for key in ["addendum", "corrigendum", "revision"] {
        shape::rule(schema, shape::has(key), shape::has("date-of-original"));
    }
}

impl Letter {
    /// Reads a letter.
    ///
    /// # Errors
    /// One of its problems, all of which are reported, is an error.
    pub fn load(source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let node = yaml::parse(source, problems)?;
        Self::of(&node, source, problems)
    }

    /// Reads a letter out of the tree of its file.
    ///
    /// # Errors
    /// As [`Letter::load`].
    pub fn of(node: &Node, source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Self, Reported> {
        if node.value == yaml::Value::Null {
            return Err(problems.refuse(
                EMPTY
                    .finding("the file says nothing")
                    .at(&Span::file(source), "expected a letter")
                    .hint("a letter needs at least number, group, date and meeting"),
            ));
        }
        let letter = Self::decode(node, problems);
        // Only what is no meeting at all can be without one: a circular says its subject itself.
        let is_set = |key: &str| node.get(key).is_some_and(|n| n.value != yaml::Value::Null);
        let is_circular = node.get("series").and_then(Node::as_str) == Some(Series::Circular.word());
        if !is_set("meeting") && !is_circular {
            problems.push(missing(&node.span, "meeting", Meeting::EXPECTED));
        } else if !is_set("meeting") && !is_set("subject") {
            problems.push(missing(&node.span, "subject", Subject::EXPECTED));
        }
        let letter = letter?;
        problems.sound()?;
        letter.check_form(problems);
        letter.meeting.iter().for_each(|meeting| meeting.check(problems));
        letter.events.iter().flatten().for_each(|event| event.check(problems));
        problems.sound().map(|()| letter)
    }

    /// The language it is written in.
    pub fn language(&self) -> Language {
        self.language.as_ref().map_or(Language::English, |l| l.value)
    }
}

fn missing(letter: &Span, key: &str, expected: &str) -> Diagnostic {
    MISSING_KEY
        .finding(format!("the letter has no `{key}`"))
        .at(&letter.whole_line(), format!("expected a line `{key}:` with {expected}"))
}

/// What can still be said of a letter of which a part cannot be read: the meeting's own checks, and
/// its group. Problems that [`Letter::load`] has reported are not repeated.
pub fn salvage(node: &Node, problems: &mut Diagnostics) -> Option<Located<String>> {
    let mut known = Diagnostics::new();
    let read = |key: &str| node.get(key).filter(|n| n.value != yaml::Value::Null);
    if let Some(meeting) = read("meeting").and_then(|n| Meeting::decode(n, &mut known).ok()) {
        meeting.check(problems);
    }
    read("group").and_then(|n| Located::decode(n, &mut known).ok())
}
