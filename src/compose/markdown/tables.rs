//! `<table>`, `<row>`, `<cell>`: tables that carry data.

use super::attributes::Tag;
use super::attributes::{attribute, words};
use super::blocks::Setting;
use super::elements::Parser;
use crate::compose::markdown::rules::TABLE;
use crate::document::theme::{StyleName, TableName, shares};
use crate::document::{Block, Cell, Paragraph, Row, Table};

impl Parser<'_> {
    /// Reads a table up to `</table>`.
    pub(super) fn table(&mut self, tag: &Tag<'_>, start: usize) -> Block {
        let theme = self.context.theme;
        let style = attribute(tag, "style").unwrap_or_else(|| TableName::Grid.word().to_owned());
        let style = self.context.named("table style", &style, &theme.tables, start);
        let style = style.unwrap_or(TableName::Grid.word()).to_owned();
        let widths = attribute(tag, "columns").unwrap_or_default();
        let in_language = theme.columns(&style, self.context.conventions.language);
        let columns = shares(in_language.unwrap_or(&widths));
        if columns.is_none() {
            self.context.report(
                TABLE
                    .finding(
                        "a table needs the width of each column in per cent, with a total of at most 100",
                    )
                    .hint("write, for example, columns=\"25 75\""),
                start,
                "this table",
            );
        }
        let columns = columns.unwrap_or_else(|| vec![0.0; widths.split_whitespace().count()]);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of rows")]
        let header_rows = self.number(tag, "header-rows", start, 0.0).max(0.0) as usize;
        let summary = words(tag, "summary").unwrap_or_default();
        let mut rows = Vec::new();
        self.children("table", &["row"], start, |parser, tag, at| {
            let mut cells = Vec::new();
            if !tag.empty {
                parser.children("row", &["cell"], at, |parser, tag, at| {
                    if !tag.empty {
                        let cell = parser.cell(tag, at);
                        if !parser.context.is_full(at) {
                            cells.push(cell);
                        }
                    }
                });
                rows.push(Row { cells });
            }
        });
        self.context.check_columns(columns.len(), start);
        self.check_grid(&rows, columns.len(), start);
        Block::Table(Table { style, summary, columns, header_rows, rows })
    }

    fn cell(&mut self, tag: &Tag<'_>, at: usize) -> Cell {
        let style = attribute(tag, "style").unwrap_or_else(|| StyleName::TableText.word().to_owned());
        let style = self.context.style(&style, at);
        let mut blocks = Vec::new();
        self.blocks(&Setting { style: style.clone(), numbering: None }, Some(("cell", at)), &mut blocks);
        if blocks.is_empty() {
            blocks.push(Block::Paragraph(Paragraph { style, ..Paragraph::default() }));
        }
        let shade = attribute(tag, "shade").filter(|s| !s.is_empty());
        let shades = &self.context.theme.shades;
        let shade = shade.filter(|shade| self.context.named("shade", shade, shades, at).is_some());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small numbers")]
        let span = |parser: &mut Self, key| parser.number(tag, key, at, 1.0).max(1.0) as usize;
        Cell {
            blocks,
            row_header: attribute(tag, "header").is_some_and(|v| v == "row"),
            column_span: span(self, "columns"),
            row_span: span(self, "rows"),
            shade,
        }
    }

    /// Every row must fill the columns, counting cells that reach down from above.
    fn check_grid(&mut self, rows: &[Row], columns: usize, start: usize) {
        let mut reach = vec![0_usize; columns];
        for (number, row) in rows.iter().enumerate() {
            let mut filled = reach.iter().filter(|&&left| left > 0).count();
            let mut free: Vec<usize> = (0..columns).filter(|&c| reach[c] == 0).collect();
            for left in &mut reach {
                *left = left.saturating_sub(1);
            }
            for cell in &row.cells {
                filled += cell.column_span;
                let taken = cell.column_span.min(free.len());
                for column in free.drain(..taken) {
                    reach[column] = cell.row_span - 1;
                }
            }
            if filled != columns && columns > 0 {
                let message = format!("row {} of the table fills {filled} of {columns} columns", number + 1);
                let help = "add or remove cells in this row; a cell with columns=\"2\" fills two columns";
                self.context.report(TABLE.finding(message).hint(help), start, "this table");
            }
        }
    }
}
