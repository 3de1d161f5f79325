//! Texts as the page has them: words, facts, bold and italic words, and what is kept as it is. Typed words are never YAML,
//! Markdown or a template.

use super::facts::Facts;
use super::refusal::Refusal;
use crate::base::unusable::is_unusable;
use crate::compose::atoms::{Atom, Atoms, Look};
use crate::compose::markdown::plain;
use serde::{Deserialize, Serialize};

/// A part of a text, for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Part {
    /// Words; an empty line begins a paragraph.
    Words {
        /// They.
        text: String,
    },
    /// What a fact says.
    Fact {
        /// Its number among the facts of the text.
        fact: usize,
        /// What it says now.
        value: String,
        /// What people call it.
        name: String,
        /// Where it can be changed.
        #[serde(skip_serializing_if = "Option::is_none")]
        at: Option<String>,
    },
    /// Bold words.
    Strong {
        /// They.
        strong: Vec<Part>,
    },
    /// Italic words.
    Emphasis {
        /// They.
        em: Vec<Part>,
    },
    /// What stays as it is.
    Kept {
        /// Its number among those of the text.
        kept: usize,
        /// What it shows.
        shown: String,
    },
}

/// A part as it comes back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// Words.
    Words {
        /// They.
        text: String,
    },
    /// A fact: one of the text, or one from the list of facts.
    Fact {
        /// Which.
        fact: Which,
    },
    /// Bold words.
    Strong {
        /// They.
        strong: Vec<Given>,
    },
    /// Italic words.
    Emphasis {
        /// They.
        em: Vec<Given>,
    },
    /// One of those that stay as they are.
    Kept {
        /// Which.
        kept: usize,
    },
}

/// A fact that comes back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Which {
    /// That of the text with this number.
    Number(usize),
    /// That of the list of facts with this expression.
    Expression(String),
}

/// The parts of a text.
pub fn parts(atoms: &Atoms, facts: &Facts<'_>) -> Vec<Part> {
    let (mut fact, mut kept) = (0, 0);
    let mut open: Vec<(Option<Look>, Vec<Part>)> = vec![(None, Vec::new())];
    for (atom, _) in &atoms.all {
        let part = match atom {
            Atom::Sign(c) => {
                let Some((_, parts)) = open.last_mut() else { break };
                match parts.last_mut() {
                    Some(Part::Words { text }) => text.push(*c),
                    _ => parts.push(Part::Words { text: c.to_string() }),
                }
                continue;
            }
            Atom::Open(look) => {
                open.push((Some(*look), Vec::new()));
                continue;
            }
            Atom::Close(_) => match open.pop() {
                Some((Some(Look::Strong), strong)) => Part::Strong { strong },
                Some((_, em)) => Part::Emphasis { em },
                None => break,
            },
            Atom::Fact(tag) => {
                fact += 1;
                let known = facts.known(tag);
                Part::Fact { fact: fact - 1, value: facts.value(tag), name: known.name, at: known.at }
            }
            Atom::Kept(written) => {
                kept += 1;
                Part::Kept { kept: kept - 1, shown: shown(written, facts) }
            }
        };
        if let Some((_, parts)) = open.last_mut() {
            parts.push(part);
        }
    }
    open.into_iter().flat_map(|(_, parts)| parts).collect()
}

/// What is kept, as people read it.
fn shown(written: &str, facts: &Facts<'_>) -> String {
    if written.starts_with("{%") || written.starts_with("{#") {
        return "…".to_owned();
    }
    let words = plain(written);
    let words = if words.contains("{{") { facts.said(&words) } else { words };
    if words.trim().is_empty() { written.to_owned() } else { words }
}

/// The atoms that parts say. `now` are those of the text that they come back to, `facts` may be put in; `lines` says
/// whether there can be several lines.
///
/// # Errors
/// They name what is not there, or have characters that no letter can have.
pub fn given(
    parts: &[Given],
    now: &Atoms,
    facts: Option<&Facts<'_>>,
    lines: bool,
) -> Result<Vec<Atom>, Refusal> {
    let mut out = Vec::new();
    add(parts, now, facts, lines, 0, &mut out)?;
    Ok(tidy(out))
}

/// So deep bold and italic words can be in each other.
const DEEPEST: usize = 4;

fn add(
    parts: &[Given],
    now: &Atoms,
    facts: Option<&Facts<'_>>,
    lines: bool,
    depth: usize,
    out: &mut Vec<Atom>,
) -> Result<(), Refusal> {
    let nth = |number: usize, is_fact: bool| {
        let such = |atom: &&Atom| {
            if is_fact { matches!(atom, Atom::Fact(_)) } else { matches!(atom, Atom::Kept(_)) }
        };
        now.all.iter().map(|(atom, _)| atom).filter(such).nth(number).cloned().ok_or(Refusal::Conflict(None))
    };
    if depth > DEEPEST {
        return Err(Refusal::unwritable("Bold and italic words are too deep in each other."));
    }
    for part in parts {
        match part {
            Given::Words { text } => {
                if let Some(c) = text.chars().find(|c| is_unusable(*c) && !matches!(c, '\n' | '\r' | '\t')) {
                    let code = u32::from(c);
                    return Err(Refusal::unwritable(format!(
                        "The character U+{code:04X} cannot be printed: take it out."
                    )));
                }
                let sign = |c: char| match c {
                    '\n' if !lines => ' ',
                    '\t' => ' ',
                    c => c,
                };
                out.extend(text.chars().filter(|c| *c != '\r').map(|c| Atom::Sign(sign(c))));
            }
            Given::Fact { fact: Which::Number(number) } => out.push(nth(*number, true)?),
            Given::Fact { fact: Which::Expression(expression) } => {
                if !facts.is_some_and(|facts| facts.may_be_used(expression)) {
                    return Err(Refusal::unwritable("This fact is not on the list of facts."));
                }
                out.push(Atom::Fact(format!("{{{{ {expression} }}}}")));
            }
            Given::Kept { kept } => out.push(nth(*kept, false)?),
            Given::Strong { strong: inner } | Given::Emphasis { em: inner } => {
                let look = if matches!(part, Given::Strong { .. }) { Look::Strong } else { Look::Emphasis };
                let mut inside = Vec::new();
                add(inner, now, facts, lines, depth + 1, &mut inside)?;
                wrap(look, inside, out);
            }
        }
    }
    Ok(())
}

/// Words with a look; blanks at their ends stand outside, since Markdown has none inside.
fn wrap(look: Look, inside: Vec<Atom>, out: &mut Vec<Atom>) {
    let is_blank = |atom: &Atom| matches!(atom, Atom::Sign(c) if c.is_whitespace());
    let Some(first) = inside.iter().position(|atom| !is_blank(atom)) else {
        out.extend(inside);
        return;
    };
    let last = inside.iter().rposition(|atom| !is_blank(atom)).map_or(first, |last| last + 1);
    out.extend_from_slice(&inside[..first]);
    out.push(Atom::Open(look));
    out.extend_from_slice(&inside[first..last]);
    out.push(Atom::Close(look));
    out.extend_from_slice(&inside[last..]);
}

/// Without white space at both ends and around line ends, and with no more than one empty line in a row.
pub fn tidy(atoms: Vec<Atom>) -> Vec<Atom> {
    let is_blank = |atom: &Atom| matches!(atom, Atom::Sign(' '));
    let is_end = |atom: &Atom| matches!(atom, Atom::Sign('\n'));
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        if is_end(&atom) {
            while out.last().is_some_and(is_blank) {
                out.pop();
            }
            let ends = out.iter().rev().take_while(|atom| is_end(atom)).count();
            if out.is_empty() || ends >= 2 {
                continue;
            }
        }
        if is_blank(&atom) && out.last().is_none_or(is_end) {
            continue;
        }
        out.push(atom);
    }
    while out.last().is_some_and(|atom| is_blank(atom) || is_end(atom)) {
        out.pop();
    }
    out
}
