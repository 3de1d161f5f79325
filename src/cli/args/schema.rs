//! Arguments of `letters schema`.

use clap::{Args, ValueEnum};
use collective_letters::tools::schema::File;
use std::path::PathBuf;

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Kind of file that the schema is for
    #[arg(long = "for", value_name = "FILE", value_enum, default_value_t)]
    pub subject: Subject,

    /// Write to this file or folder instead of printing; an identical file is not written again
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// Suggest the groups and signatories of the `directory` in this folder
    ///
    /// These are only suggestions: the editor also accepts groups that you add to the directory later.
    #[arg(long, value_name = "DIR")]
    pub letters: Option<PathBuf>,

    /// Suggest the phrases, blocks, items and forms of this house style [default: the built-in one]
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// A kind of YAML file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Subject {
    /// Letter
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
    /// Translation of a letter
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
