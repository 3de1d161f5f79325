//! What only a reader of the finished pages sees: the head of a letter, its signature, and nearly empty pages.

use crate::common::docx::{Package, parse};
use crate::common::sample::{self, text};
use crate::common::session;
use crate::common::style::theme;
use collective_letters::base::{Format, Language, Source};
use collective_letters::document::*;
use collective_letters::export::docx::Writer;

/// A document with one row of columns, in a language.
fn columns(language: Language, shares: &[f32]) -> Document {
    let column = |width: &f32| Column { width: *width, frame: false, blocks: vec![text("Body", "words")] };
    let columns = Block::Columns(Columns { columns: shares.iter().map(column).collect() });
    let sample = sample::document();
    let properties = Properties { language, ..sample.properties };
    let sections = vec![Section { orientation: Orientation::Portrait, blocks: vec![columns] }];
    Document { properties, sections, footnotes: vec![], ..sample }
}

/// The widths of the columns in Word, in twentieths of a point, and the space at the end of each.
fn widths(document: &Document) -> (Vec<i32>, Vec<Option<String>>) {
    let package = Package::open(&Writer::new(&theme()).write(document).expect("written"));
    let body = parse(package.text("word/document.xml"));
    let widths = body.all("w:gridCol").iter().filter_map(|column| column.get("w:w")?.parse().ok()).collect();
    let margin = |cell: &&crate::common::docx::Element| {
        let margins = cell.all("w:tcMar");
        margins.first()?.all("w:right").first()?.get("w:w").map(str::to_owned)
    };
    (widths, body.all("w:tc").iter().map(margin).collect())
}

#[test]
fn in_word_a_column_does_not_touch_the_next_one() {
    let (widths, ends) = widths(&columns(Language::English, &[0.45, 0.55]));
    assert_eq!(ends, [Some("160".to_owned()), None]);
    assert_eq!(widths.len(), 2);
}

#[test]
fn in_word_arabic_columns_fill_the_line_so_that_they_begin_at_the_right_margin() {
    let line = (theme().text_width(Orientation::Portrait) * 20.0).round() as i32;
    let (arabic, _) = widths(&columns(Language::Arabic, &[0.72]));
    assert_eq!(arabic.len(), 2);
    assert_eq!(arabic.iter().sum::<i32>(), line);
    // With space between them, whatever a program takes for the right side of a cell.
    let (full, ends) = widths(&columns(Language::Arabic, &[0.72, 0.28]));
    assert_eq!((full.len(), full[1], full.iter().sum::<i32>()), (3, 160, line));
    assert!(ends.iter().all(Option::is_none));
    let (english, _) = widths(&columns(Language::English, &[0.72]));
    assert_eq!(english.len(), 1);
}

/// LibreOffice breaks it at its hyphen where it does not fit the line of Arabic that it is in.
#[test]
fn in_word_the_number_of_a_regional_group_begins_a_line_in_arabic() {
    let session = session::session("tests/letters");
    for number in [3, 10] {
        let letter = format!(
            "number: {number}\ngroup: SG13RG-AFR\ndate: 2026-01-15\nlanguage: ar\n\
             meeting: {{kind: regional-group, starts: 2026-06-01, ends: 2026-06-05}}\n"
        );
        let letter = session.read(&Source::new("letters/a.yaml", letter));
        let composition = session.compose(&letter);
        let document = composition.document().expect("a document");
        let package = Package::open(&Writer::new(&theme()).write(document).expect("written"));
        let body = package.text("word/document.xml");
        let (before, _) = body.split_once(&format!("{number}/SG13RG\u{2011}AFR")).expect("the number");
        let (_, between) = before.rsplit_once("الجماعية").expect("the name of the letter");
        assert!(between.contains("<w:br/>"), "{between}");
    }
}

/// A letter whose annex has so many paragraphs of a line.
fn with_annex(paragraphs: usize, last: &str) -> std::sync::Arc<Source> {
    let text: String = (1..=paragraphs).map(|n| format!("      Paragraph {n}.\n\n")).collect();
    Source::new(
        "letters/a.yaml",
        format!(
            "number: 1\ngroup: SG15\ndate: 2017-03-06\nmeeting: {{starts: 2017-06-19, ends: 2017-06-30}}\n\
             annexes:\n  - kind: text\n    name: long\n    title: Long\n    text: |\n{text}{last}"
        ),
    )
}

#[test]
fn no_line_or_two_of_an_annex_have_a_page_of_their_own_and_word_is_told_of() {
    let session = session::session("tests/letters");
    let (mut told, mut most) = (Vec::new(), 0);
    for paragraphs in 28..=50 {
        let source = with_annex(paragraphs, "");
        let made = session::make(&session, &source, &Format::ALL);
        let pdf = &made.files.iter().find(|(name, _)| name.contains("PDF")).expect("a PDF").1;
        let file = lopdf::Document::load_mem(pdf).expect("a PDF");
        let pages: Vec<u32> = file.get_pages().keys().copied().collect();
        let last = *pages.last().expect("pages");
        let lines = file.extract_text(&[last]).map_or(0, |text| text.matches("aragraph").count());
        assert!(pages.len() == 2 || lines > 2, "{paragraphs}: {lines} lines on the last page");
        let codes: Vec<&str> = made.findings.problems.iter().map(|problem| problem.rule.code).collect();
        if codes.contains(&"annex-spills") {
            told.push(paragraphs);
        }
        most = most.max(pages.len());
    }
    assert_eq!(most, 3, "the longest has a second page");
    assert!((2..=5).contains(&told.len()), "{told:?}");
    assert_eq!(told.last().expect("one") - told[0] + 1, told.len(), "one after the other: {told:?}");
    let told = told[0];
    let allowed = with_annex(told, "allow: {annex-spills: as it is}\n");
    let found = session::make(&session, &allowed, &Format::ALL).findings;
    assert!(found.problems.iter().all(|problem| problem.rule.code != "annex-spills"));
    assert!(found.silenced.iter().any(|silenced| silenced.finding.rule.code == "annex-spills"));
    let unused = with_annex(20, "allow: {annex-spills: as it was}\n");
    let found = session::make(&session, &unused, &Format::ALL).findings;
    assert!(found.problems.iter().any(|problem| problem.rule.code == "allow-unused"));
}
