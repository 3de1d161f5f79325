//! Another passage in a text: in the way in which that text is written, as far as that can say it.

use super::scalar::{is_block_text, quoted, scalar};
use super::splice::Edit;
use super::write::line_end;
use crate::base::Located;
use crate::base::text::start_of_line;
use crate::base::yaml::written::{Written, block_sign};
use crate::base::yaml::{Node, Value};
use std::ops::Range;

/// A passage of a text.
pub(super) struct Passage<'a> {
    /// The way to the text.
    pub(super) path: Vec<String>,
    node: &'a Node,
    text: &'a str,
    /// Its bytes in the file, and in the text.
    at: Range<usize>,
    within: Range<usize>,
}

/// In which way a text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
    /// Line by line (`|`), or folded (`>`).
    Block {
        is_folded: bool,
    },
}

impl<'a> Passage<'a> {
    /// The passage at some bytes of the file; `None` where they are not in one text.
    pub(super) fn find(tree: &'a Node, at: &Range<usize>) -> Option<Self> {
        let (mut node, mut path) = (tree, Vec::new());
        loop {
            let holds = |node: &Node| node.span.start <= at.start && at.end <= node.span.end;
            let next = match &node.value {
                Value::Scalar { text, .. } => {
                    let within = within(node, text, at)?;
                    return Some(Self { path, node, text, at: at.clone(), within });
                }
                Value::List(items) => {
                    let found = items.iter().enumerate().find(|(_, item)| holds(item))?;
                    (found.0.to_string(), found.1)
                }
                Value::Mapping(entries) => {
                    let found = entries.iter().find(|(_, node)| holds(node))?;
                    (found.0.text.clone(), &found.1)
                }
                Value::Null => return None,
            };
            path.push(next.0);
            node = next.1;
        }
    }

    /// The whole text with other words in the passage.
    pub(super) fn with(&self, new: &str) -> String {
        [&self.text[..self.within.start], new, &self.text[self.within.end..]].concat()
    }

    /// The ways in which that can be written: the passage, the whole text, the text in another way.
    pub(super) fn ways(&self, new: &str, text: &str) -> Vec<Vec<Edit>> {
        let mut ways: Vec<Vec<Edit>> =
            self.encoded(new).map(|words| vec![(self.at.clone(), words)]).into_iter().collect();
        ways.extend(rewritten(self.node, text));
        ways
    }

    /// Words as they stand in a text of this style.
    fn encoded(&self, new: &str) -> Option<String> {
        let in_one_line = !new.contains('\n');
        match style(self.node) {
            Style::Plain => in_one_line.then(|| new.to_owned()),
            Style::Single => in_one_line.then(|| new.replace('\'', "''")),
            Style::Double => {
                quoted(new).strip_prefix('"').and_then(|words| words.strip_suffix('"')).map(str::to_owned)
            }
            Style::Block { is_folded } => Some(in_block(self.node, new, is_folded)),
        }
    }
}

/// Words as they stand in a block: a line end of a folded one is an empty line.
fn in_block(node: &Node, words: &str, is_folded: bool) -> String {
    let file = node.span.source.text();
    let indent = " ".repeat(node.span.start - start_of_line(file, node.span.start));
    let gap = line_end(file).repeat(if is_folded { 2 } else { 1 });
    let mut lines = words.split('\n');
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |out, line| out + &gap + if line.is_empty() { "" } else { &indent } + line)
}

/// The bytes of a text for bytes of the file; `None` where a byte of these is no byte of the text's.
fn within(node: &Node, text: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let located = Located::new(text.to_owned(), node.span.clone());
    let written = Written::of(&located);
    // The places of bytes go up with them.
    let bytes: Vec<usize> = (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)).collect();
    let first = bytes.partition_point(|&byte| written.span(&(byte..byte)).start < at.start);
    let start = *bytes.get(first)?;
    if at.is_empty() {
        return Some(start..start);
    }
    let last = bytes.partition_point(|&byte| byte <= start || written.span(&(start..byte)).end < at.end);
    let end = *bytes.get(last)?;
    let span = written.span(&(start..end));
    (span.start == at.start && span.end == at.end).then_some(start..end)
}

fn style(node: &Node) -> Style {
    let (span, text) = (&node.span, node.span.text());
    match (block_sign(span), text.bytes().next()) {
        (Some(sign), _) => Style::Block { is_folded: span.source.text()[sign..].starts_with('>') },
        (None, Some(b'\'')) => Style::Single,
        (None, Some(b'"')) => Style::Double,
        (None, _) => Style::Plain,
    }
}

/// The ways in which a value can be written as another text: in its own style, then on one line in quotation marks.
pub(super) fn rewritten(node: &Node, text: &str) -> Vec<Vec<Edit>> {
    let file = node.span.source.text();
    let whole = node.span.start..node.span.end;
    let double = quoted(text);
    let mut ways = Vec::new();
    match style(node) {
        Style::Plain if !text.contains('\n') => {
            ways.push(text.to_owned());
            ways.push(scalar(text, false));
            ways.push(double);
        }
        Style::Single if !text.contains('\n') => {
            ways.push(format!("'{}'", text.replace('\'', "''")));
            ways.push(double);
        }
        Style::Block { is_folded } => {
            let words = text.trim_end_matches('\n');
            ways.extend(is_block_text(words).then(|| in_block(node, words, is_folded)));
        }
        _ => ways.push(double),
    }
    let mut ways: Vec<Vec<Edit>> = ways.into_iter().map(|written| vec![(whole.clone(), written)]).collect();
    // A block that cannot say it becomes one line, unless a comment stands beside its sign.
    if let Some(head) = block_sign(&node.span).filter(|head| !file[*head..node.span.start].contains('#')) {
        ways.push(vec![(head..node.span.end, scalar(text, false))]);
        ways.push(vec![(head..node.span.end, quoted(text))]);
    }
    ways
}
