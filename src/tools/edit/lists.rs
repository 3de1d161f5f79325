//! The lists of a letter: what can be put into each, and those that a letter need not write.

use super::keys;
use super::letter::Letter;
use super::refusal::Refusal;
use super::text::Pen;
use crate::base::yaml::Node;
use crate::base::yaml::edit::{Change, Said};
use crate::check::explain::capital;
use crate::model::letter::{AnnexKind, BodyBlock, FieldKind};
use crate::project::session::{Composition, Session};
use serde::Serialize;

/// Something that can be put into a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Added {
    /// What `insert` calls it.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// What it is.
    pub help: String,
    /// The keys that it must have besides its words.
    pub needs: Vec<String>,
}

impl Added {
    fn new(kind: &str, title: &str, help: &str) -> Self {
        Self { kind: kind.to_owned(), title: title.to_owned(), help: help.to_owned(), needs: Vec::new() }
    }

    fn needing(mut self, keys: &[&str]) -> Self {
        self.needs = keys.iter().map(|key| (*key).to_owned()).collect();
        self
    }
}

/// What a list is, by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// The blocks of the body.
    Body,
    /// The annexes.
    Annexes,
    /// A list of sentences, with others below them.
    Items,
    /// A list of sentences.
    Texts,
    /// Events held with the meeting.
    Events,
    /// Deadlines of the letter's own.
    Deadlines,
    /// The lines of a form.
    Fields,
}

/// What a list is.
pub fn kind(list: &str) -> Option<ListKind> {
    let steps: Vec<&str> = list.split('.').collect();
    let is_number = |step: &str| step.parse::<usize>().is_ok();
    match &steps[..] {
        ["body"] => Some(ListKind::Body),
        ["annexes"] => Some(ListKind::Annexes),
        ["events"] => Some(ListKind::Events),
        ["deadlines", "other"] => Some(ListKind::Deadlines),
        ["addressees"] | ["copy"] | ["annexes", _, "notes"] => Some(ListKind::Texts),
        ["annexes", _, "fields"] => Some(ListKind::Fields),
        ["annexes", _, "items", rest @ ..] | ["body", _, "list", "items", rest @ ..]
            if rest.iter().all(|step| is_number(step)) =>
        {
            Some(ListKind::Items)
        }
        _ => None,
    }
}

/// Whether the entries of a list can be on several levels.
pub fn has_levels(list: &str) -> bool {
    kind(list) == Some(ListKind::Items)
}

/// What can be put into a list.
pub fn added(list: &str, letter: &Letter, session: &Session) -> Vec<Added> {
    match kind(list) {
        None => Vec::new(),
        Some(ListKind::Body) => {
            let own = [
                Added::new("text", "Paragraph", "A paragraph of your own."),
                Added::new("notice", "Notice", "A paragraph in a frame."),
                Added::new("note", "Note", "A paragraph that begins with NOTE."),
                Added::new("list", "List", "A list under a bold heading."),
            ];
            let there: Vec<&str> =
                letter.value("body").map_or(&[][..], Node::items).iter().filter_map(Node::as_str).collect();
            let named = session.house().names("body/", ".md").into_iter().filter_map(|file| {
                let name = file.strip_prefix("body/")?.strip_suffix(".md")?.to_owned();
                Some(name)
            });
            let named = named.filter(|name| !there.contains(&name.as_str())).map(|name| {
                Added::new(
                    &format!("block:{name}"),
                    &capital(&name.replace('-', " ")),
                    "A block of the house style.",
                )
            });
            own.into_iter().chain(named).collect()
        }
        Some(ListKind::Annexes) => AnnexKind::ALL
            .into_iter()
            .map(|kind| {
                let added = Added::new(kind.word(), &capital(&kind.meaning()), "An annex.");
                match kind {
                    AnnexKind::Image => added.needing(&["name", "title", "image", "alt"]),
                    AnnexKind::Text => added.needing(&["name", "title"]),
                    AnnexKind::Form => added.needing(&["name", "title", "fields"]),
                    _ => added,
                }
            })
            .collect(),
        Some(ListKind::Items) => vec![Added::new("item", "Entry", "A sentence.")],
        Some(ListKind::Texts) => vec![Added::new("text", "Entry", "A sentence.")],
        Some(ListKind::Events) => {
            vec![
                Added::new("event", "Event", "A workshop, a tutorial or a meeting held with this one.")
                    .needing(&["starts"]),
            ]
        }
        Some(ListKind::Deadlines) => {
            vec![Added::new("deadline", "Deadline", "A deadline of your own.").needing(&["date"])]
        }
        Some(ListKind::Fields) => FieldKind::ALL
            .into_iter()
            .map(|kind| Added::new(kind.word(), &capital(&kind.meaning()), "A line to fill in."))
            .chain([Added::new("heading", "Heading", "A heading above lines to fill in.")])
            .collect(),
    }
}

/// The blocks of the body, also where the letter does not list them: the names of those that have one, else nothing.
pub fn blocks(letter: &Letter, composition: &Composition<'_>) -> Vec<String> {
    match letter.value("body") {
        Some(body) => body.items().iter().map(|item| item.as_str().unwrap_or_default().to_owned()).collect(),
        None => composition.resolved.as_ref().map_or_else(Vec::new, |resolved| {
            let name = |block: BodyBlock| match block {
                BodyBlock::Named(name) => name.value,
                _ => String::new(),
            };
            resolved.body().into_iter().map(name).collect()
        }),
    }
}

/// The lists that a letter need not write, as they are without it.
#[derive(Clone, Debug, Default)]
pub struct Usual {
    /// The names of the blocks of the body.
    pub body: Vec<String>,
    /// The kinds of annexes.
    pub annexes: Vec<String>,
}

impl Usual {
    /// Of a letter.
    pub fn of(composition: &Composition<'_>) -> Self {
        let Some(resolved) = &composition.resolved else { return Self::default() };
        let name = |block: BodyBlock| match block {
            BodyBlock::Named(name) => Some(name.value),
            _ => None,
        };
        Self {
            body: resolved.body().into_iter().filter_map(name).collect(),
            annexes: resolved.annexes.iter().map(|annex| annex.kind.word().to_owned()).collect(),
        }
    }

    /// The list at an address.
    pub fn list(&self, at: &str) -> Option<Said> {
        match at {
            "body" => Some(Said::List(self.body.iter().map(|name| Said::Text(name.clone())).collect())),
            "annexes" => {
                let annex = |kind: &String| Said::Group(vec![("kind".to_owned(), Said::Text(kind.clone()))]);
                Some(Said::List(self.annexes.iter().map(annex).collect()))
            }
            _ => None,
        }
    }
}

/// That an edit cannot be proved.
pub fn refused() -> Refusal {
    Refusal::unwritable("This cannot be written into the file for certain: change it in an editor.")
}

impl Pen<'_> {
    /// A translation has the order of its original.
    ///
    /// # Errors
    /// This is one.
    pub fn not_in_a_translation(&self) -> Result<(), Refusal> {
        match self.letter.files.original {
            Some(_) => {
                Err(Refusal::unwritable("A translation has the order of its original: change it there."))
            }
            None => Ok(()),
        }
    }

    /// Writes out a list that the letter does not have yet, changed by `with`.
    pub fn written_out(
        &self,
        at: &str,
        usual: &Usual,
        with: impl FnOnce(&mut Vec<Said>) -> Option<()>,
    ) -> Result<Change, Refusal> {
        let Some(Said::List(mut items)) = usual.list(at) else { return Err(Refusal::Gone) };
        with(&mut items).ok_or(Refusal::Gone)?;
        Ok(keys::set(self.letter, &[at], &[], Said::List(items), keys::usual_order))
    }
}
