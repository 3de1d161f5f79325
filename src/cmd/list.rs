//! `letters list`: the register of letters.

use super::End;
use super::printer::Printer;
use super::together::{self, Seen};
use crate::cli::{List, MessageFormat};
use collective_letters::diagnostic::{Diagnostic, Diagnostics, Severity};
use collective_letters::letter::Status;
use collective_letters::pipeline::Studio;
use collective_letters::register::{Entry, Held};
use collective_letters::report::{Column, Shrink, shown, table};
use collective_letters::source::Source;
use collective_letters::yaml::nearest;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

/// Lists.
pub fn run(arguments: &List) -> End {
    let mut printer = Printer::new(arguments.input.message_format);
    if matches!(arguments.input.message_format, MessageFormat::Sarif | MessageFormat::Github) {
        let problem =
            Diagnostic::error("message-format", "a list of letters can be told in human or json only");
        return printer.could_not_run(&[problem.hint("findings in other formats come from `letters check`")]);
    }
    match rows(arguments) {
        Ok(rows) => {
            print(&rows, arguments.input.message_format, &mut printer);
            printer.close(rows.iter().any(Row::is_wrong))
        }
        Err(problems) => printer.could_not_run(&problems.into_sorted()),
    }
}

/// A letter and what is wrong with it.
struct Row {
    file: String,
    entry: Option<Entry>,
    problems: Vec<Diagnostic>,
}

/// The letters asked for, in the order of the register; those that cannot be placed come last.
fn rows(arguments: &List) -> Result<Vec<Row>, Diagnostics> {
    let (paths, studio) = together::prepare(&arguments.input)?;
    known_groups(&arguments.group, &studio)?;
    let look = |source: &Arc<Source>| studio.listed(source);
    let seen = together::read(&arguments.input, &studio, &paths, look)?;
    let rows = paths.iter().zip(seen).map(|(path, seen)| Row::new(path, seen));
    let mut rows: Vec<Row> = rows.filter(|row| row.is_asked_for(arguments)).collect();
    rows.sort_by(|a, b| (a.key().is_none(), a.key()).cmp(&(b.key().is_none(), b.key())));
    Ok(rows)
}

/// A misspelt group is no empty list.
pub(super) fn known_groups(asked: &[String], studio: &Studio) -> Result<(), Diagnostics> {
    let known: Vec<&str> = studio.groups().collect();
    let mut problems = Diagnostics::new();
    for group in asked.iter().filter(|group| !known.iter().any(|k| k.eq_ignore_ascii_case(group))) {
        let problem = Diagnostic::error("unknown-group", format!("there is no group `{group}`"));
        problems.push(match nearest(&group.to_uppercase(), known.iter().copied()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!("known: {}", known.join(", "))),
        });
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

impl Row {
    /// Warnings of a single letter, and what is only worth a look, are the business of `check`.
    fn new(path: &Path, seen: Seen) -> Self {
        let mut problems = Diagnostics::new();
        problems.extend(seen.letter.err());
        problems.extend(seen.found.into_sorted().into_iter().filter(|p| p.severity == Severity::Error));
        problems.extend(seen.between.problems.into_iter().filter(|p| p.severity > Severity::Information));
        Self { file: shown(path), entry: seen.entry, problems: problems.into_sorted() }
    }

    fn key(&self) -> Option<&collective_letters::register::Key> {
        self.entry.as_ref()?.key.as_ref()
    }

    fn is_wrong(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// What a wrong letter does not say rules it out of nothing.
    fn is_asked_for(&self, arguments: &List) -> bool {
        let Some(entry) = &self.entry else { return true };
        let is_one_of = |asked: &[String], said: Option<&str>| {
            said.is_none_or(|said| asked.is_empty() || asked.iter().any(|a| a.eq_ignore_ascii_case(said)))
        };
        is_one_of(&arguments.period, entry.period)
            && is_one_of(&arguments.group, entry.group.as_deref())
            && entry
                .status
                .is_none_or(|said| arguments.status.is_none_or(|asked| Status::from(asked) == said))
    }

    /// `draft`, `issued`, or that it is wrong.
    fn status(&self) -> &'static str {
        let said = self.entry.as_ref().and_then(|entry| entry.status);
        if self.is_wrong() { "error" } else { said.map_or("", Status::word) }
    }

    fn cells(&self) -> Vec<String> {
        let entry = self.entry.as_ref();
        let letter = entry.and_then(|e| Some(format!("{} {}", e.period?, e.letter.as_ref()?)));
        let date = entry.and_then(|e| Some(e.date.as_ref()?.value.to_string()));
        let meeting = entry
            .and_then(|e| e.meeting.as_ref())
            .map(|held| format!("{}, {}", held.dates, held.place.as_deref().unwrap_or(held.format.word())));
        let subject = entry.and_then(|e| e.subject.clone()).filter(|subject| !subject.is_empty());
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let [letter, date, meeting, subject] = [letter, date, meeting, subject].map(or_dash);
        vec![letter, date, meeting, subject, self.status().to_owned(), self.file.clone()]
    }
}

const COLUMNS: [Column; 6] = [
    Column { head: "Letter", shrink: Shrink::Never },
    Column { head: "Date", shrink: Shrink::Never },
    Column { head: "Meeting", shrink: Shrink::End },
    Column { head: "Subject", shrink: Shrink::First },
    Column { head: "Status", shrink: Shrink::Never },
    Column { head: "File", shrink: Shrink::Start },
];

fn print(rows: &[Row], format: MessageFormat, printer: &mut Printer) {
    match format {
        MessageFormat::Human => {
            rows.iter().for_each(|row| printer.problems(&row.problems));
            if rows.is_empty() {
                printer.remark("no letter is like that");
            } else {
                let cells: Vec<Vec<String>> = rows.iter().map(Row::cells).collect();
                printer.print(&table(&COLUMNS, &cells, Printer::width()));
            }
        }
        MessageFormat::Json => {
            for row in rows {
                printer.problems(&row.problems);
                // Strings and numbers alone: cannot fail.
                let line = serde_json::to_string(&Line::of(row)).unwrap_or_default();
                printer.print(&format!("{line}\n"));
            }
        }
        MessageFormat::Sarif | MessageFormat::Github => {}
    }
}

/// A letter for scripts. The keys stay as they are; new ones may come. `letters help list` lists them.
#[derive(Serialize)]
struct Line<'a> {
    event: &'static str,
    letter: Option<&'a str>,
    name: Option<&'a str>,
    period: Option<&'a str>,
    series: Option<&'static str>,
    group: Option<&'a str>,
    number: Option<u32>,
    part: Option<String>,
    language: Option<&'static str>,
    date: Option<String>,
    meeting: Option<Meeting<'a>>,
    subject: Option<&'a str>,
    status: &'static str,
    file: &'a str,
    files: &'a [String],
}

#[derive(Serialize)]
struct Meeting<'a> {
    starts: String,
    ends: String,
    dates: &'a str,
    format: &'static str,
    place: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn of(row: &'a Row) -> Self {
        let entry = row.entry.as_ref();
        let key = row.key();
        Self {
            event: "entry",
            letter: entry.and_then(|e| e.letter.as_deref()),
            name: entry.and_then(|e| e.name.as_deref()),
            period: entry.and_then(|e| e.period),
            series: key.map(|key| key.series.word()),
            group: entry.and_then(|e| e.group.as_deref()),
            number: key.map(|key| key.number),
            part: key.map(|key| key.part.code()),
            language: key.map(|key| key.language.code()),
            date: entry.and_then(|e| Some(e.date.as_ref()?.value.to_string())),
            meeting: entry.and_then(|e| e.meeting.as_ref()).map(Meeting::of),
            subject: entry.and_then(|e| e.subject.as_deref()),
            status: row.status(),
            file: &row.file,
            files: entry.map_or(&[], |e| &e.files),
        }
    }
}

impl<'a> Meeting<'a> {
    fn of(held: &'a Held) -> Self {
        Self {
            starts: held.starts.value.date.to_string(),
            ends: held.ends.value.date.to_string(),
            dates: &held.dates,
            format: held.format.word(),
            place: held.place.as_deref(),
        }
    }
}
