//! The arguments of `letters withdraw`.

use super::{Folders, PUBLISHED};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `withdraw`.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// Letter to withdraw
    ///
    /// Its YAML file, or the letter as `letters list` shows it, such as 11/1. If the letter no longer exists or has another number now, give the name of its published files with its language: T17-SG1-COL-0011-E.
    #[arg(value_name = "LETTER")]
    pub letter: String,

    /// Reason, kept with the files: who decided it, and that nothing was sent
    #[arg(long, value_name = "REASON", value_parser = reason)]
    pub why: String,

    /// Folder of published files; the letter's files there are removed
    #[arg(long, value_name = "DIR", default_value = PUBLISHED)]
    pub published: PathBuf,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}

/// Some words.
fn reason(text: &str) -> Result<String, String> {
    line(text)
        .ok_or_else(|| "expected a reason in words, such as \"wrong date; nothing was sent\"".to_owned())
}

/// A text with at least one letter, on one line.
pub(super) fn line(text: &str) -> Option<String> {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    line.contains(char::is_alphabetic).then(|| words.join(" "))
}
