//! Tables: rows and cells, also those in controls, with what tracking says of them.

use super::passage::{Cell, Track};
use super::story::Reader;
use super::unreadable::Unreadable;
use super::xml::{child, children, value};
use roxmltree::Node;

impl Reader {
    /// A table.
    pub(super) fn table(&mut self, node: Node<'_, '_>) -> Result<(), Unreadable> {
        self.tables += 1;
        let mut cell = Cell { table: self.tables, ..Cell::default() };
        self.rows(node, &mut cell)
    }

    fn rows(&mut self, node: Node<'_, '_>, cell: &mut Cell) -> Result<(), Unreadable> {
        self.deeper(|reader| {
            for (name, node) in children(node) {
                match name {
                    "tr" => reader.row(node, cell)?,
                    "sdt" => {
                        if let Some(content) = child(node, "sdtContent") {
                            reader.in_control(node, |reader| reader.rows(content, cell))?;
                        }
                    }
                    "customXml" => reader.rows(node, cell)?,
                    "ins" | "del" | "moveFrom" | "moveTo" => {
                        reader.tracked(node, |reader| reader.rows(node, cell))?
                    }
                    _ => reader.range(name, node),
                }
            }
            Ok(())
        })
    }

    fn row(&mut self, node: Node<'_, '_>, cell: &mut Cell) -> Result<(), Unreadable> {
        let properties = child(node, "trPr");
        cell.row += 1;
        cell.row_track = properties.map_or(Track::Kept, |own| self.change_in(own));
        cell.column = 1 + properties.and_then(|own| number(own, "gridBefore")).unwrap_or(0);
        self.row_cells(node, cell)
    }

    fn row_cells(&mut self, node: Node<'_, '_>, cell: &mut Cell) -> Result<(), Unreadable> {
        self.deeper(|reader| {
            for (name, node) in children(node) {
                match name {
                    "tc" => {
                        let properties = child(node, "tcPr");
                        cell.cell_track = properties.map_or(Track::Kept, |own| reader.change_in(own));
                        reader.cells.push(cell.clone());
                        reader.blocks(node)?;
                        reader.cells.pop();
                        let span = properties.and_then(|own| number(own, "gridSpan")).unwrap_or(1);
                        cell.column += span.max(1);
                    }
                    "sdt" => {
                        if let Some(content) = child(node, "sdtContent") {
                            reader.in_control(node, |reader| reader.row_cells(content, cell))?;
                        }
                    }
                    "customXml" => reader.row_cells(node, cell)?,
                    _ => reader.range(name, node),
                }
            }
            Ok(())
        })
    }

    /// What the properties of a row or a cell say of it, in the tracked changes around.
    fn change_in(&self, properties: Node<'_, '_>) -> Track {
        let mut changes =
            children(properties).map(|(_, node)| self.track(node)).filter(|track| *track != Track::Kept);
        match (changes.next(), changes.next()) {
            (None, _) => self.here(),
            (Some(one), None) => one,
            // A row that one put in and another took out.
            (Some(one), Some(two)) => Track::Both {
                inserted: one.by().cloned().unwrap_or_default(),
                deleted: two.by().cloned().unwrap_or_default(),
            },
        }
    }
}

/// A number of columns: no table has more than a thousand.
fn number(properties: Node<'_, '_>, name: &str) -> Option<usize> {
    let number: usize = value(properties, name)?.parse().ok()?;
    Some(number.min(1000))
}
