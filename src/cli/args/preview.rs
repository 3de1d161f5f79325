//! Arguments of `preview`.

use super::Where;
use clap::Args;

/// Arguments of `preview`.
#[derive(Debug, Args)]
pub struct Preview {
    /// Letters and folders.
    #[command(flatten)]
    pub place: Where,

    /// Port of this machine to answer at; 0 for any that is free [default: 8017, or the next that is free]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,

    /// Do not open the browser
    #[arg(long)]
    pub no_open: bool,
}
