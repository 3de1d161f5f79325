//! YAML as it is written into a new letter: one key a line, comments above what they are about, every
//! text in the plainest form that reads back as it was. Remembers on which lines the marked places are.
//!
//! Knows nothing of letters.

use crate::base::text::one_line;
use crate::base::yaml::{Key, Node, Value};
use serde::Serialize;
use std::collections::BTreeMap;
use std::mem::take;

/// Something to be written, with the comments about it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Commented {
    /// Comments above it, each a paragraph.
    pub(crate) above: Vec<String>,
    /// A comment behind it on its line.
    pub(crate) beside: Option<String>,
    /// An empty line before it.
    pub(crate) gap: bool,
    /// On one line in brackets, where it fits.
    pub(crate) flow: bool,
    /// What is told of its line.
    pub(crate) mark: Option<Mark>,
    /// What it is.
    pub(crate) form: Form,
}

/// What is written.
#[derive(Clone, Debug, Default)]
pub(crate) enum Form {
    /// Nothing but the comments.
    #[default]
    Nothing,
    /// A text, a number, a date, a word.
    Text(String),
    /// A list.
    List(Vec<Commented>),
    /// A group of keys.
    Group(Vec<(String, Commented)>),
}

/// A place that somebody has to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// What is to be done.
    pub task: Todo,
    /// What stands there: `body`, `registration`.
    pub what: String,
    /// What stood in place of each placeholder; empty where the text is as it was.
    pub was: Vec<String>,
}

/// What is to be done about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Todo {
    /// A placeholder stands for what is to be written.
    Write,
    /// Placeholders stand for what was said of the old meeting.
    Review,
    /// It is as it was in the old letter.
    Look,
}

impl Commented {
    /// A placeholder for something that is to be written.
    pub(crate) fn insert(what: &str, placeholder: &str) -> Self {
        let mark = Mark { task: Todo::Write, what: what.to_owned(), was: Vec::new() };
        Self { mark: Some(mark), ..Self::text(placeholder) }
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { form: Form::Text(text.into()), ..Self::default() }
    }

    pub(crate) fn list(items: Vec<Commented>) -> Self {
        Self { form: Form::List(items), ..Self::default() }
    }

    pub(crate) fn group(entries: Vec<(String, Commented)>) -> Self {
        Self { form: Form::Group(entries), ..Self::default() }
    }

    /// A comment alone.
    pub(crate) fn comment(text: impl Into<String>) -> (String, Self) {
        (String::new(), Self { above: vec![text.into()], ..Self::default() })
    }

    pub(crate) fn beside(mut self, text: impl Into<String>) -> Self {
        self.beside = Some(text.into());
        self
    }

    pub(crate) fn above(mut self, text: impl Into<String>) -> Self {
        self.above.push(text.into());
        self
    }

    /// A value as it stands in a file, without its comments, and with other texts by where they begin.
    pub(crate) fn of(node: &Node, texts: &mut BTreeMap<usize, Commented>) -> Self {
        let form = match &node.value {
            Value::Null => Form::Text(String::new()),
            Value::Scalar { text, .. } => match texts.remove(&node.span.start) {
                Some(piece) => return piece,
                None => Form::Text(text.trim_end().to_owned()),
            },
            Value::List(items) => Form::List(items.iter().map(|item| Self::of(item, texts)).collect()),
            Value::Mapping(entries) => {
                let entry = |(key, value): &(Key, Node)| {
                    let piece = Self::of(value, texts);
                    match texts.remove(&key.span.start) {
                        Some(Self { above, mark, form: Form::Text(name), .. }) => {
                            (name, Self { above, mark, ..piece })
                        }
                        _ if matches!(piece.form, Form::Nothing) => (String::new(), piece),
                        _ => (key.text.clone(), piece),
                    }
                };
                Form::Group(entries.iter().map(entry).collect())
            }
        };
        Self { flow: node.span.text().starts_with(['{', '[']), form, ..Self::default() }
    }

    /// With each item and key on a line of its own.
    pub(crate) fn unfolded(mut self) -> Self {
        self.flow = false;
        match &mut self.form {
            Form::List(items) => items.iter_mut().for_each(|item| *item = take(item).unfolded()),
            Form::Group(entries) => entries.iter_mut().for_each(|(_, piece)| *piece = take(piece).unfolded()),
            Form::Nothing | Form::Text(_) => {}
        }
        self
    }
}

/// Lines are no longer than this, where they can be broken.
const WIDTH: usize = 112;

/// The text of a whole file, and on which lines the marks are.
pub(crate) fn write(entries: &[(String, Commented)]) -> (String, Vec<(usize, Mark)>) {
    let mut writer = Writer::default();
    writer.entries(entries, 0, false);
    (writer.out, writer.marks)
}

#[derive(Default)]
struct Writer {
    out: String,
    marks: Vec<(usize, Mark)>,
}

impl Writer {
    fn line(&self) -> usize {
        self.out.matches('\n').count() + 1
    }

    /// `inside`: the first key stands behind a dash that is written already.
    fn entries(&mut self, entries: &[(String, Commented)], indent: usize, inside: bool) {
        for (index, (key, piece)) in entries.iter().enumerate() {
            if !(inside && index == 0) {
                self.before(piece, indent);
                if matches!(piece.form, Form::Nothing) {
                    continue;
                }
                self.out.push_str(&" ".repeat(indent));
            }
            self.mark(piece);
            self.out.push_str(&scalar(key, false));
            self.out.push(':');
            self.value(piece, indent + 2);
        }
    }

    fn before(&mut self, piece: &Commented, indent: usize) {
        if piece.gap && !self.out.is_empty() {
            self.out.push('\n');
        }
        piece.above.iter().for_each(|text| self.out.push_str(&comment(text, indent)));
    }

    fn mark(&mut self, piece: &Commented) {
        if let Some(mark) = &piece.mark {
            self.marks.push((self.line(), mark.clone()));
        }
    }

    /// What stands behind a colon; what is below it is indented so far.
    fn value(&mut self, piece: &Commented, indent: usize) {
        let beside = piece.beside.as_ref().map(|text| format!("   # {}", one_line(text)));
        let beside = beside.unwrap_or_default();
        if let Some(text) = self.flow(piece) {
            self.out.push_str(&format!(" {text}{beside}\n"));
            return;
        }
        match &piece.form {
            Form::Text(text) => {
                self.out.push(' ');
                self.text(text, indent, &beside);
            }
            Form::Nothing => self.out.push_str(&format!("{beside}\n")),
            Form::List(items) => {
                self.out.push_str(&format!("{beside}\n"));
                self.items(items, indent);
            }
            Form::Group(entries) => {
                self.out.push_str(&format!("{beside}\n"));
                self.entries(entries, indent, false);
            }
        }
    }

    fn items(&mut self, items: &[Commented], indent: usize) {
        for item in items {
            self.before(item, indent);
            // A comment about the first key of a group stands above the dash.
            let first = match &item.form {
                Form::Group(entries) => entries.first().map(|(_, piece)| piece),
                _ => None,
            };
            if let Some(first) = first {
                first.above.iter().for_each(|text| self.out.push_str(&comment(text, indent)));
            }
            if matches!(item.form, Form::Nothing) {
                continue;
            }
            self.out.push_str(&" ".repeat(indent));
            self.out.push('-');
            self.mark(item);
            match &item.form {
                Form::Group(entries) if self.flow(item).is_none() => {
                    self.out.push(' ');
                    self.entries(entries, indent + 2, true);
                }
                _ => self.value(item, indent + 2),
            }
        }
    }

    /// On one line in brackets, where that is wanted and possible.
    fn flow(&self, piece: &Commented) -> Option<String> {
        let is_empty = match &piece.form {
            Form::List(items) => items.is_empty(),
            Form::Group(entries) => entries.is_empty(),
            Form::Nothing | Form::Text(_) => false,
        };
        let text = if piece.flow || is_empty { flow(piece)? } else { return None };
        (is_empty || self.column() + text.chars().count() < WIDTH + 40).then_some(text)
    }

    /// How many bytes the line has so far.
    fn column(&self) -> usize {
        self.out.len() - self.out.rfind('\n').map_or(0, |at| at + 1)
    }

    /// A text behind a colon or a dash.
    fn text(&mut self, text: &str, indent: usize, beside: &str) {
        let is_plain = |line: &str| !line.starts_with([' ', '\t']);
        if text.contains('\n')
            && text.lines().next().is_some_and(|l| is_plain(l) && !l.is_empty())
            && is_block(text)
        {
            self.out.push_str(&format!("|{beside}\n"));
            for line in text.lines() {
                if !line.is_empty() {
                    self.out.push_str(&" ".repeat(indent));
                    self.out.push_str(line);
                }
                self.out.push('\n');
            }
            return;
        }
        let whole = scalar(text, false);
        if !text.contains('\n')
            && self.column() + whole.chars().count() > WIDTH
            && is_plain(text)
            && is_block(text)
        {
            self.out.push_str(&format!(">-{beside}\n"));
            for line in folded(text, WIDTH.saturating_sub(indent).max(40)) {
                self.out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
            }
            return;
        }
        self.out.push_str(&format!("{whole}{beside}\n"));
    }
}

/// Whether a text can stand as a block: nothing in it needs escaping, and its end is its end.
fn is_block(text: &str) -> bool {
    text.chars().all(|c| {
        c == '\n' || (!c.is_control() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}'))
    }) && text.trim_end() == text
        && text.lines().all(|line| line.is_empty() || !line.trim().is_empty())
}

/// The lines of a text that becomes one line again: broken only at single spaces, since several would become one,
/// and not within a fact in braces.
fn folded(text: &str, width: usize) -> Vec<&str> {
    let is_free = |at: &usize| {
        let (before, behind) = (&text[..*at], &text[at + 1..]);
        !before.ends_with(' ') && !behind.starts_with(' ') && before.rfind("{{") <= before.rfind("}}")
    };
    let spaces = text.match_indices(' ').map(|(at, _)| at).filter(is_free);
    let (mut lines, mut start, mut last) = (Vec::new(), 0, None);
    for at in spaces.chain([text.len()]) {
        if let Some(last) = last.filter(|_| text[start..at].chars().count() > width) {
            lines.push(&text[start..last]);
            start = last + 1;
        }
        last = Some(at);
    }
    lines.push(&text[start..]);
    lines
}

/// A text on one line: without quotes where YAML reads it so.
pub(crate) fn scalar(text: &str, in_flow: bool) -> String {
    let first = text.chars().next();
    let is_plain = first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '“' | '+' | '/' | '<'))
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| {
            c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{a0}')
        })
        && !(in_flow && text.contains([',', '[', ']', '{', '}', ':', '#', '"', '\'']) && !is_time(text))
        && !matches!(text, "null" | "Null" | "NULL");
    if is_plain {
        return text.to_owned();
    }
    // YAML reads what JSON writes.
    let quoted = serde_json::Value::from(text).to_string();
    let escaped = |c: char| match c {
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
            format!("\\u{:04X}", u32::from(c))
        }
        c => c.to_string(),
    };
    quoted.chars().map(escaped).collect()
}

/// `10:00-16:00`, `+41 22 730 6206`: colons between digits mean nothing to YAML.
fn is_time(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '-'))
}

/// A piece on one line in brackets; none if something in it has a comment.
fn flow(piece: &Commented) -> Option<String> {
    let bare = |piece: &Commented| {
        let is_bare = piece.above.is_empty() && piece.beside.is_none() && piece.mark.is_none();
        if is_bare { flow(piece) } else { None }
    };
    let all = |pieces: Vec<Option<String>>| Some(pieces.into_iter().collect::<Option<Vec<_>>>()?.join(", "));
    match &piece.form {
        Form::Nothing => None,
        Form::Text(text) => (!text.contains('\n')).then(|| scalar(text, true)),
        Form::List(items) => Some(format!("[{}]", all(items.iter().map(bare).collect())?)),
        Form::Group(entries) => {
            let entry =
                |(key, piece): &(String, Commented)| Some(format!("{}: {}", scalar(key, true), bare(piece)?));
            Some(format!("{{{}}}", all(entries.iter().map(entry).collect())?))
        }
    }
}

/// A comment, on several lines if need be; its own line breaks are kept.
fn comment(text: &str, indent: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let start = line.len() - line.trim_start().len();
        let (margin, line) = line.split_at(start);
        let width = WIDTH.saturating_sub(indent + 2 + start).max(40);
        for (index, part) in folded(&one_line_keeping(line), width).into_iter().enumerate() {
            let more = if index == 0 { "" } else { "  " };
            out.push_str(format!("{}# {margin}{more}{part}", " ".repeat(indent)).trim_end());
            out.push('\n');
        }
    }
    out
}

/// Control characters, which a comment cannot have, as spaces.
fn one_line_keeping(line: &str) -> String {
    line.chars().map(|c| if c.is_control() || c == '\u{feff}' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests;
