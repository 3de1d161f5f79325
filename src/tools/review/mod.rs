//! A Word file that comes back from a reviewer: what it changes, and the edits of the letter that say the same.
//!
//! `wishes` holds the file against what was sent and against the letter of today; `candidate` proposes edits of YAML for
//! each change, and `run` proves each by composing the letter again. Knows no terminal and writes no file.

mod candidate;
mod comments;
mod draft;
mod facts;
mod file;
mod find;
mod goal;
mod lists;
mod passage;
mod phrases;
pub mod report;
mod run;
mod text;
mod tree;
mod wishes;
mod words;

pub use comments::{Note, noted};
pub use draft::Files;
pub use find::{Found, has_reference, name_in, names};
pub use goal::Along;
pub use run::{Edit, Outcome, Review, Reviewed, review};
pub(in crate::tools) use tree::{key_at, scalar_at};
pub use words::By;
