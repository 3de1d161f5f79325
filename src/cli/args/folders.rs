//! Options of commands that write letters' own files.

use super::MessageFormat;
use clap::Args;
use std::path::PathBuf;

/// Of commands that write letters' own files: where these and the house style are, and how to tell what happened.
#[derive(Clone, Debug, Default, Args)]
pub struct Folders {
    /// Folder of the letters; `directory` in it has groups and signatories
    #[arg(long, value_name = "DIR", default_value = "letters")]
    pub letters: PathBuf,

    /// Folder with the house style [default: the folder `templates`, or the built-in style]
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,

    /// Format of the messages: human or json
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub message_format: MessageFormat,
}
