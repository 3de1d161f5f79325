//! An annex that is a form: one of the house style, or one with fields of the letter's own.

use super::{AnnexKind, DeadlineItem};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Purpose;
use crate::source::Located;
use crate::yaml::{Decode, Field, Node, Value, one_of};
use crate::{record, words};

words! {
    /// How a form is numbered among the annexes.
    Numbered as "kind of numbering" {
        /// As an annex: `Annex C`.
        Annex = "annex",
        /// Apart from the annexes: `Form 1`.
        Form = "form",
    }
}

words! {
    /// What a field is filled with.
    FieldKind as "kind of field" {
        /// A line of text.
        Line = "line",
        /// Several lines of text.
        Paragraph = "paragraph",
        /// A date.
        Date = "date",
        /// One of several words.
        Choice = "choice",
        /// Some of several words.
        Ticks = "ticks",
        /// One box to be ticked.
        Tick = "tick",
        /// A signature.
        Signature = "signature",
    }
}

impl Decode for Purpose {
    const EXPECTED: &'static str = "what of a person is asked for, such as family-name";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        let words: Vec<_> = Self::ALL.iter().map(|&purpose| (purpose.token(), purpose)).collect();
        one_of(node, "purpose of a field", &words, problems)
    }
}

record! {
    /// A form.
    FormAnnex as "the form" {
        /// `form`.
        kind: AnnexKind,
        /// A name for pointers, when not the form's or `form`: `{{ annex.NAME }}`.
        name: Option<Located<String>>,
        /// A form of the house style: a file in `templates/forms/`.
        form: Option<Located<String>>,
        /// The title; that of the house style's form unless said otherwise.
        title: Option<Located<String>>,
        /// What stands over the fields: Markdown with facts.
        text: Option<Located<String>>,
        /// The letter's own fields.
        fields: Option<Vec<FormField>>,
        /// Where the form is to be sent, when not to the secretariat's e-mail address.
        return_to: Option<Located<String>>,
        /// The key deadline by which it is to be sent.
        due: Option<Located<DeadlineItem>>,
        /// As an annex unless said otherwise.
        numbered: Option<Numbered>,
    }
}

impl FormAnnex {
    /// The name that pointers use.
    pub fn name(&self) -> &str {
        self.name.as_ref().or(self.form.as_ref()).map_or("form", |name| name.value.as_str())
    }

    /// What can be wrong between its keys; `place` is where the annex stands.
    pub fn check(&self, place: &crate::source::Span, problems: &mut Diagnostics) {
        match (&self.form, &self.fields) {
            (None, None) => {
                problems
                    .push(Diagnostic::error("missing-key", "the form has neither `form` nor `fields`").at(
                    &place.whole_line(),
                    "expected `form:` with the name of a form of the house style, or `fields:` with a list",
                ))
            }
            (Some(form), Some(_)) => problems.push(
                Diagnostic::error(
                    "form",
                    "a form is one of the house style or has fields of its own, not both",
                )
                .at(&form.span.whole_line(), "remove this line, or the fields"),
            ),
            (None, Some(_)) if self.title.is_none() => {
                problems.push(Diagnostic::error("missing-key", "the form has no `title`").at(
                    &place.whole_line(),
                    "expected also a line `title:`: fields of your own bring none along",
                ))
            }
            _ => {}
        }
    }
}

/// A field of a form, or a heading over the following fields.
#[derive(Clone, Debug, PartialEq)]
pub enum FormField {
    /// A heading.
    Head(Located<String>),
    /// A field.
    Field(Box<FieldKeys>),
}

impl FormField {
    /// Whether it must be filled in.
    pub fn is_required(&self) -> bool {
        matches!(self, Self::Field(keys) if keys.required == Some(true))
    }
}

record! {
    /// A field as written.
    FieldKeys as "the field" {
        /// What is to be filled in: Markdown with facts.
        label: Located<String>,
        /// A line unless said otherwise; a choice where there are options.
        kind: Option<FieldKind>,
        /// A word of help under the label: Markdown with facts.
        hint: Option<Located<String>>,
        /// The words to choose from.
        options: Option<Located<Vec<Located<String>>>>,
        /// How many lines a paragraph has; three unless said otherwise.
        rows: Option<Located<u32>>,
        /// What of a person is asked for, so that a browser can fill it in.
        purpose: Option<Located<Purpose>>,
        /// Whether it must be filled in.
        required: Option<bool>,
    }
}

impl FieldKeys {
    /// What it is filled with.
    pub fn kind(&self) -> FieldKind {
        let usual = if self.options.is_some() { FieldKind::Choice } else { FieldKind::Line };
        self.kind.unwrap_or(usual)
    }

    fn check(&self, node: &Node, problems: &mut Diagnostics) -> bool {
        let before = problems.iter().count();
        let chooses = matches!(self.kind(), FieldKind::Choice | FieldKind::Ticks);
        match &self.options {
            None if chooses => problems.push(
                Diagnostic::error("missing-key", "a choice needs `options`")
                    .at(&node.span.whole_line(), "expected also `options: [one, another]`"),
            ),
            Some(options) if !chooses => problems.push(
                Diagnostic::error("form", "only a choice has `options`")
                    .at(&options.span.whole_line(), "expected `kind: choice` or `kind: ticks` with it"),
            ),
            Some(options) if options.value.is_empty() => problems.push(
                Diagnostic::error("form", "the list of options is empty")
                    .at(&options.span.whole_line(), "expected at least one"),
            ),
            _ => {}
        }
        let suits = |purpose: Purpose| match self.kind() {
            FieldKind::Line | FieldKind::Paragraph => true,
            FieldKind::Date => purpose == Purpose::Bday,
            _ => false,
        };
        if let Some(purpose) = self.purpose.as_ref().filter(|purpose| !suits(purpose.value)) {
            problems.push(
                Diagnostic::error(
                    "form",
                    format!(
                        "a field of the kind `{}` cannot ask for `{}`",
                        self.kind().word(),
                        purpose.value.token()
                    ),
                )
                .at(&purpose.span, "expected a field of the kind `line`, or no purpose"),
            );
        }
        if let Some(rows) = self.rows.as_ref().filter(|rows| !(1..=20).contains(&rows.value)) {
            problems.push(
                Diagnostic::error("form", format!("a field cannot have {} lines", rows.value))
                    .at(&rows.span, "expected a number from 1 to 20"),
            );
        }
        problems.iter().count() == before
    }
}

impl Decode for FormField {
    const EXPECTED: &'static str = "a field: its label, or `label:` and what belongs to it";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            // A label alone is a line to be filled in.
            Value::Scalar { .. } => {
                let label = Located::decode(node, problems)?;
                let keys = FieldKeys {
                    label,
                    kind: None,
                    hint: None,
                    options: None,
                    rows: None,
                    purpose: None,
                    required: None,
                };
                Some(Self::Field(Box::new(keys)))
            }
            Value::Mapping(entries) if entries.len() == 1 && entries[0].0.text == "heading" => {
                Located::field(Some(&entries[0].1), "heading", &node.span, "the form", problems)
                    .map(Self::Head)
            }
            _ => {
                let keys = FieldKeys::decode(node, problems)?;
                keys.check(node, problems).then(|| Self::Field(Box::new(keys)))
            }
        }
    }
}
