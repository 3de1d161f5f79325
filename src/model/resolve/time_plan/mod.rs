//! The draft time plan resolved against the meeting's dates: which columns there are, and what
//! stands where. Every row is full.
//!
//! Knows the letter's YAML and the calendar, nothing of templates, languages or widths.

mod calendar;
mod fill;
mod slot;

pub use calendar::{Calendar, Stripe};
pub use fill::{Content, GridCell, fill, within};
pub use slot::{DASHES, day_named};

use crate::base::text::did_you_mean;
use crate::base::{Diagnostics, Located, Reported, Span};
use crate::model::letter::rules::TIME_PLAN_ROW;
use crate::model::letter::{Annex, Letter, Meeting, MeetingPart, PlanCell, PlanRow, TimePlan, Weekends};
use crate::model::resolve::rules::{
    TIME_PLAN_DAY, TIME_PLAN_NOTE, TIME_PLAN_OVERLAP, TIME_PLAN_RANGE, TIME_PLAN_SESSION, TIME_PLAN_TEXT,
};
use chrono::NaiveDate;
use std::ops::Range;

/// A time plan whose slots have become columns.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// What the letter says.
    pub said: &'a TimePlan,
    /// Where its rows are.
    pub place: &'a Span,
    /// The parts of the meeting, if it is held in parts.
    pub parts: &'a [MeetingPart],
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
    /// Resolves a letter's time plan, if it has one and shows it.
    ///
    /// # Errors
    /// There is nothing that could be drawn, which was reported.
    pub fn of(letter: &'a Letter, problems: &mut Diagnostics) -> Result<Option<Self>, Reported> {
        let plan = letter.annexes.iter().flatten().find_map(|annex| match annex {
            Annex::TimePlan(plan, place) if plan.is_elsewhere() => {
                check_elsewhere(plan, place, problems);
                None
            }
            Annex::TimePlan(plan, place) => Some(match &letter.meeting {
                Some(meeting) => match &plan.rows {
                    Some(rows) => Self::new(plan, rows, meeting, problems),
                    None => Err(TIME_PLAN_ROW
                        .finding("the time plan has no rows")
                        .at(&place.whole_line(), "add `rows:` with a list of rows")
                        .hint("if the plan is a file of its own, write `attached: yes`; if it is on the web, write `web:` and its address")
                        .refuse(problems)),
                },
                None => Err(TIME_PLAN_DAY
                    .finding("a letter without a meeting cannot have a time plan")
                    .at(&place.whole_line(), "remove this annex, or add `meeting:`")
                    .refuse(problems)),
            }),
            _ => None,
        });
        plan.transpose()
    }

    /// The columns of a slot; `None` where it is wrong.
    pub fn columns(&self, slot: &Located<String>) -> Option<Range<usize>> {
        slot::read(slot, &self.calendar, &mut Diagnostics::new()).ok()
    }

    fn new(
        said: &'a TimePlan,
        own: &'a Located<Vec<PlanRow>>,
        meeting: &'a Meeting,
        problems: &mut Diagnostics,
    ) -> Result<Self, Reported> {
        check_notes(said, own, problems);
        let sessions = sessions(said, problems);
        let days = days(said, meeting, problems);
        if own.is_empty() {
            TIME_PLAN_ROW
                .finding("the time plan has no rows")
                .at(&own.span, "expected a list of rows")
                .report(problems);
        }
        let (from, to) = days?;
        let weekends = said.weekends.as_ref().map_or(Weekends::Show, |w| w.value);
        let calendar = Calendar::new(from, to, sessions?, weekends);
        if !calendar.stripes().iter().any(|stripe| matches!(stripe, Stripe::Day(_))) {
            return Err(TIME_PLAN_DAY
                .finding("every day of the time plan is on a weekend")
                .at(&own.span.whole_line(), "there is no session for these rows")
                .hint("if the group works on Saturdays and Sundays, add `weekends: work`")
                .refuse(problems));
        }
        let rows = own
            .iter()
            .map(|row| match row {
                PlanRow::Heading(text) => {
                    says_something(text, "heading", &text.span.whole_line(), problems);
                    Row::Heading(text)
                }
                PlanRow::Row { name, cells } => {
                    says_something(name, "row name", &name.span.whole_line(), problems);
                    Row::Row(name, pieces(cells, &calendar, problems))
                }
            })
            .collect();
        Ok(Self {
            said,
            place: &own.span,
            parts: meeting.parts.as_deref().unwrap_or_default(),
            calendar,
            rows,
        })
    }

    /// Whether a day is virtual in a meeting that is in a place on others: all parts of this day are.
    pub fn is_virtual(&self, date: NaiveDate) -> bool {
        let mut parts = self.parts.iter().filter(|part| (part.first_day()..=part.last_day()).contains(&date));
        self.parts.iter().any(|part| !part.is_virtual())
            && parts.next().is_some_and(MeetingPart::is_virtual)
            && parts.all(MeetingPart::is_virtual)
    }

    /// What is printed for the key of a note: `1)`, or a sign such as `*` as it is.
    pub fn mark(key: &str) -> String {
        if key.chars().all(char::is_alphanumeric) { format!("{key})") } else { key.to_owned() }
    }
}

/// The sessions of a day.
fn sessions(said: &TimePlan, problems: &mut Diagnostics) -> Result<Vec<String>, Reported> {
    let Some(own) = &said.sessions else {
        return Ok(SESSIONS.map(str::to_owned).to_vec());
    };
    let mut names: Vec<String> = Vec::new();
    let mut sound = Ok(());
    if own.is_empty() {
        return Err(TIME_PLAN_SESSION
            .finding("the list `sessions` is empty")
            .at(&own.span, "expected a list such as [AM, PM]")
            .refuse(problems));
    }
    for name in own.iter() {
        let text = name.trim();
        let problem = if text.is_empty() {
            Some("a session has no name".to_owned())
        } else if slot::DASHES.iter().any(|dash| text.contains(dash)) {
            Some(format!("the session name `{text}` contains a dash between spaces"))
        } else if names.iter().any(|n| n.eq_ignore_ascii_case(text)) {
            Some(format!("two sessions of a day have the name `{text}`"))
        } else {
            None
        };
        if let Some(message) = problem {
            sound = Err(TIME_PLAN_SESSION
                .finding(message)
                .at(&name.span, "expected a unique name such as AM")
                .refuse(problems));
        }
        names.push(text.to_owned());
    }
    sound.map(|()| names)
}

/// The first and the last day.
fn days(
    said: &TimePlan,
    meeting: &Meeting,
    problems: &mut Diagnostics,
) -> Result<(NaiveDate, NaiveDate), Reported> {
    let (starts, ends) = (&meeting.starts, &meeting.ends);
    let Some(own) = &said.days else { return Ok((meeting.first_day(), meeting.last_day())) };
    let mut sound = Ok(());
    for day in [&own.from, &own.to].into_iter().flatten() {
        if !(starts.value.date..=ends.value.date).contains(&day.value) {
            sound = Err(TIME_PLAN_DAY
                .finding(format!("{} is not a day of the meeting", day.value))
                .at(&day.span, format!("expected a date from {} to {}", starts.value.date, ends.value.date))
                .note(&starts.span, "the meeting starts here")
                .refuse(problems));
        }
    }
    let from = own.from.as_ref().map_or(starts.value.date, |d| d.value);
    let to = own.to.as_ref().map_or(ends.value.date, |d| d.value);
    if sound.is_ok()
        && from > to
        && let Some(place) = own.to.as_ref().or(own.from.as_ref())
    {
        sound = Err(TIME_PLAN_RANGE
            .finding(format!("the time plan ends on {to}, before it starts"))
            .at(&place.span, format!("expected {from} or later"))
            .refuse(problems));
    }
    sound.map(|()| (from, to))
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
        let Ok(columns) = slot::read(slot, calendar, problems) else { continue };
        let other = taken.iter().find(|(there, ..)| there.start < columns.end && columns.start < there.end);
        if let Some((_, other, _)) = other {
            TIME_PLAN_OVERLAP
                .finding(format!("`{}` and `{}` overlap", other.trim(), slot.trim()))
                .at(&slot.span, "this overlaps")
                .note(&other.span, "with this one")
                .hint("shorten one of them, or put it in another row")
                .report(problems);
        }
        taken.push((columns, slot, cell));
    }
    let taken: Vec<_> = taken.into_iter().map(|(columns, _, cell)| (columns, cell)).collect();
    fill(calendar, &taken)
}

/// A cell without words says nothing to people who hear the page, whatever its colour.
fn says_something(text: &str, what: &str, place: &Span, problems: &mut Diagnostics) {
    if text.trim().is_empty() {
        TIME_PLAN_TEXT
            .finding(format!("this {what} of the time plan is empty"))
            .at(place, "expected some words, or X")
            .hint("write text (a colour alone is not accessible), or remove the entry")
            .report(problems);
    }
}

/// An annex that only says where the plan is shows nothing of it.
fn check_elsewhere(said: &TimePlan, place: &Span, problems: &mut Diagnostics) {
    let keys = [
        ("rows", said.rows.is_some()),
        ("sessions", said.sessions.is_some()),
        ("weekends", said.weekends.is_some()),
        ("days", said.days.is_some()),
        ("notes", said.notes.is_some()),
    ];
    for (key, _) in keys.into_iter().filter(|(_, is_given)| *is_given) {
        TIME_PLAN_ROW
            .finding(format!("`{key}` is not possible for a time plan that is attached or on the web"))
            .at(&place.whole_line(), "this annex only says where the plan is")
            .hint(format!("remove `{key}`, or remove `attached` and `web`"))
            .report(problems);
    }
}

/// Keys of notes lead to notes, and every note is led to.
fn check_notes(said: &TimePlan, rows: &[PlanRow], problems: &mut Diagnostics) {
    let notes = said.notes.as_ref().map_or(&[][..], |n| n.entries.as_slice());
    let known: Vec<&str> = notes.iter().map(|(key, _)| key.as_str()).collect();
    let used: Vec<&Located<String>> = rows
        .iter()
        .flat_map(|row| match row {
            PlanRow::Row { cells, .. } => cells.as_slice(),
            PlanRow::Heading(_) => &[],
        })
        .flat_map(|(_, cell)| &cell.notes)
        .collect();
    for key in used.iter().filter(|key| !known.contains(&key.as_str())) {
        let label = did_you_mean(key, known.iter().copied(), "expected the key of a note");
        let advice = if known.is_empty() {
            format!("add the note to the time plan: `notes: {{{}: the text}}`", key.value)
        } else {
            format!("known notes: {}", known.join(", "))
        };
        TIME_PLAN_NOTE
            .finding(format!("the time plan has no note `{}`", key.value))
            .at(&key.span, label)
            .hint(advice)
            .report(problems);
    }
    for (key, text) in notes {
        if text.trim().is_empty() {
            TIME_PLAN_NOTE
                .finding(format!("the note `{}` is empty", key.value))
                .at(&key.span, "expected some words after the colon")
                .report(problems);
        }
        if !used.iter().any(|u| u.value == key.value) {
            TIME_PLAN_NOTE
                .finding(format!("no cell refers to the note `{}`", key.value))
                .at(&key.span, "not used in a cell")
                .hint(format!("write `{{text: X, note: {}}}` in a cell, or remove the note", key.value))
                .report(problems);
        }
    }
}
