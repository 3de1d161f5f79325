//! The sentences of a letter's file that a translator works on: where they stand in its tree, and what
//! they are called. Everything else in the file is a fact or a name that the program reads.

use crate::base::Span;
use crate::base::yaml::Node;
use crate::model::letter::{Also, BY_STYLE, is_headquarters, texts};

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

impl Unit {
    /// Whether it is the town, perhaps with its country, of a meeting or an event.
    pub fn is_place(&self) -> bool {
        self.at == "place" || self.at.ends_with(".place")
    }
}

/// All sentences of a letter, in the order of its file.
pub fn units(letter: &Node) -> Vec<Unit> {
    let mut found = Vec::new();
    visit(&mut letter.clone(), &mut |at, text, span| {
        found.push(Unit { at: at.to_owned(), text: text.clone(), span: span.clone() });
    });
    found
}

/// Shows every sentence of a letter's tree to `see`, which may change it and say where it stands now.
pub(super) fn visit(letter: &mut Node, see: &mut dyn FnMut(&str, &mut String, &mut Span)) {
    texts(letter, &mut |key, at, text, span| {
        // Where the Union has its seat is a word of the house, as if the letter did not say it.
        let is_seat = at.starts_with("meeting.") && at.ends_with(".place") && is_headquarters(text);
        if key.is(Also::Translated) && says_something(text) && !is_seat {
            see(at, text, span);
        }
    });
}

/// Whether there is anything to translate: a lone letter, a number and a fact are the same in all languages,
/// and a name of the house style is none of the letter's words.
fn says_something(text: &str) -> bool {
    let text = text.trim();
    if text == BY_STYLE {
        return false;
    }
    let words = cut(text).0.concat();
    let mut run = 0;
    words.chars().any(|c| {
        run = if c.is_alphabetic() { run + 1 } else { 0 };
        run > 1
    })
}

/// What stands outside of double braces, and the facts in them.
pub(super) fn cut(text: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut words, mut facts, mut rest) = (Vec::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once("{{") {
        let (fact, behind) = after.split_once("}}").unwrap_or((after, ""));
        words.push(before);
        facts.push(fact);
        rest = behind;
    }
    words.push(rest);
    (words, facts)
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
    fn a_sentence_of_the_body_needs_no_key() {
        let text = "body: [opening, A sentence alone.]\n";
        assert_eq!(found(text), [("body.2".to_owned(), "A sentence alone.".to_owned())]);
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
