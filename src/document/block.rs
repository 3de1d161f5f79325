//! Paragraphs, headings, lists, tables, figures and the columns they stand in. Forms have a file of their own.
//!
//! A style is always the name of one in the [theme](crate::document::theme::Theme); the parser has made sure
//! that it exists.

use super::{Form, Image, Inline, QrCode};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A block of a section, a list item or a table cell.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A heading, part of the outline.
    Heading(Heading),
    /// A list, perhaps nested.
    List(List),
    /// A table that carries data.
    Table(Table),
    /// Blocks side by side: layout, not data. Read column by column.
    Columns(Columns),
    /// A picture.
    Figure(Figure),
    /// A form to be filled in.
    Form(Form),
    /// The short rule that closes a document (`____________`), drawn, in a paragraph style.
    Rule {
        /// Its style: alignment and space.
        style: String,
    },
}

impl Block {
    /// The paragraph that it is, as such or as a heading.
    pub fn paragraph(&self) -> Option<&Paragraph> {
        match self {
            Self::Paragraph(paragraph) => Some(paragraph),
            Self::Heading(heading) => Some(&heading.paragraph),
            _ => None,
        }
    }

    /// Adds blocks to a list, each followed by those that stand in it.
    pub(super) fn collect<'b>(blocks: &'b [Self], all: &mut Vec<&'b Self>) {
        for block in blocks {
            all.push(block);
            match block {
                Self::List(list) => list.items.iter().for_each(|item| Self::collect(&item.blocks, all)),
                Self::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|c| Self::collect(&c.blocks, all));
                }
                Self::Columns(columns) => {
                    columns.columns.iter().for_each(|column| Self::collect(&column.blocks, all));
                }
                Self::Paragraph(_)
                | Self::Heading(_)
                | Self::Figure(_)
                | Self::Form(_)
                | Self::Rule { .. } => {}
            }
        }
    }
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Paragraph {
    /// Its style's name (`Body`).
    pub style: String,
    /// A label that hangs before the text, in the style's `hanging` space (`Ref:`); may be empty.
    pub label: Vec<Inline>,
    /// Its text.
    pub content: Vec<Inline>,
    /// A name that links can lead to.
    pub id: Option<String>,
}

/// A heading. Levels never skip: the subject is 1, annexes are 2, their groups 3.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words in the outline, on one line (`Annex A: Practical meeting information`).
    pub outline: String,
    /// Style, label and visible text.
    pub paragraph: Paragraph,
}

/// A list; its labels come from the theme.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct List {
    /// The name of the numbering in the theme (`agenda`, `dash`, `bullet`).
    pub numbering: String,
    /// The level in that numbering, from 0. A list inside an item of the same numbering is one deeper.
    pub level: usize,
    /// The number of the first item, from 1.
    pub start: u32,
    /// The items.
    pub items: Vec<ListItem>,
}

/// One item: usually a paragraph, then perhaps a nested list. The paragraphs' style is the numbering level's.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct ListItem {
    /// Never empty; the first is a paragraph.
    pub blocks: Vec<Block>,
}

/// A table that carries data.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name of a table style in the theme (`deadlines`, `grid`).
    pub style: String,
    /// What the table is, in words, for people who hear the page.
    pub summary: String,
    /// Width of each column as a share of the text width; together at most 1.
    pub columns: Vec<f32>,
    /// How many rows at the top are headers, repeated on each page. May be 0.
    pub header_rows: usize,
    /// The rows.
    pub rows: Vec<Row>,
}

// Shares of the width are never NaN, and the same share is always the same bits.
impl Hash for Table {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { style, summary, columns, header_rows, rows } = self;
        columns.iter().for_each(|share| share.to_bits().hash(state));
        (style, summary, columns.len(), header_rows, rows).hash(state);
    }
}

impl Table {
    /// Columns before which a group of columns begins or ends: what cells of the first header row span
    /// together. Without such cells there are none; the edges of the table are no such places.
    pub fn group_edges(&self) -> Vec<usize> {
        let mut edges = Vec::new();
        let mut column = 0;
        for cell in self.rows.iter().take(self.header_rows.min(1)).flat_map(|row| &row.cells) {
            let end = column + cell.column_span.max(1);
            if cell.column_span > 1 {
                edges.extend([column, end].into_iter().filter(|at| (1..self.columns.len()).contains(at)));
            }
            column = end;
        }
        edges.dedup();
        edges
    }

    /// Whether a row is the heading of those below it: one header over all columns.
    pub fn heads_group(&self, row: &Row) -> bool {
        matches!(&row.cells[..], [cell] if cell.row_header && cell.column_span >= self.columns.len())
    }
}

/// A row. Its cells, with their spans and those that reach down from above, fill all columns.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Row {
    /// From first to last in reading order.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Cell {
    /// Its content; never empty.
    pub blocks: Vec<Block>,
    /// Whether it is the header of its row. (Cells of header rows are column headers anyway.)
    pub row_header: bool,
    /// How many columns it spans, from 1.
    pub column_span: usize,
    /// How many rows it spans, from 1.
    pub row_span: usize,
    /// The name of a shade in the theme.
    pub shade: Option<String>,
}

impl Cell {
    /// A cell of one column and one row.
    pub fn new(blocks: Vec<Block>) -> Self {
        Self { blocks, row_header: false, column_span: 1, row_span: 1, shade: None }
    }
}

/// Blocks side by side.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Columns {
    /// From first to last in reading order.
    pub columns: Vec<Column>,
}

impl Columns {
    /// Space above columns that are nothing but frames, in points: a notice in the text. Elsewhere a
    /// frame begins where what stands beside it does.
    pub const ABOVE_FRAMES: f32 = 8.0;

    /// The space that is due above.
    pub fn above(&self) -> f32 {
        if self.columns.iter().all(|column| column.frame) { Self::ABOVE_FRAMES } else { 0.0 }
    }
}

/// One of several columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Width as a share of the text width; together at most 1.
    pub width: f32,
    /// Whether a thin frame is drawn around it.
    pub frame: bool,
    /// Its content; may be empty.
    pub blocks: Vec<Block>,
}

impl Hash for Column {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { width, frame, blocks } = self;
        (width.to_bits(), frame, blocks).hash(state);
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The paragraph style it stands in: alignment and space.
    pub style: String,
    /// What is drawn.
    pub picture: Picture,
    /// What it shows, in words. Never empty.
    pub alt: String,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Where a click leads.
    pub link: Option<String>,
}

impl Hash for Figure {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { style, picture, alt, width, height, link } = self;
        (style, picture, alt, width.to_bits(), height.to_bits(), link).hash(state);
    }
}

/// What a figure draws.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Picture {
    /// An image file.
    Image(Arc<Image>),
    /// A QR code, drawn as vectors where the format can.
    Qr(Arc<QrCode>),
}
