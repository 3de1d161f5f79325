//! The operands of the code in braces: facts, texts in quotation marks, lists, and the filters after them.

use super::walk::Walk;
use super::{EACH, PARTS, WORDS};
use crate::compose::facts::{Sort, declared, is_like_moment};
use crate::compose::origin::code::TokenKind;
use std::borrow::Cow;
use std::ops::Range;

/// Filters that change words.
const OF_WORDS: [&str; 20] = [
    "capitalize",
    "escape",
    "escape_html",
    "escape_xml",
    "indent",
    "length",
    "lower",
    "newlines_to_br",
    "replace",
    "reverse",
    "safe",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "upper",
    "wordcount",
];
/// Of these, those of which a part or a turned text is left: not of a text with markup.
const CUT: [&str; 3] = ["reverse", "split", "truncate"];
/// Of these, those that count.
const COUNT: [&str; 2] = ["length", "wordcount"];
/// Of these, those that take a list too.
const OF_LISTS: [&str; 2] = ["length", "reverse"];
/// Filters that give one of several values, or a list.
const GIVE_ANY: [&str; 13] = [
    "default", "first", "get", "group_by", "keys", "last", "nth", "pairs", "reverse", "sort", "split",
    "unique", "values",
];
/// What an expression gives, as far as it can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gives {
    /// Perhaps a day, a time, several values, or nothing.
    Any,
    /// A day or a time.
    Moment,
    /// One text or number.
    One,
    /// Yes or no.
    YesNo,
    /// Several values.
    Several,
    /// `none`.
    None,
}

/// An expression.
#[derive(Clone, Debug)]
pub(super) struct Operand {
    /// Its bytes.
    pub range: Range<usize>,
    pub gives: Gives,
    /// Whether a filter after it would be one of its last part only.
    pub is_compound: bool,
    /// The name, where it is nothing but that of a fact.
    pub fact: Option<String>,
}

impl Walk<'_> {
    pub(super) fn first(&mut self) -> Option<Operand> {
        let token = self.tokens.get(self.next)?;
        let start = token.range.start;
        self.next += 1;
        let word = &self.text[token.range.clone()];
        let (gives, is_compound) = match (token.kind, word) {
            (TokenKind::Number, _) => (Gives::One, false),
            (TokenKind::Text, _) => (literal(word), false),
            (TokenKind::Name, "true" | "True" | "false" | "False") => (Gives::YesNo, false),
            (TokenKind::Name, "none" | "None" | "null") => (Gives::None, false),
            (TokenKind::Name, "not") => {
                self.expression(5)?;
                (Gives::YesNo, true)
            }
            (TokenKind::Sign, "-") => {
                self.expression(20)?;
                (Gives::One, true)
            }
            (TokenKind::Name, _) => return self.named(start, word),
            (TokenKind::Sign, "(") => {
                let inner = self.expression(0)?;
                self.takes(")").then_some((inner.gives, false))?
            }
            (TokenKind::Sign, "[") => (self.list()?, false),
            (TokenKind::Sign, "{") => {
                self.entries()?;
                (Gives::Several, false)
            }
            (TokenKind::Sign, _) => return None,
        };
        Some(Operand { range: start..self.end(), gives, is_compound, fact: None })
    }

    /// What begins with a name: a fact, or a function.
    pub(super) fn named(&mut self, start: usize, first: &str) -> Option<Operand> {
        if self.peek() == Some("(") {
            self.arguments()?;
            return Some(Operand {
                range: start..self.end(),
                gives: Gives::Any,
                is_compound: false,
                fact: None,
            });
        }
        let (mut name, mut dots) = (first.to_owned(), Vec::new());
        while let (Some("."), Some(part)) = (self.peek(), self.tokens.get(self.next + 1)) {
            dots.push((name.len(), self.tokens[self.next].range.start));
            if part.kind != TokenKind::Name {
                return None;
            }
            name.push('.');
            name.push_str(&self.text[part.range.clone()]);
            self.next += 2;
        }
        // What a name of the text's own stands for is looked up under the name of that.
        let (own, rest) = (self.own.get(first), name.split_at(first.len()).1);
        let fact = match own {
            Some(Some(fact)) => Some(Cow::Owned(format!("{fact}{rest}"))),
            Some(None) => None,
            None => Some(Cow::Borrowed(name.as_str())),
        };
        let known = fact.as_ref().and_then(|fact| declared(fact));
        let is_pointer = fact.as_ref().is_some_and(|fact| fact.starts_with("annex."));
        if let Some(fact) = fact.filter(|_| known.is_some()) {
            for (end, dot) in dots {
                let group = &fact[..fact.len() - (name.len() - end)];
                if declared(group).is_some_and(|group| group.is_optional) {
                    self.guard(dot, "?");
                }
            }
        }
        let gives = match known.map(|fact| fact.sort) {
            // A pointer is a link, whose markup no filter may change.
            Some(Sort::One) if is_pointer => Gives::Any,
            Some(Sort::One) => Gives::One,
            Some(Sort::YesNo) => Gives::YesNo,
            Some(Sort::Moment) => Gives::Moment,
            Some(Sort::Several) => Gives::Several,
            None if name.starts_with("loop.") => Gives::One,
            None => Gives::Any,
        };
        Some(Operand { range: start..self.end(), gives, is_compound: false, fact: Some(name) })
    }

    /// A part of a value: `[0]`, `[1:2]`, `.name` after one.
    pub(super) fn inside(&mut self, left: &Operand) -> Option<Operand> {
        let sign = self.word()?;
        if matches!(sign, "." | "?.") {
            self.word()?;
        } else {
            if left.gives != Gives::Several {
                let or_none = if sign == "?[" { "(or_none=true)" } else { "" };
                self.guard(left.range.start, "(");
                self.guard(left.range.end, format!("|{PARTS}{or_none})"));
            }
            while !self.takes("]") {
                if !self.takes(":") {
                    self.expression(0)?;
                }
            }
        }
        Some(Operand { is_compound: false, ..self.up_to_here(left, Gives::Any) })
    }

    /// A filter from its name on, and what it gives.
    pub(super) fn filter(&mut self, of: Gives) -> Option<Gives> {
        let at = self.tokens.get(self.next)?.range.start;
        let name = self.word()?;
        let is_list = OF_LISTS.contains(&name) && of == Gives::Several;
        if OF_WORDS.contains(&name) && !is_list {
            let given = [("lists", &OF_LISTS[..]), ("cuts", &CUT), ("counts", &COUNT)];
            let given = given.iter().filter(|(_, filters)| filters.contains(&name));
            let given = given.map(|(given, _)| format!("{given}=true")).collect::<Vec<_>>().join(", ");
            let given = if given.is_empty() { given } else { format!("({given})") };
            self.guard(at, format!("{WORDS}{given}|"));
        } else if name == "join" {
            self.guard(at, format!("{EACH}|"));
        }
        if self.peek() == Some("(") {
            self.arguments()?;
        }
        Some(if GIVE_ANY.contains(&name) { Gives::Any } else { Gives::One })
    }

    /// `(name=…, name=…)`.
    pub(super) fn arguments(&mut self) -> Option<()> {
        self.takes("(").then_some(())?;
        while !self.takes(")") {
            self.word()?;
            self.takes("=").then_some(())?;
            self.expression(0)?;
            if !self.takes(",") && self.peek() != Some(")") {
                return None;
            }
        }
        Some(())
    }

    /// A list from behind its bracket on: its values, or `x for y in z`.
    pub(super) fn list(&mut self) -> Option<Gives> {
        while !self.takes("]") {
            self.takes("...");
            self.expression(0)?;
            if self.takes("for") {
                while self.word()? != "in" {}
                let list = self.expression(1)?;
                self.parts_of(&list);
                if self.takes("if") {
                    self.expression(1)?;
                }
                return self.takes("]").then_some(Gives::Several);
            }
            if !self.takes(",") && self.peek() != Some("]") {
                return None;
            }
        }
        Some(Gives::Several)
    }

    /// `{"name": …}` from behind its brace on.
    pub(super) fn entries(&mut self) -> Option<()> {
        while !self.takes("}") {
            if self.takes("...") {
                self.expression(0)?;
            } else {
                self.next += 1;
                self.takes(":").then_some(())?;
                self.expression(0)?;
            }
            if !self.takes(",") && self.peek() != Some("}") {
                return None;
            }
        }
        Some(())
    }
}

/// What a text in quotation marks is: a day such as `2025-04-08` and a time such as `09:30` are compared as such.
fn literal(quoted: &str) -> Gives {
    let text = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
    if is_like_moment(text) { Gives::Moment } else { Gives::One }
}
