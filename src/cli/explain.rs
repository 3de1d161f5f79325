//! `letters explain`: a rule of the checker for readers, or the list of all.

use super::{End, catalogue, print};
use crate::cli::args::Explain;
use anstream::eprintln;
use collective_letters::check::explain;

/// Explains.
#[allow(clippy::print_stderr, reason = "a message to the user")]
pub fn run(arguments: &Explain) -> End {
    let page = match &arguments.code {
        None => explain::list(catalogue::families()),
        Some(code) => match catalogue::find(bare(code)) {
            Some(rule) => explain::page(rule),
            None => {
                eprintln!("error: no message has the code `{}`", bare(code));
                match catalogue::nearest(bare(code)) {
                    Some(near) => eprintln!("help: did you mean `{near}`?"),
                    None => eprintln!("help: run `letters explain` to list all rules"),
                }
                return End::CouldNotRun;
            }
        },
    };
    print(page.as_bytes())
}

/// A code as it is copied from a message: `warning[short-notice]:`, `[short-notice]`.
fn bare(code: &str) -> &str {
    let inner = code.split_once('[').map_or(code, |(_, rest)| rest);
    inner.trim_end_matches([':', ']']).trim()
}
