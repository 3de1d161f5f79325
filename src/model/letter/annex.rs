//! Annexes as typed parts. Their letters (A, B, C) follow from their order.

use super::keys::{LetterKey, LetterValue, Walk, letter_record};
use super::{AgendaItem, FormAnnex, HostAnnex, Practical, Questions, TimePlan};
use crate::base::text::nearest;
use crate::base::yaml::rules::MISSING_KEY;
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, shape, words};
use crate::base::{Diagnostics, Located, Reported, Span, yaml};
use schemars::json_schema;

words! {
    /// The kind of annex.
    AnnexKind as "kind of annex" {
        /// practical meeting information
        Practical = "practical",
        /// the agenda
        Agenda = "agenda",
        /// practical information from the host of a meeting
        Host = "host",
        /// a form to fill in
        Form = "form",
        /// an image
        Image = "image",
        /// your own text
        Text = "text",
        /// the draft time plan
        TimePlan = "time-plan",
        /// the list of Questions
        Questions = "questions",
    }
}

impl AnnexKind {
    /// Whether the house style has a title for it; any other annex brings its own.
    pub fn has_usual_title(self) -> bool {
        match self {
            Self::Practical | Self::Agenda | Self::Host | Self::TimePlan | Self::Questions => true,
            Self::Form | Self::Image | Self::Text => false,
        }
    }
}

letter_record! {
    /// The agenda.
    Agenda as "the agenda" {
        /// `agenda`
        kind: AnnexKind => Copied,
        /// A name for pointers, if there are several agendas: `{{ annex.NAME }}`.
        ///
        /// Without it: `agenda`.
        #[examples("programme", "timetable")]
        name: Option<Located<String>> => Copied,
        /// The title of the annex. Markdown and facts allowed.
        ///
        /// Without it: the title in the house style.
        title: Option<Located<String>> => Carried + Translated,
        /// Notes above the agenda, without the word NOTE: a list. Markdown and facts allowed.
        ///
        /// Without it: no notes.
        notes: Option<Vec<Located<String>>> => Each + Translated,
        /// How the items are numbered: the name of a numbering in the theme of the house style. `agenda`
        /// gives 1. / a) / •, `decimal` gives 1 / 1.1 / 1.1.1.
        ///
        /// Without it: `agenda`.
        #[usual("agenda")]
        #[examples("decimal")]
        numbering: Option<Located<String>> => Copied,
        /// The items. Markdown and facts allowed. An item that ends with a colon can have a list of items
        /// below it.
        ///
        /// Without it: the usual agenda for this kind of meeting.
        items: Option<Vec<AgendaItem>> => Checked + Translated,
    }
}

letter_record! {
    /// An annex with your own text.
    FreeAnnex as "the text annex" {
        /// `text`
        kind: AnnexKind => Copied,
        /// A name for pointers: `{{ annex.NAME }}` becomes `Annex A` with a link.
        #[examples("travel", "annex")]
        name: Located<String> => Copied,
        /// The title of the annex. Markdown and facts allowed.
        title: Located<String> => Carried + Translated,
        /// The text, of any length. Markdown and facts allowed.
        text: Located<String> => Each + Translated,
        /// Whether the pages of this annex are in landscape format.
        ///
        /// Without it: `no`.
        landscape: Option<bool> => Copied,
    }
}

letter_record! {
    /// An annex that consists of an image.
    ImageAnnex as "the image annex" {
        /// `image`
        kind: AnnexKind => Copied,
        /// A name for pointers: `{{ annex.NAME }}` becomes `Annex A` with a link.
        #[examples("map", "rooms")]
        name: Located<String> => Copied,
        /// The title of the annex. Markdown and facts allowed.
        title: Located<String> => Carried + Translated,
        /// The image file: PNG or JPEG, next to the letter or in `templates/images`.
        #[examples("images/rooms.png", "map.jpg")]
        image: Located<String> => Copied,
        /// A description of the image, for people who cannot see it.
        alt: Located<String> => Carried + Translated,
        /// A line below the image. Markdown and facts allowed.
        ///
        /// Without it: no caption.
        caption: Option<Located<String>> => Carried + Translated,
        /// Whether the pages of this annex are in landscape format.
        ///
        /// Without it: `no`.
        landscape: Option<bool> => Copied,
    }
}

/// Declares the kinds of annexes, each with the type of its keys.
macro_rules! annexes {
    ($($(#[doc = $doc:literal])* $kind:ident($type:ty)),* $(,)?) => {
        /// An annex.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Annex { $($(#[doc = $doc])* $kind($type, Span)),* }

        impl Annex {
            /// The word for its kind.
            pub fn kind(&self) -> AnnexKind {
                match self { $(Self::$kind(..) => AnnexKind::$kind),* }
            }

            /// Its title, when the letter gives one.
            pub fn title(&self) -> Option<&Located<String>> {
                match self { $(Self::$kind(annex, _) => (&annex.title).into()),* }
            }

            /// Where it stands.
            pub fn span(&self) -> &Span {
                match self { $(Self::$kind(_, span) => span),* }
            }

            fn of(kind: AnnexKind, node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
                let span = node.span.clone();
                match kind { $(AnnexKind::$kind => <$type>::decode(node, problems).map(|annex| Self::$kind(annex, span))),* }
            }
        }

        impl AnnexKind {
            fn keys(self, book: &mut SchemaGenerator) -> Schema {
                match self { $(Self::$kind => shape::of::<$type>(book)),* }
            }

            /// The keys of such an annex.
            pub fn letter_keys(self) -> &'static [LetterKey] {
                match self { $(Self::$kind => <$type>::KEYS),* }
            }
        }
    };
}

annexes! {
    /// Practical meeting information.
    Practical(Practical),
    /// The agenda.
    Agenda(Agenda),
    /// Practical information from the host.
    Host(Box<HostAnnex>),
    /// A form.
    Form(Box<FormAnnex>),
    /// A picture.
    Image(Box<ImageAnnex>),
    /// Free text.
    Text(FreeAnnex),
    /// The draft time plan.
    TimePlan(TimePlan),
    /// The list of Questions.
    Questions(Questions),
}

impl Annex {
    /// The name that pointers use (`{{ annex.agenda }}`).
    pub fn name(&self) -> &str {
        match (self, self.own_name()) {
            (Self::Form(annex, _), _) => annex.name(),
            (_, Some(name)) => name,
            (_, None) => self.kind().word(),
        }
    }

    /// Where its own name stands, when the letter gives one.
    pub fn own_name(&self) -> Option<&Located<String>> {
        match self {
            Self::Agenda(annex, _) => annex.name.as_ref(),
            Self::Form(annex, _) => annex.name.as_ref(),
            Self::Image(annex, _) => Some(&annex.name),
            Self::Text(annex, _) => Some(&annex.name),
            Self::Practical(..) | Self::Host(..) | Self::TimePlan(..) | Self::Questions(..) => None,
        }
    }

    /// Whether it lies on its long side.
    pub fn is_landscape(&self) -> bool {
        let said = match self {
            Self::Image(annex, _) => annex.landscape,
            Self::Text(annex, _) => annex.landscape,
            Self::TimePlan(plan, _) => Some(!plan.is_elsewhere()),
            Self::Practical(..)
            | Self::Agenda(..)
            | Self::Host(..)
            | Self::Form(..)
            | Self::Questions(..) => None,
        };
        said.unwrap_or(false)
    }
}

impl Decode for Annex {
    const EXPECTED: &'static str = "an annex (`kind:` and the keys of that kind)";
    const NAME: Option<&'static str> = Some("Annex");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let entries = yaml::entries(node, Self::EXPECTED, problems)?;
        let span = node.span.clone();
        let Some(kind) = node.get("kind") else {
            let found = entries.iter().find(|(k, _)| nearest(&k.text, ["kind"]).is_some());
            let place = found.map_or(span.whole_line(), |(k, _)| k.span.clone());
            return Err(MISSING_KEY
                .finding("the annex has no `kind`")
                .at(&place, format!("write `kind:` with one of {}", AnnexKind::WORDS.join(", ")))
                .refuse(problems));
        };
        Self::of(AnnexKind::decode(kind, problems)?, node, problems)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let kind = shape::described(shape::of::<AnnexKind>(book), "The kind of annex.\n\nRequired.");
        let mut schema = json_schema!({
            "title": "The annex",
            "type": "object",
            "properties": { "kind": kind },
            "required": ["kind"],
        });
        for kind in AnnexKind::ALL {
            shape::rule(&mut schema, shape::says("kind", &[kind.word()]), kind.keys(book).into());
        }
        schema
    }
}

impl LetterValue for Annex {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        let kind = node.get("kind").and_then(Node::as_str).and_then(AnnexKind::read);
        kind.into_iter().for_each(|kind| walk.record(node, kind.letter_keys()));
    }
}
