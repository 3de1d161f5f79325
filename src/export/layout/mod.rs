//! Layout: a Document and a theme to pages of positioned glyphs, shapes, pictures and links, with
//! the tag tree that says what they mean.
//!
//! Knows nothing of PDF: [`crate::export::pdf`] draws what this yields. The way through: blocks are set
//! as [fragments](fragment) ([flow], [paragraph], [table], [form]), pages are [chosen](paginate) and
//! [assembled](sheet).

mod candidate;
pub mod coverage;
pub mod face;
mod flow;
mod form;
mod fragment;
mod hinting;
mod hyphenate;
mod inline;
mod line;
mod lines;
pub mod page;
mod paginate;
mod paragraph;
mod segment;
pub mod shape;
mod sheet;
mod split;
mod table;
pub mod tag;
mod wide;

pub use page::Layout;

use crate::base::{Diagnostic, Language, Script};
use crate::document::theme::{Format, Theme};
use crate::document::{Document, Orientation};
use crate::export::rules::{MISSING_GLYPH, UNREADABLE_FONT};
use face::{FaceId, Faces};
use fragment::Fragment;
use shape::Shaper;
use std::collections::BTreeMap;
use tag::Tag;

/// A column that blocks are set in: left edge and width, from the left edge of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    x: f32,
    width: f32,
}

impl Area {
    /// The left edge of something of a width that starts a distance from the area's start side.
    fn start(self, right_to_left: bool, distance: f32, width: f32) -> f32 {
        if right_to_left { self.x + self.width - distance - width } else { self.x + distance }
    }

    /// Part of the area: `from` and `width` count from its start side.
    fn part(self, right_to_left: bool, from: f32, width: f32) -> Self {
        Self { x: self.start(right_to_left, from, width), width }
    }
}

/// What is known and gathered while one document is laid out.
struct Context<'a> {
    document: &'a Document,
    theme: &'a Theme,
    shaper: Shaper<'a>,
    language: Language,
    right_to_left: bool,
    script: Option<Script>,
    out: Layout,
    /// Height of the text on a full page of the current section.
    page_height: f32,
    /// Width of its text.
    text_width: f32,
    /// Footnotes set so far, by index.
    notes: BTreeMap<usize, Vec<Fragment>>,
    /// Numbers of the enclosing list items: numbering, format and number.
    numbers: Vec<(String, Format, u32)>,
}

/// The name of the place of a footnote; cannot be an `id` of the document.
fn note_name(note: usize) -> String {
    format!("footnote {}", note + 1)
}

/// Lays a document out.
///
/// # Errors
/// `missing-glyph` if the text has characters that no face has; `unreadable-font`.
pub fn layout(document: &Document, theme: &Theme, faces: &Faces) -> Result<Layout, Diagnostic> {
    if faces.get(FaceId::new(0, false, false)).is_none() {
        return Err(UNREADABLE_FONT
            .finding("the regular font of the theme cannot be read")
            .hint("put a TrueType or OpenType font into `fonts`, and name it under `fonts:` in theme.yaml"));
    }
    let language = document.properties.language;
    let mut cx = Context {
        document,
        theme,
        shaper: Shaper::new(faces, language.tag()),
        language,
        right_to_left: language.is_right_to_left(),
        script: Some(language.script()).filter(|script| script.has_face()),
        out: Layout::default(),
        page_height: 0.0,
        text_width: 0.0,
        notes: BTreeMap::new(),
        numbers: Vec::new(),
    };
    for (index, section) in document.sections.iter().enumerate() {
        let upright = section.orientation == Orientation::Portrait;
        let height = if upright { theme.page.height } else { theme.page.width };
        cx.page_height = height - theme.page.top - theme.page.bottom;
        cx.text_width = theme.text_width(section.orientation);
        let element = cx.out.tags.add(None, Tag::Section);
        let area = Area { x: 0.0, width: cx.text_width };
        let flow = flow::blocks(&mut cx, &section.blocks, area, element);
        if sheet::fill(&mut cx, flow.fragments, section.orientation, index > 0) {
            cx.out.spilling.push(index);
        }
    }
    missing(&cx)?;
    cx.out.destinations.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(cx.out)
}

/// Complains about characters that no face has.
fn missing(cx: &Context<'_>) -> Result<(), Diagnostic> {
    let named: Vec<String> =
        cx.shaper.missing().iter().map(|&c| format!("“{c}” (U+{:04X})", u32::from(c))).collect();
    if named.is_empty() {
        return Ok(());
    }
    let message = format!("no font of the theme can show {}", named.join(", "));
    Err(MISSING_GLYPH
        .finding(message)
        .about(cx.shaper.missing().iter().copied())
        .hint("write another character, or add a font that has this one to the theme"))
}
