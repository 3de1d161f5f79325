//! The sentences of a letter's file that a translator works on: where they stand in its tree, and what
//! they are called. Everything else in the file is a fact or a name that the program reads.

use crate::base::Span;
use crate::base::yaml::{Node, Value};
use crate::model::letter::HEADQUARTERS;

/// A sentence of a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The way to it through the file, counted from 1: `body.3`, `annexes.2.items.5.1`.
    pub at: String,
    /// What it says: Markdown with facts.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// What can be below a key of the letter.
#[derive(Clone, Copy)]
enum Shape {
    /// A sentence.
    Text,
    /// A sentence, or a list of them.
    Texts,
    /// Names chosen by the letter, each with a sentence.
    Named,
    /// Sentences, each perhaps with sentences below it: then it is a key.
    Nested,
    /// A group with these keys, or a list of such groups.
    Group(&'static [(&'static str, Shape)]),
    /// Rows of the time plan: their names are keys, their cells words.
    Rows,
    /// Fields of a form: words, or groups.
    Fields,
}

use Shape::{Fields, Group, Named, Nested, Rows, Text, Texts};

/// Where sentences stand in a letter.
const LETTER: &[(&str, Shape)] = &[
    ("meeting", Group(MEETING)),
    ("subject", Texts),
    ("events", Group(&[("title", Text), ("place", Text), ("venue", Text), ("text", Text)])),
    ("addressees", Texts),
    ("copy", Texts),
    ("changes", Text),
    ("wording", Named),
    ("body", Group(&[("text", Text), ("notice", Text), ("note", Text), ("list", Group(LIST))])),
    ("deadlines", Group(&[("other", Group(&[("text", Text)]))])),
    ("annexes", Group(ANNEX)),
    ("chair", Group(&[("honorific", Text), ("country", Text)])),
    ("on-behalf", Group(&[("title", Texts)])),
];

const MEETING: &[(&str, Shape)] = &[
    ("title", Text),
    ("host", Text),
    ("place", Text),
    ("venue", Text),
    ("endorsed", Group(&[("by", Text), ("place", Text)])),
];

const LIST: &[(&str, Shape)] = &[("head", Text), ("items", Nested)];

const ANNEX: &[(&str, Shape)] = &[
    ("title", Text),
    ("notes", Texts),
    ("items", Nested),
    ("venue", Text),
    ("transport", Text),
    ("hotels", Group(&[("rate", Text), ("distance", Text), ("address", Text)])),
    ("hotel-note", Text),
    ("visa", Text),
    ("currency", Text),
    ("electricity", Text),
    ("climate", Text),
    ("health", Text),
    ("contact", Text),
    ("text", Text),
    ("fields", Fields),
    ("alt", Text),
    ("caption", Text),
    ("rows", Rows),
    ("questions", Group(&[("title", Text), ("rapporteur", Text)])),
];

/// Words that a letter's `items:` use instead of a sentence.
const BY_STYLE: &str = "by-style";

/// All sentences of a letter, in the order of its file.
pub fn units(letter: &Node) -> Vec<Unit> {
    let mut found = Vec::new();
    let mut copy = letter.clone();
    visit(&mut copy, &mut |at, text, span| {
        found.push(Unit { at: at.to_owned(), text: text.clone(), span: span.clone() });
    });
    found
}

/// Shows every sentence of a letter's tree to `see`, which may change it and say where it stands now.
pub(super) fn visit(letter: &mut Node, see: &mut dyn FnMut(&str, &mut String, &mut Span)) {
    let mut visit = Visit { at: Vec::new(), see };
    visit.group(letter, LETTER);
}

struct Visit<'a> {
    at: Vec<String>,
    see: &'a mut dyn FnMut(&str, &mut String, &mut Span),
}

impl Visit<'_> {
    fn below(&mut self, step: impl ToString, go: impl FnOnce(&mut Self)) {
        self.at.push(step.to_string());
        go(self);
        self.at.pop();
    }

    fn found(&mut self, text: &mut String, span: &mut Span) {
        let at = self.at.join(".");
        // Where the Union has its seat is a word of the house, as if the letter did not say it.
        let is_seat = at == "meeting.place" && text.trim() == HEADQUARTERS;
        if says_something(text) && !is_seat {
            (self.see)(&at, text, span);
        }
    }

    fn shape(&mut self, node: &mut Node, shape: Shape) {
        match shape {
            Text => self.text(node),
            Texts => self.texts(node),
            Named => self.named(node),
            Nested => self.nested(node),
            Group(keys) => self.group(node, keys),
            Rows => self.rows(node),
            Fields => self.fields(node),
        }
    }

    fn text(&mut self, node: &mut Node) {
        if let Value::Scalar { text, .. } = &mut node.value {
            self.found(text, &mut node.span);
        }
    }

    fn texts(&mut self, node: &mut Node) {
        match &mut node.value {
            Value::List(items) => {
                for (at, item) in items.iter_mut().enumerate() {
                    self.below(at + 1, |visit| visit.text(item));
                }
            }
            // Notes of a time plan have names.
            Value::Mapping(_) => self.named(node),
            _ => self.text(node),
        }
    }

    fn named(&mut self, node: &mut Node) {
        if let Value::Mapping(entries) = &mut node.value {
            for (key, value) in entries {
                self.below(key.text.clone(), |visit| visit.text(value));
            }
        }
    }

    fn group(&mut self, node: &mut Node, keys: &[(&str, Shape)]) {
        match &mut node.value {
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    if let Some((_, shape)) = keys.iter().find(|(name, _)| *name == key.text) {
                        self.below(key.text.clone(), |visit| visit.shape(value, *shape));
                    }
                }
            }
            Value::List(items) => {
                for (at, item) in items.iter_mut().enumerate() {
                    self.below(at + 1, |visit| visit.group(item, keys));
                }
            }
            _ => {}
        }
    }

    /// Items of an agenda or a list; of the practical annex they have names.
    fn nested(&mut self, node: &mut Node) {
        match &mut node.value {
            Value::Mapping(_) => self.named(node),
            Value::List(items) => {
                for (at, item) in items.iter_mut().enumerate() {
                    self.below(at + 1, |visit| match &mut item.value {
                        Value::Mapping(entries) => {
                            for (key, below) in entries {
                                visit.found(&mut key.text, &mut key.span);
                                visit.nested(below);
                            }
                        }
                        _ => visit.text(item),
                    });
                }
            }
            _ => {}
        }
    }

    /// `WP1: {21 AM: X}`, `heading: …`, or a name alone.
    fn rows(&mut self, node: &mut Node) {
        let Value::List(rows) = &mut node.value else { return };
        for (at, row) in rows.iter_mut().enumerate() {
            self.below(at + 1, |visit| match &mut row.value {
                Value::Mapping(entries) => {
                    for (key, value) in entries {
                        match &mut value.value {
                            Value::Scalar { .. } if key.text == "heading" => visit.text(value),
                            _ => {
                                visit.found(&mut key.text, &mut key.span);
                                visit.cells(value);
                            }
                        }
                    }
                }
                _ => visit.text(row),
            });
        }
    }

    fn cells(&mut self, node: &mut Node) {
        let Value::Mapping(cells) = &mut node.value else { return };
        for (at, (_, cell)) in cells.iter_mut().enumerate() {
            self.below(at + 1, |visit| match &mut cell.value {
                Value::Mapping(_) => visit.group(cell, &[("text", Text)]),
                _ => visit.text(cell),
            });
        }
    }

    fn fields(&mut self, node: &mut Node) {
        let Value::List(fields) = &mut node.value else { return };
        const KEYS: &[(&str, Shape)] =
            &[("label", Text), ("heading", Text), ("hint", Text), ("options", Texts)];
        for (at, field) in fields.iter_mut().enumerate() {
            self.below(at + 1, |visit| match &mut field.value {
                Value::Mapping(_) => visit.group(field, KEYS),
                _ => visit.text(field),
            });
        }
    }
}

/// Whether there is anything to translate: a lone letter, a number and a fact are the same in all languages,
/// and a name of the house style is none of the letter's words.
fn says_something(text: &str) -> bool {
    let text = text.trim();
    if text == BY_STYLE {
        return false;
    }
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        words.push_str(before);
        rest = after.split_once("}}").map_or("", |(_, rest)| rest);
    }
    words.push_str(rest);
    let mut run = 0;
    words.chars().any(|c| {
        run = if c.is_alphabetic() { run + 1 } else { 0 };
        run > 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Diagnostics, Source, yaml};

    fn found(text: &str) -> Vec<(String, String)> {
        let node = yaml::parse(&Source::new("l.yaml", text), &mut Diagnostics::new()).expect("YAML");
        units(&node).into_iter().map(|unit| (unit.at, unit.text)).collect()
    }

    #[test]
    fn sentences_are_found_wherever_a_letter_can_have_them() {
        let text = "number: 1\nmeeting: {place: Nice, tool: Tool}\nsubject: [One thing, Another]\nbody:\n  - opening\n  - text: Words.\n  - list: {head: Head, items: [first, second: [below]]}\nwording: {closing: So long}\ndeadlines:\n  other: [{date: 2021-04-01, text: Send it}]\nannexes:\n  - kind: practical\n    items: {paperless: Paper., printers: by-style, hotels: \"\"}\n  - kind: agenda\n    notes: [A note]\n    items: [Opening, Results: [Report, \"{{ group.code }}\"]]\n  - kind: time-plan\n    sessions: [1, Morning]\n    rows: [Plenary: {1 - 2: X, 3: {text: Joint}}, heading: All, Alone]\n    notes: {a: Of the plan}\n  - kind: form\n    fields: [Name, {label: Title, options: [Mr, Ms]}, heading: Talk]\n";
        let at: Vec<String> = found(text).into_iter().map(|(at, text)| format!("{at}={text}")).collect();
        assert_eq!(
            at,
            [
                "meeting.place=Nice",
                "subject.1=One thing",
                "subject.2=Another",
                "body.2.text=Words.",
                "body.3.list.head=Head",
                "body.3.list.items.1=first",
                "body.3.list.items.2=second",
                "body.3.list.items.2.1=below",
                "wording.closing=So long",
                "deadlines.other.1.text=Send it",
                "annexes.1.items.paperless=Paper.",
                "annexes.2.notes.1=A note",
                "annexes.2.items.1=Opening",
                "annexes.2.items.2=Results",
                "annexes.2.items.2.1=Report",
                "annexes.3.rows.1=Plenary",
                "annexes.3.rows.1.2.text=Joint",
                "annexes.3.rows.2=All",
                "annexes.3.rows.3=Alone",
                "annexes.3.notes.a=Of the plan",
                "annexes.4.fields.1=Name",
                "annexes.4.fields.2.label=Title",
                "annexes.4.fields.2.options.1=Mr",
                "annexes.4.fields.2.options.2=Ms",
                "annexes.4.fields.3.heading=Talk",
            ]
        );
    }
}
