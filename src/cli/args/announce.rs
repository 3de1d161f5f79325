//! The arguments of `letters announce`.

use super::{FORMATS, Folders, one_of};
use clap::Args;
use collective_letters::base::Format;
use std::path::PathBuf;

/// Arguments of `announce`.
#[derive(Debug, Args)]
pub struct Announce {
    /// Files of issued letters; with each, its translations next to it
    #[arg(value_name = "LETTER", required = true)]
    pub paths: Vec<PathBuf>,

    /// Formats of the letter to attach to the message
    #[arg(long, value_name = "FORMATS", value_parser = one_of(FORMATS), value_delimiter = ',', default_value = "pdf")]
    pub attach: Vec<Format>,

    /// Folder to write to (created if it does not exist)
    #[arg(long, value_name = "DIR", default_value = "announcements")]
    pub output: PathBuf,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}
