//! Arguments of `letters review`.

use super::{Folders, OUTPUT};
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

    /// Also write the changes as a web page, the old and the new words side by side
    ///
    /// An earlier page of this kind is replaced; any other file is not.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Do not review these files, which a build kept because they were edited, and do not mention them any more
    #[arg(long, conflicts_with_all = ["apply", "interactive", "html"])]
    pub dismiss: bool,

    /// Output folder of `build`, with the files and drafts that were sent
    #[arg(long, value_name = "DIR", default_value = OUTPUT)]
    pub output: PathBuf,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}
