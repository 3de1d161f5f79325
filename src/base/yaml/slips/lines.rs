//! The lines of a file, cut without the parser: indentation, dashes, key and value.

use std::ops::Range;

/// A file in lines.
pub(super) struct Page<'a> {
    pub text: &'a str,
    pub lines: Vec<Line>,
}

/// A line: bytes of the file.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// All of it, without its end.
    pub range: Range<usize>,
    /// What it begins with that looks like space.
    pub indent: Range<usize>,
    /// Behind the dashes that begin entries.
    pub entry: usize,
    /// Behind a key, its colon and the space; where the entry begins if there is none.
    pub value: usize,
    /// Whether it belongs to a text after `|` or `>`.
    pub in_text: bool,
}

impl<'a> Page<'a> {
    pub fn of(text: &'a str) -> Self {
        let (mut lines, mut start, mut text_below) = (Vec::new(), 0, None);
        for whole in text.split_inclusive('\n') {
            let end = start + whole.trim_end_matches(['\n', '\r']).len();
            let mut line = Line::of(text, start..end);
            start += whole.len();
            let is_empty = line.indent.end == line.range.end;
            let depth = line.depth(text);
            line.in_text = text_below.is_some_and(|below| is_empty || depth > below);
            if !line.in_text {
                text_below = line.has_sign(text).then_some(depth);
            }
            lines.push(line);
        }
        Self { text, lines }
    }

    /// The words of a range.
    pub fn at(&self, range: Range<usize>) -> &'a str {
        &self.text[range]
    }

    /// The line without its indentation.
    pub fn words(&self, at: usize) -> &'a str {
        let line = &self.lines[at];
        self.at(line.indent.end..line.range.end)
    }

    /// A line that is no part of a text below a sign: what stands behind its key, and the first character of that.
    pub fn begun(&self, at: usize) -> Option<(&'a str, char)> {
        let value = self.value(at);
        let first = value.chars().next()?;
        (!self.is_empty(at) && !self.lines[at].in_text).then_some((value, first))
    }

    /// What stands behind the key, without the spaces at the end.
    pub fn value(&self, at: usize) -> &'a str {
        let line = &self.lines[at];
        self.at(line.value..line.range.end).trim_end()
    }

    pub fn depth(&self, at: usize) -> usize {
        self.lines[at].depth(self.text)
    }

    pub fn is_empty(&self, at: usize) -> bool {
        let line = &self.lines[at];
        line.indent.end == line.range.end
    }

    /// The nearest line above that has words and belongs to no text.
    pub fn above(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|at| !self.is_empty(*at) && !self.lines[*at].in_text)
    }

    /// Whether the value of a line goes on below: lines that are indented more and begin no entry and no key.
    pub fn goes_on(&self, at: usize) -> bool {
        let Some(next) = self.lines.get(at + 1) else { return false };
        !self.is_empty(at + 1)
            && next.depth(self.text) > self.depth(at)
            && next.entry == next.indent.end
            && next.value == next.entry
    }
}

impl Line {
    fn of(text: &str, range: Range<usize>) -> Self {
        let words = &text[range.clone()];
        let start = range.start + words.len() - words.trim_start_matches(is_blank).len();
        let mut entry = start;
        loop {
            let rest = &text[entry..range.end];
            match rest.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
                Some(behind) => entry = range.end - behind.trim_start_matches([' ', '\t']).len(),
                None => break,
            }
        }
        let rest = &text[entry..range.end];
        let key = key_end(rest).map(|end| &rest[end..]);
        let value = key.map_or(entry, |behind| {
            range.end - behind.trim_start_matches(':').trim_start_matches([' ', '\t']).len()
        });
        Self { indent: range.start..start, range, entry, value, in_text: false }
    }

    /// How far it is indented, every character as one.
    fn depth(&self, text: &str) -> usize {
        text[self.indent.clone()].chars().count()
    }

    /// Whether its value is the sign of a text on the lines below.
    fn has_sign(&self, text: &str) -> bool {
        let value = text[self.value..self.range.end].split(" #").next().unwrap_or_default().trim_end();
        value.starts_with(['|', '>']) && value[1..].chars().all(|c| matches!(c, '-' | '+' | '1'..='9'))
    }
}

/// Where the key at the beginning of an entry ends: at a colon with a space or nothing behind it.
fn key_end(entry: &str) -> Option<usize> {
    if entry.starts_with(['[', '{', '#', '"', '\'', '|', '>', '&', '*', '!', '%', '@', '`']) {
        return None;
    }
    entry.match_indices(':').map(|(at, _)| at).find(|at| {
        let behind = &entry[at + 1..];
        behind.is_empty() || behind.starts_with([' ', '\t'])
    })
}

/// What looks like a space, or like nothing, at the beginning of a line.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || crate::base::unusable::is_invisible(c)
}

/// A word as keys are: letters, digits and hyphens of any kind.
pub(super) fn is_key(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.len() <= 40
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}
