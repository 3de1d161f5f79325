//! Tables that carry data: columns of given width, spans, rules, shades, header rows that are
//! repeated on each page.
//!
//! Rows are strips; a row taller than a page is cut where its cells allow.

use super::flow::blocks;
use super::fragment::{Fragment, Keep, RepeatedHeader};
use super::page::{Draw, Rect, Shape};
use super::tag::{Scope, Tag, TagId};
use super::{Area, Context, split};
use crate::document::theme::{Color, TableStyle};
use crate::document::{Cell, Table};
use std::rc::Rc;

/// A cell in its place.
pub struct Placed {
    /// Its row, from 0.
    pub row: usize,
    /// How many rows it spans, from 1.
    pub rows: usize,
    /// Left edge and width.
    pub area: Area,
    /// Thickness of the rules at its left and right side.
    pub sides: (f32, f32),
    /// What is in it.
    pub fragments: Vec<Fragment>,
    /// Height with padding.
    pub height: f32,
    /// Its background.
    pub shade: Option<Color>,
}

/// Sets a table in an area.
pub fn set(cx: &mut Context<'_>, table: &Table, area: Area, element: TagId) -> Vec<Fragment> {
    let style = cx.theme.table(&table.style);
    let cells = cells(cx, table, style, area, element);
    let headers: Vec<bool> = (0..table.rows.len()).map(|row| row < table.header_rows).collect();
    let heads = table.rows.iter().map(|row| table.heads_group(row));
    let joined: Vec<bool> = headers.iter().zip(heads).map(|(header, heads)| *header || heads).collect();
    rows(cx, cells, style, &headers, &joined)
}

/// Stacks cells as rows. `headers` are repeated on each page, `joined` stay with the row after them.
pub fn rows(
    cx: &Context<'_>,
    cells: Vec<Placed>,
    style: &TableStyle,
    headers: &[bool],
    joined: &[bool],
) -> Vec<Fragment> {
    let count = headers.len();
    let mut heights = vec![0.0f32; count];
    for cell in cells.iter().filter(|c| c.rows == 1) {
        heights[cell.row] = heights[cell.row].max(cell.height);
    }
    for cell in cells.iter().filter(|c| c.rows > 1) {
        let last = (cell.row + cell.rows).min(heights.len());
        let sum: f32 = heights[cell.row..last].iter().sum();
        if let Some(height) = heights[..last].last_mut() {
            *height += (cell.height - sum).max(0.0);
        }
    }
    let spanned: Vec<bool> =
        (0..count).map(|row| cells.iter().any(|c| c.row <= row && row + 1 < c.row + c.rows)).collect();

    let mut rows: Vec<Vec<Placed>> = (0..count).map(|_| Vec::new()).collect();
    for cell in cells {
        rows[cell.row].push(cell);
    }
    let mut header = Repeat::default();
    let mut repeated = None;
    let mut out = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let in_header = headers[index];
        let limit = cx.page_height - header.height;
        let mut fragments = if heights[index] > limit && !spanned[index] {
            cut(row, style)
        } else {
            vec![whole(row, style, &heights[index..])]
        };
        for (part, fragment) in fragments.iter_mut().enumerate() {
            if index == 0 && part == 0 {
                fragment.shapes.append(&mut fragment.top_shapes);
            }
            if in_header {
                header.add(fragment);
            } else {
                let shared = repeated.get_or_insert_with(|| header.share());
                fragment.header.clone_from(shared);
                if fragment.header.is_some() {
                    fragment.top_shapes.clear();
                }
            }
        }
        if let Some(last) = fragments.last_mut() {
            last.keep = if joined[index] || spanned[index] { Keep::Together } else { Keep::Free };
        }
        out.extend(fragments);
    }
    if let Some(first) = out.first_mut() {
        first.before = style.rule;
    }
    if let Some(last) = out.last_mut() {
        last.keep = Keep::Free;
    }
    out
}

/// Places all cells and sets what is in them, with their elements.
fn cells(cx: &mut Context<'_>, table: &Table, style: &TableStyle, area: Area, element: TagId) -> Vec<Placed> {
    let tag = cx.out.tags.add(Some(element), Tag::Table { summary: table.summary.clone() });
    let parts = table.header_rows > 0;
    let head = parts.then(|| cx.out.tags.add(Some(tag), Tag::TableHead));
    let body =
        (parts && table.header_rows < table.rows.len()).then(|| cx.out.tags.add(Some(tag), Tag::TableBody));
    // Rows that cells from above still reach down, for each column.
    let mut busy = vec![0usize; table.columns.len()];
    let groups = if style.thick_rule().is_some() { table.group_edges() } else { Vec::new() };
    let rule_before =
        |column: usize| style.thick_rule().filter(|_| groups.contains(&column)).unwrap_or(style.rule);
    let mut out = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let in_header = index < table.header_rows;
        let parent = if in_header { head } else { body };
        let row_tag = cx.out.tags.add(Some(parent.unwrap_or(tag)), Tag::Row);
        let mut column = 0;
        for cell in &row.cells {
            while busy.get(column).is_some_and(|&b| b > 0) {
                column += 1;
            }
            let end = (column + cell.column_span.max(1)).min(table.columns.len());
            let rows = cell.row_span.max(1).min(table.rows.len() - index);
            for b in busy.iter_mut().take(end).skip(column) {
                *b = rows;
            }
            let from: f32 = table.columns.iter().take(column).sum();
            let share: f32 = table.columns.iter().take(end).skip(column).sum();
            let outside = area.part(cx.right_to_left, from * area.width, share * area.width);
            let tag = cx.out.tags.add(Some(row_tag), cell_tag(cell, in_header, end - column.min(end), rows));
            let inside = Area {
                x: outside.x + style.padding_x,
                width: (outside.width - 2.0 * style.padding_x).max(1.0),
            };
            let flow = blocks(cx, &cell.blocks, inside, tag);
            let height = flow.height() + 2.0 * style.padding_y;
            let header_shade = style.header_shade.as_ref().filter(|_| in_header);
            let shade = cell.shade.as_ref().or(header_shade).and_then(|s| cx.theme.shade(s));
            let (start, end_rule) = (rule_before(column), rule_before(end));
            let sides = if cx.right_to_left { (end_rule, start) } else { (start, end_rule) };
            let fragments = flow.fragments;
            out.push(Placed { row: index, rows, area: outside, sides, fragments, height, shade });
            column = end;
        }
        for b in &mut busy {
            *b = b.saturating_sub(1);
        }
    }
    out
}

fn cell_tag(cell: &Cell, in_header: bool, columns: usize, rows: usize) -> Tag {
    let header = if in_header {
        Some(Scope::Column)
    } else if cell.row_header {
        Some(Scope::Row)
    } else {
        None
    };
    Tag::Cell { header, columns: columns.max(1), rows }
}

/// A row as one strip; `heights` are its own and those of the rows below.
fn whole(row: Vec<Placed>, style: &TableStyle, heights: &[f32]) -> Fragment {
    let mut fragment = Fragment { height: heights.first().copied().unwrap_or(0.0), ..Fragment::default() };
    for cell in row {
        let height: f32 = heights.iter().take(cell.rows).sum();
        draw_box(&mut fragment, style, (cell.area, cell.sides), height, cell.shade);
        super::fragment::stack(cell.fragments, 0.0, &mut fragment, style.padding_y);
    }
    fragment
}

/// A row that is taller than a page, as a band for each line.
fn cut(row: Vec<Placed>, style: &TableStyle) -> Vec<Fragment> {
    let boxes: Vec<_> = row.iter().map(|c| (c.area, c.sides, c.shade)).collect();
    let contents = split::bands(row.into_iter().map(|c| c.fragments).collect());
    let last = contents.len().saturating_sub(1);
    contents
        .into_iter()
        .enumerate()
        .map(|(index, content)| {
            let above = if index == 0 { style.padding_y } else { 0.0 };
            let below = if index == last { style.padding_y } else { 0.0 };
            let mut fragment = Fragment {
                height: content.height + above + below,
                keep: content.keep,
                ..Fragment::default()
            };
            let height = fragment.height;
            for &(area, sides, shade) in &boxes {
                draw_sides(&mut fragment, style, (area, sides), height, shade);
                let bottom = rule_across(style, area, height);
                if index == last {
                    fragment.shapes.extend(bottom);
                } else {
                    fragment.bottom_shapes.extend(bottom);
                }
                fragment.top_shapes.extend(rule_across(style, area, 0.0));
            }
            fragment.absorb(content, 0.0, above);
            fragment
        })
        .collect()
}

/// The shade and rules of a cell: all sides but the top, which belongs to the row above.
fn draw_box(
    fragment: &mut Fragment,
    style: &TableStyle,
    (area, sides): (Area, (f32, f32)),
    height: f32,
    shade: Option<Color>,
) {
    draw_sides(fragment, style, (area, sides), height, shade);
    fragment.shapes.extend(rule_across(style, area, height));
    fragment.top_shapes.extend(rule_across(style, area, 0.0));
}

/// A rule across a cell.
fn rule_across(style: &TableStyle, area: Area, y: f32) -> Option<Shape> {
    let half = style.rule / 2.0;
    let rect = Rect { x: area.x - half, y: y - half, width: area.width + style.rule, height: style.rule };
    (style.rule > 0.0).then_some(Shape { rect, color: style.color })
}

/// The shade of a cell and the rules at its sides. The shade leaves the rule above it free, which has
/// been drawn with the row above.
fn draw_sides(
    fragment: &mut Fragment,
    style: &TableStyle,
    (area, (left, right)): (Area, (f32, f32)),
    height: f32,
    shade: Option<Color>,
) {
    let Area { x, width } = area;
    let half = style.rule / 2.0;
    if let Some(color) = shade {
        let rect = Rect { x, y: half, width, height: (height - half).max(0.0) };
        fragment.shapes.insert(0, Shape { rect, color });
    }
    for (edge, thick) in [(x, left), (x + width, right)] {
        let rect = Rect { x: edge - thick / 2.0, y: -half, width: thick, height };
        let side = Shape { rect, color: style.color };
        if style.rule > 0.0 && !fragment.shapes.contains(&side) {
            fragment.shapes.push(side);
        }
    }
}

/// Header rows while they are gathered.
#[derive(Default)]
struct Repeat {
    height: f32,
    runs: Vec<super::page::Run>,
    shapes: Vec<Shape>,
}

impl Repeat {
    fn add(&mut self, fragment: &Fragment) {
        let dy = self.height;
        self.shapes.extend(fragment.shapes.iter().map(|s| s.moved(0.0, dy)));
        self.runs.extend(fragment.items.iter().filter_map(|item| match item.clone().moved(0.0, dy).draw {
            Draw::Text(run) => Some(run),
            Draw::Picture { .. } => None,
        }));
        self.height += fragment.height;
    }

    fn share(&mut self) -> Option<Rc<RepeatedHeader>> {
        (self.height > 0.0).then(|| {
            Rc::new(RepeatedHeader {
                height: self.height,
                runs: std::mem::take(&mut self.runs),
                shapes: std::mem::take(&mut self.shapes),
            })
        })
    }
}
