//! YAML as it is written into a new letter: one key a line, comments above what they are about, every
//! text in the plainest form that reads back as it was. Remembers on which lines the marked places are.
//!
//! Knows nothing of letters.

use crate::base::text::{folded, one_line};
use crate::base::yaml::edit::{WIDTH, is_block_text, scalar};
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

/// The text of a whole file, and on which lines the marks are.
pub(crate) fn write(entries: &[(String, Commented)]) -> (String, Vec<(usize, Mark)>) {
    let mut writer = Writer::default();
    writer.pieces(entries.iter().map(|(key, piece)| (Some(&**key), piece)).collect(), 0, false);
    (writer.out, writer.marks)
}

/// The lines of an item of a list.
pub(crate) fn item(item: &Commented, indent: usize) -> String {
    let mut writer = Writer::default();
    writer.pieces(vec![(None, item)], indent, false);
    writer.out
}

/// Pieces in their order, with their keys unless they are items.
type Pieces<'a> = Vec<(Option<&'a str>, &'a Commented)>;

impl Form {
    fn pieces(&self) -> Pieces<'_> {
        match self {
            Self::Nothing | Self::Text(_) => Vec::new(),
            Self::List(items) => items.iter().map(|item| (None, item)).collect(),
            Self::Group(entries) => entries.iter().map(|(key, piece)| (Some(&**key), piece)).collect(),
        }
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    marks: Vec<(usize, Mark)>,
}

impl Writer {
    /// `inside`: the first key stands behind a dash that is written already.
    fn pieces(&mut self, pieces: Pieces<'_>, indent: usize, inside: bool) {
        for (index, (key, piece)) in pieces.into_iter().enumerate() {
            let below = piece.form.pieces();
            if !(inside && index == 0) {
                if piece.gap && !self.out.is_empty() {
                    self.out.push('\n');
                }
                // A comment about the first key of a group stands above the dash.
                let first = below.first().filter(|(first, _)| key.is_none() && first.is_some());
                let above = piece.above.iter().chain(first.iter().flat_map(|(_, first)| &first.above));
                above.for_each(|text| self.out.push_str(&comment(text, indent)));
                if matches!(piece.form, Form::Nothing) {
                    continue;
                }
                self.out.push_str(&" ".repeat(indent));
            }
            if let Some(mark) = &piece.mark {
                self.marks.push((self.out.matches('\n').count() + 1, mark.clone()));
            }
            self.out.push_str(&key.map_or("-".to_owned(), |key| scalar(key, false) + ":"));
            if key.is_none() && matches!(piece.form, Form::Group(_)) && self.flow(piece).is_none() {
                self.out.push(' ');
                self.pieces(below, indent + 2, true);
            } else {
                self.value(piece, indent + 2);
            }
        }
    }

    /// What stands behind a colon; what is below it is indented so far.
    fn value(&mut self, piece: &Commented, indent: usize) {
        let beside = piece.beside.as_ref().map(|text| format!("   # {}", one_line(text)));
        let beside = beside.unwrap_or_default();
        if let Some(text) = self.flow(piece) {
            self.out.push_str(&format!(" {text}{beside}\n"));
        } else if let Form::Text(text) = &piece.form {
            self.out.push(' ');
            self.text(text, indent, &beside);
        } else {
            self.out.push_str(&format!("{beside}\n"));
            self.pieces(piece.form.pieces(), indent, false);
        }
    }

    /// On one line in brackets, where that is wanted and possible.
    fn flow(&self, piece: &Commented) -> Option<String> {
        let is_empty = matches!(piece.form, Form::List(_) | Form::Group(_)) && piece.form.pieces().is_empty();
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
            && is_block_text(text)
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
            && is_block_text(text)
        {
            self.out.push_str(&format!(">-{beside}\n"));
            for line in folded(text, WIDTH.saturating_sub(indent).max(40), 0) {
                self.out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
            }
            return;
        }
        self.out.push_str(&format!("{whole}{beside}\n"));
    }
}

/// A piece on one line in brackets; none if something in it has a comment.
fn flow(piece: &Commented) -> Option<String> {
    let below = |(key, piece): (Option<&str>, &Commented)| {
        let is_bare = piece.above.is_empty() && piece.beside.is_none() && piece.mark.is_none();
        let key = key.map(|key| scalar(key, true) + ": ").unwrap_or_default();
        flow(piece).filter(|_| is_bare).map(|text| key + &text)
    };
    let all = || Some(piece.form.pieces().into_iter().map(below).collect::<Option<Vec<_>>>()?.join(", "));
    match &piece.form {
        Form::Nothing => None,
        Form::Text(text) => (!text.contains('\n')).then(|| scalar(text, true)),
        Form::List(_) => Some(format!("[{}]", all()?)),
        Form::Group(_) => Some(format!("{{{}}}", all()?)),
    }
}

/// A comment, on several lines if need be; its own line breaks are kept.
fn comment(text: &str, indent: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let start = line.len() - line.trim_start().len();
        let (margin, line) = line.split_at(start);
        let width = WIDTH.saturating_sub(indent + 2 + start).max(40);
        for (index, part) in folded(&one_line_keeping(line), width, 0).into_iter().enumerate() {
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
