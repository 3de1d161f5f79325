//! Entries of the letter's lists: one more, one less, one in another place or at another level.

use super::addressees;
use super::candidate::{Candidate, How};
use super::deadlines;
use super::draft::Draft;
use super::passage::{Kind, Passage};
use super::text::span;
use super::translated;
use super::tree::{Path, byte_of, key_at, scalar_at};
use super::words::joined;
use crate::base::yaml::edit::{Change, Said};
use crate::base::yaml::{Node, Value};
use crate::base::{Source, Span};
use crate::compose::typed;
use crate::model::letter::Letter;
use crate::project::session::Session;
use std::ops::Range;
use std::sync::Arc;

/// Where a passage is written: the file, the way to its text or key, and the bytes of its words.
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The way to the text.
    pub path: Path,
    /// Whether it is a key with something below it.
    is_key: bool,
    span: Span,
}

/// Where a passage is written, if that is one place of the letter's files.
pub fn place(draft: &Draft, at: usize) -> Option<Place> {
    let origins = draft.origins.get(at)?;
    let (first, origin) = origins.iter().enumerate().find_map(|(word, origin)| {
        let origin = origin.as_ref().filter(|origin| draft.has(&origin.span.source))?;
        Some((word, origin))
    })?;
    let source = Arc::clone(&origin.span.source);
    let tree = draft.tree(&source)?;
    let end = origins.len();
    let whole = span(draft, at, &(first..end)).unwrap_or_else(|| origin.span.clone());
    let bytes = origin.span.start..origin.span.end;
    match key_at(tree, &bytes) {
        Some(path) => Some(Place { source, path, is_key: true, span: whole }),
        None => {
            let (path, _) = scalar_at(tree, &bytes)?;
            Some(Place { source, path, is_key: false, span: whole })
        }
    }
}

/// The entry of a list, the nearest above a path first: the list, the number of the entry in it, and the list's node.
pub fn entries<'a>(tree: &'a Node, path: &[String]) -> Vec<(Path, usize, &'a Node)> {
    let found = (1..=path.len()).rev().filter_map(|length| {
        let (step, list) = path[..length].split_last()?;
        let node = tree.at(list)?;
        let index = step.parse::<usize>().ok().filter(|index| *index < node.items().len())?;
        Some((list.to_vec(), index, node))
    });
    found.collect()
}

fn written(node: &Node, path: &[String]) -> Option<String> {
    Some(node.at(path)?.written().to_owned())
}

/// Ways to take passages out.
pub fn remove(draft: &Draft, at: &Range<usize>) -> Vec<Candidate> {
    let mut ways = Vec::new();
    let Some(first) = place(draft, at.start) else { return body_less(draft) };
    let Some(tree) = draft.tree(&first.source) else { return ways };
    // A paragraph of a text of several, with the empty line beside it.
    if !first.is_key
        && let Some(node) = tree.at(&first.path)
        && let Some(text) = node.as_str().filter(|text| text.trim().contains('\n'))
        && let Some(last) = place(draft, at.end - 1).filter(|last| last.path == first.path)
        && let (Some(start), Some(end)) = (byte_of(node, first.span.start), byte_of(node, last.span.end))
    {
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let before = text[..line_start].trim_end_matches('\n').len();
        let after = line_end + (text[line_end..].len() - text[line_end..].trim_start_matches('\n').len());
        let kept = [
            format!("{}{}", &text[..before], &text[line_end..]),
            format!("{}{}", &text[..line_start], &text[after..]),
        ];
        for new in kept {
            let new = Said::Text(new.trim_matches('\n').to_owned());
            ways.push(set(&first.source, tree, first.path.clone(), new, How::Text));
        }
    }
    for length in (1..=first.path.len()).rev() {
        let path = first.path[..length].to_vec();
        let Some(old) = written(tree, &path) else { continue };
        ways.push(Candidate::one(How::Entry, &first.source, Change::Remove { path, old }));
    }
    ways.truncate(8);
    ways
}

/// Ways to leave out a block of the body that the house style names.
fn body_less(draft: &Draft) -> Vec<Candidate> {
    let source = draft.files.facts();
    let Some(tree) = draft.tree(source) else { return Vec::new() };
    if let Some(body) = tree.get("body") {
        let named = |(index, item): (usize, &Node)| {
            let old = item.as_str().filter(|text| draft.blocks.iter().any(|block| block == text))?;
            let _ = old;
            let path = vec!["body".to_owned(), index.to_string()];
            Some(Candidate::one(How::Entry, source, Change::Remove { path, old: item.written().to_owned() }))
        };
        return body.items().iter().enumerate().filter_map(named).collect();
    }
    let without = |left_out: usize| {
        let blocks = draft.blocks.iter().enumerate().filter(|(at, _)| *at != left_out);
        let new = Said::List(blocks.map(|(_, name)| Said::Text(name.clone())).collect());
        new_key(source, "body", new)
    };
    (0..draft.blocks.len()).map(without).collect()
}

/// A key that the letter does not have yet.
pub fn new_key(source: &Arc<Source>, key: &str, new: Said) -> Candidate {
    let order = Letter::keys().iter().map(|key| (*key).to_owned()).collect();
    Candidate::one(How::Entry, source, Change::Set { path: vec![key.to_owned()], old: None, new, order })
}

fn set(source: &Arc<Source>, tree: &Node, path: Path, new: Said, how: How) -> Candidate {
    let old = written(tree, &path);
    Candidate::one(how, source, Change::Set { path, old, new, order: Vec::new() })
}

/// Ways to put passages in.
pub fn add(session: &Session, draft: &Draft, before: usize, new: &[Passage]) -> Vec<Candidate> {
    let is_translation = draft.files.original.is_some();
    let Some(first) = new.first() else { return Vec::new() };
    if first.cell.is_some() && new.len() > 1 {
        if is_translation {
            return Vec::new();
        }
        return deadlines::more(session, draft, new);
    }
    let said = typed(&joined(&first.tokens, false));
    let mut ways = Vec::new();
    for (at, is_before) in [(before.checked_sub(1), true), (Some(before), false)] {
        let Some(at) = at.filter(|at| *at < draft.passages.len()) else { continue };
        let Some(place) = place(draft, at) else { continue };
        let Some(tree) = draft.tree(&place.source) else { continue };
        ways.extend(beside(draft, at, &place, tree, first, &said, is_before));
        if is_translation {
            ways.extend(translated::more(draft, &place, &said, is_before));
        }
    }
    if !is_translation {
        ways.extend(addressees::more(draft, before, &said));
        ways.extend(body_more(draft, &said));
    }
    ways.truncate(24);
    ways
}

/// Ways to put a passage in beside one that is written somewhere.
fn beside(
    draft: &Draft,
    at: usize,
    place: &Place,
    tree: &Node,
    new: &Passage,
    said: &str,
    is_before: bool,
) -> Vec<Candidate> {
    let mut ways = Vec::new();
    let level = |kind: Kind| if let Kind::Item(level) = kind { Some(level) } else { None };
    let (own, wanted) = (level(draft.passages[at].kind), level(new.kind));
    let is_deeper = matches!((own, wanted), (Some(own), Some(wanted)) if wanted > own);
    if is_deeper
        && is_before
        && !place.is_key
        && let Some(text) = tree.at(&place.path).and_then(Node::as_str)
    {
        let below = Said::List(vec![Said::Text(said.to_owned())]);
        let new = Said::Group(vec![(text.to_owned(), below)]);
        ways.push(set(&place.source, tree, place.path.clone(), new, How::Entry));
    }
    let is_block = tree.at(&place.path).and_then(Node::as_str).is_some_and(|text| text.trim().contains('\n'));
    if !place.is_key && (is_block || wanted.is_none()) {
        let gap = if wanted.is_some() { "\n- " } else { "\n\n" };
        let change = if is_before {
            let end = place.span.end + marks(&place.source.text()[place.span.end..]);
            Change::Words { at: end..end, old: String::new(), new: format!("{gap}{said}") }
        } else {
            let start = place.span.start;
            let gap = if wanted.is_some() { "\n- " } else { "\n\n" };
            Change::Words { at: start..start, old: String::new(), new: format!("{said}{gap}") }
        };
        // In a list of blocks a block of its own is better, in a text of several paragraphs another paragraph.
        let way = Candidate::one(How::Text, &place.source, change);
        if is_block { ways.insert(0, way) } else { ways.push(way) }
    }
    let mut of_lists = Vec::new();
    // Sentences of a translation are no entries of the letter.
    let own = if draft.files.original.is_some() { Vec::new() } else { entries(tree, &place.path) };
    for (list, index, node) in own {
        let index = if is_before { index + 1 } else { index };
        let is_body = list.first().is_some_and(|key| key == "body") && list.len() == 1;
        let text = Said::Text(said.to_owned());
        let new = if is_body { Said::Group(vec![("text".to_owned(), text)]) } else { text };
        let change = Change::Insert { list, before: index, count: node.items().len(), new };
        of_lists.push(Candidate::one(How::Entry, &place.source, change));
    }
    if is_block {
        ways.extend(of_lists)
    } else {
        ways.splice(0..0, of_lists).for_each(drop)
    }
    ways
}

/// The bytes of Markdown's signs that words end with.
fn marks(text: &str) -> usize {
    text.chars().take_while(|c| matches!(c, '*' | '_')).count()
}

/// Ways to put a paragraph between blocks of the body.
fn body_more(draft: &Draft, said: &str) -> Vec<Candidate> {
    let source = draft.files.facts();
    let Some(tree) = draft.tree(source) else { return Vec::new() };
    let block = || Said::Group(vec![("text".to_owned(), Said::Text(said.to_owned()))]);
    if let Some(body) = tree.get("body").filter(|body| !body.items().is_empty()) {
        let count = body.items().len();
        let list = || vec!["body".to_owned()];
        let insert = |before| Change::Insert { list: list(), before, count, new: block() };
        return (0..=count).map(|before| Candidate::one(How::Entry, source, insert(before))).collect();
    }
    let with = |place: usize| {
        let mut blocks: Vec<Said> = draft.blocks.iter().map(|name| Said::Text(name.clone())).collect();
        blocks.insert(place, block());
        new_key(source, "body", Said::List(blocks))
    };
    (0..=draft.blocks.len()).map(with).collect()
}

/// Ways to put a passage in another place.
pub fn moved(draft: &Draft, from: usize, before: usize) -> Vec<Candidate> {
    let Some(own) = place(draft, from) else { return Vec::new() };
    let Some(tree) = draft.tree(&own.source) else { return Vec::new() };
    let mut ways = Vec::new();
    for neighbour in [before.checked_sub(1), Some(before)] {
        let is_after = neighbour != Some(before);
        let Some(other) =
            neighbour.and_then(|at| place(draft, at)).filter(|o| o.source.path() == own.source.path())
        else {
            continue;
        };
        for (list, index, node) in entries(tree, &own.path) {
            let Some(old) = node.items().get(index).map(|item| item.written().to_owned()) else { continue };
            for (target, to, other_node) in entries(tree, &other.path) {
                let to = if is_after { to + 1 } else { to };
                if target == list {
                    let to = if to > index { to - 1 } else { to };
                    if to != index {
                        let list = list.clone();
                        let change = Change::Move { list, from: index, to, old: old.clone() };
                        ways.push(Candidate::one(How::Entry, &own.source, change));
                    }
                } else if let Some(item) = node.items().get(index) {
                    let mut path = list.clone();
                    path.push(index.to_string());
                    if target.starts_with(&path) {
                        continue;
                    }
                    let insert = Change::Insert {
                        list: target.clone(),
                        before: to,
                        count: other_node.items().len(),
                        new: Said::of(item),
                    };
                    // The one further down first, so that the other's path stays.
                    let remove = Change::Remove { path: path.clone(), old: old.clone() };
                    let is_later = other_node.span.start > item.span.start;
                    let changes = if is_later { vec![insert, remove] } else { vec![remove, insert] };
                    let edits = vec![(own.source.path().to_path_buf(), changes)];
                    ways.push(Candidate { how: How::Entry, edits });
                }
            }
        }
    }
    // Where words of the house style stand beside the new place: any place in the list, the nearest first.
    for (list, from, node) in entries(tree, &own.path) {
        let Some(item) = node.items().get(from) else { continue };
        let mut places: Vec<usize> = (0..node.items().len()).filter(|to| *to != from).collect();
        places.sort_by_key(|to| to.abs_diff(from));
        let change = |to| {
            let old = item.written().to_owned();
            Candidate::one(How::Entry, &own.source, Change::Move { list: list.clone(), from, to, old })
        };
        ways.extend(places.into_iter().take(8).map(change));
    }
    ways.truncate(24);
    ways
}

/// Ways to put an item of a list in Markdown one level down or up: as many blanks as the sign of the item above it takes. A list
/// that begins below an item is counted from 1: with another number Markdown reads no list there.
fn indented(own: &Place, is_deeper: bool) -> Vec<Candidate> {
    let text = own.source.text();
    let line = crate::base::text::start_of_line(text, own.span.start);
    let sign = text[line..].len() - text[line..].trim_start_matches(' ').len() + line;
    let number = &text[sign..own.span.start];
    let number = &number[..number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
    let first = if number.is_empty() { "" } else { "1" };
    let way = |width: usize| {
        let blanks = " ".repeat(width);
        let (at, old, new) = match is_deeper {
            true => (sign..sign + number.len(), number.to_owned(), blanks + first),
            false => (sign.checked_sub(width).filter(|start| *start >= line)?..sign, blanks, String::new()),
        };
        Some(Candidate::one(How::Text, &own.source, Change::Words { at, old, new }))
    };
    [2, 3, 4].into_iter().filter_map(way).collect()
}

/// Ways to put an item one level down or up.
pub fn level(draft: &Draft, at: usize, kind: Kind) -> Vec<Candidate> {
    let (Kind::Item(was), Kind::Item(is)) = (draft.passages[at].kind, kind) else { return Vec::new() };
    let Some(own) = place(draft, at) else { return Vec::new() };
    let Some(tree) = draft.tree(&own.source) else { return Vec::new() };
    let is_text = tree.at(&own.path).and_then(Node::as_str).is_some_and(|text| text.trim().contains('\n'));
    if is_text && !own.is_key {
        return indented(&own, was < is);
    }
    let Some((list, index, node)) = entries(tree, &own.path).into_iter().next() else { return Vec::new() };
    let Some(item) = node.items().get(index) else { return Vec::new() };
    let step = |index: usize| index.to_string();
    let gone = |(at, item): (usize, &Node)| Change::Remove {
        path: [list.clone(), vec![step(at)]].concat(),
        old: item.written().to_owned(),
    };
    let below = &node.items()[index + 1..];
    let mut changes = Vec::new();
    if is == was + 1 && index > 0 {
        // Below the item before it, as its last.
        let before = &node.items()[index - 1];
        let place = [list.clone(), vec![step(index - 1)]].concat();
        match &before.value {
            Value::Scalar { text, .. } => changes.push(Change::Set {
                path: place,
                old: Some(before.written().to_owned()),
                new: Said::Group(vec![(text.clone(), Said::List(vec![Said::of(item)]))]),
                order: Vec::new(),
            }),
            Value::Mapping(entries) => {
                let Some((key, below)) = entries.first() else { return Vec::new() };
                let count = below.items().len();
                let list = [place, vec![key.text.clone()]].concat();
                changes.push(Change::Insert { list, before: count, count, new: Said::of(item) });
            }
            _ => return Vec::new(),
        }
        changes.insert(0, gone((index, item)));
    } else if is + 1 == was && list.len() >= 2 && (below.is_empty() || item.as_str().is_some()) {
        // Behind the item that it was below; those after it are below it then.
        let (outer, parent) = (&list[..list.len() - 2], &list[list.len() - 2]);
        let Ok(parent) = parent.parse::<usize>() else { return Vec::new() };
        let Some(count) = tree.at(outer).map(|node| node.items().len()) else { return Vec::new() };
        let new = match item.as_str().filter(|_| !below.is_empty()) {
            Some(text) => {
                Said::Group(vec![(text.to_owned(), Said::List(below.iter().map(Said::of).collect()))])
            }
            None => Said::of(item),
        };
        changes.push(Change::Insert { list: outer.to_vec(), before: parent + 1, count, new });
        if index == 0 {
            // Nothing is left below it: it becomes a text.
            let text = list.last().cloned().unwrap_or_default();
            let place = list[..list.len() - 1].to_vec();
            let old = written(tree, &place);
            changes.push(Change::Set { path: place, old, new: Said::Text(text), order: Vec::new() });
        } else {
            // The last one first, so that the numbers of the others stay.
            changes.extend(node.items().iter().enumerate().skip(index).rev().map(gone));
        }
    }
    if changes.is_empty() {
        return Vec::new();
    }
    vec![Candidate { how: How::Entry, edits: vec![(own.source.path().to_path_buf(), changes)] }]
}
