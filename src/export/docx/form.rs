//! Forms: a ruled table of labels and content controls that Word, and people who hear it, can fill in.
//!
//! A control's text is white space until somebody types: there are no words in it that the other
//! formats do not have. Boxes are symbols and no text for the same reason.

use super::paragraph::Properties;
use super::story::{Last, Story};
use super::units::{self, twips};
use crate::base::script::is_wide;
use crate::document::{Block, Control, Field, Form, FormRow, Inline, Paragraph, plain_text};

/// What check boxes need at the root of a part: they came with Word 2010.
pub(super) const NAMESPACES: &str = concat!(
    r#" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#,
    r#" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14""#
);
/// Longest name of a control that Word takes.
const LONGEST_NAME: usize = 64;
/// What stands in a control until it is filled in: something to click on.
const BLANK: &str = "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}";
/// Between options side by side.
const GAP: &str = "\u{2003}\u{2003}";

impl Story<'_, '_> {
    /// A form.
    pub(super) fn form(&mut self, form: &Form) {
        let shares = [Form::LABEL_SHARE, 1.0 - Form::LABEL_SHARE];
        let (width, widths) = (self.width, units::columns(self.width, shares.into_iter()));
        self.table_start(Form::TABLE.word(), &widths, (false, true), &form.summary);
        for row in &form.rows {
            let room = match row {
                FormRow::Head(_) => 0.0,
                FormRow::Field(field) => field.control.room(),
            };
            self.xml.raw("<w:tr><w:trPr><w:cantSplit/>");
            if room > 0.0 {
                self.xml.put(format_args!(r#"<w:trHeight w:val="{}" w:hRule="atLeast"/>"#, twips(room)));
            }
            self.xml.raw("</w:trPr>");
            match row {
                FormRow::Head(content) => {
                    self.cell_start(&widths, 0, 2);
                    let theme = self.shared.theme;
                    let shade = theme.table(Form::TABLE).header_shade.as_deref();
                    if let Some(color) = shade.and_then(|shade| theme.shade(shade)) {
                        self.xml.shade(color);
                    }
                    self.xml.raw("</w:tcPr>");
                    self.cell_end(&[Block::Paragraph(FormRow::head(content))]);
                }
                FormRow::Field(field) if field.control == Control::Tick => {
                    self.cell_start(&widths, 0, 2);
                    self.xml.raw("</w:tcPr>");
                    self.tick(form, field);
                    self.xml.raw("</w:tc>");
                }
                FormRow::Field(field) => {
                    self.cell_start(&widths, 0, 1);
                    self.xml.raw("</w:tcPr>");
                    self.cell_end(&field.heading());
                    self.cell_start(&widths, 1, 1);
                    self.xml.raw("</w:tcPr>");
                    self.width -= 2.0 * self.shared.theme.table(Form::TABLE).padding_x;
                    self.space(form, field);
                    self.xml.raw("</w:tc>");
                }
            }
            self.xml.raw("</w:tr>");
        }
        self.xml.raw("</w:tbl>");
        self.last = Last::Table;
        self.width = width;
    }

    /// The space to write in.
    fn space(&mut self, form: &Form, field: &Field) {
        let kind = match &field.control {
            Control::Choice { options, .. } => return self.choice(form, field, options),
            Control::Line | Control::Tick => "<w:text/>".to_owned(),
            Control::Lines { .. } => r#"<w:text w:multiLine="1"/>"#.to_owned(),
            Control::Date => format!(
                concat!(
                    r#"<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{}"/>"#,
                    r#"<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>"#
                ),
                self.shared.language.tag()
            ),
            // A picture of a signature may be put there.
            Control::Signature => "<w:richText/>".to_owned(),
        };
        self.open(Form::ENTRY.word(), &Properties::default());
        self.control_start(&plain_text(&field.label), &field.full_id(form));
        self.xml.put(format_args!("<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent>"));
        self.inlines(&[Inline::text(BLANK)], false);
        self.xml.raw("</w:sdtContent></w:sdt>");
        self.close();
    }

    /// Options with their boxes: side by side where they fit, else one under the other.
    fn choice(&mut self, form: &Form, field: &Field, options: &[String]) {
        let side_by_side = self.fit(options);
        let label = plain_text(&field.label);
        for (at, option) in options.iter().enumerate() {
            if at == 0 || !side_by_side {
                self.open(Form::OPTION.word(), &Properties::default());
            } else {
                self.inlines(&[Inline::text(GAP)], false);
            }
            self.tick_box(&format!("{option}: {label}"), &format!("{}-{}", field.full_id(form), at + 1));
            if side_by_side {
                self.inlines(&[Inline::text(format!("\u{a0}{option}"))], false);
            } else {
                self.tab();
                self.inlines(&[Inline::text(option.as_str())], false);
            }
            if at + 1 == options.len() || !side_by_side {
                self.close();
            }
        }
    }

    /// One box with what is agreed to, over the whole width.
    fn tick(&mut self, form: &Form, field: &Field) {
        for (at, block) in field.heading().iter().enumerate() {
            let Block::Paragraph(Paragraph { style, content, .. }) = block else { continue };
            if at == 0 {
                self.open(style, &Properties::default());
                self.tick_box(&plain_text(&field.label), &field.full_id(form));
                self.tab();
            } else {
                let indent = twips(self.shared.theme.style(Form::OPTION).indent);
                self.open(style, &Properties::indented(indent));
            }
            self.inlines(content, false);
            self.close();
        }
    }

    /// A box that a click ticks, in a face that every computer with Word has.
    fn tick_box(&mut self, name: &str, tag: &str) {
        self.control_start(name, tag);
        let direction = if self.right_to_left() { "<w:rtl/>" } else { "" };
        self.xml.file(include_str!("parts/tick-box.xml"), &[("direction", &direction)]);
    }

    /// Opens a control and its properties with a name for people, one for programs, and its number.
    fn control_start(&mut self, name: &str, tag: &str) {
        self.shared.controls += 1;
        let name: String = name.replace('\u{a0}', " ").replace('\u{2011}', "-");
        let short = |text: &str| text.chars().take(LONGEST_NAME).collect::<String>();
        self.xml.raw("<w:sdt><w:sdtPr><w:alias").attribute("w:val", &short(&name));
        self.xml.raw("/><w:tag").attribute("w:val", &short(tag));
        let number = self.shared.controls;
        self.xml.put(format_args!(r#"/><w:id w:val="{number}"/>"#));
    }

    /// Whether options have room side by side. Word knows its fonts, we do not: letters are counted as
    /// rather wide.
    fn fit(&self, options: &[String]) -> bool {
        let size = self.shared.theme.style(Form::OPTION).size;
        let letters: f32 = options
            .iter()
            .flat_map(|option| option.chars())
            .map(|c| if is_wide(c) { 2.0 } else { 1.0 })
            .sum();
        let extra = 3.5 * options.len() as f32;
        size * (0.52 * letters + extra) <= self.width
    }
}
