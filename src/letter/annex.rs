//! Annexes as typed parts. Their letters (A, B, C) follow from their order.

use super::{AgendaItem, Questions, Texts, TimePlan};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Located, Span};
use crate::yaml::{Decode, Node, Value, nearest, wrong_type};
use crate::{record, words};

words! {
    /// What an annex is.
    AnnexKind as "kind of annex" {
        /// Practical meeting information.
        Practical = "practical",
        /// The agenda.
        Agenda = "agenda",
        /// Free text.
        Text = "text",
        /// The draft time plan.
        TimePlan = "time-plan",
        /// The list of Questions.
        Questions = "questions",
    }
}

record! {
    /// Practical information: chosen items, some said differently.
    Practical as "the practical annex" {
        /// `practical`.
        kind: AnnexKind,
        /// The title, when not the usual one.
        title: Option<Located<String>>,
        /// Items said differently, by name; an empty text leaves the item out.
        items: Option<Texts>,
    }
}

record! {
    /// The agenda.
    Agenda as "the agenda" {
        /// `agenda`.
        kind: AnnexKind,
        /// The title, when not the usual one.
        title: Option<Located<String>>,
        /// The NOTE lines over the agenda, without the word NOTE: Markdown with facts.
        notes: Option<Vec<Located<String>>>,
        /// The numbering in the theme: `agenda` (1. a) •) unless said otherwise, or `decimal`.
        numbering: Option<Located<String>>,
        /// The items, when not the usual ones of the kind of meeting.
        items: Option<Vec<AgendaItem>>,
    }
}

record! {
    /// An annex of free text.
    FreeAnnex as "the text annex" {
        /// `text`.
        kind: AnnexKind,
        /// A name for pointers: `{{ annex.NAME }}`.
        name: Located<String>,
        /// The title.
        title: Located<String>,
        /// Markdown with facts.
        text: Located<String>,
    }
}

/// An annex.
#[derive(Clone, Debug, PartialEq)]
pub enum Annex {
    /// Practical meeting information.
    Practical(Practical, Span),
    /// The agenda.
    Agenda(Agenda, Span),
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
            Self::Agenda(..) => "agenda",
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
            Self::Text(annex, _) => Some(&annex.title),
            Self::TimePlan(annex, _) => annex.title.as_ref(),
            Self::Questions(annex, _) => annex.title.as_ref(),
        }
    }

    /// Where it stands.
    pub fn span(&self) -> &Span {
        match self {
            Self::Practical(_, span) | Self::Agenda(_, span) | Self::Text(_, span) => span,
            Self::TimePlan(_, span) | Self::Questions(_, span) => span,
        }
    }
}

impl Decode for Annex {
    const EXPECTED: &'static str = "an annex: `kind:` and what belongs to it";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            problems.push(wrong_type(node, Self::EXPECTED));
            return None;
        };
        let span = node.span.clone();
        let Some(kind) = node.get("kind") else {
            let found = entries.iter().find(|(k, _)| nearest(&k.text, ["kind"]).is_some());
            let place = found.map_or(span.whole_line(), |(k, _)| k.span.clone());
            problems.push(
                Diagnostic::error("missing-key", "the annex has no `kind`")
                    .at(&place, "expected `kind:` with practical, agenda, text, time-plan or questions"),
            );
            return None;
        };
        match AnnexKind::decode(kind, problems)? {
            AnnexKind::Practical => Practical::decode(node, problems).map(|a| Self::Practical(a, span)),
            AnnexKind::Agenda => Agenda::decode(node, problems).map(|a| Self::Agenda(a, span)),
            AnnexKind::Text => FreeAnnex::decode(node, problems).map(|a| Self::Text(a, span)),
            AnnexKind::TimePlan => TimePlan::decode(node, problems).map(|a| Self::TimePlan(a, span)),
            AnnexKind::Questions => Questions::decode(node, problems).map(|a| Self::Questions(a, span)),
        }
    }
}
