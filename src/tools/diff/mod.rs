//! What a build would change in the words of letters, against the files that are there.
//!
//! The words of the old and the new file are read by the same reader, [`word_text`] or [`html_text`], so
//! that a difference is one of words; [`compare`] finds it paragraph by paragraph, [`letter`] for all files
//! of a letter, and [`common`] what many letters share. [`text`], [`json`] and [`page`] tell it. Writes nothing.

pub mod common;
pub mod compare;
pub mod html_text;
pub mod json;
pub mod left_over;
pub mod letter;
pub mod page;
pub mod passage;
pub mod review;
pub mod text;
mod word_text;
