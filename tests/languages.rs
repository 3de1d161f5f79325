//! The sample document in six languages and three formats, as a native reader expects it.

use crate::common::style::{fonts, page, theme};
use crate::common::{docx as word, html_text, outline, pdf_text, sample, session, translated};
use collective_letters::base::{Diagnostics, Format, Language, Script, Source};
use collective_letters::document::theme::Theme;
use collective_letters::document::*;
use collective_letters::export::layout::face::{Faces, Load, ScriptLook};
use collective_letters::export::layout::page::Draw;
use collective_letters::export::layout::{Layout, layout};
use collective_letters::export::pdf::FontFiles;
use collective_letters::export::{docx, html, pdf};
use proptest::prelude::*;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// Writes the samples for people and validators to look at: `LOOK=FOLDER cargo test languages look`.
#[test]
fn the_samples_can_be_looked_at() {
    let Some(folder) = std::env::var_os("LOOK") else { return };
    let (docx, pdf) = (docx::Writer::new(&theme()), pdf::Writer::new(&theme(), &fonts()).expect("a writer"));
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
    pdf::Writer::new(&theme(), &fonts()).expect("a writer").write(document).expect("a PDF")
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

static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let file = |name: &str| fonts()(name).expect("a font");
    let later = |name: &'static str| -> Load { Arc::new(move || fonts()(name)) };
    let latin = ["Regular", "Bold", "Italic", "BoldItalic"].map(|cut| file(&format!("Carlito-{cut}.ttf")));
    let look = ScriptLook { size: None, line: Some(1.3) };
    let arabic = ["NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"].map(later);
    let chinese = ["NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"].map(later);
    let [[regular, bold], [han, heavy]] = [arabic, chinese];
    Faces::new(latin.to_vec()).expect("fonts").with_script(Script::Arabic, look, regular, bold).with_script(
        Script::Chinese,
        look,
        han,
        heavy,
    )
});

/// Text in a column as wide as a share of the page, laid out.
fn laid_out(language: Language, words: &str, width: f32) -> Layout {
    let column = Column { width, frame: false, blocks: vec![sample::text("Text", words)] };
    let mut document = sample::only(vec![Block::Columns(Columns { columns: vec![column] })]);
    document.properties.language = language;
    layout(&document, &theme().in_language(language), &FACES).expect("a layout")
}

/// The lines of a layout from top to bottom: text in reading order, left and right edge of the ink.
fn lines(layout: &Layout) -> Vec<(String, f32, f32)> {
    let mut lines: Vec<(f32, String, f32, f32)> = Vec::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let Draw::Text(run) = &item.draw else { continue };
        let text = &layout.text[run.text.clone()];
        let width: f32 = layout.glyphs[run.glyphs.clone()].iter().map(|g| g.advance * run.size).sum();
        let (left, right) = (run.x.min(run.x + width), run.x.max(run.x + width));
        match lines.last_mut().filter(|line| (line.0 - run.y).abs() < 1.0) {
            Some(line) => {
                line.1.push_str(text);
                line.2 = line.2.min(left);
                line.3 = line.3.max(right);
            }
            None => lines.push((run.y, text.to_owned(), left, right)),
        }
    }
    lines.into_iter().map(|(_, text, left, right)| (text, left, right)).collect()
}

fn chinese() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => "[国际电信联盟标准化局研究组会议成员部门文稿]{1,6}",
        3 => "[，。、；：！？]",
        1 => "[（《“]",
        1 => "[）》”][，。]?",
        1 => "(ITU-T|2021|Study Group 17|——|……|第17)",
    ];
    prop::collection::vec(piece, 20..90).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_chinese_line_begins_or_ends_with_what_may_not(text in chinese(), width in 0.3f32..1.0) {
        let layout = laid_out(Language::Chinese, &text, width);
        let lines = lines(&layout);
        let whole: String = lines.iter().map(|line| line.0.as_str()).collect();
        prop_assert_eq!(whole.replace([' ', '\u{ad}'], ""), text.replace(' ', ""));
        for pair in lines.windows(2) {
            let (end, start) = (pair[0].0.trim_end_matches([' ', '\u{ad}']), pair[1].0.trim_start());
            // Two signs in a row that exclude each other's place leave no choice only where there is no Han between.
            let first = start.chars().next().expect("a character");
            let last = end.chars().next_back().expect("a character");
            prop_assert!(!"，。、；：！？）》”".contains(first), "{end:?} {start:?}");
            prop_assert!(!"（《“".contains(last), "{end:?} {start:?}");
        }
    }
}

#[test]
fn chinese_lines_are_even_and_words_of_latin_stay_whole() {
    let text = "我高兴地邀请您出席ITU-T第17研究组的下次会议，会议将以虚拟方式举行；欢迎各成员国踊跃参加Recommendation的制定。".repeat(4);
    let layout = laid_out(Language::Chinese, &text, 0.6);
    let lines = lines(&layout);
    assert!(lines.len() > 5);
    let width = lines.iter().map(|line| line.2).fold(0.0, f32::max);
    for (text, _, right) in &lines[..lines.len() - 1] {
        // Half of a comma at the end of a line is empty and hangs over.
        assert!(width - right < 6.5, "{text}: {right} of {width}");
    }
    let whole = lines.iter().filter(|line| line.0.contains("Recommendation")).count();
    assert_eq!(whole, 4, "{lines:#?}");
}

#[test]
fn an_arabic_range_reads_from_its_first_day() {
    let layout = laid_out(Language::Arabic, "20\u{200f}\u{2011}\u{200f}30 أبريل", 1.0);
    // Glyphs advance to the left in a run from right to left.
    let mut places = Vec::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let Draw::Text(run) = &item.draw else { continue };
        let mut x = run.x;
        for glyph in &layout.glyphs[run.glyphs.clone()] {
            let start = run.text.start + glyph.start as usize;
            places.push((layout.text[start..].chars().next().expect("a character"), x));
            x += glyph.advance * run.size;
        }
    }
    let at = |c: char| places.iter().find(|place| place.0 == c).expect("drawn").1;
    // The hyphen is one with its marks.
    assert!(at('2') > at('\u{200f}') && at('\u{200f}') > at('3') && at('3') > at('أ'), "{places:?}");
    assert!(layout.text.contains("20\u{200f}-\u{200f}30"));
}

#[test]
fn a_telephone_number_and_a_page_run_as_they_should_in_arabic() {
    let document = translated::document(Language::Arabic);
    let package = word::Package::open(&docx::Writer::new(&theme()).write(&document).expect("a DOCX"));
    let body = package.text("word/document.xml");
    // The deadlines table and the paragraph before it.
    let at = body.find("يسرني").expect("the opening");
    let start = body[..at].rfind("<w:p>").expect("its start");
    let end = start + body[start..].find("</w:tr>").expect("a row") + "</w:tr>".len();
    let part = format!("<w:part>{}</w:tbl></w:part>", &body[start..end]);
    insta::assert_snapshot!("arabic_paragraph_and_row", word::pretty(&part));
    assert!(body.contains("\u{200e}+41\u{a0}22\u{a0}730\u{a0}6206<"));
    assert!(!body.contains(['\u{2066}', '\u{2069}']), "Word does not know isolates");
    assert_eq!(body.matches("<w:tbl>").count(), body.matches("<w:bidiVisual/>").count());
    let styles = package.text("word/styles.xml");
    assert!(styles.contains(r#"w:cs="Arial""#) && styles.contains("<w:bidi/>"));
    assert!(package.text("word/numbering.xml").contains(r#"<w:numFmt w:val="arabicAbjad"/>"#));

    let parts = html::Writer::new(&theme()).write(&document).expect("a page");
    assert_eq!((parts.lang.as_str(), parts.dir.as_str()), ("ar-SA", "rtl"));
    assert!(parts.body.contains("<bdi dir=\"ltr\">\u{200e}+41\u{a0}22\u{a0}730\u{a0}6206</bdi>"));
    assert!(parts.css.contains("@counter-style arabic-letters{system:symbolic;symbols:\"أ\" \"ب\" \"ج\""));
}

#[test]
fn chinese_names_its_faces_and_full_width_signs() {
    let document = translated::document(Language::Chinese);
    let package = word::Package::open(&docx::Writer::new(&theme()).write(&document).expect("a DOCX"));
    assert!(package.text("word/styles.xml").contains(r#"w:eastAsia="Microsoft YaHei""#));
    assert!(package.text("word/settings.xml").contains("compressPunctuation"));
    assert!(package.text("word/document.xml").contains(r#"<w:rFonts w:hint="eastAsia"/>"#));
    let css = html::Writer::new(&theme()).write(&document).expect("a page").css;
    assert!(css.contains("font-family:punctuation,Calibri") && css.contains("unicode-range:U+B7,U+2014"));
    let english = html::Writer::new(&theme()).write(&sample::document()).expect("a page").css;
    assert!(!english.contains("punctuation"));
}

#[test]
fn french_spaces_are_the_same_characters_in_word_and_web() {
    let document = translated::document(Language::French);
    let package = word::Package::open(&docx::Writer::new(&theme()).write(&document).expect("a DOCX"));
    let body = html::Writer::new(&theme()).write(&document).expect("a page").body;
    for part in [package.text("word/document.xml"), &body] {
        for words in [
            "Objet\u{a0}:",
            "«\u{202f}Sécurité\u{202f}»",
            "2021\u{a0}: voir",
            "participer\u{202f}?",
            "tous\u{202f}!",
        ] {
            assert!(part.contains(words), "{words}");
        }
        assert!(part.contains("mailto:tsbsg17@itu.int") || part.contains("tsbsg17@itu.int"));
    }
}

#[test]
fn a_theme_without_a_face_says_so() {
    let text = include_str!("../templates/theme.yaml").replace("\n  chinese:", "\n  unused:");
    let cut = text.find("\n  unused:").expect("a group");
    let end = cut + text[cut..].find("\nstyles:").expect("the next group");
    let source = Source::new("theme.yaml", format!("{}{}", &text[..cut], &text[end..]));
    let theme = Theme::load(&source, &mut Diagnostics::new()).expect("a sound theme");
    let writer = pdf::Writer::new(&theme, &fonts()).expect("a writer");
    assert!(writer.write(&translated::document(Language::Arabic)).is_ok());
    let problem = writer.write(&translated::document(Language::Chinese)).expect_err("no face");
    assert_eq!(problem.rule.code, "missing-font");
    assert!(problem.message.contains("letters in Chinese"), "{}", problem.message);
    let lost: FontFiles = Arc::new(|name| if name.ends_with(".otf") { None } else { fonts()(name) });
    let problem = pdf::Writer::new(&self::theme(), &lost).expect("English needs none of it");
    let problem = problem.write(&translated::document(Language::Chinese)).expect_err("no file");
    assert!(problem.message.contains("NotoSansCJKsc-Regular.otf"), "{}", problem.message);
}

#[test]
fn english_asks_for_no_face_but_its_own() {
    let careful: FontFiles = Arc::new(|name| {
        assert!(name.starts_with("Carlito"), "{name} is not needed");
        fonts()(name)
    });
    let writer = pdf::Writer::new(&theme(), &careful).expect("a writer");
    for language in [Language::English, Language::French, Language::Spanish, Language::Russian] {
        let document = translated::document(language);
        assert!(writer.shows(&document));
        assert!(writer.write(&document).is_ok());
    }
}

#[test]
fn no_blank_is_read_before_an_address_that_begins_a_line_of_chinese() {
    let house = session::session("letters");
    let mut joined = 0;
    for length in 90..130 {
        let text = "会".repeat(length);
        let yaml = format!(
            "language: zh\nnumber: 2\ngroup: SG17\ndate: 2025-11-03\nmeeting: {{starts: 2026-03-03, ends: 2026-03-06}}\n\
             subject: 会议\nbody:\n  - text: {text}<https://www.itu.int/bsg>。\n"
        );
        let source = Source::new("letters/a.yaml", yaml);
        let made = session::make(&house, &source, &[Format::Pdf]);
        let (_, bytes) = made.files.first().unwrap_or_else(|| panic!("{:#?}", made.findings.problems));
        let pdf = lopdf::Document::load_mem(bytes).expect("a PDF");
        let read = format!("{text}\u{ad}");
        let spelled =
            pdf.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"ActualText").ok());
        joined += usize::from(
            spelled.filter_map(|words| lopdf::decode_text_string(words).ok()).any(|words| words == read),
        );
    }
    assert!((1..40).contains(&joined), "{joined} of 40 lines end before the address");
}

#[test]
fn digits_behind_a_mark_of_direction_are_read_like_others() {
    // A sign that is extracted in two ways is spelled by ActualText; some readers lose what follows it.
    let path = session::root().join("tests/letters/sg13rg-afr-003-we.ar.yaml");
    let made = session::make(&session::session("tests/letters"), &session::source(&path), &[Format::Pdf]);
    let (_, bytes) = made.files.first().expect("a PDF");
    let pdf = lopdf::Document::load_mem(bytes).expect("a PDF");
    for page in pdf.get_pages().into_values() {
        let content = pdf.get_page_content(page);
        assert!(!content.windows(11).any(|words| words == b"/ActualText"), "page {page:?}");
    }
}
