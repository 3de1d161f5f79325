//! Annexes as typed parts. Their letters (A, B, C) follow from their order.

use super::{AgendaItem, FormAnnex, HostAnnex, Questions, Texts, TimePlan};
use crate::base::diagnostic::{Diagnostics, Reported};
use crate::base::source::{Located, Span};
use crate::base::text::nearest;
use crate::base::yaml;
use crate::base::yaml::Decode;
use crate::base::yaml::Node;
use crate::base::yaml::Schema;
use crate::base::yaml::SchemaGenerator;
use crate::base::yaml::rules::MISSING_KEY;
use crate::base::yaml::shape;
use crate::record;
use crate::words;
use schemars::json_schema;

words! {
    /// What an annex is.
    AnnexKind as "kind of annex" {
        /// practical meeting information
        Practical = "practical",
        /// the agenda
        Agenda = "agenda",
        /// practical information from the host of a meeting
        Host = "host",
        /// a form to be filled in
        Form = "form",
        /// a picture
        Image = "image",
        /// free text
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
        !matches!(self, Self::Form | Self::Image | Self::Text)
    }
}

record! {
    /// Practical meeting information: the items of the house style that suit the meeting.
    Practical as "the practical annex" {
        /// `practical`
        kind: AnnexKind,
        /// The title of the annex: Markdown with facts.
        ///
        /// Without it: the house style's.
        title: Option<Located<String>>,
        /// Items of `templates/items/` said differently, by name: Markdown with facts. An empty text (`""`)
        /// leaves the item out; `by-style` takes the house style's words where the kind of meeting has no
        /// such item.
        ///
        /// Without it: the house style's.
        items: Option<Texts>,
    }
}

record! {
    /// The agenda.
    Agenda as "the agenda" {
        /// `agenda`
        kind: AnnexKind,
        /// A name for pointers, where there are several: `{{ annex.NAME }}`.
        ///
        /// Without it: `agenda`.
        #[examples("programme", "timetable")]
        name: Option<Located<String>>,
        /// The title of the annex: Markdown with facts.
        ///
        /// Without it: the house style's.
        title: Option<Located<String>>,
        /// The notes over the agenda, without the word NOTE: a list; Markdown with facts.
        ///
        /// Without it: none.
        notes: Option<Vec<Located<String>>>,
        /// How the items are numbered: a numbering of the house style's theme. `agenda` gives 1. / a) / •,
        /// `decimal` gives 1 / 1.1 / 1.1.1.
        ///
        /// Without it: `agenda`.
        #[usual("agenda")]
        #[examples("decimal")]
        numbering: Option<Located<String>>,
        /// The items: Markdown with facts. Behind a colon an item can have a list of items below it.
        ///
        /// Without it: the usual agenda of the kind of meeting.
        items: Option<Vec<AgendaItem>>,
    }
}

record! {
    /// An annex of free text.
    FreeAnnex as "the text annex" {
        /// `text`
        kind: AnnexKind,
        /// A name for pointers: `{{ annex.NAME }}` becomes `Annex A` with a link.
        #[examples("travel", "annex")]
        name: Located<String>,
        /// The title of the annex: Markdown with facts.
        title: Located<String>,
        /// What it says: Markdown with facts, of any length.
        text: Located<String>,
        /// Whether its pages lie on their long side.
        ///
        /// Without it: `no`.
        landscape: Option<bool>,
    }
}

record! {
    /// An annex that is a picture.
    ImageAnnex as "the image annex" {
        /// `image`
        kind: AnnexKind,
        /// A name for pointers: `{{ annex.NAME }}` becomes `Annex A` with a link.
        #[examples("map", "rooms")]
        name: Located<String>,
        /// The title of the annex: Markdown with facts.
        title: Located<String>,
        /// The file: PNG or JPEG, beside the letter or in `templates/images`.
        #[examples("images/rooms.png", "map.jpg")]
        image: Located<String>,
        /// What the picture shows, in words, for people who do not see it.
        alt: Located<String>,
        /// A line under the picture: Markdown with facts.
        ///
        /// Without it: none.
        caption: Option<Located<String>>,
        /// Whether its pages lie on their long side.
        ///
        /// Without it: `no`.
        landscape: Option<bool>,
    }
}

/// An annex.
#[derive(Clone, Debug, PartialEq)]
pub enum Annex {
    /// Practical meeting information.
    Practical(Practical, Span),
    /// The agenda.
    Agenda(Agenda, Span),
    /// Practical information from the host.
    Host(Box<HostAnnex>, Span),
    /// A form.
    Form(Box<FormAnnex>, Span),
    /// A picture.
    Image(Box<ImageAnnex>, Span),
    /// Free text.
    Text(FreeAnnex, Span),
    /// The draft time plan.
    TimePlan(TimePlan, Span),
    /// The list of Questions.
    Questions(Questions, Span),
}

impl Annex {
    /// The name that pointers use (`{{ annex.agenda }}`).
    pub fn name(&self) -> &str {
        match self {
            Self::Practical(..) => "practical",
            Self::Agenda(annex, _) => annex.name.as_ref().map_or("agenda", |name| &name.value),
            Self::Host(..) => "host",
            Self::Form(annex, _) => annex.name(),
            Self::Image(annex, _) => &annex.name.value,
            Self::Text(annex, _) => &annex.name.value,
            Self::TimePlan(..) => "time-plan",
            Self::Questions(..) => "questions",
        }
    }

    /// The word for its kind.
    pub fn kind(&self) -> AnnexKind {
        match self {
            Self::Practical(..) => AnnexKind::Practical,
            Self::Agenda(..) => AnnexKind::Agenda,
            Self::Host(..) => AnnexKind::Host,
            Self::Form(..) => AnnexKind::Form,
            Self::Image(..) => AnnexKind::Image,
            Self::Text(..) => AnnexKind::Text,
            Self::TimePlan(..) => AnnexKind::TimePlan,
            Self::Questions(..) => AnnexKind::Questions,
        }
    }

    /// Its title, when the letter gives one.
    pub fn title(&self) -> Option<&Located<String>> {
        match self {
            Self::Practical(annex, _) => annex.title.as_ref(),
            Self::Agenda(annex, _) => annex.title.as_ref(),
            Self::Host(annex, _) => annex.title.as_ref(),
            Self::Form(annex, _) => annex.title.as_ref(),
            Self::Image(annex, _) => Some(&annex.title),
            Self::Text(annex, _) => Some(&annex.title),
            Self::TimePlan(annex, _) => annex.title.as_ref(),
            Self::Questions(annex, _) => annex.title.as_ref(),
        }
    }

    /// Where it stands.
    pub fn span(&self) -> &Span {
        match self {
            Self::Practical(_, span) | Self::Agenda(_, span) | Self::Text(_, span) => span,
            Self::Host(_, span) | Self::Form(_, span) | Self::Image(_, span) => span,
            Self::TimePlan(_, span) | Self::Questions(_, span) => span,
        }
    }

    /// Where its own name stands, when the letter gives one.
    pub fn own_name(&self) -> Option<&Located<String>> {
        match self {
            Self::Agenda(annex, _) => annex.name.as_ref(),
            Self::Form(annex, _) => annex.name.as_ref(),
            Self::Image(annex, _) => Some(&annex.name),
            Self::Text(annex, _) => Some(&annex.name),
            _ => None,
        }
    }

    /// Whether it lies on its long side.
    pub fn is_landscape(&self) -> bool {
        let said = match self {
            Self::Image(annex, _) => annex.landscape,
            Self::Text(annex, _) => annex.landscape,
            _ => None,
        };
        said.unwrap_or(false)
    }
}

impl Decode for Annex {
    const EXPECTED: &'static str = "an annex: `kind:` and what belongs to it";
    const NAME: Option<&'static str> = Some("Annex");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let entries = yaml::entries(node, Self::EXPECTED, problems)?;
        let span = node.span.clone();
        let Some(kind) = node.get("kind") else {
            let found = entries.iter().find(|(k, _)| nearest(&k.text, ["kind"]).is_some());
            let place = found.map_or(span.whole_line(), |(k, _)| k.span.clone());
            return Err(problems.refuse(
                MISSING_KEY
                    .finding("the annex has no `kind`")
                    .at(&place, format!("expected `kind:` with one of {}", AnnexKind::WORDS.join(", "))),
            ));
        };
        match AnnexKind::decode(kind, problems)? {
            AnnexKind::Practical => Practical::decode(node, problems).map(|a| Self::Practical(a, span)),
            AnnexKind::Agenda => Agenda::decode(node, problems).map(|a| Self::Agenda(a, span)),
            AnnexKind::Host => HostAnnex::decode(node, problems).map(|a| Self::Host(Box::new(a), span)),
            AnnexKind::Form => FormAnnex::decode(node, problems).map(|a| Self::Form(Box::new(a), span)),
            AnnexKind::Image => ImageAnnex::decode(node, problems).map(|a| Self::Image(Box::new(a), span)),
            AnnexKind::Text => FreeAnnex::decode(node, problems).map(|a| Self::Text(a, span)),
            AnnexKind::TimePlan => TimePlan::decode(node, problems).map(|a| Self::TimePlan(a, span)),
            AnnexKind::Questions => Questions::decode(node, problems).map(|a| Self::Questions(a, span)),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let kind = shape::described(shape::of::<AnnexKind>(book), "What the annex is.\n\nMust be there.");
        let mut schema = json_schema!({
            "title": "The annex",
            "type": "object",
            "properties": { "kind": kind },
            "required": ["kind"],
        });
        for kind in AnnexKind::ALL {
            let keys = match kind {
                AnnexKind::Practical => shape::of::<Practical>(book),
                AnnexKind::Agenda => shape::of::<Agenda>(book),
                AnnexKind::Host => shape::of::<HostAnnex>(book),
                AnnexKind::Form => shape::of::<FormAnnex>(book),
                AnnexKind::Image => shape::of::<ImageAnnex>(book),
                AnnexKind::Text => shape::of::<FreeAnnex>(book),
                AnnexKind::TimePlan => shape::of::<TimePlan>(book),
                AnnexKind::Questions => shape::of::<Questions>(book),
            };
            shape::rule(&mut schema, shape::says("kind", &[kind.word()]), keys.into());
        }
        schema
    }
}
