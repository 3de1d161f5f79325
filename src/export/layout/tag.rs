//! The tag tree: what the document is made of, in reading order, for people who hear the page.
//!
//! Names follow the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4). The tree is an
//! arena; its leaves are pieces of content, which items on pages point to.

use super::page::Rect;
use crate::base::Language;

/// An element of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TagId(usize);

impl TagId {
    /// Its place in [`Tags::nodes`].
    pub fn index(self) -> usize {
        self.0
    }
}

/// How the items of a list are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// 1, 2, 3.
    Decimal,
    /// a, b, c.
    LowerAlpha,
    /// i, ii, iii.
    LowerRoman,
    /// The same sign for all.
    Disc,
}

/// Whose header a header cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of its row.
    Row,
    /// Of its column.
    Column,
}

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub enum Tag {
    /// A section of the document.
    Section,
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words on one line.
        title: String,
    },
    /// A list.
    List(Numbering),
    /// An item of a list.
    Item,
    /// A label: of an item or a footnote.
    Label,
    /// The body of an item.
    Body,
    /// A table.
    Table {
        /// What it is, in words.
        summary: String,
    },
    /// The header rows of a table.
    TableHead,
    /// Its other rows.
    TableBody,
    /// A row.
    Row,
    /// A cell.
    Cell {
        /// Set for header cells.
        header: Option<Scope>,
        /// Columns it spans.
        columns: usize,
        /// Rows it spans.
        rows: usize,
    },
    /// A picture.
    Figure {
        /// What it shows, in words.
        alt: String,
        /// The page (from 0) and place.
        place: Option<(usize, Rect)>,
    },
    /// A link; its annotations come from the pages.
    Link,
    /// A footnote.
    Note,
    /// The mark of a footnote.
    Reference,
    /// Text in another language.
    Span(Language),
    /// A leaf: content on pages.
    Content,
    /// A leaf whose lines end where no blank is, such as between two characters of Chinese: its words.
    Words(String),
}

/// An element with its children in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub tag: Tag,
    /// Its children.
    pub children: Vec<TagId>,
}

/// The tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tags {
    /// All elements; children come after their parents.
    pub nodes: Vec<Node>,
    /// The elements at the top: sections.
    pub roots: Vec<TagId>,
}

impl Tags {
    /// Adds an element at the end of a parent, or at the top.
    pub fn add(&mut self, parent: Option<TagId>, tag: Tag) -> TagId {
        let id = TagId(self.nodes.len());
        self.nodes.push(Node { tag, children: Vec::new() });
        match parent {
            Some(parent) => {
                if let Some(node) = self.nodes.get_mut(parent.0) {
                    node.children.push(id);
                }
            }
            None => self.roots.push(id),
        }
        id
    }

    /// Says how a leaf reads whose lines end where no blank is.
    pub fn spell(&mut self, leaf: TagId, words: impl FnOnce() -> String) {
        if let Some(node @ Node { tag: Tag::Content, .. }) = self.nodes.get_mut(leaf.0) {
            node.tag = Tag::Words(words());
        }
    }

    /// Says that no blank follows a spelled leaf with whose end a line ends: a soft hyphen is read as nothing.
    pub fn join(&mut self, leaf: TagId) {
        if let Some(Node { tag: Tag::Words(words), .. }) = self.nodes.get_mut(leaf.0)
            && !words.ends_with('\u{ad}')
        {
            words.push('\u{ad}');
        }
    }

    /// Notes where a figure was drawn.
    pub fn place(&mut self, figure: TagId, page: usize, rect: Rect) {
        if let Some(Node { tag: Tag::Figure { place, .. }, .. }) = self.nodes.get_mut(figure.0) {
            *place = Some((page, rect));
        }
    }
}
