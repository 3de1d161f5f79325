//! XLIFF 2.1, the format in which translators' tools take texts and give them back.
//!
//! [`write()`] makes a file of a letter's sentences, [`read()`] reads one that came back, and [`take()`] holds it against
//! the letter as it is today. [`pieces`] cuts a sentence into what is translated and what is only put in place:
//! facts, links, emphasis. Knows no folders.

mod inline;
mod read;
mod take;
mod unit;
mod write;

use crate::base::text::one_line;
use crate::base::yaml::words;

pub use inline::{Inline, Kind, pieces};
pub use read::{File, Returned, decode, read};
pub use take::{Taking, take};
pub use unit::Unit;
pub use write::{Export, write};

/// The namespace of XLIFF 2.0 and 2.1.
const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// A short name of a translation, by which it is known again: eight hexadecimal digits.
pub fn mark(text: &str) -> String {
    crate::base::sha256(one_line(text).as_bytes()).chars().take(8).collect()
}

words! {
    /// How far a translation is.
    State as "state of a translation" {
        /// nobody has worked on it
        Initial = "initial",
        /// translated
        Translated = "translated",
        /// translated and read by another
        Reviewed = "reviewed",
        /// finished
        Final = "final",
    }
}
