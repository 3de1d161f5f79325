//! Takes a DOCX apart: parts by name, XML as a tree.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The parts of a DOCX by name.
pub struct Package {
    pub parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    pub fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
        let parts = (0..archive.len()).map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("its bytes");
            (part.name().expect("its name").to_string(), bytes)
        });
        Self { parts: parts.collect() }
    }

    pub fn text(&self, name: &str) -> &str {
        std::str::from_utf8(&self.parts[name]).expect("UTF-8")
    }
}

/// An XML element; text stands in elements named `#text`.
#[derive(Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }

    /// All descendants with this name, in order.
    pub fn all(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The visible words: runs as they are, tabs, line and paragraph ends as spaces.
    pub fn words(&self) -> String {
        let inside: String = self.children.iter().map(Element::words).collect();
        match self.name.as_str() {
            "#text" => self.text.clone(),
            "w:tab" | "w:br" => " ".into(),
            "w:p" => inside + " ",
            _ => inside,
        }
    }
}

/// The root element.
pub fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    let close = |open: &mut Vec<Element>| {
        let done = open.pop().expect("an open element");
        open.last_mut().expect("its parent").children.push(done);
    };
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => {
                open.push(element(&start));
                close(&mut open);
            }
            Event::End(_) => close(&mut open),
            Event::Text(text) => add_text(&mut open, &text),
            Event::GeneralRef(reference) => {
                let name = format!("&{};", &*reference);
                add_text(&mut open, &quick_xml::escape::unescape(&name).expect("a known entity"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "all elements are closed");
    open.remove(0).children.remove(0)
}

fn add_text(open: &mut [Element], text: &str) {
    let siblings = &mut open.last_mut().expect("an open element").children;
    match siblings.last_mut() {
        Some(last) if last.name == "#text" => last.text.push_str(text),
        _ => siblings.push(Element { name: "#text".into(), text: text.into(), ..Element::default() }),
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|a| {
        let a = a.expect("an attribute");
        let value = quick_xml::escape::unescape(a.value.as_ref()).expect("known entities").into_owned();
        (a.key.as_ref().to_owned(), value)
    });
    Element { attributes: attributes.collect(), name: start.name().as_ref().to_owned(), ..Element::default() }
}

/// XML as an indented outline, one element a line.
pub fn pretty(xml: &str) -> String {
    fn write(element: &Element, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        if element.name == "#text" {
            out.push_str(&format!("{indent}{:?}\n", element.text));
            return;
        }
        out.push_str(&indent);
        out.push_str(&element.name);
        for (name, value) in element.attributes.iter().filter(|(name, _)| !name.starts_with("xmlns")) {
            out.push_str(&format!(" {name}={value:?}"));
        }
        out.push('\n');
        element.children.iter().for_each(|child| write(child, depth + 1, out));
    }
    let mut out = String::new();
    write(&parse(xml), 0, &mut out);
    out
}
