//! The arguments of `letters translate`.

use super::{Asked, Folders, language};
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  letters translate letters/sg1-001.yaml --lang fr,es
      write letters/sg1-001.fr.yaml and letters/sg1-001.es.yaml, or bring them up to date

  letters translate
      bring all translations in the folder letters up to date

  letters translate --status
      which sentences are missing, and which were changed after they were translated

  letters translate letters/sg1-001.yaml --lang fr --export
      letters/sg1-001.fr.xlf for a translator's tool (XLIFF 2.1)

  letters translate --import letters/sg1-001.fr.xlf
      take what the translator sent back into letters/sg1-001.fr.yaml

A translation that somebody has written is never lost: where the English has changed it stays, and
`was:` says what the English was; what the letter no longer has becomes a comment at the end of
the file. A sentence that another letter has in the same words is taken from there, with a
comment to look at it. See docs/staff/translations.md.

Exit codes: 0 done; 1 a letter has errors, or with --status something is missing or older;
2 something kept the program from its work.

In JSON there is one object per line; `event` is `translation`, `export` or `sentence`, an object
without it is a problem:
  translation   `original`, `file`, `language`, `outcome` (`new`, `written`, `unchanged`; `status`
                with --status; `wrong`), `sentences`, `translated`, `missing`, `older`, `status`
  export        the same for the file that was written, without `status`
  sentence      `file`, `line`, `at`, `state` (`missing`, `older`, `offered`), `words`";

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
