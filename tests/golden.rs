//! Golden letters: every letter in `letters/` and `tests/letters/` yields the Document that was
//! last looked at and accepted (`INSTA_UPDATE=always cargo test golden` accepts anew), and
//! the same in each of the three formats: what a reader of the DOCX, of the tagged PDF and of the
//! page meets.

use crate::common::{docx, outline, pdf_text, session, word_outline};
use collective_letters::base::Format;
use collective_letters::project::session::Session;
use std::path::Path;

/// Calls `each` for every letter with its session and its name.
fn every_letter(mut each: impl FnMut(&Session, &Path, String)) {
    let mut count = 0;
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::in_all_languages(folder) {
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            each(&session, &path, stem);
            count += 1;
        }
    }
    assert!(count >= 35, "only {count} letters were found");
}

fn assert_golden(folder: &str, name: String, text: String) {
    insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn every_letter_yields_its_document() {
    every_letter(|session, path, name| {
        let (document, found) = session::document(session, path);
        let findings: String = found
            .problems
            .iter()
            .map(|d| format!("{} {} {:?}: {}\n", d.severity.as_str(), d.rule.code, d.span, d.message))
            .collect();
        assert_golden("golden", name, format!("{findings}\n{}", outline::outline(&document)));
    });
}

#[test]
fn every_letter_yields_its_files() {
    every_letter(|session, path, name| {
        let made = session::make(session, &session::source(path), &Format::ALL);
        assert_eq!(made.files.len(), 3, "{}: {:#?}", path.display(), made.findings.problems);
        let names: Vec<&str> = made.files.iter().map(|(name, _)| name.as_str()).collect();
        let package = docx::Package::open(&made.files[0].1);
        let word = word_outline::outline(&docx::parse(package.text("word/document.xml")));
        assert_golden("golden/docx", name.clone(), format!("{}\n\n{word}", names[0]));
        let pdf = pdf_text::outline(&pdf_text::read(&made.files[1].1));
        assert_golden(
            "golden/pdf",
            name.clone(),
            format!("{}\n\n{}\n{pdf}", names[1], pages(&made.files[1].1)),
        );
        let html = String::from_utf8(made.files[2].1.clone()).expect("UTF-8");
        let body = &html[html.find("<body").expect("a body")..];
        assert_golden("golden/html", name, format!("{}\n\n{}", names[2], without_pictures(body)));
    });
}

/// The pages of a PDF: their sizes in points, and the first line that each holds.
fn pages(pdf: &[u8]) -> String {
    let file = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages = file.get_pages();
    let sizes: Vec<String> = pages
        .values()
        .map(|page| {
            let media = file.get_dictionary(*page).expect("a page").get(b"MediaBox").expect("a size");
            let sides: Vec<f32> =
                media.as_array().expect("an array").iter().map(|n| n.as_float().expect("a number")).collect();
            format!("{:.0}x{:.0}", sides[2] - sides[0], sides[3] - sides[1])
        })
        .collect();
    format!("{} pages: {}\n", pages.len(), sizes.join(", "))
}

/// HTML without the bytes of its pictures and the paths of its QR codes.
fn without_pictures(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((at, length)) =
        ["base64,", " d=\""].iter().filter_map(|m| Some((rest.find(m)?, m.len()))).min()
    {
        let (before, after) = rest.split_at(at + length);
        out.push_str(before);
        out.push('…');
        rest = &after[after.find('"').expect("the end of the value")..];
    }
    out + rest
}
