//! What stands in a paragraph: runs, links, fields, boxes, images and tracked changes.

use super::look;
use super::package::relation_id;
use super::passage::{By, Look, Piece, PieceKind, Story};
use super::story::Reader;
use super::unreadable::Unreadable;
use super::xml::{any_attribute, attribute, child, children, is_on, name};
use roxmltree::Node;

/// A field that Word computes.
#[derive(Default)]
pub(super) struct Field {
    instruction: String,
    /// Its instruction is over and what it shows begins.
    pub(super) shows: bool,
    /// A box of an old form, and whether it is ticked.
    tick: Option<bool>,
}

/// The format of a run, and the one before a tracked change.
type Format = (Look, Option<(Look, By)>);

impl Reader {
    /// What stands in a line.
    pub(super) fn inline(&mut self, node: Node<'_, '_>) -> Result<(), Unreadable> {
        self.deeper(|reader| children(node).try_for_each(|(name, node)| reader.inline_one(name, node)))
    }

    fn inline_one(&mut self, name: &str, node: Node<'_, '_>) -> Result<(), Unreadable> {
        match name {
            "r" | "m:r" => self.run(node),
            "hyperlink" => {
                let outside = relation_id(node).and_then(|id| self.relations.target(id)).map(str::to_owned);
                let place = attribute(node, "anchor").map(|place| format!("#{place}"));
                let target = match (outside, place) {
                    (Some(outside), Some(place)) if !outside.contains('#') => outside + &place,
                    (outside, place) => outside.or(place).unwrap_or_default(),
                };
                self.links.push(target);
                self.inline(node)?;
                self.links.pop();
                Ok(())
            }
            "ins" | "del" | "moveFrom" | "moveTo" => self.tracked(node, |reader| reader.inline(node)),
            "sdt" => match child(node, "sdtContent") {
                Some(content) => self.in_control(node, |reader| reader.inline(content)),
                None => Ok(()),
            },
            "fldSimple" => {
                let instruction = attribute(node, "instr").unwrap_or_default().to_owned();
                self.fields.push(Field { instruction, shows: true, tick: None });
                self.inline(node)?;
                self.fields.pop();
                Ok(())
            }
            "smartTag" | "customXml" | "dir" | "bdo" | "m:" | "rubyBase" | "ruby" => self.inline(node),
            ":AlternateContent" => self.chosen(node).map_or(Ok(()), |choice| self.inline(choice)),
            // Paragraphs and tables where none may be: of broken files nothing is lost.
            "p" => self.inline(node),
            "tbl" => self.table(node),
            _ => {
                self.range(name, node);
                Ok(())
            }
        }
    }

    fn run(&mut self, node: Node<'_, '_>) -> Result<(), Unreadable> {
        let format = look::of_run(node, &self.styles, !self.links.is_empty() || self.link().is_some());
        self.in_run(node, &format)
    }

    fn in_run(&mut self, node: Node<'_, '_>, format: &Format) -> Result<(), Unreadable> {
        self.deeper(|reader| {
            for (name, node) in children(node) {
                match name {
                    "t" | "delText" | "m:t" => reader.words(&text_of(node), format),
                    "tab" | "ptab" => reader.put("\t", PieceKind::Tab, format),
                    "br" | "cr" => reader.put("\n", PieceKind::Break, format),
                    "noBreakHyphen" => reader.put("\u{2011}", PieceKind::Words, format),
                    "softHyphen" => reader.put("\u{ad}", PieceKind::Words, format),
                    "sym" => reader.words(&symbol(node), format),
                    "pgNum" => reader.put("", PieceKind::PageNumber, format),
                    "fldChar" => reader.field(node, format),
                    "instrText" | "delInstrText" => {
                        if let Some(field) = reader.fields.last_mut() {
                            field.instruction.push_str(node.text().unwrap_or_default());
                        }
                    }
                    "footnoteReference" => reader.note(node, Story::Footnote, format),
                    "endnoteReference" => reader.note(node, Story::Endnote, format),
                    "commentReference" => reader.point(attribute(node, "id").unwrap_or_default()),
                    "drawing" | "pict" | "object" => reader.drawing(node, format)?,
                    "ruby" => reader.inline(node)?,
                    // Of formulas.
                    "ins" | "del" => reader.tracked(node, |reader| reader.in_run(node, format))?,
                    ":AlternateContent" => {
                        if let Some(choice) = reader.chosen(node) {
                            reader.in_run(choice, format)?;
                        }
                    }
                    _ => reader.range(name, node),
                }
            }
            Ok(())
        })
    }

    /// An image with its description, and the text boxes in it.
    fn drawing(&mut self, node: Node<'_, '_>, format: &Format) -> Result<(), Unreadable> {
        if name(node) == "object" {
            self.remark(
                "the file contains embedded objects, such as a table of Excel; their words are not read",
            );
        }
        self.deeper(|reader| {
            for (name, node) in children(node) {
                match name {
                    ":docPr" => {
                        let description = any_attribute(node, "descr").unwrap_or_default();
                        reader.put(description.trim(), PieceKind::Image, format);
                    }
                    "txbxContent" => reader.boxed(|reader| reader.blocks(node))?,
                    ":Fallback" => {}
                    _ => reader.drawing(node, format)?,
                }
            }
            Ok(())
        })
    }

    /// Reads a text box: a text of its own in the middle of a paragraph.
    fn boxed(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Unreadable>) -> Result<(), Unreadable> {
        self.boxes += 1;
        let outer = self.text_box.replace(self.boxes);
        let (links, fields) = (std::mem::take(&mut self.links), std::mem::take(&mut self.fields));
        read(self)?;
        (self.text_box, self.links, self.fields) = (outer, links, fields);
        Ok(())
    }

    fn field(&mut self, node: Node<'_, '_>, format: &Format) {
        match attribute(node, "fldCharType") {
            Some("begin") => {
                let tick = child(node, "ffData").and_then(|data| child(data, "checkBox"));
                let tick = tick.map(|tick| {
                    let on = child(tick, "checked").or_else(|| child(tick, "default"));
                    on.is_some_and(is_on)
                });
                self.fields.push(Field { tick, ..Field::default() });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                }
            }
            Some("end") => {
                if let Some(Field { tick: Some(on), .. }) = self.fields.pop() {
                    self.put(if on { "☒" } else { "☐" }, PieceKind::Checkbox(on), format);
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, node: Node<'_, '_>, story: fn(usize) -> Story, format: &Format) {
        let id = attribute(node, "id").and_then(|id| id.parse().ok()).unwrap_or_default();
        self.put("", PieceKind::Note(story(id)), format);
    }

    /// Words; boxes among them are boxes.
    fn words(&mut self, text: &str, format: &Format) {
        if let Some(on) = self.tick {
            let is_first = !self.pieces.last().is_some_and(|last| last.kind == PieceKind::Checkbox(on));
            if is_first && !text.is_empty() {
                self.put(if on { "☒" } else { "☐" }, PieceKind::Checkbox(on), format);
            }
            return;
        }
        let mut rest = text;
        while let Some((at, found)) = rest.char_indices().find(|(_, c)| ('\u{2610}'..='\u{2612}').contains(c))
        {
            self.put(&rest[..at], PieceKind::Words, format);
            let on = found != '\u{2610}';
            self.put(if on { "☒" } else { "☐" }, PieceKind::Checkbox(on), format);
            rest = &rest[at + found.len_utf8()..];
        }
        self.put(rest, PieceKind::Words, format);
    }

    fn put(&mut self, text: &str, kind: PieceKind, format: &Format) {
        if (text.is_empty() && kind == PieceKind::Words) || self.fields.iter().any(|field| !field.shows) {
            return;
        }
        let counts = self.fields.iter().any(|field| counts_pages(&field.instruction));
        let piece = Piece {
            text: text.to_owned(),
            kind: if counts { PieceKind::PageNumber } else { kind },
            track: self.here(),
            look: format.0,
            was: format.1.clone(),
            link: self.link(),
            field: self.fields.last().map(|field| field.instruction.trim().to_owned()),
            comments: self.comments.clone(),
        };
        match self.pieces.last_mut() {
            Some(last) if goes_on(last, &piece) => last.text.push_str(text),
            _ => self.pieces.push(piece),
        }
    }

    /// Where the innermost link leads.
    fn link(&self) -> Option<String> {
        let by_field = || {
            let target = self.fields.iter().rev().find_map(|field| field_target(&field.instruction))?;
            // LibreOffice takes a quotation mark in a tooltip for the end, and makes an address of what is behind it.
            Some(match target.split_once('#') {
                Some((path, place)) if !path.contains(':') && self.bookmarks.contains(place) => {
                    format!("#{place}")
                }
                _ => target,
            })
        };
        self.links.last().filter(|target| !target.is_empty()).cloned().or_else(by_field)
    }
}

/// Whether a piece is more of the words before it.
fn goes_on(last: &Piece, next: &Piece) -> bool {
    matches!(last.kind, PieceKind::Words | PieceKind::PageNumber)
        && (&last.kind, &last.track, last.look, &last.was) == (&next.kind, &next.track, next.look, &next.was)
        && (&last.link, &last.field, &last.comments) == (&next.link, &next.field, &next.comments)
}

/// The text of `w:t`: spaces at its ends count only if the file says so.
fn text_of(node: Node<'_, '_>) -> String {
    let text: String = node.children().filter_map(|child| child.text()).collect();
    let kept = node.ancestors().find_map(|n| n.attribute((roxmltree::NS_XML_URI, "space")));
    if kept == Some("preserve") {
        return text;
    }
    text.trim_matches([' ', '\t', '\n', '\r']).to_owned()
}

/// A sign of a font of signs: a box, a bullet, or else the sign itself.
fn symbol(node: Node<'_, '_>) -> String {
    let code = attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0xfffd);
    let font = attribute(node, "font").unwrap_or_default().to_lowercase();
    // Fonts of signs are at U+F000 in Word.
    let sign = match (font.as_str(), code & 0xff) {
        _ if !(0xf000..=0xf0ff).contains(&code) => code,
        ("wingdings", 0x6f | 0x70 | 0x71 | 0x72 | 0xa8) | ("wingdings 2", 0xa3 | 0x2a) => 0x2610,
        ("wingdings", 0xfd | 0xfe | 0x78) | ("wingdings 2", 0x51..=0x54) => 0x2612,
        ("symbol", 0xb7) => 0x2022,
        ("symbol", 0x2d) => 0x2d,
        _ => code,
    };
    char::from_u32(sign).unwrap_or(char::REPLACEMENT_CHARACTER).to_string()
}

/// Whether a field shows a page number: Word writes there whatever it showed last.
fn counts_pages(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES"].iter().any(|page| page.eq_ignore_ascii_case(name))
}

/// Where a `HYPERLINK` field leads.
fn field_target(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let rest = rest.get(..9).filter(|name| name.eq_ignore_ascii_case("HYPERLINK")).map(|_| &rest[9..])?;
    let quoted = |text: &str| text.split('"').nth(1).map(str::to_owned);
    match rest.split_once("\\l") {
        Some((outside, place)) => {
            let place = format!("#{}", quoted(place)?);
            Some(quoted(outside).map_or_else(|| place.clone(), |outside| outside + &place))
        }
        None => quoted(rest).or_else(|| rest.split_whitespace().next().map(str::to_owned)),
    }
}
