//! The program `letters`: arguments in, exit code out. Everything else is in `cli`, `cmd` and the library.

mod cli;
mod cmd;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    cmd::run(cli::Cli::parse())
}
