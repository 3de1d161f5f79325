//! Arguments of `letters diff`, and the end of its help.

use super::Input;
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  letters diff
      after a change of a template or a letter: which words the next build would change in output

  letters diff letters/sg1-001.yaml
      one letter

  letters diff --summary
      what many letters share, and one line for each letter that has more

  letters diff --html review.html
      the same as a web page, to be sent round

  letters diff --message-format json > review.jsonl
      for scripts

Nothing is written, except by --html. The words are read from the files that are really in the
folder: from Word, and from the web page where Word's is missing or the same. So a word that
somebody changed in the Word file shows too: the next build would take it back. Numbers of pages
and of lists count as layout, and so do hyphens and spaces at which a line may not break. Where a
link leads stands behind it as <http://...>, and what a picture is said to show as (picture: ...).

A change in three letters or more is told once, first, with the letters that have it; then each
letter is told with what is its own. Two changes are the same when the words and those beside them
are; dates and numbers may differ in a longer text. Letters that do not change are only counted. A
letter with errors is told as by `letters build` and is not compared; the others are. Differences
are no error: the exit code is 0.

In JSON each letter is an object on a line of its own, with these keys:
  event      `letter`; an object without `event` is a problem
  letter     what people call it: `T17 1/1 Add.1`
  name       its name in the archive: `T17-SG1-COL-0001!A1`
  file       the letter
  status     `draft` or `issued`; null when that cannot be read
  outcome    `changed`, `same-words` (layout or properties differ), `unchanged`, `new` (not built
             yet), `error`, or `unreadable` (no words can be compared, of a PDF alone for example)
  read       the format whose words were compared, when they change: `docx` or `html`
  differ     formats whose files differ: `docx`, `pdf`, `html`
  missing    formats that are not in the folder, while others are
  unread     files whose words could not be read, each a sentence
  alone      true when another format is as it would be built: somebody changed this one, or it was
             not built with the others
  out, in    how many words go out and come in
  changes    for each: `place`; `passage` (`changed`, `added` or `removed`); the words `old` and
             `new`; some words `before` and `after`; `common`, the number of the common change, or
             null
Then come, each on its line:
  common     a change in three letters or more: `number`, `letters`, the keys of a change as in
             the first letter, `elsewhere` (other places in others), `varies` (other dates or
             numbers in others)
  left-over  `name` of a file that no letter makes any more
  summary    how many `letters`, how many of each outcome, how many files `left_over` (null when
             only some letters are asked for, or one cannot be read)";

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// Folder to compare with: what `build` wrote
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,

    /// Tell only what many letters share, and one line for each letter that has more
    #[arg(long, conflicts_with = "full")]
    pub summary: bool,

    /// Tell every letter in full, also what many share
    #[arg(long)]
    pub full: bool,

    /// Write the review as a web page too
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Letters and messages.
    #[command(flatten)]
    pub input: Input,
}
