//! Mistakes on the command line, in plain words.

use super::printer::Printer;
use crate::cli::args::{Cli, Command, MessageFormat, Start};
use crate::cli::double_click::is_double_click;
use crate::cli::rules::USAGE;
use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use collective_letters::base::Diagnostic;
use std::env;
use std::error::Error;
use std::process::ExitCode;

/// The arguments of the program. A double-click gives none, and means `start`.
///
/// # Errors
/// They are not possible, which was printed; or they ask for help, which was printed too.
pub fn parse() -> Result<Cli, ExitCode> {
    if env::args_os().len() == 1 && is_double_click() {
        return Ok(Cli { command: Command::Start(Start::default()) });
    }
    Cli::try_parse().map_err(|error| match mistake(&error) {
        Some(problem) => ExitCode::from(Printer::run(MessageFormat::Human, |_| Err(problem.into())) as u8),
        None => shown(&error),
    })
}

/// Prints help or the version.
fn shown(error: &clap::Error) -> ExitCode {
    // A reader who has seen enough is no failure.
    let _ = error.print();
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// What is wrong, and what to write; `None` where help or the version was asked for.
fn mistake(error: &clap::Error) -> Option<Diagnostic> {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) if !texts.is_empty() => Some(texts.join(", ")),
        Some(ContextValue::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let argument = said(ContextKind::InvalidArg).unwrap_or_else(|| "the command".to_owned());
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let (what, help) = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidSubcommand => (
            format!("there is no command `{}`", said(ContextKind::InvalidSubcommand).unwrap_or_default()),
            None,
        ),
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            (format!("there is no option `{argument}` here"), None)
        }
        ErrorKind::UnknownArgument => (format!("`{argument}` is not possible here"), None),
        ErrorKind::MissingRequiredArgument => (format!("{argument} is missing"), None),
        ErrorKind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg).unwrap_or_else(|| "the other options".to_owned());
            (
                format!("`{argument}` and `{other}` are not possible together"),
                Some("leave one of them out".to_owned()),
            )
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            let wanted = said(ContextKind::ExpectedNumValues).or_else(|| said(ContextKind::MinValues));
            (format!("`{argument}` needs {} values", wanted.as_deref().unwrap_or("more")), None)
        }
        _ if value.is_empty() => (format!("`{argument}` needs a value"), None),
        _ => {
            let reason = error.source().map(ToString::to_string).filter(|reason| !reason.contains("digit"));
            (format!("`{value}` is not possible for `{argument}`"), reason)
        }
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = near.into_iter().find_map(said).map(|near| format!("did you mean `{near}`?"));
    let possible = said(ContextKind::ValidValue).map(|values| format!("possible values: {values}"));
    let mut hints: Vec<String> = [near, possible, help].into_iter().flatten().collect();
    if hints.is_empty() {
        hints.push("add `--help` to see what is possible".to_owned());
    }
    Some(hints.into_iter().fold(USAGE.finding(what), Diagnostic::hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_on_the_command_line_are_said_in_plain_words() {
        let cases: [(&[&str], &str, &str); 9] = [
            (&["buld"], "there is no command `buld`", "did you mean `build`?"),
            (&["xyzzy"], "there is no command `xyzzy`", "add `--help` to see what is possible"),
            (&["check", "--fixx"], "there is no option `--fixx` here", "did you mean `--fix`?"),
            (
                &["build", "--format", "word"],
                "`word` is not possible for `--format <FORMATS>`",
                "possible values",
            ),
            (&["build", "-j", "x"], "`x` is not possible for `--jobs <N>`", "add `--help`"),
            (&["build", "--output"], "`--output <DIR>` needs a value", "add `--help`"),
            (&["explain", "--where", "a"], "`--where <WORDS> <LETTER>` needs 2 values", "add `--help`"),
            (&["explain", "code", "--where", "a", "b"], "not possible together", "leave one of them out"),
            (&["man", "a", "b", "c"], "is not possible here", "add `--help`"),
        ];
        for (arguments, what, help) in cases {
            let error = Cli::try_parse_from([&["letters"], arguments].concat()).expect_err("a mistake");
            let problem = mistake(&error).expect("a message");
            assert!(problem.message.contains(what), "{arguments:?}: {}", problem.message);
            assert!(
                problem.hints.iter().any(|hint| hint.contains(help)),
                "{arguments:?}: {:?}",
                problem.hints
            );
        }
        let help = Cli::try_parse_from(["letters", "--help"]).expect_err("help");
        assert!(mistake(&help).is_none());
    }
}
