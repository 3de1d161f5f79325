//! The program `letters`: arguments in, exit code out. Everything else is in `cli`, `cmd` and the library.

mod cli;
mod cmd;

use clap::Parser;
use std::process::ExitCode;

/// Many small allocations on several threads: this one is faster than most systems' own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cmd::run(cli::Cli::parse())
}
