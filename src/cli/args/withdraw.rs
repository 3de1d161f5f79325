//! The arguments of `letters withdraw`.

use super::Folders;
use clap::Args;

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

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}

/// Some words, on one line.
fn reason(text: &str) -> Result<String, String> {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    if !line.contains(char::is_alphabetic) {
        return Err("expected a reason in words, such as \"wrong date; nothing was sent\"".to_owned());
    }
    Ok(words.join(" "))
}
