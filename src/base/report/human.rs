//! Problems for people: message, place, excerpt, caret, advice.

use super::place::Place;
use crate::base::text::{shown, visible, words_around};
use crate::base::{Diagnostic, Edit, Severity, Source};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;
use std::sync::Arc;

/// Formats problems for a terminal or a log.
#[derive(Clone, Debug)]
pub struct Human {
    renderer: Renderer,
}

impl Human {
    /// `colors`: with ANSI escapes for colours; the caller knows whether somebody can see them.
    /// `width`: columns of the terminal; long lines of an excerpt are shortened to it.
    pub fn new(colors: bool, width: Option<usize>) -> Self {
        let renderer = if colors { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(width.unwrap_or(140).max(40)) }
    }

    /// One problem, over several lines, with a line end after the last.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let level = level(diagnostic.severity);
        let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.rule.code);
        let mut group = Group::with_title(title);
        for (source, annotations) in excerpts(diagnostic) {
            let first = annotations.iter().map(|(range, ..)| range.start).min().unwrap_or_default();
            let last = annotations.iter().map(|(range, ..)| range.end).max().unwrap_or_default();
            // Only the lines that are shown: a whole file would be read again for each of its findings.
            let (line, _) = source.line_column(first);
            let start = source.line_range(line).start;
            let end = source.line_range(source.line_column(last).0 + 1).end.max(last);
            let place = |range: Range<usize>| range.start - start..range.end - start;
            group = group.element(
                Snippet::source(&source.text()[start..end])
                    .line_start(line)
                    .path(shown(source.path()))
                    .annotations(annotations.into_iter().map(|(range, label, kind)| {
                        let annotation = kind.span(place(range));
                        if label.is_empty() { annotation } else { annotation.label(visible(label)) }
                    })),
            );
        }
        if let Some(edit) = &diagnostic.edit {
            group = group.element(Level::HELP.message(visible(&fixed(edit)).into_owned()));
        }
        for hint in &diagnostic.hints {
            group = group.element(Level::HELP.message(visible(hint)));
        }
        let mut text = self.renderer.render(&[group]);
        text.push('\n');
        text
    }
}

/// The whole words of an edit as they are after it; empty when they go.
pub fn becomes(edit: &Edit) -> String {
    let file = edit.span.source.text();
    let words = words_around(file, &(edit.span.start..edit.span.end));
    let words =
        [&file[words.start..edit.span.start], &edit.replacement, &file[edit.span.end..words.end]].concat();
    words.trim().to_owned()
}

/// What `--fix` would do.
pub fn fixed(edit: &Edit) -> String {
    match &*becomes(edit) {
        "" => "to fix this, run `letters check --fix`: it removes this".to_owned(),
        words => format!("to fix this, run `letters check --fix`: it writes `{words}`"),
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::INFO.with_name(severity.as_str()),
    }
}

/// Bytes of a file, what is said of them, and whether they are the problem's own.
type Marked<'a> = (Range<usize>, &'a str, AnnotationKind);

/// The places by file, that of the problem itself first.
fn excerpts(diagnostic: &Diagnostic) -> Vec<(&Arc<Source>, Vec<Marked<'_>>)> {
    let own = diagnostic.span.iter().map(|span| (span, &diagnostic.label, AnnotationKind::Primary));
    let others = diagnostic.notes.iter().map(|(span, text)| (span, text, AnnotationKind::Context));
    let mut files: Vec<(&Arc<Source>, Vec<Marked<'_>>)> = Vec::new();
    for (span, label, kind) in own.chain(others) {
        let annotation = (Place::of(span).range, label.as_str(), kind);
        match files.iter_mut().find(|(source, _)| Arc::ptr_eq(source, &span.source)) {
            Some((_, annotations)) => annotations.push(annotation),
            None => files.push((&span.source, vec![annotation])),
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    const LETTER: &str = "number: 11\ngroup: SG1\nmeeting:\n  starts: 2021-04-31\n  ends: 2021-04-30\n";

    fn letter(text: &str) -> Arc<Source> {
        Source::new("letters/sg1-001.yaml", text)
    }

    fn span(source: &Arc<Source>, words: &str) -> Span {
        let start = source.text().find(words).expect("the words stand in the text");
        Span::new(source, start, start + words.len())
    }

    fn plain(diagnostic: &Diagnostic) -> String {
        Human::new(false, None).diagnostic(diagnostic)
    }

    #[test]
    fn a_place_with_a_label_and_advice() {
        let source = letter(LETTER);
        let diagnostic = Diagnostic::error("wrong-date", "there is no 31 April 2021: that month has 30 days")
            .at(&span(&source, "2021-04-31"), "expected a date such as 2021-04-20 (year-month-day)")
            .hint("the meeting ends on 2021-04-30");
        insta::assert_snapshot!(plain(&diagnostic));
    }

    #[test]
    fn windows_line_ends_change_nothing() {
        let (unix, windows) = (letter(LETTER), letter(&LETTER.replace('\n', "\r\n")));
        let report = |source: &Arc<Source>, words: &str| {
            plain(&Diagnostic::error("x", "message").at(&span(source, words), "label"))
        };
        assert_eq!(report(&unix, "2021-04-31"), report(&windows, "2021-04-31"));
        assert_eq!(report(&unix, "ends: 2021-04-30\n"), report(&windows, "ends: 2021-04-30\r\n"));
        assert_eq!(
            report(&unix, "meeting:\n  starts: 2021-04-31"),
            report(&windows, "meeting:\r\n  starts: 2021-04-31")
        );
        assert!(!report(&windows, "2021-04-31").contains(['\r', '␍']));
    }

    #[test]
    fn other_places_in_this_file_and_another() {
        let (source, theme) =
            (letter(LETTER), Source::new("templates/theme.yaml", "page:\n  width: 595.3\n"));
        let diagnostic = Diagnostic::warning("deadline-off-rule", "the meeting ends before it starts")
            .at(&span(&source, "2021-04-30"), "the end")
            .note(&span(&source, "2021-04-31"), "the start")
            .note(&span(&theme, "595.3"), "unrelated, in another file");
        insta::assert_snapshot!(plain(&diagnostic));
    }

    #[test]
    fn tabs_and_wide_characters_keep_the_caret_in_place() {
        let source = letter("subject:\t会议 Женева été: here\n");
        let diagnostic = Diagnostic::noted("look", "worth a look").at(&span(&source, "here"), "this");
        insta::assert_snapshot!(plain(&diagnostic));
    }

    #[test]
    fn several_lines() {
        let source = letter(LETTER);
        let words = "meeting:\n  starts: 2021-04-31\n  ends: 2021-04-30";
        insta::assert_snapshot!(plain(
            &Diagnostic::error("wrong-type", "a group of keys stands where some text was expected")
                .at(&span(&source, words), "expected some text")
        ));
    }

    #[test]
    fn the_end_of_the_file() {
        for text in ["subject: \"Virtual", "subject: \"Virtual\n", "subject: \"Virtual\r\n\r\n"] {
            let source = letter(text);
            let end = Span::new(&source, text.len(), text.len());
            let diagnostic = Diagnostic::error("yaml", "the quote is not closed").at(&end, "here");
            insta::assert_snapshot!("the_end_of_the_file", plain(&diagnostic));
        }
    }

    #[test]
    fn an_empty_file_and_no_file() {
        let source = letter("");
        let empty = Diagnostic::error("missing-key", "the letter is empty").at(&Span::file(&source), "here");
        let none = Diagnostic::error("no-letters", "there are no letters in letters").hint("write one");
        insta::assert_snapshot!(plain(&empty) + &plain(&none));
    }

    #[test]
    fn a_long_line_is_shortened_to_the_terminal() {
        let source = letter(&format!("body: {} wrong {}\n", "word ".repeat(60), "word ".repeat(60)));
        let diagnostic = Diagnostic::error("x", "message").at(&span(&source, "wrong"), "this word");
        let text = Human::new(false, Some(80)).diagnostic(&diagnostic);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("^^^^^ this word"), "{text}");
    }

    #[test]
    fn colours_only_when_asked() {
        let diagnostic = Diagnostic::error("x", "message").hint("a hint");
        assert!(Human::new(true, None).diagnostic(&diagnostic).contains('\u{1b}'));
        assert!(!plain(&diagnostic).contains('\u{1b}'));
    }

    #[test]
    fn control_characters_in_a_letter_do_not_reach_the_terminal() {
        let source = letter("subject: \u{1b}[31mred\n");
        let diagnostic = Diagnostic::error("x", "`\u{1b}[31mred` is wrong")
            .at(&span(&source, "red"), "\u{1b}[31mlabel")
            .hint("\u{1b}[31mhint");
        assert!(!plain(&diagnostic).contains('\u{1b}'), "{:?}", plain(&diagnostic));
    }

    proptest::proptest! {
        #[test]
        fn no_span_of_any_text_is_too_odd(
            text in "[a :é会\u{301}\u{200b}\t\r\n]{0,40}",
            spans in proptest::collection::vec((0usize..140, 0usize..140), 1..5),
            width in proptest::option::of(0usize..60),
        ) {
            let source = letter(&text);
            let mut diagnostic = Diagnostic::error("x", "message");
            for (index, &(start, end)) in spans.iter().enumerate() {
                let span = Span::new(&source, start, end);
                diagnostic = match index {
                    0 => diagnostic.at(&span, "here"),
                    _ => diagnostic.note(&span, "and here"),
                };
            }
            let report = Human::new(false, width).diagnostic(&diagnostic);
            proptest::prop_assert!(report.starts_with("error[x]: message\n"));
            proptest::prop_assert!(!report.contains('\r'));
            let line = format!("letters/sg1-001.yaml:{}:", Place::of(&Span::new(&source, spans[0].0, spans[0].1)).start.0);
            proptest::prop_assert!(report.contains(&line), "{line} in {report}");
        }
    }
}
