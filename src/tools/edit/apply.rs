//! Edits of a letter, one after the other, each proved before it counts: the file says what was meant and all else as
//! before, and the letter can be read. All of them or none.

use super::address::Item;
use super::findings;
use super::key::Book;
use super::letter::{Letter, composed};
use super::lists::{New, Usual};
use super::refusal::Refusal;
use super::request::Edit;
use super::text::Pen;
use super::wording::printed;
use crate::base::{Diagnostic, Severity, Source};
use crate::check::explain::capital;
use crate::project::session::Session;
use crate::tools::preview::Finding;
use crate::tools::review::Files;
use std::sync::Arc;

/// What edits made of a letter.
pub struct Applied {
    /// Its files then.
    pub files: Files,
    /// The address of the last place that was edited.
    pub at: String,
    /// What was done, as a title.
    pub title: String,
    /// What was found before.
    pub before: Vec<Diagnostic>,
    /// What is found then.
    pub after: Vec<Diagnostic>,
}

/// Edits a letter in memory. Nothing is written.
///
/// # Errors
/// One of the edits is refused.
pub fn apply(session: &Session, files: &Files, book: &Book, edits: &[Edit]) -> Result<Applied, Refusal> {
    let before = composed(session, files, |letter, composition| {
        if letter.is_issued() {
            return Err(Refusal::Issued);
        }
        Ok((findings::sorted(composition), Usual::of(composition)))
    })??;
    let (before, usual) = before;
    let mut now = files.clone();
    let (mut last, mut titles) = (String::new(), Vec::new());
    for edit in edits {
        let letter = Letter::of(session, &now)?;
        let pen = Pen { session, book, letter: &letter };
        let (source, at) = one(&pen, edit, &usual, &before)?;
        titles.push(title(&pen, edit));
        now.put(source);
        last = at;
    }
    let (after, reads) = composed(session, &now, |letter, composition| {
        (
            findings::sorted(composition),
            letter.tree.at::<&str>(&[]).is_some() && composition.letter.tree().is_some(),
        )
    })?;
    let read_before = Letter::of(session, files).is_ok() && !has_unreadable(&before);
    if !reads && read_before {
        let errors: Vec<Finding> =
            after.iter().filter(|problem| problem.severity == Severity::Error).map(Finding::of).collect();
        let why = errors.first().map_or_else(
            || "The letter could not be read then.".to_owned(),
            |first| format!("{}.", capital(&first.message)),
        );
        return Err(Refusal::Unwritable(why));
    }
    let title = match &titles[..] {
        [one] => one.clone(),
        [first, ..] => format!("{first} and more"),
        [] => String::new(),
    };
    Ok(Applied { files: now, at: last, title, before, after })
}

/// Whether what was found kept the letter from being read.
fn has_unreadable(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error && problem.span.is_none())
}

impl Applied {
    /// The errors that are new.
    pub fn new_errors(&self) -> Vec<Finding> {
        let (new, _) = findings::compared(&self.before, &self.after);
        new.iter().filter(|problem| problem.severity == Severity::Error).map(Finding::of).collect()
    }
}

fn one(
    pen: &Pen<'_>,
    edit: &Edit,
    usual: &Usual,
    problems: &[Diagnostic],
) -> Result<(Arc<Source>, String), Refusal> {
    match edit {
        Edit::Text { at, old, new } => match at.strip_prefix("wording.") {
            Some(name) if pen.letter.text(at).is_none() => {
                let said = composed(pen.session, &pen.letter.files, |_, composition| {
                    printed(composition, pen.session, name)
                })?;
                pen.phrase(name, &said.ok_or(Refusal::NoPlace)?, old, new)
            }
            _ => pen.text(at, old, new),
        },
        Edit::Value { at, old, new } => pen.value(at, old, new),
        Edit::Insert { list, before, count, kind, parts, values } => {
            pen.insert(&New { list, before: *before, count: *count, kind, parts, values }, usual)
        }
        Edit::Move { at, to, old } => pen.moved(at, *to, old, usual),
        Edit::Level { at, by, old } => pen.level(at, *by, old),
        Edit::Remove { at, old } => pen.removed(at, old.as_deref(), usual),
        Edit::Fix { code, n } => Ok((findings::fixed(problems, pen.letter, code, Some(*n))?, String::new())),
        Edit::FixAll { code } => Ok((findings::fixed(problems, pen.letter, code, None)?, String::new())),
        Edit::Allow { code, reason } => Ok((findings::allowed(pen.letter, code, reason)?, String::new())),
    }
}

/// What an edit is called, for *Undo*.
fn title(pen: &Pen<'_>, edit: &Edit) -> String {
    let name = |at: &str| {
        let field = pen.book.field(at, Some(&pen.letter.tree));
        field.map_or_else(|| "text".to_owned(), |field| field.name.to_lowercase())
    };
    match edit {
        Edit::Text { at, .. } => match at.strip_prefix("wording.") {
            Some(name) => format!("Wording: {}", name.replace('-', " ")),
            None => format!("Words of {}", Item::of(at).map_or_else(|| name(at), |item| place(&item))),
        },
        Edit::Value { at, old, new } => {
            let word = |value: &serde_json::Value| match value {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Null => "as usual".to_owned(),
                _ => "changed".to_owned(),
            };
            format!("{}: {} → {}", capital(&name(at)), word(old), word(new))
        }
        Edit::Insert { list, .. } => format!("New entry of {}", list_name(list)),
        Edit::Move { at, to, .. } => {
            format!("{} moved to {to}", capital(&Item::of(at).map_or_else(|| name(at), |item| place(&item))))
        }
        Edit::Level { at, .. } => {
            format!("Level of {}", Item::of(at).map_or_else(|| name(at), |item| place(&item)))
        }
        Edit::Remove { at, .. } => match at.strip_prefix("wording.") {
            Some(name) => format!("Back to the house style: {}", name.replace('-', " ")),
            None => format!("Removed: {}", Item::of(at).map_or_else(|| name(at), |item| place(&item))),
        },
        Edit::Fix { code, .. } => format!("Corrected: {code}"),
        Edit::FixAll { code } => format!("All corrected: {code}"),
        Edit::Allow { code, .. } => format!("Allowed: {code}"),
    }
}

fn place(item: &Item) -> String {
    format!("entry {} of {}", item.number, list_name(&item.list))
}

/// What people call a list.
fn list_name(list: &str) -> String {
    let steps: Vec<&str> = list.split('.').collect();
    match &steps[..] {
        ["annexes", _, "items", ..] => "the agenda".to_owned(),
        ["annexes", _, what, ..] => format!("the {} of the annex", what.replace('-', " ")),
        ["deadlines", ..] => "the deadlines".to_owned(),
        [first, ..] => format!("the {}", first.replace('-', " ")),
        [] => String::new(),
    }
}
