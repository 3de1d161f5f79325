//! Arguments of `letters build`.

use super::{Deny, FORMATS, Input, OUTPUT, one_of, part};
use clap::Args;
use collective_letters::base::Format;
use collective_letters::project::build_cache::Shard;
use std::path::PathBuf;

/// Arguments of `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Formats to write
    #[arg(long, value_name = "FORMATS", value_parser = one_of(FORMATS), value_delimiter = ',', default_value = "docx,pdf,html")]
    pub format: Vec<Format>,

    /// Output folder (created if it does not exist)
    #[arg(long, value_name = "DIR", default_value = OUTPUT)]
    pub output: PathBuf,

    /// Make copies for review in OUTPUT/review: numbered, and with tracked changes switched on in Word
    ///
    /// A copy gets the next number and the date of today if the letter has changed since the last copy. `letters
    /// review` takes over what reviewers change in them. An issued letter has no copies for review.
    #[arg(long, conflicts_with_all = ["why", "shard"])]
    pub review: bool,

    /// Show for each rebuilt letter what changed
    #[arg(long)]
    pub why: bool,

    /// Build only one part of the letters: part K of N, from 1/N to N/N
    ///
    /// The letters are distributed in their order, one to each part in turn. Several computers that each build
    /// build all letters together, and the files are those of one build. See docs/developers/builds-in-parts.md.
    #[arg(long, value_name = "K/N", value_parser = part)]
    pub shard: Option<Shard>,

    /// Treat these findings as errors: the letter is not built and the exit code is 1
    #[arg(long, value_name = "WHAT", value_enum)]
    pub deny: Option<Deny>,

    /// Letters and messages.
    #[command(flatten)]
    pub input: Input,
}
