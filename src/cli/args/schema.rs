//! Arguments of `letters schema`.

use super::one_of;
use clap::Args;
use collective_letters::tools::schema::File;
use std::path::PathBuf;

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Kind of file that the schema is for
    #[arg(long = "for", value_name = "FILE", value_parser = one_of(FILES), default_value = "letter")]
    pub subject: File,

    /// Write to this file or folder instead of printing; an identical file is not written again
    ///
    /// An earlier schema is replaced; any other file is not.
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

/// Kinds of YAML files.
const FILES: &[(&str, File, &str)] = &[
    ("letter", File::Letter, "Letter"),
    ("groups", File::Groups, "directory/groups.yaml"),
    ("signatories", File::Signatories, "directory/signatories.yaml"),
    ("presets", File::Presets, "presets.yaml of the house style"),
    ("theme", File::Theme, "theme.yaml of the house style"),
    ("phrases", File::Phrases, "phrases/en.yaml of the house style"),
    ("translation", File::Translation, "Translation of a letter"),
];
