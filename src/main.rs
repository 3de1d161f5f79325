//! The program `letters`: arguments in, exit code out. Everything else is in `cli` and the library.

mod cli;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(cli::args::Cli::parse())
}
