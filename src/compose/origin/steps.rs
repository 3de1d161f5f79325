//! Where rendering is counted: calls of functions that are put into a text before Tera reads it. Tera has no limit of its
//! own to the rounds of loops and to the size of what they make.
//!
//! Knows how Tera writes tags; what the functions do is told in `compose::templates::budget`.

use super::pieces::{Piece, PieceKind};
use std::ops::Range;

/// The function that is called at each round of a loop, and where a template, a block or a component begins.
pub const STEP: &str = "letters_step";
/// The function that is called with each value that has got a name.
pub const NAMED: &str = "letters_named";
/// The function that is called with what is printed where a value is made of it first.
pub const PRINTED: &str = "letters_printed";

/// A call that is put into a text.
#[derive(Debug)]
pub struct Step {
    /// The byte before which it is put.
    pub at: usize,
    /// The tag that it counts.
    pub tag: Range<usize>,
    code: String,
}

/// What is open at a tag.
enum Open {
    /// A loop, a block or a component: its step, and whether a value is made of what it prints.
    Counted(usize, bool),
    /// `set` with the name that it gives, `filter`, the body of a component.
    Value(Option<String>),
}

/// The calls for a text with these pieces, in order. `is_template`: whether others can include it.
pub fn steps(text: &str, pieces: &[Piece], is_template: bool) -> Vec<Step> {
    let (mut steps, mut open): (Vec<Step>, Vec<Open>) = (Vec::new(), Vec::new());
    let head = |piece: &Piece| piece.inside(text).split_whitespace().next().unwrap_or_default().to_owned();
    let is_statement = |piece: &&Piece| piece.kind == PieceKind::Statement;
    if is_template && !pieces.iter().filter(is_statement).any(|piece| head(piece) == "extends") {
        steps.push(Step { at: 0, tag: 0..0, code: step(text, true) });
    }
    for piece in pieces {
        let (code, tag, at) = (piece.inside(text), piece.range.clone(), piece.range.end);
        let makes_value = open.iter().any(|open| matches!(open, Open::Counted(_, true) | Open::Value(_)));
        match (piece.kind, &*head(piece)) {
            (PieceKind::Expression, _) if makes_value && !code.is_empty() && !code.starts_with('<') => {
                steps.push(Step { at, tag, code: format!("{{{{ {PRINTED}(v=({code})) }}}}") });
            }
            (PieceKind::Statement, head @ ("for" | "block" | "component")) => {
                open.push(Open::Counted(steps.len(), head != "for"));
                steps.push(Step { at, tag, code: String::new() });
            }
            (PieceKind::Statement, "endfor" | "endblock" | "endcomponent") => {
                if let Some(Open::Counted(index, _)) = open.pop() {
                    let body = text.get(steps[index].at..piece.range.start).unwrap_or_default();
                    steps[index].code = step(body, is_template);
                }
            }
            (PieceKind::Statement, "set" | "set_global") => {
                let name = name(code);
                if piece.is_value {
                    open.push(Open::Value(name));
                } else if let Some(name) = name.filter(|_| !is_another_name(code)) {
                    steps.push(Step { at, tag, code: named(&name) });
                }
            }
            (PieceKind::Statement, "filter") => open.push(Open::Value(None)),
            (PieceKind::Statement, "endset" | "endfilter") => {
                if let Some(Open::Value(Some(name))) = open.pop() {
                    steps.push(Step { at, tag, code: named(&name) });
                }
            }
            (PieceKind::Statement, _) if code.starts_with("</") => {
                open.pop();
            }
            (PieceKind::Statement, _) if code.starts_with('<') && !code.ends_with('/') => {
                open.push(Open::Value(None));
            }
            _ => {}
        }
    }
    // What does not end is a mistake that Tera reports.
    steps.retain(|step| !step.code.is_empty());
    steps
}

/// A text with its calls.
pub fn counted(text: &str, pieces: &[Piece], is_template: bool) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len() + 64), 0);
    for step in steps(text, pieces, is_template) {
        out.push_str(&text[done..step.at]);
        out.push_str(&step.code);
        done = step.at;
    }
    out.push_str(&text[done..]);
    out
}

/// The bytes of a text for bytes of it with its calls; of a call the tag that it counts.
pub fn uncounted(steps: &[Step], counted: &Range<usize>) -> Range<usize> {
    let place = |byte: usize| {
        let mut put_in = 0;
        for step in steps {
            if byte < step.at + put_in {
                break;
            }
            if byte < step.at + put_in + step.code.len() {
                return Err(step.tag.clone());
            }
            put_in += step.code.len();
        }
        Ok(byte - put_in)
    };
    match (place(counted.start), place(counted.end.max(1) - 1)) {
        (Err(tag), _) => tag,
        (Ok(start), Ok(last)) => start..(last + 1).max(start),
        (Ok(start), Err(tag)) => start..tag.end.max(start),
    }
}

/// The call for a round: how long it is, and how many filters it calls. A letter's own text can call them for each of its
/// words, which the house style does not.
fn step(body: &str, is_template: bool) -> String {
    let filters =
        if is_template { 0 } else { body.bytes().filter(|byte| matches!(byte, b'|' | b'~')).count() };
    let filters = if filters == 0 { String::new() } else { format!(", f={filters}") };
    format!("{{{{ {STEP}(n={}{filters}) }}}}", body.len())
}

fn named(name: &str) -> String {
    format!("{{{{ {NAMED}(v={name}) }}}}")
}

/// Whether `set` only gives a fact or a value another name: then nothing is made.
fn is_another_name(code: &str) -> bool {
    let value = code.split_once('=').map(|(_, value)| value.trim()).unwrap_or_default();
    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
}

/// The name that `set` gives.
fn name(code: &str) -> Option<String> {
    let rest = code.split_once(char::is_whitespace)?.1.trim_start();
    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let is_whole = rest[name.len()..].trim_start().chars().next().is_none_or(|c| matches!(c, '=' | '|'));
    (is_whole && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::*;

    fn with_calls(text: &str, is_template: bool) -> String {
        counted(text, &pieces(text), is_template)
    }

    #[test]
    fn loops_names_and_printed_values_are_counted() {
        let said = |text: &str| with_calls(text, false).replace("letters_", "");
        assert_eq!(said("a {{ b }}{% if c %}d{% endif %}"), "a {{ b }}{% if c %}d{% endif %}");
        assert_eq!(
            said("{% for a in b -%}cd{%- endfor %}"),
            "{% for a in b -%}{{ step(n=2) }}cd{%- endfor %}"
        );
        assert_eq!(said("{% set x = y ~ y %}z"), "{% set x = y ~ y %}{{ named(v=x) }}z");
        assert_eq!(said("{% set x = y.z_1 %}"), "{% set x = y.z_1 %}");
        let filters = said("{% for a in b %}{{ a | c ~ d | e }}{% endfor %}");
        assert!(filters.contains("step(n=19, f=3)"), "{filters}");
        assert_eq!(
            said("{% set x | trim %}{{ y }}{% endset %}{{ x }}"),
            "{% set x | trim %}{{ y }}{{ printed(v=(y)) }}{% endset %}{{ named(v=x) }}{{ x }}"
        );
        assert_eq!(
            said("{% filter upper %}{% for a in b %}{{ a }}{% endfor %}{% endfilter %}"),
            "{% filter upper %}{% for a in b %}{{ step(n=7) }}{{ a }}{{ printed(v=(a)) }}{% endfor %}{% endfilter %}"
        );
        assert_eq!(said("{% raw %}{% for a in b %}{% endraw %}"), "{% raw %}{% for a in b %}{% endraw %}");
        assert!(with_calls("a", true).starts_with("{{ letters_step"));
        assert_eq!(with_calls("{% extends \"a\" %}", true), "{% extends \"a\" %}");
    }

    #[test]
    fn a_place_in_the_counted_text_is_one_in_the_text() {
        let text = "{% for a in b %}c{% set d = [e] %}{{ f }}{% endfor %} g";
        let (steps, whole) = (steps(text, &pieces(text), true), with_calls(text, true));
        for words in ["{% for a in b %}", "c", "{{ f }}", " g"] {
            let at = whole.find(words).expect("there");
            assert_eq!(&text[uncounted(&steps, &(at..at + words.len()))], words);
        }
        let at = whole.rfind("letters_step").expect("there");
        assert_eq!(&text[uncounted(&steps, &(at..at + 4))], "{% for a in b %}");
        let at = whole.find("letters_named").expect("there");
        assert_eq!(&text[uncounted(&steps, &(at..at + 4))], "{% set d = [e] %}");
    }
}
