//! The arguments of `letters due`.

use super::{MessageFormat, Where};
use chrono::NaiveDate;
use clap::Args;
use collective_letters::base::yaml;
use std::path::PathBuf;

/// Arguments of `due`.
#[derive(Debug, Args)]
pub struct Due {
    /// First day to show [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<NaiveDate>,

    /// Last day to show
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "weeks")]
    pub until: Option<NaiveDate>,

    /// Show so many weeks [default: 8]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub weeks: Option<u16>,

    /// Only dates of these groups: SG1,SG4
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    pub group: Vec<String>,

    /// Also write the dates as a web page
    ///
    /// An earlier page is replaced; any other file is not.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Also write calendars: one file for each group into a folder, or one file with a name in .ics
    ///
    /// Without --from, --until or --weeks, a calendar has all dates. An earlier calendar is updated; any other file stays as it
    /// is.
    #[arg(long, value_name = "FOLDER|FILE")]
    pub ics: Option<PathBuf>,

    /// Letters and folders.
    #[command(flatten)]
    pub place: Where,

    /// Format of the messages: human or json
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub message_format: MessageFormat,
}

/// `2021-04-20`.
pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    yaml::date(text.trim()).map_err(|why| format!("{why}: expected a date such as 2021-04-20"))
}
