//! What the rules on typed facts see: the resolved letter, and where in its file a key stands.

use crate::base::yaml::{self, Node, Value};
use crate::base::{Source, Span};
use crate::model::phrases::Phrases;
use crate::model::resolve::Resolved;
use std::cell::OnceCell;
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
    /// The file as a tree, read again when the first finding needs a place.
    tree: OnceCell<Option<Node>>,
}

impl<'a> Facts<'a> {
    /// Begins with nothing read.
    pub fn new(resolved: &'a Resolved<'a>, phrases: &'a Phrases, source: &'a Arc<Source>) -> Self {
        Self { resolved, phrases, source, original: None, tree: OnceCell::new() }
    }

    /// Says of which letter it is a translation: its facts stand there.
    #[must_use]
    pub fn of(self, original: Option<&'a Arc<Source>>) -> Self {
        Self { original, ..self }
    }

    /// Where the value of a key stands that the letter's types do not locate:
    /// `place(&["meeting", "place"])`. Steps into lists are numbers: `["contacts", "0", "tel"]`.
    /// Without such a key, the nearest one above it; without any, the beginning of the file.
    pub fn place(&self, path: &[&str]) -> Span {
        let mut place = Span::file(self.original.unwrap_or(self.source));
        let mut node = self.tree();
        for step in path {
            node = node.and_then(|node| match &node.value {
                Value::List(items) => items.get(step.parse::<usize>().ok()?),
                // A single group of keys may stand for a list of one.
                Value::Mapping(_) if *step == "0" => Some(node),
                _ => node.get(step),
            });
            match node {
                Some(found) if matches!(found.value, Value::Scalar { .. } | Value::Null) => {
                    place = found.span.clone();
                }
                Some(found) => place = found.span.whole_line(),
                None => break,
            }
        }
        place
    }

    /// The places of all scalars of the file, keys too, in order.
    pub(super) fn scalars(&self) -> Vec<Span> {
        self.tree().map(scalars).unwrap_or_default()
    }

    /// The places of the texts of the phrases, if this is their file.
    pub(super) fn phrase_texts(&self, source: &Arc<Source>) -> Vec<Span> {
        let phrases = self.phrases.phrases.entries.iter().map(|(_, text)| &text.span);
        phrases.filter(|span| span.source == *source).cloned().collect()
    }

    fn tree(&self) -> Option<&Node> {
        let file = self.original.unwrap_or(self.source);
        self.tree.get_or_init(|| yaml::parse(file, &mut Default::default()).ok()).as_ref()
    }
}

/// The places of all scalars of a tree, keys too, in order.
pub(super) fn scalars(node: &Node) -> Vec<Span> {
    let mut out = Vec::new();
    collect(node, &mut out);
    out
}

fn collect(node: &Node, out: &mut Vec<Span>) {
    match &node.value {
        Value::Scalar { .. } => out.push(node.span.clone()),
        Value::Null => {}
        Value::List(items) => items.iter().for_each(|item| collect(item, out)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                out.push(key.span.clone());
                collect(value, out);
            }
        }
    }
}
