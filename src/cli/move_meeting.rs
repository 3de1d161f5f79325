//! `letters move`: a meeting on other days.

use super::End;
use super::batch;
use super::printer::Printer;
use crate::cli::args::{MessageFormat, Move};
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostics, Span};
use collective_letters::model::letter::Status;
use collective_letters::model::letter_files;
use collective_letters::model::rules::{NO_SUCH_FILE, NOT_A_LETTER};
use collective_letters::model::translation::letter_of;
use collective_letters::project::register;
use collective_letters::project::rules::NOT_MOVED;
use collective_letters::tools::postpone::{Plan, postpone};
use serde_json::json;

/// Moves.
pub fn run(arguments: &Move) -> End {
    let format = arguments.house.message_format;
    Printer::run(format, |printer| {
        format.has_results("move")?;
        let plan = plan(arguments)?;
        let read = letter_files::read(&arguments.letter)?;
        if !arguments.dry_run && plan.source.text() != read.text() {
            letter_files::rewrite(&read, &plan.source)?;
        }
        printer.print(&match format {
            MessageFormat::Json => line(arguments, &plan),
            _ => told(arguments, &plan),
        });
        Ok(End::Done)
    })
}

fn plan(arguments: &Move) -> Result<Plan, Diagnostics> {
    let (path, house) = (&arguments.letter, &arguments.house);
    if !path.is_file() {
        let message = format!("the file {} does not exist", shown(path));
        return Err(NO_SUCH_FILE.finding(message).hint("give the YAML file of the letter").into());
    }
    let session = batch::session(&house.letters, house.templates.as_deref())?;
    let source = letter_files::read(path)?;
    let original = letter_of(&source);
    if original != *path {
        let message = format!("{} is a translation: it has the dates of its original", shown(path));
        return Err(NOT_A_LETTER
            .finding(message)
            .hint(format!("give the original, {}", shown(&original)))
            .into());
    }
    let entry = register::entry(&session, &source, &[]);
    if entry.status == Some(Status::Issued) || entry.is_kept {
        let name = entry.letter.clone().unwrap_or_else(|| shown(path));
        let problem = NOT_MOVED
            .finding(format!("{name} was issued: its file stays as it is"))
            .at(&Span::file(&source), "in this letter");
        let start = |option: &str| format!("letters new {option} \"{}\"", shown(path));
        return Err(problem
            .hint(format!("for a letter with the new dates, run: {}", start("--revision-of")))
            .hint(format!("or for the change alone, run: {}", start("--corrigendum-to")))
            .into());
    }
    postpone(&session, &source, arguments.starts, arguments.ends)
}

fn told(arguments: &Move, plan: &Plan) -> String {
    let file = shown(&arguments.letter);
    let moved = plan
        .moved
        .iter()
        .map(|moved| format!("  line {}: {}: {} -> {}\n", moved.line, moved.what, moved.was, moved.is));
    let open = plan.open.iter().map(|open| format!("  line {}: {} ({})\n", open.line, open.words, open.why));
    let done = if arguments.dry_run { "would be moved; nothing was written" } else { "moved" };
    let mut text = format!("{file}: {} {done}\n", count(plan.moved.len(), "date"));
    text.extend(moved);
    if !plan.open.is_empty() {
        text += "To decide:\n";
        text.extend(open);
    }
    if !arguments.dry_run && !plan.moved.is_empty() {
        text += &format!("Check the letter: letters check \"{file}\"\n");
    }
    text
}

fn line(arguments: &Move, plan: &Plan) -> String {
    let moved = plan
        .moved
        .iter()
        .map(|moved| json!({ "line": moved.line, "what": moved.what, "was": moved.was, "is": moved.is }));
    let open =
        plan.open.iter().map(|open| json!({ "line": open.line, "words": open.words, "why": open.why }));
    json_line(&json!({
        "event": "moved",
        "file": as_given(&arguments.letter),
        "written": !arguments.dry_run,
        "moved": moved.collect::<Vec<_>>(),
        "open": open.collect::<Vec<_>>(),
    }))
}
