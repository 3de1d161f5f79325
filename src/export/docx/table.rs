//! Tables that carry data, and columns that only stand side by side.

use super::story::{Last, Story};
use super::units::{self, eighths, twips};
use super::xml::Xml;
use crate::document::theme::Color;
use crate::document::{Block, Cell, Column, Columns, Table};

/// Space inside a column's frame, in points: above and below, at the sides.
const FRAME_PADDING: (f32, f32) = (3.0, 4.0);
/// Space at the end of each column but the last, in points, as in the PDF.
const GUTTER: f32 = 8.0;

/// A cell that reaches down into the next rows.
#[derive(Clone, Copy)]
struct Reach<'t> {
    cell: &'t Cell,
    rows_left: usize,
}

impl Story<'_, '_> {
    /// A data table in its table style.
    pub(super) fn table(&mut self, table: &Table) {
        let widths = units::columns(self.width, table.columns.iter().copied());
        let row_headers = table.rows.iter().flat_map(|r| &r.cells).any(|c| c.row_header);
        self.table_start(&table.style, &widths, (table.header_rows > 0, row_headers), &table.summary);
        let mut reaching: Vec<Option<Reach<'_>>> = vec![None; widths.len()];
        for (at, row) in table.rows.iter().enumerate() {
            let header = at < table.header_rows;
            self.xml.raw("<w:tr><w:trPr><w:cantSplit/>");
            self.xml.raw(if header { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
            let mut cells = row.cells.iter();
            let mut column = 0;
            while let Some(above) = reaching.get(column).copied() {
                if let Some(reach) = above {
                    let span = self.data_cell(table, reach.cell, &widths, column, at, Merge::Continue);
                    let rows_left = reach.rows_left - 1;
                    reaching[column] = (rows_left > 0).then_some(Reach { rows_left, ..reach });
                    column += span;
                } else if let Some(cell) = cells.next() {
                    let merge = if cell.row_span > 1 { Merge::Start } else { Merge::None };
                    let span = self.data_cell(table, cell, &widths, column, at, merge);
                    if cell.row_span > 1 {
                        reaching[column] = Some(Reach { cell, rows_left: cell.row_span - 1 });
                    }
                    column += span;
                } else {
                    // The model says that rows are full; a gap would make Word repair the file.
                    self.cell_start(&widths, column, 1);
                    self.xml.raw("</w:tcPr>");
                    self.cell_end(&[]);
                    column += 1;
                }
            }
            self.xml.raw("</w:tr>");
        }
        self.xml.raw("</w:tbl>");
        self.last = Last::Table;
    }

    /// Opens a table in its table style; `headers` says whether its first row and its first column are.
    pub(super) fn table_start(&mut self, style: &str, widths: &[i32], headers: (bool, bool), summary: &str) {
        self.xml.raw("<w:tbl><w:tblPr>");
        if let Some(name) = self.shared.names.table(style) {
            self.xml.put(format_args!(r#"<w:tblStyle w:val="{}"/>"#, name.id));
        }
        self.visual_order();
        self.xml.put(format_args!(
            r#"<w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/>"#,
            widths.iter().sum::<i32>()
        ));
        self.look(headers.0, headers.1);
        if !summary.is_empty() {
            self.xml.raw("<w:tblDescription").attribute("w:val", summary).raw("/>");
        }
        self.xml.raw("</w:tblPr>");
        self.grid(widths);
    }

    /// Columns: one row of a table without rules. A frame is that cell's border.
    pub(super) fn columns(&mut self, columns: &Columns) {
        let cells = self.beside(columns);
        let widths = units::columns(self.width, cells.iter().map(|(_, share)| *share));
        self.xml.raw("<w:tbl><w:tblPr>");
        self.visual_order();
        self.xml.put(format_args!(
            concat!(
                r#"<w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>"#,
                r#"<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>"#
            ),
            widths.iter().sum::<i32>()
        ));
        self.look(false, false);
        self.xml.raw("</w:tblPr>");
        self.grid(&widths);
        self.xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let width = self.width;
        for (at, (column, _)) in cells.iter().enumerate() {
            self.cell_start(&widths, at, 1);
            let is_last = at + 1 == cells.len();
            match column {
                Some(column) if column.frame => {
                    self.frame();
                    self.width -= 2.0 * FRAME_PADDING.1;
                }
                Some(_) if !is_last && !self.right_to_left() => {
                    let end = twips(GUTTER);
                    self.xml.put(format_args!(r#"<w:tcMar><w:right w:w="{end}" w:type="dxa"/></w:tcMar>"#));
                    self.width -= GUTTER;
                }
                _ => {}
            }
            self.xml.raw("</w:tcPr>");
            self.cell_end(column.map_or(&[], |column| &column.blocks));
            self.width = width;
        }
        self.xml.raw("</w:tr></w:tbl>");
        self.last = Last::Table;
    }

    /// The cells of a row of columns and their shares of the line. From right to left, programs agree neither which side
    /// of a cell is its right one nor at which margin a narrow table stands: there, empty cells are the space at the end
    /// of columns, and fill the line.
    fn beside<'c>(&self, columns: &'c Columns) -> Vec<(Option<&'c Column>, f32)> {
        let columns = &columns.columns;
        if !self.right_to_left() {
            return columns.iter().map(|column| (Some(column), column.width)).collect();
        }
        let mut cells = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let gap = if column.frame || at + 1 == columns.len() { 0.0 } else { GUTTER / self.width };
            cells.push((Some(column), column.width - gap));
            cells.push((None, gap));
        }
        cells.push((None, 1.0 - columns.iter().map(|column| column.width).sum::<f32>()));
        cells.retain(|(_, share)| *share > 0.001);
        cells
    }

    /// A cell of a data table; gives the number of columns it spans.
    fn data_cell(
        &mut self,
        table: &Table,
        cell: &Cell,
        widths: &[i32],
        column: usize,
        row: usize,
        merge: Merge,
    ) -> usize {
        let theme = self.shared.theme;
        let style = theme.table(&table.style);
        let span = cell.column_span.clamp(1, widths.len() - column);
        let width = self.width;
        self.cell_start(widths, column, span);
        match merge {
            Merge::None => {}
            Merge::Start => {
                self.xml.raw(r#"<w:vMerge w:val="restart"/>"#);
            }
            Merge::Continue => {
                self.xml.raw("<w:vMerge/>");
            }
        }
        self.group_rules(table, column, span);
        // The style shades the first header row only.
        let header = (1..table.header_rows).contains(&row).then_some(style.header_shade.as_deref()).flatten();
        if let Some(color) = cell.shade.as_deref().or(header).and_then(|s| theme.shade(s)) {
            self.xml.shade(color);
        }
        self.xml.raw("</w:tcPr>");
        self.width -= 2.0 * style.padding_x;
        if merge == Merge::Continue {
            self.last = Last::Nothing;
            let first = cell.blocks.iter().find_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph.style.as_str()),
                _ => None,
            });
            match first {
                Some(style) => self.line(style, &[]),
                None => self.close_with_paragraph(),
            }
            self.xml.raw("</w:tc>");
        } else {
            self.cell_end(&cell.blocks);
        }
        self.width = width;
        span
    }

    /// Thicker rules at the sides of a cell where groups of columns begin and end.
    fn group_rules(&mut self, table: &Table, column: usize, span: usize) {
        let style = self.shared.theme.table(&table.style);
        let Some(thick) = style.thick_rule() else { return };
        let edges = table.group_edges();
        let sides = [("left", column), ("right", column + span)].into_iter();
        let sides: Vec<_> = sides.filter(|(_, at)| edges.contains(at)).map(|(side, _)| side).collect();
        if !sides.is_empty() {
            self.xml.rules("tcBorders", &sides, eighths(thick), &style.color.hex());
        }
    }

    /// Opens a cell and its properties, and makes its width the present one.
    pub(super) fn cell_start(&mut self, widths: &[i32], column: usize, span: usize) {
        let width: i32 = widths.iter().skip(column).take(span).sum();
        self.xml.put(format_args!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#));
        if span > 1 {
            self.xml.put(format_args!(r#"<w:gridSpan w:val="{span}"/>"#));
        }
        self.width = width as f32 / 20.0;
    }

    /// Fills and closes a cell.
    pub(super) fn cell_end(&mut self, blocks: &[Block]) {
        self.last = Last::Nothing;
        self.blocks(blocks);
        self.close_with_paragraph();
        self.xml.raw("</w:tc>");
    }

    fn frame(&mut self) {
        let (y, x) = (twips(FRAME_PADDING.0), twips(FRAME_PADDING.1));
        self.xml.rules("tcBorders", &["top", "left", "bottom", "right"], 4, "auto").padding("tcMar", (x, y));
        self.xml.raw(r#"<w:vAlign w:val="center"/>"#);
    }

    /// In a right-to-left document the first column stands at the right.
    fn visual_order(&mut self) {
        if self.right_to_left() {
            self.xml.raw("<w:bidiVisual/>");
        }
    }

    fn grid(&mut self, widths: &[i32]) {
        self.xml.raw("<w:tblGrid>");
        for width in widths {
            self.xml.put(format_args!(r#"<w:gridCol w:w="{width}"/>"#));
        }
        self.xml.raw("</w:tblGrid>");
    }

    /// Which parts of the table are headers; no bands.
    fn look(&mut self, first_row: bool, first_column: bool) {
        let flags = 0x0600 | if first_row { 0x20 } else { 0 } | if first_column { 0x80 } else { 0 };
        self.xml.put(format_args!(
            concat!(
                r#"<w:tblLook w:val="{:04X}" w:firstRow="{}" w:lastRow="0" w:firstColumn="{}" "#,
                r#"w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>"#
            ),
            flags,
            u8::from(first_row),
            u8::from(first_column)
        ));
    }
}

/// What tables and their styles have in common.
impl Xml {
    /// Adds an element with a rule at each of some sides, in eighths of a point.
    pub(super) fn rules(&mut self, element: &str, sides: &[&str], size: i32, color: &str) -> &mut Self {
        self.put(format_args!("<w:{element}>"));
        for side in sides {
            self.put(format_args!(
                r#"<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>"#
            ));
        }
        self.put(format_args!("</w:{element}>"))
    }

    /// Adds an element with the space inside a cell in twips: at its left and right, above and below.
    pub(super) fn padding(&mut self, element: &str, (x, y): (i32, i32)) -> &mut Self {
        self.put(format_args!("<w:{element}>"));
        for (side, space) in [("top", y), ("left", x), ("bottom", y), ("right", x)] {
            self.put(format_args!(r#"<w:{side} w:w="{space}" w:type="dxa"/>"#));
        }
        self.put(format_args!("</w:{element}>"))
    }

    /// Adds the background of a cell.
    pub(super) fn shade(&mut self, color: Color) -> &mut Self {
        self.put(format_args!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{}"/>"#, color.hex()))
    }
}

/// A cell's part in a vertical merge.
#[derive(Clone, Copy, PartialEq)]
enum Merge {
    None,
    Start,
    Continue,
}
