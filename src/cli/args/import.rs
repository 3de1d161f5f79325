//! The arguments of `letters import`.

use super::Folders;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Old letter: a Word document (.docx) or a plain text (.txt, UTF-8)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// File of the new letter [default: a name in the letters folder, such as letters/sg1-011.yaml]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Group of the letter, if the old letter does not say it: a key of the directory, such as SG1
    #[arg(long, value_name = "GROUP")]
    pub group: Option<String>,

    /// Number of the letter, if the old letter does not say it
    #[arg(long, value_name = "NUMBER")]
    pub number: Option<u32>,

    /// Date of the letter, if the old letter does not say it, such as 2021-01-21
    #[arg(long, value_name = "DATE")]
    pub date: Option<chrono::NaiveDate>,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}
