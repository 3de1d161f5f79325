//! The arguments of `letters list`.

use super::{Input, STATUSES, one_of};
use clap::Args;
use clap::builder::PossibleValuesParser;
use collective_letters::model::letter::Status;
use collective_letters::model::period;

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct List {
    /// Only letters of these study periods: T17,T22
    #[arg(
        long,
        value_name = "PERIOD",
        value_delimiter = ',',
        ignore_case = true,
        value_parser = PossibleValuesParser::new(period::names())
    )]
    pub period: Vec<String>,

    /// Only letters of these groups: SG1,SG4
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    pub group: Vec<String>,

    /// Only letters with this status
    #[arg(long, value_name = "STATUS", value_parser = one_of(STATUSES))]
    pub status: Option<Status>,

    /// Letters and messages.
    #[command(flatten)]
    pub input: Input,
}
