//! The house style as the tests of layout and writers use it.

use collective_letters::base::{Diagnostics, Source};
use collective_letters::document::theme::Theme;
use collective_letters::export::html::Parts;
use collective_letters::export::pdf::{FontBytes, FontFiles};
use std::sync::Arc;

/// Its theme.
pub fn theme() -> Theme {
    let source = Source::new("theme.yaml", include_str!("../../templates/theme.yaml"));
    Theme::load(&source, &mut Diagnostics::new()).expect("a sound theme")
}

/// Its font files.
pub fn fonts() -> FontFiles {
    Arc::new(|name| Some(Arc::new(std::fs::read(format!("templates/fonts/{name}")).ok()?) as FontBytes))
}

/// A whole page, in its shell.
pub fn page(parts: &Parts) -> String {
    let mut tera = tera::Tera::default();
    tera.add_raw_template("page.html", include_str!("../../templates/page.html")).expect("a sound shell");
    let mut context = tera::Context::new();
    for (name, value) in parts.named() {
        context.insert(name, value);
    }
    tera.render("page.html", &context).expect("all parts given")
}
