//! The runs of texts: words that are printed as they are, and expressions.

use super::guards::{guards, own_names};
use super::marks;
use super::pieces::{Piece, PieceKind, is_plain, pieces};
use super::steps::{counted, steps, uncounted};
use crate::base::yaml::written::Written;
use crate::base::{Located, Source, Span};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A text of the letter, or of another YAML file that it takes texts from.
    Own,
    /// The phrase with this name, as the phrases file writes it (`date-line`).
    Phrase(String),
    /// The template of this name (`body/opening.md`).
    Template(String),
}

/// A text whose runs are known.
#[derive(Debug)]
pub struct RunText {
    /// What it is.
    pub kind: TextKind,
    said: Said,
}

/// A text and where it is written.
#[derive(Debug)]
enum Said {
    /// A file: the text is the file.
    File(Arc<Source>),
    /// A value of a YAML file, and, once somebody asks, where each part of it is written.
    Value(Located<String>, OnceLock<Written>),
}

impl RunText {
    /// A text of a YAML file.
    pub fn value(kind: TextKind, text: Located<String>) -> Self {
        Self { kind, said: Said::Value(text, OnceLock::new()) }
    }

    /// A template.
    pub fn template(name: &str, file: Arc<Source>) -> Self {
        Self { kind: TextKind::Template(name.to_owned()), said: Said::File(file) }
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        match &self.said {
            Said::File(file) => file.text(),
            Said::Value(text, _) => text,
        }
    }

    /// The file that it is written in.
    pub fn source(&self) -> &Arc<Source> {
        match &self.said {
            Said::File(file) => file,
            Said::Value(text, _) => &text.span.source,
        }
    }

    /// Whether it is a value of a YAML file.
    pub fn is_value(&self) -> bool {
        matches!(self.said, Said::Value(..))
    }

    /// Where a range of its bytes is written. Of a value that is not written there as it is, its first line.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match &self.said {
            Said::File(file) => Span::new(file, range.start, range.end),
            Said::Value(text, written) => written.get_or_init(|| Written::of(text)).span(range),
        }
    }
}

/// A run of a text.
#[derive(Clone, Debug)]
pub struct Run {
    /// The number of its text.
    pub text: usize,
    /// The bytes of that text.
    pub range: Range<usize>,
    /// Whether it is `{{ … }}`.
    pub is_expression: bool,
}

impl Run {
    /// What an expression says between its braces; nothing for words and for blocks.
    pub fn expression<'t>(&self, text: &'t RunText) -> Option<&'t str> {
        let tag = text.text()[self.range.clone()].strip_prefix("{{").filter(|_| self.is_expression)?;
        Some(tag.trim_start_matches('-').trim_end_matches(['}', '-']).trim())
    }
}

/// Texts and their runs, numbered on from those of others.
#[derive(Debug, Default)]
pub struct Runs {
    texts: Vec<RunText>,
    runs: Vec<Run>,
    /// The texts and runs that these go on from: those of the house style.
    before: Option<Arc<Runs>>,
}

/// A text with its marks, as Tera gets it.
pub struct Marked {
    /// With marks, and with the calls that count what is rendered.
    pub text: String,
    /// The number of its text.
    pub number: usize,
}

impl Runs {
    /// Goes on from others.
    pub fn after(before: &Arc<Self>) -> Self {
        Self { before: Some(Arc::clone(before)), ..Self::default() }
    }

    fn first(&self) -> (usize, usize) {
        self.before.as_ref().map_or((0, 0), |before| (before.texts.len(), before.runs.len()))
    }

    /// Adds a text: marks each of its runs. White space around it is left out.
    pub fn add(&mut self, text: RunText) -> Marked {
        let (first_text, first_run) = self.first();
        let number = first_text + self.texts.len();
        let (runs, marked) = (&mut self.runs, text.text());
        let marked = mark(marked, &used(&text), |range, is_expression| {
            runs.push(Run { text: number, range, is_expression });
            marks::run(first_run + runs.len() - 1)
        });
        // Words alone in a value need no count; a template is one more each time that it is included.
        let is_template = !text.is_value();
        let is_counted = is_template || !is_plain(&marked.text);
        let marked =
            if is_counted { counted(&marked.text, &marked.pieces, is_template) } else { marked.text };
        self.texts.push(text);
        Marked { text: marked, number }
    }

    /// A text by its number.
    pub fn text(&self, number: usize) -> Option<&RunText> {
        match number.checked_sub(self.first().0) {
            Some(own) => self.texts.get(own),
            None => self.before.as_ref()?.text(number),
        }
    }

    /// The place of the run whose mark is the last in a rendered text; of those of the letter's `own` texts, or of any.
    pub fn last_before(&self, text: &str, own: bool) -> Option<Span> {
        let runs = text.chars().rev().filter_map(|c| self.run(marks::run_number(c)?));
        let mut runs = runs.filter(|(_, text)| !own || text.kind == TextKind::Own);
        runs.next().map(|(run, text)| text.span(&run.range))
    }

    /// A run by its number, with its text.
    pub fn run(&self, number: usize) -> Option<(&Run, &RunText)> {
        match number.checked_sub(self.first().1) {
            Some(own) => {
                let run = self.runs.get(own)?;
                Some((run, self.text(run.text)?))
            }
            None => self.before.as_ref()?.run(number),
        }
    }
}

/// The bytes of a text that are rendered: all of a template, a value without the white space around it.
fn used(text: &RunText) -> Range<usize> {
    match &text.said {
        Said::File(file) => 0..file.text().len(),
        Said::Value(text, _) => {
            let start = text.len() - text.trim_start().len();
            start..start + text.trim().len()
        }
    }
}

/// A text with marks and guards.
struct Prepared {
    text: String,
    /// Its pieces, without the marks before them.
    pieces: Vec<Piece>,
    /// The bytes of it that guards are.
    guards: Vec<Range<usize>>,
}

/// Puts the mark of each run before it, and guards into tags. Tags that are no run stay as they are; what `-` trims is
/// left out.
fn mark(text: &str, used: &Range<usize>, mut run: impl FnMut(Range<usize>, bool) -> char) -> Prepared {
    let used_text = &text[used.clone()];
    let mut out = Prepared {
        text: String::with_capacity(used_text.len() + 16),
        pieces: Vec::new(),
        guards: Vec::new(),
    };
    // Most texts are words alone.
    if is_plain(used_text) {
        out.text.push(run(used.clone(), false));
        out.text.push_str(used_text);
        return out;
    }
    let pieces = pieces(used_text);
    let names = own_names(used_text, &pieces);
    let mut is_value = false;
    for (at, piece) in pieces.iter().enumerate() {
        let is_expression = piece.kind == PieceKind::Expression;
        // A value that a block makes is printed as a whole, if at all: the block is its expression.
        let block = (piece.is_value && !is_value).then(|| {
            let end = pieces[at..].iter().find(|piece| !piece.is_value);
            end.map_or(used_text.len(), |end| end.range.end)
        });
        if let Some(end) = block {
            out.text.push(run(used.start + piece.range.start..used.start + end, true));
        } else if !piece.is_value && (is_expression || piece.kind == PieceKind::Words) {
            out.text.push(run(used.start + piece.range.start..used.start + piece.range.end, is_expression));
        }
        is_value = piece.is_value;
        let (mut from, start) = (piece.range.start, out.text.len());
        for guard in guards(used_text, piece, &names) {
            out.text.push_str(&used_text[from..guard.at]);
            out.guards.push(out.text.len()..out.text.len() + guard.code.len());
            out.text.push_str(&guard.code);
            from = guard.at;
        }
        out.text.push_str(&used_text[from..piece.range.end]);
        out.pieces.push(Piece { range: start..out.text.len(), ..piece.clone() });
    }
    out
}

impl RunText {
    /// The bytes of the text for bytes of it as [`Runs::add`] marked it: where Tera found a mistake. Of a guard it is the
    /// whole tag.
    pub fn unmarked(&self, marked: &Range<usize>) -> Range<usize> {
        let (text, used) = (self.text(), used(self));
        let mut runs = Vec::new();
        let whole = mark(text, &used, |range, _| {
            runs.push(range.start);
            marks::run(0)
        });
        let marked = &uncounted(&steps(&whole.text, &whole.pieces, !self.is_value()), marked);
        let is_guard =
            whole.guards.iter().any(|guard| guard.start <= marked.start && marked.start < guard.end);
        // The marked text and the text, in step: what was trimmed is in the text only.
        let (mut at, mut runs) = (used.start, runs.into_iter());
        let (mut start, mut end) = (None, None);
        let mut guards = whole.guards.into_iter().peekable();
        for (offset, c) in whole.text.char_indices().take_while(|(offset, _)| *offset < marked.end) {
            if marks::is_mark(c) {
                at = runs.next().unwrap_or(at);
                continue;
            }
            while guards.next_if(|guard| guard.end <= offset).is_some() {}
            if guards.peek().is_some_and(|guard| guard.start <= offset) {
                continue;
            }
            at += text[at..].find(c).unwrap_or(0);
            if offset >= marked.start {
                start.get_or_insert(at);
            }
            at += c.len_utf8();
            end = Some(at);
        }
        let start = start.or(end).unwrap_or(used.start);
        if is_guard {
            let tags = pieces(&text[used.clone()])
                .into_iter()
                .map(|p| used.start + p.range.start..used.start + p.range.end);
            // The guard is in the tag that its last byte before is in.
            if let Some(tag) = tags.into_iter().find(|tag| tag.start < start && start <= tag.end) {
                return tag;
            }
        }
        start..end.unwrap_or(start).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> RunText {
        let source = Source::new("a.yaml", text);
        RunText::value(TextKind::Own, Located::new(text.to_owned(), Span::new(&source, 0, text.len())))
    }

    #[test]
    fn words_and_expressions_get_marks_and_nothing_else() {
        let mut runs = Runs::default();
        let marked = runs.add(own("a {%- if b %} c {{ d }}{% endif %}{# e #}\n")).text;
        let shown: String = marked.chars().map(|c| if marks::is_mark(c) { '|' } else { c }).collect();
        assert_eq!(shown, "|a{%- if b %}| c |{{ d }}{% endif %}{# e #}");
        let said: Vec<&str> = runs.runs.iter().map(|run| &runs.texts[0].text()[run.range.clone()]).collect();
        assert_eq!(said, ["a", " c ", "{{ d }}"]);
        let block = Runs::default().add(own("a {% filter trim %} b {% endfilter %} c")).text;
        let shown: String = block.chars().map(|c| if marks::is_mark(c) { '|' } else { c }).collect();
        assert_eq!(shown, "|a |{% filter _words|trim %} b {% endfilter %}| c");
    }

    #[test]
    fn numbers_go_on_from_those_of_the_house_style() {
        let mut house = Runs::default();
        house.add(own("a{{ b }}"));
        let mut letter = Runs::after(&Arc::new(house));
        assert_eq!(letter.add(own("c")).number, 1);
        assert_eq!(letter.run(2).map(|(run, text)| &text.text()[run.range.clone()]), Some("c"));
        assert_eq!(letter.run(1).map(|(run, text)| &text.text()[run.range.clone()]), Some("{{ b }}"));
        assert!(letter.run(3).is_none());
    }

    #[test]
    fn a_place_in_the_marked_text_is_one_in_the_text() {
        let text = own("  a {%- if b -%}  c {{ d }}");
        let marked = Runs::default().add(own(text.text())).text;
        let place = |words: &str| {
            let at = marked.find(words).expect("there");
            text.text()[text.unmarked(&(at..at + words.len()))].to_owned()
        };
        for words in ["a", "if b", "c", "d", "{{ d }}"] {
            assert_eq!(place(words), words);
        }
    }

    #[test]
    fn a_guard_is_at_its_tag() {
        let text = own("a {{ b | upper }} c {{ group }} d");
        let marked = Runs::default().add(own(text.text())).text;
        let place = |words: &str| {
            let at = marked.find(words).expect("there");
            text.text()[text.unmarked(&(at..at + words.len()))].to_owned()
        };
        assert_eq!(place("_words"), "{{ b | upper }}");
        assert_eq!(place("_one"), "{{ group }}");
        for words in ["upper", " c ", "group", " d"] {
            assert_eq!(place(words), words);
        }
    }
}
