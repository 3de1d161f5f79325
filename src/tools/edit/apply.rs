//! Edits of a letter, one after the other, each proved before it counts: the file says what was meant and all else as
//! before, and the letter can be read. All of them or none.

use super::address::Item;
use super::findings;
use super::insert::New;
use super::key::Book;
use super::letter::{Letter, composed};
use super::lists::Usual;
use super::refusal::Refusal;
use super::request::Edit;
use super::text::Pen;
use super::wording::printed;
use crate::base::{Diagnostic, Severity, Source};
use crate::check::explain::capital;
use crate::project::session::Session;
use crate::tools::preview::Finding;
use crate::tools::review::Files;
use std::cell::OnceCell;
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

/// What some edits need of the letter as it was: known when it is first asked for.
struct Known<'a> {
    session: &'a Session,
    files: &'a Files,
    found: OnceCell<(Vec<Diagnostic>, Usual)>,
}

impl Known<'_> {
    fn get(&self) -> Result<&(Vec<Diagnostic>, Usual), Refusal> {
        if let Some(found) = self.found.get() {
            return Ok(found);
        }
        let found = composed(self.session, self.files, |_, composition| {
            (findings::sorted(composition), Usual::of(composition))
        })?;
        Ok(self.found.get_or_init(|| found))
    }
}

/// Edits of a letter that read back as meant: its files then, the address of the last place, and a title.
type Made = (Files, String, String);

/// Edits a letter in memory, without looking at what the whole letter says then.
///
/// # Errors
/// One of the edits is refused.
pub fn made(session: &Session, files: &Files, book: &Book, edits: &[Edit]) -> Result<Made, Refusal> {
    make(&Known { session, files, found: OnceCell::new() }, book, edits)
}

fn make(known: &Known<'_>, book: &Book, edits: &[Edit]) -> Result<Made, Refusal> {
    let session = known.session;
    let mut now = known.files.clone();
    let (mut last, mut titles) = (String::new(), Vec::new());
    for edit in edits {
        let letter = Letter::of(session, &now)?;
        if letter.is_issued() {
            return Err(Refusal::Issued);
        }
        let pen = Pen { session, book, letter: &letter };
        let (source, at) = one(&pen, edit, known)?;
        titles.push(title(&pen, edit));
        now.put(source);
        last = at;
    }
    let title = match &titles[..] {
        [one] => one.clone(),
        [first, ..] => format!("{first} and more"),
        [] => String::new(),
    };
    Ok((now, last, title))
}

/// Edits a letter in memory, and looks at what it says then. Nothing is written.
///
/// # Errors
/// One of the edits is refused, or the letter cannot be read any more.
pub fn apply(session: &Session, files: &Files, book: &Book, edits: &[Edit]) -> Result<Applied, Refusal> {
    let known = Known { session, files, found: OnceCell::new() };
    let (now, at, title) = make(&known, book, edits)?;
    let (before, _) = known.get()?;
    let (after, reads) = composed(session, &now, |_, composition| {
        (findings::sorted(composition), composition.letter.tree().is_some())
    })?;
    let did_read = session.read_with(&files.letter, files.original.as_ref()).tree().is_some();
    if did_read && !reads {
        let first = after.iter().find(|problem| problem.severity == Severity::Error);
        let why = first.map_or_else(
            || "The letter could not be read then.".to_owned(),
            |first| format!("{}.", capital(&first.message)),
        );
        return Err(Refusal::Unwritable(why));
    }
    Ok(Applied { files: now, at, title, before: before.clone(), after })
}

impl Applied {
    /// The errors that are new.
    pub fn new_errors(&self) -> Vec<Finding> {
        let (new, _) = findings::compared(&self.before, &self.after);
        new.iter().filter(|problem| problem.severity == Severity::Error).map(Finding::of).collect()
    }
}

fn one(pen: &Pen<'_>, edit: &Edit, known: &Known<'_>) -> Result<(Arc<Source>, String), Refusal> {
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
            pen.insert(&New { list, before: *before, count: *count, kind, parts, values }, &known.get()?.1)
        }
        Edit::Move { at, to, old } => pen.moved(at, *to, old, &known.get()?.1),
        Edit::Level { at, by, old } => pen.level(at, *by, old),
        Edit::Remove { at, old } => pen.removed(at, old.as_deref(), &known.get()?.1),
        Edit::Confirm { at } => pen.confirmed(at),
        Edit::Fix { code, n } => {
            Ok((findings::fixed(&known.get()?.0, pen.letter, code, Some(*n))?, String::new()))
        }
        Edit::FixAll { code } => {
            Ok((findings::fixed(&known.get()?.0, pen.letter, code, None)?, String::new()))
        }
        Edit::Allow { code, .. } if !known.get()?.0.iter().any(|problem| problem.rule.code == code) => {
            Err(Refusal::Gone)
        }
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
        Edit::Confirm { at } => format!("Translation is right: {}", name(at)),
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
