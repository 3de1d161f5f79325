//! A value as lines of a file, or in brackets on one line.

use super::said::Said;
use super::scalar::{is_block_text, scalar};
use crate::base::text::{folded, start_of_line};

/// Lines that the program writes are no longer than this, where they can be broken.
pub const WIDTH: usize = 112;

/// What stands behind a colon: what is below it is indented so far.
pub(super) fn behind_colon(said: &Said, indent: usize, end: &str) -> String {
    match said {
        Said::Nothing => String::new(),
        Said::List(items) if items.is_empty() => " []".to_owned(),
        Said::Group(entries) if entries.is_empty() => " {}".to_owned(),
        Said::Text(text) if text.contains('\n') && is_block_text(text) => block(text, indent, end),
        Said::Text(text) => match scalar(text, false) {
            whole if indent + whole.chars().count() > WIDTH && text.contains(' ') && is_block_text(text) => {
                let lines = folded(text, WIDTH.saturating_sub(indent).max(40), 0);
                let line = |line: &&str| format!("{end}{}{line}", " ".repeat(indent));
                format!(" >-{}", lines.iter().map(line).collect::<String>())
            }
            whole => format!(" {whole}"),
        },
        Said::List(items) => items
            .iter()
            .map(|item| format!("{end}{}-{}", " ".repeat(indent), behind_dash(item, indent + 2, end)))
            .collect(),
        Said::Group(entries) => {
            let entry = |(key, said): &(String, Said)| {
                let margin = " ".repeat(indent);
                format!("{end}{margin}{}:{}", scalar(key, false), behind_colon(said, indent + 2, end))
            };
            entries.iter().map(entry).collect()
        }
    }
}

/// What stands behind a dash.
pub(super) fn behind_dash(said: &Said, indent: usize, end: &str) -> String {
    match said {
        Said::List(items) if !items.is_empty() => format!(" {}", in_brackets(said)),
        Said::Group(entries) if !entries.is_empty() => {
            let lines = behind_colon(said, indent, end);
            format!(" {}", lines.trim_start())
        }
        said => behind_colon(said, indent, end),
    }
}

/// A text of several lines as a block.
fn block(text: &str, indent: usize, end: &str) -> String {
    let line = |line: &str| match line {
        "" => end.to_owned(),
        line => format!("{end}{}{line}", " ".repeat(indent)),
    };
    format!(" |{}", text.split('\n').map(line).collect::<String>())
}

/// On one line, for inside of brackets and braces.
pub(super) fn in_brackets(said: &Said) -> String {
    let all = |parts: Vec<String>| parts.join(", ");
    match said {
        Said::Nothing => String::new(),
        Said::Text(text) => scalar(text, true),
        Said::List(items) => format!("[{}]", all(items.iter().map(in_brackets).collect())),
        Said::Group(entries) => {
            let entry = |(key, said): &(String, Said)| match in_brackets(said) {
                value if value.is_empty() => format!("{}:", scalar(key, true)),
                value => format!("{}: {value}", scalar(key, true)),
            };
            format!("{{{}}}", all(entries.iter().map(entry).collect()))
        }
    }
}

/// How the lines of a file end.
pub(super) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The end of the line that a place is in, before what ends it.
pub(super) fn end_of_line(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}

/// How many blanks stand before a place on its line, if nothing else does.
pub(super) fn margin(text: &str, at: usize) -> Option<usize> {
    let before = &text[start_of_line(text, at)..at];
    before.bytes().all(|b| b == b' ').then_some(before.len())
}

/// The start of the comments right above a line, or of that line.
pub(super) fn with_comments(text: &str, mut start: usize, least: usize) -> usize {
    while start > least {
        let above = start_of_line(text, start - 1);
        if above < least || !text[above..start].trim_start().starts_with('#') {
            break;
        }
        start = above;
    }
    start
}
