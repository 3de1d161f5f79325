//! The tag tree and the outline of a layout in krilla's terms.

use super::draw::Marks;
use crate::base::Language;
use crate::export::layout::Layout;
use crate::export::layout::page::OutlineEntry;
use crate::export::layout::tag::{Numbering, Scope, Tag, TagId};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{
    BBox, ListNumbering, Node, TableHeaderScope, Tag as PdfTag, TagGroup, TagKind, TagTree,
};
use std::num::{NonZeroU16, NonZeroU32};

/// The whole tree; `marks` are the identifiers of what was drawn.
pub fn tree(layout: &Layout, mut marks: Marks, language: Language) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.tag().to_owned()));
    for &root in &layout.tags.roots {
        let mut nodes = Vec::new();
        grow(layout, &mut marks, root, &mut nodes);
        for node in nodes {
            tree.push(node);
        }
    }
    tree
}

/// Adds an element, or a leaf's content, to its parent's children.
fn grow(layout: &Layout, marks: &mut Marks, id: TagId, into: &mut Vec<Node>) {
    let Some(node) = layout.tags.nodes.get(id.index()) else {
        return;
    };
    let own = marks.get_mut(id.index()).map(std::mem::take).unwrap_or_default();
    let Some(kind) = kind(&node.tag) else {
        into.extend(own.into_iter().map(Node::Leaf));
        return;
    };
    let mut children = Vec::new();
    for &child in &node.children {
        grow(layout, marks, child, &mut children);
    }
    children.extend(own.into_iter().map(Node::Leaf));
    // An element without content (an empty column, an empty paragraph) says nothing.
    if !children.is_empty() || matches!(node.tag, Tag::Cell { .. }) {
        into.push(Node::Group(TagGroup::with_children(kind, children)));
    }
}

fn kind(tag: &Tag) -> Option<TagKind> {
    Some(match tag {
        Tag::Content => return None,
        Tag::Section => PdfTag::Section.into(),
        Tag::Paragraph => PdfTag::P.into(),
        Tag::Heading { level, title } => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            PdfTag::Hn(level, Some(title.clone())).into()
        }
        Tag::List(numbering) => PdfTag::L(match numbering {
            Numbering::Decimal => ListNumbering::Decimal,
            Numbering::LowerAlpha => ListNumbering::LowerAlpha,
            Numbering::LowerRoman => ListNumbering::LowerRoman,
            Numbering::Disc => ListNumbering::Disc,
        })
        .into(),
        Tag::Item => PdfTag::LI.into(),
        Tag::Label => PdfTag::Lbl.into(),
        Tag::Body => PdfTag::LBody.into(),
        Tag::Table { summary } => PdfTag::Table.with_summary(Some(summary.clone())).into(),
        Tag::TableHead => PdfTag::THead.into(),
        Tag::TableBody => PdfTag::TBody.into(),
        Tag::Row => PdfTag::TR.into(),
        Tag::Cell { header, columns, rows } => {
            let span = |n: usize| NonZeroU32::new(u32::try_from(n).unwrap_or(1)).filter(|n| n.get() > 1);
            match header {
                None => PdfTag::TD.with_col_span(span(*columns)).with_row_span(span(*rows)).into(),
                Some(scope) => {
                    let scope = match scope {
                        Scope::Row => TableHeaderScope::Row,
                        Scope::Column => TableHeaderScope::Column,
                    };
                    PdfTag::TH(scope).with_col_span(span(*columns)).with_row_span(span(*rows)).into()
                }
            }
        }
        Tag::Figure { alt, place } => {
            let bbox = place
                .and_then(|(page, r)| Some(BBox::new(page, Rect::from_xywh(r.x, r.y, r.width, r.height)?)));
            PdfTag::Figure(Some(alt.clone())).with_bbox(bbox).into()
        }
        Tag::Link => PdfTag::Link.into(),
        Tag::Note => PdfTag::Note.into(),
        Tag::Reference => PdfTag::Reference.into(),
        Tag::Words(words) => PdfTag::Span.with_actual_text(Some(words.clone())).into(),
        Tag::Span(language) => PdfTag::Span.with_lang(Some(language.tag().to_owned())).into(),
    })
}

/// The outline, nested by level.
pub fn outline(entries: &[OutlineEntry]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = entries;
    while let Some(node) = branch(&mut rest) {
        outline.push_child(node);
    }
    outline
}

/// The next entry with the deeper ones that follow it.
fn branch(rest: &mut &[OutlineEntry]) -> Option<OutlineNode> {
    let (first, tail) = rest.split_first()?;
    *rest = tail;
    let place = XyzDestination::new(first.page, Point::from_xy(0.0, first.y));
    let mut node = OutlineNode::new(first.title.clone(), place).with_open(true);
    while rest.first().is_some_and(|next| next.level > first.level) {
        if let Some(child) = branch(rest) {
            node.push_child(child);
        }
    }
    Some(node)
}
