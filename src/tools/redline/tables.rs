//! Tables: which rows stay, come and go, and how that is written.

use super::align::{Step, align, pair_left_over};
use super::blocks::Writer;
use super::paragraph::{self, end, marked, properties, set_properties};
use super::pen::Mark;
use super::tree::{Aligned, NewRow, Old, OldRow};
use crate::tools::word::xml::{child, name};
use roxmltree::Node;
use std::fmt::Write as _;

impl Writer<'_> {
    /// Writes what became of the rows of a table.
    pub(super) fn rows(&mut self, old: &[OldRow<'_>], table: Node<'_, '_>, new: &[NewRow<'_, '_>]) {
        let (olds, news): (Vec<_>, Vec<_>) =
            (old.iter().map(Aligned::item).collect(), new.iter().map(Aligned::item).collect());
        let steps = pair_left_over(&olds, &news, align(&olds, &news));
        for (number, step) in steps.iter().enumerate() {
            match *step {
                Step::Both(old_at, new_at) => {
                    for ((_, was), (_, cell, is)) in old[old_at].0.iter().zip(&new[new_at].cells) {
                        self.blocks(was, is, end(*cell), true);
                    }
                }
                Step::New(at) => self.inserted_row(&new[at]),
                Step::Old(at) => {
                    let next = steps[number..].iter().find_map(|step| match step {
                        Step::Both(_, at) | Step::New(at) => Some(new[*at].node.range().start),
                        Step::Old(_) => None,
                    });
                    let columns = |row: &&NewRow<'_, '_>| {
                        row.cells.iter().map(|cell| cell.0).eq(old[at].0.iter().map(|cell| cell.0))
                    };
                    let row = self.deleted_row(&old[at], new.iter().find(columns), 0);
                    self.splices.insert(next.unwrap_or_else(|| end(table)), row);
                }
            }
        }
    }

    /// Marks a row as new, with all that is in it.
    pub(super) fn inserted_row(&mut self, row: &NewRow<'_, '_>) {
        for node in row.node.descendants() {
            match name(node) {
                "tr" => self.mark_row(node),
                "p" => {
                    let own = marked(properties(node, self.whole), Mark::Inserted, self.pen);
                    set_properties(node, own, self.whole, &mut self.splices);
                    paragraph::insert(node, self.whole, self.pen, &mut self.splices);
                }
                _ => {}
            }
        }
    }

    fn mark_row(&mut self, row: Node<'_, '_>) {
        let mark = self.pen.empty(Mark::Inserted);
        match child(row, "trPr") {
            Some(own) => {
                let written = &self.whole[own.range()];
                let inside = written.strip_suffix("</w:trPr>").unwrap_or("<w:trPr>");
                self.splices.replace(own.range(), format!("{inside}{mark}</w:trPr>"));
            }
            None => {
                let after = child(row, "tblPrEx").map(|own| own.range().end);
                let tag = self.whole[row.range()].find('>').map_or(0, |tag| row.range().start + tag + 1);
                self.splices.insert(after.unwrap_or(tag), format!("<w:trPr>{mark}</w:trPr>"));
            }
        }
    }

    /// A deleted row, with the cells of a row of the new table that has the same columns. `width` is the number of columns
    /// of the table, if it is known.
    fn deleted_row(&mut self, old: &OldRow<'_>, like: Option<&NewRow<'_, '_>>, width: usize) -> String {
        let first = old.0.first().map_or(1, |cell| cell.0);
        let before =
            if first > 1 { format!("<w:gridBefore w:val=\"{}\"/>", first - 1) } else { String::new() };
        let mut out =
            format!("<w:tr><w:trPr>{before}<w:cantSplit/>{}</w:trPr>", self.pen.empty(Mark::Deleted));
        for (number, (column, blocks)) in old.0.iter().enumerate() {
            let own = like.and_then(|row| child(row.cells.get(number)?.1, "tcPr"));
            let own = match own {
                Some(own) => without_merge(&self.whole[own.range()]),
                None => {
                    let next = old.0.get(number + 1).map_or(width + 1, |cell| cell.0);
                    let span = next.saturating_sub(*column).max(1);
                    format!(
                        "<w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/>{}</w:tcPr>",
                        if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() }
                    )
                }
            };
            let _ = write!(out, "<w:tc>{own}{}</w:tc>", self.deleted_blocks(blocks));
        }
        out + "</w:tr>"
    }

    /// What was in a deleted cell; a cell ends with a paragraph.
    fn deleted_blocks(&mut self, blocks: &[Old<'_>]) -> String {
        let mut out = String::new();
        for block in blocks {
            out += &match block {
                Old::Paragraph(plain) => self.gone(plain, None),
                Old::Table(rows) => self.deleted_table(rows),
            };
        }
        if !out.ends_with("</w:p>") {
            out.push_str("<w:p/>");
        }
        out
    }

    /// A deleted table.
    pub(super) fn deleted_table(&mut self, rows: &[OldRow<'_>]) -> String {
        let width = rows.iter().filter_map(|row| row.0.last()).map(|cell| cell.0).max().unwrap_or(1);
        let direction = if self.shapes.is_right_to_left() { "<w:bidiVisual/>" } else { "" };
        let mut out =
            format!("<w:tbl><w:tblPr>{direction}<w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>");
        out.push_str(&"<w:gridCol/>".repeat(width));
        out.push_str("</w:tblGrid>");
        for row in rows {
            out += &self.deleted_row(row, None, width);
        }
        out + "</w:tbl>"
    }
}

/// Properties of a cell that is not merged with those above or below it.
fn without_merge(properties: &str) -> String {
    match properties.split_once("<w:vMerge") {
        Some((before, rest)) => before.to_owned() + rest.split_once("/>").map_or("", |(_, after)| after),
        None => properties.to_owned(),
    }
}
