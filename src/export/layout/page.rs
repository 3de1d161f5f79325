//! What layout yields: pages of positioned glyph runs, shapes, pictures and links.
//!
//! Lengths are points, x to the right and y down from the page's top left corner. Items before
//! they are placed use the same types relative to their strip.

use super::face::FaceId;
use super::shape::Glyph;
use super::tag::{TagId, Tags};
use crate::document::theme::Color;
use crate::document::{Picture, Target};
use std::ops::Range;

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// The same rectangle elsewhere.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }
    }
}

/// A filled rectangle: a rule, an underline, a shade.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Its place.
    pub rect: Rect,
    /// Its colour.
    pub color: Color,
}

impl Shape {
    /// The same shape elsewhere.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        Self { rect: self.rect.moved(dx, dy), ..self }
    }
}

/// Glyphs on one baseline in one face, size and colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The face.
    pub face: FaceId,
    /// Font size.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// Where the first glyph starts.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// Its glyphs in reading order, which may advance to the left: a part of [`Layout::glyphs`].
    pub glyphs: Range<usize>,
    /// Its text in reading order: a part of [`Layout::text`]. Glyphs count from its start.
    pub text: Range<usize>,
}

/// What an item draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Draw {
    /// Text.
    Text(Run),
    /// A picture; its figure element is told its place.
    Picture {
        /// What.
        picture: Picture,
        /// Where.
        rect: Rect,
        /// Its element in the tag tree.
        figure: TagId,
    },
}

/// Something drawn that has a meaning: it belongs to a leaf of the tag tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The leaf.
    pub leaf: TagId,
    /// What is drawn.
    pub draw: Draw,
}

/// Part of a link on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    /// The link's element.
    pub link: TagId,
    /// Where a click counts.
    pub rect: Rect,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// The header: not content.
    pub header: Vec<Run>,
    /// The footer: not content.
    pub footer: Vec<Run>,
    /// Table headers that are repeated from an earlier page: not content.
    pub repeated: Vec<Run>,
    /// Rules, underlines and shades, drawn below everything: not content.
    pub shapes: Vec<Shape>,
    /// The content in reading order.
    pub items: Vec<Item>,
    /// Areas of links.
    pub links: Vec<LinkArea>,
}

/// A link: what its element in the tag tree leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTarget {
    /// The link's element.
    pub link: TagId,
    /// Where to.
    pub target: Target,
    /// What it is, in words.
    pub description: String,
}

/// A place that links lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Destination {
    /// Its name.
    pub id: String,
    /// The page, from 0.
    pub page: usize,
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub title: String,
    /// The page, from 0.
    pub page: usize,
    /// Top edge.
    pub y: f32,
}

/// A document laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its tag tree.
    pub tags: Tags,
    /// Its outline in reading order.
    pub outline: Vec<OutlineEntry>,
    /// Its links.
    pub links: Vec<LinkTarget>,
    /// Places in it, sorted by name.
    pub destinations: Vec<Destination>,
    /// The text of all runs.
    pub text: String,
    /// The glyphs of all runs.
    pub glyphs: Vec<Glyph>,
    /// Sections of which a line or two would be on a page of their own, or nearly, if nothing were done about it.
    pub spilling: Vec<usize>,
}
