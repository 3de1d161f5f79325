//! Arguments of `preview`.

use super::Where;
use clap::Args;

/// Arguments of `preview`.
#[derive(Debug, Args)]
pub struct Preview {
    /// Letters and folders.
    #[command(flatten)]
    pub place: Where,

    /// Port on this computer; 0 for any free port [default: 8017, or the next free port]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,

    /// Do not open the browser
    #[arg(long)]
    pub no_open: bool,
}
