//! The key deadlines of an old letter: which items of the house style they are, and where their dates differ from the rule.

use super::body::passages;
use super::dates;
use super::made::MadePassage;
use super::markdown;
use super::passage::Passage;
use super::search::Search;
use super::words::likeness;
use crate::compose::markdown::ProseKind;
use crate::model::letter::DeadlineItem;
use crate::model::phrases::{PhraseName, Phrases};
use crate::tools::new::written::Commented;
use chrono::NaiveDate;

/// The block of the body that prints them.
const BLOCK: &str = "deadlines";
/// From here on an item is the house style's, worded in another way.
const NEAR: f64 = 0.45;

/// A date and what is due on it.
struct Row {
    date: NaiveDate,
    items: Vec<Passage>,
}

/// Writes the deadlines that the old body has. Gives what is to be looked at.
pub(super) fn settle(search: &mut Search<'_>, phrases: &Phrases, body: &[Passage], year: i32) -> Vec<String> {
    let rows = rows(phrases, body, year);
    if rows.is_empty() {
        return Vec::new();
    }
    let usual: Vec<DeadlineItem> =
        of_house(search, phrases, year).into_iter().map(|(item, ..)| item).collect();
    let mut all = search.draft.clone();
    let every = DeadlineItem::ALL.map(|item| (item.word().to_owned(), Commented::text("by-rule")));
    all.put("deadlines", Commented::group(every.to_vec()));
    std::mem::swap(&mut search.draft, &mut all);
    let known = of_house(search, phrases, year);
    std::mem::swap(&mut search.draft, &mut all);
    let mut pairs: Vec<(f64, usize, usize, usize)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for (index, item) in row.items.iter().enumerate() {
            for (number, (_, date, keys)) in known.iter().enumerate() {
                let like = likeness(keys, &item.keys()) + if *date == row.date { 0.2 } else { 0.0 };
                let like = like + telling(&known, number, item);
                pairs.push((like, at, index, number));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (like, at, index, number) in pairs {
        let is_free = found.iter().all(|other| (other.0, other.1) != (at, index) && other.2 != number);
        if like >= NEAR && is_free {
            found.push((at, index, number));
        }
    }
    write(search, &rows, &usual, &known, &found)
}

/// Words that only one item of the house style has say which one is meant: more where an old item has one of them, less where
/// it has those of another item alone.
fn telling(known: &[(DeadlineItem, NaiveDate, Vec<String>)], number: usize, item: &Passage) -> f64 {
    let stem =
        |word: &String| word.to_lowercase().chars().filter(|c| c.is_alphabetic()).take(6).collect::<String>();
    let stems = |words: &[String]| -> Vec<String> {
        words.iter().map(stem).filter(|stem| stem.chars().count() > 3).collect()
    };
    let all: Vec<Vec<String>> = known.iter().map(|(.., keys)| stems(keys)).collect();
    let said = stems(&item.keys());
    let has = |at: usize| {
        let is_own = |word: &&String| {
            !all.iter().enumerate().any(|(other, words)| other != at && words.contains(word))
        };
        all[at].iter().filter(is_own).any(|word| said.contains(word))
    };
    match (has(number), (0..all.len()).any(|other| other != number && has(other))) {
        (true, _) => 0.4,
        (false, true) => -0.4,
        _ => 0.0,
    }
}

/// Writes the keys.
fn write(
    search: &mut Search<'_>,
    rows: &[Row],
    usual: &[DeadlineItem],
    known: &[(DeadlineItem, NaiveDate, Vec<String>)],
    found: &[(usize, usize, usize)],
) -> Vec<String> {
    let (mut entries, mut tasks) = (Vec::new(), Vec::new());
    for item in DeadlineItem::ALL {
        let rule = known.iter().position(|(other, ..)| *other == item);
        let place = found.iter().find(|(.., number)| Some(*number) == rule);
        let piece = match place {
            None if usual.contains(&item) => Commented::text("omit"),
            None => continue,
            Some((at, _, number)) if known[*number].1 != rows[*at].date => {
                let (date, rule) = (rows[*at].date, known[*number].1);
                tasks.push(format!(
                    "the deadline `{}` is {date} and not {rule}, as its rule says: write the reason",
                    item.word()
                ));
                on(date, &format!(": the rule gives {rule}"))
            }
            Some(_) if usual.contains(&item) => continue,
            Some(_) => Commented::text("by-rule"),
        };
        entries.push((item.word().to_owned(), piece));
    }
    let mut others = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for (index, item) in row.items.iter().enumerate() {
            if found.iter().all(|place| (place.0, place.1) != (at, index)) {
                others.push(Commented::group(vec![
                    ("date".to_owned(), Commented::text(row.date.to_string())),
                    ("text".to_owned(), Commented::text(markdown::line(item))),
                ]));
            }
        }
    }
    if !others.is_empty() {
        entries.push(("other".to_owned(), Commented::list(others)));
    }
    if entries.is_empty() {
        search.draft.drop("deadlines");
    } else {
        search.draft.put("deadlines", Commented::group(entries));
    }
    search.measure();
    tasks
}

/// A date that differs from its rule, with a reason that somebody has to write.
pub(super) fn on(date: NaiveDate, rule: &str) -> Commented {
    let keys = vec![
        ("date".to_owned(), Commented::text(date.to_string())),
        ("reason".to_owned(), Commented::insert("reason", "[reason]")),
    ];
    Commented::group(keys).above(format!("from the old letter{rule}"))
}

/// The items that the block prints, each with its date.
fn of_house(
    search: &Search<'_>,
    phrases: &Phrases,
    year: i32,
) -> Vec<(DeadlineItem, NaiveDate, Vec<String>)> {
    let mut date = None;
    let mut found = Vec::new();
    for passage in passages(search, BLOCK) {
        if !matches!(passage.kind, ProseKind::Item(_)) {
            let days = dates::days(phrases, &passage.text, year);
            date = days.first().map(|days| days.from).or(date);
            continue;
        }
        if let (Some(item), Some(date)) = (item_of(&passage), date) {
            found.push((item, date, passage.keys()));
        }
    }
    found
}

fn item_of(passage: &MadePassage) -> Option<DeadlineItem> {
    let is = |item: &DeadlineItem| passage.is_of(&PhraseName::deadline(*item));
    DeadlineItem::ALL.into_iter().find(is)
}

/// Rows of a table or lines: a date alone, then what is due.
fn rows(phrases: &Phrases, body: &[Passage], year: i32) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let Some(date) = date_alone(phrases, &body[at], year) else {
            at += 1;
            continue;
        };
        let cell = body[at].cell;
        let belongs = |passage: &Passage| match (cell, passage.cell) {
            (Some(date), Some(cell)) => date.table == cell.table && date.row == cell.row,
            (None, None) => markdown::is_item(passage),
            _ => false,
        };
        let items: Vec<Passage> =
            body[at + 1..].iter().take_while(|passage| belongs(passage)).cloned().collect();
        at += 1 + items.len();
        if !items.is_empty() {
            rows.push(Row { date, items });
        }
    }
    rows
}

/// The date that a passage consists of.
fn date_alone(phrases: &Phrases, passage: &Passage, year: i32) -> Option<NaiveDate> {
    let text = passage.text.trim();
    let days = dates::days(phrases, text, year);
    let first = days.first().filter(|days| !days.is_range)?;
    let rest = text.len() - first.range.len();
    // A day of the week may stand beside it.
    (rest <= 24 && !markdown::is_item(passage)).then_some(first.from)
}
