//! The HTML writer on the sample document: the same words in order, sound links, escaped text.

use crate::common::html_text::words;
use crate::common::style::{page, theme};
use crate::common::{outline, sample};
use collective_letters::base::{Diagnostic, Language};
use collective_letters::document::*;
use collective_letters::export::html::{Parts, Writer};
use std::collections::BTreeSet;

fn write(document: &Document) -> Result<Parts, Diagnostic> {
    Writer::new(&theme()).write(document)
}

/// The sample with one more paragraph at the end of the letter.
fn with(content: Vec<Inline>) -> Document {
    let mut document = sample::document();
    document.sections[0].blocks.push(sample::paragraph("Text", content));
    document
}

/// The words of a document in reading order, a footnote's mark as its number.
#[derive(Default)]
struct Reader {
    text: String,
    notes: Vec<usize>,
}

impl Reader {
    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text, _) => self.text.push_str(text),
                Inline::Link(link) => self.inlines(&link.content),
                Inline::LineBreak => self.text.push(' '),
                Inline::Footnote(index) => {
                    self.text.push_str(&(index + 1).to_string());
                    self.notes.push(*index);
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.inlines(&paragraph.label);
        self.text.push(' ');
        self.inlines(&paragraph.content);
        self.text.push(' ');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Heading(heading) => self.paragraph(&heading.paragraph),
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.blocks(&cell.blocks));
                }
                Block::Columns(columns) => {
                    columns.columns.iter().for_each(|column| self.blocks(&column.blocks));
                }
                Block::Form(form) => self.blocks(&outline::form_blocks(form, "")),
                Block::Figure(_) | Block::Rule { .. } => {}
            }
        }
    }

    fn document(document: &Document) -> Vec<String> {
        let mut reader = Self::default();
        for section in &document.sections {
            reader.blocks(&section.blocks);
            for index in std::mem::take(&mut reader.notes) {
                reader.text.push_str(&(index + 1).to_string());
                document.footnotes[index].iter().for_each(|note| reader.paragraph(note));
            }
        }
        document.first_footer.iter().for_each(|line| reader.paragraph(line));
        reader.text.replace('\u{2011}', "-").split_whitespace().map(str::to_owned).collect()
    }
}

/// All values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_page_is_as_it_was() {
    let page = page(&write(&sample::document()).expect("a page"));
    // The emblem's bytes say nothing to a reader of the snapshot.
    let start = page.find("base64,").expect("an image") + "base64,".len();
    let end = start + page[start..].find('"').expect("its end");
    insta::assert_snapshot!(format!("{}…{}", &page[..start], &page[end..]));
}

#[test]
fn the_words_are_those_of_the_document_in_its_order() {
    let document = sample::document();
    assert_eq!(words(&write(&document).expect("a page").body), Reader::document(&document));
}

#[test]
fn every_internal_link_has_its_target_and_ids_are_unique() {
    let body = write(&sample::document()).expect("a page").body;
    let ids = values(&body, "id");
    let set: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), set.len(), "{ids:?}");
    let inside: Vec<&str> = values(&body, "href").into_iter().filter_map(|h| h.strip_prefix('#')).collect();
    assert!(inside.len() >= 4, "two pointers, a footnote's mark and its way back: {inside:?}");
    for id in inside.into_iter().chain(values(&body, "aria-labelledby")) {
        assert!(set.contains(id), "`#{id}` leads nowhere");
    }
}

#[test]
fn nothing_is_asked_for_from_outside() {
    let page = page(&write(&sample::document()).expect("a page"));
    for outside in ["src=\"http", "url(", "@import", "<link", "<script", "<iframe"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn characters_with_a_meaning_come_out_as_themselves() {
    let hostile = "</style><script>alert(\"1\")</script> & 'x' &amp; <!--";
    let mut document = with(vec![Inline::Link(Link {
        target: Target::Url("https://itu.int/?a=1&b=\"2\"".into()),
        description: hostile.into(),
        content: vec![Inline::text(hostile)],
    })]);
    document.properties.title = hostile.into();
    document.properties.author = hostile.into();
    document.running_header = vec![Inline::text(hostile)];
    let parts = write(&document).expect("a page");
    assert_eq!(words(&parts.body), Reader::document(&document));
    let page = page(&parts);
    assert!(!page.contains("<script"));
    assert_eq!(page.matches("</style").count(), 1);
    assert!(parts.title.starts_with("&lt;/style&gt;"));
    assert!(parts.body.contains("href=\"https://itu.int/?a=1&amp;b=&quot;2&quot;\""));
}

#[test]
fn control_characters_are_refused_wherever_they_stand() {
    let bad = "a\u{7}b";
    let mut documents = vec![with(vec![Inline::text(bad)])];
    for spoil in [
        (|d| d.properties.title = "a\u{7}b".into()) as fn(&mut Document),
        |d| d.properties.keywords.push("a\u{7}b".into()),
        |d| d.running_header = vec![Inline::text("a\u{7}b")],
        |d| d.first_footer[0].content = vec![Inline::text("a\u{7}b")],
        |d| d.footnotes[0][0].content = vec![Inline::text("a\u{7}b")],
    ] {
        let mut document = sample::document();
        spoil(&mut document);
        documents.push(document);
    }
    for document in documents {
        let problem = write(&document).expect_err("no page");
        assert_eq!(problem.rule.code, "control-character");
        assert!(problem.message.contains("U+0007"), "{}", problem.message);
    }
}

#[test]
fn links_that_run_scripts_are_refused() {
    let document = with(vec![Inline::Link(Link {
        target: Target::Url("JavaScript:alert(1)".into()),
        description: "x".into(),
        content: vec![Inline::text("x")],
    })]);
    assert_eq!(write(&document).expect_err("no page").rule.code, "unsafe-link");
}

#[test]
fn a_form_is_made_of_labelled_inputs() {
    let parts = write(&sample::only(vec![Block::Form(sample::form())])).expect("a page");
    let body = &parts.body;
    let ids = values(body, "id");
    for label in values(body, "for") {
        assert_eq!(ids.iter().filter(|id| **id == label).count(), 1, "{label}");
    }
    for id in values(body, "aria-describedby").into_iter().chain(values(body, "aria-labelledby")) {
        assert!(ids.contains(&id), "`#{id}` leads nowhere");
    }
    assert_eq!(values(body, "autocomplete"), ["family-name", "street-address", "tel", "email", "bday"]);
    let kinds: Vec<&str> = values(body, "type");
    let line = "text";
    assert_eq!(
        kinds,
        [line, "radio", "radio", "tel", "email", "date", line, "checkbox", "checkbox", "checkbox", line]
    );
    assert_eq!(values(body, "name"), ["fellowship-title"; 2], "one of two may be ticked");
    assert_eq!(body.matches(" required>").count(), 4, "the name, either title, what is agreed to");
    assert_eq!(body.matches("<legend").count(), body.matches("<fieldset").count());
    assert!(body.contains("Curriculum vitae &amp; &lt;list&gt;"));
    for absent in ["<form", "<button", "placeholder", "<script"] {
        assert!(!body.contains(absent), "{absent}");
    }
}

#[test]
fn only_a_page_with_a_form_carries_its_style() {
    let css = |document: &Document| write(document).expect("a page").css;
    assert!(css(&sample::only(vec![Block::Form(sample::form())])).contains(".field{"));
    assert!(!css(&sample::only(vec![])).contains(".field{"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let writer = Writer::new(&theme());
    let first = writer.write(&sample::document()).expect("a page");
    assert_eq!(first, writer.write(&sample::document()).expect("a page"));
    assert_eq!(first, write(&sample::document()).expect("a page"));
}

#[test]
fn languages_have_their_tag_and_direction() {
    let mut document = with(vec![Inline::Text(
        "جنيف".into(),
        Marks { language: Some(Language::Arabic), ..Marks::default() },
    )]);
    assert!(write(&document).expect("a page").body.contains("<span lang=\"ar-SA\" dir=\"rtl\">جنيف</span>"));
    document.properties.language = Language::Arabic;
    let parts = write(&document).expect("a page");
    assert_eq!((parts.lang.as_str(), parts.dir.as_str()), ("ar-SA", "rtl"));
}

#[test]
fn a_page_is_small() {
    let page = page(&write(&sample::document()).expect("a page"));
    assert!(page.len() <= 45_000, "{} bytes", page.len());
}

/// Writes the sample's page for people and validators to look at: `LETTER_HTML=FILE cargo test html`.
#[test]
fn the_page_can_be_looked_at() {
    if let Some(file) = std::env::var_os("LETTER_HTML") {
        std::fs::write(file, page(&write(&sample::document()).expect("a page"))).expect("written");
    }
}
