//! Forms: one of the house style, or fields of the letter's own; where it is sent, and by when.

use super::{Work, plain_value};
use crate::base::text::did_you_mean;
use crate::base::{Located, Reported};
use crate::compose::facts::{CommonFacts, FieldFacts, FormFacts, names};
use crate::compose::rules::{DUE_NOT_LISTED, UNKNOWN_FORM};
use crate::model::letter::{DeadlineItem, FieldKeys, FormAnnex, FormField};
use chrono::NaiveDate;
use tera::Value;

/// The template of a form with fields of the letter's own.
const OWN_FIELDS: &str = "annexes/fields.md";

/// The template of a form of the house style.
pub(super) fn form_template(name: &str) -> String {
    format!("forms/{name}.md")
}

impl Work<'_, '_> {
    /// A form: its fields, or the house style's template of that name; none after a reported error.
    pub(super) fn form(&mut self, form: &FormAnnex, annex: &CommonFacts) -> Option<Value> {
        let return_to = self.return_to(form);
        let due = match &form.due {
            Some(item) => self.due(item).ok(),
            None => self.usual_due(form),
        };
        let text = form.text.as_ref().map(|text| self.text(text));
        let fields = form.fields.iter().flatten().map(|field| self.field(field)).collect();
        let required = form.fields.iter().flatten().any(FormField::is_required);
        let (id, outline) = (annex.id.clone(), annex.outline.clone());
        let names = self.composer.engine.names("forms/");
        let template = match &form.form {
            None => OWN_FIELDS.to_owned(),
            Some(named) if names.contains(&named.value) => form_template(named),
            Some(named) => {
                self.unknown_form(named, &names);
                return None;
            }
        };
        self.facts.set(names::FORM, FormFacts { id, outline, return_to, due, text, fields, required });
        self.forget_form();
        Some(self.piece(&template))
    }

    fn unknown_form(&mut self, named: &Located<String>, names: &[String]) {
        let label =
            did_you_mean(named, names.iter().map(String::as_str), "expected a form of the house style");
        UNKNOWN_FORM
            .finding(format!("the house style has no form `{}`", named.value))
            .at(&named.span, label)
            .hint(format!("possible forms: {}; for a form of your own, write `fields:`", names.join(", ")))
            .report(self.problems);
    }

    /// Where a form is sent: as the letter says, else to the address that the house style has for it, else to the group.
    fn return_to(&mut self, form: &FormAnnex) -> Option<String> {
        if let Some(address) = &form.return_to {
            return Some(address.value.clone());
        }
        let phrase =
            form.form.as_ref().map(|named| format!("form-{}-return-to", named.value).replace('-', "_"));
        let usual = phrase.and_then(|phrase| self.said(&phrase)).map(|address| plain_value(&address));
        let contact = || self.resolved.contact().e_mail.map(|address| address.value);
        usual.filter(|address| !address.is_empty()).or_else(contact)
    }

    /// The date of the key deadline that has the name of the form, if the letter lists it.
    fn usual_due(&self, form: &FormAnnex) -> Option<NaiveDate> {
        let item = form.form.as_ref().and_then(|named| DeadlineItem::read(named))?;
        self.resolved.deadlines.iter().find(|row| row.has(item)).map(|row| row.date)
    }

    /// The date by which a form is to be sent: a key deadline that the letter lists.
    fn due(&mut self, item: &Located<DeadlineItem>) -> Result<NaiveDate, Reported> {
        let row = self.resolved.deadlines.iter().find(|row| row.has(item.value)).ok_or_else(|| {
            DUE_NOT_LISTED
                .finding(format!("the letter does not list the deadline `{}`", item.value.word()))
                .at(&item.span, "this form needs the date of that deadline")
                .hint(format!("add a line `{}: by-rule` under `deadlines:`", item.value.word()))
                .refuse(self.problems)
        });
        row.map(|row| row.date)
    }

    fn field(&mut self, field: &FormField) -> FieldFacts {
        match field {
            FormField::Head(head) => FieldFacts {
                kind: "heading",
                label: self.line(head),
                hint: None,
                options: None,
                rows: None,
                purpose: None,
                required: false,
            },
            FormField::Field(keys) => self.field_keys(keys),
        }
    }

    fn field_keys(&mut self, keys: &FieldKeys) -> FieldFacts {
        let options = keys.options.iter().flat_map(|options| &options.value);
        // A bar parts options in the element: one in their words is escaped already.
        let options: Vec<String> =
            options.map(|o| self.line(o).as_str().unwrap_or_default().to_owned()).collect();
        FieldFacts {
            kind: keys.kind().word(),
            label: self.line(&keys.label),
            hint: keys.hint.as_ref().map(|hint| self.line(hint)),
            options: Some(Value::safe_string(&options.join("|"))),
            rows: Some(keys.rows.as_ref().map_or(3, |rows| rows.value)),
            purpose: keys.purpose.as_ref().map(|purpose| purpose.value.token()),
            required: keys.required.unwrap_or(false),
        }
    }
}
