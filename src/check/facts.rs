//! What the rules on typed facts see: the resolved letter, and where in its file a key stands.

use super::written;
use crate::base::yaml::{Key, Node, Value};
use crate::base::{Source, Span};
use crate::compose::origin::Origin;
use crate::model::phrases::Phrases;
use crate::model::resolve::Resolved;
use std::sync::Arc;

/// The facts of one letter.
pub struct Facts<'a> {
    /// The letter with everything that follows from it.
    pub resolved: &'a Resolved<'a>,
    /// The words of its language.
    pub phrases: &'a Phrases,
    /// Its file.
    pub source: &'a Arc<Source>,
    /// The file of the original, if it is a translation.
    pub original: Option<&'a Arc<Source>>,
    /// Its tree; of a translation the original's, with its sentences.
    tree: &'a Node,
}

impl<'a> Facts<'a> {
    /// Joins the letter with the tree it was read from.
    pub fn new(
        resolved: &'a Resolved<'a>,
        phrases: &'a Phrases,
        source: &'a Arc<Source>,
        tree: &'a Node,
    ) -> Self {
        Self { resolved, phrases, source, original: None, tree }
    }

    /// Says of which letter it is a translation: its facts stand there.
    #[must_use]
    pub fn of(self, original: Option<&'a Arc<Source>>) -> Self {
        Self { original, ..self }
    }

    /// Where the words are written that the expression of an origin printed; `None` where no file has them as they are.
    pub fn written(&self, origin: &Origin, words: &str) -> Option<Span> {
        written::words(self.tree, self.resolved, origin, words).map(|fact| fact.span)
    }

    /// The keys that the letter writes in a group of keys, or at its edge where that has no name.
    pub fn keys(&self, group: &str) -> impl Iterator<Item = &'a Key> {
        let node = if group.is_empty() { Some(self.tree) } else { self.tree.get(group) };
        let written = node.into_iter().flat_map(Node::entries);
        written.filter(|(_, value)| value.value != Value::Null).map(|(key, _)| key)
    }

    /// Where the value of a key stands that the letter's types do not locate:
    /// `place(&["meeting", "place"])`. Steps into lists are numbers: `["contacts", "0", "tel"]`.
    /// Without such a key, the nearest one above it; without any, the beginning of the file.
    pub fn place(&self, path: &[&str]) -> Span {
        let start = || Span::file(self.original.unwrap_or(self.source));
        self.tree.along(path).map_or_else(start, |(_, place)| place)
    }
}
