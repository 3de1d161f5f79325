//! Blocks to strips, one under the other: paragraphs, headings, lists, columns, figures.
//!
//! Knows the Document's blocks and the theme; pages come later.

use super::fragment::{Anchor, Fragment, Keep, height, stack};
use super::page::{Draw, Item, LinkArea, LinkTarget, Rect, Shape};
use super::paragraph::{self, Setup};
use super::tag::{Numbering, Tag, TagId};
use super::{Area, Context, form, inline, note_name, split, table};
use crate::document::theme::{Align, Color, Format, Style};
use crate::document::{Block, Columns, Figure, Form, Heading, Inline, List, Paragraph, Target};

/// Space between columns side by side, taken from all but the last.
const GUTTER: f32 = 8.0;
/// Space between a frame and what is in it, and the frame's thickness.
const FRAME_PADDING: f32 = 4.0;
const FRAME: f32 = 0.5;
/// The closing rule.
const RULE_WIDTH: f32 = 120.0;
const RULE: f32 = 0.7;

/// Strips with the space that is due below the last.
#[derive(Default)]
pub struct Flow {
    /// The strips.
    pub fragments: Vec<Fragment>,
    /// Space below.
    pub after: f32,
}

impl Flow {
    /// Adds the strips of a block with the space that its style wants.
    pub fn push(&mut self, mut fragments: Vec<Fragment>, before: f32, after: f32, keep: bool) {
        if let Some(first) = fragments.first_mut() {
            first.before += self.after.max(before);
            self.after = after;
        }
        if let Some(last) = fragments.last_mut().filter(|_| keep) {
            last.keep = Keep::Together;
        }
        self.fragments.append(&mut fragments);
    }

    /// Adds the strips of a table, with space above if anything precedes it.
    fn push_table(&mut self, fragments: Vec<Fragment>, before: f32) {
        self.push(fragments, if self.fragments.is_empty() { 0.0 } else { before }, 0.0, false);
    }

    /// The height of everything with the space around it.
    pub fn height(&self) -> f32 {
        height(&self.fragments) + self.after
    }
}

/// Sets blocks in an area as children of an element.
pub fn blocks(cx: &mut Context<'_>, blocks: &[Block], area: Area, element: TagId) -> Flow {
    let mut flow = Flow::default();
    add(cx, blocks, area, element, &mut flow);
    flow
}

fn add(cx: &mut Context<'_>, blocks: &[Block], area: Area, element: TagId, flow: &mut Flow) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => add_paragraph(cx, paragraph, area, element, flow),
            Block::Heading(heading) => add_heading(cx, heading, area, element, flow),
            Block::List(list) => add_list(cx, list, area, element, flow),
            Block::Table(table) => {
                let fragments = table::set(cx, table, area, element);
                flow.push_table(fragments, cx.theme.table(&table.style).before);
            }
            Block::Form(form) => {
                let fragments = form::set(cx, form, area, element);
                flow.push_table(fragments, cx.theme.table(Form::TABLE).before);
            }
            Block::Columns(columns) => {
                let fragments = set_columns(cx, columns, area, element);
                flow.push(fragments, columns.above(), 0.0, false);
            }
            Block::Figure(figure) => add_figure(cx, figure, area, element, flow),
            Block::Rule { style } => {
                let style = cx.theme.style(style);
                let x = aligned(cx, style, area, RULE_WIDTH);
                let rect = Rect { x, y: 0.0, width: RULE_WIDTH, height: RULE };
                let shapes = vec![Shape { rect, color: style.color }];
                let fragment = Fragment { height: RULE, shapes, ..Fragment::default() };
                flow.push(vec![fragment], style.before, style.after, style.keep_with_next);
            }
        }
    }
}

/// The left edge of something aligned by a style.
fn aligned(cx: &Context<'_>, style: &Style, area: Area, width: f32) -> f32 {
    let room = area.width - style.indent - width;
    let share = match style.align {
        Align::Start | Align::Justify => 0.0,
        Align::Center => 0.5,
        Align::End => 1.0,
    };
    area.start(cx.right_to_left, style.indent + share * room, width)
}

fn add_paragraph(cx: &mut Context<'_>, paragraph: &Paragraph, area: Area, element: TagId, flow: &mut Flow) {
    let tag = cx.out.tags.add(Some(element), Tag::Paragraph);
    // A labelled line (Ref:, E-mail:) is short and read letter by letter.
    let hyphenate = paragraph.label.is_empty();
    add_text(cx, paragraph, area, tag, Vec::new(), None, hyphenate, flow);
    add_notes(cx, &paragraph.content, element);
}

fn add_heading(cx: &mut Context<'_>, heading: &Heading, area: Area, element: TagId, flow: &mut Flow) {
    let title = heading.outline.clone();
    let tag = cx.out.tags.add(Some(element), Tag::Heading { level: heading.level, title: title.clone() });
    let anchors = vec![Anchor::Outline(heading.level, title)];
    add_text(cx, &heading.paragraph, area, tag, anchors, None, false, flow);
    if let Some(last) = flow.fragments.last_mut() {
        last.keep = Keep::Together;
    }
    add_notes(cx, &heading.paragraph.content, element);
}

/// Sets a paragraph's text below its element; `label` stands in for its own label.
#[allow(clippy::too_many_arguments)]
fn add_text(
    cx: &mut Context<'_>,
    paragraph: &Paragraph,
    area: Area,
    tag: TagId,
    mut anchors: Vec<Anchor>,
    label: Option<inline::Text>,
    hyphenate: bool,
    flow: &mut Flow,
) {
    let style = cx.theme.style(&paragraph.style);
    let label = label.or_else(|| paragraph::label(cx, &paragraph.label, style, tag));
    let text = inline::flatten(cx, &paragraph.content, style, tag);
    anchors.extend(paragraph.id.clone().map(Anchor::Name));
    let fragments = paragraph::set(cx, Setup { style, label, text, hyphenate, anchors }, area);
    flow.push(fragments, style.before, style.after, style.keep_with_next);
}

/// Sets the footnotes whose marks stand in a paragraph, as elements after it.
pub fn add_notes(cx: &mut Context<'_>, content: &[Inline], element: TagId) {
    let mut found = Vec::new();
    marks(content, &mut found);
    for note in found {
        let Some(paragraphs) = cx.document.footnotes.get(note) else {
            continue;
        };
        let tag = cx.out.tags.add(Some(element), Tag::Note);
        let area = Area { x: 0.0, width: cx.text_width };
        let mut flow = Flow::default();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let label = (index == 0).then(|| {
                let label = cx.out.tags.add(Some(tag), Tag::Label);
                inline::note_label(cx, note, cx.theme.style(&paragraph.style), label)
            });
            let anchors = if index == 0 { vec![Anchor::Name(note_name(note))] } else { Vec::new() };
            let inner = cx.out.tags.add(Some(tag), Tag::Paragraph);
            add_text(cx, paragraph, area, inner, anchors, label, true, &mut flow);
        }
        cx.notes.insert(note, flow.fragments);
    }
}

fn marks(inlines: &[Inline], found: &mut Vec<usize>) {
    for inline in inlines {
        match inline {
            Inline::Footnote(note) => found.push(*note),
            Inline::Link(link) => marks(&link.content, found),
            Inline::Text(..) | Inline::LineBreak => {}
        }
    }
}

fn add_list(cx: &mut Context<'_>, list: &List, area: Area, element: TagId, flow: &mut Flow) {
    let level = cx.theme.level(&list.numbering, list.level);
    let numbering = match level.format {
        Format::Decimal => Numbering::Decimal,
        Format::LowerLetter | Format::RussianLetter | Format::ArabicLetter => Numbering::LowerAlpha,
        Format::LowerRoman => Numbering::LowerRoman,
        Format::Sign => Numbering::Disc,
    };
    let tag = cx.out.tags.add(Some(element), Tag::List(numbering));
    let outer = std::mem::take(&mut cx.numbers);
    let mut numbers: Vec<_> =
        outer.iter().filter(|n| n.0 == list.numbering).take(list.level).cloned().collect();
    while numbers.len() < list.level {
        let format = cx.theme.level(&list.numbering, numbers.len()).format;
        numbers.push((list.numbering.clone(), format, 1));
    }
    for (index, item) in list.items.iter().enumerate() {
        let number = list.start + u32::try_from(index).unwrap_or(0);
        cx.numbers = numbers.clone();
        cx.numbers.push((list.numbering.clone(), level.format, number));
        let plain: Vec<(Format, u32)> = cx.numbers.iter().map(|n| (n.1, n.2)).collect();
        let words = level.label(&plain);
        let item_tag = cx.out.tags.add(Some(tag), Tag::Item);
        let label_tag = cx.out.tags.add(Some(item_tag), Tag::Label);
        let body = cx.out.tags.add(Some(item_tag), Tag::Body);
        let mut rest = item.blocks.as_slice();
        if let Some((Block::Paragraph(first), tail)) = item.blocks.split_first() {
            rest = tail;
            let style = cx.theme.style(&first.style);
            let label = inline::flatten(cx, &[Inline::text(words)], style, label_tag);
            let tag = cx.out.tags.add(Some(body), Tag::Paragraph);
            add_text(cx, first, area, tag, Vec::new(), Some(label), true, flow);
            add_notes(cx, &first.content, body);
        }
        add(cx, rest, area, body, flow);
    }
    cx.numbers = outer;
}

fn set_columns(cx: &mut Context<'_>, columns: &Columns, area: Area, element: TagId) -> Vec<Fragment> {
    let mut from = 0.0;
    let mut row = Fragment::default();
    let mut parts = Vec::new();
    let last = columns.columns.len().saturating_sub(1);
    for (index, column) in columns.columns.iter().enumerate() {
        let width = column.width * area.width;
        let inner = width - if index < last { GUTTER } else { 0.0 };
        let outside = area.part(cx.right_to_left, from, inner);
        from += width;
        let padding = if column.frame { FRAME_PADDING } else { 0.0 };
        let inside = Area { x: outside.x + padding, width: outside.width - 2.0 * padding };
        let flow = blocks(cx, &column.blocks, inside, element);
        let height = flow.height() + 2.0 * padding;
        if column.frame {
            row.shapes.extend(frame(Rect { x: outside.x, y: 0.0, width: outside.width, height }));
        }
        if flow.fragments.last().is_some_and(|s| s.keep == Keep::Together) {
            row.keep = Keep::Together;
        }
        parts.push((padding, height, flow.fragments));
    }
    // Space that all columns have above their first line is space above the row. A frame begins
    // where the row does, as in Word.
    if row.shapes.is_empty() {
        let above = parts.iter().filter_map(|p| p.2.first()).map(|s| s.before);
        row.before = above.reduce(f32::min).unwrap_or(0.0);
    }
    for (_, height, fragments) in &mut parts {
        if let Some(first) = fragments.first_mut() {
            first.before -= row.before;
            *height -= row.before;
        }
        row.height = row.height.max(*height);
    }
    if row.height <= cx.page_height {
        for (top, _, fragments) in parts {
            stack(fragments, 0.0, &mut row, top);
        }
        return vec![row];
    }
    // Taller than a page: cut where the columns allow, without frames.
    let mut bands = split::bands(parts.into_iter().map(|(_, _, fragments)| fragments).collect());
    if let Some(first) = bands.first_mut() {
        first.before = row.before;
    }
    bands
}

/// The four sides of a frame.
fn frame(rect: Rect) -> [Shape; 4] {
    let Rect { x, y, width, height } = rect;
    let side = |x, y, width, height| Shape { rect: Rect { x, y, width, height }, color: Color::BLACK };
    [
        side(x, y, width, FRAME),
        side(x, y + height - FRAME, width, FRAME),
        side(x, y + FRAME, FRAME, height - 2.0 * FRAME),
        side(x + width - FRAME, y + FRAME, FRAME, height - 2.0 * FRAME),
    ]
}

fn add_figure(cx: &mut Context<'_>, figure: &Figure, area: Area, element: TagId, flow: &mut Flow) {
    let style = cx.theme.style(&figure.style);
    let mut parent = element;
    let x = aligned(cx, style, area, figure.width);
    let rect = Rect { x, y: 0.0, width: figure.width, height: figure.height };
    let mut links = Vec::new();
    if let Some(url) = &figure.link {
        let paragraph = cx.out.tags.add(Some(element), Tag::Paragraph);
        parent = cx.out.tags.add(Some(paragraph), Tag::Link);
        cx.out.links.push(LinkTarget {
            link: parent,
            target: Target::Url(url.clone()),
            description: figure.alt.clone(),
        });
        links.push(LinkArea { link: parent, rect });
    }
    let tag = cx.out.tags.add(Some(parent), Tag::Figure { alt: figure.alt.clone(), place: None });
    let leaf = cx.out.tags.add(Some(tag), Tag::Content);
    let draw = Draw::Picture { picture: figure.picture.clone(), rect, figure: tag };
    let fragment =
        Fragment { height: figure.height, items: vec![Item { leaf, draw }], links, ..Fragment::default() };
    flow.push(vec![fragment], style.before, style.after, style.keep_with_next);
}
