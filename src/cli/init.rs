//! `letters init`: lays out a new folder, or updates the house style in one.

mod update;

use super::End;
use super::printer::Printer;
use crate::cli::args::{Init, MessageFormat};
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::tools::init::{self, Laid};
use serde_json::json;
use std::path::Path;

/// Lays it out.
pub fn run(arguments: &Init) -> End {
    Printer::run(arguments.message_format, |printer| {
        arguments.message_format.has_results("init")?;
        if arguments.update {
            return update::run(&arguments.folder, arguments.message_format, printer);
        }
        let laid = init::lay_out(&arguments.folder, !arguments.no_templates)?;
        printer.print(&told(&arguments.folder, &laid, arguments.message_format));
        Ok(End::Done)
    })
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
        return json_line(&json!({
            "event": "init", "folder": as_given(folder), "written": written, "kept": kept, "next": next,
        }));
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
