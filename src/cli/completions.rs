//! `letters completions`: what a shell needs to complete our command line.

use super::{End, print};
use crate::cli::args::{Cli, Completions};
use clap::CommandFactory;

/// Prints the script.
pub fn run(arguments: &Completions) -> End {
    // clap_complete panics when it cannot write: into memory it always can.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "letters", &mut script);
    print(&script)
}
