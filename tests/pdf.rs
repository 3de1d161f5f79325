//! The PDF writer on the sample document.
mod common;

use collective_letters::diagnostic::Diagnostics;
use collective_letters::pdf::{FontBytes, Writer};
use collective_letters::source::Source;
use collective_letters::theme::Theme;
use std::sync::Arc;

fn theme() -> Theme {
    let source = Source::new("theme.yaml", include_str!("../templates/theme.yaml"));
    let mut problems = Diagnostics::new();
    Theme::load(&source, &mut problems).expect("a theme")
}

fn font(name: &str) -> Option<FontBytes> {
    Some(Arc::new(std::fs::read(format!("templates/fonts/{name}")).ok()?))
}

fn writer() -> Writer {
    Writer::new(&theme(), &font).expect("a writer")
}

#[test]
fn the_sample_is_written() {
    let bytes = writer().write(&common::sample::document()).expect("a PDF");
    std::fs::write(std::env::temp_dir().join("sample.pdf"), &bytes).expect("written");
}
