//! Making and keeping translations: files with the sentences of a letter beside those of another language,
//! begun from the letter, brought up to date with it, and filled with what translators send back.
//!
//! A [`Version`] is a letter in a language, whether or not there is a file of it yet. [`update()`] makes the text of
//! that file, [`Memory`] knows what other letters say, [`status`] counts. Writes no files and knows no terminal.

mod blocks;
mod memory;
mod place;
pub mod rules;
mod status;
mod update;
mod version;
pub mod xliff;

pub use memory::{Memory, Remembered};
pub use place::place;
pub use status::{Open, Tally};
pub use update::{Given, Offered, Taken, Updated, update};
pub use version::{Existing, Version};
