//! The time plan as a table: a column for each session, a row for each row of the plan.

use super::cell::{Cell, literal, meant};
use super::change;
use super::table::{Kind, ON, Table};
use crate::base::yaml::edit::{Change, Said};
use crate::base::yaml::{self, Node};
use crate::base::{Diagnostics, Reported};
use crate::model::letter::{PlanCell, PlanRow};
use crate::model::resolve::time_plan::{Calendar, Plan, Stripe};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// A row of the plan, the same whichever way its slots are written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Row {
    /// Words over the whole width.
    Heading(String),
    /// Who meets, and what stands in which columns.
    Row(String, Vec<((usize, usize), Cell)>),
}

/// A note below the plan: its key and its words.
type Note = (String, String);

/// How a heading begins.
const HEADING: &str = "# ";
/// The second cell of the first column.
const SESSION: &str = "Session";

/// The table of a plan; `None` where it could not be read back.
pub(super) fn table(plan: &Plan<'_>) -> Option<Table> {
    let (rows, notes) = (rows(plan)?, notes(plan));
    let columns = plan.calendar.columns();
    let mut days = vec![Kind::TimePlan.corner().to_owned()];
    let mut sessions = vec![SESSION.to_owned()];
    for (columns, stripe) in plan.calendar.placed() {
        days.push(day_of(stripe));
        days.extend(columns.skip(1).map(|_| ON.to_owned()));
        match stripe {
            Stripe::Day(_) => sessions.extend(plan.calendar.sessions().iter().cloned()),
            Stripe::Weekend(_) => sessions.push(String::new()),
        }
    }
    let below = notes.iter().map(|(key, words)| {
        let cells = [format!("[{key}]"), literal(words)].into_iter();
        cells.chain((1..columns).map(|_| ON.to_owned())).collect()
    });
    let all = [days, sessions].into_iter().chain(rows.iter().map(|row| written(row, columns))).chain(below);
    let table = Table::new(Kind::TimePlan, all.collect());
    let mut problems = Diagnostics::new();
    let back = read(&table, &plan.calendar, &mut problems);
    (problems.is_empty() && back == (rows, notes)).then_some(table)
}

/// `Mon 2018-01-29`, which Excel leaves as it is; a weekend from its first to its last day.
fn day_of(stripe: &Stripe) -> String {
    let day = |date: &NaiveDate| date.format("%a %Y-%m-%d").to_string();
    match stripe {
        Stripe::Day(date) => day(date),
        Stripe::Weekend(dates) => dates.first().map(day).unwrap_or_default(),
    }
}

fn written(row: &Row, columns: usize) -> Vec<String> {
    let (name, cells) = match row {
        Row::Heading(words) => return vec![format!("{HEADING}{words}")],
        Row::Row(name, cells) => (name, cells),
    };
    let mut out = vec![String::new(); columns + 1];
    out[0] = literal(name);
    for ((start, end), cell) in cells {
        for column in *start..*end {
            if let Some(place) = out.get_mut(column + 1) {
                *place = if column == *start { cell.write() } else { ON.to_owned() };
            }
        }
    }
    out
}

/// The rows of a letter's plan; `None` where a slot is wrong.
fn rows(plan: &Plan<'_>) -> Option<Vec<Row>> {
    let cell = |cell: &PlanCell| Cell {
        text: cell.text.value.trim().to_owned(),
        notes: cell.notes.iter().map(|key| key.value.clone()).collect(),
        shade: cell.shade.as_ref().map(|shade| shade.value.clone()),
    };
    let row = |row: &PlanRow| match row {
        PlanRow::Heading(words) => Some(Row::Heading(words.value.trim().to_owned())),
        PlanRow::Row { name, cells } => {
            let cells = cells.iter().map(|(slot, said)| {
                let columns = plan.columns(slot)?;
                Some(((columns.start, columns.end), cell(said)))
            });
            let mut cells = cells.collect::<Option<Vec<_>>>()?;
            cells.sort();
            Some(Row::Row(name.value.trim().to_owned(), cells))
        }
    };
    plan.said.rows.as_ref()?.iter().map(row).collect()
}

fn notes(plan: &Plan<'_>) -> Vec<Note> {
    let notes = plan.said.notes.iter().flat_map(|notes| &notes.entries);
    notes.map(|(key, words)| (key.value.clone(), words.value.trim().to_owned())).collect()
}

/// The changes that make the plan of a letter that of a table, and how many rows and notes are other.
pub(super) fn changes(
    plan: &Plan<'_>,
    tree: &Node,
    annex: usize,
    table: &Table,
    problems: &mut Diagnostics,
) -> Result<(Vec<Change>, usize), Reported> {
    let mut found = Diagnostics::new();
    let (new, new_notes) = read(table, &plan.calendar, &mut found);
    if new.is_empty() && found.is_empty() {
        found.push(table.wrong(2, 0, "the time plan has no rows", "write who meets into the first column"));
    }
    let path = |key: &str| vec!["annexes".to_owned(), annex.to_string(), key.to_owned()];
    let sound = found.sound();
    problems.extend(found.into_sorted());
    sound?;
    let (Some(old), Some(list)) = (rows(plan), tree.at(&path("rows"))) else { return Ok((Vec::new(), 0)) };
    let (mut changes, count) =
        change::of_list(list, &path("rows"), &old, &new, |row| said(row, &plan.calendar));
    let notes = note_changes(&notes(plan), &new_notes, tree, &path("notes"));
    let count = count + notes.len();
    changes.extend(notes);
    Ok((changes, count))
}

/// A sheet without notes says nothing of them: those of the letter stay.
fn note_changes(old: &[Note], new: &[Note], tree: &Node, path: &[String]) -> Vec<Change> {
    let order: Vec<String> = new.iter().map(|(key, _)| key.clone()).collect();
    let text = |words: &String| Said::Text(words.clone());
    let Some(written) = tree.at(path).filter(|_| !old.is_empty()) else {
        let group = new.iter().map(|(key, words)| (key.clone(), text(words))).collect();
        let set = Change::Set { path: path.to_vec(), old: None, new: Said::Group(group), order: Vec::new() };
        return if new.is_empty() { Vec::new() } else { vec![set] };
    };
    let was = |key: &String| written.get(key).map(|node| node.written().to_owned());
    let at = |key: &String| [path, std::slice::from_ref(key)].concat();
    let set = new.iter().filter(|note| !old.contains(note)).map(|(key, words)| Change::Set {
        path: at(key),
        old: was(key),
        new: text(words),
        order: order.clone(),
    });
    let gone = old.iter().filter(|(key, _)| !new.is_empty() && !order.contains(key));
    let removed = gone.map(|(key, _)| Change::Remove { path: at(key), old: was(key).unwrap_or_default() });
    set.chain(removed).collect()
}

fn said(row: &Row, calendar: &Calendar) -> Said {
    let text = |text: &str| Said::Text(text.to_owned());
    let cell = |cell: &Cell| {
        if cell.notes.is_empty() && cell.shade.is_none() {
            return text(&cell.text);
        }
        let notes = match &cell.notes[..] {
            [] => None,
            [one] => Some(text(one)),
            several => Some(Said::List(several.iter().map(|key| text(key)).collect())),
        };
        let entries =
            [("text", Some(text(&cell.text))), ("note", notes), ("shade", cell.shade.as_deref().map(text))];
        let entries = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Said::Group(entries.collect())
    };
    match row {
        Row::Heading(words) => Said::Group(vec![("heading".to_owned(), text(words))]),
        Row::Row(name, cells) if cells.is_empty() => text(name),
        Row::Row(name, cells) => {
            let cells = cells.iter().map(|((start, end), said)| (slot(calendar, *start..*end), cell(said)));
            Said::Group(vec![(name.clone(), Said::Group(cells.collect()))])
        }
    }
}

/// Columns as people write them: `21`, `21 AM`, `21 AM - PM`, `21 AM - 22 PM`.
fn slot(calendar: &Calendar, columns: Range<usize>) -> String {
    let day = |column: usize| {
        let (place, stripe) = calendar.placed().find(|(place, _)| place.contains(&column))?;
        let Stripe::Day(date) = stripe else { return None };
        let is_only = calendar.dates().filter(|other| other.day() == date.day()).count() == 1;
        let name = if is_only { date.day().to_string() } else { date.to_string() };
        Some((name, place.clone(), calendar.sessions().get(column - place.start)?.clone()))
    };
    let ends = (day(columns.start), day(columns.end.saturating_sub(1)));
    let (Some((first, from, opens)), Some((last, to, ends))) = ends else { return String::new() };
    let is_one = columns.len() == 1 && from.len() > 1;
    match (columns.start == from.start && columns.end == to.end && !is_one, first == last) {
        (true, true) => first,
        (true, false) => format!("{first} - {last}"),
        (false, true) if is_one => format!("{first} {opens}"),
        (false, true) => format!("{first} {opens} - {ends}"),
        (false, false) => format!("{first} {opens} - {last} {ends}"),
    }
}

/// The rows and the notes of a table; what is wrong with its cells is reported.
fn read(table: &Table, calendar: &Calendar, problems: &mut Diagnostics) -> (Vec<Row>, Vec<Note>) {
    let columns = columns(table, calendar, problems);
    let is_blank = |row: &usize| (0..table.width()).all(|column| table.text(*row, column).is_empty());
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    for row in (2..table.rows.len()).filter(|row| !is_blank(row)) {
        match table.text(row, 0).strip_prefix('[').and_then(|key| key.strip_suffix(']')) {
            Some(key) => notes.extend(read_note(table, row, key.trim(), problems)),
            None => rows.extend(read_row(table, row, &columns, calendar, problems)),
        }
    }
    (rows, notes)
}

/// A note has its words in the cell after its key.
fn read_note(table: &Table, row: usize, key: &str, problems: &mut Diagnostics) -> Option<Note> {
    let words = table.text(row, 1);
    if key.is_empty() || words.is_empty() {
        problems.push(table.wrong(
            row,
            1,
            "has no note",
            "write a key such as [1], and the words next to it",
        ));
        return None;
    }
    let is_other = |column: &usize| !["", ON].contains(&table.text(row, *column));
    if let Some(column) = (2..table.width()).find(is_other) {
        problems.push(table.wrong(row, column, "is next to a note", "write all words into one cell"));
    }
    if (2..row).any(|above| table.text(above, 0) == table.text(row, 0)) {
        problems.push(table.wrong(row, 0, "is the key of a note above", "give the note another key"));
    }
    Some((key.to_owned(), meant(words).to_owned()))
}

fn read_row(
    table: &Table,
    row: usize,
    columns: &[(usize, Option<usize>)],
    calendar: &Calendar,
    problems: &mut Diagnostics,
) -> Option<Row> {
    let name = table.text(row, 0);
    let is_heading = name.strip_prefix(HEADING).map(str::trim);
    if name.is_empty() || name == ON {
        problems.push(table.wrong(row, 0, "has no name", "write who meets in this row"));
        return None;
    }
    let mut cells: Vec<((usize, usize), Cell)> = Vec::new();
    let mut before = None;
    for (column, place) in columns {
        let text = table.text(row, *column);
        let goes_on = text == ON;
        match (place, cells.last_mut()) {
            _ if text.is_empty() => {}
            _ if is_heading.is_some() && goes_on => {}
            (_, _) if is_heading.is_some() => {
                problems.push(table.wrong(
                    row,
                    *column,
                    "is next to a heading",
                    "remove it, or the # in the first column",
                ));
            }
            (None, _) => {
                problems.push(table.wrong(
                    row,
                    *column,
                    "is below no session",
                    "write the day and the session above it",
                ));
            }
            (Some(place), Some((range, _))) if goes_on && before == Some(*column - 1) => range.1 = place + 1,
            (Some(_), _) if goes_on => {
                problems.push(table.wrong(
                    row,
                    *column,
                    "continues no cell",
                    "write the words into the first cell",
                ));
            }
            (Some(place), _) => match calendar.placed().find(|(range, _)| range.contains(place)) {
                Some((_, Stripe::Day(_))) => cells.push(((*place, place + 1), Cell::read(text))),
                _ => problems.push(table.wrong(
                    row,
                    *column,
                    "is on a weekend",
                    "if the group works on it, add `weekends: work` to the letter",
                )),
            },
        }
        if !text.is_empty() {
            before = Some(*column);
        }
    }
    for ((_, end), cell) in &mut cells {
        // A weekend at the end is none of its days.
        while calendar
            .placed()
            .any(|(range, stripe)| range.end == *end && matches!(stripe, Stripe::Weekend(_)))
        {
            *end -= 1;
        }
        cell.text = cell.text.trim().to_owned();
    }
    cells.sort();
    let name = meant(name).to_owned();
    Some(is_heading.map_or_else(|| Row::Row(name, cells), |words| Row::Heading(words.to_owned())))
}

/// The columns of a table after the first: each with its place in the plan, if it has one.
fn columns(table: &Table, calendar: &Calendar, problems: &mut Diagnostics) -> Vec<(usize, Option<usize>)> {
    let mut day: Option<NaiveDate> = None;
    let mut known: Vec<usize> = Vec::new();
    let mut place = |column: usize| {
        let (head, session) = (table.text(0, column), table.text(1, column));
        if !head.is_empty() && head != ON {
            let words = head.rsplit(' ').next().unwrap_or(head);
            let date = yaml::date(words).ok();
            if date.is_none() {
                problems.push(table.wrong(0, column, "is not a day", "write a day such as 2021-04-20"));
            }
            day = date;
        } else if head.is_empty() && session.is_empty() {
            return None;
        }
        let date = day?;
        let (first, last) = calendar.days();
        let found = match calendar.day(date) {
            _ if session.is_empty() => {
                let is_it = |stripe: &Stripe| matches!(stripe, Stripe::Weekend(days) if days.contains(&date));
                return calendar.placed().find(|(_, stripe)| is_it(stripe)).map(|(range, _)| range.start);
            }
            Some(range) => {
                let at = calendar.sessions().iter().position(|name| name.eq_ignore_ascii_case(session));
                at.map(|at| range.start + at)
            }
            None => {
                let hint = format!(
                    "the time plan shows the days from {first} to {last}; weekends only with `weekends: work`"
                );
                problems.push(table.wrong(0, column, "is not a day of the time plan", hint));
                return None;
            }
        };
        match found {
            None => {
                let hint = format!("expected one of {}", calendar.sessions().join(", "));
                problems.push(table.wrong(1, column, "is not a session", hint));
            }
            Some(place) if known.contains(&place) => {
                problems.push(table.wrong(
                    1,
                    column,
                    "is the same session as a column before it",
                    "remove one of them",
                ));
            }
            Some(place) => known.push(place),
        }
        found
    };
    (1..table.width()).map(|column| (column, place(column))).collect()
}
