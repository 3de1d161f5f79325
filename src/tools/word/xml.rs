//! The XML of Word: namespaces, and values that are on or off.
//!
//! Files in the strict form of the standard have other namespaces and the same names.

use super::unreadable::Unreadable;
use roxmltree::{Document, Node, ParsingOptions};

const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// Namespaces of identifiers of relationships.
pub(super) const RELATIONSHIPS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];
const MATHS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
];
/// Where `dc:identifier` is from.
pub(super) const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
/// Where `dcterms:modified` is from.
pub(super) const DUBLIN_TERMS: &str = "http://purl.org/dc/terms/";

/// More elements than a part of 8 MB can have if it is a document.
const MOST_NODES: u32 = 4_000_000;
/// Deeper than any document: tables in tables in text boxes have some fifty elements around a word.
pub(super) const DEEPEST: usize = 300;

/// A part as a tree. Document types, and entities with them, are refused.
pub(crate) fn tree(text: &str) -> Result<Document<'_>, Unreadable> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Document::parse_with_options(text, options).map_err(|_| Unreadable::BrokenXml)
}

/// The name of an element of Word; of maths, with `m:` before it; of anything else, with `:` before it.
pub(crate) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    let own = node.tag_name();
    match own.namespace() {
        Some(space) if WORD.contains(&space) => own.name(),
        Some(space) if MATHS.contains(&space) => match own.name() {
            "t" => "m:t",
            "r" => "m:r",
            _ => "m:",
        },
        _ => match own.name() {
            "AlternateContent" => ":AlternateContent",
            "Choice" => ":Choice",
            "Fallback" => ":Fallback",
            "checkbox" => ":checkbox",
            "checked" => ":checked",
            "docPr" => ":docPr",
            _ => ":",
        },
    }
}

/// The elements in an element, with their names.
pub(crate) fn children<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = (&'a str, Node<'a, 'i>)> {
    node.children().filter(Node::is_element).map(|child| (name(child), child))
}

/// The first element of this name in an element.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    children(node).find(|(name, _)| *name == wanted).map(|(_, child)| child)
}

/// An attribute of Word, or one without a namespace.
pub(crate) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let is_it = |a: &roxmltree::Attribute<'a, '_>| {
        a.name() == name && a.namespace().is_none_or(|space| WORD.contains(&space))
    };
    node.attributes().find(is_it).map(|a| a.value())
}

/// An attribute of this name of any namespace.
pub(crate) fn any_attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}

/// The value of an element of this name in an element.
pub(crate) fn value<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    attribute(child(node, wanted)?, "val")
}

/// Whether an element that is there switches something on.
pub(crate) fn is_on(node: Node<'_, '_>) -> bool {
    !matches!(any_attribute(node, "val"), Some("0" | "false" | "off" | "none"))
}
