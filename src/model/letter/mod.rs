//! The letter as its YAML file says it: typed, every value with its place. Nothing is computed here.
//!
//! Knows nothing of templates, languages' phrases or formats.

mod agenda;
mod annex;
mod approval;
mod body;
mod collocated;
mod contacts;
mod day;
mod deadlines;
mod desk;
mod event;
mod form;
mod form_annex;
mod host;
mod keys;
mod meeting;
mod meeting_check;
mod meeting_part;
mod plenary;
mod practical;
mod questions;
pub mod rules;
mod subject;
mod time;
mod time_plan;
mod working_party;

pub use agenda::AgendaItem;
pub use annex::{Agenda, Annex, AnnexKind, FreeAnnex, ImageAnnex};
pub use approval::Approval;
pub(crate) use body::BY_STYLE;
pub use body::{BodyBlock, BulletList, Texts};
pub use collocated::Collocated;
pub use contacts::{Chair, ContactList, Contacts, Deputy};
pub use day::{Day, Half};
pub use deadlines::{Deadline, DeadlineByHand, DeadlineItem, Deadlines, NONE as NO_DEADLINES, OtherDeadline};
pub use desk::{DeskDays, OpenHours};
pub use event::{Event, InSubject};
pub use form::{Amendment, Part, Series};
pub use form_annex::{FieldKeys, FieldKind, FormAnnex, FormField, Numbered};
pub use host::{HostAnnex, Hotel};
pub use keys::{Also, LetterKey, LetterValue, Next, Walk, When, texts};
pub use meeting::{Endorsed, Format, Interpretation, Kind, Meeting, OpeningSentence, Schedule};
pub(crate) use meeting::{HEADQUARTERS, is_headquarters};
pub use meeting_part::MeetingPart;
pub use plenary::{Plenary, PlenaryTime};
pub use practical::{OwnItem, Practical};
pub use questions::{Question, Questions};
pub use subject::Subject;
pub use time::{Hours, Time};
pub use time_plan::{PlanCell, PlanDays, PlanRow, TimePlan, Weekends};
pub use working_party::WorkingParty;

use crate::base::yaml::rules::MISSING_KEY;
use crate::base::yaml::{self, Decode, Node, Schema, SchemaGenerator, shape, words};
use crate::base::{Diagnostic, Diagnostics, Language, Located, Reported, Source, Span};
use crate::model::letter::rules::EMPTY;
use chrono::NaiveDate;
use keys::letter_record;
use serde_json::json;
use std::sync::Arc;

words! {
    /// Whether the letter can still change.
    Status as "status" {
        /// still being written
        Draft = "draft",
        /// sent: the next build keeps its files as issued, and they no longer change
        Issued = "issued",
    }
}

words! {
    /// What appears above the name of the signatory.
    Signature as "kind of signature" {
        /// the image named in the directory of signatories
        Image = "image",
        /// the word `(signed)`
        Signed = "signed",
        /// space for a handwritten signature
        Blank = "blank",
    }
}

words! {
    /// The mark before each addressee.
    AddresseeMarks as "kind of addressee mark" {
        /// a dash
        Dash = "dash",
        /// no mark
        None = "none",
    }
}

words! {
    /// Who speaks in the letter.
    Voice as "voice" {
        /// the signatory alone: *It is my pleasure*, *I wish you*
        I = "I",
        /// the signatory and those who convene the meeting: *We are pleased*, *We wish you*
        We = "we",
    }
}

words! {
    /// What is between the title of the meeting and its place and dates.
    SubjectMark as "subject mark" {
        /// a comma
        Comma = "comma",
        /// a semicolon
        Semicolon = "semicolon",
        /// the end of the line
        Line = "line",
    }
}

impl Decode for Language {
    const EXPECTED: &'static str = "a language (en, fr, es, ru, zh or ar)";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        yaml::one_of(node, "language", &Language::ALL.map(|l| (l.code(), l)), problems)
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::words("language", &Language::ALL.map(|l| (l.code(), l.name().to_owned())))
    }
}

letter_record! {
    /// A letter contains only what is new. Everything else comes from the group, the kind of meeting, the
    /// dates and the house style.
    Letter as "the letter", ruled by rules {
        /// The number of the letter in its series, group and study period. An addendum, a corrigendum or a
        /// revision has the number of the letter that it changes.
        #[examples(11, 12)]
        #[between(1, 9999)]
        number: Located<u32> => Asked,
        /// The group that meets: a key of `directory/groups.yaml`. For a circular, the group whose
        /// secretariat writes it.
        #[examples("SG1", "SG4")]
        group: Located<String> => Asked,
        /// The date on which the letter is sent.
        #[examples("2021-01-21", "2025-01-20")]
        date: Located<NaiveDate> => Asked,
        /// The meeting that the letter convenes.
        ///
        /// Required, except in a circular.
        meeting: Option<Meeting> => Facts + Amended,
        /// The series in which the letter is numbered.
        ///
        /// Without it: `collective-letter`.
        #[usual("collective-letter")]
        series: Option<Series> => Asked,
        /// If this letter adds to an earlier letter: the number of the addendum. An addendum also needs
        /// `date-of-original`.
        ///
        /// Without it: the letter is not an addendum.
        #[examples(1, 2)]
        #[between(1, 99)]
        addendum: Option<Located<u32>> => Asked or "[number]",
        /// If this letter corrects an earlier letter: the number of the corrigendum. A corrigendum also needs
        /// `date-of-original`.
        ///
        /// Without it: the letter is not a corrigendum.
        #[examples(1, 2)]
        #[between(1, 99)]
        corrigendum: Option<Located<u32>> => Asked or "[number]",
        /// If this letter replaces an earlier letter: the number of the revision. A revision also needs
        /// `date-of-original`.
        ///
        /// Without it: the letter is not a revision.
        #[examples(1, 2)]
        #[between(1, 99)]
        revision: Option<Located<u32>> => Asked or "[number]",
        /// The date of the letter that this one adds to, corrects or replaces.
        ///
        /// Required with `addendum`, `corrigendum` or `revision`; not allowed in other letters.
        #[examples("2021-01-21", "2025-01-20")]
        date_of_original: Option<Located<NaiveDate>> => Asked or "[date]",
        /// What this letter adds to, corrects or changes in the earlier letter. Markdown and facts allowed.
        /// Only for a letter that changes another one.
        ///
        /// Without it: no such text.
        changes: Option<Located<String>> => Dropped + Translated,
        /// The study period.
        ///
        /// Without it: the study period that includes the date.
        #[examples("T17", "T22")]
        period: Option<Located<String>> => Dropped,
        /// The second line of the reference.
        ///
        /// Without it: no second line.
        #[examples("SG1/XY", "SG1/RP")]
        file_reference: Option<String> => Copied if SameGroup + Amended,
        /// Whether the letter can still change.
        ///
        /// Without it: `draft`.
        #[usual("draft")]
        status: Option<Status> => Asked,
        /// Who approved the letter, and when. `letters issue` writes it; it is not printed.
        ///
        /// Without it: nothing is recorded.
        approved: Option<Approval> => Dropped,
        /// The language in which the letter is written.
        ///
        /// Without it: `en`.
        #[usual("en")]
        language: Option<Located<Language>> => Copied + Amended,
        /// What the letter is about: one line, or a list of up to six lines. Markdown and facts allowed.
        ///
        /// Without it: a subject composed from the facts of the meeting; required if there is no meeting.
        subject: Option<Subject> => Each + Translated + Amended,
        /// What the subject has between the title of the meeting and its place and dates. Not with a `subject` of your own,
        /// nor in a subject that names events: it has a line for each.
        ///
        /// Without it: a comma, or the end of the line in languages in which letters of ITU have it.
        subject_mark: Option<Located<SubjectMark>> => Copied + Amended,
        /// Who speaks in the letter: `I` or `we`.
        ///
        /// Without it: `I`; for a joint meeting, `we`.
        voice: Option<Located<Voice>> => Copied if SameGroup + Amended,
        /// Workshops, tutorials and meetings of other groups held together with this meeting: a list.
        ///
        /// Without it: no events.
        events: Option<Vec<Event>> => Listed + Amended,
        /// The addressees: a list. Markdown and facts allowed. The program adds the punctuation after each that
        /// does not end with a mark of its own.
        ///
        /// Without it: the usual addressees for this kind of meeting.
        addressees: Option<Vec<Located<String>>> => Checked + Translated + Amended,
        /// The people or groups who receive a copy: a list, printed under `Copy:`. Markdown and facts allowed.
        ///
        /// Without it: no copies; a circular has the list of the house style.
        copy: Option<Vec<Located<String>>> => Checked + Translated + Amended,
        /// The mark before each addressee.
        ///
        /// Without it: `dash`.
        #[usual("dash")]
        addressee_marks: Option<AddresseeMarks> => Checked + Amended,
        /// How to reach the secretariat, if this differs from the directory of groups: a set of keys, or a
        /// list of such sets. An empty text (`""`) removes a row.
        ///
        /// Without it: the contacts of the group.
        contacts: Option<ContactList> => Checked if SameGroup + Amended,
        /// Your own versions of phrases, each under its name in `templates/phrases/en.yaml`. Markdown and
        /// facts allowed.
        ///
        /// Without it: the phrases of the house style.
        wording: Option<Texts> => Timeless + Translated + Amended,
        /// The blocks of the body, in order: names of blocks in the house style, and your own texts.
        ///
        /// Without it: the usual blocks for this kind of meeting.
        body: Option<Vec<BodyBlock>> => Blocks + Translated,
        /// Whether the paragraphs of the body are numbered. The last sentence has no number.
        ///
        /// Without it: `no`.
        numbered_paragraphs: Option<bool> => Copied + Amended,
        /// Changes to the table of key deadlines; `none` leaves the table out.
        ///
        /// Without it: the dates that the deadline rules give.
        deadlines: Option<Deadlines> => Rules,
        /// The annexes, in order. The annex letters A, B, C follow this order.
        ///
        /// Without it: the usual annexes for this kind of meeting, in most cases practical information and
        /// the agenda.
        annexes: Option<Vec<Annex>> => Annexes,
        /// Whether a line such as `(to TSB Collective letter 1/1)` appears under the number of each annex.
        ///
        /// Without it: `no`.
        annex_reference: Option<bool> => Checked,
        /// The person who chairs the group, if not the one in the directory of groups.
        ///
        /// Without it: the chair in the directory.
        chair: Option<Chair> => Checked if SameGroup,
        /// The person who signs the letter: a name in `directory/signatories.yaml`.
        ///
        /// Without it: the signatory in office on the date of the letter.
        signatory: Option<Located<String>> => Dropped,
        /// The person who signs on behalf of the signatory.
        ///
        /// Without it: the signatory signs.
        on_behalf: Option<Deputy> => Dropped,
        /// What appears above the name of the signatory.
        ///
        /// Without it: the image if there is one, otherwise `(signed)`.
        signature: Option<Located<Signature>> => Checked + Amended,
        /// The web address in the QR code. It begins with `https://` and has at most 300 characters.
        ///
        /// Without it: the web page of the group.
        #[examples("https://www.itu.int/go/tsg1", "https://www.itu.int/go/tsg4")]
        web_page: Option<Located<String>> => Timeless if SameGroup + Amended,
        /// Findings of the checker that you accept in this letter: the code of each, with the reason.
        /// `letters explain` lists the codes.
        ///
        /// Without it: every finding is shown.
        allow: Option<Texts> => Named,
        /// The name of the files up to the first `!`: letters, digits, `-` and `_`.
        ///
        /// Without it: a name composed of study period, group and number, such as `T17-SG1-COL-0001`.
        #[examples("T17-SG1-COL-0001", "T17-SG1-COL-0002")]
        file_name: Option<Located<String>> => Dropped + Amended,
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
            return Err(EMPTY
                .finding("the file is empty")
                .at(&Span::file(source), "expected a letter")
                .hint("write at least `number`, `group`, `date` and `meeting`")
                .refuse(problems));
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

    /// Whether it says *we* and not *I*: groups that meet jointly do, if the letter says nothing else.
    pub fn says_we(&self) -> bool {
        let joint = self.meeting.as_ref().and_then(|meeting| meeting.joint_with.as_ref());
        let by_default = if joint.is_some_and(|groups| !groups.is_empty()) { Voice::We } else { Voice::I };
        self.voice.as_ref().map_or(by_default, |voice| voice.value) == Voice::We
    }

    /// The language it is written in.
    pub fn language(&self) -> Language {
        self.language.as_ref().map_or(Language::English, |l| l.value)
    }
}

fn missing(letter: &Span, key: &str, expected: &str) -> Diagnostic {
    MISSING_KEY
        .finding(format!("the line `{key}:` is missing"))
        .at(&letter.whole_line(), format!("add `{key}:` with {expected}"))
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
