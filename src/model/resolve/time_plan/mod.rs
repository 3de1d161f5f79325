//! The draft time plan resolved against the meeting's dates: which columns there are, and what
//! stands where. Every row is full.
//!
//! Knows the letter's YAML and the calendar, nothing of templates, languages or widths.

mod calendar;
mod fill;
mod slot;

pub use calendar::{Calendar, Stripe};
pub use fill::{Content, GridCell, fill};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::source::{Located, Span};
use crate::base::text::nearest;
use crate::model::letter::{Annex, Letter, Meeting, PlanCell, PlanRow, TimePlan, Weekends};
use std::ops::Range;

/// A time plan whose slots have become columns.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// What the letter says.
    pub said: &'a TimePlan,
    /// The columns behind the first.
    pub calendar: Calendar,
    /// The rows, in order.
    pub rows: Vec<Row<'a>>,
}

/// A row.
#[derive(Clone, Debug)]
pub enum Row<'a> {
    /// Words over the whole width.
    Heading(&'a Located<String>),
    /// Who meets, and the pieces that together fill all columns of the calendar.
    Row(&'a Located<String>, Vec<GridCell<&'a PlanCell>>),
}

/// The sessions of a day when the letter names none.
const SESSIONS: [&str; 2] = ["AM", "PM"];

impl<'a> Plan<'a> {
    /// Resolves a letter's time plan, if it has one. Every problem is reported.
    pub fn of(letter: &'a Letter, problems: &mut Diagnostics) -> Option<Self> {
        letter.annexes.iter().flatten().find_map(|annex| match annex {
            Annex::TimePlan(plan, place) => match &letter.meeting {
                Some(meeting) => Self::new(plan, meeting, problems),
                None => {
                    problems.push(
                        Diagnostic::error("time-plan-day", "a letter without a meeting has no time plan")
                            .at(&place.whole_line(), "there are no days to plan"),
                    );
                    None
                }
            },
            _ => None,
        })
    }

    fn new(said: &'a TimePlan, meeting: &Meeting, problems: &mut Diagnostics) -> Option<Self> {
        check_notes(said, problems);
        let sessions = sessions(said, problems);
        let days = days(said, meeting, problems);
        if said.rows.is_empty() {
            problems.push(
                Diagnostic::error("time-plan-row", "the time plan has no rows")
                    .at(&said.rows.span, "expected a list of rows"),
            );
        }
        let (from, to) = days?;
        let weekends = said.weekends.as_ref().map_or(Weekends::Show, |w| w.value);
        let calendar = Calendar::new(from, to, sessions?, weekends);
        if !calendar.stripes().iter().any(|stripe| matches!(stripe, Stripe::Day(_))) {
            problems.push(
                Diagnostic::error("time-plan-day", "every day of the time plan is on a weekend")
                    .at(&said.rows.span.whole_line(), "there is no session to put anything in")
                    .hint("if the group works on Saturdays and Sundays, add `weekends: work`"),
            );
            return None;
        }
        let rows = said
            .rows
            .iter()
            .map(|row| match row {
                PlanRow::Heading(text) => {
                    says_something(text, "heading", &text.span.whole_line(), problems);
                    Row::Heading(text)
                }
                PlanRow::Row { name, cells } => {
                    says_something(name, "name of a row", &name.span.whole_line(), problems);
                    Row::Row(name, pieces(cells, &calendar, problems))
                }
            })
            .collect();
        Some(Self { said, calendar, rows })
    }

    /// What is printed for the key of a note: `1)`, or a sign such as `*` as it is.
    pub fn mark(key: &str) -> String {
        if key.chars().all(char::is_alphanumeric) { format!("{key})") } else { key.to_owned() }
    }
}

/// The sessions of a day.
fn sessions(said: &TimePlan, problems: &mut Diagnostics) -> Option<Vec<String>> {
    let Some(own) = &said.sessions else {
        return Some(SESSIONS.map(str::to_owned).to_vec());
    };
    let mut names: Vec<String> = Vec::new();
    let mut sound = true;
    if own.is_empty() {
        problems.push(
            Diagnostic::error("time-plan-session", "a day of the time plan has no sessions")
                .at(&own.span, "expected a list such as [AM, PM]"),
        );
        return None;
    }
    for name in own.iter() {
        let text = name.trim();
        let problem = if text.is_empty() {
            Some("a session has no name".to_owned())
        } else if slot::DASHES.iter().any(|dash| text.contains(dash)) {
            Some(format!("the name of the session `{text}` holds a dash between spaces"))
        } else if names.iter().any(|n| n.eq_ignore_ascii_case(text)) {
            Some(format!("two sessions of a day are called `{text}`"))
        } else {
            None
        };
        if let Some(message) = problem {
            problems.push(
                Diagnostic::error("time-plan-session", message)
                    .at(&name.span, "expected a name of its own such as AM"),
            );
            sound = false;
        }
        names.push(text.to_owned());
    }
    sound.then_some(names)
}

/// The first and the last day.
fn days(
    said: &TimePlan,
    meeting: &Meeting,
    problems: &mut Diagnostics,
) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let (starts, ends) = (&meeting.starts, &meeting.ends);
    let Some(own) = &said.days else { return Some((meeting.first_day(), meeting.last_day())) };
    let mut sound = true;
    for day in [&own.from, &own.to].into_iter().flatten() {
        if !(starts.value.date..=ends.value.date).contains(&day.value) {
            problems.push(
                Diagnostic::error("time-plan-day", format!("{} is no day of the meeting", day.value))
                    .at(
                        &day.span,
                        format!("expected a date from {} to {}", starts.value.date, ends.value.date),
                    )
                    .note(&starts.span, "the meeting starts here"),
            );
            sound = false;
        }
    }
    let from = own.from.as_ref().map_or(starts.value.date, |d| d.value);
    let to = own.to.as_ref().map_or(ends.value.date, |d| d.value);
    if sound
        && from > to
        && let Some(place) = own.to.as_ref().or(own.from.as_ref())
    {
        problems.push(
            Diagnostic::error("time-plan-range", format!("the time plan ends on {to}, before it begins"))
                .at(&place.span, format!("expected {from} or later")),
        );
        sound = false;
    }
    sound.then_some((from, to))
}

/// A row's cells in their columns.
fn pieces<'a>(
    cells: &'a [(Located<String>, PlanCell)],
    calendar: &Calendar,
    problems: &mut Diagnostics,
) -> Vec<GridCell<&'a PlanCell>> {
    let mut taken: Vec<(Range<usize>, &Located<String>, &PlanCell)> = Vec::new();
    for (slot, cell) in cells {
        says_something(&cell.text, "cell", &slot.span, problems);
        let Some(columns) = slot::read(slot, calendar, problems) else { continue };
        let other = taken.iter().find(|(there, ..)| there.start < columns.end && columns.start < there.end);
        if let Some((_, other, _)) = other {
            problems.push(
                Diagnostic::error(
                    "time-plan-overlap",
                    format!("`{}` and `{}` have a session in common", other.trim(), slot.trim()),
                )
                .at(&slot.span, "this session is taken")
                .note(&other.span, "by this one"),
            );
        }
        taken.push((columns, slot, cell));
    }
    let taken: Vec<_> = taken.into_iter().map(|(columns, _, cell)| (columns, cell)).collect();
    fill(calendar, &taken)
}

/// A cell without words says nothing to people who hear the page, whatever its colour.
fn says_something(text: &str, what: &str, place: &Span, problems: &mut Diagnostics) {
    if text.trim().is_empty() {
        problems.push(
            Diagnostic::error("time-plan-text", format!("this {what} of the time plan says nothing"))
                .at(place, "expected some words, or X")
                .hint("a colour alone says nothing to people who do not see it; leave a free session out"),
        );
    }
}

/// Keys of notes lead to notes, and every note is led to.
fn check_notes(said: &TimePlan, problems: &mut Diagnostics) {
    let notes = said.notes.as_ref().map_or(&[][..], |n| n.entries.as_slice());
    let known: Vec<&str> = notes.iter().map(|(key, _)| key.as_str()).collect();
    let used: Vec<&Located<String>> = said
        .rows
        .iter()
        .flat_map(|row| match row {
            PlanRow::Row { cells, .. } => cells.as_slice(),
            PlanRow::Heading(_) => &[],
        })
        .flat_map(|(_, cell)| &cell.notes)
        .collect();
    for key in used.iter().filter(|key| !known.contains(&key.as_str())) {
        let label = nearest(key, known.iter().copied())
            .map_or_else(|| "no such note".to_owned(), |near| format!("did you mean `{near}`?"));
        let advice = if known.is_empty() {
            format!("add the note to the time plan: `notes: {{{}: what it says}}`", key.value)
        } else {
            format!("there are: {}", known.join(", "))
        };
        problems.push(
            Diagnostic::error("time-plan-note", format!("the time plan has no note `{}`", key.value))
                .at(&key.span, label)
                .hint(advice),
        );
    }
    for (key, text) in notes {
        if text.trim().is_empty() {
            problems.push(
                Diagnostic::error("time-plan-note", format!("the note `{}` says nothing", key.value))
                    .at(&key.span, "expected some words behind the colon"),
            );
        }
        if !used.iter().any(|u| u.value == key.value) {
            problems.push(
                Diagnostic::error("time-plan-note", format!("no cell leads to the note `{}`", key.value))
                    .at(&key.span, "this note")
                    .hint(format!("write `{{text: X, note: {}}}` in a cell, or remove the note", key.value)),
            );
        }
    }
}
