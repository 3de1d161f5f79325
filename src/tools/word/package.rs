//! The package of a Word file: its parts, and which part is what.
//!
//! Knows ZIP and relationships, with limits; not what stands in the parts.

use super::unreadable::{Unreadable, kind};
use super::xml::{RELATIONSHIPS, tree};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// No letter has a part as large as this, in bytes: the text of the longest takes a twentieth of it.
const LARGEST: u64 = 8 << 20;
/// All parts that are read, together: a file of many headers, each as large as a part may be.
const LARGEST_SUM: u64 = 48 << 20;

/// Whether a file is a package that is not too large when it is unpacked: for a reader that has no limits of its own. What
/// the package says of the sizes of its parts is not believed.
pub(crate) fn is_within_limits(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut sum = 0;
    (0..archive.len()).all(|at| {
        let Ok(part) = archive.by_index(at) else { return false };
        let read = io::copy(&mut part.take(LARGEST), &mut io::sink()).unwrap_or(LARGEST);
        sum += read;
        read < LARGEST && sum <= LARGEST_SUM
    })
}

/// A package that is open.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The name of the part with the body.
    pub(crate) document: String,
    /// Its relationships.
    pub(crate) relations: Relations,
    unpacked: u64,
}

/// A part.
pub(crate) struct Part {
    /// Where it is, without a slash before it.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

/// What a part refers to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relations {
    by_id: BTreeMap<String, Relation>,
}

#[derive(Clone, Debug)]
struct Relation {
    /// The last word of its type: `styles`, `hyperlink`.
    kind: String,
    /// An address outside, or the name of a part.
    target: String,
}

impl Relations {
    /// Where an identifier leads.
    pub(crate) fn target(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(|relation| relation.target.as_str())
    }
}

impl<'a> Package<'a> {
    /// Opens a package and finds its body.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| match kind(bytes) {
            Unreadable::NoWord => Unreadable::DamagedPart("list of contents".into()),
            other => other,
        })?;
        let mut package =
            Self { archive, document: String::new(), relations: Relations::default(), unpacked: 0 };
        let whole = package.relations("")?;
        let named = whole.by_id.into_values().find(|relation| relation.kind == "officeDocument");
        package.document = match named {
            Some(relation) if package.has(&relation.target) => relation.target,
            _ => "word/document.xml".to_owned(),
        };
        if !package.has(&package.document) {
            return Err(kind(bytes));
        }
        package.relations = package.relations(&package.document.clone())?;
        Ok(package)
    }

    fn names(&self) -> impl Iterator<Item = String> {
        self.archive.file_names().flatten().map(Cow::into_owned)
    }

    fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; none when the file has no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let broken = || Unreadable::DamagedPart(name.to_owned());
        let file = self.archive.by_index(index).map_err(|_| broken())?;
        let mut bytes = Vec::new();
        let read = file.take(LARGEST).read_to_end(&mut bytes).map_err(|_| broken())? as u64;
        self.unpacked += read;
        if read == LARGEST || self.unpacked > LARGEST_SUM {
            return Err(Unreadable::TooLarge(name.to_owned()));
        }
        decoded(bytes).map(Some).ok_or_else(broken)
    }

    /// The part with the body.
    pub(super) fn body(&mut self) -> Result<Part, Unreadable> {
        let name = self.document.clone();
        let text = self.part(&name)?.ok_or(Unreadable::NoWord)?;
        Ok(Part { name, text })
    }

    /// The part of this kind that the body refers to: `styles`, `comments`. Without a relationship, the
    /// part where Word would write it.
    pub(crate) fn related(&mut self, kind: &str) -> Result<Option<Part>, Unreadable> {
        let found = self.relations.by_id.values().find(|relation| relation.kind == kind);
        let name = found.map_or_else(|| format!("word/{kind}.xml"), |relation| relation.target.clone());
        Ok(self.part(&name)?.map(|text| Part { name, text }))
    }

    /// What a part refers to; for the package itself, the name is empty.
    pub(super) fn relations(&mut self, name: &str) -> Result<Relations, Unreadable> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut out = Relations::default();
        let Some(text) = self.part(&format!("{folder}{slash}_rels/{file}.rels"))? else { return Ok(out) };
        let parsed = tree(&text)?;
        for node in parsed.root_element().children() {
            let (Some(id), Some(target)) = (node.attribute("Id"), node.attribute("Target")) else { continue };
            let kind = node.attribute("Type").and_then(|t| t.rsplit('/').next()).unwrap_or_default();
            let is_outside = node.attribute("TargetMode") == Some("External") || target.contains(':');
            let target = if is_outside { target.to_owned() } else { resolved(folder, target) };
            out.by_id.insert(id.to_owned(), Relation { kind: kind.to_owned(), target });
        }
        Ok(out)
    }

    /// The names of the custom XML parts.
    pub(super) fn custom_xml(&self) -> Vec<String> {
        let is_item = |name: &String| {
            let item = name.strip_prefix("customXml/item").and_then(|rest| rest.strip_suffix(".xml"));
            item.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
        };
        let mut names: Vec<String> = self.names().filter(is_item).collect();
        names.sort();
        names.truncate(100);
        names
    }

    /// What is in the package and is not read.
    pub(super) fn remarks(&self) -> Vec<String> {
        let has = |part: &str| self.names().any(|name| name.to_lowercase().contains(part));
        [
            ("vbaproject.bin", "the file contains macros; they are not read and not run"),
            (
                "/embeddings/",
                "the file contains embedded objects, such as a table of Excel; their words are not read",
            ),
            ("/charts/", "the file contains a chart; its words are not read"),
            ("/diagrams/", "the file contains a diagram (SmartArt); its words are not read"),
        ]
        .into_iter()
        .filter(|(part, _)| has(part))
        .map(|(_, remark)| remark.to_owned())
        .collect()
    }
}

/// The text of a part: UTF-8, or UTF-16 as XML allows.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    let wide = |order: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| order([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => wide(u16::from_le_bytes),
        Some([0xfe, 0xff]) => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes).ok(),
    }
}

/// The name of a part that another part in `folder` refers to. Nothing leads out of the package.
fn resolved(folder: &str, target: &str) -> String {
    let (mut names, rest): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (folder.split('/').filter(|name| !name.is_empty()).collect(), target),
    };
    for name in rest.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

/// The identifier of a relationship that an element names.
pub(super) fn relation_id<'a>(node: roxmltree::Node<'a, '_>) -> Option<&'a str> {
    let attribute = |a: &roxmltree::Attribute<'a, '_>| {
        a.name() == "id" && a.namespace().is_some_and(|n| RELATIONSHIPS.contains(&n))
    };
    node.attributes().find(attribute).map(|a| a.value())
}
