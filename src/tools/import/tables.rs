//! Annexes that are a table or a list of headed paragraphs: the Questions, and the host's information.

use super::annexes::{Annex, same};
use super::draft::Entries;
use super::markdown;
use super::passage::Passage;
use super::words::begins_with;
use super::zones::plain;
use crate::model::phrases::Phrases;
use crate::tools::new::written::Commented;

/// The columns of the list of Questions: the phrases of their heads and their keys.
const COLUMNS: [(&str, &str); 4] = [
    ("question-number", "number"),
    ("question-title", "title"),
    ("question-working-party", "working-party"),
    ("question-rapporteur", "rapporteur"),
];

/// The annex as a list of Questions; nothing where its table has other columns.
pub(super) fn questions(phrases: &Phrases, annex: &Annex<'_>) -> Option<Commented> {
    let row_of = |passage: &Passage| passage.cell.map(|cell| (cell.table, cell.row));
    if annex.content.len() < 3 || annex.content.iter().any(|passage| passage.cell.is_none()) {
        return None;
    }
    let head = row_of(annex.content.first()?)?;
    let of_head = |passage: &Passage| {
        COLUMNS.iter().find(|(name, _)| plain(phrases, name).is_some_and(|words| same(words, &passage.text)))
    };
    let mut columns = Vec::new();
    for passage in annex.content.iter().filter(|passage| row_of(passage) == Some(head)) {
        columns.push((passage.cell?.column, of_head(passage)?.1));
    }
    let mut rows: Vec<((usize, usize), Entries)> = Vec::new();
    for passage in annex.content.iter().filter(|passage| row_of(passage) != Some(head)) {
        let key = columns.iter().find(|(column, _)| Some(*column) == passage.cell.map(|cell| cell.column))?.1;
        let row = row_of(passage)?;
        if rows.last().is_none_or(|(last, _)| *last != row) {
            rows.push((row, Vec::new()));
        }
        rows.last_mut()?
            .1
            .push((key.to_owned(), Commented::text(markdown::line(passage).replace("\\\n", " "))));
    }
    let questions =
        rows.into_iter().map(|(_, keys)| Commented { flow: true, ..Commented::group(keys) }).collect();
    Some(Commented::group(vec![
        ("kind".to_owned(), Commented::text("questions")),
        ("questions".to_owned(), Commented::list(questions)),
    ]))
}

/// The keys of the host's information, by the phrases of their headings.
const HOST: [(&str, &str); 9] = [
    ("host-venue", "venue"),
    ("host-transport", "transport"),
    ("host-hotels", "hotel-note"),
    ("host-visa", "visa"),
    ("host-health", "health"),
    ("host-currency", "currency"),
    ("host-electricity", "electricity"),
    ("host-climate", "climate"),
    ("host-contact", "contact"),
];

/// The annex as information from the host; nothing where it has no such heading.
pub(super) fn host(phrases: &Phrases, annex: &Annex<'_>) -> Option<Commented> {
    if annex.content.iter().any(|passage| passage.cell.is_some()) {
        return None;
    }
    let mut found: Vec<(&str, Vec<Passage>)> = Vec::new();
    for passage in annex.content {
        let head = HOST.iter().find_map(|(name, key)| {
            let words = plain(phrases, name)?.trim_matches('*');
            Some((*key, begins_with(&passage.text, words)?))
        });
        match head {
            Some((key, end)) => found.push((key, vec![passage.part(end..passage.text.len())])),
            None => found.last_mut()?.1.push(passage.clone()),
        }
    }
    let mut keys = vec![("kind".to_owned(), Commented::text("host"))];
    keys.extend(
        found.into_iter().map(|(key, said)| (key.to_owned(), Commented::text(markdown::blocks(&said)))),
    );
    (keys.len() > 1).then(|| Commented::group(keys))
}
