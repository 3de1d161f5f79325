//! `letters preview` without its server: what is known of every letter while its file is being edited,
//! what of it is shown, and the pages that show it.
//!
//! Knows letters and their web pages. Knows no clock, no network and no watched folder: the program
//! tells the [`Board`] what it read and hands on the pages.

mod board;
mod card;
mod draft;
mod finding;
mod marks;
mod pages;
mod row;
mod sheet;
#[cfg(test)]
mod tests;
mod tongue;
mod words;

pub use board::{Board, Task};
pub use card::{Looked, Read, look};
pub use draft::{Draft, Recipe, Version, framed};
pub use finding::Finding;
pub use marks::{Change, Marked, mark};
pub use pages::{ASSETS, Pages, Part};
pub use row::{File, Index, Row};
pub use sheet::{Link, Sheet};
