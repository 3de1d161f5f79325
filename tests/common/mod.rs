//! What several test programs share.
#![allow(dead_code, missing_docs, reason = "each test program uses a part")]

pub mod outline;
pub mod sample;
pub mod studio;
