//! All tests of the library and the program as one program: linked once, it is built in a fraction of the time.
//! `cargo test golden` runs the tests of one file.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot set up its input has failed")]
#![allow(clippy::print_stdout, reason = "tables of what was found, shown by --nocapture")]

mod common;

mod as_written;
mod dates;
mod deadlines;
mod diff;
mod docs;
mod docx;
mod edits;
mod english;
mod errors;
mod examples;
mod facts_said;
mod former;
mod golden;
mod grammar;
mod grids;
mod house_style;
mod html;
mod image_places;
mod images;
mod init;
mod issued;
mod languages;
mod layout;
mod many;
mod mutations;
mod names;
mod new;
mod new_language;
mod next_steps;
mod origins;
mod overwriting;
mod pages;
mod parity;
mod pdf;
mod planted_facts;
mod planted_text;
mod preview;
mod program;
mod rebuild;
mod register;
mod rooms;
mod rule_examples;
mod rules;
mod schema;
mod seed;
mod silent;
mod slips;
mod spoilt_images;
mod start;
mod statements;
mod theme;
mod translate;
mod translations;
mod typed_facts;
mod update;
mod versions;
mod windows;
mod withdraw;
mod written_facts;
