//! Problems as text: for people at a terminal, as JSON for editors and scripts, as SARIF and as
//! annotations for services that watch over a repository; and tables.
//!
//! Turns a [`Diagnostic`](crate::diagnostic::Diagnostic) into a string and knows nothing of where
//! that string goes: the program decides about streams, colours and width.

mod github;
mod human;
mod json;
mod place;
mod sarif;
mod table;

pub use github::github;
pub use human::{Human, mended};
pub use json::json;
pub use sarif::Sarif;
pub use table::{Column, Shrink, table};

pub(crate) use human::visible;

use std::path::{MAIN_SEPARATOR, Path};

/// A path as it is shown to the user: as it was given, with the platform's own separators.
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if MAIN_SEPARATOR == '/' { text } else { text.replace('/', std::path::MAIN_SEPARATOR_STR) }
}

/// `a`, `a and b`, `a, b and c`; of more names than `most` the first ones, and how many more: `a, b, c and 96 more`.
pub fn several<N: Into<String>>(names: impl ExactSizeIterator<Item = N>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let mut names: Vec<String> = names.take(most).map(Into::into).collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// `1 letter`, `3 letters`: a count with its noun.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
