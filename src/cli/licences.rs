//! `letters licences`: what the program may be used for, and what its parts ask to be said of them.

use super::{End, print, written};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// Made by `build.rs` of a file that `cargo xtask licences` makes.
static THIRD_PARTY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/THIRD-PARTY-LICENCES.z"));

/// Prints all licences.
pub fn run() -> End {
    let mut text = format!(
        "letters {}\nYou can use the program under the MIT licence or under the Apache License 2.0.\n\n",
        env!("CARGO_PKG_VERSION")
    );
    match ZlibDecoder::new(THIRD_PARTY).read_to_string(&mut text) {
        Ok(_) => print(text.as_bytes()),
        Err(error) => written(Err(error)),
    }
}
