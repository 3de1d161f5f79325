//! The arguments of `letters init`.

use super::MessageFormat;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Folder to create or complete
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,

    /// Do not copy the house style; use the built-in one
    #[arg(long)]
    pub no_templates: bool,

    /// Update the house style in the folder: take over what is new in the program, keep what you changed
    #[arg(long, conflicts_with = "no_templates")]
    pub update: bool,

    /// Format of the messages: human or json
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub message_format: MessageFormat,
}
