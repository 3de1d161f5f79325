//! A run that a page asked for: what it tells is kept, and shown there.

use super::{End, Printer};
use crate::cli::args::MessageFormat;
use collective_letters::base::{Diagnostic, Diagnostics};

/// What a run told.
#[derive(Debug, Default)]
pub struct Told {
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
    /// The lines that it printed.
    pub lines: Vec<String>,
}

impl Printer {
    /// Runs a command that prints nothing.
    pub fn quietly(work: impl FnOnce(&mut Self) -> Result<End, Diagnostics>) -> (End, Told) {
        let mut printer = Self { told_to_page: Some(Told::default()), ..Self::new(MessageFormat::Human) };
        let end = work(&mut printer).unwrap_or_else(|problems| {
            printer.problems(&problems.into_sorted());
            End::CouldNotRun
        });
        (end, printer.told_to_page.unwrap_or_default())
    }
}
