//! Two texts side by side: the passages of the old one, and the elements of the new one, as paragraphs and tables.

use super::align::Item;
use super::paragraph;
use super::pen::{IMAGE, NOTE};
use crate::tools::word::xml::{child, children, value};
use crate::tools::word::{PieceKind, Plain};
use roxmltree::Node;

/// A paragraph or a table of the old text.
pub(super) enum Old<'p> {
    Paragraph(&'p Plain),
    Table(Vec<OldRow<'p>>),
}

/// A row: its cells with their first columns.
pub(super) struct OldRow<'p>(pub(super) Vec<(usize, Vec<Old<'p>>)>);

/// A paragraph or a table of the new text.
pub(super) enum New<'a, 'i> {
    Paragraph(Paragraph<'a, 'i>),
    Table(Node<'a, 'i>, Vec<NewRow<'a, 'i>>),
}

/// A paragraph with its place among all of its part.
#[derive(Clone, Copy)]
pub(super) struct Paragraph<'a, 'i> {
    pub(super) node: Node<'a, 'i>,
    pub(super) index: usize,
}

/// A row, and its cells with their first columns.
pub(super) struct NewRow<'a, 'i> {
    pub(super) node: Node<'a, 'i>,
    pub(super) cells: Vec<(usize, Node<'a, 'i>, Vec<New<'a, 'i>>)>,
}

/// The passages of a text as a tree.
pub(super) fn old<'p>(passages: &[&'p Plain]) -> Vec<Old<'p>> {
    old_at(passages, 0)
}

fn old_at<'p>(passages: &[&'p Plain], depth: usize) -> Vec<Old<'p>> {
    let table = |plain: &Plain| plain.place.cells.get(depth).map(|cell| cell.table);
    let mut out = Vec::new();
    for group in passages.chunk_by(|one, two| table(one).is_some() && table(one) == table(two)) {
        if table(group[0]).is_none() {
            out.extend(group.iter().map(|plain| Old::Paragraph(plain)));
            continue;
        }
        let rows = group.chunk_by(|one, two| one.place.cells[depth].row == two.place.cells[depth].row);
        let row = |row: &[&'p Plain]| {
            let column = |plain: &Plain| plain.place.cells[depth].column;
            let cells = row.chunk_by(|one, two| column(one) == column(two));
            OldRow(cells.map(|cell| (column(cell[0]), old_at(cell, depth + 1))).collect())
        };
        out.push(Old::Table(rows.map(row).collect()));
    }
    out
}

/// The elements in an element as a tree. `count` is the number of paragraphs before them in the part.
pub(super) fn new<'a, 'i>(node: Node<'a, 'i>, count: &mut usize) -> Vec<New<'a, 'i>> {
    let mut out = Vec::new();
    for (name, node) in children(node) {
        match name {
            "p" => {
                out.push(New::Paragraph(Paragraph { node, index: *count }));
                *count += 1;
            }
            "tbl" => {
                let rows = elements(node, "tr").into_iter().map(|row| new_row(row, count)).collect();
                out.push(New::Table(node, rows));
            }
            "sdt" => out.extend(child(node, "sdtContent").into_iter().flat_map(|node| new(node, count))),
            "customXml" => out.extend(new(node, count)),
            _ => {}
        }
    }
    out
}

fn new_row<'a, 'i>(node: Node<'a, 'i>, count: &mut usize) -> NewRow<'a, 'i> {
    let number = |node, name| value(node, name).and_then(|number| number.parse::<usize>().ok());
    let mut column = 1 + child(node, "trPr").and_then(|own| number(own, "gridBefore")).unwrap_or(0);
    let mut cells = Vec::new();
    for cell in elements(node, "tc") {
        cells.push((column, cell, new(cell, count)));
        column += child(cell, "tcPr").and_then(|own| number(own, "gridSpan")).unwrap_or(1).max(1);
    }
    NewRow { node, cells }
}

/// Rows of a table or cells of a row, also those in controls.
fn elements<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    for (name, node) in children(node) {
        match name {
            "sdt" | "sdtContent" | "customXml" => out.extend(elements(node, wanted)),
            name if name == wanted => out.push(node),
            _ => {}
        }
    }
    out
}

/// The words of a passage, with a sign for each image and each reference to a note.
pub(super) fn text(plain: &Plain) -> String {
    let mut out = String::new();
    for piece in &plain.pieces {
        match piece.kind {
            PieceKind::Image => out.push(IMAGE),
            PieceKind::Note(_) => out.push(NOTE),
            PieceKind::PageNumber => {}
            _ => out.push_str(&piece.text),
        }
    }
    out
}

/// What is to be aligned of one text.
pub(super) trait Aligned {
    /// Its words, and what it is.
    fn item(&self) -> Item;
}

/// Tables are of one kind, paragraphs of another; rows are of the kind of their columns.
const TABLE: usize = 0;

impl Aligned for Old<'_> {
    fn item(&self) -> Item {
        match self {
            Old::Paragraph(plain) => Item { kind: Vec::new(), text: text(plain) },
            Old::Table(rows) => Item { kind: vec![TABLE], text: joined(rows) },
        }
    }
}

impl Aligned for OldRow<'_> {
    fn item(&self) -> Item {
        let cells = self.0.iter().map(|(_, blocks)| joined(blocks)).collect::<Vec<_>>();
        Item { kind: self.0.iter().map(|cell| cell.0).collect(), text: cells.join("\t") }
    }
}

impl Aligned for New<'_, '_> {
    fn item(&self) -> Item {
        match self {
            New::Paragraph(paragraph) => {
                Item { kind: Vec::new(), text: paragraph::text(&paragraph::units(paragraph.node)) }
            }
            New::Table(_, rows) => Item { kind: vec![TABLE], text: joined(rows) },
        }
    }
}

impl Aligned for NewRow<'_, '_> {
    fn item(&self) -> Item {
        let cells = self.cells.iter().map(|(_, _, blocks)| joined(blocks)).collect::<Vec<_>>();
        Item { kind: self.cells.iter().map(|cell| cell.0).collect(), text: cells.join("\t") }
    }
}

fn joined(items: &[impl Aligned]) -> String {
    items.iter().map(|item| item.item().text).collect::<Vec<_>>().join("\n")
}
