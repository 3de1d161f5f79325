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
        // A group that is none of the Questions stands in place of a number.
        let is_group = key == "number" && !passage.text.starts_with(|c: char| c.is_ascii_digit());
        let key = if is_group { "group" } else { key };
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
    let mut found: Vec<(&str, Vec<Passage>)> = Vec::new();
    let mut cells: Vec<&Passage> = Vec::new();
    for passage in annex.content {
        if passage.cell.is_some() {
            cells.push(passage);
            continue;
        }
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
    let direct = plain(phrases, "host-hotels-direct").unwrap_or_default();
    let is_usual = |said: &[Passage]| matches!(said, [one] if same(&one.text, direct));
    for (key, said) in found {
        let is_hotels = key == "hotel-note";
        if !(is_hotels && is_usual(&said)) {
            keys.push((key.to_owned(), Commented::text(markdown::blocks(&said))));
        }
        if is_hotels && !cells.is_empty() {
            keys.push(("hotels".to_owned(), hotels(phrases, &std::mem::take(&mut cells))?));
        }
    }
    (keys.len() > 1 && cells.is_empty()).then(|| Commented::group(keys))
}

/// The table of hotels; nothing where it has other columns.
fn hotels(phrases: &Phrases, cells: &[&Passage]) -> Option<Commented> {
    let mut rows: Vec<(usize, [Vec<Passage>; 3])> = Vec::new();
    for passage in cells {
        let cell = passage.cell?;
        if rows.last().is_none_or(|(row, _)| *row != cell.row) {
            rows.push((cell.row, Default::default()));
        }
        rows.last_mut()?.1.get_mut(cell.column)?.extend(passage.lines());
    }
    let heads = ["hotel", "hotel-address", "hotel-rate"];
    let (_, head) = rows.first()?;
    let is_head = |(said, name): (&Vec<Passage>, &str)| {
        plain(phrases, name).is_some_and(|words| said.len() == 1 && same(words, &said[0].text))
    };
    if !head.iter().zip(heads).all(is_head) {
        return None;
    }
    let tel = plain(phrases, "label-tel").unwrap_or_default();
    let hotel = |(_, [name, about, rate]): &(usize, [Vec<Passage>; 3])| {
        let mut keys: Entries = Vec::new();
        let mut put =
            |key: &str, text: &str| keys.push((key.to_owned(), Commented::text(markdown::tidy(text.trim()))));
        for (line, key) in name.iter().zip(["name", "web"]) {
            put(key, &line.text);
        }
        let mut plain = ["address", "distance"].into_iter();
        for line in about {
            match begins_with(&line.text, tel) {
                Some(end) => put("tel", &line.text[end..]),
                None if line.text.contains('@') => put("e-mail", &line.text),
                None => put(plain.next()?, &line.text),
            }
        }
        rate.iter().for_each(|line| put("rate", &line.text));
        Some(Commented { flow: true, ..Commented::group(keys) })
    };
    Some(Commented::list(rows[1..].iter().map(hotel).collect::<Option<Vec<_>>>()?))
}

/// The annex as a time plan that is on the web or a file of its own.
pub(super) fn time_plan(annex: &Annex<'_>) -> Option<Commented> {
    if annex.content.len() > 3 || annex.content.iter().any(|passage| passage.cell.is_some()) {
        return None;
    }
    let links = annex.content.iter().flat_map(|passage| {
        let typed =
            passage.text.split_whitespace().filter(|word| word.starts_with("http")).map(str::to_owned);
        passage.looks.iter().filter_map(|look| look.link.clone()).chain(typed)
    });
    let web = links.into_iter().find(|link| link.starts_with("http"));
    let entry = |key: &str, text: &str| (key.to_owned(), Commented::text(text));
    let mut keys = vec![entry("kind", "time-plan")];
    match web {
        Some(web) => keys.push(entry("web", &web)),
        None => keys.push(entry("attached", "yes")),
    }
    Some(Commented::group(keys))
}
