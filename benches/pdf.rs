//! How long one letter takes as PDF, fonts loaded: `cargo bench --bench pdf`.
#![allow(clippy::expect_used, clippy::panic, reason = "a bench that cannot set up its input has failed")]

#[path = "../tests/common/mod.rs"]
mod common;

use collective_letters::diagnostic::Diagnostics;
use collective_letters::pdf::{FontBytes, Writer};
use collective_letters::source::Source;
use collective_letters::theme::Theme;
use std::sync::Arc;

fn main() {
    divan::main();
}

fn theme() -> Theme {
    let source = Source::new("theme.yaml", include_str!("../templates/theme.yaml"));
    Theme::load(&source, &mut Diagnostics::new()).expect("a theme")
}

fn font(name: &str) -> Option<FontBytes> {
    Some(Arc::new(std::fs::read(format!("templates/fonts/{name}")).ok()?))
}

#[divan::bench]
fn letter(bencher: divan::Bencher<'_, '_>) {
    let writer = Writer::new(&theme(), &font).expect("a writer");
    let document = common::sample::document();
    bencher.bench(|| writer.write(&document).expect("a PDF").len());
}

#[divan::bench]
fn fonts_and_letter(bencher: divan::Bencher<'_, '_>) {
    let theme = theme();
    let document = common::sample::document();
    bencher.bench(|| {
        let writer = Writer::new(&theme, &font).expect("a writer");
        writer.write(&document).expect("a PDF").len()
    });
}
