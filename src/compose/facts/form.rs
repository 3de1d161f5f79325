//! Facts of forms.

use super::fact_group;
use chrono::NaiveDate;
use tera::Value;

fact_group! {
    /// A form.
    pub struct FormFacts {
        /// what its fields are called after
        id: String,
        /// its name and title, plain
        outline: String,
        /// the e-mail address that it is sent to
        return_to: Option<String>,
        /// the day by which it is sent
        due: Option<NaiveDate>,
        /// the text of the letter above the fields
        text: Option<Value>,
        /// the fields that the letter defines
        fields: Vec<FieldFacts>,
        /// whether any of them is required
        required: bool,
    }
}

fact_group! {
    /// A field of a form, or a heading between fields.
    pub struct FieldFacts {
        /// `heading`, or the kind of field
        kind: &'static str,
        /// what is printed before it
        label: Value,
        /// the small text next to it
        hint: Option<Value>,
        /// the options of a choice, with bars between them
        options: Option<Value>,
        /// the lines of a paragraph
        rows: Option<u32>,
        /// what browsers fill in by themselves
        purpose: Option<&'static str>,
        /// whether it is required
        required: bool,
    }
}
