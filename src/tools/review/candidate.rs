//! Ways to reach a goal by edits of the letter's files. Each is only a proposal: composing the letter again proves it.

use super::draft::{Draft, Files};
use super::goal::Goal;
use super::words::{Hunk, Token, hunks};
use super::{facts, joints, lists, phrases, text};
use crate::base::Source;
use crate::base::yaml::edit::{Change, edit};
use crate::project::session::Session;
use std::path::PathBuf;
use std::sync::Arc;

/// What an edit changes, in words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// The letter's own text.
    Text,
    /// An entry of a list, or a text of the letter's own as a whole.
    Entry,
    /// The key of a fact.
    Fact(String),
    /// A deadline that had the date of its rule.
    Deadline(String),
    /// A phrase of the house style, in this letter only.
    Wording(String),
    /// Words in the place of a fact.
    Literal(String),
}

impl How {
    /// In words.
    pub fn said(&self) -> String {
        match self {
            Self::Text => "the letter's own text".to_owned(),
            Self::Entry => "an entry of the letter".to_owned(),
            Self::Fact(keys) => format!("the key {keys}"),
            Self::Deadline(items) => format!("the deadline {items}"),
            Self::Wording(names) => format!("the wording of {names}, in this letter only"),
            Self::Literal(fact) => format!("typed words in place of the fact {fact}"),
        }
    }

    /// Whether it changes a fact, so that all places that say it change along.
    pub fn is_fact(&self) -> bool {
        matches!(self, Self::Fact(_) | Self::Deadline(_))
    }
}

/// A way to reach a goal.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What it changes.
    pub how: How,
    /// The edits of each file.
    pub edits: Vec<(PathBuf, Vec<Change>)>,
}

impl Candidate {
    /// One edit of one file.
    pub fn one(how: How, source: &Arc<Source>, change: Change) -> Self {
        Self { how, edits: vec![(source.path().to_path_buf(), vec![change])] }
    }

    /// The files with the edits; nothing where one cannot be written.
    pub fn apply(&self, files: &Files) -> Option<Files> {
        let mut files = files.clone();
        for (path, changes) in &self.edits {
            let source = files.all().find(|source| source.path() == path)?.clone();
            files.put(edit(&source, changes).ok()?);
        }
        Some(files)
    }
}

/// The ways to reach a goal, the best first.
pub fn candidates(session: &Session, draft: &Draft, goal: &Goal) -> Vec<Candidate> {
    match goal {
        Goal::Words { at, want } => {
            let mut found = text::words(draft, *at, want);
            found.extend(facts::words(session, draft, *at, want));
            found.extend(mixed(session, draft, *at, want));
            found.extend(phrases::words(session, draft, *at, want));
            found.extend(text::literal(draft, *at, want));
            found.extend(text::whole(draft, *at, want));
            found
        }
        Goal::Remove { at } => {
            let mut found = lists::remove(draft, at);
            found.extend(phrases::remove(draft, at));
            found
        }
        Goal::Add { before, new } => lists::add(session, draft, *before, new),
        Goal::Move { from, before } => lists::moved(draft, *from, *before),
        Goal::Replace { at, new } => joints::replace(draft, at, new),
        Goal::Level { at, kind } => lists::level(draft, *at, *kind),
    }
}

/// Ways to change facts and words beside them in one passage.
fn mixed(session: &Session, draft: &Draft, at: usize, want: &[Token]) -> Vec<Candidate> {
    let old = &draft.passages[at].tokens;
    let says_fact = |hunk: &Hunk| {
        let of = draft.origins[at].get(hunk.old.clone()).unwrap_or_default();
        of.iter().flatten().any(|origin| origin.fact.is_some())
    };
    let (said, others): (Vec<Hunk>, Vec<Hunk>) = hunks(old, want).into_iter().partition(says_fact);
    if said.is_empty() || others.is_empty() {
        return Vec::new();
    }
    // The passage with some of the changes only.
    let with = |some: &[Hunk]| {
        let mut out = old.clone();
        for hunk in some.iter().rev() {
            out.splice(hunk.old.clone(), want[hunk.new.clone()].iter().cloned());
        }
        out
    };
    let mut ways = text::words(draft, at, &with(&others));
    ways.extend(phrases::words(session, draft, at, &with(&others)));
    let ways = ways.into_iter().take(4);
    let both = |fact: Candidate| {
        let add = move |other: Candidate| {
            let mut both = fact.clone();
            // Of one file together: the bytes of all are those of the file before.
            for (path, changes) in other.edits {
                match both.edits.iter_mut().find(|(own, _)| *own == path) {
                    Some((_, own)) => own.extend(changes),
                    None => both.edits.push((path, changes)),
                }
            }
            both
        };
        ways.clone().map(add)
    };
    facts::words(session, draft, at, &with(&said)).into_iter().take(4).flat_map(both).collect()
}
