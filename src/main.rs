//! The program `letters`: arguments in, exit code out. Everything else is in `cli` and the library.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::usage::parse().map_or_else(|end| end, cli::run)
}
