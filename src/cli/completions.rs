//! `letters completions`: what a shell needs to complete our command line.

use super::{End, written};
use crate::cli::args::{Cli, Completions};
use clap::CommandFactory;
use std::io::{self, Write};

/// Prints the script.
pub fn run(arguments: &Completions) -> End {
    // clap_complete panics when it cannot write: into memory it always can.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "letters", &mut script);
    let mut out = io::stdout().lock();
    written(out.write_all(&script).and_then(|()| out.flush()))
}
