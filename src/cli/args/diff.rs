//! Arguments of `letters diff`, and the end of its help.

use super::{Input, OUTPUT};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// Folder to compare with: the output folder of `build`
    #[arg(long, value_name = "DIR", default_value = OUTPUT)]
    pub output: PathBuf,

    /// Show only changes in many letters, and one line for each letter with other changes
    #[arg(long, conflicts_with = "full")]
    pub summary: bool,

    /// Show every letter in full, including the changes in many letters
    #[arg(long)]
    pub full: bool,

    /// Also write the result as a web page
    ///
    /// An earlier review is replaced; any other file is not.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Letters and messages.
    #[command(flatten)]
    pub input: Input,
}
