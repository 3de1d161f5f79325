//! Facts in braces as people know them: their names, what they say in this letter, and where they are changed.

use super::key::Book;
use crate::project::session::{ReadLetter, Session};
use crate::tools::facts as pages;
use crate::tools::review::Files;
use serde::Serialize;
use std::collections::BTreeMap;

/// The facts of a letter.
pub struct Facts<'a> {
    book: &'a Book,
    /// What expressions with their braces say.
    values: BTreeMap<String, String>,
}

/// What is known of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What people call it.
    pub name: String,
    /// The key of the letter that it comes from, if it does.
    pub at: Option<String>,
}

/// A fact that can be put into a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// The expression.
    pub expression: String,
    /// What people call it.
    pub name: String,
    /// What it says.
    pub value: String,
    /// What it is for.
    pub help: String,
}

impl<'a> Facts<'a> {
    /// What some expressions in braces say in a letter.
    pub fn of(session: &Session, files: &Files, book: &'a Book, tags: &[String]) -> Self {
        let values = match tags {
            [] => BTreeMap::new(),
            tags => session.values(&session.read_with(&files.letter, files.original.as_ref()), tags),
        };
        Self { book, values }
    }

    /// What an expression in braces says; itself where it says nothing.
    pub fn value(&self, tag: &str) -> String {
        self.values.get(tag).cloned().unwrap_or_else(|| inside(tag).to_owned())
    }

    /// Words with what the expressions in them say.
    pub fn said(&self, words: &str) -> String {
        self.values.iter().fold(words.to_owned(), |words, (tag, value)| words.replace(tag, value))
    }

    /// What is known of the fact of an expression in braces.
    pub fn known(&self, tag: &str) -> Known {
        known(self.book, inside(tag))
    }

    /// Whether an expression can be put into a text.
    pub fn may_be_used(&self, expression: &str) -> bool {
        pages::for_texts().iter().any(|fact| fact.name == expression)
    }
}

/// What is known of the fact that an expression prints.
pub fn known(book: &Book, expression: &str) -> Known {
    let name = root(expression);
    if let Some(phrase) = name.strip_prefix("phrases.") {
        let phrase = phrase.replace('_', "-");
        return Known { name: phrase.replace('-', " "), at: Some(format!("wording.{phrase}")) };
    }
    let at = address(book, name);
    let of_key = at.as_deref().and_then(|at| book.field(at, None)).map(|field| field.name.to_lowercase());
    let name = of_key.or_else(|| pages::about(name).map(|about| first_clause(&about)));
    Known { name: name.unwrap_or_else(|| expression.to_owned()), at }
}

/// The name that an expression begins with.
fn root(expression: &str) -> &str {
    let end = expression
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_'))
        .unwrap_or(expression.len());
    expression[..end].trim_end_matches('.')
}

/// The key of the letter that a fact comes from.
fn address(book: &Book, name: &str) -> Option<String> {
    let keys = name.replace('_', "-");
    let keys = keys.strip_prefix("letter.").unwrap_or(&keys);
    if keys == "group" || keys.starts_with("group.") {
        return Some("group".to_owned());
    }
    if keys.starts_with("deadlines") || keys.starts_with("due") || keys.starts_with("phrases") {
        return None;
    }
    book.field(keys, None).filter(|field| field.is_value()).map(|_| keys.to_owned())
}

/// Words up to the first mark.
fn first_clause(about: &str) -> String {
    let about = about.trim();
    let end = about.find([':', ';', ',', '(', '.']).unwrap_or(about.len());
    about[..end].trim().trim_start_matches("the ").trim_start_matches("The ").replace('`', "")
}

/// The expressions in a text, with their braces.
pub fn tags(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("{{") {
        let Some((tag, behind)) = after.split_once("}}") else { break };
        found.push(format!("{{{{{tag}}}}}"));
        rest = behind;
    }
    found
}

/// What is between braces.
pub fn inside(tag: &str) -> &str {
    tag.trim_start_matches('{').trim_start_matches('-').trim_end_matches('}').trim_end_matches('-').trim()
}

/// The facts that can be put into a text of this letter: those that say something.
pub fn offered(session: &Session, letter: &ReadLetter<'_>, book: &Book) -> Vec<Offered> {
    let all = pages::for_texts();
    let tags: Vec<String> = all.iter().map(|fact| format!("{{{{ {} }}}}", fact.name)).collect();
    let values = session.values(letter, &tags);
    let offer = |(fact, tag): (&pages::OfTexts, &String)| {
        let value = values.get(tag)?.clone();
        let name = known(book, &fact.name).name;
        Some(Offered { expression: fact.name.clone(), name, value, help: fact.about.clone() })
    };
    all.iter().zip(&tags).filter_map(offer).collect()
}
