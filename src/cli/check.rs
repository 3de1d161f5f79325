//! `letters check`: everything that `build` does, except writing.

use super::End;
use super::checker::{self, Job, Work};
use crate::cli::args::Check;

/// Checks.
pub fn run(arguments: &Check) -> End {
    let work = if arguments.fix { Work::Fix } else { Work::Check };
    checker::run(&Job { input: &arguments.input, work, deny: arguments.deny })
}
