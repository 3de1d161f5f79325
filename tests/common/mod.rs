//! What several test programs share.
#![allow(dead_code, reason = "each test program uses a part")]

pub mod pdf_text;
pub mod sample;
