//! `<form>`, `<field/>`, `<fieldhead/>`: forms to be filled in.

use super::attributes::{Tag, stretches, unescape};
use super::attributes::{attribute, words};
use super::blocks::{self, Setting};
use super::elements::Parser;
use super::inlines::plain;
use super::line::one_line;
use super::prose::{ProseBlock, ProseKind};
use crate::base::text::did_you_mean;
use crate::base::{Purpose, Reported};
use crate::document::{Block, Control, Field, Form, FormRow, Inline, typography};
use crate::model::letter::rules::FORM;

/// How a field can be filled in, as templates say it.
const KINDS: [&str; 7] = ["line", "paragraph", "date", "choice", "ticks", "tick", "signature"];
/// Longest id of a form or a field: together they are the name of a control, for which Word has 64 characters.
const LONGEST_ID: usize = 30;
/// Lines of a paragraph without another number, and at most.
const LINES: (f32, f32) = (3.0, 40.0);

impl Parser<'_> {
    /// Reads a form up to `</form>`.
    pub(super) fn form(&mut self, tag: &Tag<'_>, start: usize) -> Form {
        let id = self.form_id(tag, start);
        if !id.is_empty() {
            self.context.claim(&id, start);
        }
        let summary = words(tag, "summary").unwrap_or_default();
        if summary.trim().is_empty() {
            self.complain("a form needs a description", "add summary=\"Fellowship request form\"", start);
        }
        let mut form = Form { id, summary, rows: Vec::new() };
        if !tag.empty {
            self.children("form", &["field", "fieldhead"], start, |parser, tag, at| {
                if !tag.empty {
                    parser.take(&format!("</{}>", tag.name));
                }
                let row = if tag.name == "field" {
                    FormRow::Field(parser.field(&form, tag, at))
                } else {
                    if !form.id.is_empty() {
                        parser.context.claim(&form.head_id(form.rows.len()), at);
                    }
                    FormRow::Head(parser.words(tag, "label", at))
                };
                form.rows.push(row);
            });
        }
        if !form.rows.iter().any(|row| matches!(row, FormRow::Field(_))) {
            let help = "add a line such as <field id=\"name\" label=\"Name\"/> before </form>";
            self.complain("a form needs at least one <field/>", help, start);
        }
        form
    }

    fn field(&mut self, form: &Form, tag: &Tag<'_>, at: usize) -> Field {
        let field = Field {
            id: self.form_id(tag, at),
            label: self.words(tag, "label", at),
            hint: if attribute(tag, "hint").is_some_and(|hint| !hint.trim().is_empty()) {
                self.words(tag, "hint", at)
            } else {
                Vec::new()
            },
            required: self.yes(tag, "required", at),
            control: self.control(tag, at),
            purpose: None,
        };
        // What has no id is reported already.
        if !form.id.is_empty() && !field.id.is_empty() {
            self.context.claim(&field.full_id(form), at);
            if !field.hint.is_empty() {
                self.context.claim(&field.hint_id(form), at);
            }
        }
        let purpose = self.purpose(tag, &field.control, at).ok().flatten();
        Field { purpose, ..field }
    }

    /// The id of a form or a field: what all formats can take.
    fn form_id(&mut self, tag: &Tag<'_>, at: usize) -> String {
        let id = attribute(tag, "id").unwrap_or_default();
        let sound = id.starts_with(|c: char| c.is_ascii_alphabetic())
            && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && id.len() <= LONGEST_ID;
        if !sound {
            let message = match id.as_str() {
                "" => format!("a <{}> needs an id", tag.name),
                _ => format!("`{id}` is not possible as the id of a <{}>", tag.name),
            };
            let help = format!(
                "use at most {LONGEST_ID} letters without accents, digits and hyphens, starting with a letter, for example id=\"family-name\""
            );
            self.complain(&message, &help, at);
        }
        id
    }

    /// The words of an attribute, which must be there: one line of Markdown.
    fn words(&mut self, tag: &Tag<'_>, key: &str, at: usize) -> Vec<Inline> {
        let (raw, base) = tag.attribute(key).map_or(("", 0), |attribute| (attribute.value, attribute.at));
        let setting = Setting { style: Form::LABEL.word().to_owned(), numbering: None };
        let mut out = Vec::new();
        blocks::parse(&one_line(raw), at + base, &setting, &mut self.context, &mut out);
        match out.pop() {
            Some(Block::Paragraph(paragraph)) if out.is_empty() => paragraph.content,
            Some(_) => vec![Inline::text(unescape(raw))],
            None => {
                let words = if tag.name == "field" { "Family name" } else { "PASSPORT DATA" };
                let help = format!("add {key}=\"{words}\"");
                self.complain(&format!("a <{}> needs a {key}", tag.name), &help, at);
                Vec::new()
            }
        }
    }

    /// A yes or no among the attributes.
    fn yes(&mut self, tag: &Tag<'_>, key: &str, at: usize) -> bool {
        match attribute(tag, key).as_deref() {
            Some("yes") => true,
            None | Some("no" | "") => false,
            Some(other) => {
                let help = format!("write {key}=\"yes\", or remove {key}");
                self.complain(&format!("{key}=\"{other}\" is not possible"), &help, at);
                false
            }
        }
    }

    fn control(&mut self, tag: &Tag<'_>, at: usize) -> Control {
        let kind = attribute(tag, "kind").unwrap_or_else(|| "line".to_owned());
        for (key, kinds) in [("rows", ["paragraph", "paragraph"]), ("options", ["choice", "ticks"])] {
            if KINDS.contains(&kind.as_str())
                && !kinds.contains(&kind.as_str())
                && attribute(tag, key).is_some_and(|value| !value.is_empty())
            {
                let help = format!("remove {key}, or write kind=\"{}\"", kinds[0]);
                self.complain(&format!("a field of the kind `{kind}` cannot have {key}"), &help, at);
            }
        }
        match kind.as_str() {
            "line" => Control::Line,
            "paragraph" => Control::Lines { rows: self.rows(tag, at) },
            "date" => Control::Date,
            "choice" => Control::Choice { options: self.options(tag, at), several: false },
            "ticks" => Control::Choice { options: self.options(tag, at), several: true },
            "tick" => Control::Tick,
            "signature" => Control::Signature,
            _ => {
                let message = format!("`{kind}` is not a kind of field");
                let help = format!("possible kinds: {}", KINDS.join(", "));
                let label = did_you_mean(&kind, KINDS, "expected a kind of field");
                self.context.report(FORM.finding(message).hint(help), at, &label);
                Control::Line
            }
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1-40")]
    fn rows(&mut self, tag: &Tag<'_>, at: usize) -> u32 {
        let (usual, most) = LINES;
        let rows = self.number(tag, "rows", at, usual);
        if !(1.0..=most).contains(&rows) || rows.fract() != 0.0 {
            let message = format!("a field of the kind `paragraph` has 1 to {most} rows, not {rows}");
            let help = format!("write a whole number from 1 to {most}, such as rows=\"{usual}\"");
            self.complain(&message, &help, at);
        }
        rows.clamp(1.0, most) as u32
    }

    /// The options between `|`. One that stands in an option itself has a backslash before it.
    fn options(&mut self, tag: &Tag<'_>, at: usize) -> Vec<String> {
        let (raw, mut from) =
            tag.attribute("options").map_or(("", at), |attribute| (attribute.value, at + attribute.at));
        let mut options = Vec::new();
        for option in split(raw) {
            // What can be chosen is read by the checker too.
            let mut prose = ProseBlock::new(ProseKind::Cell, self.context.section);
            stretches(option).into_iter().for_each(|(offset, words)| prose.push(words, from + offset));
            prose.finish();
            if !prose.text.is_empty() {
                self.context.prose.push(prose);
            }
            options.push(typography::bind(&plain(&one_line(option)), self.context.conventions));
            from += option.len() + '|'.len_utf8();
        }
        if options.iter().any(String::is_empty) {
            let message =
                if raw.trim().is_empty() { "this field needs options" } else { "an option is empty" };
            self.complain(message, "separate the options with |, for example options=\"Yes|No\"", at);
        }
        options
    }

    fn purpose(&mut self, tag: &Tag<'_>, control: &Control, at: usize) -> Result<Option<Purpose>, Reported> {
        let Some(word) = attribute(tag, "purpose").filter(|word| !word.is_empty()) else { return Ok(None) };
        let Some(purpose) = Purpose::read(&word) else {
            let known: Vec<&str> = Purpose::ALL.iter().map(|purpose| purpose.token()).collect();
            let message = format!("`{word}` is not a purpose");
            let help = format!("possible purposes: {}", known.join(", "));
            let label = did_you_mean(&word, known.iter().copied(), "expected a purpose");
            return Err(self.context.report(FORM.finding(message).hint(help), at, &label));
        };
        if !purpose.suits(control) {
            let message = format!("this kind of field cannot have the purpose `{word}`");
            let help = "remove the purpose: a line or a paragraph can have any, a date only `bday`, other fields none";
            return Err(self.complain(&message, help, at));
        }
        Ok(Some(purpose))
    }

    /// Reports a problem of a form at a byte of the rendered text.
    fn complain(&mut self, message: &str, help: &str, at: usize) -> Reported {
        self.context.report(FORM.finding(message).hint(help), at, "here")
    }
}

/// Cuts a text at each `|` that no backslash escapes.
fn split(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, c) in text.char_indices() {
        if c == '|' && !escaped {
            out.push(&text[from..at]);
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    out.push(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_parted_by_bars_without_a_backslash() {
        assert_eq!(split("Yes|No"), ["Yes", "No"]);
        assert_eq!(split("a \\| b|c\\\\|d"), ["a \\| b", "c\\\\", "d"]);
        assert_eq!(split(""), [""]);
    }
}
