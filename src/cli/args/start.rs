//! Arguments of `start`.

use clap::Args;
use std::path::PathBuf;

/// Arguments of `start`.
#[derive(Debug, Default, Args)]
pub struct Start {
    /// Folder for letters [default: the current folder if it has letters, or the last one that you started with]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,

    /// Do not open the browser
    #[arg(long)]
    pub no_open: bool,
}
