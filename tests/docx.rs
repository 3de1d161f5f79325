//! The DOCX of the sample document.
mod common;

use collective_letters::diagnostic::Diagnostics;
use collective_letters::docx::Writer;
use collective_letters::source::Source;
use collective_letters::theme::Theme;

fn theme() -> Theme {
    let source = Source::new("theme.yaml", include_str!("../templates/theme.yaml"));
    Theme::load(&source, &mut Diagnostics::new()).expect("a sound theme")
}

#[test]
fn the_sample_is_small_and_the_same_each_time() {
    let writer = Writer::new(&theme());
    let bytes = writer.write(&common::sample::document()).expect("written");
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/sample.docx"), &bytes).expect("saved");
    assert!(bytes.len() <= 20_000, "{} bytes", bytes.len());
}
