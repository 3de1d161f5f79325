//! The list of Questions as a table: a row for each, a column for each key.

use super::cell::{literal, meant};
use super::change;
use super::table::{Kind, ON, Table};
use crate::base::yaml::Node;
use crate::base::yaml::edit::{Change, Said};
use crate::base::{Diagnostics, Located, Reported};
use crate::model::letter::Questions;

/// The keys, and the heads of their columns.
const KEYS: [(&str, &str); 5] = [
    ("number", "Number"),
    ("group", "Group"),
    ("title", "Title"),
    ("working-party", "Working party"),
    ("rapporteur", "Rapporteur"),
];
/// Where the title is among them.
const TITLE: usize = 2;

/// A Question: the value of each key.
type Row = [String; KEYS.len()];

/// The table of a list; `None` where it could not be read back.
pub(super) fn table(questions: &Questions) -> Option<Table> {
    let rows = rows(questions);
    let head = KEYS.iter().map(|(_, name)| (*name).to_owned()).collect();
    let written = rows.iter().map(|row| row.iter().map(|text| literal(text)).collect());
    let table = Table::new(Kind::Questions, std::iter::once(head).chain(written).collect());
    let mut problems = Diagnostics::new();
    let back = read(&table, &mut problems);
    (problems.is_empty() && back == rows).then_some(table)
}

fn rows(questions: &Questions) -> Vec<Row> {
    let text = |text: &Option<Located<String>>| {
        text.as_ref().map(|text| text.value.trim().to_owned()).unwrap_or_default()
    };
    let row = |question: &crate::model::letter::Question| {
        let title = question.title.value.trim().to_owned();
        [
            text(&question.number),
            text(&question.group),
            title,
            text(&question.working_party),
            text(&question.rapporteur),
        ]
    };
    questions.questions.value.iter().map(row).collect()
}

/// The changes that make the list of a letter that of a table, and how many Questions are other.
pub(super) fn changes(
    questions: &Questions,
    tree: &Node,
    annex: usize,
    table: &Table,
    problems: &mut Diagnostics,
) -> Result<(Vec<Change>, usize), Reported> {
    let mut found = Diagnostics::new();
    let new = read(table, &mut found);
    if new.is_empty() && found.is_empty() {
        found.push(table.wrong(1, 0, "the list has no Questions", "write the number of a Question"));
    }
    let sound = found.sound();
    problems.extend(found.into_sorted());
    sound?;
    let path = ["annexes".to_owned(), annex.to_string(), "questions".to_owned()];
    let Some(list) = tree.at(&path) else { return Ok((Vec::new(), 0)) };
    let said = |row: &Row| {
        let entries = KEYS.iter().zip(row).filter(|(_, text)| !text.is_empty());
        Said::Group(entries.map(|((key, _), text)| ((*key).to_owned(), Said::Text(text.clone()))).collect())
    };
    Ok(change::of_list(list, &path, &rows(questions), &new, said))
}

/// The Questions of a table; what is wrong with its cells is reported.
fn read(table: &Table, problems: &mut Diagnostics) -> Vec<Row> {
    let mut places = [None; KEYS.len()];
    for column in 0..table.width() {
        let head = table.text(0, column);
        let key = KEYS
            .iter()
            .position(|(key, name)| [key, name].iter().any(|known| known.eq_ignore_ascii_case(head)));
        match key.and_then(|key| places.get_mut(key)) {
            Some(place @ None) => *place = Some(column),
            _ if head.is_empty() => {}
            _ => {
                let heads: Vec<&str> = KEYS.iter().map(|(_, name)| *name).collect();
                let hint = format!("expected each once: {}", heads.join(", "));
                problems.push(table.wrong(0, column, "is not the head of a column", hint));
            }
        }
    }
    let mut all = Vec::new();
    for row in 1..table.rows.len() {
        let texts = places.map(|place| place.map(|column| table.text(row, column)).unwrap_or_default());
        let is_blank = (0..table.width()).all(|column| table.text(row, column).is_empty());
        if is_blank {
            continue;
        }
        for column in 0..table.width() {
            if table.text(row, column) == ON {
                problems.push(table.wrong(row, column, "is merged with another cell", "split the cells"));
            } else if !table.text(row, column).is_empty() && !places.contains(&Some(column)) {
                problems.push(table.wrong(
                    row,
                    column,
                    "is below no head",
                    "write the head of the column above it",
                ));
            }
        }
        let first = places.into_iter().flatten().next().unwrap_or(0);
        if texts[TITLE].is_empty() {
            problems.push(table.wrong(
                row,
                places[TITLE].unwrap_or(TITLE),
                "has no title",
                "write the title of the Question",
            ));
        }
        if texts[0].is_empty() && texts[1].is_empty() {
            problems.push(table.wrong(
                row,
                first,
                "has neither a number nor a group",
                "write the number of the Question",
            ));
        }
        all.push(texts.map(|text| meant(text).to_owned()));
    }
    all
}
