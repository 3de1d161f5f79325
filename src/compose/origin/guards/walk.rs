//! The expressions in the code of a tag, read as Tera reads them, with a guard where a value needs one.

use super::operand::{Gives, Operand};
use super::{Guard, JOINED, NO_MOMENT, ONE, OwnNames, PART, PARTS, SAME};
use crate::compose::origin::code::{Token, TokenKind};

/// How deep expressions may be in each other: deeper than Tera allows.
const DEEPEST: usize = 120;

/// A tag being read.
pub struct Walk<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) own: &'t OwnNames<'t>,
    pub(super) next: usize,
    depth: usize,
    guards: Vec<Guard>,
}

impl<'t> Walk<'t> {
    pub fn new(text: &'t str, tokens: &'t [Token], own: &'t OwnNames<'t>) -> Self {
        Self { text, tokens, own, next: 0, depth: 0, guards: Vec::new() }
    }

    /// The guards of an expression that is printed; `None` where it cannot be read.
    pub fn printed(mut self) -> Option<Vec<Guard>> {
        let said = self.expression(0)?;
        match &said.fact {
            Some(fact) => {
                let is_own = self.own.contains_key(fact.split('.').next().unwrap_or_default());
                let is_unclear = is_own && said.gives == Gives::Any;
                let is_in_optional = self.guards.iter().any(|guard| guard.code == "?");
                // Tera says best what is wrong with a fact that nobody knows.
                if is_unclear || is_in_optional || matches!(said.gives, Gives::Several | Gives::YesNo) {
                    self.filter_after(&said, &format!("{ONE}(of=\"{fact}\")"));
                }
            }
            None if matches!(said.gives, Gives::Any | Gives::Several | Gives::YesNo) => {
                self.filter_after(&said, ONE)
            }
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

    pub(super) fn peek(&self) -> Option<&'t str> {
        let token = self.tokens.get(self.next)?;
        (token.kind != TokenKind::Text).then(|| &self.text[token.range.clone()])
    }

    /// The next token, if it is a name or a sign.
    pub(super) fn word(&mut self) -> Option<&'t str> {
        let word = self.peek()?;
        self.next += 1;
        Some(word)
    }

    /// Goes on if this is next.
    pub(super) fn takes(&mut self, word: &str) -> bool {
        let is_next = self.peek() == Some(word);
        self.next += usize::from(is_next);
        is_next
    }

    /// Where the token ends that was taken last.
    pub(super) fn end(&self) -> usize {
        self.next.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.range.end)
    }

    pub(super) fn guard(&mut self, at: usize, code: impl Into<String>) {
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

    pub(super) fn parts_of(&mut self, list: &Operand) {
        if list.gives != Gives::Several {
            self.filter_after(list, PARTS);
        }
    }

    /// An expression whose operators bind at least so much, see Tera's table of them.
    pub(super) fn expression(&mut self, least: u8) -> Option<Operand> {
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
                    Some(self.up_to_here(&left, Gives::YesNo))
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
            "==" | "!=" | "<" | "<=" | ">" | ">=" => Gives::YesNo,
            _ => Gives::One,
        };
        match sign {
            "==" | "!=" | "<" | "<=" | ">" | ">=" => self.compare(left, &right),
            "~" => self.join(left, &right),
            _ => {}
        }
        Some(self.up_to_here(left, gives))
    }

    /// The guards of two expressions that are joined; texts in quotation marks and numbers are what they are.
    fn join(&mut self, left: &Operand, right: &Operand) {
        let is_literal = |side: &Operand| {
            let mut tokens = self.tokens.iter().filter(|token| token.range == side.range);
            tokens.any(|token| token.kind != TokenKind::Name)
        };
        let parts: Vec<&Operand> = [left, right].into_iter().filter(|side| !is_literal(side)).collect();
        for side in &parts {
            let or_none = if side.gives == Gives::One { "(or_none=true)" } else { "" };
            self.filter_after(side, &format!("{PART}{or_none}"));
        }
        if !parts.is_empty() {
            self.guard(left.range.start, "(");
            self.guard(right.range.end, format!(")|{JOINED}"));
        }
    }

    /// What goes on from `left` up to the last token.
    pub(super) fn up_to_here(&self, left: &Operand, gives: Gives) -> Operand {
        Operand { range: left.range.start..self.end(), gives, is_compound: true, fact: None }
    }

    /// The guards of two expressions that are compared.
    fn compare(&mut self, left: &Operand, right: &Operand) {
        let is_other = |side: &Operand| matches!(side.gives, Gives::One | Gives::YesNo | Gives::None);
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
        Some(self.up_to_here(left, Gives::YesNo))
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
