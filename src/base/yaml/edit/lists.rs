//! Items of a list: a new one, one in another place, one less.

use super::keys::is_flow;
use super::said::Said;
use super::splice::Edit;
use super::write::{behind_dash, end_of_line, in_brackets, line_end, margin, with_comments};
use crate::base::text::start_of_line;
use crate::base::yaml::Node;
use std::ops::Range;

/// The edit that takes out lines from one byte to the end of the line of another.
pub(super) fn line(file: &str, start: usize, last: usize) -> Edit {
    let end = end_of_line(file, last);
    match file[end..].find('\n') {
        Some(newline) => (start..end + newline + 1, String::new()),
        // The last line of a file without an end: what ends the line above goes.
        None => (file[..start].trim_end_matches(['\n', '\r']).len()..end, String::new()),
    }
}

/// The lines of the items with the comments right above each, without the last line end; `None` where items share a
/// line.
fn chunks(list: &Node) -> Option<Vec<Range<usize>>> {
    let file = list.span.source.text();
    let mut chunks: Vec<Range<usize>> = Vec::new();
    for item in list.items() {
        let dash = dash(item)?;
        margin(file, dash)?;
        let least = chunks.last().map_or(0, |chunk| chunk.end);
        let first = start_of_line(file, dash);
        let start =
            if chunks.is_empty() { own_comments(list, first) } else { with_comments(file, first, least) };
        let end = end_of_line(file, item.span.end.max(dash + 1));
        (start >= least).then_some(())?;
        chunks.push(start..end);
    }
    Some(chunks)
}

/// Where the first item begins: comments between the key and it are about the item.
fn own_comments(list: &Node, first: usize) -> usize {
    let file = list.span.source.text();
    let start = with_comments(file, first, 0);
    // The key stands on the line above; at the top of a file the comments are about all of it.
    if start == 0 { first } else { start }
}

/// The dash of an item.
fn dash(item: &Node) -> Option<usize> {
    let file = item.span.source.text();
    let before = file[..item.span.start].trim_end_matches(' ');
    before.ends_with('-').then(|| before.len() - 1)
}

/// The ways to put an item before another, or at the end.
pub(super) fn insert(list: &Node, before: usize, new: &Said) -> Vec<Vec<Edit>> {
    let (file, items) = (list.span.source.text(), list.items());
    if is_flow(list) {
        let written = in_brackets(new);
        let way = match (items.get(before), items.last()) {
            (Some(item), _) => (item.span.start..item.span.start, format!("{written}, ")),
            (None, Some(last)) => (last.span.end..last.span.end, format!(", {written}")),
            (None, None) => (list.span.start..list.span.end, format!("[{written}]")),
        };
        return vec![vec![way]];
    }
    let (Some(chunks), Some(dash)) = (chunks(list), items.first().and_then(dash)) else { return Vec::new() };
    let (indent, ends) = (dash - start_of_line(file, dash), line_end(file));
    let lines = format!("{}-{}", " ".repeat(indent), behind_dash(new, indent + 2, ends));
    match (chunks.get(before), chunks.last()) {
        (Some(chunk), _) => vec![vec![(chunk.start..chunk.start, lines + ends)]],
        (None, Some(last)) => vec![vec![(last.end..last.end, format!("{ends}{lines}"))]],
        (None, None) => Vec::new(),
    }
}

/// The ways to take an item out.
pub(super) fn removed(list: &Node, index: usize) -> Vec<Vec<Edit>> {
    let (file, items) = (list.span.source.text(), list.items());
    if is_flow(list) {
        let range = match (index.checked_sub(1).and_then(|at| items.get(at)), items.get(index + 1)) {
            (_, Some(next)) => items[index].span.start..next.span.start,
            (Some(before), None) => before.span.end..items[index].span.end,
            (None, None) => list.span.start + 1..list.span.end - 1,
        };
        return vec![vec![(range, String::new())]];
    }
    let Some(chunks) = chunks(list) else { return Vec::new() };
    vec![vec![line(file, chunks[index].start, chunks[index].end)]]
}

/// The ways to move an item: the pieces change places, what stands between them stays.
pub(super) fn moved(list: &Node, from: usize, to: usize) -> Vec<Vec<Edit>> {
    let file = list.span.source.text();
    let pieces: Option<Vec<Range<usize>>> = match is_flow(list) {
        true => Some(list.items().iter().map(|item| item.span.start..item.span.end).collect()),
        false => chunks(list),
    };
    let Some(pieces) = pieces else { return Vec::new() };
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    let item = order.remove(from);
    order.insert(to, item);
    let edits = pieces.iter().zip(&order).enumerate().filter(|(at, (_, new))| at != *new);
    vec![edits.map(|(_, (place, new))| (place.clone(), file[pieces[*new].clone()].to_owned())).collect()]
}
