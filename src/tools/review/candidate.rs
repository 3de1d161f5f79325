//! Ways to reach a goal by edits of the letter's files. Each is only a proposal: composing the letter again proves it.

use super::draft::{Draft, Files};
use super::goal::Goal;
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
            let of_facts = facts::words(session, draft, *at, want);
            found.extend(of_facts);
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
