//! The parts of a Word file: text, relationships, and which styles are headings.
//!
//! Knows the package, not what stands in the text.

use crate::tools::markup::{self, Node, get};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::iter::successors;
use zip::ZipArchive;

/// The package.
pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// No letter has a part as large as this: the text of the longest takes a twentieth of it.
const LARGEST: u64 = 8 << 20;

/// Opens the package.
pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, String> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| "is not a Word file".to_owned())
}

/// The text of a part; none when the file has no such part.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, String> {
    let Some(index) = archive.index_for_name(name) else { return Ok(None) };
    let broken = || format!("is damaged: its part {name} cannot be read");
    let file = archive.by_index(index).map_err(|_| broken())?;
    let mut text = String::new();
    let read = file.take(LARGEST).read_to_string(&mut text).map_err(|_| broken())?;
    if read as u64 == LARGEST {
        return Err(format!("is too large for a letter: its part {name}"));
    }
    Ok(Some(text))
}

/// Every element of a part, and every end and text.
pub(super) fn walk(xml: &str, mut see: impl FnMut(Node<'_, '_>)) -> Result<(), String> {
    markup::walk(xml, false, |node, _| see(node)).map_err(|_| "is damaged: it contains broken XML".to_owned())
}

/// Where the links of a part lead, and its headers and footers.
pub(super) fn relations(archive: &mut Archive<'_>, name: &str) -> Result<BTreeMap<String, String>, String> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let mut out = BTreeMap::new();
    if let Some(xml) = part(archive, &format!("{folder}/_rels/{file}.rels"))? {
        walk(&xml, |node| {
            if let Node::Start(element) = node
                && let (Some(id), Some(target)) = (get(element, "Id"), get(element, "Target"))
            {
                out.insert(id, target);
            }
        })?;
    }
    Ok(out)
}

/// The style that one is based on, and its level as a heading.
type Style = (Option<String>, Option<u8>);

/// Which styles are headings, and of which level, from 1.
pub(super) fn outline(styles: &str) -> Result<BTreeMap<String, u8>, String> {
    let mut own: BTreeMap<String, Style> = BTreeMap::new();
    let mut id = String::new();
    walk(styles, |node| {
        let Node::Start(element) = node else { return };
        match element.name().as_ref() {
            "w:style" => id = get(element, "w:styleId").unwrap_or_default(),
            "w:basedOn" => own.entry(id.clone()).or_default().0 = get(element, "w:val"),
            "w:outlineLvl" => own.entry(id.clone()).or_default().1 = level(element),
            _ => {}
        }
    })?;
    // Styles that are based on each other have no base.
    let bases = |style| successors(Some(style), |(base, _): &&Style| own.get(base.as_ref()?));
    let level = |style| bases(style).take(20).find_map(|(_, level)| *level);
    Ok(own.iter().filter_map(|(id, style)| Some((id.clone(), level(style)?))).collect())
}

/// The level of `w:outlineLvl`; 0 for none.
pub(super) fn level(element: &BytesStart<'_>) -> Option<u8> {
    let value: u8 = get(element, "w:val")?.parse().ok()?;
    Some(if value < 9 { value + 1 } else { 0 })
}
