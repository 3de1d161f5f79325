//! The three formats of every letter say the same words in the same order, and are the same bytes
//! whenever and on however many threads they are made.

use crate::common::{docx, html_text, outline, pdf_text, session};
use collective_letters::base::Format;
use collective_letters::document::{Document, Inline};
use collective_letters::project::session::Session;
use std::path::{Path, PathBuf};

fn all_letters() -> Vec<(&'static str, PathBuf)> {
    session::FOLDERS
        .into_iter()
        .flat_map(|f| session::in_all_languages(f).into_iter().map(move |p| (f, p)))
        .collect()
}

/// The files of a letter: DOCX, PDF, HTML.
fn files(session: &Session, path: &Path) -> Vec<(String, Vec<u8>)> {
    let made = session::make(session, &session::source(path), &Format::ALL);
    assert_eq!(made.files.len(), 3, "{}: {:#?}", path.display(), made.findings.problems);
    made.files
}

fn footnotes(document: &Document) -> usize {
    let text = format!("{document:?}");
    assert_eq!(text.matches("Footnote(").count(), document.footnotes.len(), "one mark for each note");
    document.footnotes.len()
}

/// Words of a text as all formats may be compared: hyphens and spaces of all kinds alike.
fn alike(text: &str) -> Vec<String> {
    outline::normal_words(text)
}

fn docx_words(bytes: &[u8]) -> Vec<String> {
    let package = docx::Package::open(bytes);
    let mut text = docx::parse(package.text("word/document.xml")).words();
    if package.parts.contains_key("word/footnotes.xml") {
        text.push_str(&docx::parse(package.text("word/footnotes.xml")).words());
    }
    alike(&text)
}

#[test]
fn the_three_formats_say_the_words_of_the_document() {
    for (folder, path) in all_letters() {
        let session = session::session(folder);
        let (document, _) = session::document(&session, &path);
        let files = files(&session, &path);
        let notes = footnotes(&document);
        let mut expected = outline::words(&document);
        let mut word = docx_words(&files[0].1);
        let mut pdf = alike(&pdf_text::words_without_labels(&pdf_text::read(&files[1].1)).join(" "));
        let html = String::from_utf8(files[2].1.clone()).expect("UTF-8");
        let body = &html[html.find("<body").expect("a body")..];
        let mut html = alike(&html_text::words(body).join(" "));
        // In HTML the lines at the foot of the first page are part of the text.
        let mut footer = String::new();
        for line in &document.first_footer {
            for inline in &line.content {
                if let Inline::Text(text, _) = inline {
                    footer.push_str(text);
                    footer.push(' ');
                }
            }
        }
        let footer = alike(&footer);
        let at = html.windows(footer.len()).position(|w| w == footer).expect("the first page's foot");
        html.drain(at..at + footer.len());
        if notes > 0 {
            // Each format puts notes where it must; their marks stand at words or alone.
            for words in [&mut expected, &mut word, &mut pdf, &mut html] {
                let kept =
                    words.iter().flat_map(|w| w.split(|c: char| c.is_ascii_digit() || "↩.,".contains(c)));
                let mut kept: Vec<String> = kept.filter(|w| !w.is_empty()).map(str::to_owned).collect();
                kept.sort();
                *words = kept;
            }
        }
        assert_eq!(word, expected, "DOCX of {}", path.display());
        assert_eq!(pdf, expected, "PDF of {}", path.display());
        assert_eq!(html, expected, "HTML of {}", path.display());
    }
}

#[test]
fn the_same_letter_is_the_same_bytes() {
    for (folder, path) in all_letters() {
        let (first, second) = (session::session(folder), session::session(folder));
        let once = files(&first, &path);
        // Again in the same run, and in a session of its own while another thread works.
        assert_eq!(once, files(&first, &path), "{}", path.display());
        let other = std::thread::scope(|scope| {
            let busy = scope.spawn(|| files(&second, &path));
            let here = files(&second, &path);
            assert_eq!(here, busy.join().expect("a thread"));
            here
        });
        assert_eq!(once, other, "{}", path.display());
    }
}

#[test]
fn sizes_stay_small() {
    let session = session::session("letters");
    let files = files(&session, &session::root().join("letters/sg17-011.yaml"));
    let sizes: Vec<usize> = files.iter().map(|(_, bytes)| bytes.len()).collect();
    assert!(sizes[0] <= 20_000, "DOCX of {} bytes", sizes[0]);
    assert!(sizes[1] <= 110_000, "PDF of {} bytes", sizes[1]);
    assert!(sizes[2] <= 60_000, "HTML of {} bytes", sizes[2]);
}
