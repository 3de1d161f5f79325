//! Another passage in a text: in the way in which that text is written, as far as that can say it.

use super::scalar::{is_block_text, scalar};
use super::splice::Edit;
use super::write::{line_end, start_of_line};
use crate::base::Located;
use crate::base::yaml::written::{Written, is_block};
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
        let gap = |lines: &str| {
            let indent = self.node.span.start - start_of_line(self.file(), self.node.span.start);
            let end = line_end(self.file());
            let line = |line: &str| if line.is_empty() { String::new() } else { " ".repeat(indent) + line };
            let mut written = new.split('\n');
            let first = written.next().unwrap_or_default().to_owned();
            written.fold(first, |out, next| out + &end.repeat(lines.len()) + &line(next))
        };
        Some(match style(self.node) {
            Style::Plain => (!new.contains('\n')).then(|| new.to_owned())?,
            Style::Single => (!new.contains('\n')).then(|| new.replace('\'', "''"))?,
            Style::Double => in_double(new),
            Style::Block { is_folded: false } => gap("|"),
            Style::Block { is_folded: true } => gap(">>"),
        })
    }

    fn file(&self) -> &str {
        self.node.span.source.text()
    }
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
    if is_block(span) {
        let above = &span.source.text()[..start_of_line(span.source.text(), span.start)];
        let head = header(above).map_or("", |at| &above[at..]);
        return Style::Block { is_folded: head.starts_with('>') };
    }
    match text.bytes().next() {
        Some(b'\'') => Style::Single,
        Some(b'"') => Style::Double,
        _ => Style::Plain,
    }
}

/// Where the sign of a block stands at the end of the lines above it.
fn header(above: &str) -> Option<usize> {
    let line = above.trim_end().rfind('\n').map_or(0, |end| end + 1);
    let head = above[line..].split(" #").next().unwrap_or_default();
    head.rfind(['|', '>']).map(|at| line + at)
}

/// The ways in which a value can be written as another text: in its own style, then on one line in quotation marks.
pub(super) fn rewritten(node: &Node, text: &str) -> Vec<Vec<Edit>> {
    let file = node.span.source.text();
    let whole = node.span.start..node.span.end;
    let double = format!("\"{}\"", in_double(text));
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
            let indent = " ".repeat(node.span.start - start_of_line(file, node.span.start));
            let gap = line_end(file).repeat(if is_folded { 2 } else { 1 });
            let lines = text.trim_end_matches('\n').split('\n').enumerate();
            let line = |(at, line): (usize, &str)| match (at, line) {
                (0, line) => line.to_owned(),
                (_, "") => gap.clone(),
                (_, line) => format!("{gap}{indent}{line}"),
            };
            ways.extend(is_block_text(text.trim_end_matches('\n')).then(|| lines.map(line).collect()));
        }
        _ => ways.push(double),
    }
    let mut ways: Vec<Vec<Edit>> = ways.into_iter().map(|written| vec![(whole.clone(), written)]).collect();
    let line = start_of_line(file, node.span.start);
    if let (Style::Block { .. }, Some(head)) = (style(node), header(&file[..line])) {
        // A block that cannot say it becomes one line, unless a comment stands beside its sign.
        if !file[head..line].contains('#') {
            ways.push(vec![(head..node.span.end, scalar(text, false))]);
            ways.push(vec![(head..node.span.end, format!("\"{}\"", in_double(text)))]);
        }
    }
    ways
}

/// Words between double quotation marks.
fn in_double(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
    let escaped = |c: char| match c {
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{85}') => {
            format!("\\u{:04X}", u32::from(c))
        }
        c => c.to_string(),
    };
    inner.chars().map(escaped).collect()
}
