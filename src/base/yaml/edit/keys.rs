//! Keys of a group: another value, a new key, one less.

use super::said::Said;
use super::scalar::{quoted, scalar};
use super::splice::Edit;
use super::words::rewritten;
use super::write::{behind_colon, behind_dash, end_of_line, in_brackets, line_end, margin, with_comments};
use crate::base::text::start_of_line;
use crate::base::yaml::{Key, Node, Value};

/// One past the last byte of an entry.
fn end(key: &Key, node: &Node) -> usize {
    if node.written().is_empty() { key.span.end + 1 } else { node.span.end }
}

/// Whether a group or a list is written in braces or brackets.
pub(super) fn is_flow(node: &Node) -> bool {
    node.span.text().starts_with(['{', '['])
}

/// The ways to another value of a key, or of an item.
pub(super) fn replace(parent: &Node, key: &str, node: &Node, new: &Said) -> Vec<Vec<Edit>> {
    let mut ways = Vec::new();
    if let (Value::Scalar { .. }, Said::Text(text)) = (&node.value, new) {
        ways.extend(rewritten(node, text));
    }
    let file = node.span.source.text();
    let whole = node.span.start..node.span.end;
    let Some((key, _)) = parent.entries().iter().find(|(known, _)| known.text == key) else {
        ways.extend(of_item(parent, node, new));
        ways.push(vec![(whole, in_brackets(new))]);
        return ways;
    };
    let colon = key.span.end + 1;
    let indent = key.span.start - start_of_line(file, key.span.start) + 2;
    let lines = behind_colon(new, indent, line_end(file));
    let in_line = format!(" {}", in_brackets(new));
    // A comment beside the key stays there: what is in its line is put before it, what is below goes below.
    let line = end_of_line(file, colon);
    if line < node.span.start && file[colon..line].contains('#') {
        let old = line..end(key, node);
        if lines.starts_with(['\r', '\n']) {
            ways.push(vec![(old.clone(), lines)]);
        } else if !lines.contains('\n') {
            ways.push(vec![(colon..colon, lines), (old.clone(), String::new())]);
        }
        ways.push(vec![(colon..colon, in_line), (old, String::new())]);
        return ways;
    }
    let old = colon..end(key, node);
    if !is_flow(parent) {
        ways.push(vec![(old.clone(), lines)]);
    }
    ways.push(vec![(old, in_line)]);
    ways
}

/// The ways to another value of an item that has its own lines: a sentence that gets a list below it stays as it is.
fn of_item(list: &Node, node: &Node, new: &Said) -> Vec<Vec<Edit>> {
    let file = node.span.source.text();
    if is_flow(list) {
        return Vec::new();
    }
    let (indent, ends) = (node.span.start - start_of_line(file, node.span.start), line_end(file));
    let mut ways = Vec::new();
    if let (Value::Scalar { text, .. }, Said::Group(entries)) = (&node.value, new)
        && let [(key, below)] = &entries[..]
        && key == text
    {
        let (end, line) = (node.span.end, end_of_line(file, node.span.end));
        ways.push(vec![(end..end, ":".to_owned()), (line..line, behind_colon(below, indent + 2, ends))]);
    }
    let lines = behind_dash(new, indent, ends).trim_start().to_owned();
    ways.push(vec![(node.span.start..node.span.end, lines)]);
    ways
}

/// Whether an empty line stands before one of these keys.
fn are_apart(file: &str, entries: &[(Key, Node)]) -> bool {
    entries.iter().skip(1).any(|(key, _)| {
        let above = file[..start_of_line(file, key.span.start)].lines().rev();
        above.take_while(|line| line.is_empty() || line.starts_with('#')).any(str::is_empty)
    })
}

/// Where a new key is put.
pub(super) struct Place<'a> {
    group: &'a Node,
    /// How many keys stand before it.
    pub(super) index: usize,
}

impl<'a> Place<'a> {
    /// Behind the last key that comes before it in order; a key without an order comes last.
    pub(super) fn of(group: &'a Node, key: &str, order: &[String]) -> Self {
        let rank = |key: &str| order.iter().position(|known| known == key);
        let entries = group.entries();
        let index = match rank(key) {
            None => entries.len(),
            Some(own) => {
                let before = |(known, _): &(Key, Node)| rank(&known.text).is_some_and(|rank| rank < own);
                entries.iter().rposition(before).map_or(0, |at| at + 1)
            }
        };
        Self { group, index }
    }

    /// The ways to write it.
    pub(super) fn ways(&self, key: &str, new: &Said) -> Vec<Vec<Edit>> {
        let (group, entries) = (self.group, self.group.entries());
        let file = group.span.source.text();
        let in_line = match in_brackets(new) {
            value if value.is_empty() => format!("{key}:"),
            value => format!("{key}: {value}"),
        };
        let Some((first, _)) = entries.first() else {
            return vec![vec![(group.span.start..group.span.end, format!("{{{in_line}}}"))]];
        };
        let before = self.index.checked_sub(1).and_then(|at| entries.get(at));
        if is_flow(group) {
            return match before {
                Some((key, node)) => vec![vec![(end(key, node)..end(key, node), format!(", {in_line}"))]],
                None => vec![vec![(first.span.start..first.span.start, format!("{in_line}, "))]],
            };
        }
        let indent = first.span.start - start_of_line(file, first.span.start);
        let (margin, ends) = (" ".repeat(indent), line_end(file));
        let lines = format!("{key}:{}", behind_colon(new, indent + 2, ends));
        // A group of several lines stands apart where the others do.
        let gap = if indent == 0 && lines.contains('\n') && are_apart(file, entries) { ends } else { "" };
        match before {
            Some((key, node)) => {
                let at = end_of_line(file, end(key, node));
                let behind = &file[at..];
                let is_apart = behind.trim_start_matches('\r').trim_matches('\n').is_empty()
                    || behind.replacen(ends, "", 1).starts_with(ends);
                let below = if is_apart { "" } else { gap };
                vec![vec![(at..at, format!("{ends}{gap}{margin}{lines}{below}"))]]
            }
            None => vec![vec![(first.span.start..first.span.start, format!("{lines}{ends}{margin}"))]],
        }
    }
}

/// The ways to another name of a key: as it is, then in quotation marks.
pub(super) fn renamed(group: &Node, old: &str, new: &str) -> Vec<Vec<Edit>> {
    let Some((key, _)) = group.entries().iter().find(|(key, _)| key.text == old) else { return Vec::new() };
    let place = key.span.start..key.span.end;
    [scalar(new, true), scalar(new, false), quoted(new)]
        .into_iter()
        .map(|written| vec![(place.clone(), written)])
        .collect()
}

/// The ways to take a key out.
pub(super) fn removed(group: &Node, key: &str) -> Vec<Vec<Edit>> {
    let entries = group.entries();
    let Some(at) = entries.iter().position(|(known, _)| known.text == key) else { return Vec::new() };
    let (key, node) = &entries[at];
    let file = group.span.source.text();
    let (before, next) = (at.checked_sub(1).and_then(|at| entries.get(at)), entries.get(at + 1));
    if is_flow(group) {
        let range = match (before, next) {
            (_, Some((next, _))) => key.span.start..next.span.start,
            (Some((before, value)), None) => end(before, value)..end(key, node),
            (None, None) => key.span.start..end(key, node),
        };
        return vec![vec![(range, String::new())]];
    }
    match (margin(file, key.span.start), next) {
        (Some(margin), _) => {
            let least = before.map_or(0, |(key, node)| end_of_line(file, end(key, node)));
            let start = with_comments(file, start_of_line(file, key.span.start), least);
            let (mut range, nothing) = super::lists::line(file, start, end(key, node));
            // Two empty lines would be left, or one at the end of the file.
            let (ends, behind) = (line_end(file), &file[range.end..]);
            let is_apart = margin == 0 && file[..range.start].ends_with(&ends.repeat(2));
            if is_apart && (behind.is_empty() || behind.starts_with(ends)) {
                range.start -= ends.len();
            }
            vec![vec![(range, nothing)]]
        }
        // The next key takes its place behind the dash.
        (None, Some((next, _))) => vec![vec![(key.span.start..next.span.start, String::new())]],
        (None, None) => Vec::new(),
    }
}
