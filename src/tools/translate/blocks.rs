//! The list of sentences in a translation's file as lines: which belong to which sentence, with the comments that
//! people wrote between them, so that what does not change stays as it was typed.

use crate::base::Span;
use crate::base::text::start_of_line;
use crate::base::yaml::{Key, Node};
use crate::tools::new::written::{Commented, item};

/// A file with a list of sentences, cut where the list begins and ends.
pub(super) struct Blocks {
    /// Everything before the first sentence, with the line `sentences:`.
    pub(super) before: String,
    /// One per sentence.
    pub(super) blocks: Vec<Block>,
    /// Everything behind the last one.
    pub(super) after: String,
    /// How far the dashes are indented.
    pub(super) indent: usize,
}

/// The lines of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Empty lines and comments above it.
    pub(super) above: String,
    /// Its own lines; none when they cannot be told from those of others.
    pub(super) lines: String,
    /// Where its `at` stands in its lines.
    pub(super) at: Option<std::ops::Range<usize>>,
    /// Comments among its own lines, without their `#`.
    pub(super) comments: Vec<String>,
}

const KEY: &str = "sentences";

impl Blocks {
    /// Cuts a file; a new one is its first lines.
    pub(super) fn new(head: &str) -> Self {
        let before = format!("{head}\n{KEY}:\n");
        Self { before, blocks: Vec::new(), after: String::new(), indent: 2 }
    }

    /// Cuts a file that is there.
    pub(super) fn cut(node: &Node) -> Self {
        let text = node.span.source.text();
        let Some((key, list)) = node.entries().iter().find(|(key, _)| key.text == KEY) else {
            let gap = if text.is_empty() || text.ends_with('\n') { "\n" } else { "\n\n" };
            return Self::new(&format!("{}{gap}", text.trim_end_matches('\n')).replace("\n\n\n", "\n\n"));
        };
        cut_lines(text, key, list).unwrap_or_else(|| cut_anew(text, key, list))
    }
}

/// The first byte behind the line that holds a place.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// Cuts a list that is written one sentence below the other; `None` when it is written otherwise.
fn cut_lines(text: &str, key: &Key, list: &Node) -> Option<Blocks> {
    let items = list.items();
    let first = line_end(text, key.span.end);
    if items.is_empty() || list.span.start < first {
        return None;
    }
    let starts: Vec<usize> = items.iter().map(|item| start_of_line(text, item.span.start)).collect();
    let margin = |(item, start): (&Node, &usize)| Some(text[*start..item.span.start].split_once('-')?.0);
    let margins: Vec<&str> = items.iter().zip(&starts).map(margin).collect::<Option<_>>()?;
    let indent = margins.first()?.len();
    if margins.iter().any(|margin| margin.len() != indent || margin.chars().any(|c| c != ' ')) {
        return None;
    }
    let end = line_end(text, items.last()?.span.end);
    let mut blocks = Vec::new();
    let mut from = first;
    for (index, (item, &start)) in items.iter().zip(&starts).enumerate() {
        let is_last = index + 1 == items.len();
        let own_end = line_end(text, item.span.end).min(if is_last { end } else { starts[index + 1] });
        let at = item.get("at").map(|at| at.span.start - start..at.span.end - start);
        blocks.push(Block {
            above: text[from..start].to_owned(),
            lines: text[start..own_end].to_owned(),
            at: at.filter(|range| range.end <= own_end - start),
            comments: comments(text, start, own_end, item),
        });
        from = own_end;
    }
    Some(Blocks { before: text[..first].to_owned(), blocks, after: text[end..].to_owned(), indent })
}

/// Cuts a list that is written in brackets or otherwise, and of which only comments can be kept as they are.
fn cut_anew(text: &str, key: &Key, list: &Node) -> Blocks {
    let begin = start_of_line(text, key.span.start);
    let end = line_end(text, list.span.end.max(key.span.end));
    let mut from = key.span.end;
    let block = |item: &Node| {
        let to = line_end(text, item.span.end).min(end);
        let comments = comments(text, from, to, item);
        from = to.max(from);
        Block { comments, ..Block::default() }
    };
    let blocks = list.items().iter().map(block).collect();
    let before = format!("{}{KEY}:\n", &text[..begin]);
    Blocks { before, blocks, after: text[end..].to_owned(), indent: 2 }
}

/// The comments between two places, without what stands in keys and values.
fn comments(text: &str, from: usize, to: usize, item: &Node) -> Vec<String> {
    let spans = item.entries().iter().flat_map(|(key, value)| [&key.span, &value.span]);
    let spans: Vec<&Span> = spans.collect();
    let mut found = Vec::new();
    let mut at = from;
    while let Some(next) = text.get(at..to).and_then(|rest| rest.find('#')).map(|next| at + next) {
        if let Some(span) = spans.iter().find(|span| (span.start..span.end).contains(&next)) {
            at = span.end;
            continue;
        }
        let end = line_end(text, next).min(to);
        let comment = text[next..end].trim_start_matches('#').trim();
        if text[..next].ends_with([' ', '\t', '\n']) && !comment.is_empty() {
            found.push(comment.to_owned());
        }
        at = end;
    }
    found
}

/// A sentence as it is written, the dash indented so far; every line ends in `\n`.
pub(super) fn written(entries: &[(&str, &str)], comments: &[String], indent: usize) -> String {
    let entries = entries.iter().map(|(key, text)| ((*key).to_owned(), Commented::text(*text))).collect();
    let piece = Commented::group(entries);
    item(&comments.iter().fold(piece, |piece, comment| piece.above(comment.as_str())), indent)
}
