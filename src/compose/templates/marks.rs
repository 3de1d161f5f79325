//! Marks in templates and texts: put in before Tera sees them, and taken into account when Tera
//! names a place.

use crate::base::{Located, Source, Span};
use crate::compose::markdown::{MARK_END, MARK_START, line_mark};
use std::sync::Arc;
use tera::ReportError;

/// Characters of a mark at a line's start.
const MARK: usize = 2;

/// Begins every line of a template that may bear it with a mark.
pub fn mark_lines(text: &str, file: usize) -> String {
    with_marks(text, file, 1)
}

fn with_marks(text: &str, file: usize, first: usize) -> String {
    let marked = marked_lines(text);
    let mut out = String::with_capacity(text.len() + marked.len() * 8);
    for (at, line) in text.split_inclusive('\n').enumerate() {
        if marked[at] {
            out.extend(line_mark(file, first + at));
        }
        out.push_str(line);
    }
    out
}

/// A text of a YAML file, marked as a piece: every line of it where the file has it as it is.
pub fn piece(text: &Located<String>, file: usize) -> String {
    let mut out = String::from(MARK_START);
    match verbatim(text) {
        Some(first) => out.push_str(&with_marks(&text.value, file, first)),
        None => {
            out.extend(line_mark(file, text.span.line_column().0));
            out.push_str(text.value.trim());
        }
    }
    out.push(MARK_END);
    out
}

/// The line on which a text begins that the file holds line by line (`|`); `None` where YAML folded
/// or unescaped it.
fn verbatim(text: &Located<String>) -> Option<usize> {
    let (first, _) = text.span.line_column();
    let first = if text.span.text().starts_with(['|', '>']) { first + 1 } else { first };
    let same = text.value.lines().enumerate().all(|(at, line)| {
        let range = text.span.source.line_range(first + at);
        text.span.source.text()[range].ends_with(line)
    });
    (same && text.value.lines().count() > 1).then_some(first)
}

/// Which lines begin outside all tags and next to no tag that trims white space: there a mark
/// changes nothing.
fn marked_lines(text: &str) -> Vec<bool> {
    const TAGS: [(&str, &str); 3] = [("{%", "%}"), ("{{", "}}"), ("{#", "#}")];
    let mut open: Option<&str> = None;
    let mut trims = false;
    let mut marked = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let trimmed_away = ["{%-", "{{-", "{#-"].iter().any(|tag| start.starts_with(tag));
        marked.push(open.is_none() && !trims && !trimmed_away);
        let mut rest = line;
        loop {
            match open {
                Some(close) => match rest.find(close) {
                    Some(at) => {
                        rest = &rest[at + close.len()..];
                        open = None;
                    }
                    None => break,
                },
                None => {
                    let next = TAGS.iter().filter_map(|(o, c)| rest.find(o).map(|at| (at, *c))).min();
                    let Some((at, close)) = next else { break };
                    rest = &rest[at + 2..];
                    open = Some(close);
                }
            }
        }
        if !start.is_empty() {
            let end = line.trim_end();
            trims = ["-%}", "-}}", "-#}"].iter().any(|tag| end.ends_with(tag));
        }
    }
    marked
}

/// The place that Tera reports in a template, in the file without marks.
pub fn template_span(source: &Arc<Source>, report: &ReportError) -> Span {
    let number = report.span().start_line;
    let marked = marked_lines(source.text()).get(number.saturating_sub(1)).copied().unwrap_or(false);
    on_line(source, number, if marked { MARK } else { 0 }, 0, report)
}

/// The place that Tera reports in a text of a YAML file: exact where the file has the text as it
/// is, otherwise the first line of the value.
pub fn within(text: &Located<String>, report: &ReportError) -> Span {
    let span = &text.span;
    if let Some(first) = verbatim(text) {
        let at = report.span().start_line.saturating_sub(1);
        let line = text.value.lines().nth(at).unwrap_or("");
        let indent = span.source.line_range(first + at).len().saturating_sub(line.len());
        let marked = marked_lines(&text.value).get(at).copied().unwrap_or(false);
        let before = usize::from(at == 0) + if marked { MARK } else { 0 };
        return on_line(&span.source, first + at, before, indent, report);
    }
    let whole =
        Span::new(&span.source, span.start, span.start + span.text().lines().next().map_or(0, str::len));
    // On one line, perhaps in quotes: the value stands as it is in what is written.
    match span.text().find(text.value.trim()) {
        Some(at) if !text.value.trim().is_empty() => {
            let (number, _) = span.line_column();
            let indent = span.start + at - span.source.line_range(number).start;
            on_line(&span.source, number, MARK + 1, indent, report)
        }
        _ => whole,
    }
}

/// Columns of Tera's report on a line of the file: less the characters of marks, plus the bytes
/// that stand before the text on that line.
fn on_line(source: &Arc<Source>, number: usize, marks: usize, indent: usize, report: &ReportError) -> Span {
    let range = source.line_range(number);
    let from = range.start + indent.min(range.len());
    let line = &source.text()[from..range.end];
    let byte = |column: usize| {
        from + line.char_indices().nth(column.saturating_sub(marks)).map_or(line.len(), |(at, _)| at)
    };
    let start = byte(report.span().start_col);
    let end = if report.span().end_line == report.span().start_line {
        byte(report.span().end_col)
    } else {
        range.end
    };
    Span::new(source, start, end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_out_of_tags_and_of_trimmed_space() {
        let text = "a\n{% if x\n  and y %}\n b -%}\n\nc\n{%- endif %}\n{# d\ne #}f\ng\n";
        assert_eq!(marked_lines(text), [true, true, false, true, false, false, false, true, false, true]);
    }
}
