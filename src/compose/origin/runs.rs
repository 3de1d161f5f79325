//! The runs of texts: words that are printed as they are, and expressions.

use super::guards::{guards, own_names};
use super::marks;
use super::pieces::{Piece, PieceKind, is_plain, pieces};
use super::steps::{counted, steps, uncounted};
use super::text::{Run, RunText, TextKind};
use crate::base::Span;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Texts and their runs, numbered on from those of others.
#[derive(Debug, Default)]
pub struct Runs {
    texts: Vec<Numbered>,
    /// One past the last number of a run.
    end: usize,
    /// The texts and runs that these go on from: those of the house style.
    before: Option<Arc<Runs>>,
}

/// A text and the numbers of its runs.
#[derive(Debug)]
struct Numbered {
    said: RunText,
    /// The number of its first run.
    first: usize,
    /// Found when the text is first needed.
    marked: OnceLock<Marked>,
}

/// A text as Tera gets it, with its runs.
#[derive(Debug)]
struct Marked {
    /// With marks, and with the calls that count what is rendered.
    text: String,
    runs: Vec<Run>,
}

impl Runs {
    /// Goes on from others.
    pub fn after(before: &Arc<Self>) -> Self {
        Self { texts: Vec::new(), end: before.end, before: Some(Arc::clone(before)) }
    }

    /// The number of the first text.
    fn first(&self) -> usize {
        self.before.as_ref().map_or(0, |before| before.first() + before.texts.len())
    }

    /// Adds a text, and marks each of its runs; white space around it is left out. Gives the number of the text.
    pub fn add(&mut self, text: RunText) -> usize {
        let number = self.first() + self.texts.len();
        let marked = Marked::of(&text, number, self.end);
        let runs = marked.runs.len();
        self.push(text, runs, marked.into())
    }

    /// The same, but its runs are marked when it is first asked for: it gets as many numbers as it can have runs.
    pub fn add_later(&mut self, text: RunText) -> usize {
        // Each tag has a brace, and words before and behind it.
        let most = 2 * text.text().bytes().filter(|byte| *byte == b'{').count() + 1;
        self.push(text, most, OnceLock::new())
    }

    fn push(&mut self, said: RunText, runs: usize, marked: OnceLock<Marked>) -> usize {
        self.texts.push(Numbered { said, first: self.end, marked });
        self.end += runs;
        self.first() + self.texts.len() - 1
    }

    fn numbered(&self, number: usize) -> Option<&Numbered> {
        match number.checked_sub(self.first()) {
            Some(own) => self.texts.get(own),
            None => self.before.as_ref()?.numbered(number),
        }
    }

    /// A text by its number.
    pub fn text(&self, number: usize) -> Option<&RunText> {
        Some(&self.numbered(number)?.said)
    }

    /// The same with its marks, as Tera gets it; nothing of a text that is not there.
    pub fn marked(&self, number: usize) -> &str {
        self.numbered(number).map_or("", |text| &text.marked(number).text)
    }

    /// The place of the run whose mark is the last in a rendered text; of those of the letter's `own` texts, or of any.
    pub fn last_before(&self, text: &str, own: bool) -> Option<Span> {
        let runs = text.chars().rev().filter_map(|c| self.run(marks::run_number(c)?));
        let mut runs = runs.filter(|(_, text)| !own || text.kind == TextKind::Own);
        runs.next().map(|(run, text)| text.span(&run.range))
    }

    /// A run by its number, with its text.
    pub fn run(&self, number: usize) -> Option<(&Run, &RunText)> {
        if let Some(before) = self.before.as_ref().filter(|before| number < before.end) {
            return before.run(number);
        }
        let at = self.texts.partition_point(|text| text.first <= number).checked_sub(1)?;
        let text = &self.texts[at];
        let run = text.marked(self.first() + at).runs.get(number - text.first)?;
        Some((run, &text.said))
    }
}

impl Numbered {
    fn marked(&self, number: usize) -> &Marked {
        self.marked.get_or_init(|| Marked::of(&self.said, number, self.first))
    }
}

impl Marked {
    /// Marks the runs of a text from the number `first` on.
    fn of(said: &RunText, number: usize, first: usize) -> Self {
        let mut runs = Vec::new();
        let Prepared { text, pieces, .. } = mark(said.text(), &said.used(), |range, is_expression| {
            runs.push(Run { text: number, range, is_expression });
            marks::run(first + runs.len() - 1)
        });
        // Words alone in a value need no count; a template is one more each time that it is included.
        let is_template = !said.is_value();
        let is_counted = is_template || !is_plain(&text);
        Self { text: if is_counted { counted(&text, &pieces, is_template) } else { text }, runs }
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
        let (text, used) = (self.text(), self.used());
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
    use crate::base::{Located, Source};

    fn own(text: &str) -> RunText {
        let source = Source::new("a.yaml", text);
        RunText::value(TextKind::Own, Located::new(text.to_owned(), Span::new(&source, 0, text.len())))
    }

    fn marked(text: RunText) -> String {
        let mut runs = Runs::default();
        let number = runs.add(text);
        runs.marked(number).to_owned()
    }

    #[test]
    fn texts_that_are_marked_later_have_numbers_enough() {
        let texts =
            ["a", "{{ a }}{{ b }}", "{% if a %}b{% endif %} c {{ d }} e", "{{ a | upper }}, {# b #}c"];
        let mut runs = Runs::default();
        let numbers = texts.map(|text| runs.add_later(own(text)));
        let last = runs.add(own("last"));
        for (number, text) in numbers.into_iter().zip(texts) {
            let shown: String = runs.marked(number).chars().filter(|c| !marks::is_mark(*c)).collect();
            let at_once: String = marked(own(text)).chars().filter(|c| !marks::is_mark(*c)).collect();
            assert_eq!(shown, at_once);
            for mark in runs.marked(number).chars().filter_map(marks::run_number) {
                assert_eq!(runs.run(mark).map(|(run, said)| (run.text, said.text())), Some((number, text)));
            }
        }
        let mark = runs.marked(last).chars().find_map(marks::run_number).expect("a mark");
        assert_eq!(runs.run(mark).map(|(_, said)| said.text()), Some("last"));
        assert!(runs.run(mark + 1).is_none());
    }

    #[test]
    fn words_and_expressions_get_marks_and_nothing_else() {
        let mut runs = Runs::default();
        let number = runs.add(own("a {%- if b %} c {{ d }}{% endif %}{# e #}\n"));
        let shown: String =
            runs.marked(number).chars().map(|c| if marks::is_mark(c) { '|' } else { c }).collect();
        assert_eq!(shown, "|a{%- if b %}| c |{{ d }}{% endif %}{# e #}");
        let said = |number| runs.run(number).map(|(run, text)| &text.text()[run.range.clone()]);
        assert_eq!([0, 1, 2, 3].map(said), [Some("a"), Some(" c "), Some("{{ d }}"), None]);
        let block = marked(own("a {% filter trim %} b {% endfilter %} c"));
        let shown: String = block.chars().map(|c| if marks::is_mark(c) { '|' } else { c }).collect();
        assert_eq!(shown, "|a |{% filter _words|trim %} b {% endfilter %}| c");
    }

    #[test]
    fn numbers_go_on_from_those_of_the_house_style() {
        let mut house = Runs::default();
        house.add(own("a{{ b }}"));
        let mut letter = Runs::after(&Arc::new(house));
        assert_eq!(letter.add(own("c")), 1);
        assert_eq!(letter.run(2).map(|(run, text)| &text.text()[run.range.clone()]), Some("c"));
        assert_eq!(letter.run(1).map(|(run, text)| &text.text()[run.range.clone()]), Some("{{ b }}"));
        assert!(letter.run(3).is_none());
    }

    #[test]
    fn a_place_in_the_marked_text_is_one_in_the_text() {
        let text = own("  a {%- if b -%}  c {{ d }}");
        let marked = marked(own(text.text()));
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
        let marked = marked(own(text.text()));
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
