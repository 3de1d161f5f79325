//! YAML as the house writes it: a tree in which every key and value knows its place, and typed
//! records read out of it with all problems reported at once.
//!
//! Knows nothing of letters.

mod decode;
pub mod edit;
mod mistake;
mod named;
mod node;
mod prepared;
mod record;
pub mod rules;
pub mod shape;
mod slips;
pub mod written;

pub use decode::{Decode, Field, date, entries, text, wrong_type};
pub use named::NamedGroup;
pub use node::{Key, Node, Value, parse};
pub use record::{Fields, one_of};
pub(crate) use record::{record, words, yaml_key};
pub use schemars::{Schema, SchemaGenerator};
pub use slips::{explain, read};
