//! `letters man`: the manual, made from the command line's own help.

use super::printer::Printer;
use super::{End, written};
use crate::cli::args::{Cli, Man, MessageFormat};
use clap::{Command, CommandFactory};
use collective_letters::base::Diagnostic;
use collective_letters::model::written;
use std::io::{self, Write};
use std::path::Path;

/// Prints one page or writes all of them.
pub fn run(arguments: &Man) -> End {
    match (&arguments.output, &arguments.subcommand) {
        (Some(folder), _) => Printer::run(MessageFormat::Human, |_| Ok(write_all(folder)?)),
        (None, name) => written(print(name.as_deref())),
    }
}

fn print(name: Option<&str>) -> io::Result<()> {
    let wanted = name.map_or("letters".to_owned(), |name| format!("letters-{name}"));
    let page = pages().into_iter().find(|(page, _)| *page == wanted);
    let none = || format!("there is no command {}: `letters --help` lists all commands", name.unwrap_or(""));
    let (_, page) = page.ok_or_else(|| io::Error::other(none()))?;
    let mut out = io::stdout().lock();
    out.write_all(&render(page)?)?;
    out.flush()
}

fn write_all(folder: &Path) -> Result<End, Diagnostic> {
    let is_own = |bytes: &[u8]| bytes.windows(TITLE.len()).any(|text| text == TITLE);
    for (name, page) in pages() {
        // Writing to memory cannot fail.
        let page = render(page).unwrap_or_default();
        written::write(&folder.join(format!("{name}.1")), &page, is_own)?;
    }
    Ok(End::Done)
}

/// How the title of each page begins.
const TITLE: &[u8] = b".TH letters";

fn render(page: Command) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page).manual("Collective letters").render(&mut bytes)?;
    Ok(bytes)
}

/// The program and its visible commands by the names of their pages.
fn pages() -> Vec<(String, Command)> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let commands: Vec<Command> = program.get_subcommands().filter(|c| !c.is_hide_set()).cloned().collect();
    let commands = commands.into_iter().map(|command| (format!("letters-{}", command.get_name()), command));
    std::iter::once(("letters".to_owned(), program.clone())).chain(commands).collect()
}
