//! The arguments of `letters init`.

use super::MessageFormat;
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  letters init \"My letters\"                a folder of that name
  letters init                             in the folder where you are
  letters init --no-templates              without the house style: the one in the program is used

There will be: letters/ with an example and, in directory/, the groups and who signs; templates/ with
the house style; output/ for the finished letters; and a README. Files that are there already are kept
as they are, and a folder that has letters gets no example.

In JSON the result is one object: `event` (`init`), `folder`, `written` and `kept` (lists of files), and
`next`, the commands to go on with.";

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
