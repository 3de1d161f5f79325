//! The annex with practical information: which items of the house style it has, worded how, and its own ones.

use super::annexes::{Annex, below, head_end, run_in_head, with};
use super::made::MadePassage;
use super::markdown;
use super::passage::{Look, Passage};
use super::search::Search;
use super::words::likeness;
use crate::tools::new::written::Commented;

/// From here on a paragraph is an item of the house style, worded in another way.
const NEAR: f64 = 0.5;

/// An item of the house style and the old paragraphs that say it.
struct Item {
    name: String,
    usual: Vec<Vec<String>>,
    said: Vec<Passage>,
    /// The old letter's own items behind it.
    own: Vec<Passage>,
}

/// The annex as practical information; nothing where it has fewer than two items of the house style, or none where its title
/// says that it is practical information.
pub(super) fn annex(
    search: &Search<'_>,
    index: usize,
    annex: &Annex<'_>,
    pieces: &[Commented],
    is_titled: bool,
) -> Option<Commented> {
    let entry = |key: &str, piece: Commented| (key.to_owned(), piece);
    let mut keys = vec![entry("kind", Commented::text("practical"))];
    let made = with(search, pieces, index, Commented::group(keys.clone()))?;
    let head = made.passages.iter().find(|passage| passage.section == index + 1)?.keys();
    let mut items = usual(search, &below(&made, index + 1).collect::<Vec<_>>());
    let heads: Vec<Vec<String>> =
        below(&made, index + 1).filter(|p| p.phrase_with("item-").is_none()).map(MadePassage::keys).collect();
    let mut current: Option<usize> = None;
    let mut found = 0;
    // What stands above the first item of the house style goes with it.
    let mut above: Vec<Passage> = Vec::new();
    for passage in annex.content {
        let said = passage.keys();
        if heads.iter().any(|head| likeness(head, &said) > 0.9) {
            continue;
        }
        let near = |item: &Item| item.usual.iter().map(|usual| likeness(usual, &said)).fold(0.0, f64::max);
        let start = |item: &Item| same_head(item, passage);
        let best = (0..items.len()).max_by(|a, b| near(&items[*a]).total_cmp(&near(&items[*b])))?;
        let by_head = (0..items.len()).find(|at| start(&items[*at]));
        let at = if near(&items[best]) >= NEAR { Some(best) } else { by_head };
        // Items keep the order of the house style: what stands before them again is an own one.
        match at.filter(|at| current.is_none_or(|current| *at >= current)) {
            Some(at) => {
                items[at].said.append(&mut above);
                items[at].said.push(passage.clone());
                current = Some(at);
                found += 1;
            }
            None => match current {
                Some(at) if run_in_head(passage).is_some() && passage.cell.is_none() => {
                    items[at].own.push(passage.clone())
                }
                Some(at) if items[at].own.is_empty() => items[at].said.push(passage.clone()),
                Some(at) => items[at].own.push(passage.clone()),
                None => above.push(passage.clone()),
            },
        }
    }
    if found < if is_titled { 1 } else { 2 } {
        return None;
    }
    if let Some(title) = &annex.title
        && !head.ends_with(&title.keys())
    {
        keys.push(entry("title", Commented::text(markdown::line(title).replace("\\\n", " "))));
    }
    let texts: Vec<(String, Commented)> = items.iter().filter_map(text).collect();
    if !texts.is_empty() {
        keys.push(entry("items", Commented::group(texts)));
    }
    let own: Vec<Commented> = items.iter().flat_map(own_items).collect();
    if !own.is_empty() {
        keys.push(entry("own-items", Commented::list(own)));
    }
    Some(Commented::group(keys))
}

/// Whether a paragraph begins with the same heading as an item.
fn same_head(item: &Item, passage: &Passage) -> bool {
    let Some(end) = head_end(passage) else { return false };
    let head = super::words::keys(&passage.text[..end]);
    item.usual.first().is_some_and(|usual| usual.starts_with(&head))
}

/// The items of the house style with the passages that they print, in order.
fn usual(search: &Search<'_>, made: &[&MadePassage]) -> Vec<Item> {
    let house = search.session().house();
    let names = search.names("items");
    let texts: Vec<(String, String)> = names
        .into_iter()
        .filter_map(|name| {
            Some((name.clone(), house.text(&format!("items/{name}.md")).ok()?.text().to_owned()))
        })
        .collect();
    let mut items: Vec<Item> = Vec::new();
    for passage in made {
        let Some(phrase) = passage.phrase_with("item-") else { continue };
        let said = format!("phrases.{}", phrase.replace('-', "_"));
        let is_in = |text: &str| {
            text.match_indices(&said).any(|(at, _)| {
                !text[at + said.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            })
        };
        let Some((name, _)) = texts.iter().find(|(_, text)| is_in(text)) else { continue };
        match items.last_mut().filter(|item| item.name == *name) {
            Some(item) => item.usual.push(passage.keys()),
            None => items.push(Item {
                name: name.clone(),
                usual: vec![passage.keys()],
                said: Vec::new(),
                own: Vec::new(),
            }),
        }
    }
    items
}

/// What the letter says of an item: nothing where that is the house style's.
fn text(item: &Item) -> Option<(String, Commented)> {
    let said: Vec<Vec<String>> = item.said.iter().map(Passage::keys).collect();
    if said == item.usual {
        return None;
    }
    // A heading that a plain text shows in capitals is a bold one.
    let mut passages = item.said.clone();
    for passage in passages.iter_mut().filter(|passage| passage.looks.is_empty()) {
        if let Some(end) = head_end(passage) {
            passage.looks.push(Look { range: 0..end, bold: true, ..Look::default() });
        }
    }
    Some((item.name.clone(), Commented::text(markdown::blocks(&passages))))
}

/// Items of the letter's own, each with what follows it.
fn own_items(item: &Item) -> Vec<Commented> {
    let mut found: Vec<(String, Vec<Passage>)> = Vec::new();
    for passage in &item.own {
        match run_in_head(passage) {
            Some(end) => {
                let sign = passage.text[end..].chars().next().map_or(1, char::len_utf8);
                let head = compose_typed(&passage.text[..end]);
                found.push((head, vec![passage.part(end + sign..passage.text.len())]));
            }
            None => {
                if let Some((_, passages)) = found.last_mut() {
                    passages.push(passage.clone());
                }
            }
        }
    }
    let piece = |(head, passages): (String, Vec<Passage>)| {
        Commented::group(vec![
            ("head".to_owned(), Commented::text(head)),
            ("text".to_owned(), Commented::text(markdown::blocks(&passages))),
            ("after".to_owned(), Commented::text(&item.name)),
        ])
    };
    found.into_iter().map(piece).collect()
}

fn compose_typed(text: &str) -> String {
    crate::compose::typed(&markdown::tidy(text))
}
