//! `<p>` and `<heading>`: one paragraph each, with a style, a label and a name to point to; and the numbers of `<numbered>`.

use super::attributes::Tag;
use super::attributes::{attribute, words};
use super::blocks::{self, Setting};
use super::elements::Parser;
use super::inlines::outline;
use super::prose::ProseKind;
use crate::base::{Language, Reported};
use crate::compose::markdown::rules::MARKDOWN;
use crate::document::{Block, Heading, Inline, Marks, Paragraph, typography};

/// Numbers the paragraphs of a style, from 1, and gives them another.
fn number(blocks: &mut [Block], of: &str, style: Option<&str>) {
    let paragraphs = blocks.iter_mut().filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.style == of => Some(paragraph),
        _ => None,
    });
    for (number, paragraph) in (1..).zip(paragraphs) {
        paragraph.label = vec![Inline::Text(number.to_string(), Marks::default())];
        paragraph.style = style.unwrap_or(of).to_owned();
    }
}

impl Parser<'_> {
    /// `<numbered>`: blocks whose paragraphs have numbers.
    pub(super) fn numbered(&mut self, tag: &Tag<'_>, start: usize, setting: &Setting, out: &mut Vec<Block>) {
        let style = attribute(tag, "style").map(|style| self.context.style(&style, start));
        let from = out.len();
        self.blocks(setting, Some(("numbered", start)), out);
        number(&mut out[from..], &setting.style, style.as_deref());
    }

    /// The paragraph or heading of a tag, if it says something.
    pub(super) fn paragraph(
        &mut self,
        tag: &Tag<'_>,
        start: usize,
        setting: &Setting,
    ) -> Result<Option<Block>, Reported> {
        let (text, base) = self.inner(tag, start)?;
        let style = attribute(tag, "style").unwrap_or_else(|| setting.style.clone());
        let style = self.context.style(&style, start);
        let (mut blocks, before) = (Vec::new(), self.context.prose.len());
        let lead = text.len() - text.trim_start().len();
        blocks::parse(
            text.trim_start(),
            base + lead,
            &Setting { style: style.clone(), numbering: None },
            &mut self.context,
            &mut blocks,
        );
        let content = match blocks.as_slice() {
            [] => return Ok(None),
            [Block::Paragraph(_)] => match blocks.pop() {
                Some(Block::Paragraph(p)) => p.content,
                _ => return Ok(None),
            },
            _ => {
                return Err(self.context.report(
                    MARKDOWN.finding(format!("<{}> contains more than one paragraph of text", tag.name))
                        .hint("if a number, a dash or a # at the start makes a list or a heading, put a backslash before it"),
                    start,
                    "here",
                ));
            }
        };
        let light = Marks { light: self.context.theme.style(&style).bold, ..Marks::default() };
        let label = words(tag, "label").filter(|l| !l.is_empty());
        if let (Some(label), Some(prose)) = (&label, self.context.prose.get_mut(before)) {
            prose.label.clone_from(label);
            prose.label_at = tag
                .attribute("label")
                .map_or(start..start, |label| start + label.at..start + label.at + label.value.len());
        }
        // An English label is never broken: nothing of it is to be bound.
        let conventions = self.context.conventions;
        let bound = |label: String| match conventions.language {
            Language::English => label,
            _ => typography::bind(&label, conventions),
        };
        let label = label.map(|label| vec![Inline::Text(bound(label), light)]).unwrap_or_default();
        let id = attribute(tag, "id").filter(|id| !id.is_empty());
        if let Some(id) = &id {
            self.context.claim(id, start);
            self.context.ids.push((id.clone(), start));
        }
        if tag.name == "p" {
            return Ok(Some(Block::Paragraph(Paragraph { style, label, content, id })));
        }
        let level = self.number(tag, "level", start, 2.0);
        let outline = words(tag, "outline").unwrap_or_else(|| outline(&content));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1-6")]
        let level = self.context.heading_level(level.clamp(1.0, 6.0) as u8);
        if let Some(prose) = self.context.prose.get_mut(before) {
            prose.kind = ProseKind::Heading(level);
        }
        let paragraph = Paragraph { style, label, content, id };
        Ok(Some(Block::Heading(Heading { level, outline, paragraph })))
    }
}
