//! Problems as text: for people at a terminal, as JSON for editors and scripts, as SARIF and as
//! annotations for services that watch over a repository; and tables.
//!
//! Turns a [`Diagnostic`](crate::base::Diagnostic) into a string and knows nothing of where
//! that string goes: the program decides about streams, colours and width.

mod few;
mod github;
mod human;
mod json;
mod place;
mod sarif;
mod table;

pub use few::Few;
pub use github::github;
pub use human::{Human, becomes, fixed};
pub use json::{json, json_line};
pub use sarif::Sarif;
pub use table::{Column, Shrink, table};
