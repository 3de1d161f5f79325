//! The parts of the new file that have words, and the file with changed ones.

use super::tree::{Aligned, New, text};
use crate::tools::word::xml::name;
use crate::tools::word::{Package, Plain, Story, Unreadable};
use roxmltree::Node;
use std::collections::BTreeMap;
use std::io::Cursor;
use zip::ZipArchive;

/// What the comment of the ZIP file says: this program wrote the file, and nobody saved it again since.
pub(super) const COMMENT: &str = "redline by collective-letters";

/// Whether a file is one that this program wrote with tracked changes, and as it was written.
pub fn is_redline(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && bytes.ends_with(COMMENT.as_bytes())
}

/// Parts of the new file.
pub(super) struct Parts {
    /// The name of the part with the body.
    pub(super) document: String,
    pub(super) body: String,
    pub(super) styles: String,
    /// Headers, footers and notes by their names.
    pub(super) others: BTreeMap<String, String>,
}

impl Parts {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut package = Package::open(bytes)?;
        let document = package.document.clone();
        let body = package.part(&document)?.unwrap_or_default();
        let styles = package.part("word/styles.xml")?.unwrap_or_default();
        let mut others = BTreeMap::new();
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::NoWord)?;
        let names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
        for name in names.into_iter().filter(|name| kind(name).is_some()) {
            if let Some(text) = package.part(&name)? {
                others.insert(name, text);
            }
        }
        Ok(Self { document, body, styles, others })
    }

    /// The first identifier that no mark of the file has.
    pub(super) fn first_identifier(&self) -> u32 {
        let texts = self.others.values().chain([&self.body]);
        let numbers = texts.flat_map(|text| text.split("w:id=\"").skip(1)).filter_map(|rest| {
            let number = rest.split('"').next()?.parse::<u32>().ok()?;
            // Identifiers of controls are drawn at random by Word; marks are counted.
            (number < 1 << 30).then_some(number)
        });
        numbers.max().unwrap_or(0) + 1
    }
}

/// What is in a part besides the body, by its name.
fn kind(part: &str) -> Option<fn(Story) -> bool> {
    let file = part.strip_prefix("word/")?.strip_suffix(".xml")?;
    Some(match file.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "header" => |story| matches!(story, Story::Header(_)),
        "footer" => |story| matches!(story, Story::Footer(_)),
        _ => return None,
    })
}

/// The passages of the old file that became this part of the new one: those of the header or footer that has the same place
/// among all of its kind. None where the two files do not have as many.
pub(super) fn counterpart<'p>(
    part: &str,
    blocks: &[New<'_, '_>],
    before: &'p [Plain],
    after: &[Plain],
) -> Option<Vec<&'p Plain>> {
    let is_kind = kind(part)?;
    let (old, new) = (texts(before, is_kind), texts(after, is_kind));
    if old.len() != new.len() {
        return None;
    }
    let mut words = Vec::new();
    lines(blocks, &mut words);
    let place =
        new.iter().position(|passages| passages.iter().map(|plain| text(plain)).eq(words.iter().cloned()))?;
    old.into_iter().nth(place)
}

fn texts(passages: &[Plain], is_kind: fn(Story) -> bool) -> Vec<Vec<&Plain>> {
    let own: Vec<&Plain> = passages.iter().filter(|plain| is_kind(plain.place.story)).collect();
    own.chunk_by(|one, two| one.place.story == two.place.story).map(<[&Plain]>::to_vec).collect()
}

fn lines(blocks: &[New<'_, '_>], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            New::Paragraph(_) => out.push(block.item().text),
            New::Table(_, rows) => {
                rows.iter().flat_map(|row| &row.cells).for_each(|(_, _, blocks)| lines(blocks, out));
            }
        }
    }
}

/// All paragraphs in an element, in the order of the file.
pub(super) fn paragraphs<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(|node| name(*node) == "p")
}
