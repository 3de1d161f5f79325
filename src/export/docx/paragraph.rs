//! Paragraphs, headings, list items and the closing rule.

use super::numbering::level;
use super::story::{Last, Story};
use super::units::twips;
use crate::document::theme::Align;
use crate::document::{Block, Heading, Inline, List, Paragraph};

/// Length of the closing rule in points.
const RULE: f32 = 120.0;

/// How a paragraph differs from its style.
#[derive(Default)]
pub(super) struct Properties {
    /// It is a list item: instance and level.
    item: Option<(usize, usize)>,
    /// It goes on in an item: no number, first line at the indent.
    continued: bool,
    /// It is a rule with these indents at the start and the end, in twips.
    rule: Option<(i32, i32)>,
    /// It begins this far in, in twips.
    indent: Option<i32>,
    /// Its level in the outline, from 0.
    outline: Option<u8>,
}

impl Properties {
    /// A paragraph that begins some twips in.
    pub(super) fn indented(indent: i32) -> Self {
        Self { indent: Some(indent), ..Self::default() }
    }
}

/// What stands before a paragraph's text in its hanging indent.
enum Lead {
    Nothing,
    FootnoteMark,
}

/// The list around a nested list.
#[derive(Clone, Copy)]
pub(super) struct Parent<'p> {
    numbering: &'p str,
    instance: Option<usize>,
    /// Whether another list of the same numbering stands before in the same item.
    repeated: bool,
}

impl Story<'_, '_> {
    /// A paragraph that is nothing but itself.
    pub(super) fn plain_paragraph(&mut self, paragraph: &Paragraph) {
        self.paragraph(paragraph, Properties::default(), &Lead::Nothing);
    }

    /// The first paragraph of a footnote begins with its mark.
    pub(super) fn footnote_paragraph(&mut self, paragraph: &Paragraph) {
        self.paragraph(paragraph, Properties::default(), &Lead::FootnoteMark);
    }

    /// A heading; its level goes into the outline unless its style brings it along.
    pub(super) fn heading(&mut self, heading: &Heading) {
        let outline = heading.level.clamp(1, 9) - 1;
        self.paragraph(
            &heading.paragraph,
            Properties { outline: Some(outline), ..Properties::default() },
            &Lead::Nothing,
        );
    }

    /// A list and the lists in it.
    pub(super) fn list(&mut self, list: &List, parent: Option<Parent<'_>>) {
        let goes_on = parent.filter(|p| {
            p.numbering == list.numbering
                && (!self.shared.instances.counts(list) || (list.start == 1 && !p.repeated))
        });
        let instance = match goes_on {
            Some(parent) => parent.instance,
            None => self.shared.instances.start(list),
        };
        for item in &list.items {
            let mut repeated = false;
            for (at, block) in item.blocks.iter().enumerate() {
                match block {
                    Block::Paragraph(paragraph) => {
                        let item = instance.filter(|_| at == 0).map(|i| (i, level(list.level)));
                        let properties =
                            Properties { item, continued: item.is_none(), ..Properties::default() };
                        self.paragraph(paragraph, properties, &Lead::Nothing);
                    }
                    Block::List(nested) => {
                        self.list(nested, Some(Parent { numbering: &list.numbering, instance, repeated }));
                        repeated |= nested.numbering == list.numbering;
                    }
                    other => self.block(other),
                }
            }
        }
    }

    /// The short rule: a border below an empty paragraph that is as narrow as the rule is long.
    pub(super) fn rule(&mut self, style: &str) {
        let rest = (self.width - RULE).max(0.0);
        let (start, end) = match self.shared.theme.style(style).align {
            Align::Center => (rest / 2.0, rest / 2.0),
            Align::End => (rest, 0.0),
            Align::Start | Align::Justify => (0.0, rest),
        };
        self.open(style, &Properties { rule: Some((twips(start), twips(end))), ..Properties::default() });
        self.close();
        self.last = Last::Rule;
    }

    fn paragraph(&mut self, paragraph: &Paragraph, properties: Properties, lead: &Lead) {
        self.open(&paragraph.style, &properties);
        let bookmark = paragraph.id.as_deref().and_then(|id| self.shared.bookmarks.get(id));
        let number = bookmark.map(|(number, _)| number);
        if let Some((number, name)) = bookmark {
            self.xml.put(format_args!(r#"<w:bookmarkStart w:id="{number}" w:name="{name}"/>"#));
        }
        let bold = self.shared.names.style(&paragraph.style).is_some_and(|s| s.bold);
        if let Lead::FootnoteMark = lead {
            self.footnote_mark("<w:footnoteRef/>");
            self.tab();
        }
        if !paragraph.label.is_empty() {
            self.inlines(&paragraph.label, bold);
            self.tab();
        }
        self.inlines(&paragraph.content, bold);
        if let Some(number) = number {
            self.xml.put(format_args!(r#"<w:bookmarkEnd w:id="{number}"/>"#));
        }
        self.close();
    }

    /// A paragraph of some inlines in a style, for headers.
    pub(super) fn line(&mut self, style: &str, content: &[Inline]) {
        self.open(style, &Properties::default());
        self.inlines(content, false);
        self.close();
    }

    /// On to where the text stands.
    pub(super) fn tab(&mut self) {
        self.xml.raw("<w:r><w:tab/></w:r>");
    }

    /// Ends a paragraph.
    pub(super) fn close(&mut self) {
        self.xml.raw("</w:p>");
    }

    /// Starts a paragraph. The order of the properties is the schema's.
    pub(super) fn open(&mut self, style: &str, properties: &Properties) {
        self.xml.raw("<w:p>");
        let start = self.xml.len();
        self.xml.raw("<w:pPr>");
        let empty = self.xml.len();
        let name = self.shared.names.style(style);
        let default = self.shared.names.default.as_deref() == Some(style);
        if let Some(name) = name.filter(|_| !default) {
            self.xml.put(format_args!(r#"<w:pStyle w:val="{}"/>"#, name.id));
        }
        let numbered_by_style = name.is_some_and(|n| n.numbering.is_some());
        match properties.item {
            Some((instance, level)) => {
                self.xml.put(format_args!(
                    r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>"#
                ));
            }
            None if numbered_by_style => {
                self.xml.raw(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>"#);
            }
            None => {}
        }
        if properties.rule.is_some() {
            self.xml
                .raw(r#"<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>"#);
        }
        if self.right_to_left() {
            self.xml.raw("<w:bidi/>");
        }
        self.spacing = (self.xml.len(), self.shared.theme.style(style).after);
        if let Some((start, end)) = properties.rule {
            self.xml.put(format_args!(r#"<w:ind w:left="{start}" w:right="{end}"/>"#));
        } else if let Some(indent) = properties.indent {
            self.xml.put(format_args!(r#"<w:ind w:left="{indent}"/>"#));
        } else if properties.continued || (numbered_by_style && properties.item.is_none()) {
            self.xml.raw(r#"<w:ind w:firstLine="0"/>"#);
        }
        if let Some(outline) = properties.outline.filter(|o| name.and_then(|n| n.outline) != Some(*o)) {
            self.xml.put(format_args!(r#"<w:outlineLvl w:val="{outline}"/>"#));
        }
        if self.xml.len() == empty {
            self.xml.truncate(start);
            self.spacing.0 = start;
            self.last = Last::Paragraph(start, false);
        } else {
            self.last = Last::Paragraph(self.xml.len(), true);
            self.xml.raw("</w:pPr>");
        }
    }
}
