//! One short YAML file about a meeting becomes the finished collective letter as DOCX, PDF and HTML.
//!
//! The way through the house, in the order of the modules that stand for it: [`letter`] (what the
//! YAML says), [`resolve`] (what follows from it), [`facts`] and [`templates`] (what templates see
//! and are), [`compose`] and [`markdown`] (templates to the Document), [`document`] and [`theme`]
//! (the border), then the writers [`docx`], [`layout`] with [`pdf`], and [`html`]. [`register`] looks at
//! letters side by side, [`start`] begins a new one. [`pipeline`] is the door; nothing in the library knows a clock, a terminal or a network.
#![allow(rustdoc::private_intra_doc_links, reason = "read by developers, with --document-private-items")]

pub mod address;
pub mod calendar;
pub mod changes;
pub mod check;
pub mod compose;
pub mod date_words;
pub mod deadline;
pub mod diagnostic;
pub mod diff;
pub mod directory;
pub mod document;
pub mod docx;
pub mod facts;
pub mod fingerprint;
pub mod html;
pub mod inventory;
pub mod issued;
pub mod language;
pub mod layout;
pub mod ledger;
pub mod letter;
pub mod letter_files;
pub mod markdown;
pub mod output;
pub mod pdf;
pub mod period;
pub mod phrases;
pub mod pipeline;
pub mod presets;
pub mod preview;
pub mod questions;
pub mod register;
pub mod report;
pub mod resolve;
pub mod schema;
pub mod script;
pub mod source;
pub mod start;
pub mod starter;
pub mod templates;
pub mod theme;
pub mod time_plan;
pub mod translate;
pub mod translation;
pub mod typography;
pub mod widths;
pub mod xliff;
pub mod yaml;
