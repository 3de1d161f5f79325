//! One short YAML file about a meeting becomes the finished collective letter as DOCX, PDF and HTML.
//!
//! The rooms in the order of the way of a letter: [`base`] (texts, places, findings), [`document`] (the border
//! between templates and writers), [`model`] (what a letter says and what follows from it), [`compose`] (templates
//! to the Document), [`export`] (the writers), [`check`] (the rules), [`project`] (a folder of letters), [`tools`]
//! (what else is done with them). What each may import stands in docs/developers/architecture.md; tests/rooms.rs holds it.
//! Nothing in the library knows a clock, a terminal or a network.
#![allow(rustdoc::private_intra_doc_links, reason = "read by developers, with --document-private-items")]

pub mod base;
pub mod check;
pub mod compose;
pub mod document;
pub mod export;
pub mod model;
pub mod project;
pub mod tools;
