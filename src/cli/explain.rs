//! `letters explain`: a rule of the checker or a fact for readers, the list of all rules, or where words of a letter come
//! from.

use super::printer::Printer;
use super::{End, batch, catalogue, print};
use crate::cli::args::{Explain, MessageFormat};
use crate::cli::rules::NO_SUCH_WORDS;
use anstream::eprintln;
use collective_letters::base::Diagnostics;
use collective_letters::base::text::shown;
use collective_letters::check::explain;
use collective_letters::model::letter_files;
use collective_letters::tools::{facts, origins};
use std::path::Path;

/// Explains.
#[allow(clippy::print_stderr, reason = "a message to the user")]
pub fn run(arguments: &Explain) -> End {
    if let Some([words, letter]) = arguments.words.as_deref() {
        let run = |printer: &mut Printer| explain_words(arguments, words, Path::new(letter), printer);
        return Printer::run(MessageFormat::Human, run);
    }
    let page = match &arguments.code {
        None => explain::list(catalogue::families()),
        Some(code) => {
            match catalogue::find(bare(code)).map(explain::page).or_else(|| facts::explain(braced(code))) {
                Some(page) => page,
                None => {
                    eprintln!(
                        "error: no message has the code `{0}`, and no fact has this name",
                        braced(code)
                    );
                    let near = catalogue::nearest(bare(code)).map(str::to_owned);
                    match near.or_else(|| facts::nearest(braced(code))) {
                        Some(near) => eprintln!("help: did you mean `{near}`?"),
                        None => eprintln!(
                            "help: run `letters explain` to list all rules; `letters docs reference/facts` lists all facts"
                        ),
                    }
                    return End::CouldNotRun;
                }
            }
        }
    };
    print(page.as_bytes())
}

/// Shows where words of a letter come from.
fn explain_words(
    arguments: &Explain,
    words: &str,
    letter: &Path,
    printer: &mut Printer,
) -> Result<End, Diagnostics> {
    let session = batch::session(&arguments.letters, arguments.templates.as_deref())?;
    let source = letter_files::read(letter)?;
    let letter = session.read(&source);
    let composition = session.compose(&letter);
    if composition.composed.is_none() {
        printer.problems(&composition.findings.problems.into_sorted());
        return Ok(End::WrongLetter);
    }
    let Some(page) = origins::explain(&composition, words) else {
        let message = format!("`{words}` is nowhere in {}", shown(source.path()));
        let problem = NO_SUCH_WORDS.finding(message);
        return Err(problem.hint("copy some words of one paragraph from the finished letter").into());
    };
    printer.print(&page);
    Ok(End::Done)
}

/// A fact as it is copied from a text: `{{ meeting.starts }}`.
fn braced(name: &str) -> &str {
    name.trim_matches(|c: char| matches!(c, '{' | '}') || c.is_whitespace())
}

/// A code as it is copied from a message: `warning[short-notice]:`, `[short-notice]`.
fn bare(code: &str) -> &str {
    let inner = code.split_once('[').map_or(code, |(_, rest)| rest);
    inner.trim_end_matches([':', ']']).trim()
}
