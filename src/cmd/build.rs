//! `letters build`: letters to files.

use super::End;
use super::workshop::{self, Job};
use crate::cli::Build;
use collective_letters::pipeline::Format;

/// Builds.
pub fn run(arguments: &Build) -> End {
    let mut formats: Vec<Format> = arguments.format.iter().map(|&format| format.into()).collect();
    formats.sort_unstable();
    formats.dedup();
    workshop::run(&Job { input: &arguments.input, formats: &formats, output: Some(&arguments.output) })
}
