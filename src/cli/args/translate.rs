//! The arguments of `letters translate`.

use super::{Asked, Folders, language};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `translate`.
#[derive(Debug, Args)]
pub struct Translate {
    /// Letters or folders of letters [default: all in the letters folder]
    ///
    /// With --import: XLIFF files.
    #[arg(value_name = "LETTER")]
    pub paths: Vec<PathBuf>,

    /// Target languages: fr,es,ru,zh,ar or `all`
    ///
    /// Without this option: the languages that already have a translation.
    #[arg(long, value_name = "LANGUAGES", value_delimiter = ',', value_parser = language)]
    pub lang: Vec<Asked>,

    /// Show how complete the translations are; write nothing
    #[arg(long, conflicts_with_all = ["export", "import"])]
    pub status: bool,

    /// Export XLIFF files for translation tools (2.1)
    #[arg(long, conflicts_with = "import")]
    pub export: bool,

    /// Import XLIFF files from translation tools (2.0 or 2.1)
    #[arg(long, requires = "paths", conflicts_with = "lang")]
    pub import: bool,

    /// Folder for the files of --export [default: next to the letter]
    #[arg(long, value_name = "DIR", requires = "export")]
    pub output: Option<PathBuf>,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}
