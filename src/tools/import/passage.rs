//! The passages of an old letter: what both a text file and a Word file become before anything is recognized.

use super::words::keys;

/// A paragraph, an item of a list, a heading or a paragraph in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Passage {
    /// Its words; a line end where the line was broken, a tab where one was.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Where in a table it stands.
    pub(super) cell: Option<Cell>,
    /// A number, letter or dash that was typed before it, or that its list has.
    pub(super) mark: String,
    /// Stretches of the text that are emphasized or lead somewhere, in order; none overlap.
    pub(super) looks: Vec<Look>,
    /// The number of the passage in the file, for people.
    pub(super) line: usize,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading, from 1.
    Heading(u8),
    /// An item of a list at this level, from 0.
    Item(usize),
}

/// A place in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// How a stretch of words looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Its bytes.
    pub(super) range: std::ops::Range<usize>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Where it leads.
    pub(super) link: Option<String>,
}

impl Passage {
    /// A paragraph of these words.
    pub(super) fn of(text: impl Into<String>, line: usize) -> Self {
        Self { text: text.into(), line, ..Self::default() }
    }

    /// Its folded words.
    pub(super) fn keys(&self) -> Vec<String> {
        keys(&self.text)
    }

    /// A part of it, without white space around.
    pub(super) fn part(&self, range: std::ops::Range<usize>) -> Self {
        let text = &self.text[range.clone()];
        let start = range.start + text.len() - text.trim_start().len();
        let end = start + text.trim().len();
        let looks = self.looks.iter().filter_map(|look| {
            let (from, to) = (look.range.start.max(start), look.range.end.min(end));
            (from < to).then(|| Look { range: from - start..to - start, ..look.clone() })
        });
        Self { text: self.text[start..end].to_owned(), looks: looks.collect(), ..self.clone() }
    }

    /// Its lines, each as a passage; the mark stands before the first.
    pub(super) fn lines(&self) -> Vec<Self> {
        let mut start = 0;
        let mut lines = Vec::new();
        for line in self.text.split('\n') {
            let mark = if start == 0 { self.mark.clone() } else { String::new() };
            lines.push(Self { mark, ..self.part(start..start + line.len()) });
            start += line.len() + 1;
        }
        lines.retain(|line| !line.text.is_empty());
        lines
    }

    /// Takes a typed number, letter or dash from before its words; what the mark is decides the level later.
    pub(super) fn take_mark(&mut self) {
        if !self.mark.is_empty() {
            return;
        }
        let Some(end) = mark_end(&self.text) else { return };
        let mark = self.text[..end].trim().to_owned();
        *self = Self { mark, ..self.part(end..self.text.len()) };
    }

    /// Whether it is nothing but a line that ends the letter.
    pub(super) fn is_rule(&self) -> bool {
        self.text.chars().all(|c| matches!(c, '_' | '-' | '–' | '—' | '*') || c.is_whitespace())
    }
}

/// Signs that begin an item and stand alone.
const BULLETS: [char; 9] = ['-', '–', '—', '•', '·', '●', '▪', '◦', '○'];

/// Where a typed mark at the beginning ends: `-`, `1.`, `1)`, `a)`, `(a)`, `5.1`, `iv)` with white space behind.
fn mark_end(text: &str) -> Option<usize> {
    let end = text.find(char::is_whitespace)?;
    let mark = &text[..end];
    let mut chars = mark.chars();
    if let (Some(first), None) = (chars.next(), chars.next())
        && BULLETS.contains(&first)
    {
        return Some(end);
    }
    // A number alone counts with a tab behind it: "5 May" is no item.
    let is_tab = text[end..].starts_with('\t');
    let inner = mark.trim_start_matches('(');
    let stem = inner.trim_end_matches(['.', ')']);
    let closed = stem.len() < inner.len();
    let is_number = !stem.is_empty()
        && stem
            .split('.')
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let is_letter = stem.len() == 1 && stem.bytes().all(|b| b.is_ascii_lowercase());
    let is_roman = stem.len() <= 5 && !stem.is_empty() && stem.bytes().all(|b| b"ivx".contains(&b));
    let is_deep = is_number && stem.contains('.');
    ((closed && (is_number || is_letter || is_roman)) || is_deep || (is_number && is_tab)).then_some(end)
}

/// What sort of mark stands before an item, for its level: items with the same sort are on one level.
pub(super) fn sort_of(mark: &str) -> String {
    let stem = mark.trim_matches(['(', ')', '.']);
    let parts = stem.split('.').count();
    let sort = match stem.chars().next() {
        Some(c) if c.is_ascii_digit() => format!("1:{parts}"),
        // "i)" is the letter behind "h)" where letters are counted.
        Some(c) if c.is_alphabetic() && (stem.len() == 1) => "a".to_owned(),
        Some(c) if c.is_alphabetic() => "i".to_owned(),
        _ => "-".to_owned(),
    };
    if mark.ends_with(')') { format!("{sort})") } else { sort }
}

/// The passages of a plain text: one a line. Notes of the program that made the text (`[bookmark: …]`, `[image: …]`) are no
/// words of the letter.
pub(super) fn of_text(text: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = without_notes(line);
        // A tab before the words is how a cell is written; white space alone ends the row.
        if line.trim().is_empty() {
            continue;
        }
        let mut passage = Passage::of(line.trim(), index + 1);
        if !passage.is_rule() || passage.text.len() > 3 {
            passage.take_mark();
        }
        if passage.text.is_empty() || (passage.is_rule() && passage.mark.is_empty()) {
            continue;
        }
        passages.push(passage);
    }
    passages
}

/// A line without `[bookmark: …]` and `[image: …]`.
fn without_notes(line: &str) -> String {
    let mut out = line.to_owned();
    for note in ["[bookmark:", "[image:"] {
        while let Some(start) = out.find(note) {
            let Some(end) = out[start..].find(']') else { break };
            out.replace_range(start..start + end + 1, "");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_marks_are_taken_and_dates_are_none() {
        let mark = |text: &str| {
            let mut passage = Passage::of(text, 1);
            passage.take_mark();
            (passage.mark, passage.text)
        };
        assert_eq!(mark("a) Report"), ("a)".into(), "Report".into()));
        assert_eq!(mark("10. Any other business"), ("10.".into(), "Any other business".into()));
        assert_eq!(mark("5.1\tTitle"), ("5.1".into(), "Title".into()));
        assert_eq!(mark("20 April 2021"), (String::new(), "20 April 2021".into()));
        assert_eq!(mark("-\tTo ITU Academia"), ("-".into(), "To ITU Academia".into()));
        assert_eq!(mark("A draft agenda"), (String::new(), "A draft agenda".into()));
    }

    #[test]
    fn notes_of_a_converter_are_no_words() {
        let passages = of_text("\t[bookmark: A_E]Ref:\n\n[image: ]Chaesub Lee\n____");
        let texts: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
        assert_eq!(texts, ["Ref:", "Chaesub Lee"]);
    }
}
