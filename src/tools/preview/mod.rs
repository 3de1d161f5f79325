//! `letters preview` without its server: what is known of every letter while its file is being edited,
//! what of it is shown, and the pages that show it.
//!
//! Knows letters and their web pages. Knows no clock, no network and no watched folder: the program
//! tells the [`Store`] what it read and hands on the pages.

mod compared;
mod draft;
mod finding;
mod letter_page;
mod marks;
mod pages;
mod row;
mod search;
mod state;
mod store;
#[cfg(test)]
mod tests;
mod version;
mod words;
mod zipped;

pub use compared::{Other, Pair};
pub use draft::{Draft, Recipe, Version, framed};
pub use finding::Finding;
pub use letter_page::{LetterPage, Link};
pub use marks::{Change, Marked, mark, texts};
pub use pages::{PagePart, Pages, asset};
pub use row::{File, Index, Row};
pub use search::Hit;
pub use state::{Looked, Read, Wanted, look};
pub use store::{Job, Store};
pub use zipped::zipped;
