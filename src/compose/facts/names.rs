//! All facts by name.

use super::annex::AnnexFacts;
use super::event::{EventFacts, SubjectLine};
use super::form::FormFacts;
use super::letter::{GroupFacts, LetterFacts};
use super::meeting::MeetingFacts;
use super::people::{ChairFacts, ContactFacts, DeputyFacts, SignatoryFacts};
use super::{Fact, Known, Name, Shape, fact_group};
use crate::model::letter::DeadlineItem;
use crate::model::resolve::Resolved;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use tera::Value;

/// Declares facts: a constant, the name that templates write, and the type.
macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $constant:ident = $name:literal: $type:ty;)+) => {
        $($(#[doc = $doc])+ pub const $constant: Name<$type> = Name($name, PhantomData);)+

        /// Every fact that texts and templates can ask for, in order.
        pub fn all() -> Vec<Known> {
            vec![$(Known::declared::<$type>($name, &[$($doc),+])),+]
        }
    };
}

facts! {
    /// the letter itself
    LETTER = "letter": LetterFacts;
    /// the group that meets, or whose letter it is
    GROUP = "group": GroupFacts;
    /// the meeting; without one, all its facts are none
    MEETING = "meeting": MeetingFacts;
    /// the title of a meeting of the kind `event`
    EVENT_TITLE = "event_title": Option<Value>;
    /// the events beside the meeting, in the order of their dates
    EVENTS = "events": Vec<EventFacts>;
    /// in the phrases `body-event-alone` and `body-event-listed`: the event
    EVENT = "event": EventFacts;
    /// the lines of a subject that names events
    SUBJECT_LINES = "subject_lines": Vec<SubjectLine>;
    /// the first contact
    CONTACTS = "contacts": Option<ContactFacts>;
    /// all contacts, the first included
    CONTACT_LIST = "contact_list": Vec<ContactFacts>;
    /// who chairs the group; none if nobody is known to
    CHAIR = "chair": Option<ChairFacts>;
    /// who signs
    SIGNATORY = "signatory": SignatoryFacts;
    /// who signs on behalf of the signatory; none if the signatory signs
    ON_BEHALF = "on_behalf": Option<DeputyFacts>;
    /// `image`, `signed` or `blank`
    SIGNATURE = "signature": &'static str;
    /// where the QR code leads
    WEB_PAGE = "web_page": Option<String>;
    /// the addressees
    ADDRESSEES = "addressees": Vec<Value>;
    /// those who receive a copy
    COPY = "copy": Vec<Value>;
    /// the rows of the table of key deadlines
    DEADLINES = "deadlines": Vec<DeadlineFacts>;
    /// the days of the key deadlines by item; none for those not listed
    DUE = "due": Due;
    /// the `changes` of an addendum, a corrigendum or a revision
    CHANGES = "changes": Option<Value>;
    /// the phrases of the phrases file, with `_` for `-`, and `phrases.subject_line`, the subject on one line
    PHRASES = "phrases": BTreeMap<String, Value>;
    /// the items of the practical annex by the names of their files, with `_` for `-`
    ITEMS = "items": BTreeMap<String, Value>;
    /// pointers at annexes by name: `annex.practical`, `annex.agenda`
    ANNEX = "annex": BTreeMap<String, Value>;
    /// how two annexes are named together; the filter `pointers` puts their letters in
    ANNEX_POINTERS = "annex_pointers": Value;
    /// the same for three and more
    MORE_ANNEX_POINTERS = "more_annex_pointers": Value;
    /// for `pointers`: pointers that are only a letter, by the whole pointer
    ANNEX_LETTERS = "annex_letters": BTreeMap<String, Value>;
    /// in the phrases of annexes and forms: the letter of the annex
    ANNEX_LETTER = "annex_letter": String;
    /// in the phrase `annex-pointers`: where the letters of the annexes stand
    ANNEX_LIST = "annex_list": Value;
    /// in the phrase `annex-pointers`: 2, or 3 for three and more
    ANNEX_COUNT = "annex_count": u32;
    /// in phrases and texts: the names of the annexes
    ANNEXES = "annexes": Vec<String>;
    /// in `letter.md`: the annexes
    ALL_ANNEXES = "annexes": Vec<AnnexFacts>;
    /// in `annexes/`: the annex
    ANNEX_ENTRY = "annex_entry": AnnexFacts;
    /// in `forms/`, and in phrases named `form-…`: the form
    FORM = "form": FormFacts;
    /// in `blocks/`: the text of the letter
    BLOCK = "block": BlockFacts;
    /// in `letter.md`: the blocks of the body as their templates printed them
    BODY = "body": Vec<Value>;
}

fact_group! {
    /// A row of the table of key deadlines.
    pub struct DeadlineFacts {
        /// the day
        date: NaiveDate,
        /// what is due
        items: Vec<Value>,
    }
}

fact_group! {
    /// The text of a block of the body.
    #[derive(Default)]
    pub struct BlockFacts {
        /// the text of a note or a notice
        text: Option<Value>,
        /// the heading of a list
        head: Option<Value>,
        /// the items of a list
        items: Option<Value>,
    }
}

/// The days of the key deadlines.
pub struct Due([Option<NaiveDate>; DeadlineItem::ALL.len()]);

impl Due {
    /// Those that a letter lists.
    pub fn of(resolved: &Resolved<'_>) -> Self {
        let row = |item| resolved.deadlines.iter().find(|row| row.has(item));
        Self(DeadlineItem::ALL.map(|item| row(item).map(|row| row.date)))
    }
}

impl Fact for Due {
    fn shape() -> Shape {
        let known = |item: DeadlineItem| Known {
            name: item.word().to_owned(),
            about: item.meaning(),
            shape: Shape::Day,
            is_optional: true,
        };
        Shape::Group(DeadlineItem::ALL.map(known).to_vec())
    }

    fn value(self) -> Value {
        let names = DeadlineItem::ALL.map(DeadlineItem::word);
        names.into_iter().zip(self.0.map(Fact::value)).collect::<BTreeMap<_, _>>().into()
    }
}
