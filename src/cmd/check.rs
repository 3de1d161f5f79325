//! `letters check`: everything that `build` does, except writing.

use super::End;
use super::workshop::{self, Job};
use crate::cli::Check;
use collective_letters::pipeline::Format;

/// Checks.
pub fn run(arguments: &Check) -> End {
    workshop::run(&Job { input: &arguments.input, formats: &Format::ALL, output: None })
}
