//! An annex with an agenda: its notes, and its items at their levels.

use super::annexes::{Annex, below, note, same, with};
use super::markdown;
use super::passage::Passage;
use super::search::Search;
use crate::base::text::one_line;
use crate::compose::markdown::ProseKind;
use crate::model::phrases::Phrases;
use crate::tools::new::written::Commented;

/// What stands above an agenda, where it is not the usual place and dates: the words for the phrase that prints them.
pub(super) fn place(search: &Search<'_>, phrases: &Phrases, annex: &Annex<'_>) -> Option<String> {
    let first = annex.content.iter().position(markdown::is_item)?;
    let above: Vec<&Passage> =
        annex.content[..first].iter().filter(|passage| note(phrases, passage).is_none()).collect();
    let usual = search.values(&["{{ phrases.agenda_place }}".to_owned()]).into_values().next()?;
    let said: Vec<String> = above.iter().flat_map(|passage| passage.keys()).collect();
    if above.len() > 3 || said == super::words::keys(&usual) {
        return None;
    }
    Some(above.iter().map(|passage| line(passage)).collect::<Vec<_>>().join("<br>"))
}

/// The annex as an agenda; nothing where it is none: all but a few lines at its beginning must be items.
pub(super) fn annex(
    search: &Search<'_>,
    phrases: &Phrases,
    index: usize,
    annex: &Annex<'_>,
    pieces: &[Commented],
) -> Option<Commented> {
    let first = annex.content.iter().position(markdown::is_item)?;
    let items = &annex.content[first..];
    let above = &annex.content[..first];
    if items.len() < 2
        || above.len() > 6
        || !items.iter().all(|item| markdown::is_item(item) && item.cell.is_none())
    {
        return None;
    }
    let entry = |key: &str, piece: Commented| (key.to_owned(), piece);
    let mut keys = vec![entry("kind", Commented::text("agenda"))];
    let plain = with(search, pieces, index, Commented::group(keys.clone()))?;
    let head = plain.passages.iter().find(|passage| passage.section == index + 1)?;
    if let Some(title) = &annex.title {
        let usual = head.keys().into_iter().skip(2).collect::<Vec<_>>();
        let said = title.keys();
        if !usual.ends_with(&said) || usual.len() > said.len() + 12 {
            keys.push(entry("title", Commented::text(one_line(&markdown::line(title).replace("\\\n", " ")))));
        }
    }
    let notes: Vec<Commented> = above
        .iter()
        .filter_map(|passage| note(phrases, passage))
        .map(|note| Commented::text(line(&note)))
        .collect();
    if !notes.is_empty() {
        keys.push(entry("notes", Commented::list(notes)));
    }
    let is_bare = |item: &Passage| {
        let mark = item.mark.trim_end_matches('.');
        mark.contains('.') || (item.mark == mark && mark.parse::<u32>().is_ok())
    };
    if items.iter().any(is_bare) {
        keys.push(entry("numbering", Commented::text("decimal")));
    }
    let usual = below(&plain, index + 1).filter(|passage| matches!(passage.kind, ProseKind::Item(_)));
    let usual: Vec<&str> = usual.map(|passage| passage.text.as_str()).collect();
    let is_usual =
        usual.len() == items.len() && usual.iter().zip(items).all(|(usual, item)| same(usual, &item.text));
    if !is_usual {
        let levels = markdown::levels(items);
        keys.push(entry("items", Commented::list(nested(items, &levels, 0).0)));
    }
    Some(Commented::group(keys))
}

fn line(passage: &Passage) -> String {
    markdown::line(passage).replace("\\\n", " ")
}

/// Items from the first on that are at a level or below it, and how many they are.
fn nested(items: &[Passage], levels: &[usize], level: usize) -> (Vec<Commented>, usize) {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < items.len() && levels[at] >= level {
        let text = line(&items[at]);
        let (below, count) = if levels.get(at + 1).is_some_and(|next| *next > level) {
            nested(&items[at + 1..], &levels[at + 1..], level + 1)
        } else {
            (Vec::new(), 0)
        };
        found.push(match below.is_empty() {
            true => Commented::text(text),
            false => Commented::group(vec![(text, Commented::list(below))]),
        });
        at += 1 + count;
    }
    (found, at)
}
