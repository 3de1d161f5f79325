//! The arguments of `letters withdraw`.

use super::Folders;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `withdraw`.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// Letter to withdraw
    ///
    /// If the letter no longer exists or has another number now, give one of its files in LETTERS/as-issued instead.
    #[arg(value_name = "LETTER")]
    pub letter: PathBuf,

    /// Reason, kept with the files: who decided it, and that nothing was sent
    #[arg(long, value_name = "REASON", value_parser = reason)]
    pub why: String,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}

/// Some words, on one line.
fn reason(text: &str) -> Result<String, String> {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.is_empty() { Err("expected a reason in words".to_owned()) } else { Ok(words.join(" ")) }
}
