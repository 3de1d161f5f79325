//! The arguments of `letters sheet`.

use super::Folders;
use clap::{ArgGroup, Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `sheet`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("direction").required(true).args(["export", "import"]))]
pub struct Sheet {
    /// File of the letter
    #[arg(value_name = "LETTER")]
    pub letter: PathBuf,

    /// Write the tables to this new file: .xlsx or .csv
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,

    /// Read the tables from this file, and edit the letter
    #[arg(long, value_name = "FILE")]
    pub import: Option<PathBuf>,

    /// The table for a .csv file, which has only one [default: the time plan, or else the Questions]
    #[arg(long, value_name = "TABLE", value_enum, requires = "export")]
    pub table: Option<OneTable>,

    /// With --import: show what would change; write nothing
    #[arg(long, conflicts_with = "export")]
    pub dry_run: bool,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}

/// A table of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OneTable {
    /// The time plan
    TimePlan,
    /// The list of Questions
    Questions,
}
