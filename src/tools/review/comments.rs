//! Comments of reviewers: where they stand in the letter, and as comments of its YAML file.

use super::draft::Draft;
use super::file::who;
use super::passage::{Pair, align};
use super::words::By;
use crate::base::text::{one_line, shown, start_of_line};
use crate::base::yaml::edit::Said;
use crate::base::yaml::parse;
use crate::base::{Diagnostics, Source, Span};
use crate::tools::word::{State, WordFile};
use std::sync::Arc;

/// A comment.
#[derive(Clone, Debug)]
pub struct Note {
    /// Who wrote it, and when.
    pub by: By,
    /// Its words.
    pub text: String,
    /// The passage that it is about; empty where the file does not say.
    pub about: String,
    /// The place in the letter's file that the passage comes from, if it has one.
    pub span: Option<Span>,
    /// Whether it replies to another.
    pub is_reply: bool,
    /// Whether it was marked as done.
    pub is_resolved: bool,
}

impl Note {
    /// `letters/sg1-001.yaml:12:5`.
    pub fn place(&self) -> Option<String> {
        let span = self.span.as_ref()?;
        let (line, column) = span.line_column();
        Some(format!("{}:{line}:{column}", shown(span.source.path())))
    }

    /// `done` or `reply`, if it is that.
    pub fn state(&self) -> Option<&'static str> {
        match (self.is_resolved, self.is_reply) {
            (true, _) => Some("done"),
            (_, true) => Some("reply"),
            _ => None,
        }
    }
}

/// The comments of a file, with their places in a letter.
pub fn notes(word: &WordFile, draft: &Draft) -> Vec<Note> {
    let after = super::file::with_places(word, State::After);
    let passages: Vec<_> = after.iter().map(|(passage, _)| passage.clone()).collect();
    let mut now = vec![None; passages.len()];
    for pair in align(&draft.passages, &passages) {
        match pair {
            Pair::Same(a, b) | Pair::Changed(a, b) | Pair::Moved(a, b) => now[b] = Some(a),
            Pair::Split(a, b) => b.for_each(|b| now[b] = Some(a)),
            Pair::Joined(a, b) => now[b] = Some(a.start),
            Pair::Removed(_) | Pair::Added(_) => {}
        }
    }
    let note = |comment: &crate::tools::word::Comment| {
        let at = comment.anchors.first().map(|anchor| anchor.passage);
        // A comment on words that are gone is about the passage after them.
        let place = at.and_then(|at| after.iter().position(|(_, from)| from.iter().any(|from| *from >= at)));
        let of_letter = place.and_then(|place| now[place..].iter().find_map(|at| *at));
        let span = of_letter.and_then(|at| {
            let own = |at: usize| draft.origins[at].iter().flatten().find(|o| draft.has(&o.span.source));
            // Words of the house style have no line in the letter: the nearest passage before them has.
            (0..=at).rev().find_map(own).map(|origin| origin.span.clone())
        });
        Note {
            by: who(&comment.by),
            text: comment.text.clone(),
            about: place.map(|place| passages[place].text()).unwrap_or_default(),
            span,
            is_reply: comment.parent.is_some(),
            is_resolved: comment.resolved,
        }
    };
    word.comments.iter().map(note).collect()
}

/// A file with comments written above the lines that they are about; nothing where it would then say something else.
/// Comments that are done, and those that the file has already, are left out.
pub fn noted(source: &Arc<Source>, notes: &[&Note]) -> Option<Arc<Source>> {
    let text = source.text();
    let tree = parse(source, &mut Diagnostics::new()).ok()?;
    let ends = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<(usize, String)> = Vec::new();
    for note in notes.iter().filter(|note| !note.is_resolved) {
        let at = note
            .span
            .as_ref()
            .filter(|span| span.source.path() == source.path())
            .map_or(0, |span| span.start);
        let at = entry(&tree, at).map_or(0, |at| start_of_line(text, at));
        let indent = text[at..].len() - text[at..].trim_start_matches(' ').len();
        let margin = " ".repeat(indent);
        let date = if note.by.date.is_empty() { String::new() } else { format!(", {}", note.by.date) };
        let author = if note.by.author.is_empty() { "Reviewer" } else { &note.by.author };
        let said = format!("{margin}# {}{date}: {}{ends}", one_line(author), one_line(&note.text));
        let said: String = said.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r')).collect();
        if !text.contains(said.trim()) {
            lines.push((at, said));
        }
    }
    if lines.is_empty() {
        return None;
    }
    lines.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(text.len() + 200);
    let mut done = 0;
    for (at, line) in lines {
        out.push_str(&text[done..at]);
        out.push_str(&line);
        done = at;
    }
    out.push_str(&text[done..]);
    let new = Source::new(source.path(), out);
    let read = parse(&new, &mut Diagnostics::new()).ok()?;
    (Said::of(&read) == Said::of(&tree)).then_some(new)
}

/// The byte where the innermost entry begins that holds a byte: its key, or its item behind the dash, where a line may
/// stand above it.
fn entry(tree: &crate::base::yaml::Node, at: usize) -> Option<usize> {
    let mut node = tree;
    let mut start = None;
    loop {
        let holds = |node: &crate::base::yaml::Node| node.span.start <= at && at <= node.span.end;
        if let Some(item) = node.items().iter().find(|item| holds(item)) {
            (start, node) = (Some(item.span.start), item);
            continue;
        }
        let found = node.entries().iter().find(|(key, value)| key.span.start <= at && at <= value.span.end);
        let Some((key, value)) = found else { return start };
        // What is in braces or brackets has no line of its own.
        if node.span.text().starts_with('{') {
            return start;
        }
        let text = tree.span.source.text();
        let is_first = text[start_of_line(text, key.span.start)..key.span.start].trim().is_empty();
        if is_first || start.is_none() {
            start = Some(key.span.start);
        }
        node = value;
    }
}
