//! Arguments of `preview`.

use super::Where;
use clap::Args;

/// What `letters help preview` says at its end.
pub const EXAMPLES: &str = "\
Examples:
  letters preview                          all letters, in the browser of this machine
  letters preview letters/sg1-001.yaml     one letter
  letters preview --no-open --port 9000    print the address only, at a port of your own

The program prints an address and opens it. There is a list of the letters and a page for each: the
draft, with the words marked that changed since the preview started, and the findings beside it, with
file and line. Edit the letter, the templates or the directory in any editor: what is saved is shown
at once. While a letter has errors, they are shown over its last good draft. PDF, Word file and web
page are made when they are asked for, and are those that `letters build` writes.

Only this machine can reach the preview, and only who has the address: it ends with a word that
changes with every start. Nothing is written. Ctrl+C ends it.";

/// Arguments of `preview`.
#[derive(Debug, Args)]
pub struct Preview {
    /// Letters and folders.
    #[command(flatten)]
    pub place: Where,

    /// Port of this machine to answer at; 0 for any that is free [default: 8017, or the next that is free]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,

    /// Do not open the browser
    #[arg(long)]
    pub no_open: bool,
}
