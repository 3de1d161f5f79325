//! `letters edit`: the preview's server with writing on. [`requests`] decides who may change something and reads what they
//! send, [`answers`] asks the library, [`begin`] begins letters, and
//! [`mod@writing`] writes the files.

mod answers;
mod begin;
mod directory;
mod issuing;
mod many;
mod old_letter;
mod requests;
mod returned;
mod tables;
#[cfg(test)]
mod tests;
mod translating;
mod writing;

pub use answers::{addresses, news, page};
pub use writing::Writing;

use super::End;
use super::preview::{no_code, start};
use super::printer::Printer;
use crate::cli::args::{MessageFormat, Preview};
use std::sync::Arc;

/// Lets letters be changed in the browser until Ctrl+C.
pub fn run(arguments: &Preview) -> End {
    Printer::run(MessageFormat::Human, |printer| {
        let place = &arguments.place;
        let writing = Writing::new(&place.letters, place.templates.as_deref()).map_err(no_code)?;
        start(arguments, Some(Arc::new(writing)), printer)
    })
}
