//! A paragraph of the new text: its words in runs, and how it is written with the changes in them.

use super::align::{Edit, edits};
use super::pen::{IMAGE, Mark, NOTE, Pen, Splices};
use crate::tools::word::xml::{attribute, child, children, is_on, name};
use roxmltree::{NS_XML_URI, Node};
use std::ops::Range;

/// Words that are written together: a run, or what cannot be divided, such as a box to tick.
pub(super) struct Unit<'a, 'i> {
    outer: Range<usize>,
    /// It is in a link or a control.
    nested: bool,
    runs: Vec<Node<'a, 'i>>,
    divisible: bool,
    text: String,
}

/// The units of a paragraph, in order.
pub(super) fn units<'a, 'i>(paragraph: Node<'a, 'i>) -> Vec<Unit<'a, 'i>> {
    let mut out = Vec::new();
    collect(paragraph, false, &mut out);
    out
}

/// The words of units, with a sign for each image and each reference to a note.
pub(super) fn text(units: &[Unit<'_, '_>]) -> String {
    units.iter().map(|unit| unit.text.as_str()).collect()
}

fn collect<'a, 'i>(node: Node<'a, 'i>, nested: bool, out: &mut Vec<Unit<'a, 'i>>) {
    for (name, node) in children(node) {
        let fixed = |text: &str| Unit {
            outer: node.range(),
            nested,
            runs: node.descendants().filter(|node| self::name(*node) == "r").collect(),
            divisible: false,
            text: text.to_owned(),
        };
        match name {
            "r" => {
                let text = children(node).map(|(name, node)| atom(name, node)).collect();
                out.push(Unit { outer: node.range(), nested, runs: vec![node], divisible: true, text });
            }
            "hyperlink" | "smartTag" | "customXml" => collect(node, true, out),
            "fldSimple" if counts_pages(node) => out.push(fixed("")),
            "fldSimple" => collect(node, true, out),
            "sdt" => {
                let tick = child(node, "sdtPr").and_then(|own| child(own, ":checkbox"));
                match (tick, child(node, "sdtContent")) {
                    (Some(tick), _) => {
                        let on = child(tick, ":checked").is_some_and(is_on);
                        out.push(fixed(if on { "\u{2612}" } else { "\u{2610}" }));
                    }
                    (None, Some(content)) => collect(content, true, out),
                    (None, None) => {}
                }
            }
            _ => {}
        }
    }
}

fn counts_pages(field: Node<'_, '_>) -> bool {
    let instruction = attribute(field, "instr").unwrap_or_default();
    matches!(instruction.split_whitespace().next(), Some("PAGE" | "NUMPAGES" | "SECTIONPAGES"))
}

/// The words of an element of a run.
fn atom(name: &str, node: Node<'_, '_>) -> String {
    match name {
        "t" => {
            let text: String = node.children().filter_map(|child| child.text()).collect();
            match node.attribute((NS_XML_URI, "space")) {
                Some("preserve") => text,
                _ => text.trim_matches([' ', '\t', '\n', '\r']).to_owned(),
            }
        }
        "tab" => "\t".to_owned(),
        "br" | "cr" => "\n".to_owned(),
        "noBreakHyphen" => "\u{2011}".to_owned(),
        "softHyphen" => "\u{ad}".to_owned(),
        "footnoteReference" | "endnoteReference" => NOTE.to_string(),
        "drawing" => IMAGE.to_string(),
        _ => String::new(),
    }
}

/// Writes a paragraph of which only words changed. `whole` is the text of its part.
pub(super) fn rewrite(paragraph: Node<'_, '_>, old: &str, whole: &str, pen: &mut Pen, splices: &mut Splices) {
    let units = units(paragraph);
    let edits = edits(old, &text(&units));
    let mut starts = Vec::with_capacity(units.len());
    let mut at = 0;
    for unit in &units {
        starts.push(at);
        at += unit.text.len();
    }
    // The deleted words, by the unit that they are written with.
    let mut gone: Vec<Vec<(usize, &str)>> = vec![Vec::new(); units.len()];
    for edit in edits.iter().filter(|edit| !edit.gone.is_empty()) {
        match home(edit, &units, &starts) {
            Some(unit) => gone[unit].push((edit.come.start, &edit.gone)),
            None => splices.insert(end(paragraph), pen.deleted(&edit.gone, "")),
        }
    }
    for ((unit, start), gone) in units.iter().zip(starts).zip(gone) {
        let range = start..start + unit.text.len();
        let is_new = |at: usize| edits.iter().any(|edit| edit.come.contains(&at));
        if unit.divisible {
            let touches = edits.iter().any(|edit| edit.come.start < range.end && range.start < edit.come.end);
            if touches || !gone.is_empty() {
                splices.replace(unit.outer.clone(), divided(unit, start, &gone, &edits, whole, pen));
            }
            continue;
        }
        for (at, words) in gone {
            let place = if at == range.start { unit.outer.start } else { unit.outer.end };
            splices.insert(place, pen.deleted(words, ""));
        }
        if !range.is_empty() && is_new(range.start) {
            for run in &unit.runs {
                splices.replace(run.range(), pen.inserted(&whole[run.range()]));
            }
        }
    }
}

/// The unit with which deleted words are written: that of the words in their place, or else the one that they followed.
fn home(edit: &Edit, units: &[Unit<'_, '_>], starts: &[usize]) -> Option<usize> {
    let at = edit.come.start;
    let end = |unit: usize| starts[unit] + units[unit].text.len();
    let after = (0..units.len()).find(|unit| starts[*unit] <= at && at < end(*unit));
    let before = (0..units.len()).find(|unit| starts[*unit] < at && at <= end(*unit));
    match (before, after) {
        (_, Some(after)) if !edit.come.is_empty() => Some(after),
        (Some(before), Some(after)) if units[before].nested && !units[after].nested => Some(after),
        (before, after) => before.or(after),
    }
}

/// A run as several: what stays, what is new and what is gone.
fn divided(
    unit: &Unit<'_, '_>,
    start: usize,
    gone: &[(usize, &str)],
    edits: &[Edit],
    whole: &str,
    pen: &mut Pen,
) -> String {
    let run = unit.runs[0];
    let properties = child(run, "rPr").map_or("", |own| &whole[own.range()]);
    let mut out = Parts { properties, ..Parts::default() };
    let mut at = start;
    for (name, node) in children(run).filter(|(name, _)| *name != "rPr") {
        let text = atom(name, node);
        let mut cuts: Vec<usize> = edits.iter().flat_map(|edit| [edit.come.start, edit.come.end]).collect();
        cuts.retain(|cut| at < *cut && *cut < at + text.len());
        cuts.extend([at, at + text.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        if text.is_empty() {
            let is_new = edits.iter().any(|edit| edit.come.start < at && at < edit.come.end);
            out.add(is_new, &whole[node.range()], pen);
        }
        for piece in cuts.windows(2) {
            for (_, words) in gone.iter().filter(|(place, _)| *place == piece[0]) {
                out.flush(pen);
                out.xml.push_str(&pen.deleted(words, properties));
            }
            let is_new = edits.iter().any(|edit| edit.come.contains(&piece[0]));
            if name == "t" {
                let words = super::pen::words(&text[piece[0] - at..piece[1] - at]);
                out.add(is_new, &words, pen);
            } else {
                out.add(is_new, &whole[node.range()], pen);
            }
        }
        at += text.len();
    }
    out.flush(pen);
    for (_, words) in gone.iter().filter(|(place, _)| *place == at) {
        out.xml.push_str(&pen.deleted(words, properties));
    }
    out.xml
}

/// The runs that one became.
#[derive(Default)]
struct Parts<'t> {
    properties: &'t str,
    xml: String,
    open: String,
    is_new: bool,
}

impl Parts<'_> {
    fn add(&mut self, is_new: bool, element: &str, pen: &mut Pen) {
        if self.is_new != is_new {
            self.flush(pen);
        }
        self.is_new = is_new;
        self.open.push_str(element);
    }

    fn flush(&mut self, pen: &mut Pen) {
        if self.open.is_empty() {
            return;
        }
        let run = format!("<w:r>{}{}</w:r>", self.properties, std::mem::take(&mut self.open));
        self.xml.push_str(&if self.is_new { pen.inserted(&run) } else { run });
    }
}

/// Writes a paragraph of which all words are new.
pub(super) fn insert(paragraph: Node<'_, '_>, whole: &str, pen: &mut Pen, splices: &mut Splices) {
    let is_outer = |run: &Node<'_, '_>| !run.ancestors().skip(1).any(|node| name(node) == "r");
    let runs = paragraph.descendants().filter(|node| name(*node) == "r").filter(is_outer);
    for run in runs {
        splices.replace(run.range(), pen.inserted(&whole[run.range()]));
    }
}

/// The properties of a paragraph as they are written; empty for none.
pub(super) fn properties<'t>(paragraph: Node<'_, '_>, whole: &'t str) -> &'t str {
    child(paragraph, "pPr").map_or("", |own| &whole[own.range()])
}

/// Gives a paragraph other properties.
pub(super) fn set_properties(
    paragraph: Node<'_, '_>,
    properties: String,
    whole: &str,
    splices: &mut Splices,
) {
    let range = paragraph.range();
    if let Some(own) = child(paragraph, "pPr") {
        splices.replace(own.range(), properties);
    } else if whole[range.clone()].ends_with("/>") {
        splices.replace(range, format!("<w:p>{properties}</w:p>"));
    } else {
        let tag = whole[range.clone()].find('>').map_or(range.start, |end| range.start + end + 1);
        splices.insert(tag, properties);
    }
}

/// Properties of a paragraph with a mark at its end.
pub(super) fn marked(properties: &str, mark: Mark, pen: &mut Pen) -> String {
    let mark = pen.empty(mark);
    let Some(inside) = properties.strip_suffix("</w:pPr>") else {
        return format!("<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>");
    };
    if let Some((before, after)) = inside.split_once("<w:rPr>") {
        return format!("{before}<w:rPr>{mark}{after}</w:pPr>");
    }
    let (before, after) = inside.split_at(inside.find("<w:sectPr").unwrap_or(inside.len()));
    format!("{before}<w:rPr>{mark}</w:rPr>{after}</w:pPr>")
}

/// Properties of a paragraph without the end of a section.
pub(super) fn without_section(properties: &str) -> String {
    match (properties.find("<w:sectPr"), properties.rfind("</w:sectPr>")) {
        (Some(start), Some(end)) => properties[..start].to_owned() + &properties[end + "</w:sectPr>".len()..],
        _ => properties.to_owned(),
    }
}

/// Where what is last in an element goes.
pub(super) fn end(node: Node<'_, '_>) -> usize {
    let range = node.range();
    let whole = &node.document().input_text()[range.clone()];
    if whole.ends_with("/>") {
        range.end
    } else {
        whole.rfind("</").map_or(range.end, |tag| range.start + tag)
    }
}
