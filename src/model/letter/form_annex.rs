//! An annex that is a form: one of the house style, or one with fields of the letter's own.

use super::keys::{LetterValue, Walk, letter_record};
use super::{AnnexKind, DeadlineItem};
use crate::base::yaml::rules::MISSING_KEY;
use crate::base::yaml::{Decode, Field, Node, Schema, SchemaGenerator, Value, one_of, shape, words};
use crate::base::{Diagnostics, Located, Purpose, Reported};
use crate::model::letter::rules::FORM;
use serde_json::json;

words! {
    /// How the form is numbered.
    Numbered as "kind of numbering" {
        /// as an annex: `Annex C`
        Annex = "annex",
        /// separately from the annexes: `Form 1`
        Form = "form",
    }
}

words! {
    /// What people enter in the field.
    FieldKind as "kind of field" {
        /// one line of text
        Line = "line",
        /// several lines of text
        Paragraph = "paragraph",
        /// a date
        Date = "date",
        /// one of the `options`
        Choice = "choice",
        /// one or more of the `options`
        Ticks = "ticks",
        /// one box to tick
        Tick = "tick",
        /// a signature
        Signature = "signature",
    }
}

impl Decode for Purpose {
    const EXPECTED: &'static str = "a purpose such as `family-name`";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let words: Vec<_> = Self::ALL.iter().map(|&purpose| (purpose.token(), purpose)).collect();
        one_of(node, "purpose of a field", &words, problems)
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<_> = Self::ALL.iter().map(|purpose| (purpose.token(), purpose.meaning())).collect();
        shape::words("purpose of a field", &words)
    }
}

letter_record! {
    /// A form to fill in: one from the house style, or one with your own fields.
    FormAnnex as "the form", ruled by form_rules {
        /// `form`
        kind: AnnexKind => Copied,
        /// A name for pointers: `{{ annex.NAME }}` becomes `Annex C` with a link.
        ///
        /// Without it: the name of the form in the house style, or `form`.
        #[examples("request", "speakers")]
        name: Option<Located<String>> => Copied,
        /// A form of the house style: the name of a file in `templates/forms/`.
        ///
        /// Without it: the form needs `fields`.
        #[examples("fellowship", "hotel", "registration")]
        form: Option<Located<String>> => Copied,
        /// The title of the form. Markdown and facts allowed.
        ///
        /// Without it: the title in the house style; required with `fields`.
        title: Option<Located<String>> => Carried + Translated,
        /// Text above the fields. Markdown and facts allowed.
        ///
        /// Without it: no such text.
        text: Option<Located<String>> => Each + Translated,
        /// Your own fields: a list. Not together with `form`.
        ///
        /// Without it: the fields of the `form` from the house style.
        fields: Option<Vec<FormField>> => Checked + Translated,
        /// The e-mail address to which people return the form.
        ///
        /// Without it: the address that the house style has for its form, such as fellowships@itu.int; for others the
        /// e-mail address of the group.
        #[examples("fellowships@example.org", "registration@example.org")]
        return_to: Option<Located<String>> => Copied,
        /// The key deadline for returning the form.
        ///
        /// Without it: for `fellowship` and `registration`, the deadline of that name if the letter lists it; for others
        /// none.
        due: Option<Located<DeadlineItem>> => Copied,
        /// How the form is numbered.
        ///
        /// Without it: `annex`.
        #[usual("annex")]
        numbered: Option<Numbered> => Copied,
    }
}

/// What no single key can say: a form of the house style or fields, and those with a title.
fn form_rules(schema: &mut Schema) {
    shape::rule(schema, json!({ "not": shape::has("form") }), shape::has("fields"));
    shape::rule(schema, shape::has("fields"), shape::has("title"));
}

impl FormAnnex {
    /// The name that pointers use.
    pub fn name(&self) -> &str {
        self.name.as_ref().or(self.form.as_ref()).map_or("form", |name| name.value.as_str())
    }

    /// What can be wrong between its keys; `place` is where the annex stands.
    pub fn check(&self, place: &crate::base::Span, problems: &mut Diagnostics) {
        match (&self.form, &self.fields) {
            (None, None) => {
                problems.push(MISSING_KEY.finding("the form has neither `form` nor `fields`").at(
                    &place.whole_line(),
                    "add `form:` with the name of a form of the house style, or `fields:` with a list",
                ))
            }
            (Some(form), Some(_)) => FORM
                .finding("a form cannot have both `form` and `fields`")
                .at(&form.span.whole_line(), "remove this line, or remove `fields`")
                .report(problems),
            (None, Some(_)) if self.title.is_none() => {
                problems.push(MISSING_KEY.finding("the form has no `title`").at(
                    &place.whole_line(),
                    "add a line `title:`: a form with its own fields has no default title",
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

letter_record! {
    /// A field to fill in.
    FieldKeys as "the field", ruled by field_rules {
        /// The label: what people fill in here. Markdown and facts allowed.
        label: Located<String> => Carried + Translated,
        /// What people enter in the field.
        ///
        /// Without it: `choice` if there are options, otherwise `line`.
        kind: Option<FieldKind> => Copied,
        /// A short explanation under the label. Markdown and facts allowed.
        ///
        /// Without it: no explanation.
        #[examples("At most 200 words", "As in your passport")]
        hint: Option<Located<String>> => Carried + Translated,
        /// The options to choose from: a list.
        ///
        /// Required for `choice` and `ticks`; not allowed for other kinds of field.
        options: Option<Located<Vec<Located<String>>>> => Carried + Translated,
        /// The number of lines of a `paragraph`.
        ///
        /// Without it: 3.
        #[usual(3)]
        #[between(1, 20)]
        rows: Option<Located<u32>> => Copied,
        /// The personal detail that the field asks for, so that a browser can offer to fill it in.
        ///
        /// Without it: the browser offers nothing.
        purpose: Option<Located<Purpose>> => Copied,
        /// Whether people must fill in the field.
        ///
        /// Without it: `no`.
        required: Option<bool> => Copied,
    }
}

/// What no single key can say: a choice needs something to choose from.
fn field_rules(schema: &mut Schema) {
    let choices = [FieldKind::Choice.word(), FieldKind::Ticks.word()];
    shape::rule(schema, shape::says("kind", &choices), shape::has("options"));
}

impl FieldKeys {
    /// What it is filled with.
    pub fn kind(&self) -> FieldKind {
        let usual = if self.options.is_some() { FieldKind::Choice } else { FieldKind::Line };
        self.kind.unwrap_or(usual)
    }

    fn check(&self, node: &Node, problems: &mut Diagnostics) -> Result<(), Reported> {
        let chooses = matches!(self.kind(), FieldKind::Choice | FieldKind::Ticks);
        let options = match &self.options {
            None if chooses => Some(
                MISSING_KEY
                    .finding("a choice needs `options`")
                    .at(&node.span.whole_line(), "add `options: [one, another]`"),
            ),
            Some(options) if !chooses => Some(FORM.finding("`options` is only for a choice").at(
                &options.span.whole_line(),
                "remove `options`, or write `kind: choice` or `kind: ticks`",
            )),
            Some(options) if options.value.is_empty() => Some(
                FORM.finding("the list of options is empty")
                    .at(&options.span.whole_line(), "expected at least one option"),
            ),
            _ => None,
        };
        let suits = |purpose: Purpose| match self.kind() {
            FieldKind::Line | FieldKind::Paragraph => true,
            FieldKind::Date => purpose == Purpose::Bday,
            _ => false,
        };
        let purpose = self.purpose.as_ref().filter(|purpose| !suits(purpose.value)).map(|purpose| {
            let (kind, token) = (self.kind().word(), purpose.value.token());
            FORM.finding(format!("a field of the kind `{kind}` cannot ask for `{token}`"))
                .at(&purpose.span, "write `kind: line`, or remove the purpose")
        });
        let rows = self.rows.as_ref().filter(|rows| !(1..=20).contains(&rows.value)).map(|rows| {
            FORM.finding(format!("a field cannot have {} lines", rows.value))
                .at(&rows.span, "expected a number from 1 to 20")
        });
        let wrong = [options, purpose, rows].into_iter().flatten();
        wrong.map(|problem| problems.refuse(problem)).last().map_or(Ok(()), Err)
    }
}

impl Decode for FormField {
    const EXPECTED: &'static str = "a field (its label, or `label:` and other keys)";
    const NAME: Option<&'static str> = Some("FormField");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match &node.value {
            // A label alone is a line to be filled in.
            Value::Scalar { .. } => {
                FieldKeys::decode(&Node::mapping(&node.span, [("label", node.clone())]), problems)
                    .map(|keys| Self::Field(Box::new(keys)))
            }
            Value::Mapping(entries) if entries.len() == 1 && entries[0].0.text == "heading" => {
                Located::field(Some(&entries[0].1), "heading", &node.span, "the form", problems)
                    .map(Self::Head)
            }
            _ => {
                let keys = FieldKeys::decode(node, problems)?;
                keys.check(node, problems).map(|()| Self::Field(Box::new(keys)))
            }
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let says =
            "A heading above the fields that follow, without any other key. Markdown and facts allowed.";
        let mut heading = shape::Group::new("the heading", &["A heading above the fields that follow."]);
        heading.key("heading", shape::of::<String>(book), true, &[says]);
        let field = shape::of::<FieldKeys>(book);
        shape::text_or::<Self>([field.into(), heading.finish().into()])
    }
}

impl LetterValue for FormField {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.text(node);
        match node.get("heading") {
            Some(_) => walk.entries(node, |walk, key, value| walk.below(&key.text, |walk| walk.text(value))),
            None => FieldKeys::walk(node, walk),
        }
    }
}
