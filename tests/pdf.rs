//! The PDF writer: what it writes is read back as a screen reader would.

use crate::common::style::{fonts, theme};
use crate::common::{outline, pdf_text, sample};
use collective_letters::base::Language;
use collective_letters::document::theme::{Align, Format, Theme};
use collective_letters::document::*;
use collective_letters::export::pdf::{FontBytes, FontFiles, Writer};
use std::sync::Arc;

fn writer() -> Writer {
    Writer::new(&theme(), &fonts()).expect("a writer")
}

/// Leaves a file to look at where `LOOK` names a folder.
fn look(name: &str, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("LOOK") {
        std::fs::write(std::path::Path::new(&folder).join(name).with_extension("pdf"), pdf).expect("written");
    }
}

fn pages(pdf: &[u8]) -> usize {
    lopdf::Document::load_mem(pdf).expect("a PDF").get_pages().len()
}

fn heading(words: &str) -> Block {
    Block::Heading(Heading {
        level: 1,
        outline: words.to_owned(),
        paragraph: Paragraph {
            style: "Head".into(),
            content: vec![Inline::text(words)],
            ..Paragraph::default()
        },
    })
}

/// The words of a document as a reader should hear them.
struct Words<'a> {
    document: &'a Document,
    theme: Theme,
    out: String,
    numbers: Vec<(Format, u32)>,
}

impl<'a> Words<'a> {
    fn of(document: &'a Document) -> Vec<String> {
        let mut words = Words { document, theme: theme(), out: String::new(), numbers: Vec::new() };
        for section in &document.sections {
            words.blocks(&section.blocks);
        }
        words
            .out
            .replace('\u{a0}', " ")
            .replace('\u{2011}', "-")
            .split_whitespace()
            .map(str::to_owned)
            .collect()
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(p) | Block::Heading(Heading { paragraph: p, .. }) => self.paragraph(p),
                Block::List(list) => {
                    for (item, number) in list.items.iter().zip(list.start..) {
                        let level = self.theme.level(&list.numbering, list.level).clone();
                        self.numbers.truncate(list.level);
                        self.numbers.push((level.format, number));
                        self.out.push_str(&format!(" {} ", level.label(&self.numbers)));
                        self.blocks(&item.blocks);
                    }
                }
                Block::Table(table) => {
                    table.rows.iter().flat_map(|r| &r.cells).for_each(|c| self.blocks(&c.blocks));
                }
                Block::Columns(columns) => columns.columns.iter().for_each(|c| self.blocks(&c.blocks)),
                Block::Form(form) => self.blocks(&outline::form_blocks(form, "□")),
                Block::Figure(_) | Block::Rule { .. } => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let mut notes = Vec::new();
        self.out.push(' ');
        self.inlines(&paragraph.label, &mut notes);
        self.out.push(' ');
        self.inlines(&paragraph.content, &mut notes);
        self.out.push(' ');
        for note in notes {
            self.out.push_str(&format!(" {} ", note + 1));
            self.document.footnotes[note].iter().for_each(|p| self.paragraph(p));
        }
    }

    fn inlines(&mut self, inlines: &[Inline], notes: &mut Vec<usize>) {
        for inline in inlines {
            match inline {
                Inline::Text(words, _) => self.out.push_str(words),
                Inline::Link(link) => self.inlines(&link.content, notes),
                Inline::LineBreak => self.out.push(' '),
                Inline::Footnote(note) => {
                    self.out.push_str(&(note + 1).to_string());
                    notes.push(*note);
                }
            }
        }
    }
}

#[test]
fn the_tag_tree_says_what_the_sample_says() {
    let pdf = writer().write(&sample::document()).expect("a PDF");
    look("sample", &pdf);
    insta::assert_snapshot!(pdf_text::outline(&pdf_text::read(&pdf)));
}

#[test]
fn every_word_is_read_in_order() {
    let document = sample::document();
    let pdf = writer().write(&document).expect("a PDF");
    assert_eq!(pdf_text::words(&pdf_text::read(&pdf)), Words::of(&document));
}

#[test]
fn hyphenated_words_are_read_whole() {
    let words = "Participants representing organizations, administrations and recognized operating agencies \
                 contributing considerations regarding standardization infrastructure requirements "
        .repeat(6);
    for align in [Align::Start, Align::Justify] {
        let mut theme = theme();
        theme.styles.get_mut("Text").expect("a style").align = align;
        let narrow = Column { width: 0.25, frame: false, blocks: vec![sample::text("Text", &words)] };
        let document =
            sample::only(vec![heading("Narrow"), Block::Columns(Columns { columns: vec![narrow] })]);
        let pdf = Writer::new(&theme, &fonts()).expect("a writer").write(&document).expect("a PDF");
        look("narrow", &pdf);
        let tree = pdf_text::read(&pdf);
        assert!(pdf_text::outline(&tree).contains("\\u{ad}"), "some words are hyphenated");
        assert_eq!(pdf_text::words(&tree), Words::of(&document));
    }
}

#[test]
fn the_same_bytes_twice_and_from_two_threads() {
    let writer = writer();
    let first = writer.write(&sample::document()).expect("a PDF");
    let others: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..2).map(|_| scope.spawn(|| writer.write(&sample::document()).expect("a PDF"))).collect();
        threads.into_iter().map(|t| t.join().expect("a thread")).collect()
    });
    assert!(others.iter().all(|o| *o == first));
    assert_eq!(self::writer().write(&sample::document()).expect("a PDF"), first, "another writer");
    // What was written before must not show.
    writer.write(&sample::only(vec![heading("Another")])).expect("a PDF");
    assert_eq!(writer.write(&sample::document()).expect("a PDF"), first);
}

#[test]
fn the_sample_is_small_and_its_letter_is_one_page() {
    let document = sample::document();
    let pdf = writer().write(&document).expect("a PDF");
    assert!(pdf.len() < 60_000, "{} bytes", pdf.len());
    let letter = Document { sections: document.sections[..1].to_vec(), ..document };
    let mut unlinked = letter.clone();
    unlink(&mut unlinked.sections[0].blocks);
    assert_eq!(pages(&writer().write(&unlinked).expect("a PDF")), 1);
    let lost = writer().write(&letter).expect_err("links lead to annexes that are gone");
    assert_eq!(lost.rule.code, "broken-link");
}

fn unlink(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Paragraph(p) = block {
            p.content.retain(|i| !matches!(i, Inline::Link(Link { target: Target::Bookmark(_), .. })));
        }
    }
}

#[test]
fn a_character_that_no_font_has_is_an_error() {
    let document =
        sample::only(vec![heading("Title"), sample::text("Text", "Agenda \u{5159}\u{6587} and \u{0915}")]);
    let problem = writer().write(&document).expect_err("no such glyphs");
    assert_eq!(problem.rule.code, "missing-glyph");
    for name in ["兙", "U+5159", "U+0915"] {
        assert!(problem.message.contains(name), "{}", problem.message);
    }
}

#[test]
fn fonts_must_be_fonts() {
    let missing = Writer::new(&theme(), &(Arc::new(|_: &str| None) as FontFiles)).err().expect("no font");
    assert_eq!(missing.rule.code, "missing-font");
    assert!(missing.message.contains("Carlito-Regular.ttf"));
    let no_font: FontFiles = Arc::new(|_| Some(Arc::new(b"no font".to_vec()) as FontBytes));
    let broken = Writer::new(&theme(), &no_font).err().expect("no font");
    assert_eq!(broken.rule.code, "unreadable-font");
}

#[test]
fn title_dates_and_language_are_the_letters() {
    let pdf = writer().write(&sample::document()).expect("a PDF");
    let file = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let info =
        file.get_dictionary(file.trailer.get(b"Info").and_then(lopdf::Object::as_reference).expect("info"));
    let info = info.expect("info");
    let field = |key: &[u8]| lopdf::decode_text_string(info.get(key).expect("a field")).expect("text");
    assert_eq!(field(b"Title"), sample::document().properties.title);
    assert_eq!(field(b"Subject"), sample::document().properties.subject);
    assert_eq!(field(b"CreationDate"), "D:20210121000000Z");
    let catalog = file.catalog().expect("a catalog");
    assert_eq!(lopdf::decode_text_string(catalog.get(b"Lang").expect("a language")).expect("text"), "en-GB");
}

#[test]
fn a_long_table_repeats_its_header_without_saying_it_twice() {
    let cell = |words: &str| Cell::new(vec![sample::text("TableText", words)]);
    let mut rows = vec![Row { cells: vec![cell("Question"), cell("Title")] }];
    rows.extend((1..150).map(|n| Row { cells: vec![cell(&format!("Q{n}/17")), cell("A question")] }));
    let table = Table {
        style: "grid".into(),
        summary: "Questions".into(),
        columns: vec![0.3, 0.7],
        header_rows: 1,
        rows,
    };
    let document = sample::only(vec![heading("Questions"), Block::Table(table)]);
    let pdf = writer().write(&document).expect("a PDF");
    look("table", &pdf);
    assert!(pages(&pdf) > 2);
    assert_eq!(pdf_text::words(&pdf_text::read(&pdf)), Words::of(&document));
}

#[test]
fn a_row_and_columns_taller_than_a_page_are_cut() {
    let many: Vec<Block> = (0..120).map(|n| sample::text("TableText", &format!("line {n}"))).collect();
    let table = Table {
        style: "grid".into(),
        summary: "A tall row".into(),
        columns: vec![0.5, 0.5],
        header_rows: 0,
        rows: vec![Row {
            cells: vec![Cell { row_header: true, ..Cell::new(many.clone()) }, Cell::new(many.clone())],
        }],
    };
    let columns = Columns { columns: vec![Column { width: 1.0, frame: false, blocks: many }] };
    let document = sample::only(vec![heading("Tall"), Block::Table(table), Block::Columns(columns)]);
    let pdf = writer().write(&document).expect("a PDF");
    look("tall", &pdf);
    assert!(pages(&pdf) >= 4);
    let mut heard = pdf_text::words(&pdf_text::read(&pdf));
    let mut meant = Words::of(&document);
    heard.sort();
    meant.sort();
    assert_eq!(heard, meant);
}

#[test]
fn a_form_goes_on_over_pages_and_no_head_stays_behind() {
    let one = |number: usize| Block::Form(Form { id: format!("form-{number}"), ..sample::form() });
    let blocks = std::iter::once(heading("Forms")).chain((0..8).map(one)).collect();
    let document = sample::only(blocks);
    let pdf = writer().write(&document).expect("a PDF");
    look("forms", &pdf);
    assert!(pages(&pdf) >= 3);
    assert_eq!(pdf_text::words(&pdf_text::read(&pdf)), Words::of(&document));
}

#[test]
fn another_language_is_marked() {
    let marks = Marks { language: Some(Language::French), ..Marks::default() };
    let content =
        vec![Inline::text("He said "), Inline::Text("bonjour".into(), marks), Inline::text(" to all.")];
    let document = sample::only(vec![heading("Title"), sample::paragraph("Text", content)]);
    let tree = pdf_text::outline(&pdf_text::read(&writer().write(&document).expect("a PDF")));
    assert!(tree.contains("Span lang=\"fr-FR\"\n        \"bonjour\""), "{tree}");
}
