//! What tracked changes are written with: who, when, and identifiers that no other mark of the file has.

use std::fmt::Write as _;

/// Whose changes they are.
#[derive(Clone, Debug)]
pub struct Author {
    /// The name that Word shows.
    pub name: String,
    /// The day, such as `2026-11-12`.
    pub date: String,
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Inserted,
    Deleted,
}

impl Mark {
    fn element(self) -> &'static str {
        match self {
            Self::Inserted => "w:ins",
            Self::Deleted => "w:del",
        }
    }
}

/// Writes the elements of tracked changes.
#[derive(Debug)]
pub(super) struct Pen {
    attributes: String,
    next: u32,
}

impl Pen {
    /// `first` is the first identifier that nothing else in the file has.
    pub(super) fn new(author: &Author, first: u32) -> Self {
        let attributes =
            format!("w:author=\"{}\" w:date=\"{}T00:00:00Z\"", escaped(&author.name), author.date);
        Self { attributes, next: first }
    }

    fn tag(&mut self, mark: Mark, end: &str) -> String {
        self.next += 1;
        format!("<{} w:id=\"{}\" {}{end}>", mark.element(), self.next - 1, self.attributes)
    }

    /// The mark of a row, or of the end of a paragraph.
    pub(super) fn empty(&mut self, mark: Mark) -> String {
        self.tag(mark, "/")
    }

    /// Inserted runs.
    pub(super) fn inserted(&mut self, runs: &str) -> String {
        format!("{}{runs}</w:ins>", self.tag(Mark::Inserted, ""))
    }

    /// Deleted words as a run with these properties; nothing for no words.
    pub(super) fn deleted(&mut self, text: &str, properties: &str) -> String {
        let run = deleted_run(text, properties);
        if run.is_empty() { run } else { format!("{}{run}</w:del>", self.tag(Mark::Deleted, "")) }
    }
}

/// Deleted words as a run. Tabs and line breaks are elements of their own; what stands for an image or a note is left out.
fn deleted_run(text: &str, properties: &str) -> String {
    let mut out = String::new();
    let mut words = String::new();
    for c in text.chars().chain(['\0']) {
        let own = match c {
            '\t' => "<w:tab/>",
            '\n' => "<w:br/>",
            '\0' | NOTE | IMAGE => "",
            c => {
                words.push(c);
                continue;
            }
        };
        if !words.is_empty() {
            let _ = write!(out, "<w:delText xml:space=\"preserve\">{}</w:delText>", escaped(&words));
            words.clear();
        }
        out.push_str(own);
    }
    if out.is_empty() { out } else { format!("<w:r>{properties}{out}</w:r>") }
}

/// Words that stay or are new, as an element of a run.
pub(super) fn words(text: &str) -> String {
    format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(text))
}

/// Stands for a reference to a note among words. Letters do not contain it.
pub(super) const NOTE: char = '\u{f8f0}';
/// Stands for an image among words.
pub(super) const IMAGE: char = '\u{f8f1}';

/// Text as XML has it, also in an attribute. What XML cannot contain is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Changes of a text, each at its place; applied together.
#[derive(Debug, Default)]
pub(super) struct Splices {
    changes: Vec<(usize, usize, String)>,
}

impl Splices {
    /// Puts text in before the byte `at`, after what was put in there earlier.
    pub(super) fn insert(&mut self, at: usize, text: String) {
        self.replace(at..at, text);
    }

    /// Puts text in the place of other text.
    pub(super) fn replace(&mut self, range: std::ops::Range<usize>, text: String) {
        self.changes.push((range.start, range.end, text));
    }

    /// The text with all changes.
    pub(super) fn applied(mut self, text: &str) -> String {
        self.changes.sort_by_key(|(start, end, _)| (*start, *end));
        let (mut out, mut done) = (String::with_capacity(text.len() * 2), 0);
        for (start, end, new) in self.changes {
            // Of changes within each other the outer one is made.
            let Some(kept) = text.get(done..start) else { continue };
            out.push_str(kept);
            out.push_str(&new);
            done = end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }
}
