//! Rendered text without marks, and where each part of it came from.

use super::aligned::Aligned;
use super::marks::{self, END, START};
use super::runs::Runs;
use super::text::{Run, RunText, TextKind};
use crate::base::{Source, Span};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Where some words come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// What the text is that they are in.
    pub text: TextKind,
    /// For what an expression printed, the expression: `meeting.starts`.
    pub fact: Option<String>,
    /// The bytes: the words, or the expression with its braces.
    pub span: Span,
    /// Whether the file has the words as they are.
    pub is_exact: bool,
    /// The text's number, the same for all words of one text.
    pub(super) number: usize,
}

impl Origin {
    /// Whether other words come from the same text, and through the same expression if through any.
    pub fn goes_on(&self, other: &Self) -> bool {
        self.number == other.number
            && self.fact == other.fact
            && (self.fact.is_none() || self.span == other.span)
    }
}

/// A piece of a phrase as it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed<'a> {
    /// Words in Markdown.
    Words(&'a str),
    /// An expression with its braces.
    Expression(&'a str),
}

/// Rendered text without marks, and where each part of it came from.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Markdown: the letter, and behind it each text beside it.
    pub text: String,
    /// One past the last byte of the letter, and of each text beside it.
    ends: Vec<usize>,
    /// Where each part begins, in order.
    parts: Vec<Part>,
    runs: Runs,
}

/// A part of the rendered text, up to the next.
#[derive(Debug)]
struct Part {
    start: usize,
    /// The number of its run.
    run: usize,
    /// Whether it goes on with a run that another text interrupted.
    goes_on: bool,
    /// Its words beside the text of its run, once somebody asks for a place in it.
    aligned: OnceLock<Box<Aligned>>,
}

impl Part {
    fn new(start: usize, run: usize, goes_on: bool) -> Self {
        Self { start, run, goes_on, aligned: OnceLock::new() }
    }
}

impl Rendered {
    /// Takes the marks out of a letter, and of the texts that stand beside it, such as the header. `runs` are those that
    /// they stand for.
    pub fn new<'t>(marked: &'t str, beside: impl IntoIterator<Item = &'t str>, runs: Runs) -> Self {
        let text = String::with_capacity(marked.len());
        let mut rendered = Self { text, ends: Vec::new(), parts: Vec::new(), runs };
        for marked in std::iter::once(marked).chain(beside) {
            rendered.add(marked);
            rendered.ends.push(rendered.text.len());
        }
        rendered
    }

    fn add(&mut self, marked: &str) {
        let (text, parts) = (&mut self.text, &mut self.parts);
        let mut outer: Vec<Option<usize>> = vec![None];
        for (words, c) in marks::stretches(marked) {
            text.push_str(words);
            let Some(c) = c else { break };
            if let Some(run) = marks::run_number(c) {
                parts.push(Part::new(text.len(), run, false));
                if let Some(top) = outer.last_mut() {
                    *top = Some(run);
                }
            } else if c == START {
                outer.push(None);
            } else if c == END {
                outer.pop();
                if let Some(Some(run)) = outer.last() {
                    parts.push(Part::new(text.len(), *run, true));
                }
            }
        }
    }

    /// The letter in Markdown.
    pub fn letter(&self) -> &str {
        &self.text[..self.ends.first().copied().unwrap_or_default()]
    }

    /// The texts beside it, each with its first byte.
    pub fn beside(&self) -> impl Iterator<Item = (usize, &str)> {
        self.ends.windows(2).map(|ends| (ends[0], &self.text[ends[0]..ends[1]]))
    }

    /// The text alone.
    pub fn plain(marked: &str) -> String {
        marks::stretches(marked).map(|(words, _)| words).collect()
    }

    /// The texts that any of it came from, each once.
    pub fn texts(&self) -> impl Iterator<Item = &RunText> {
        let texts = self.parts.iter().filter_map(|part| Some(self.runs.run(part.run)?.0.text));
        let mut texts: Vec<usize> = texts.collect();
        texts.sort_unstable();
        texts.dedup();
        texts.into_iter().filter_map(|number| self.runs.text(number))
    }

    /// The file that the text at a byte comes from.
    pub fn source(&self, offset: usize) -> Option<&Arc<Source>> {
        Some(self.runs.run(self.parts[self.part(offset)?].run)?.1.source())
    }

    /// The number of the text that a byte comes from.
    pub fn text_at(&self, offset: usize) -> Option<usize> {
        Some(self.runs.run(self.parts[self.part(offset)?].run)?.0.text)
    }

    /// Where the words of a range come from. Where they come from several texts, the first of them counts.
    pub fn origin(&self, range: &Range<usize>) -> Option<Origin> {
        let first = self.part(range.start)?;
        let (run, text) = self.runs.run(self.parts[first].run)?;
        let (mut bytes, mut is_exact) = self.bytes(first, run, text, range);
        let mut fact = run.expression(text).map(str::to_owned);
        for at in first + 1..self.parts.len() {
            let part = &self.parts[at];
            if part.start >= range.end {
                break;
            }
            let Some((other, _)) = self.runs.run(part.run).filter(|(other, _)| other.text == run.text) else {
                break;
            };
            // Parts without a word of theirs, such as what an empty expression printed, change nothing.
            if self.end(at) == part.start {
                continue;
            }
            let (more, exact) = self.bytes(at, other, text, range);
            is_exact &= exact && more.start == bytes.end;
            fact = fact.filter(|_| other.is_expression && other.range == run.range);
            bytes = bytes.start.min(more.start)..bytes.end.max(more.end);
        }
        Some(Origin { text: text.kind.clone(), fact, span: text.span(&bytes), is_exact, number: run.text })
    }

    /// Where a mistake is that is made in some bytes: up to the end of their first line in the file; all of that line
    /// from the first byte on where there are no bytes.
    pub fn span(&self, at: &Range<usize>) -> Option<Span> {
        let end = if at.is_empty() { self.end(self.part(at.start)?) } else { at.end };
        let span = self.origin(&(at.start..end))?.span;
        let end = span.source.line_range(span.line_column().0).end;
        Some(Span::new(&span.source, span.start, span.end.min(end)))
    }

    /// What a phrase prints where it is first said, in words and expressions; nothing where it is not said.
    pub fn printed(&self, phrase: &str) -> Vec<Printed<'_>> {
        let is_it = |text: &RunText| matches!(&text.kind, TextKind::Phrase(name) if name == phrase);
        let run = |part: &Part| self.runs.run(part.run);
        let Some(first) = self.parts.iter().position(|part| run(part).is_some_and(|(_, text)| is_it(text)))
        else {
            return Vec::new();
        };
        let outer = first.checked_sub(1).map(|before| self.parts[before].run);
        let mut pieces = Vec::new();
        for at in first..self.parts.len() {
            let part = &self.parts[at];
            if part.goes_on && Some(part.run) == outer {
                break;
            }
            let Some((run, text)) = run(part).filter(|(_, text)| is_it(text)) else { continue };
            let tag = &text.text()[run.range.clone()];
            if !run.is_expression {
                pieces.push(Printed::Words(&self.text[part.start..self.end(at)]));
            } else if !part.goes_on && pieces.last() != Some(&Printed::Expression(tag)) {
                pieces.push(Printed::Expression(tag));
            }
        }
        pieces
    }

    /// The bytes within a range where another part begins.
    pub fn cuts(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.parts.partition_point(|part| part.start <= range.start);
        self.parts[first..].iter().map(|part| part.start).take_while(|start| *start < range.end)
    }

    /// The part at a byte.
    fn part(&self, offset: usize) -> Option<usize> {
        self.parts.partition_point(|part| part.start <= offset).checked_sub(1)
    }

    /// One past the last byte of a part.
    fn end(&self, part: usize) -> usize {
        self.parts.get(part + 1).map_or(self.text.len(), |next| next.start)
    }

    /// The bytes of a text that the words of a part within a range came from, and whether it has them as they are:
    /// of an expression all of it.
    fn bytes(&self, part: usize, run: &Run, text: &RunText, range: &Range<usize>) -> (Range<usize>, bool) {
        let Part { start, goes_on, ref aligned, .. } = self.parts[part];
        let from = range.start.max(start);
        let to = range.end.min(self.end(part)).max(from);
        if run.is_expression || goes_on {
            return (run.range.clone(), false);
        }
        let said = &text.text()[run.range.clone()];
        let words = &self.text[start..self.end(part)];
        let aligned = aligned.get_or_init(|| Box::new(Aligned::of(words, said)));
        let (first, last) = (from - start, to - start);
        if aligned.is_same(last) {
            return (run.range.start + first..run.range.start + last, true);
        }
        // A line of it may have been closed up, or signs escaped.
        match (aligned.up_to(first, words, said), aligned.up_to(last, words, said)) {
            (Some((_, first)), Some((last, _))) => {
                (run.range.start + first..run.range.start + last.max(first), true)
            }
            _ => (run.range.clone(), false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Located;

    fn text(path: &str, text: &str) -> RunText {
        let source = Source::new(path, text);
        RunText::value(TextKind::Own, Located::new(text.to_owned(), Span::new(&source, 0, text.len())))
    }

    #[test]
    fn words_are_found_where_they_were_written() {
        let mut runs = Runs::default();
        let outer = runs.add(text("a.yaml", "one {{ two }} three"));
        let inner = runs.add(text("b.yaml", "inner  words"));
        let (outer, inner) = (runs.marked(outer), runs.marked(inner));
        let marked = outer.replace("{{ two }}", &format!("{START}{inner}{END}")).replace("  ", " ");
        let rendered = Rendered::new(&marked, [], runs);
        assert_eq!(rendered.text, "one inner words three");
        let found = |words: &str| {
            let at = rendered.text.find(words).expect("there");
            let origin = rendered.origin(&(at..at + words.len())).expect("a place");
            (format!("{:?}", origin.span), origin.span.text().to_owned(), origin.is_exact)
        };
        assert_eq!(found("one"), ("a.yaml:1:1".to_owned(), "one".to_owned(), true));
        assert_eq!(found("words"), ("b.yaml:1:8".to_owned(), "words".to_owned(), true));
        assert_eq!(found("three"), ("a.yaml:1:15".to_owned(), "three".to_owned(), true));
    }

    #[test]
    fn what_an_expression_printed_is_the_expression() {
        let mut runs = Runs::default();
        let number = runs.add(text("a.yaml", "on {{ meeting.starts }}, here"));
        let marked = runs.marked(number).replace("{{ meeting.starts }}", "4 May");
        let rendered = Rendered::new(&marked, [], runs);
        let origin = rendered.origin(&(3..8)).expect("a place");
        assert_eq!(origin.fact.as_deref(), Some("meeting.starts"));
        assert_eq!(origin.span.text(), "{{ meeting.starts }}");
        let more = rendered.origin(&(0..8)).expect("a place");
        assert_eq!((more.fact, more.span.text()), (None, "on {{ meeting.starts }}"));
    }
}
