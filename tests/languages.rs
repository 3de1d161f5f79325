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
