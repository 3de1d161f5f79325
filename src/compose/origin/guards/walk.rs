//! The expressions in the code of a tag, read as Tera reads them, with a guard where a value needs one.

use super::{EACH, Guard, NO_MOMENT, ONE, PARTS, SAME, WORDS};
use crate::compose::facts::{Sort, declared, is_like_moment};
use crate::compose::origin::code::{Token, TokenKind};
use std::collections::BTreeSet;
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
/// Of these, those that take a list too.
const OF_LISTS: [&str; 2] = ["length", "reverse"];
/// Filters that give one of several values, or a list.
const GIVE_ANY: [&str; 13] = [
    "default", "first", "get", "group_by", "keys", "last", "nth", "pairs", "reverse", "sort", "split",
    "unique", "values",
];
/// How deep expressions may be in each other: deeper than Tera allows.
const DEEPEST: usize = 120;

/// What an expression gives, as far as it can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gives {
    /// Perhaps a day, a time, several values, or nothing.
    Any,
    /// A day or a time.
    Moment,
    /// One text, number, or yes or no.
    One,
    /// Several values.
    Several,
    /// `none`.
    None,
}

/// An expression.
#[derive(Clone, Debug)]
struct Operand {
    range: Range<usize>,
    gives: Gives,
    /// Whether a filter after it would be one of its last part only.
    is_compound: bool,
    /// The name, where it is nothing but that of a fact.
    fact: Option<String>,
}

/// A tag being read.
pub struct Walk<'t> {
    text: &'t str,
    tokens: &'t [Token],
    own: &'t BTreeSet<&'t str>,
    next: usize,
    depth: usize,
    guards: Vec<Guard>,
}

impl<'t> Walk<'t> {
    pub fn new(text: &'t str, tokens: &'t [Token], own: &'t BTreeSet<&'t str>) -> Self {
        Self { text, tokens, own, next: 0, depth: 0, guards: Vec::new() }
    }

    /// The guards of an expression that is printed; `None` where it cannot be read.
    pub fn printed(mut self) -> Option<Vec<Guard>> {
        let said = self.expression(0)?;
        match &said.fact {
            Some(fact) => {
                let is_own = self.own.contains(fact.split('.').next().unwrap_or_default());
                let is_in_optional = self.guards.iter().any(|guard| guard.code == "?");
                // Tera says best what is wrong with a fact that nobody knows.
                if is_own || is_in_optional || said.gives == Gives::Several {
                    self.filter_after(&said, &format!("{ONE}(of=\"{fact}\")"));
                }
            }
            None if matches!(said.gives, Gives::Any | Gives::Several) => self.filter_after(&said, ONE),
            None => {}
        }
        self.finish()
    }

    /// The guards of a statement.
    pub fn statement(mut self) -> Option<Vec<Guard>> {
        match self.word()? {
            "if" | "elif" => {
                self.expression(0)?;
            }
            "for" => {
                while self.word()? != "in" {}
                let list = self.expression(0)?;
                self.parts_of(&list);
            }
            "set" | "set_global" => {
                self.word()?;
                if self.takes("=") {
                    self.expression(0)?;
                } else {
                    while self.takes("|") {
                        self.filter(Gives::Any)?;
                    }
                }
            }
            "filter" => {
                self.filter(Gives::Any)?;
                while self.takes("|") {
                    self.filter(Gives::Any)?;
                }
            }
            _ => return None,
        }
        self.finish()
    }

    fn finish(self) -> Option<Vec<Guard>> {
        (self.next == self.tokens.len()).then_some(self.guards)
    }

    fn peek(&self) -> Option<&'t str> {
        let token = self.tokens.get(self.next)?;
        (token.kind != TokenKind::Text).then(|| &self.text[token.range.clone()])
    }

    /// The next token, if it is a name or a sign.
    fn word(&mut self) -> Option<&'t str> {
        let word = self.peek()?;
        self.next += 1;
        Some(word)
    }

    /// Goes on if this is next.
    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.peek() == Some(word);
        self.next += usize::from(is_next);
        is_next
    }

    /// Where the token ends that was taken last.
    fn end(&self) -> usize {
        self.next.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.range.end)
    }

    fn guard(&mut self, at: usize, code: impl Into<String>) {
        self.guards.push(Guard { at, code: code.into() });
    }

    /// A filter of ours after an expression.
    fn filter_after(&mut self, said: &Operand, name: &str) {
        if said.is_compound {
            self.guard(said.range.start, "(");
            self.guard(said.range.end, format!(")|{name}"));
        } else {
            self.guard(said.range.end, format!("|{name}"));
        }
    }

    fn parts_of(&mut self, list: &Operand) {
        if list.gives != Gives::Several {
            self.filter_after(list, PARTS);
        }
    }

    /// An expression whose operators bind at least so much, see Tera's table of them.
    fn expression(&mut self, least: u8) -> Option<Operand> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut left = self.first()?;
        while let Some(sign) = self.peek() {
            let next = match sign {
                "[" | "?[" | "." | "?." => self.inside(&left),
                "if" if least == 0 => self.ternary(&left),
                "|" if least <= 17 => {
                    self.next += 1;
                    let gives = self.filter(left.gives)?;
                    Some(Operand { is_compound: false, ..self.up_to_here(&left, gives) })
                }
                "is" if least <= 5 => self.test(&left),
                "not" | "in" if least <= 5 => {
                    self.takes("not");
                    self.word().filter(|word| *word == "in")?;
                    let right = self.expression(6)?;
                    self.compare(&left, &right);
                    Some(self.up_to_here(&left, Gives::One))
                }
                _ => match binds(sign).filter(|binds| least <= *binds) {
                    Some(binds) => self.operation(&left, sign, binds),
                    None => break,
                },
            };
            left = next?;
        }
        self.depth -= 1;
        Some(left)
    }

    /// An operation of two expressions, from its sign on.
    fn operation(&mut self, left: &Operand, sign: &str, binds: u8) -> Option<Operand> {
        self.next += 1;
        let right = self.expression(if sign == "**" { 15 } else { binds + 1 })?;
        let gives = match sign {
            "and" | "or" if left.gives == right.gives => left.gives,
            "and" | "or" => Gives::Any,
            _ => Gives::One,
        };
        match sign {
            "==" | "!=" | "<" | "<=" | ">" | ">=" => self.compare(left, &right),
            "~" => {
                for side in [left, &right] {
                    if side.gives != Gives::One {
                        self.filter_after(side, WORDS);
                    }
                }
            }
            _ => {}
        }
        Some(self.up_to_here(left, gives))
    }

    /// What goes on from `left` up to the last token.
    fn up_to_here(&self, left: &Operand, gives: Gives) -> Operand {
        Operand { range: left.range.start..self.end(), gives, is_compound: true, fact: None }
    }

    /// The guards of two expressions that are compared.
    fn compare(&mut self, left: &Operand, right: &Operand) {
        let is_other = |side: &Operand| matches!(side.gives, Gives::One | Gives::None);
        match (is_other(left), is_other(right)) {
            (true, true) => {}
            (false, false) => {
                self.filter_after(left, SAME);
                self.filter_after(right, SAME);
            }
            // `none` may be compared with anything.
            (false, true) if right.gives != Gives::None => self.filter_after(left, NO_MOMENT),
            (true, false) if left.gives != Gives::None => self.filter_after(right, NO_MOMENT),
            _ => {}
        }
    }

    fn first(&mut self) -> Option<Operand> {
        let token = self.tokens.get(self.next)?;
        let start = token.range.start;
        self.next += 1;
        let word = &self.text[token.range.clone()];
        let (gives, is_compound) = match (token.kind, word) {
            (TokenKind::Number, _) => (Gives::One, false),
            (TokenKind::Text, _) => (literal(word), false),
            (TokenKind::Name, "true" | "True" | "false" | "False") => (Gives::One, false),
            (TokenKind::Name, "none" | "None" | "null") => (Gives::None, false),
            (TokenKind::Name, "not") => {
                self.expression(5)?;
                (Gives::One, true)
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
    fn named(&mut self, start: usize, first: &str) -> Option<Operand> {
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
            dots.push((name.clone(), self.tokens[self.next].range.start));
            if part.kind != TokenKind::Name {
                return None;
            }
            name = format!("{name}.{}", &self.text[part.range.clone()]);
            self.next += 2;
        }
        let known = if self.own.contains(first) { None } else { declared(&name) };
        if known.is_some() {
            for (group, dot) in dots {
                if declared(&group).is_some_and(|group| group.is_optional) {
                    self.guard(dot, "?");
                }
            }
        }
        let gives = match known.map(|fact| fact.sort) {
            // A pointer is a link, whose markup no filter and no `~` may change.
            Some(Sort::One) if name.starts_with("annex.") => Gives::Any,
            Some(Sort::One) => Gives::One,
            Some(Sort::Moment) => Gives::Moment,
            Some(Sort::Several) => Gives::Several,
            None if name.starts_with("loop.") => Gives::One,
            None => Gives::Any,
        };
        Some(Operand { range: start..self.end(), gives, is_compound: false, fact: Some(name) })
    }

    /// A part of a value: `[0]`, `[1:2]`, `.name` after one.
    fn inside(&mut self, left: &Operand) -> Option<Operand> {
        if matches!(self.word()?, "." | "?.") {
            self.word()?;
        } else {
            if left.gives == Gives::Moment {
                self.guard(left.range.start, "(");
                self.guard(left.range.end, format!("|{PARTS})"));
            }
            while !self.takes("]") {
                if !self.takes(":") {
                    self.expression(0)?;
                }
            }
        }
        Some(Operand { is_compound: false, ..self.up_to_here(left, Gives::Any) })
    }

    fn ternary(&mut self, left: &Operand) -> Option<Operand> {
        self.next += 1;
        self.expression(0)?;
        self.takes("else").then_some(())?;
        let other = self.expression(0)?;
        let gives = if left.gives == other.gives { left.gives } else { Gives::Any };
        Some(self.up_to_here(left, gives))
    }

    /// `is defined`, `is not containing(pat="…")`.
    fn test(&mut self, left: &Operand) -> Option<Operand> {
        self.next += 1;
        self.takes("not");
        self.word()?;
        if self.peek() == Some("(") {
            self.arguments()?;
        }
        Some(self.up_to_here(left, Gives::One))
    }

    /// A filter from its name on, and what it gives.
    fn filter(&mut self, of: Gives) -> Option<Gives> {
        let at = self.tokens.get(self.next)?.range.start;
        let name = self.word()?;
        let is_list = OF_LISTS.contains(&name) && of == Gives::Several;
        if OF_WORDS.contains(&name) && !is_list {
            let lists = if OF_LISTS.contains(&name) { "(lists=true)" } else { "" };
            self.guard(at, format!("{WORDS}{lists}|"));
        } else if name == "join" {
            self.guard(at, format!("{EACH}|"));
        }
        if self.peek() == Some("(") {
            self.arguments()?;
        }
        Some(if GIVE_ANY.contains(&name) { Gives::Any } else { Gives::One })
    }

    /// `(name=…, name=…)`.
    fn arguments(&mut self) -> Option<()> {
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
    fn list(&mut self) -> Option<Gives> {
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
    fn entries(&mut self) -> Option<()> {
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

/// How much an operator binds.
fn binds(sign: &str) -> Option<u8> {
    Some(match sign {
        "or" => 1,
        "and" => 3,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => 7,
        "+" | "-" => 11,
        "*" | "/" | "//" | "%" | "~" => 13,
        "**" => 16,
        _ => return None,
    })
}

/// What a text in quotation marks is: a day such as `2025-04-08` and a time such as `09:30` are compared as such.
fn literal(quoted: &str) -> Gives {
    let text = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
    if is_like_moment(text) { Gives::Moment } else { Gives::One }
}
