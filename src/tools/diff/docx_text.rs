//! The words of a Word file, ours or one that people went on editing: body with tables, links and
//! controls in order, then headers, footers and footnotes.
//!
//! Knows the parts of a DOCX and what text can stand in; not the letter. Numbers of lists are not in the
//! file (Word computes them), and page numbers are nobody's words.

use super::docx_part::{self, level, outline, part, walk};
use super::passage::{Collector, Passage};
use crate::tools::markup::{Node, get};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

const DOCUMENT: &str = "word/document.xml";

/// The passages of a Word file.
///
/// # Errors
/// What is wrong with it, to follow its name: `is no Word file`.
pub fn passages(bytes: &[u8]) -> Result<Vec<Passage>, String> {
    let mut archive = docx_part::open(bytes)?;
    let body = part(&mut archive, DOCUMENT)?.ok_or("is not a Word file")?;
    let outline = match part(&mut archive, "word/styles.xml")? {
        Some(styles) => outline(&styles)?,
        None => BTreeMap::new(),
    };
    let relations = docx_part::relations(&mut archive, DOCUMENT)?;
    let mut story = Story { outline, relations, ..Story::default() };
    walk(&body, |node| story.see(node))?;
    let mut furniture = std::mem::take(&mut story.furniture);
    furniture.sort();
    furniture.dedup();
    let target = |(kind, _, id): (&'static str, u8, String)| Some((kind, story.relations.get(&id)?.clone()));
    let mut parts: Vec<(&str, String)> = furniture.into_iter().filter_map(target).collect();
    parts.extend([("footnote", "footnotes.xml".to_owned()), ("endnote", "endnotes.xml".to_owned())]);
    let start = story.out.len();
    for (kind, target) in parts {
        let name = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
        let Some(xml) = part(&mut archive, &name)? else { continue };
        story.relations = docx_part::relations(&mut archive, &name)?;
        story.fields.clear();
        story.out.furniture(kind);
        walk(&xml, |node| story.see(node))?;
    }
    story.out.once(start);
    Ok(story.out.finish())
}

/// A field that Word computes.
#[derive(Default)]
struct Field {
    instruction: String,
    /// Its instruction is over and what it shows begins.
    shows: bool,
}

/// Reads one part after the other.
#[derive(Default)]
struct Story {
    out: Collector,
    /// The levels of styles that are headings.
    outline: BTreeMap<String, u8>,
    /// Where links of the part lead, and headers and footers.
    relations: BTreeMap<String, String>,
    /// Headers and footers that were referred to: what they are, how they sort, identifier.
    furniture: Vec<(&'static str, u8, String)>,
    /// Depth inside an element whose text does not count.
    unseen: usize,
    fields: Vec<Field>,
    /// Open paragraphs: text of the outer one, level as a heading, whether the page is turned after it.
    paragraphs: Vec<(String, Option<u8>, bool)>,
    /// The element that began last, until it ends.
    element: String,
}

impl Story {
    fn see(&mut self, node: Node<'_, '_>) {
        match node {
            Node::Start(element) if self.unseen > 0 || is_unseen(element.name().as_ref()) => self.unseen += 1,
            Node::Start(element) => self.start(element),
            Node::End(_) if self.unseen > 0 => self.unseen -= 1,
            Node::End(name) => self.end(name),
            Node::Text(text) if self.unseen == 0 => self.text(text),
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let qualified = element.name();
        qualified.as_ref().clone_into(&mut self.element);
        match qualified.as_ref() {
            "w:p" => {
                let outer = self.out.set_aside();
                self.paragraphs.push((outer, None, false));
            }
            "w:pStyle" => {
                let level = get(element, "w:val").and_then(|id| self.outline.get(&id).copied());
                self.heading(level);
            }
            "w:outlineLvl" => self.heading(level(element)),
            "w:sectPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.2 = true;
                }
            }
            "w:headerReference" => self.refer("page header", element),
            "w:footerReference" => self.refer("page footer", element),
            "w:tbl" => self.out.table(),
            "w:hyperlink" => {
                let target = get(element, "r:id").and_then(|id| self.relations.get(&id).cloned());
                self.out.link(target);
            }
            "w:fldSimple" => {
                let instruction = get(element, "w:instr").unwrap_or_default();
                self.fields.push(Field { instruction, shows: true });
            }
            "w:fldChar" => self.field(get(element, "w:fldCharType").as_deref()),
            "w:tab" | "w:ptab" => self.show(" "),
            "w:noBreakHyphen" => self.show("-"),
            "w:br" | "w:cr" if self.shows() => self.out.line_break(),
            "wp:docPr" => self.out.picture(&get(element, "descr").unwrap_or_default()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.element.clear();
        match name {
            "w:p" => {
                let (outer, level, turned) = self.paragraphs.pop().unwrap_or_default();
                self.out.end(level);
                self.out.take_up(outer);
                if turned {
                    self.out.turn();
                }
            }
            "w:tbl" => self.out.end_table(),
            "w:hyperlink" => self.out.end_link(),
            "w:fldSimple" => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match (self.element.as_str(), self.fields.last_mut()) {
            ("w:t", _) => self.show(text),
            ("w:instrText", Some(field)) => field.instruction.push_str(text),
            _ => {}
        }
    }

    fn show(&mut self, text: &str) {
        if self.shows() {
            self.out.text(text);
        }
    }

    /// Whether text counts here: not in a field's instruction, and not in a page number.
    fn shows(&self) -> bool {
        self.fields.iter().all(|field| field.shows && !counts_pages(&field.instruction))
    }

    fn heading(&mut self, level: Option<u8>) {
        if let (Some(paragraph), Some(level)) = (self.paragraphs.last_mut(), level) {
            paragraph.1 = Some(level).filter(|level| *level > 0);
        }
    }

    fn refer(&mut self, kind: &'static str, element: &BytesStart<'_>) {
        let order = match get(element, "w:type").as_deref() {
            Some("first") => 0,
            Some("even") => 2,
            _ => 1,
        };
        if let Some(id) = get(element, "r:id") {
            self.furniture.push((kind, order, id));
        }
    }

    fn field(&mut self, step: Option<&str>) {
        match step {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }
}

/// Elements whose text does not count: what was deleted or moved away while Word watched, the places of tabs, and
/// the picture of a text box for old programs.
fn is_unseen(name: &str) -> bool {
    matches!(name, "w:del" | "w:moveFrom" | "w:tabs" | "mc:Fallback")
}

/// Whether a field shows a page number: Word writes there whatever it showed last.
fn counts_pages(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES"].iter().any(|page| page.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// A Word file with this body, and other parts.
    fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts.iter().copied().chain([(DOCUMENT, document.as_str())]) {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(text.as_bytes()).expect("written");
        }
        zip.finish().expect("a file").into_inner()
    }

    fn texts(body: &str, parts: &[(&str, &str)]) -> Vec<String> {
        let passages = passages(&docx(body, parts)).expect("a Word file");
        passages.into_iter().map(|p| format!("{} | {}", p.place, p.text)).collect()
    }

    #[test]
    fn what_word_makes_of_a_paragraph_are_the_same_words() {
        let ours =
            "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>ITU\u{2011}T &amp; you</w:t></w:r></w:p>";
        let saved = concat!(
            "<w:p><w:r><w:t>I</w:t></w:r><w:proofErr/><w:r><w:t>TU</w:t><w:noBreakHyphen/><w:t>T</w:t></w:r>",
            "<w:ins><w:r><w:t xml:space=\"preserve\"> &#38; </w:t></w:r></w:ins>",
            "<w:del><w:r><w:delText>all</w:delText><w:t>all</w:t></w:r></w:del>",
            "<w:r><w:lastRenderedPageBreak/><w:t>you</w:t></w:r></w:p>"
        );
        assert_eq!(texts(ours, &[]), ["letter | ITU-T & you"]);
        assert_eq!(texts(saved, &[]), ["letter | ITU-T & you"]);
    }

    #[test]
    fn page_numbers_are_no_words_and_other_fields_are() {
        let simple = "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>2</w:t></w:r></w:fldSimple>";
        let complex = concat!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText> PAGE </w:instrText>",
            "<w:fldChar w:fldCharType=\"separate\"/><w:t>17</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>"
        );
        let reference = complex.replace(" PAGE ", " REF annex_a ").replace("17", "Annex A");
        for page in [simple, complex] {
            let body =
                format!("<w:p><w:r><w:t>- </w:t></w:r>{page}<w:r><w:t> -</w:t></w:r>{reference}</w:p>");
            assert_eq!(texts(&body, &[]), ["letter | - -Annex A"]);
        }
    }

    #[test]
    fn headings_tables_links_pictures_and_furniture() {
        let body = concat!(
            "<w:p><w:pPr><w:pStyle w:val=\"Head\"/></w:pPr><w:r><w:t>Key dates</w:t></w:r></w:p>",
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1 May</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"h\"/></w:sectPr></w:pPr>",
            "<w:hyperlink r:id=\"l\"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>",
            "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>ANNEX A</w:t><w:br/><w:t>Travel</w:t></w:r></w:p>",
            "<w:sdt><w:sdtContent><w:p><w:r><w:drawing><wp:docPr descr=\"A map\"/></w:drawing></w:r></w:p></w:sdtContent></w:sdt>"
        );
        let styles = concat!(
            "<w:styles><w:style w:styleId=\"Base\"><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>",
            "<w:style w:styleId=\"Head\"><w:basedOn w:val=\"Base\"/></w:style></w:styles>"
        );
        let rels = concat!(
            "<Relationships><Relationship Id=\"h\" Target=\"header1.xml\"/>",
            "<Relationship Id=\"l\" Target=\"http://itu.int/?a=1&amp;b=2\"/></Relationships>"
        );
        let parts = [
            ("word/styles.xml", styles),
            ("word/_rels/document.xml.rels", rels),
            ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>Letter 1</w:t></w:r></w:p></w:hdr>"),
            ("word/footnotes.xml", "<w:footnotes><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:footnotes>"),
        ];
        assert_eq!(
            texts(body, &parts),
            [
                "letter, Key dates | Key dates",
                "letter, Key dates | 1 May",
                "letter | here <http://itu.int/?a=1&b=2>",
                "Annex A | ANNEX A Travel",
                "Annex A | (image: A map)",
                "page header | Letter 1",
                "footnote | A note",
            ]
        );
    }

    #[test]
    fn what_is_no_word_file() {
        assert_eq!(passages(b"PK? no").expect_err("refused"), "is not a Word file");
        let whole = docx("<w:p/>", &[]);
        passages(&whole[..whole.len() / 2]).expect_err("half a file");
        let broken = docx("<w:p></w:r>", &[]);
        assert_eq!(passages(&broken).expect_err("refused"), "is damaged: it contains broken XML");
    }

    proptest::proptest! {
        #[test]
        fn no_file_is_too_odd(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200), body in "[<>/wp:trbl &;\"=a-c]{0,60}") {
            let _ = passages(&bytes);
            let _ = passages(&docx(&body, &[]));
        }
    }
}
