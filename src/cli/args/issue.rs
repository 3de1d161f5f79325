//! The arguments of `letters issue`.

use super::due::date;
use super::withdraw::line;
use super::{Asked, Folders, OUTPUT, language};
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

/// The folder of published files where none is named.
pub const PUBLISHED: &str = "published";

/// Arguments of `issue`.
#[derive(Debug, Args)]
pub struct Issue {
    /// Files of the letters to issue; with each, its translations next to it
    #[arg(value_name = "LETTER", required = true)]
    pub paths: Vec<PathBuf>,

    /// Person who approved the letters [default: asked for]
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub by: Option<String>,

    /// Date of the letters, if it is not the one in their files
    ///
    /// The program asks for it if the file has no date, or one that is before yesterday. The approval has the same
    /// date, but never a later one than today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<NaiveDate>,

    /// Only in these languages: fr,es,ru,zh,ar,en or `all` [default: all languages that the letter has]
    #[arg(long, value_name = "LANGUAGES", value_delimiter = ',', value_parser = language)]
    pub lang: Vec<Asked>,

    /// Output folder of builds (created if it does not exist)
    #[arg(long, value_name = "DIR", default_value = OUTPUT)]
    pub output: PathBuf,

    /// Folder of published files, with an index page (created if it does not exist)
    #[arg(long, value_name = "DIR", default_value = PUBLISHED)]
    pub published: PathBuf,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}

/// The name of a person, on one line.
pub fn name(text: &str) -> Result<String, String> {
    line(text).ok_or_else(|| "expected the name of a person, such as \"Jane Example\"".to_owned())
}
