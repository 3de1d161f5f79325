//! Passages that were split or joined: in one text, or in entries of a list.

use super::candidate::{Candidate, How};
use super::draft::Draft;
use super::lists::place;
use super::passage::Passage;
use super::text::{change, span, together};
use super::tree::{Path, byte_of, scalar_at};
use crate::base::Span;
use crate::base::yaml::edit::{Change, Said};
use crate::base::yaml::{Node, Value};
use std::ops::Range;

/// Ways to split a passage or to join two.
pub fn replace(draft: &Draft, at: &Range<usize>, new: &[Passage]) -> Vec<Candidate> {
    match (at.len(), new.len()) {
        (1, 2) => split(draft, at.start, new),
        (2, 1) => join(draft, at.start),
        _ => Vec::new(),
    }
}

/// The bytes of one word.
fn word(draft: &Draft, passage: usize, word: usize) -> Option<Span> {
    span(draft, passage, &(word..word + 1))
}

fn split(draft: &Draft, at: usize, new: &[Passage]) -> Vec<Candidate> {
    // The blank where the second begins becomes an empty line.
    let place = new[0].tokens.len();
    if place == 0 || place >= draft.passages[at].tokens.len() {
        return Vec::new();
    }
    let (Some(before), Some(after)) = (word(draft, at, place - 1), word(draft, at, place)) else {
        return Vec::new();
    };
    if before.end > after.start {
        return Vec::new();
    }
    let gap = Span::new(&before.source, before.end, after.start);
    let mut ways = vec![together(How::Text, vec![change(&gap, "\n\n".to_owned())])];
    let Some(tree) = draft.tree(&before.source) else { return ways };
    // An item of a list of the letter becomes two.
    if let Some((path, node)) = scalar_at(tree, &(gap.start..gap.end))
        && let Some((list, index, is_text)) = entry(tree, &path)
        && let Some(text) = node.as_str()
        && let (Some(cut), Some(next)) = (byte_of(node, gap.start), byte_of(node, gap.end))
    {
        let count = tree.at(&list).map_or(0, |list| list.items().len());
        let second = Said::Text(text[next..].to_owned());
        let second = if is_text { Said::Group(vec![("text".to_owned(), second)]) } else { second };
        let changes = vec![
            set(&path, node, text[..cut].to_owned()),
            Change::Insert { list, before: index + 1, count, new: second },
        ];
        ways.push(Candidate { how: How::Entry, edits: vec![(before.source.path().to_path_buf(), changes)] });
    }
    ways
}

fn join(draft: &Draft, first: usize) -> Vec<Candidate> {
    let mut ways = Vec::new();
    let last = draft.passages[first].tokens.len().saturating_sub(1);
    if let (Some(one), Some(two)) = (word(draft, first, last), word(draft, first + 1, 0))
        && one.source.path() == two.source.path()
        && one.end <= two.start
    {
        let gap = Span::new(&one.source, one.end, two.start);
        ways.push(together(How::Text, vec![change(&gap, " ".to_owned())]));
    }
    // Entries that follow each other become one.
    if let (Some(one), Some(two)) = (place(draft, first), place(draft, first + 1))
        && one.source.path() == two.source.path()
        && let Some(tree) = draft.tree(&one.source)
        && let (Some((list, a, _)), Some((other, b, _))) = (entry(tree, &one.path), entry(tree, &two.path))
        && list == other
        && b == a + 1
        && let (Some(x), Some(y)) = (tree.at(&one.path), tree.at(&two.path))
        && let (Some(text), Some(more)) = (x.as_str(), y.as_str())
        && let Some(item) = tree.at(&list).and_then(|list| list.items().get(b))
    {
        let gone = [list, vec![b.to_string()]].concat();
        let changes = vec![
            set(&one.path, x, format!("{} {}", text.trim_end(), more.trim_start())),
            Change::Remove { path: gone, old: item.written().to_owned() },
        ];
        ways.push(Candidate { how: How::Entry, edits: vec![(one.source.path().to_path_buf(), changes)] });
    }
    ways
}

/// The entry of a list that a text is: the list, its number there, and whether the text is its key `text`.
fn entry(tree: &Node, path: &[String]) -> Option<(Path, usize, bool)> {
    let (last, above) = path.split_last()?;
    let (step, list, is_text) = match last.parse::<usize>() {
        Ok(step) => (step, above, false),
        Err(_) => {
            let (step, list) = above.split_last()?;
            (step.parse().ok()?, list, last == "text")
        }
    };
    let is_whole = match &tree.at(above)?.value {
        Value::Mapping(entries) => entries.len() == 1,
        _ => true,
    };
    (is_whole && (is_text || above.len() == list.len())).then(|| (list.to_vec(), step, is_text))
}

fn set(path: &[String], node: &Node, new: String) -> Change {
    Change::Set {
        path: path.to_vec(),
        old: Some(node.written().to_owned()),
        new: Said::Text(new),
        order: Vec::new(),
    }
}
