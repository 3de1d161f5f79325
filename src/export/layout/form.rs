//! Forms: a ruled table of labels and room to write by hand, boxes to tick.
//!
//! Nothing can be typed into the PDF: its standards' writer has no such controls. What a form asks for
//! is tagged as a table with the labels as row headers, boxes as the labels of list items.

use super::flow::{Flow, add_notes, blocks};
use super::fragment::{Fragment, stack};
use super::inline::{self, Text};
use super::paragraph::{self, Setup};
use super::segment::segment;
use super::table::{Placed, rows};
use super::tag::{Numbering, Scope, Tag, TagId};
use super::{Area, Context};
use crate::document::{Block, Control, Field, Form, FormRow, Inline};

/// A box to tick.
const BOX: &str = "\u{25a1}";
/// How much larger than in the text a box is at most, and how far below the line it reaches, in ems.
const BOX_SIZE: f32 = 1.55;
const BOX_DROP: f32 = 0.08;
/// Least space between a box and the words beside it, in ems.
const BOX_GAP: f32 = 0.3;
/// Space between options side by side, in ems.
const GAP: f32 = 1.5;

/// Sets a form in an area.
pub fn set(cx: &mut Context<'_>, form: &Form, area: Area, element: TagId) -> Vec<Fragment> {
    let table = cx.out.tags.add(Some(element), Tag::Table { summary: form.summary.clone() });
    let labels = area.part(cx.right_to_left, 0.0, Form::LABEL_SHARE * area.width);
    let spaces = area.part(cx.right_to_left, labels.width, area.width - labels.width);
    let mut cells = Vec::new();
    let mut heads = Vec::new();
    for (index, row) in form.rows.iter().enumerate() {
        let tag = cx.out.tags.add(Some(table), Tag::Row);
        heads.push(matches!(row, FormRow::Head(_)));
        match row {
            FormRow::Head(content) => {
                let head = [Block::Paragraph(FormRow::head(content))];
                let cell = cell(cx, tag, Some(Scope::Column), 2);
                let flow = blocks(cx, &head, inside(cx, area), cell);
                let shade = cx.theme.table(Form::TABLE).header_shade.as_deref();
                let shade = shade.and_then(|name| cx.theme.shade(name));
                cells.push(Placed { shade, ..placed(cx, index, area, flow, 0.0) });
            }
            FormRow::Field(field) => {
                let room = field.control.room();
                if field.control == Control::Tick {
                    let cell = cell(cx, tag, None, 2);
                    let flow = tick(cx, field, inside(cx, area), cell);
                    cells.push(placed(cx, index, area, flow, room));
                    continue;
                }
                let label = cell(cx, tag, Some(Scope::Row), 1);
                let flow = blocks(cx, &field.heading(), inside(cx, labels), label);
                cells.push(placed(cx, index, labels, flow, room));
                let space = cell(cx, tag, None, 1);
                let flow = match &field.control {
                    Control::Choice { options, .. } => choice(cx, options, inside(cx, spaces), space),
                    _ => Flow::default(),
                };
                cells.push(placed(cx, index, spaces, flow, room));
            }
        }
    }
    let style = cx.theme.table(Form::TABLE);
    rows(cx, cells, style, &vec![false; form.rows.len()], &heads)
}

fn cell(cx: &mut Context<'_>, row: TagId, header: Option<Scope>, columns: usize) -> TagId {
    cx.out.tags.add(Some(row), Tag::Cell { header, columns, rows: 1 })
}

/// The part of a cell that its content stands in.
fn inside(cx: &Context<'_>, cell: Area) -> Area {
    let padding = cx.theme.table(Form::TABLE).padding_x;
    Area { x: cell.x + padding, width: (cell.width - 2.0 * padding).max(1.0) }
}

fn placed(cx: &Context<'_>, row: usize, area: Area, flow: Flow, room: f32) -> Placed {
    let style = cx.theme.table(Form::TABLE);
    let height = (flow.height() + 2.0 * style.padding_y).max(room);
    let sides = (style.rule, style.rule);
    Placed { row, rows: 1, area, sides, height, fragments: flow.fragments, shade: None }
}

/// An option with its elements: the box, the words.
struct Ticked {
    label: Text,
    text: Text,
    width: f32,
}

/// Adds a box and the words beside it to a list.
fn ticked(cx: &mut Context<'_>, list: TagId, words: &[Inline]) -> (Ticked, TagId) {
    let style = cx.theme.style(Form::OPTION);
    let item = cx.out.tags.add(Some(list), Tag::Item);
    let label = cx.out.tags.add(Some(item), Tag::Label);
    let body = cx.out.tags.add(Some(item), Tag::Body);
    let paragraph = cx.out.tags.add(Some(body), Tag::Paragraph);
    let mut label = inline::flatten(cx, &[Inline::text(BOX)], style, label);
    let natural = segment(&mut cx.shaper, &label, cx.right_to_left).width();
    // As large as its place allows.
    let place = style.hanging - BOX_GAP * style.size;
    let scale = (place / natural.max(0.1)).clamp(1.0, BOX_SIZE);
    for span in &mut label.spans {
        span.size *= scale;
        span.rise = -BOX_DROP * style.size;
    }
    let text = inline::flatten(cx, words, style, paragraph);
    // A theme may leave so little place that the words begin behind it.
    let pushed = natural * scale > place + 0.01;
    let push = if pushed { natural * scale + style.size - style.hanging } else { 0.0 };
    let width = style.indent + push + segment(&mut cx.shaper, &text, cx.right_to_left).width();
    (Ticked { label, text, width }, body)
}

/// Options with their boxes: side by side where they fit, else one under the other.
fn choice(cx: &mut Context<'_>, options: &[String], area: Area, element: TagId) -> Flow {
    let style = cx.theme.style(Form::OPTION);
    let list = cx.out.tags.add(Some(element), Tag::List(Numbering::Disc));
    let options: Vec<Ticked> =
        options.iter().map(|option| ticked(cx, list, &[Inline::text(option.as_str())]).0).collect();
    let gap = GAP * style.size;
    let widths: f32 = options.iter().map(|option| option.width + gap).sum();
    let mut flow = Flow::default();
    if widths - gap > area.width {
        for option in options {
            let fragments = lines(cx, option, area);
            flow.push(fragments, style.before, style.after, false);
        }
        return flow;
    }
    let mut row = Fragment::default();
    let mut from = 0.0;
    for option in options {
        // A little wider than the words: rounding must not break them.
        let part = area.part(cx.right_to_left, from, option.width + 0.1);
        from += option.width + gap;
        let fragments = lines(cx, option, part);
        row.height = row.height.max(super::fragment::height(&fragments));
        stack(fragments, 0.0, &mut row, 0.0);
    }
    flow.push(vec![row], style.before, style.after, false);
    flow
}

/// One box with what is agreed to and the hint below it.
fn tick(cx: &mut Context<'_>, field: &Field, area: Area, element: TagId) -> Flow {
    let style = cx.theme.style(Form::OPTION);
    let list = cx.out.tags.add(Some(element), Tag::List(Numbering::Disc));
    let (option, body) = ticked(cx, list, &field.shown_label());
    let mut flow = Flow::default();
    let fragments = lines(cx, option, area);
    flow.push(fragments, style.before, style.after, false);
    add_notes(cx, &field.label, body);
    let below = area.part(cx.right_to_left, style.indent, area.width - style.indent);
    let mut hint = blocks(cx, field.heading().get(1..).unwrap_or_default(), below, body);
    flow.push(std::mem::take(&mut hint.fragments), 0.0, hint.after, false);
    flow
}

fn lines(cx: &mut Context<'_>, option: Ticked, area: Area) -> Vec<Fragment> {
    let style = cx.theme.style(Form::OPTION);
    let Ticked { label, text, .. } = option;
    paragraph::set(cx, Setup { style, label: Some(label), text, hyphenate: true, anchors: Vec::new() }, area)
}
