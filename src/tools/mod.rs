//! What else is done with letters: beginning new ones, translating, comparing with what was built, writing tracked changes,
//! showing and changing them in the browser, laying out a folder and updating its house style, describing what may be written, showing the
//! documentation.

pub mod announce;
pub mod diff;
pub mod docs;
pub mod due;
pub mod edit;
pub mod facts;
pub mod import;
pub mod init;
pub mod issue;
pub(crate) mod markup;
pub mod new;
pub mod origins;
mod own_page;
pub mod postpone;
pub mod preview;
pub mod published;
pub mod redline;
pub mod review;
pub mod schema;
pub mod sheet;
pub mod translate;
pub mod update;
pub mod word;
pub(crate) mod words_changed;
