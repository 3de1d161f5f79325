//! `letters build`: letters to files.

use super::End;
use super::workshop::{self, Job, Work};
use crate::cli::Build;
use collective_letters::pipeline::Format;

/// Builds.
pub fn run(arguments: &Build) -> End {
    let mut formats: Vec<Format> = arguments.format.iter().map(|&format| format.into()).collect();
    formats.sort_unstable();
    formats.dedup();
    let work = Work::Build { formats: &formats, output: &arguments.output };
    workshop::run(&Job { input: &arguments.input, work, deny: arguments.deny })
}
