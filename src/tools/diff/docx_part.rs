//! The parts of a Word file: text, relationships, and which styles are headings.
//!
//! Knows the package, not what stands in the text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The package.
pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// No letter has a part as large as this.
const LARGEST: u64 = 64 << 20;

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

/// Every element of a part, with whether it is empty, and every end and text.
pub(super) fn walk(xml: &str, mut see: impl FnMut(Node<'_, '_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let broken = |_| "is damaged: it contains broken XML".to_owned();
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => see(Node::Start(&element)),
            Event::Empty(element) => {
                see(Node::Start(&element));
                see(Node::End(element.name().as_ref()));
            }
            Event::End(element) => see(Node::End(element.name().as_ref())),
            Event::Text(text) => see(Node::Text(&text)),
            Event::CData(text) => see(Node::Text(&text)),
            Event::GeneralRef(reference) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*reference)).map(|t| t.into_owned());
                see(Node::Text(&text.unwrap_or_else(|_| format!("&{};", &*reference))));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// What a part is made of.
pub(super) enum Node<'a, 'x> {
    /// An element begins.
    Start(&'a BytesStart<'x>),
    /// An element of this name ends.
    End(&'a str),
    /// Text, without references.
    Text(&'a str),
}

/// An attribute of an element.
pub(super) fn get(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|a| a.key.as_ref() == name)?;
    Some(
        quick_xml::escape::unescape(&attribute.value)
            .map_or_else(|_| attribute.value.to_string(), Into::into),
    )
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

/// Which styles are headings, and of which level, from 1.
pub(super) fn outline(styles: &str) -> Result<BTreeMap<String, u8>, String> {
    let mut own: BTreeMap<String, (Option<String>, Option<u8>)> = BTreeMap::new();
    let mut id = None;
    walk(styles, |node| {
        let Node::Start(element) = node else { return };
        match element.name().as_ref() {
            "w:style" => id = get(element, "w:styleId"),
            "w:basedOn" => {
                if let Some(id) = &id {
                    own.entry(id.clone()).or_default().0 = get(element, "w:val");
                }
            }
            "w:outlineLvl" => {
                if let Some(id) = &id {
                    own.entry(id.clone()).or_default().1 = level(element);
                }
            }
            _ => {}
        }
    })?;
    let mut out = BTreeMap::new();
    for id in own.keys() {
        let (mut at, mut steps) = (Some(id), 0);
        while let Some((base, level)) = at.and_then(|at| own.get(at)) {
            if let Some(level) = level {
                out.insert(id.clone(), *level);
                break;
            }
            // Styles that are based on each other have no base.
            steps += 1;
            at = base.as_ref().filter(|_| steps < 20);
        }
    }
    Ok(out)
}

/// The level of `w:outlineLvl`; 0 for none.
pub(super) fn level(element: &BytesStart<'_>) -> Option<u8> {
    let value: u8 = get(element, "w:val")?.parse().ok()?;
    Some(if value < 9 { value + 1 } else { 0 })
}
