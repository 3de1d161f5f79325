//! `letters init --update`: what became of each file of the house style.

use crate::cli::End;
use crate::cli::args::MessageFormat;
use crate::cli::printer::Printer;
use collective_letters::base::Diagnostics;
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::tools::update::{self, Done, TEMPLATES, Updated, templates};
use serde_json::{Value, json};
use std::path::Path;

/// Updates it.
pub fn run(folder: &Path, format: MessageFormat, printer: &mut Printer) -> Result<End, Diagnostics> {
    let updated = update::update(folder)?;
    printer.print(&match (&updated, format) {
        (None, MessageFormat::Json) => json_line(&json!({
            "event": "update", "folder": as_given(folder), "from": null, "to": null, "files": [], "kept": 0, "next": [],
        })),
        (None, _) => {
            let templates = shown(&templates(folder));
            format!("there is no folder {templates}: letters use the built-in house style, which is always up to date\n")
        }
        (Some(updated), MessageFormat::Json) => as_json(folder, updated),
        (Some(updated), _) => told(folder, updated),
    });
    Ok(End::Done)
}

/// What to do now.
fn next(folder: &Path, updated: &Updated) -> Vec<String> {
    let mut next = Vec::new();
    let others: Vec<_> = updated.files.iter().filter(|(_, done)| is_open(done)).collect();
    if let [(name, Done::Conflict(new, _) | Done::Busy(new))] = others[..] {
        let own = templates(folder).join(name);
        next.push(format!(
            "compare {} with {}, change yours if needed, then delete the new one",
            shown(new),
            shown(&own)
        ));
    } else if !others.is_empty() {
        let own = templates(folder);
        let new = shown(&own.with_file_name(format!("{TEMPLATES}-new")));
        let own = shown(&own);
        next.push(format!(
            "compare the files in {new} with those in {own}, change yours if needed, then delete the new ones"
        ));
    }
    if updated
        .files
        .values()
        .any(|done| matches!(done, Done::Added | Done::Taken | Done::Merged | Done::Removed))
    {
        next.extend(["letters diff", "letters check", "letters schema --output letters"].map(str::to_owned));
    }
    next
}

/// Whether people have to compare two files.
fn is_open(done: &Done) -> bool {
    matches!(done, Done::Conflict(..) | Done::Busy(_))
}

fn told(folder: &Path, updated: &Updated) -> String {
    let templates = templates(folder);
    let mut out = String::new();
    for (name, done) in &updated.files {
        out.push_str(&format!(
            "{:<40}{}\n",
            shown(&templates.join(name)),
            sentence(done, updated.from.is_some())
        ));
    }
    let to = updated.to;
    let from = match &updated.from {
        Some(from) if from == to => format!("house style of version {to}"),
        Some(from) => format!("house style updated from version {from} to {to}"),
        None => format!("house style compared with that of version {to}"),
    };
    out.push_str(&format!("{from}: {}\n", totals(updated)));
    if updated.from.is_none() && updated.files.values().any(is_open) {
        out.push_str(
            "note: it is not known what you changed in this folder, so nothing was replaced. From the next update on it is.\n",
        );
    }
    let next = next(folder, updated);
    if !next.is_empty() {
        out.push_str(&format!("next: {}\n", next.join("\n      ")));
    }
    out
}

/// `2 files taken over, 1 file in conflict`.
fn totals(updated: &Updated) -> String {
    let of = |is: fn(&Done) -> bool| updated.files.values().filter(|done| is(done)).count();
    let parts = [
        (of(|done| matches!(done, Done::Added | Done::Taken)), "taken over"),
        (of(|done| *done == Done::Merged), "merged with your changes"),
        (of(|done| *done == Done::Removed), "deleted"),
        (updated.kept + of(|done| *done == Done::Orphaned), "kept as you changed it"),
        (of(is_open), if updated.from.is_some() { "in conflict" } else { "different" }),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts
        .map(|(number, what)| {
            let what = if number > 1 { what.replace("changed it", "changed them") } else { what.to_owned() };
            format!("{} {what}", count(number, "file"))
        })
        .collect();
    if parts.is_empty() { "no changes".to_owned() } else { parts.join(", ") }
}

fn sentence(done: &Done, has_base: bool) -> String {
    match done {
        Done::Added => "new in the program: added".to_owned(),
        Done::Taken => "taken over from the program".to_owned(),
        Done::Merged => "taken over from the program, with your changes".to_owned(),
        Done::Removed => "deleted: the program no longer uses it".to_owned(),
        Done::Orphaned => "kept as you changed it; the program no longer uses it".to_owned(),
        Done::Conflict(new, lines) => {
            let lines: Vec<String> = lines
                .iter()
                .map(
                    |(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") },
                )
                .collect();
            let noun = if lines.len() == 1 && !lines[0].contains('-') { "line" } else { "lines" };
            let place = match (lines.is_empty(), has_base) {
                (true, _) => String::new(),
                (_, true) => format!(": {noun} {} changed in both", lines.join(", ")),
                (_, false) => format!(": {noun} {} differ", lines.join(", ")),
            };
            format!("kept{place}; the new file is {}", shown(new))
        }
        Done::Busy(new) => {
            format!("kept; {} was not replaced, because you changed it", shown(new))
        }
    }
}

fn as_json(folder: &Path, updated: &Updated) -> String {
    let file = |(name, done): (&String, &Done)| -> Value {
        let outcome = match done {
            Done::Added => "added",
            Done::Taken => "taken",
            Done::Merged => "merged",
            Done::Removed => "removed",
            Done::Orphaned => "orphaned",
            Done::Conflict(..) => "conflict",
            Done::Busy(_) => "waiting",
        };
        let mut file = json!({ "name": name, "outcome": outcome });
        if let Done::Conflict(new, _) | Done::Busy(new) = done {
            file["new"] = json!(as_given(new));
        }
        if let Done::Conflict(_, lines) = done {
            file["lines"] = json!(lines);
        }
        file
    };
    json_line(&json!({
        "event": "update",
        "folder": as_given(folder),
        "from": updated.from,
        "to": updated.to,
        "files": updated.files.iter().map(file).collect::<Vec<_>>(),
        "kept": updated.kept,
        "next": next(folder, updated),
    }))
}
