//! A Word file that comes back from a reviewer: what it changes, and the edits of the letter that say the same.
//!
//! `wishes` holds the file against what was sent and against the letter of today; `candidate` proposes edits of YAML for
//! each change, and `run` proves each by composing the letter again. Knows no terminal and writes no file.

mod addressees;
mod base;
mod candidate;
mod comments;
mod copy;
mod deadlines;
mod draft;
mod facts;
pub(in crate::tools) mod file;
mod find;
pub(in crate::tools) mod form;
mod goal;
mod joints;
mod lists;
pub mod page;
pub(in crate::tools) mod passage;
mod phrases;
pub mod report;
mod rest;
mod run;
mod sent;
mod suggestions;
mod text;
mod translated;
mod tree;
mod wishes;
pub(in crate::tools) mod words;

pub use base::Kept;
pub use comments::{Note, noted};
pub use copy::{ReviewCopy, copy};
pub use draft::Files;
pub use find::{Found, has_reference, name_in, names};
pub use goal::Along;
pub use run::{Edit, Outcome, Returned, Review, Reviewed, review};
pub use suggestions::{Suggestion, suggestions};
pub(in crate::tools) use tree::{key_at, scalar_at};
pub use words::By;
