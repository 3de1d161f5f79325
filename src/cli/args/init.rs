//! The arguments of `letters init`.

use super::MessageFormat;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder; it is made if need be
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,

    /// Leave the house style out: then the one in the program is used
    #[arg(long)]
    pub no_templates: bool,

    /// How to tell what happened: human or json
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub message_format: MessageFormat,
}
