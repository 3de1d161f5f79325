//! What several test programs share.
#![allow(missing_docs, reason = "helpers of tests")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot set up its input has failed")]

pub mod dates;
pub mod docx;
pub mod html_text;
pub mod image;
pub mod image_letters;
pub mod outline;
pub mod pdf_text;
pub mod program;
pub mod published;
pub mod returned;
pub mod sample;
pub mod session;
pub mod style;
pub mod translated;
pub mod word_outline;
