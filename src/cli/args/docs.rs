//! Arguments of `docs`.

use clap::Args;

/// Arguments of `docs`.
#[derive(Debug, Args)]
pub struct Docs {
    /// Page to open, such as `checking` [default: the list of all pages]
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,

    /// Do not open the browser; only print the path of the page
    #[arg(long)]
    pub no_open: bool,
}
