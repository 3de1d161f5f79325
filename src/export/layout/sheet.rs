//! Pages put together: strips from top to bottom, footnotes at the foot, header and footer.

use super::fragment::{Anchor, Fragment, height};
use super::page::{Destination, Draw, OutlineEntry, Page, Rect, Run, Shape};
use super::paginate::{Band, mend, next_page_with_notes};
use super::paragraph::{self, Setup};
use super::tag::Tag;
use super::{Area, Context, inline};
use crate::document::theme::{Color, StyleName};
use crate::document::{Inline, Orientation};

/// The rule above footnotes: length, thickness, space above and below.
const NOTE_RULE: f32 = 110.0;
const NOTE_RULE_HEIGHT: f32 = 0.5;
const NOTE_ABOVE: f32 = 8.0;
const NOTE_BELOW: f32 = 3.0;
/// Least space between header or footer and text.
const CLEAR: f32 = 8.0;

/// Where things stand on a page.
struct Sheet {
    height: f32,
    left: f32,
    top: f32,
    bottom: f32,
}

/// Fills pages with a section's strips. Of an annex, no line or two go on a page of their own; says whether they would
/// have, or nearly.
pub fn fill(
    cx: &mut Context<'_>,
    mut fragments: Vec<Fragment>,
    orientation: Orientation,
    is_annex: bool,
) -> bool {
    let mut bands = Vec::with_capacity(fragments.len());
    for fragment in &fragments {
        let notes: f32 = fragment.notes.iter().filter_map(|n| cx.notes.get(n)).map(|s| height(s)).sum();
        bands.push(Band {
            before: fragment.before,
            height: fragment.height,
            keep: fragment.keep,
            notes,
            header: fragment.header.as_ref().map_or(0.0, |h| h.height),
        });
    }
    let rule = NOTE_ABOVE + NOTE_RULE_HEIGHT + NOTE_BELOW;
    let mut spills = false;
    if is_annex {
        // All its pages have the same room.
        let (_, sheet) = blank(cx, orientation);
        spills = mend(&mut bands, sheet.bottom - sheet.top, rule);
        fragments.iter_mut().zip(&bands).for_each(|(fragment, band)| fragment.before = band.before);
    }
    let mut fragments = fragments.into_iter();
    let mut at = 0;
    let mut fresh = true;
    while at < bands.len() || fresh {
        let (mut page, sheet) = blank(cx, orientation);
        let room = sheet.bottom - sheet.top;
        let rest = bands.get_mut(at..).unwrap_or_default();
        let count = next_page_with_notes(rest, room, fresh, rule);
        let mut y = sheet.top;
        let mut notes = Vec::new();
        for (index, fragment) in fragments.by_ref().take(count).enumerate() {
            if index == 0 && !fresh {
                if let Some(header) = &fragment.header {
                    page.repeated.extend(header.runs.iter().map(|r| moved(r, sheet.left, y)));
                    page.shapes.extend(header.shapes.iter().map(|s| s.moved(sheet.left, y)));
                    y += header.height;
                }
                page.shapes.extend(fragment.top_shapes.iter().map(|s| s.moved(sheet.left, y)));
            } else {
                y += fragment.before;
            }
            if index + 1 == count && at + count < bands.len() {
                page.shapes.extend(fragment.bottom_shapes.iter().map(|s| s.moved(sheet.left, y)));
            }
            notes.extend(fragment.notes.iter().copied());
            let height = fragment.height;
            put(cx, &mut page, fragment, &sheet, y);
            y += height;
        }
        foot(cx, &mut page, &sheet, &notes);
        cx.out.pages.push(page);
        at += count;
        fresh = false;
    }
    spills
}

fn moved(run: &Run, dx: f32, dy: f32) -> Run {
    Run { x: run.x + dx, y: run.y + dy, ..run.clone() }
}

/// Puts a strip on a page, its top at `y`.
fn put(cx: &mut Context<'_>, page: &mut Page, fragment: Fragment, sheet: &Sheet, y: f32) {
    let number = cx.out.pages.len();
    for (anchor, down) in fragment.anchors {
        match anchor {
            Anchor::Outline(level, title) => {
                cx.out.outline.push(OutlineEntry { level, title, page: number, y: y + down });
            }
            Anchor::Name(id) => {
                cx.out.destinations.push(Destination { id, page: number, x: sheet.left, y: y + down });
            }
        }
    }
    page.shapes.extend(fragment.shapes.iter().map(|s| s.moved(sheet.left, y)));
    for item in fragment.items {
        let item = item.moved(sheet.left, y);
        if let Draw::Picture { rect, figure, .. } = &item.draw {
            cx.out.tags.place(*figure, number, *rect);
        }
        page.items.push(item);
    }
    page.links.extend(fragment.links.into_iter().map(|mut area| {
        area.rect = area.rect.moved(sheet.left, y);
        area
    }));
}

/// Puts footnotes at the foot of a page.
fn foot(cx: &mut Context<'_>, page: &mut Page, sheet: &Sheet, notes: &[usize]) {
    let notes: Vec<Vec<Fragment>> = notes.iter().filter_map(|n| cx.notes.remove(n)).collect();
    if notes.is_empty() {
        return;
    }
    let total: f32 = notes.iter().map(|n| height(n)).sum();
    let mut y = sheet.bottom - total;
    let area = Area { x: sheet.left, width: cx.text_width };
    let x = area.start(cx.right_to_left, 0.0, NOTE_RULE);
    let rect = Rect { x, y: y - NOTE_BELOW - NOTE_RULE_HEIGHT, width: NOTE_RULE, height: NOTE_RULE_HEIGHT };
    page.shapes.push(Shape { rect, color: Color::BLACK });
    for fragment in notes.into_iter().flatten() {
        y += fragment.before;
        let height = fragment.height;
        put(cx, page, fragment, sheet, y);
        y += height;
    }
}

/// The next page with its header or footer, and where its text goes.
fn blank(cx: &mut Context<'_>, orientation: Orientation) -> (Page, Sheet) {
    let measures = cx.theme.page.clone();
    let (width, height) = match orientation {
        Orientation::Portrait => (measures.width, measures.height),
        Orientation::Landscape => (measures.height, measures.width),
    };
    let mut page = Page { width, height, ..Page::default() };
    let mut sheet =
        Sheet { height, left: measures.left, top: measures.top, bottom: height - measures.bottom };
    let area = Area { x: measures.left, width: width - measures.left - measures.right };
    let number = cx.out.pages.len() + 1;
    // The mark of a draft is above the header, so that no text moves because of it.
    let mark = cx
        .document
        .properties
        .draft
        .clone()
        .map(|mark| furniture(cx, &[Inline::text(mark)], StyleName::DraftMark.word(), area));
    let mark = mark.unwrap_or_default();
    let header = measures.header.max(self::height(&mark));
    let above = header - self::height(&mark);
    page.header = runs(mark, above, &mut page.shapes);
    if number == 1 {
        let mut lines = Vec::new();
        for paragraph in &cx.document.first_footer {
            lines.extend(furniture(cx, &paragraph.content, &paragraph.style, area));
        }
        let top = sheet.height - measures.footer - self::height(&lines);
        if !lines.is_empty() {
            sheet.bottom = sheet.bottom.min(top - CLEAR);
        }
        page.footer = runs(lines, top, &mut page.shapes);
    } else {
        let words = measures.number.replace("{page}", &number.to_string());
        let mut lines = furniture(cx, &[Inline::text(words)], StyleName::PageHeader.word(), area);
        let running = cx.document.running_header.as_slice();
        if !running.is_empty() {
            lines.extend(furniture(cx, running, StyleName::PageHeader.word(), area));
        }
        sheet.top = sheet.top.max(header + self::height(&lines) + CLEAR);
        page.header.extend(runs(lines, header, &mut page.shapes));
    }
    (page, sheet)
}

/// Sets text that is no content: it leaves no trace in the tag tree.
fn furniture(cx: &mut Context<'_>, inlines: &[Inline], style: &str, area: Area) -> Vec<Fragment> {
    let style = cx.theme.style(style);
    let tags = std::mem::take(&mut cx.out.tags);
    let links = cx.out.links.len();
    let scratch = cx.out.tags.add(None, Tag::Paragraph);
    let text = inline::flatten(cx, inlines, style, scratch);
    let setup = Setup { style, label: None, text, hyphenate: false, anchors: Vec::new() };
    let mut fragments = paragraph::set(cx, setup, area);
    if let Some(first) = fragments.first_mut() {
        first.before += style.before;
    }
    cx.out.tags = tags;
    cx.out.links.truncate(links);
    fragments
}

/// The runs of header or footer lines, the first line's top at `y`.
fn runs(lines: Vec<Fragment>, mut y: f32, shapes: &mut Vec<Shape>) -> Vec<Run> {
    let mut out = Vec::new();
    for line in lines {
        y += line.before;
        shapes.extend(line.shapes.iter().map(|s| s.moved(0.0, y)));
        for item in line.items {
            if let Draw::Text(run) = item.moved(0.0, y).draw {
                out.push(run);
            }
        }
        y += line.height;
    }
    out
}
