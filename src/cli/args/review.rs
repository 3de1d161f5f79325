//! Arguments of `letters review`.

use super::Folders;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `review`.
#[derive(Debug, Args)]
pub struct Review {
    /// Word files that came back; each can have any name
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Write the changes that can be made into the letter, and the comments as comments of its YAML file
    #[arg(long)]
    pub apply: bool,

    /// Ask for each change, then write those that you accept
    #[arg(long, conflicts_with = "apply")]
    pub interactive: bool,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}
