//! The mark of drafts at the head of every page, which is no text of the letter and moves none; and what properties of
//! files say: draft or issued.

use crate::common::program::{Office, files};
use crate::common::style::{fonts, theme};
use crate::common::{docx, pdf_text, sample, session};
use chrono::NaiveDate;
use collective_letters::base::{Format, Language};
use collective_letters::document::{Document, Status};
use collective_letters::export::{html, pdf};
use std::fs;

fn marked(mark: &str) -> Document {
    let mut document = sample::document();
    document.properties.draft = Some(mark.to_owned());
    document
}

/// How often something that is no content begins on each page.
fn artifacts(pdf: &[u8]) -> Vec<usize> {
    let file = lopdf::Document::load_mem(pdf).expect("a PDF");
    let count = |page| {
        let content = file.get_page_content(page);
        content.windows(9).filter(|window| window == b"/Artifact").count()
    };
    file.get_pages().into_values().map(count).collect()
}

#[test]
fn the_mark_of_a_pdf_is_on_every_page_and_moves_nothing() {
    let writer = pdf::Writer::new(&theme(), &fonts()).expect("a writer");
    let plain = writer.write(&sample::document()).expect("a PDF");
    let with = writer.write(&marked("DRAFT 2, 12 November 2026")).expect("a PDF");
    assert_eq!(pdf_text::outline(&pdf_text::read(&with)), pdf_text::outline(&pdf_text::read(&plain)));
    let (before, after) = (artifacts(&plain), artifacts(&with));
    assert_eq!(before.len(), after.len());
    // The first page has had no header; on the others the mark is in the header that they have.
    assert_eq!(after[0], before[0] + 1);
    let longer = |page: u32| {
        let length = |pdf: &[u8]| {
            let file = lopdf::Document::load_mem(pdf).expect("a PDF");
            file.get_page_content(file.get_pages()[&page]).len()
        };
        length(&with) > length(&plain)
    };
    assert!((1..=u32::try_from(after.len()).expect("few")).all(longer));
    let again = pdf::Writer::new(&theme(), &fonts()).expect("a writer");
    assert_eq!(again.write(&marked("DRAFT 2, 12 November 2026")).expect("a PDF"), with);
}

#[test]
fn the_mark_of_a_word_file_is_in_its_headers_alone() {
    let writer = collective_letters::export::docx::Writer::new(&theme());
    let open = |document: &Document| docx::Package::open(&writer.write(document).expect("written"));
    let (plain, with) = (open(&sample::document()), open(&marked("DRAFT & more")));
    for header in ["word/header1.xml", "word/header2.xml"] {
        let text = with.text(header);
        assert_eq!(text.matches("DRAFT &amp; more").count(), 1, "{text}");
        assert!(text.contains(r#"<w:pStyle w:val="Draftmark"/>"#), "{text}");
        assert!(!plain.text(header).contains("DRAFT"));
    }
    // Only the place of the header is another.
    let without = |text: &str| {
        let mut rest = text.to_owned();
        while let Some(at) = rest.find(" w:header=\"") {
            let end = at + 11 + rest[at + 11..].find('"').expect("an end") + 1;
            rest.replace_range(at..end, "");
        }
        rest
    };
    assert_eq!(without(with.text("word/document.xml")), without(plain.text("word/document.xml")));
    assert_ne!(with.text("word/document.xml"), plain.text("word/document.xml"));
}

#[test]
fn the_mark_of_a_page_is_no_element() {
    let writer = html::Writer::new(&theme());
    let (plain, with) = (
        writer.write(&sample::document()).expect("a page"),
        writer.write(&marked("DRAFT\"<")).expect("a page"),
    );
    assert_eq!(with.body, plain.body);
    assert!(with.css.contains("@top-left{content:\"DRAFT\\22 \\3c \"") && with.css.contains("body::before"));
    assert!(!plain.css.contains("body::before"));
    assert!(writer.write(&marked("\u{7}")).is_err());
}

#[test]
fn properties_say_whether_it_is_a_draft() {
    for (status, word) in [(Status::Draft, "draft"), (Status::Issued, "issued")] {
        let mut document = sample::document();
        document.properties.status = status;
        let pdf = pdf::Writer::new(&theme(), &fonts()).expect("a writer").write(&document).expect("a PDF");
        let label = format!("<xmp:Label>{word}</xmp:Label>");
        assert!(pdf.windows(label.len()).any(|window| window == label.as_bytes()), "{word}");
        let docx = collective_letters::export::docx::Writer::new(&theme()).write(&document).expect("written");
        let core = docx::Package::open(&docx);
        assert!(
            core.text("docProps/core.xml").contains(&format!("<cp:contentStatus>{word}</cp:contentStatus>"))
        );
        let page = html::Writer::new(&theme()).write(&document).expect("a page");
        assert!(page.meta.contains(&format!("<meta name=\"status\" content=\"{word}\">")), "{}", page.meta);
    }
}

#[test]
fn each_language_has_its_mark() {
    let session = session::session("letters");
    let day = NaiveDate::from_ymd_opt(2026, 11, 12).expect("a day");
    let expected = ["مسودة 2، 12 نوفمبر 2026", "草案2，2026年11月12日", "DRAFT 2, 12 November 2026"];
    for language in Language::ALL {
        let (alone, copy) =
            (session.draft_mark(language, None), session.draft_mark(language, Some((2, day))));
        let copy = copy.replace('\u{a0}', " ");
        assert!(!alone.is_empty() && copy.starts_with(&alone) && copy.contains('2') && !copy.contains('{'));
        if let Some(expected) = expected.iter().find(|expected| expected.starts_with(&alone)) {
            assert_eq!(copy, *expected);
        }
    }
}

#[test]
fn the_theme_puts_the_mark_on_every_draft() {
    let theme = include_str!("../templates/theme.yaml");
    let marking = theme.replace("mark-drafts: no", "mark-drafts: yes");
    assert_ne!(theme, marking);
    let office = Office::with_letters([1]).file("house/theme.yaml", &marking);
    let page =
        |office: &Office| fs::read_to_string(office.path("output").join(&files(1)[2])).expect("a page");
    office.run(&["build", "--templates", "house"]).code(0);
    assert!(page(&office).contains("content:\"DRAFT\""));
    office.run(&["build"]).code(0);
    assert!(!page(&office).contains("DRAFT"), "the switch is off in the built-in house style");
    // What is issued is no draft.
    let letter = fs::read_to_string(office.path("letters/1.yaml")).expect("the letter");
    let office = office.file("letters/1.yaml", letter + "status: issued\n");
    office.run(&["build", "--templates", "house"]).code(0).says("issued");
    let page = page(&office);
    assert!(!page.contains("DRAFT") && page.contains("<meta name=\"status\" content=\"issued\">"));
}

#[test]
fn a_letter_of_one_page_stays_on_it() {
    let session = session::session("tests/letters");
    let path = session::root().join("tests/letters/sg21-001-short.yaml");
    let (mut document, _) = session::document(&session, &path);
    let pages = |document: &Document| {
        let pdf = session.export(Format::Pdf, document).expect("a PDF");
        lopdf::Document::load_mem(&pdf).expect("a PDF").get_pages().len()
    };
    let before = pages(&document);
    document.properties.draft = Some(session.draft_mark(Language::default(), None));
    assert_eq!(pages(&document), before);
}
