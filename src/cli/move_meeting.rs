//! `letters move`: a meeting on other days.

use super::End;
use super::batch;
use super::new::planned;
use super::printer::Printer;
use super::schema;
use crate::cli::args::{MessageFormat, Move, New};
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Source, Span};
use collective_letters::model::letter::Status;
use collective_letters::model::letter_files;
use collective_letters::model::rules::NOT_A_LETTER;
use collective_letters::model::translation::{Translations, letter_of};
use collective_letters::project::register;
use collective_letters::project::rules::NOT_MOVED;
use collective_letters::tools::postpone::{Plan, postpone, translated};
use collective_letters::tools::schema::{File, known_to};
use serde_json::json;
use std::sync::Arc;

/// Moves.
pub fn run(arguments: &Move) -> End {
    let format = arguments.house.message_format;
    Printer::run(format, |printer| {
        format.has_results("move")?;
        let plans = if arguments.revision { vec![revision(arguments)?] } else { plans(arguments)? };
        if !arguments.dry_run && !arguments.revision {
            write(&plans)?;
        }
        // Of a translation without dates in its sentences there is nothing to say.
        let is_told = |(at, (_, plan)): &(usize, &(Arc<Source>, Plan))| {
            *at == 0 || !plan.moved.is_empty() || !plan.open.is_empty()
        };
        let told = plans.iter().enumerate().filter(is_told).map(|(_, (read, plan))| match format {
            MessageFormat::Json => line(arguments, read, plan),
            _ => told(arguments, read, plan),
        });
        let told: String = told.collect();
        printer.print(&told);
        if format == MessageFormat::Human && !arguments.dry_run {
            let letter = plans.first().map_or(&*arguments.letter, |(read, _)| read.path());
            printer.print(&format!("Check the letter: letters check \"{}\"\n", shown(letter)));
        }
        Ok(End::Done)
    })
}

/// Writes all files, or none.
fn write(plans: &[(Arc<Source>, Plan)]) -> Result<(), Diagnostic> {
    let changed: Vec<_> = plans.iter().filter(|(read, plan)| plan.source.text() != read.text()).collect();
    for (at, (read, plan)) in changed.iter().enumerate() {
        if let Err(problem) = letter_files::rewrite(read, &plan.source) {
            for (read, plan) in &changed[..at] {
                let _ = letter_files::rewrite(&plan.source, read);
            }
            return Err(problem);
        }
    }
    Ok(())
}

/// Begins the revision of an issued letter: as it is begun, and as it is to be.
fn revision(arguments: &Move) -> Result<(Arc<Source>, Plan), Diagnostics> {
    let new = New {
        revision_of: Some(arguments.letter.display().to_string()),
        date: arguments.date.clone(),
        yes: true,
        house: arguments.house.clone(),
        ..New::default()
    };
    let begun = planned(&new, false)?;
    let source = Source::new(&begun.path, begun.text);
    let plan = postpone(&begun.session, &source, arguments.starts, arguments.ends)?;
    if !arguments.dry_run {
        letter_files::create(source.path(), plan.source.text().as_bytes())?;
        schema::keep(&arguments.house.letters, File::Letter, || known_to(&begun.session));
    }
    Ok((source, plan))
}

/// The letter and its translations, each as it was read and as it is to be.
fn plans(arguments: &Move) -> Result<Vec<(Arc<Source>, Plan)>, Diagnostics> {
    let (path, house) = (&arguments.letter, &arguments.house);
    if !path.is_file() {
        return Err(letter_files::missing(path, &house.letters).into());
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
        let file = shown(path);
        let again = format!("letters move \"{file}\" --starts {} --revision", arguments.starts);
        return Err(problem
            .hint(format!("to start a revision with the new dates, run: {again}"))
            .hint(format!("or for the change alone, run: letters new --corrigendum-to \"{file}\""))
            .into());
    }
    let plan = postpone(&session, &source, arguments.starts, arguments.ends)?;
    let mut plans = vec![(Arc::clone(&source), plan)];
    for (path, _) in Translations::default().files_of(path) {
        let translation = letter_files::read(&path)?;
        let entry = register::entry(&session, &translation, &[]);
        if translation.path() == source.path() || entry.status == Some(Status::Issued) || entry.is_kept {
            continue;
        }
        let plan = translated(&session, &source, &translation, arguments.starts, arguments.ends)?;
        plans.push((translation, plan));
    }
    Ok(plans)
}

fn told(arguments: &Move, read: &Source, plan: &Plan) -> String {
    let file = shown(read.path());
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
    text
}

fn line(arguments: &Move, read: &Source, plan: &Plan) -> String {
    let moved = plan
        .moved
        .iter()
        .map(|moved| json!({ "line": moved.line, "what": moved.what, "was": moved.was, "is": moved.is }));
    let open =
        plan.open.iter().map(|open| json!({ "line": open.line, "words": open.words, "why": open.why }));
    json_line(&json!({
        "event": "moved",
        "file": as_given(read.path()),
        "written": !arguments.dry_run,
        "moved": moved.collect::<Vec<_>>(),
        "open": open.collect::<Vec<_>>(),
    }))
}
