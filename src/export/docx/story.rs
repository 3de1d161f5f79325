//! Flowing text of one part: the body, a header, a footer or the footnotes.
//!
//! This file holds the state and the way from block to block; the blocks themselves are in
//! `paragraph`, `table` and `figure`, what stands inside a paragraph in `inline`.

use super::bookmarks::Bookmarks;
use super::media::Media;
use super::names::{Names, TABLE_END};
use super::numbering::Instances;
use super::relations::Relations;
use super::units::twips;
use super::xml::Xml;
use crate::base::Language;
use crate::document::theme::Theme;
use crate::document::{Block, Form};

/// What all parts of one file share while it is written.
pub(super) struct Shared<'a> {
    /// The theme.
    pub(super) theme: &'a Theme,
    /// Word's names of its styles.
    pub(super) names: &'a Names,
    /// Language of the document.
    pub(super) language: Language,
    /// Lists that count.
    pub(super) instances: Instances<'a>,
    /// Places that links lead to.
    pub(super) bookmarks: Bookmarks<'a>,
    /// Pictures.
    pub(super) media: Media,
    /// How many drawings there are so far.
    pub(super) drawings: usize,
    /// How many controls of forms there are so far.
    pub(super) controls: usize,
    /// How many footnotes the document has.
    pub(super) footnotes: usize,
}

/// What was written last in the present cell or body.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Last {
    /// Nothing yet.
    Nothing,
    /// A paragraph; the place where its properties can be added to, and whether it has any.
    Paragraph(usize, bool),
    /// The closing rule: a paragraph, but an empty one, whose border is lost in LibreOffice if it ends a section.
    Rule,
    /// A table.
    Table,
}

/// Text under construction.
pub(super) struct Story<'s, 'a> {
    /// The part.
    pub(super) xml: Xml,
    /// Its relationships.
    pub(super) relations: Relations,
    /// What it shares with the other parts.
    pub(super) shared: &'s mut Shared<'a>,
    /// Width of the text in points: of the page or the cell.
    pub(super) width: f32,
    /// What stands before.
    pub(super) last: Last,
    /// Where the last paragraph's own spacing would stand among its properties, and the space below it
    /// by its style, in points.
    pub(super) spacing: (usize, f32),
}

impl<'s, 'a> Story<'s, 'a> {
    /// Starts a part of about `capacity` bytes with its outermost element.
    pub(super) fn new(shared: &'s mut Shared<'a>, root: &str, capacity: usize) -> Self {
        let mut xml = Xml::new(capacity);
        xml.raw(root);
        Self {
            xml,
            relations: Relations::default(),
            shared,
            width: 0.0,
            last: Last::Nothing,
            spacing: (0, 0.0),
        }
    }

    /// Writes blocks one after the other.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    /// Writes one block.
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.plain_paragraph(paragraph),
            Block::Heading(heading) => self.heading(heading),
            Block::List(list) => self.list(list, None),
            Block::Rule { style } => self.rule(style),
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => {
                self.part_tables();
                self.space_above(self.shared.theme.table(&table.style).before);
                self.table(table);
            }
            Block::Form(form) => {
                self.part_tables();
                self.space_above(self.shared.theme.table(Form::TABLE).before);
                self.form(form);
            }
            Block::Columns(columns) => {
                self.part_tables();
                self.space_above(columns.above());
                self.columns(columns);
            }
        }
    }

    /// Word's tables have no space above: the paragraph before gets it below.
    fn space_above(&mut self, points: f32) {
        let (at, below) = self.spacing;
        if let Last::Paragraph(_, has_properties) = self.last
            && points > below
        {
            let spacing = format!(r#"<w:spacing w:after="{}"/>"#, twips(points));
            let spacing = if has_properties { spacing } else { format!("<w:pPr>{spacing}</w:pPr>") };
            self.xml.insert(at, &spacing);
        }
    }

    /// Whether the document is written from right to left.
    pub(super) fn right_to_left(&self) -> bool {
        self.shared.language.is_right_to_left()
    }

    /// A cell, a body and a footnote must end with a paragraph.
    pub(super) fn close_with_paragraph(&mut self) {
        if matches!(self.last, Last::Nothing | Last::Table) {
            self.tiny_paragraph();
        }
    }

    /// Ends a section: its properties belong to its last paragraph.
    pub(super) fn end_section(&mut self, properties: &str) {
        if !matches!(self.last, Last::Paragraph(..)) {
            self.tiny_paragraph();
        }
        if let Last::Paragraph(at, has_properties) = self.last {
            if has_properties {
                self.xml.insert(at, properties);
            } else {
                self.xml.insert(at, &format!("<w:pPr>{properties}</w:pPr>"));
            }
        }
        self.last = Last::Nothing;
    }

    /// Word joins two tables that follow each other.
    fn part_tables(&mut self) {
        if self.last == Last::Table {
            self.tiny_paragraph();
        }
    }

    /// A paragraph one point high, where Word's grammar or a reader's fault wants one.
    pub(super) fn tiny_paragraph(&mut self) {
        self.xml.put(format_args!(r#"<w:p><w:pPr><w:pStyle w:val="{TABLE_END}"/>"#));
        self.last = Last::Paragraph(self.xml.len(), true);
        self.spacing = (self.xml.len(), 0.0);
        self.xml.raw("</w:pPr></w:p>");
    }
}
