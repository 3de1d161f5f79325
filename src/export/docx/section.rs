//! Pages: section properties, the header of following pages, the footer of the first.

use super::paragraph::Properties;
use super::story::Story;
use super::units::twips;
use crate::document::theme::{Style, StyleName, Theme};
use crate::document::{Document, Inline, Orientation};

/// Relationships that the first section needs; later sections continue them.
#[derive(Clone, Copy)]
pub(super) struct Furniture {
    /// The header with the page number.
    pub(super) header: usize,
    /// The empty header of the first page.
    pub(super) first_header: usize,
    /// The footer of the first page.
    pub(super) first_footer: Option<usize>,
}

/// The height of a line in Calibri, in points.
fn height(style: &Style) -> f32 {
    style.size * style.line * 1.22
}

/// `w:sectPr`. Only the first section has `furniture`.
pub(super) fn properties(
    theme: &Theme,
    orientation: Orientation,
    right_to_left: bool,
    is_marked: bool,
    furniture: Option<Furniture>,
) -> String {
    let page = &theme.page;
    // The mark of a draft is above the header, so that no text moves because of it.
    let mark = if is_marked { height(theme.style(StyleName::DraftMark)) } else { 0.0 };
    let mut out = "<w:sectPr>".to_owned();
    if let Some(Furniture { header, first_header, first_footer }) = furniture {
        out.push_str(&format!(
            r#"<w:headerReference w:type="default" r:id="rId{header}"/><w:headerReference w:type="first" r:id="rId{first_header}"/>"#
        ));
        if let Some(footer) = first_footer {
            out.push_str(&format!(r#"<w:footerReference w:type="first" r:id="rId{footer}"/>"#));
        }
    } else {
        out.push_str(r#"<w:type w:val="nextPage"/>"#);
    }
    let (width, height, turned) = match orientation {
        Orientation::Portrait => (page.width, page.height, ""),
        Orientation::Landscape => (page.height, page.width, r#" w:orient="landscape""#),
    };
    out.push_str(&format!(
        concat!(
            r#"<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" "#,
            r#"w:header="{}" w:footer="{}" w:gutter="0"/>"#
        ),
        twips(width),
        twips(height),
        turned,
        twips(page.top),
        twips(page.right),
        twips(page.bottom),
        twips(page.left),
        twips((page.header - mark).max(0.0)),
        twips(page.footer)
    ));
    if furniture.is_some() {
        out.push_str("<w:titlePg/>");
    }
    if right_to_left {
        out.push_str("<w:bidi/>");
    }
    out.push_str("</w:sectPr>");
    out
}

impl Story<'_, '_> {
    /// The header of following pages: the mark of a draft, the number, then what the letter is.
    pub(super) fn header(&mut self, document: &Document) {
        self.draft_mark(document);
        let theme = self.shared.theme;
        let (before, after) = theme.page.number.split_once("{page}").unwrap_or(("", ""));
        self.open(StyleName::PageHeader.word(), &Properties::default());
        self.header_text(before);
        self.xml.put(format_args!(
            r#"<w:fldSimple w:instr=" PAGE "><w:r>{}<w:t>2</w:t></w:r></w:fldSimple>"#,
            if self.right_to_left() { "<w:rPr><w:rtl/></w:rPr>" } else { "" }
        ));
        self.header_text(after);
        self.close();
        if !document.running_header.is_empty() {
            self.line(StyleName::PageHeader.word(), &document.running_header);
        }
        self.xml.raw("</w:hdr>");
    }

    /// The header of the first page: the mark of a draft, or nothing.
    pub(super) fn first_header(&mut self, document: &Document) {
        if !self.draft_mark(document) {
            self.line(StyleName::PageHeader.word(), &[]);
        }
        self.xml.raw("</w:hdr>");
    }

    /// The mark of a draft; says whether there is one. Screen readers do not read headers with the text.
    fn draft_mark(&mut self, document: &Document) -> bool {
        let mark = document.properties.draft.as_ref();
        mark.is_some_and(|mark| {
            self.line(StyleName::DraftMark.word(), &[Inline::text(mark)]);
            true
        })
    }

    /// The footer of the first page.
    pub(super) fn footer(&mut self, document: &Document) {
        document.first_footer.iter().for_each(|paragraph| self.plain_paragraph(paragraph));
        self.xml.raw("</w:ftr>");
    }

    /// Footnotes, after the two lines that Word draws between them and the text.
    pub(super) fn footnotes(&mut self, document: &Document) {
        self.xml.file(include_str!("parts/footnotes.xml"), &[]);
        for (at, paragraphs) in document.footnotes.iter().enumerate() {
            self.xml.put(format_args!(r#"<w:footnote w:id="{}">"#, at + 1));
            self.last = super::story::Last::Nothing;
            for (number, paragraph) in paragraphs.iter().enumerate() {
                if number == 0 {
                    self.footnote_paragraph(paragraph);
                } else {
                    self.plain_paragraph(paragraph);
                }
            }
            self.close_with_paragraph();
            self.xml.raw("</w:footnote>");
        }
        self.xml.raw("</w:footnotes>");
    }

    fn header_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.inlines(&[Inline::text(text)], false);
        }
    }
}
