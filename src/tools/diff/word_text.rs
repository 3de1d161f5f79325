//! The words of a Word file as passages, ours or one that people went on editing: with all tracked changes accepted.
//!
//! Knows what counts as words; how the file is read is in [`word`]. Numbers of lists are not in the file (Word
//! computes them), and page numbers and empty boxes are nobody's words.

use super::passage::{Collector, Form, Passage};
use crate::tools::review::file::{cell, kind};
use crate::tools::review::words::Look;
use crate::tools::word::{self, PieceKind, Plain, PlainPiece, State, Story};

/// The passages of a Word file.
///
/// # Errors
/// What is wrong with it, to follow its name: `is not a Word file`.
pub fn passages(bytes: &[u8]) -> Result<Vec<Passage>, String> {
    let file = word::read(bytes).map_err(|why| why.to_string())?;
    let mut out = Collector::default();
    let (mut story, mut tables, mut furniture) = (Story::Body, Vec::new(), None);
    for plain in file.state(State::After) {
        if plain.place.story != story {
            tables.drain(..).for_each(|_| out.end_table());
            story = plain.place.story;
            furniture.get_or_insert(out.len());
            out.furniture(name(story));
        }
        let now: Vec<usize> = plain.place.cells.iter().map(|cell| cell.table).collect();
        let same = tables.iter().zip(&now).take_while(|(one, two)| one == two).count();
        tables.drain(same..).for_each(|_| out.end_table());
        for table in &now[same..] {
            tables.push(*table);
            out.table();
        }
        passage(&plain, &mut out);
    }
    if let Some(start) = furniture {
        out.once(start);
    }
    Ok(out.finish())
}

fn name(story: Story) -> &'static str {
    match story {
        Story::Body => "letter",
        Story::Header(_) => "page header",
        Story::Footer(_) => "page footer",
        Story::Footnote(_) => "footnote",
        Story::Endnote(_) => "endnote",
    }
}

fn passage(plain: &Plain, out: &mut Collector) {
    for linked in plain.pieces.chunk_by(|one, two| one.link == two.link) {
        let target = linked[0].link.as_deref().filter(|target| !target.starts_with('#'));
        out.link(target.map(|target| word::fold_target(target).to_owned()));
        for piece in linked {
            let link = target.map(word::fold_target).map(Into::into);
            out.look(Look { bold: piece.look.bold, italic: piece.look.italic, link });
            words(piece, out);
        }
        out.look(Look::default());
        out.end_link();
    }
    let style = plain.form.style.clone();
    out.end_as(plain.form.heading, Form { kind: kind(&plain.form), style, cell: cell(&plain.place) });
    if plain.form.ends_section {
        out.turn();
    }
}

fn words(piece: &PlainPiece, out: &mut Collector) {
    match &piece.kind {
        PieceKind::Words | PieceKind::Tab | PieceKind::Checkbox(true) => out.text(&piece.text),
        PieceKind::Break => out.line_break(),
        PieceKind::Image => out.picture(&piece.text),
        PieceKind::Checkbox(false) | PieceKind::PageNumber | PieceKind::Note(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::word::sample::docx;

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
            let body = format!(
                "<w:p><w:r><w:t xml:space=\"preserve\">- </w:t></w:r>{page}<w:r><w:t xml:space=\"preserve\"> -</w:t></w:r>{reference}</w:p>"
            );
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
            (
                "word/footnotes.xml",
                "<w:footnotes><w:footnote><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:footnote></w:footnotes>",
            ),
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
        assert_eq!(passages(b"PK? no").expect_err("refused"), "is plain text, not a Word file");
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
