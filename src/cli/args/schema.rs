//! Arguments of `letters schema`.

use clap::{Args, ValueEnum};
use collective_letters::tools::schema::File;
use std::path::PathBuf;

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// The kind of file that the schema is for
    #[arg(long = "for", value_name = "FILE", value_enum, default_value_t)]
    pub subject: Subject,

    /// Write to this file, or into this folder, instead of printing; replaced as a whole, only if it differs
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// Offer the groups and signatories of this folder's `directory` in letters
    ///
    /// Only offered: a group that is added to the directory later is no error in the editor.
    #[arg(long, value_name = "DIR")]
    pub letters: Option<PathBuf>,

    /// Offer the phrases, blocks, items and forms of this folder's house style in letters [default: those of
    /// the built-in style]
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// A kind of YAML file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Subject {
    /// A letter
    #[default]
    Letter,
    /// directory/groups.yaml
    Groups,
    /// directory/signatories.yaml
    Signatories,
    /// presets.yaml of the house style
    Presets,
    /// theme.yaml of the house style
    Theme,
    /// phrases/en.yaml of the house style
    Phrases,
    /// A translation of a letter
    Translation,
}

impl From<Subject> for File {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Letter => Self::Letter,
            Subject::Groups => Self::Groups,
            Subject::Signatories => Self::Signatories,
            Subject::Presets => Self::Presets,
            Subject::Theme => Self::Theme,
            Subject::Phrases => Self::Phrases,
            Subject::Translation => Self::Translation,
        }
    }
}
