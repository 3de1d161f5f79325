//! The pages of `docs/reference`, which are made from the program itself, and `letters generate-docs` (hidden), which
//! writes them.

use super::printer::Printer;
use super::{End, catalogue};
use crate::cli::args::{Cli, GenerateDocs, MessageFormat};
use clap::{Command, CommandFactory};
use collective_letters::check::explain;
use collective_letters::model::written;
use collective_letters::tools::{facts, schema};
use std::fmt::Write;

const HEAD: &str = "\
# The command line

<!-- Made by `letters generate-docs docs`; change src/cli/args/ instead. -->

What `letters --help` and `letters help COMMAND` print.
";

/// The pages by their names, as Markdown.
pub fn pages() -> [(&'static str, String); 4] {
    [
        ("cli", page()),
        ("facts", facts::page()),
        ("rules", explain::markdown(catalogue::families())),
        ("yaml", schema::markdown()),
    ]
}

/// Writes them into the folder `reference` of the documentation.
pub fn run(arguments: &GenerateDocs) -> End {
    let folder = arguments.folder.join("reference");
    let is_own =
        |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("<!-- Made by `letters generate-docs");
    Printer::run(MessageFormat::Human, |_| {
        for (name, page) in pages() {
            written::write(&folder.join(format!("{name}.md")), page.as_bytes(), is_own)?;
        }
        Ok(End::Done)
    })
}

fn page() -> String {
    let mut program = Cli::command().term_width(100).disable_help_subcommand(true);
    program.build();
    let mut page = HEAD.to_owned();
    section(&mut page, "letters", &mut program);
    let commands: Vec<Command> = program.get_subcommands().filter(|c| !c.is_hide_set()).cloned().collect();
    for mut command in commands {
        let title = format!("letters {}", command.get_name());
        section(&mut page, &title, &mut command);
    }
    page
}

fn section(page: &mut String, title: &str, command: &mut Command) {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    // Writing to a string cannot fail.
    let _ = write!(page, "\n## `{title}`\n\n```text\n{}\n```\n", lines.join("\n").trim_end());
}
