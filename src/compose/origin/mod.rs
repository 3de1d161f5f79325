//! Where the words of a letter come from: every template, phrase and text of the letter is cut into runs before it
//! is rendered, each run gets a mark that survives rendering, and what was rendered is read by its marks.
//!
//! Knows how Tera writes tags, nothing of what the letter says.

mod aligned;
mod code;
pub(crate) mod guards;
pub(crate) mod marks;
mod pieces;
mod rendered;
mod runs;
pub(crate) mod steps;
mod text;

pub use guards::{list_of, names_in};
pub use pieces::{PieceKind, is_plain, pieces};
pub use rendered::{Origin, Printed, Rendered};
pub use runs::Runs;
pub use text::{RunText, TextKind};
