//! Problems for editors and scripts: one JSON object per line.

use super::place::Place;
use crate::base::text::shown;
use crate::base::{Diagnostic, Span};
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Where,
    label: &'a str,
    notes: Vec<Note<'a>>,
    hints: &'a [String],
    edit: Option<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    replacement: &'a str,
    #[serde(flatten)]
    place: Where,
}

#[derive(Serialize)]
struct Note<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Where,
}

/// `null` everywhere when there is no place.
#[derive(Default, Serialize)]
struct Where {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

impl Where {
    fn new(span: &Span) -> Self {
        let place = Place::of(span);
        Self {
            file: Some(shown(span.source.path())),
            line: Some(place.start.0),
            column: Some(place.start.1),
            end_line: Some(place.end.0),
            end_column: Some(place.end.1),
        }
    }
}

/// One problem as a JSON object on one line, without a line end.
///
/// `code`, `severity` (`error`, `warning`, `note`), `message`, `file`, `line`, `column`,
/// `end_line`, `end_column`, `label`, `notes`, `hints`, `edit`. Lines and columns count from 1, columns in
/// characters; the end is one past the last character. Without a place those five are `null`. A note
/// has a `message` and the same five, an edit a `replacement`; without a certain one it is `null`.
pub fn json(diagnostic: &Diagnostic) -> String {
    let report = Report {
        code: diagnostic.rule.code,
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        place: diagnostic.span.as_ref().map(Where::new).unwrap_or_default(),
        label: &diagnostic.label,
        notes: diagnostic
            .notes
            .iter()
            .map(|(span, message)| Note { message, place: Where::new(span) })
            .collect(),
        hints: &diagnostic.hints,
        edit: diagnostic
            .edit
            .as_ref()
            .map(|edit| Change { replacement: &edit.replacement, place: Where::new(&edit.span) }),
    };
    json_line(&report).trim_end().to_owned()
}

/// An object of strings, numbers and lists as JSON on one line, with its end.
pub fn json_line(object: &impl Serialize) -> String {
    // Such an object cannot fail.
    serde_json::to_string(object).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;

    #[test]
    fn every_field() {
        let source = Source::new("letters/Genève 1.yaml", "a: \"é\"\r\nb: 2\r\n");
        let diagnostic = Diagnostic::error("duplicate-key", "twice")
            .at(&Span::new(&source, 3, 7), "here")
            .note(&Span::new(&source, 9, 10), "and \"here\"")
            .hint("keep one");
        insta::assert_snapshot!(json(&diagnostic) + "\n" + &json(&Diagnostic::warning("plain", "no place")));
    }
}
