//! Strips: the horizontal bands that pages are filled with. A line of text is one, a row of a
//! table, a picture. Blocks yield strips; the page breaker chooses between which of them pages end.
//!
//! Knows nothing of blocks or styles.

use super::page::{Draw, Item, LinkArea, Run, Shape};
use std::rc::Rc;

/// Whether a page may end after a strip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// It may.
    #[default]
    Free,
    /// It would leave a single line of a paragraph alone.
    Lines,
    /// What belongs together would be torn apart: a heading and its text, spanned rows.
    Together,
}

/// A place that the outline or links lead to.
#[derive(Clone, Debug, PartialEq)]
pub enum Anchor {
    /// An outline entry: level and words.
    Outline(u8, String),
    /// A named place.
    Name(String),
}

/// The header rows of a table, drawn again at the top of each further page.
#[derive(Debug)]
pub struct RepeatedHeader {
    /// Its height.
    pub height: f32,
    /// Its text.
    pub runs: Vec<Run>,
    /// Its rules and shades.
    pub shapes: Vec<Shape>,
}

/// A band that is not broken across pages. Everything in it is relative to the left edge of the
/// text and the top of the strip.
#[derive(Clone, Debug, Default)]
pub struct Fragment {
    /// Space above it, dropped at the top of a page that a break filled.
    pub before: f32,
    /// Its height.
    pub height: f32,
    /// Whether a page may end after it.
    pub keep: Keep,
    /// Rules, underlines, shades.
    pub shapes: Vec<Shape>,
    /// Rules that are drawn only where the strip is the first on its page.
    pub top_shapes: Vec<Shape>,
    /// Rules that are drawn only where the strip is the last on its page.
    pub bottom_shapes: Vec<Shape>,
    /// Content.
    pub items: Vec<Item>,
    /// Areas of links.
    pub links: Vec<LinkArea>,
    /// Footnotes whose marks stand in it.
    pub notes: Vec<usize>,
    /// What leads here, with the distance from its top.
    pub anchors: Vec<(Anchor, f32)>,
    /// Drawn above it where it is the first on its page.
    pub header: Option<Rc<RepeatedHeader>>,
}

impl Fragment {
    /// Moves another strip's content into this one.
    pub fn absorb(&mut self, other: Self, dx: f32, dy: f32) {
        self.shapes.extend(other.shapes.into_iter().map(|s| s.moved(dx, dy)));
        self.items.extend(other.items.into_iter().map(|i| i.moved(dx, dy)));
        self.links.extend(other.links.into_iter().map(|l| LinkArea { rect: l.rect.moved(dx, dy), ..l }));
        self.notes.extend(other.notes);
        self.anchors.extend(other.anchors.into_iter().map(|(a, y)| (a, y + dy)));
    }
}

impl Item {
    /// The same item elsewhere.
    #[must_use]
    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self.draw {
            Draw::Text(run) => {
                run.x += dx;
                run.y += dy;
            }
            Draw::Picture { rect, .. } => *rect = rect.moved(dx, dy),
        }
        self
    }
}

/// The height of strips one under the other, with all space between and above them.
pub fn height(fragments: &[Fragment]) -> f32 {
    fragments.iter().map(|s| s.before + s.height).sum()
}

/// One strip with others stacked in it, `dx` from its left edge.
pub fn stack(fragments: Vec<Fragment>, dx: f32, into: &mut Fragment, mut y: f32) {
    for fragment in fragments {
        y += fragment.before;
        let height = fragment.height;
        into.absorb(fragment, dx, y);
        y += height;
    }
}
