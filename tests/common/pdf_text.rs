//! Reads a tagged PDF as a screen reader would: the structure tree with the text of its marked
//! content, through ToUnicode and ActualText.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// An element of the structure tree, or a piece of text.
#[derive(Clone, Debug)]
pub enum Node {
    Text(String),
    Element(Element),
}

/// An element: kind, what is told about it, children in reading order.
#[derive(Clone, Debug)]
pub struct Element {
    pub kind: String,
    pub notes: Vec<String>,
    pub children: Vec<Node>,
}

/// The `Document` element.
pub fn read(pdf: &[u8]) -> Element {
    let file = Document::load_mem(pdf).expect("a PDF");
    let texts = texts(&file);
    let root = dictionary(&file, file.catalog().expect("a catalog").get(b"StructTreeRoot").expect("tags"));
    let top = kids(&file, root).into_iter().next().expect("an element");
    element(&file, &texts, dictionary(&file, &top), None)
}

/// The tree, one element a line.
pub fn outline(element: &Element) -> String {
    let mut out = String::new();
    draw(element, 0, &mut out);
    out
}

fn draw(element: &Element, depth: usize, out: &mut String) {
    let notes = element.notes.join(" ");
    let gap = if notes.is_empty() { "" } else { " " };
    let _ = writeln!(out, "{:depth$}{}{gap}{notes}", "", element.kind, depth = 2 * depth);
    for child in &element.children {
        match child {
            Node::Text(text) => {
                let _ = writeln!(out, "{:depth$}{text:?}", "", depth = 2 * depth + 2);
            }
            Node::Element(child) => draw(child, depth + 1, out),
        }
    }
}

/// All words in reading order; added hyphens are gone.
pub fn words(element: &Element) -> Vec<String> {
    let mut out = String::new();
    collect(element, &mut out);
    out.replace('\u{ad}', "").split_whitespace().map(str::to_owned).collect()
}

/// The words without list numbers and footnote marks.
pub fn words_without_labels(element: &Element) -> Vec<String> {
    fn strip(element: &mut Element) {
        let is_label = |child: &Node| matches!(child, Node::Element(e) if ["Lbl", "Reference"].contains(&e.kind.as_str()));
        element.children.retain(|child| !is_label(child));
        for child in &mut element.children {
            if let Node::Element(child) = child {
                strip(child);
            }
        }
    }
    let mut element = element.clone();
    strip(&mut element);
    words(&element)
}

fn collect(element: &Element, out: &mut String) {
    let inline = matches!(element.kind.as_str(), "Link" | "Span" | "Reference");
    if !inline {
        out.push(' ');
    }
    for child in &element.children {
        match child {
            Node::Text(text) => out.push_str(text),
            Node::Element(child) => collect(child, out),
        }
    }
    if !inline {
        out.push(' ');
    }
}

type Texts = BTreeMap<(ObjectId, i64), String>;

fn resolve<'a>(file: &'a Document, object: &'a Object) -> &'a Object {
    file.dereference(object).expect("an object").1
}

fn dictionary<'a>(file: &'a Document, object: &'a Object) -> &'a Dictionary {
    match resolve(file, object) {
        Object::Dictionary(d) => d,
        Object::Stream(s) => &s.dict,
        other => panic!("expected a dictionary, found {other:?}"),
    }
}

fn kids(file: &Document, parent: &Dictionary) -> Vec<Object> {
    match parent.get(b"K").map(|k| resolve(file, k)) {
        Ok(Object::Array(list)) => list.clone(),
        Ok(Object::Integer(_)) => vec![parent.get(b"K").expect("K").clone()],
        Ok(_) => vec![parent.get(b"K").expect("K").clone()],
        Err(_) => Vec::new(),
    }
}

fn element(file: &Document, texts: &Texts, node: &Dictionary, page: Option<ObjectId>) -> Element {
    let name = |d: &Dictionary, key: &[u8]| {
        d.get(key).ok().and_then(|o| o.as_name().ok()).map(|n| String::from_utf8_lossy(n).into_owned())
    };
    let text = |d: &Dictionary, key: &[u8]| d.get(key).ok().and_then(|o| lopdf::decode_text_string(o).ok());
    let kind = name(node, b"S").expect("a kind");
    let mut notes = Vec::new();
    for (key, label) in [(&b"Lang"[..], "lang"), (b"T", "title"), (b"Alt", "alt")] {
        notes.extend(text(node, key).map(|v| format!("{label}={v:?}")));
    }
    let attributes = match node.get(b"A").map(|a| resolve(file, a)) {
        Ok(Object::Array(list)) => list.iter().map(|a| dictionary(file, a)).collect(),
        Ok(Object::Dictionary(d)) => vec![d],
        _ => Vec::new(),
    };
    for attribute in attributes {
        for (key, label) in [(&b"ListNumbering"[..], "numbering"), (b"Scope", "scope")] {
            notes.extend(name(attribute, key).map(|v| format!("{label}={v}")));
        }
        for (key, label) in [(&b"ColSpan"[..], "columns"), (b"RowSpan", "rows")] {
            notes.extend(
                attribute.get(key).ok().and_then(|o| o.as_i64().ok()).map(|v| format!("{label}={v}")),
            );
        }
        notes.extend(text(attribute, b"Summary").map(|v| format!("summary={v:?}")));
        notes.extend(attribute.get(b"BBox").ok().map(|_| "bbox".to_owned()));
    }
    let page = node.get(b"Pg").ok().and_then(|p| p.as_reference().ok()).or(page);
    let mut children: Vec<Node> = Vec::new();
    for kid in kids(file, node) {
        match resolve(file, &kid) {
            Object::Integer(mcid) => push(&mut children, texts, page, *mcid),
            Object::Dictionary(d) if name(d, b"Type").as_deref() == Some("MCR") => {
                let page = d.get(b"Pg").ok().and_then(|p| p.as_reference().ok()).or(page);
                push(&mut children, texts, page, d.get(b"MCID").and_then(Object::as_i64).expect("an id"));
            }
            Object::Dictionary(d) if name(d, b"Type").as_deref() == Some("OBJR") => {
                let annotation = dictionary(file, d.get(b"Obj").expect("an object"));
                let contents = text(annotation, b"Contents").unwrap_or_default();
                notes.push(format!("contents={contents:?}"));
                if let Ok(action) = annotation.get(b"A") {
                    notes.extend(text(dictionary(file, action), b"URI").map(|u| format!("to={u}")));
                }
            }
            Object::Dictionary(d) => children.push(Node::Element(element(file, texts, d, page))),
            other => panic!("unexpected child {other:?}"),
        }
    }
    Element { kind, notes, children }
}

fn push(children: &mut Vec<Node>, texts: &Texts, page: Option<ObjectId>, mcid: i64) {
    let text = texts.get(&(page.expect("a page"), mcid)).expect("marked content");
    match children.last_mut() {
        Some(Node::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => children.push(Node::Text(text.clone())),
    }
}

/// The text of all marked content.
fn texts(file: &Document) -> Texts {
    let mut out = Texts::new();
    for (_, page) in file.get_pages() {
        let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = file
            .get_page_fonts(page)
            .expect("fonts")
            .into_iter()
            .map(|(name, font)| (name, to_unicode(file, font)))
            .collect();
        let content = Content::decode(&file.get_page_content(page)).expect("content");
        let mut stack: Vec<(Option<i64>, Option<String>)> = Vec::new();
        let mut font = None;
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BMC" => stack.push((None, None)),
                "BDC" => {
                    let properties = operands.get(1).and_then(|o| o.as_dict().ok());
                    let id = properties.and_then(|d| d.get(b"MCID").ok()).and_then(|o| o.as_i64().ok());
                    let actual = properties
                        .and_then(|d| d.get(b"ActualText").ok())
                        .and_then(|o| lopdf::decode_text_string(o).ok());
                    if let Some(id) = id {
                        out.insert((page, id), String::new());
                    }
                    stack.push((id, actual));
                }
                "EMC" => {
                    let (_, actual) = stack.pop().expect("marked content");
                    if let (Some(actual), Some(id)) = (actual, stack.iter().rev().find_map(|s| s.0)) {
                        out.get_mut(&(page, id)).expect("open").push_str(&actual);
                    }
                }
                "Tf" => font = operands.first().and_then(|o| o.as_name().ok()).and_then(|n| fonts.get(n)),
                "Tj" | "TJ" => {
                    let Some(id) = stack.iter().rev().find_map(|s| s.0) else {
                        continue;
                    };
                    if stack.iter().any(|s| s.1.is_some()) {
                        continue;
                    }
                    let single = std::slice::from_ref(operands.first().expect("text"));
                    let parts = operands[0].as_array().map_or(single, Vec::as_slice);
                    for part in parts.iter().filter_map(|p| p.as_str().ok()) {
                        for code in part.chunks(2) {
                            let code = u16::from_be_bytes([code[0], code[1]]);
                            let shown = font.and_then(|f| f.get(&code)).expect("a mapped glyph");
                            out.get_mut(&(page, id)).expect("open").push_str(shown);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    out
}

/// The `bfchar` and `bfrange` entries of a font's ToUnicode map.
fn to_unicode(file: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = resolve(file, font.get(b"ToUnicode").expect("a map")).as_stream().expect("a stream");
    let map = stream.get_plain_content().expect("a map");
    let map = String::from_utf8_lossy(&map).into_owned();
    let mut out = BTreeMap::new();
    let mut mode = "";
    for line in map.lines() {
        if line.ends_with("beginbfchar") {
            mode = "char";
        } else if line.ends_with("beginbfrange") {
            mode = "range";
        } else if line.starts_with("end") {
            mode = "";
        } else if !mode.is_empty() {
            let hex: Vec<&str> = line.split(['<', '>']).skip(1).step_by(2).collect();
            let code = |at: usize| u16::from_str_radix(hex[at], 16).expect("hex");
            if mode == "char" {
                out.insert(code(0), utf16(hex[1]));
            } else {
                let first = utf16(hex[2]).chars().next().expect("a character");
                for (step, code) in (code(0)..=code(1)).enumerate() {
                    let shown = char::from_u32(u32::from(first) + u32::try_from(step).expect("small"));
                    out.insert(code, shown.expect("a character").to_string());
                }
            }
        }
    }
    out
}

fn utf16(hex: &str) -> String {
    let units: Vec<u16> =
        (0..hex.len() / 4).map(|i| u16::from_str_radix(&hex[4 * i..4 * i + 4], 16).expect("hex")).collect();
    String::from_utf16(&units).expect("UTF-16")
}
