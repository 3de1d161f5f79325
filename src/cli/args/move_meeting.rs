//! The arguments of `letters move`.

use super::Folders;
use super::due::date;
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `move`.
#[derive(Debug, Args)]
pub struct Move {
    /// File of the letter
    #[arg(value_name = "LETTER")]
    pub letter: PathBuf,

    /// New first day of the meeting
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub starts: NaiveDate,

    /// New last day of the meeting [default: the meeting keeps its length]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub ends: Option<NaiveDate>,

    /// Start a revision of the letter, which was issued, and move the meeting in the revision
    #[arg(long)]
    pub revision: bool,

    /// Date of the revision [default: today]
    #[arg(long, value_name = "DATE", requires = "revision")]
    pub date: Option<String>,

    /// Show what would be moved; write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}
