//! What the parser says of a YAML file of the built-in house style, kept from when the program was compiled: finding it out
//! again takes longer than all that is done with it.
//!
//! `build.rs` writes it with this type too.

use serde::{Deserialize, Serialize};

/// A step of the parser, and the bytes of the text that it is about.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Prepared<'t> {
    #[serde(borrow)]
    pub step: Step<'t>,
    pub start: usize,
    pub end: usize,
}

/// What the parser has met.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub enum Step<'t> {
    /// A text, and whether it is written without quotes and not as a block.
    Scalar(&'t str, bool),
    List,
    Mapping,
    EndOfList,
    EndOfMapping,
}
