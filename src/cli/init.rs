//! `letters init`: lays out a new folder.

use super::End;
use super::printer::Printer;
use crate::cli::args::{Init, MessageFormat};
use crate::cli::rules::only_human_or_json;
use collective_letters::base::text::{count, shown};
use collective_letters::tools::init::{self, Laid};
use serde::Serialize;
use std::path::Path;

/// Lays it out.
pub fn run(arguments: &Init) -> End {
    let mut printer = Printer::new(arguments.message_format);
    if matches!(arguments.message_format, MessageFormat::Sarif | MessageFormat::Github) {
        return printer.could_not_run(&[only_human_or_json("init")]);
    }
    match init::lay_out(&arguments.folder, !arguments.no_templates) {
        Ok(laid) => {
            printer.print(&told(&arguments.folder, &laid, arguments.message_format));
            printer.close(false)
        }
        Err(problem) => printer.could_not_run(&[problem]),
    }
}

#[derive(Serialize)]
struct Line<'a> {
    event: &'static str,
    folder: String,
    written: &'a [String],
    kept: &'a [String],
    next: Vec<String>,
}

fn next(folder: &Path, laid: &Laid) -> Vec<String> {
    let mut next = Vec::new();
    if folder != Path::new(".") {
        next.push(format!("cd \"{}\"", shown(folder)));
    }
    next.push("letters build".to_owned());
    let group = laid.group.as_deref().unwrap_or("GROUP");
    next.push(format!("letters new {group}"));
    next
}

fn told(folder: &Path, laid: &Laid, format: MessageFormat) -> String {
    let next = next(folder, laid);
    if format == MessageFormat::Json {
        let (written, kept) = (&laid.written, &laid.kept);
        let line = Line { event: "init", folder: shown(folder), written, kept, next };
        // Strings alone: cannot fail.
        return serde_json::to_string(&line).unwrap_or_default() + "\n";
    }
    let mut out = String::new();
    for (first, files) in Laid::lines(&laid.written) {
        out.push_str(&format!("{:<40}{}\n", shown(Path::new(&first)), files));
    }
    out.push_str(&format!("{} written in {}", count(laid.written.len(), "file"), shown(folder)));
    if !laid.kept.is_empty() {
        out.push_str(&format!(", {} kept unchanged:\n", count(laid.kept.len(), "file")));
        for (file, what) in Laid::lines(&laid.kept) {
            out.push_str(&format!("  {:<38}{what}\n", shown(Path::new(&file))));
        }
    } else {
        out.push('\n');
    }
    out.push_str(&format!("next: {}\n", next.join("\n      ")));
    out
}
