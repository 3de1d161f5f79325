//! The arguments of `letters translate`.

use super::{Asked, Folders, language};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `translate`.
#[derive(Debug, Args)]
pub struct Translate {
    /// Letters, or folders with letters; without any, all letters in the letters folder
    ///
    /// With --import: XLIFF files.
    #[arg(value_name = "LETTER")]
    pub paths: Vec<PathBuf>,

    /// Into this language, or several: fr,es,ru,zh,ar; or `all`
    ///
    /// Without it, the languages in which there is a translation already.
    #[arg(long, value_name = "LANGUAGES", value_delimiter = ',', value_parser = language)]
    pub lang: Vec<Asked>,

    /// Show how far translations are, write nothing
    #[arg(long, conflicts_with_all = ["export", "import"])]
    pub status: bool,

    /// Write files for translators' tools (XLIFF 2.1)
    #[arg(long, conflicts_with = "import")]
    pub export: bool,

    /// Take files that translators' tools give back (XLIFF 2.0 or 2.1)
    #[arg(long, requires = "paths", conflicts_with = "lang")]
    pub import: bool,

    /// Folder for the files of --export [default: beside the letter]
    #[arg(long, value_name = "DIR", requires = "export")]
    pub output: Option<PathBuf>,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}
