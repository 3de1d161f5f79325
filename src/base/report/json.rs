//! Problems for editors and scripts: one JSON object per line.

use super::place::Place;
use crate::base::text::{as_given, is_seen};
use crate::base::{Diagnostic, Span};
use serde::Serialize;
use serde_json::{Value, json};

/// One problem as a JSON object on one line, without a line end.
///
/// `code`, `severity` (`error`, `warning`, `note`), `message`, `file`, `line`, `column`,
/// `end_line`, `end_column`, `label`, `notes`, `hints`, `edit`. Lines and columns count from 1, columns in
/// characters; the end is one past the last character. Without a place those five are `null`. A note
/// has a `message` and the same five, an edit a `replacement`; without a certain one it is `null`.
pub fn json(diagnostic: &Diagnostic) -> String {
    let notes = diagnostic.notes.iter();
    let notes = notes.map(|(span, message)| placed(json!({ "message": message }), Some(span)));
    let notes: Vec<Value> = notes.collect();
    let edit = diagnostic.edit.as_ref();
    let edit = edit.map(|edit| placed(json!({ "replacement": edit.replacement }), Some(&edit.span)));
    let report = json!({
        "code": diagnostic.rule.code,
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message,
    });
    let mut report = placed(report, diagnostic.span.as_ref());
    report["label"] = json!(diagnostic.label);
    report["notes"] = json!(notes);
    report["hints"] = json!(diagnostic.hints);
    report["edit"] = json!(edit);
    escaped(&report.to_string())
}

/// An object with the keys of a place, which are `null` where there is none.
fn placed(mut object: Value, span: Option<&Span>) -> Value {
    let place = span.map(Place::of);
    let (start, end) = place.as_ref().map(|place| (place.start, place.end)).unzip();
    object["file"] = json!(span.map(|span| as_given(span.source.path())));
    object["line"] = json!(start.map(|(line, _)| line));
    object["column"] = json!(start.map(|(_, column)| column));
    object["end_line"] = json!(end.map(|(line, _)| line));
    object["end_column"] = json!(end.map(|(_, column)| column));
    object
}

/// An object of strings, numbers and lists as JSON on one line, with its end.
pub fn json_line(object: &impl Serialize) -> String {
    // Such an object cannot fail.
    escaped(&serde_json::to_string(object).unwrap_or_default()) + "\n"
}

/// The same JSON, with escapes for characters that nobody sees: a terminal may show it.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_seen(c) {
            out.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;

    #[test]
    fn what_nobody_sees_is_escaped_and_reads_the_same() {
        let name = "a\u{1b}[31m\u{202e}\u{7f}\u{e0001}é.yaml";
        let source = Source::new(name, "a: b\n");
        let line = json(&Diagnostic::error("x", name).at(&Span::file(&source), name));
        assert!(line.chars().all(is_seen), "{line:?}");
        let read: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!([&read["file"], &read["message"], &read["label"]], [name; 3]);
        assert_eq!(json_line(&name), "\"a\\u001b[31m\\u202e\\u007f\\udb40\\udc01é.yaml\"\n");
    }

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
