//! Arguments of `letters diff`, and the end of its help.

use super::{Input, OUTPUT};
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use std::path::PathBuf;

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// Folder to compare with: the output folder of `build`
    #[arg(long, value_name = "DIR", default_value = OUTPUT)]
    pub output: PathBuf,

    /// Show only changes in many letters, and one line for each letter with other changes
    #[arg(long, conflicts_with = "full")]
    pub summary: bool,

    /// Show every letter in full, including the changes in many letters
    #[arg(long)]
    pub full: bool,

    /// Also write the result as a web page
    ///
    /// An earlier review is replaced; any other file is not.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Write the changes of one letter into a Word file, as tracked changes
    ///
    /// If you reject all changes in Word, the words are those of the earlier file; if you accept all, those of the
    /// next build. An earlier file of this kind is replaced; any other file is not.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["html", "summary", "full"])]
    pub docx: Option<PathBuf>,

    /// Compare one letter with the Word file that was issued
    #[arg(long, value_name = "STATE", value_parser = ["as-issued"], conflicts_with = "against")]
    pub since: Option<String>,

    /// Compare one letter with this Word file, for example one that came back
    ///
    /// Tracked changes in it count as accepted.
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,

    /// With --docx: the author of the tracked changes
    #[arg(
        long, value_name = "NAME", default_value = "collective-letters", requires = "docx",
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub author: String,

    /// With --docx: the date of the changes [default: that of the letter]
    #[arg(long, value_name = "DATE", requires = "docx")]
    pub date: Option<String>,

    /// Letters and messages.
    #[command(flatten)]
    pub input: Input,
}
