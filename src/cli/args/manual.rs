//! The arguments of `letters completions` and `letters man`.

use clap::Args;
use std::path::PathBuf;

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell that you use
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct Man {
    /// Command whose page to print [default: the page of the program]
    #[arg(value_name = "COMMAND")]
    pub subcommand: Option<String>,

    /// Write all pages to this folder instead of printing one
    #[arg(long, value_name = "DIR", conflicts_with = "subcommand")]
    pub output: Option<PathBuf>,
}
