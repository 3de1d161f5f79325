//! Comments: who wrote what about which words, replies, and what is resolved.

use super::look::by;
use super::package::Package;
use super::passage::By;
use super::unreadable::Unreadable;
use super::xml::{any_attribute, attribute, children, name, tree};
use roxmltree::Node;
use std::collections::BTreeMap;
use std::ops::Range;

/// A comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Its identifier in the file.
    pub id: String,
    /// Who wrote it, and when.
    pub by: By,
    /// The author's initials.
    pub initials: String,
    /// Its words; its paragraphs are lines.
    pub text: String,
    /// The comment that it replies to.
    pub parent: Option<String>,
    /// Whether it, or the comment that it replies to, was marked as done.
    pub resolved: bool,
    /// Where it stands, in reading order; none if the file does not say.
    pub anchors: Vec<Anchor>,
}

/// Words of one passage that a comment is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The passage, by its place in `WordFile::passages`.
    pub passage: usize,
    /// Its pieces; an empty range for a comment at a point, before the piece of that number.
    pub pieces: Range<usize>,
}

/// Where comments stand, by their identifiers.
pub(super) type Anchors = BTreeMap<String, Vec<Anchor>>;

/// The comments of a file. `anchors` is where the texts refer to them.
pub(super) fn read(package: &mut Package<'_>, anchors: &Anchors) -> Result<Vec<Comment>, Unreadable> {
    let Some(part) = package.related("comments")? else { return Ok(Vec::new()) };
    let parsed = tree(&part.text)?;
    // Comments by the identifier of their last paragraph: threads are told by it.
    let (mut out, mut by_paragraph) = (Vec::<Comment>::new(), BTreeMap::new());
    for (_, node) in children(parsed.root_element()).filter(|(name, _)| *name == "comment") {
        let id = attribute(node, "id").unwrap_or_default();
        // What has the identifier of an earlier comment has no place of its own.
        let is_first = out.iter().all(|comment| comment.id != id);
        let last = node
            .descendants()
            .filter(|n| name(*n) == "p")
            .filter_map(|p| any_attribute(p, "paraId"))
            .next_back();
        if let Some(last) = last {
            by_paragraph.insert(last.to_owned(), out.len());
        }
        out.push(Comment {
            id: id.to_owned(),
            by: by(node),
            initials: attribute(node, "initials").unwrap_or_default().to_owned(),
            text: text(node),
            anchors: if is_first { anchors.get(id).cloned().unwrap_or_default() } else { Vec::new() },
            ..Comment::default()
        });
    }
    if let Some(part) = package.related("commentsExtended")?
        && let Ok(parsed) = tree(&part.text)
    {
        threads(parsed.root_element(), &by_paragraph, &mut out);
    }
    Ok(out)
}

/// Which comment replies to which, and what is done.
fn threads(root: Node<'_, '_>, by_paragraph: &BTreeMap<String, usize>, out: &mut [Comment]) {
    let find =
        |node: Node<'_, '_>, key| any_attribute(node, key).and_then(|id| by_paragraph.get(id).copied());
    let mut parents = Vec::new();
    for node in root.children().filter(Node::is_element) {
        let Some(own) = find(node, "paraId") else { continue };
        let done = any_attribute(node, "done").is_some_and(|done| matches!(done, "1" | "true" | "on"));
        out[own].resolved |= done;
        if let Some(parent) = find(node, "paraIdParent").filter(|parent| *parent != own) {
            out[own].parent = Some(out[parent].id.clone());
            parents.push((own, parent));
        }
    }
    for (own, parent) in parents {
        out[own].resolved |= out[parent].resolved;
        if out[own].anchors.is_empty() {
            out[own].anchors = out[parent].anchors.clone();
        }
    }
}

/// The words of a comment, also those in a table.
fn text(comment: Node<'_, '_>) -> String {
    let mut out = String::new();
    for node in comment.descendants() {
        match name(node) {
            "p" if !out.is_empty() => out.push('\n'),
            "t" => out.push_str(node.text().unwrap_or_default()),
            "tab" if node.parent().is_some_and(|parent| name(parent) == "r") => out.push('\t'),
            "br" | "cr" => out.push('\n'),
            "noBreakHyphen" => out.push('\u{2011}'),
            _ => {}
        }
    }
    out.trim().to_owned()
}
