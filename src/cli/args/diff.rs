//! Arguments of `letters diff`, and the end of its help.

use super::Input;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// Folder to compare with: what `build` wrote
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,

    /// Tell only what many letters share, and one line for each letter that has more
    #[arg(long, conflicts_with = "full")]
    pub summary: bool,

    /// Tell every letter in full, also what many share
    #[arg(long)]
    pub full: bool,

    /// Write the review as a web page too
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Letters and messages.
    #[command(flatten)]
    pub input: Input,
}
