//! Grids in the three formats, on the worked letter with a time plan and on tables built by hand:
//! headers and their scopes, groups of columns and rows, rules and shades, page breaks.

use crate::common::style::theme;
use crate::common::{docx, pdf_text, sample, session};
use collective_letters::base::Format;
use collective_letters::document::*;
use collective_letters::export::layout::face::{Faces, FontBytes};
use collective_letters::export::layout::page::{Draw, Rect};
use collective_letters::export::layout::{Layout, layout};
use std::sync::{Arc, LazyLock};

/// DOCX, PDF and HTML of the letter with a time plan of ten days, four sessions each, and a weekend.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let path = session::root().join("tests/letters/sg15-002-time-plan.yaml");
    let made = session::make(&session::session("tests/letters"), &session::source(&path), &Format::ALL);
    assert!(made.findings.problems.is_empty(), "{:#?}", made.findings.problems);
    made.files.into_iter().map(|(_, bytes)| bytes).collect()
});

static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let files = ["Regular", "Bold", "Italic", "BoldItalic"].map(|cut| {
        let bytes = std::fs::read(format!("templates/fonts/Carlito-{cut}.ttf")).expect("a font");
        Arc::new(bytes) as FontBytes
    });
    Faces::new(files.to_vec()).expect("fonts")
});

fn laid_out(blocks: Vec<Block>) -> Layout {
    layout(&sample::only(blocks), &theme(), &FACES).expect("a layout")
}

fn cell(words: &str) -> Cell {
    Cell::new(vec![sample::text("GridText", words)])
}

/// Two days of two sessions, with these rows.
fn grid(rows: Vec<Row>) -> Block {
    let row = |cells: Vec<Cell>| Row { cells };
    let mut all = vec![
        row(vec![
            Cell { row_span: 2, ..cell("Meeting") },
            Cell { column_span: 2, ..cell("Mon 19") },
            Cell { column_span: 2, ..cell("Tue 20") },
        ]),
        row(["AM", "PM", "AM", "PM"].map(cell).to_vec()),
    ];
    all.extend(rows);
    let (style, summary) = ("time-plan".to_owned(), "A grid".to_owned());
    Block::Table(Table { style, summary, columns: vec![0.2; 5], header_rows: 2, rows: all })
}

fn heading() -> Row {
    let words = Cell::new(vec![sample::text("GridGroup", "Group")]);
    Row { cells: vec![Cell { row_header: true, column_span: 5, shade: Some("header".into()), ..words }] }
}

fn row() -> Row {
    let name = Cell { row_header: true, ..cell("Q1") };
    let shaded = Cell { column_span: 2, shade: Some("grey".into()), ..cell("X") };
    Row { cells: vec![name, cell(""), shaded, cell("")] }
}

#[test]
fn in_html_headers_have_the_scope_of_what_they_span() {
    let html = std::str::from_utf8(&FILES[2]).expect("UTF-8");
    let from = html.find("<table class=\"table-time-plan\"").expect("the grid");
    let grid = &html[from..from + html[from..].find("</table>").expect("its end")];
    let count = |what: &str| grid.matches(what).count();
    assert_eq!(count("scope=\"colgroup\" colspan=\"4\""), 10, "days");
    assert_eq!(count("scope=\"col\""), 2 + 40, "corner, weekend, sessions");
    assert_eq!(count("<colgroup>"), 1 + 5 + 1 + 5, "names, days, weekend, days");
    assert_eq!(count("scope=\"rowgroup\" colspan=\"42\""), 3, "working parties");
    assert_eq!(count("<tbody>"), 1 + 3, "rows before the first working party, working parties");
    assert_eq!(count("scope=\"row\""), 18);
    assert_eq!(count("<thead>"), 1);
    let questions = &html[html.rfind("<table").expect("the Questions")..];
    assert_eq!(questions.matches("scope=\"col\"").count(), 4);
    assert_eq!(questions.matches("scope=\"row\"").count(), 14);
    assert_eq!(questions.matches("<colgroup>").count(), 1);
}

#[test]
fn in_docx_headers_repeat_and_every_row_is_full() {
    let package = docx::Package::open(&FILES[0]);
    let document = docx::parse(package.text("word/document.xml"));
    let grids: Vec<_> = document
        .all("w:tbl")
        .into_iter()
        .filter(|t| t.all("w:tblStyle").iter().any(|s| s.get("w:val") == Some("Tabletimeplan")))
        .collect();
    let [grid] = grids[..] else { panic!("{} grids", grids.len()) };
    let rows: Vec<_> = grid.children.iter().filter(|c| c.name == "w:tr").collect();
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(row.all("w:tblHeader").len(), usize::from(at < 2), "row {at}");
        let width: usize = row
            .all("w:tc")
            .iter()
            .map(|c| {
                let span = c.children[0].all("w:gridSpan");
                span.first().and_then(|s| s.get("w:val")).map_or(1, |s| s.parse().expect("a number"))
            })
            .sum();
        assert_eq!(width, 42, "row {at}");
    }
    let merges = |row: usize| rows[row].all("w:vMerge").len();
    assert_eq!([merges(0), merges(1), merges(2)], [2, 2, 0], "the corner and the weekend");
    // Both sides of each edge between days are thick: 11 edges, twice, where no cell lies across.
    let thick = rows[2].all("w:tcBorders").iter().map(|b| b.children.len()).sum::<usize>();
    assert_eq!(thick, 22);
    let pages: Vec<_> = document.all("w:pgSz").iter().map(|p| p.get("w:orient")).collect();
    assert_eq!(pages, [None, None, None, Some("landscape"), None]);
}

#[test]
fn in_pdf_headers_have_scope_and_spans() {
    let tree = pdf_text::outline(&pdf_text::read(&FILES[1]));
    let from = tree.find("Table summary=\"Draft time plan").expect("the grid");
    let grid = &tree[from..from + tree[from + 1..].find("Table summary").expect("the Questions")];
    let count = |what: &str| grid.lines().filter(|line| line.trim() == what).count();
    assert_eq!(count("THead"), 1);
    assert_eq!(count("TH scope=Column columns=4"), 10);
    assert_eq!(count("TH scope=Column rows=2"), 2);
    assert_eq!(count("TH scope=Column"), 40);
    assert_eq!(count("TH scope=Row columns=42"), 3);
    assert_eq!(count("TH scope=Row"), 18);
}

#[test]
fn a_page_never_ends_with_the_heading_of_rows() {
    let mut ends = 0;
    for filler in 0..60 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| sample::text("Text", "line")).collect();
        let rows = (0..40).map(|at| if at % 3 == 0 { heading() } else { row() });
        blocks.push(grid(rows.collect()));
        let layout = laid_out(blocks);
        for page in &layout.pages[..layout.pages.len() - 1] {
            let last = page.items.iter().rev().find_map(|item| match &item.draw {
                Draw::Text(run) => Some(&layout.text[run.text.clone()]),
                Draw::Picture { .. } => None,
            });
            assert_ne!(last, Some("Group"), "after {filler} lines");
            ends += 1;
        }
    }
    assert!(ends >= 50, "only {ends} pages ended");
}

#[test]
fn no_shade_is_painted_over_the_rule_above_it() {
    let layout = laid_out(vec![grid(vec![row(), heading(), row(), row(), heading(), row()])]);
    let shapes = &layout.pages[0].shapes;
    let is_rule = |r: &Rect| r.height < 2.0 || r.width < 2.0;
    // Rules at the sides of cells are painted anew after the shade.
    let lies = |r: &Rect| r.height < 2.0;
    let overlap = |a: &Rect, b: &Rect| {
        let (w, h) = (
            (a.x + a.width).min(b.x + b.width) - a.x.max(b.x),
            (a.y + a.height).min(b.y + b.height) - a.y.max(b.y),
        );
        w > 1.0 && h > 0.01
    };
    let mut shades = 0;
    for (at, shade) in shapes.iter().enumerate().filter(|(_, s)| !is_rule(&s.rect)) {
        shades += 1;
        for rule in shapes[..at].iter().filter(|s| lies(&s.rect)) {
            assert!(!overlap(&rule.rect, &shade.rect), "{:?} lies over {:?}", shade.rect, rule.rect);
        }
    }
    assert_eq!(shades, 3 + 4 + 4 + 2, "header rows, shaded cells, headings");
}

#[test]
fn days_are_parted_by_thicker_rules() {
    let layout = laid_out(vec![grid(vec![row()])]);
    let width = layout.pages[0].width - 2.0 * 56.7;
    let edges: Vec<i32> = {
        let thick = layout.pages[0].shapes.iter().filter(|s| (1.4..1.6).contains(&s.rect.width));
        let mut found: Vec<i32> =
            thick.map(|s| ((s.rect.x + s.rect.width / 2.0 - 56.7) / width * 10.0).round() as i32).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    assert_eq!(edges, [2, 6], "before the first day and between the two, not at the edge of the table");
}
