//! Forms: labels, inputs and groups of boxes, without a button and without a script: what is filled in is
//! printed or saved by the browser.

use super::blocks::Blocks;
use super::{blocks, css, inlines, paint};
use crate::base::Purpose;
use crate::document::theme::Theme;
use crate::document::{Control, Field, Form, FormRow};

/// What does not depend on the theme.
const BASE: &str = include_str!("form.css");

/// The part of the style sheet for pages with a form.
pub(super) fn sheet(theme: &Theme) -> String {
    let table = theme.table(Form::TABLE);
    let shares = [Form::LABEL_SHARE, 1.0 - Form::LABEL_SHARE].map(|share| css::number(share * 100.0));
    let rule = |color| format!("{}pt solid {}", css::number(table.rule), paint::css(color));
    let mut out = format!(
        ".form{{--rule:{};--x:{};--y:{};--label:{}fr;--space:{}fr;margin-block-start:{}}}\n{BASE}",
        rule(table.color),
        css::rem(table.padding_x),
        css::rem(table.padding_y),
        shares[0],
        shares[1],
        css::rem(table.before),
    );
    let mut dark = format!(".form{{--rule:{}}}\n", rule(paint::dark_text(table.color)));
    if let Some(shade) = table.header_shade.as_ref().and_then(|shade| theme.shade(shade)) {
        css::ground(&format!(".form .{}", css::name(Form::HEAD.word())), shade, &mut out, &mut dark);
    }
    out + &format!("@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n")
}

/// Writes a form. A head and the fields below it are a group of their own.
pub(super) fn write(to: &mut Blocks<'_, '_>, form: &Form) {
    to.out.start("div", &[("class", "form"), ("role", "group"), ("aria-label", &form.summary)]);
    let mut in_part = false;
    for (at, row) in form.rows.iter().enumerate() {
        match row {
            FormRow::Head(content) => {
                if in_part {
                    to.out.raw("</div>\n");
                }
                in_part = true;
                let id = form.head_id(at);
                to.out.start("div", &[("role", "group"), ("aria-labelledby", &id)]);
                blocks::paragraph(to.out, "p", &FormRow::head(content), &id, "", to.notes);
            }
            FormRow::Field(field) => write_field(to, form, field),
        }
    }
    if in_part {
        to.out.raw("</div>\n");
    }
    to.out.raw("</div>\n");
}

fn write_field(to: &mut Blocks<'_, '_>, form: &Form, field: &Field) {
    let id = field.full_id(form);
    let hint = if field.hint.is_empty() { String::new() } else { field.hint_id(form) };
    match &field.control {
        Control::Choice { options, several } => choice(to, field, (&id, &hint), options, *several),
        Control::Tick => {
            to.out.raw("<div class=\"field tick\">\n");
            to.out.open("label", &[("class", &css::name(Form::OPTION.word()))]);
            let attributes = [("type", "checkbox"), ("id", id.as_str()), ("aria-describedby", &hint)];
            to.out.open_with("input", &attributes, &[("required", field.required)]);
            words(to, field);
            to.out.raw("</label>\n");
            write_hint(to, field, &hint);
            to.out.raw("</div>\n");
        }
        control => {
            to.out.raw("<div class=\"field\">\n");
            to.out.open("label", &[("class", &css::name(Form::LABEL.word())), ("for", &id)]);
            words(to, field);
            to.out.raw("</label>\n");
            write_hint(to, field, &hint);
            entry(to, field, control, (&id, &hint));
            to.out.raw("</div>\n");
        }
    }
}

/// What is typed into.
fn entry(to: &mut Blocks<'_, '_>, field: &Field, control: &Control, (id, hint): (&str, &str)) {
    let class = match control {
        Control::Signature => format!("{} signature", css::name(Form::ENTRY.word())),
        _ => css::name(Form::ENTRY.word()),
    };
    let style = format!("min-block-size:{}", css::rem(control.room()));
    let rows = match control {
        Control::Lines { rows } => rows.to_string(),
        _ => String::new(),
    };
    let (tag, kind) = match (control, field.purpose) {
        (Control::Lines { .. }, _) => ("textarea", ""),
        (Control::Date, _) => ("input", "date"),
        (Control::Line, Some(Purpose::Tel)) => ("input", "tel"),
        (Control::Line, Some(Purpose::Email)) => ("input", "email"),
        _ => ("input", "text"),
    };
    to.out.open_with(
        tag,
        &[
            ("class", &class),
            ("id", id),
            ("type", kind),
            ("rows", &rows),
            ("autocomplete", token(field)),
            ("aria-describedby", hint),
            ("style", &style),
        ],
        &[("required", field.required)],
    );
    if tag == "textarea" {
        to.out.close(tag);
    }
    to.out.line();
}

/// What the browser may fill in. A whole address has several lines; one line holds its first.
fn token(field: &Field) -> &'static str {
    match (field.purpose, &field.control) {
        (Some(Purpose::StreetAddress), Control::Line) => "address-line1",
        (purpose, _) => purpose.map_or("", Purpose::token),
    }
}

/// Options with their boxes. One of several must be ticked where the field is required; HTML can say
/// that only where no more than one may be.
fn choice(
    to: &mut Blocks<'_, '_>,
    field: &Field,
    (id, hint): (&str, &str),
    options: &[String],
    several: bool,
) {
    to.out.open("fieldset", &[("class", "field"), ("id", id), ("aria-describedby", hint)]);
    to.out.open("legend", &[("class", &css::name(Form::LABEL.word()))]);
    words(to, field);
    to.out.raw("</legend>\n");
    write_hint(to, field, hint);
    to.out.raw("<div class=\"options\">\n");
    let (kind, name) = if several { ("checkbox", "") } else { ("radio", id) };
    for option in options {
        to.out.open("label", &[("class", &css::name(Form::OPTION.word()))]);
        let required = field.required && !several;
        to.out.open_with("input", &[("type", kind), ("name", name)], &[("required", required)]);
        to.out.raw("<span>");
        to.out.text(option);
        to.out.raw("</span></label>\n");
    }
    to.out.raw("</div>\n</fieldset>\n");
}

fn words(to: &mut Blocks<'_, '_>, field: &Field) {
    to.out.raw("<span>");
    inlines::write(to.out, &field.shown_label(), to.notes);
    to.out.raw("</span>");
}

fn write_hint(to: &mut Blocks<'_, '_>, field: &Field, id: &str) {
    if !field.hint.is_empty() {
        to.out.open("p", &[("class", &css::name(Form::HINT.word())), ("id", id)]);
        inlines::write(to.out, &field.hint, to.notes);
        to.out.raw("</p>\n");
    }
}
