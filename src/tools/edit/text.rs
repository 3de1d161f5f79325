//! Other words for a text of the letter, or for a phrase of the house style in this letter.

use super::address::Item;
use super::facts::Facts;
use super::field::has_lines;
use super::key::Book;
use super::keys;
use super::letter::{Letter, Text};
use super::parts::{Given, given, parts};
use super::refusal::Refusal;
use crate::base::yaml::edit::{Change, Said, edit};
use crate::base::yaml::written::Written;
use crate::base::yaml::{Node, parse};
use crate::base::{Diagnostics, Located, Source};
use crate::compose::atoms::{Atoms, edited};
use crate::project::session::Session;
use crate::tools::review::{key_at, scalar_at};
use serde_json::json;
use std::sync::Arc;

/// What an edit of a text needs.
pub struct Pen<'a> {
    /// House style and directory.
    pub session: &'a Session,
    /// Keys and facts.
    pub book: &'a Book,
    /// The letter.
    pub letter: &'a Letter,
}

/// A file that was changed, and the address of what was.
pub type Changed = (Arc<Source>, String);

impl Pen<'_> {
    /// The facts of this letter, without their values.
    fn facts(&self) -> Facts<'_> {
        Facts::of(self.session, &self.letter.files, self.book, &[])
    }

    /// A text with other words.
    ///
    /// # Errors
    /// Something else stands there, or the words cannot be written.
    pub fn text(&self, at: &str, old: &[Given], new: &[Given]) -> Result<Changed, Refusal> {
        let text = self.find(at, old)?;
        let atoms = Atoms::of(&text.said);
        let want = given(new, &atoms, Some(&self.facts()), has_lines(self.letter, text))?;
        if want.is_empty() && !text.at.starts_with("wording.") {
            return Err(Refusal::unwritable("A text cannot be empty: remove it instead."));
        }
        let edits = atoms.saying(&want).map_err(|_| unwritable())?;
        // What a translation does not say is printed as the original or the house style says it.
        let source = if self.letter.lacks(text) {
            self.translated(&text.at, edited(text.said.trim_end(), &edits))?
        } else {
            rewritten(text, &edits)?
        };
        Ok((source, text.at.clone()))
    }

    /// The text at an address, if it says what is expected; else the one in the same list that does.
    fn find(&self, at: &str, old: &[Given]) -> Result<&Text, Refusal> {
        let says = |text: &Text| {
            let atoms = Atoms::of(&text.said);
            given(old, &atoms, None, true).is_ok_and(|old| old == tidied(&atoms))
        };
        let there = self.letter.text(at);
        if let Some(text) = there.filter(|text| says(text)) {
            return Ok(text);
        }
        if let Some(item) = Item::of(at) {
            let (before, behind) = (format!("{}.", item.list), &at[item.at().len()..]);
            let is_beside = |text: &&Text| {
                let number = text.at.strip_prefix(&before).and_then(|rest| rest.strip_suffix(behind));
                number.is_some_and(|number| number.parse::<usize>().is_ok())
            };
            let mut same = self.letter.texts.iter().filter(is_beside).filter(|text| says(text));
            if let (Some(one), None) = (same.next(), same.next()) {
                return Ok(one);
            }
        }
        match there {
            Some(text) => {
                let atoms = Atoms::of(&text.said);
                Err(Refusal::Conflict(Some(json!(parts(&atoms, &self.facts())))))
            }
            None => Err(Refusal::Gone),
        }
    }

    /// A phrase of the house style in other words: `printed` is how this letter prints it.
    ///
    /// # Errors
    /// Something else is printed now, or the words cannot be written.
    pub fn phrase(
        &self,
        name: &str,
        printed: &str,
        old: &[Given],
        new: &[Given],
    ) -> Result<Changed, Refusal> {
        if self.letter.files.original.is_some() {
            return Err(Refusal::unwritable(
                "A translation has the wording of its original: change it there.",
            ));
        }
        let atoms = Atoms::of(printed);
        if given(old, &atoms, None, true)? != tidied(&atoms) {
            return Err(Refusal::Conflict(Some(json!(parts(&atoms, &self.facts())))));
        }
        let want = given(new, &atoms, Some(&self.facts()), printed.contains("\n\n"))?;
        let edits = atoms.saying(&want).map_err(|_| unwritable())?;
        if edits.is_empty() {
            return Err(Refusal::unwritable("The words are the same as those of the house style."));
        }
        let said = Said::Text(edited(printed, &edits));
        let change = keys::set(self.letter, &["wording", name], &[], said, keys::usual_order);
        let source = edit(self.letter.facts(), &[change]).map_err(|_| unwritable())?;
        Ok((source, format!("wording.{name}")))
    }

    /// The text that parts say, for a new entry.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new_text(&self, new: &[Given], lines: bool) -> Result<String, Refusal> {
        let nothing = Atoms::of("");
        let want = given(new, &nothing, Some(&self.facts()), lines)?;
        if want.is_empty() {
            return Err(Refusal::unwritable("Write some words first."));
        }
        let edits = nothing.saying(&want).map_err(|_| unwritable())?;
        Ok(edited("", &edits))
    }
}

/// The atoms of a text as those that come back are.
fn tidied(atoms: &Atoms) -> Vec<crate::compose::atoms::Atom> {
    super::parts::tidy(atoms.alone())
}

/// That words cannot stand in a text.
fn unwritable() -> Refusal {
    Refusal::unwritable(
        "These words cannot be written here as they are: change them a little, or leave out bold and italic.",
    )
}

/// The file of a text with passages of it changed, in the smallest way that can be proved.
pub(super) fn rewritten(
    text: &Text,
    edits: &[(std::ops::Range<usize>, String)],
) -> Result<Arc<Source>, Refusal> {
    let source = &text.span.source;
    if edits.is_empty() {
        return Ok(Arc::clone(source));
    }
    let tree = parse(source, &mut Diagnostics::new()).map_err(|_| unwritable())?;
    let bytes = text.span.start..text.span.end;
    let whole = edited(&text.said, edits);
    if let Some(path) = key_at(&tree, &bytes) {
        let old = path.last().cloned().unwrap_or_default();
        let rename = Change::Rename { path, old, new: whole.trim().to_owned() };
        return edit(source, &[rename]).map_err(|_| unwritable());
    }
    let written = Written::of(&Located::new(text.said.clone(), text.span.clone()));
    let passage = |(range, new): &(std::ops::Range<usize>, String)| {
        let place = written.span(range);
        Change::Words { at: place.start..place.end, old: place.text().to_owned(), new: new.clone() }
    };
    let passages: Vec<Change> = edits.iter().map(passage).collect();
    if let Ok(changed) = edit(source, &passages)
        && says(&changed, &tree, &bytes, &whole)
    {
        return Ok(changed);
    }
    let (path, node) = scalar_at(&tree, &bytes).ok_or_else(unwritable)?;
    let set = Change::Set {
        path,
        old: Some(node.written().to_owned()),
        new: Said::Text(whole.trim_end().to_owned()),
        order: Vec::new(),
    };
    edit(source, &[set]).map_err(|_| unwritable())
}

/// Whether a changed file has a text where it was.
fn says(changed: &Arc<Source>, old: &Node, bytes: &std::ops::Range<usize>, text: &str) -> bool {
    let said = || {
        let (path, _) = scalar_at(old, bytes)?;
        let tree = parse(changed, &mut Diagnostics::new()).ok()?;
        Some(tree.at(&path)?.as_str()?.trim_end() == text.trim_end())
    };
    said().unwrap_or(false)
}
