//! Word files that come from anywhere: from us, from a reviewer, from a stranger.
//!
//! The one reader of DOCX for comparing, reviewing and importing. [`read`] gives everything that a file says in
//! reading order, with tracked changes, comments and formats; [`WordFile::state`] gives the passages with all changes
//! rejected or accepted. Knows the file format and nothing of letters. Never panics: what is damaged, too large or
//! no Word file at all is [`Unreadable`], and what was seen and not read is among [`WordFile::remarks`].

mod comments;
mod fold;
mod look;
mod numbering;
pub(crate) mod package;
mod passage;
mod repack;
mod run;
#[cfg(test)]
pub(crate) mod sample;
mod state;
mod story;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod unreadable;
pub(crate) mod xml;

pub use comments::{Anchor, Comment};
pub use fold::{fold, target as fold_target};
pub use passage::{
    By, Cell, Form, Item, Look, Move, Passage, Piece, PieceKind, Place, Position, State, Story, Track,
};
pub use state::{Plain, PlainPiece};
pub use unreadable::Unreadable;

pub(crate) use package::Package;
pub(crate) use repack::repacked;
use std::collections::BTreeMap;
use xml::{is_on, tree};

/// Everything that a Word file says.
#[derive(Clone, Debug, Default)]
pub struct WordFile {
    /// Its properties by name: `dc:identifier`, `dc:title`, `cp:keywords` as in the core part; others by their own names.
    pub properties: BTreeMap<String, String>,
    /// Its custom XML parts by the namespace of their first element.
    pub custom_xml: BTreeMap<String, String>,
    /// Its paragraphs: the body in order, then headers, footers, footnotes and endnotes. The paragraphs of a text box stand
    /// before the one that holds the box.
    pub passages: Vec<Passage>,
    /// Its comments, in the order of its comments part.
    pub comments: Vec<Comment>,
    /// Whether Word tracks changes in it.
    pub tracking: bool,
    /// What was seen and not read, each a sentence for people.
    pub remarks: Vec<String>,
}

/// Reads a Word file.
///
/// # Errors
/// What the file is instead, or what is wrong with it.
pub fn read(bytes: &[u8]) -> Result<WordFile, Unreadable> {
    let mut package = Package::open(bytes)?;
    let mut file = WordFile { remarks: package.remarks(), ..WordFile::default() };
    file.properties = properties(&mut package)?;
    file.custom_xml = custom_xml(&mut package)?;
    if let Some(settings) = package.related("settings")? {
        let settings = tree(&settings.text)?;
        file.tracking = xml::children(settings.root_element())
            .any(|(name, node)| name == "trackRevisions" && is_on(node));
    }
    let (passages, anchors, remarks) = story::read(&mut package)?;
    file.passages = passages;
    file.remarks.extend(remarks);
    file.comments = comments::read(&mut package, &anchors)?;
    Ok(file)
}

/// Core and custom properties.
fn properties(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, Unreadable> {
    let mut out = BTreeMap::new();
    // A file whose properties are damaged still has its words.
    if let Some(part) = package.part("docProps/core.xml")?
        && let Ok(core) = tree(&part)
    {
        for node in core.root_element().children().filter(roxmltree::Node::is_element) {
            let prefix = match node.tag_name().namespace() {
                Some(xml::DUBLIN_CORE) => "dc",
                Some(xml::DUBLIN_TERMS) => "dcterms",
                _ => "cp",
            };
            let text: String =
                node.descendants().filter_map(|n| n.is_text().then(|| n.text()).flatten()).collect();
            out.insert(format!("{prefix}:{}", node.tag_name().name()), text);
        }
    }
    if let Some(part) = package.part("docProps/custom.xml")?
        && let Ok(custom) = tree(&part)
    {
        for node in custom.root_element().children() {
            if let Some(name) = node.attribute("name") {
                let text =
                    node.descendants().filter_map(|n| n.is_text().then(|| n.text()).flatten()).collect();
                out.insert(name.to_owned(), text);
            }
        }
    }
    Ok(out)
}

/// Custom XML parts: whatever their names, they are known by their namespaces.
fn custom_xml(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, Unreadable> {
    let mut out = BTreeMap::new();
    for name in package.custom_xml() {
        let Some(text) = package.part(&name)? else { continue };
        let space = tree(&text)
            .ok()
            .map(|part| part.root_element().tag_name().namespace().unwrap_or_default().to_owned());
        if let Some(space) = space {
            out.entry(space).or_insert(text);
        }
    }
    Ok(out)
}
