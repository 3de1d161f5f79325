//! The subcommands, one file each. Each takes its arguments and returns how it ended.
//!
//! They print and touch the disk; what letters are and how they are made is the library's business.

mod announce;
pub mod args;
mod batch;
mod build;
mod catalogue;
mod check;
mod circulate;
mod completions;
mod diff;
mod docs;
mod double_click;
mod due;
mod edit;
mod explain;
mod generate_docs;
mod import;
mod in_order;
mod init;
mod issue;
mod licences;
mod list;
mod man;
mod move_meeting;
mod new;
mod places;
mod preview;
mod printer;
mod prompt;
mod redline;
mod review;
mod rules;
mod schema;
mod sheet;
mod start;
mod translate;
pub mod usage;
mod withdraw;

use crate::cli::args::{Cli, Command};
use collective_letters::base::reason;
use collective_letters::base::wildcards;
use std::io::{self, Write};
use std::process::ExitCode;

/// How a command ended: the exit code of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// 0: done.
    Done,
    /// 1: a letter has errors.
    WrongLetter,
    /// 2: something kept the program from its work.
    CouldNotRun,
}

impl End {
    /// Of a command that has done what it could.
    fn of(is_wrong: bool, is_blocked: bool) -> Self {
        match (is_wrong, is_blocked) {
            (_, true) => Self::CouldNotRun,
            (true, _) => Self::WrongLetter,
            _ => Self::Done,
        }
    }
}

/// Runs the command.
pub fn run(mut cli: Cli) -> ExitCode {
    // The shells of Unix have done that.
    if let Some(paths) = cli.command.paths().filter(|_| cfg!(windows)) {
        *paths = wildcards::expanded(std::mem::take(paths));
    }
    let end = match cli.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Preview(arguments) => preview::run(&arguments),
        Command::Edit(arguments) => edit::run(&arguments),
        Command::Start(arguments) => start::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Due(arguments) => due::run(&arguments),
        Command::Move(arguments) => move_meeting::run(&arguments),
        Command::Translate(arguments) => translate::run(&arguments),
        Command::Sheet(arguments) => sheet::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Issue(arguments) => issue::run(&arguments),
        Command::Announce(arguments) => announce::run(&arguments),
        Command::Withdraw(arguments) => withdraw::run(&arguments),
        Command::Docs(arguments) => docs::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
        Command::Licences => licences::run(),
        Command::GenerateDocs(arguments) => generate_docs::run(&arguments),
    };
    ExitCode::from(end as u8)
}

/// Prints a text, and nothing else, to standard output.
fn print(text: &[u8]) -> End {
    let mut out = io::stdout().lock();
    written(out.write_all(text).and_then(|()| out.flush()))
}

/// The end of a command that does nothing but write. A reader who has seen enough (`| head`) is no
/// failure.
fn written(result: io::Result<()>) -> End {
    match result {
        Ok(()) => End::Done,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => End::Done,
        Err(error) => {
            // Standard error is the last place to tell it; if that fails too, the exit code tells.
            // What the program itself says is plain already.
            let system = || format!("the text cannot be printed: {}", reason(&error).0);
            let why = error.get_ref().map_or_else(system, ToString::to_string);
            let _ = writeln!(anstream::stderr(), "error: {why}");
            End::CouldNotRun
        }
    }
}
