//! The sample document in six languages and three formats, as a native reader expects it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot set up its input has failed")]

mod common;

use collective_letters::diagnostic::Diagnostics;
use collective_letters::document::*;
use collective_letters::language::Language;
use collective_letters::pdf::{FontBytes, FontFiles};
use collective_letters::source::Source;
use collective_letters::theme::Theme;
use collective_letters::{docx, html, pdf};
use common::{docx as word, html_text, outline, pdf_text, sample, translated};
use std::path::Path;
use std::sync::Arc;

fn theme() -> Theme {
    let source = Source::new("theme.yaml", include_str!("../templates/theme.yaml"));
    Theme::load(&source, &mut Diagnostics::new()).expect("a sound theme")
}

fn font() -> FontFiles {
    Arc::new(|name| Some(Arc::new(std::fs::read(format!("templates/fonts/{name}")).ok()?) as FontBytes))
}

fn page(parts: &html::Parts) -> String {
    let mut tera = tera::Tera::default();
    tera.add_raw_template("page.html", include_str!("../templates/page.html")).expect("a sound shell");
    let mut context = tera::Context::new();
    for (name, value) in parts.named() {
        context.insert(name, value);
    }
    tera.render("page.html", &context).expect("all parts given")
}

/// Writes the samples for people and validators to look at: `LOOK=FOLDER cargo test --test languages look`.
#[test]
fn the_samples_can_be_looked_at() {
    let Some(folder) = std::env::var_os("LOOK") else { return };
    let (docx, pdf) = (docx::Writer::new(&theme()), pdf::Writer::new(&theme(), &font()).expect("a writer"));
    let html = html::Writer::new(&theme());
    for language in Language::ALL {
        let document = translated::document(language);
        let put = |ending: &str, bytes: &[u8]| {
            let file = Path::new(&folder).join(language.code()).with_extension(ending);
            std::fs::write(file, bytes).expect("written");
        };
        put("docx", &docx.write(&document).expect("a DOCX"));
        put("html", page(&html.write(&document).expect("a page")).as_bytes());
        put("pdf", &pdf.write(&document).expect("a PDF"));
    }
}

fn pdf_of(document: &Document) -> Vec<u8> {
    pdf::Writer::new(&theme(), &font()).expect("a writer").write(document).expect("a PDF")
}

/// Words as all formats may be compared.
fn alike(text: &str) -> Vec<String> {
    outline::normal_words(text)
}

#[test]
fn three_formats_say_the_words_of_the_document_in_reading_order() {
    for language in Language::ALL {
        let mut document = translated::document(language);
        // Each format puts footnotes and their marks elsewhere.
        document.footnotes.clear();
        for block in &mut document.sections[0].blocks {
            if let Block::Paragraph(p) = block {
                p.content.retain(|inline| !matches!(inline, Inline::Footnote(_)));
            }
        }
        let expected = outline::words(&document);
        let pdf = pdf_text::words_without_labels(&pdf_text::read(&pdf_of(&document))).join(" ");
        assert_eq!(alike(&pdf), expected, "PDF in {language:?}");
        let package = word::Package::open(&docx::Writer::new(&theme()).write(&document).expect("a DOCX"));
        let text = word::parse(package.text("word/document.xml")).words();
        assert_eq!(alike(&text), expected, "DOCX in {language:?}");
        document.first_footer.clear();
        let body = html::Writer::new(&theme()).write(&document).expect("a page").body;
        assert_eq!(alike(&html_text::words(&body).join(" ")), expected, "HTML in {language:?}");
    }
}

/// The text of one paragraph as a reader of the PDF's tags hears it.
fn heard(language: Language, words: &str) -> String {
    let mut document = sample::only(vec![
        Block::Heading(Heading {
            level: 1,
            outline: "1".into(),
            paragraph: Paragraph {
                style: "Head".into(),
                content: vec![Inline::text("1")],
                ..Paragraph::default()
            },
        }),
        sample::text("Text", words),
    ]);
    document.properties.language = language;
    pdf_text::words(&pdf_text::read(&pdf_of(&document))).split_off(1).join(" ")
}

#[test]
fn arabic_and_chinese_are_read_as_written() {
    let arabic = "جنيف، 29 يناير 2017. يسرني أن أدعوكم إلى حضور الاجتماع القادم للجنة الدراسات 5 لقطاع تقييس الاتصالات (ITU-T) \
                  الذي سيعقد في جنيف من 10 إلى 14 ديسمبر 2018 ضمنا، في مقر الاتحاد. يسرني أن أدعوكم إلى حضور الاجتماع القادم للجنة.";
    assert_eq!(heard(Language::Arabic, arabic), arabic);
    let chinese =
        "我高兴地邀请您出席ITU-T第17研究组（“安全”）的下次会议——2021年4月20日至30日（含）……《规则》所述，"
            .repeat(5);
    assert_eq!(heard(Language::Chinese, &chinese), chinese);
    assert_eq!(heard(Language::English, "Mr 李在摄 and السيد"), "Mr 李在摄 and السيد");
}
