//! Groups of names that must hold some: what is missing from them, and where it was perhaps meant.

use super::{Key, Node, Value};
use crate::base::text::nearest;
use crate::base::{Diagnostic, Span, house_changes};
use std::collections::BTreeSet;

/// A group of names in a file: its key, and the names in it.
pub struct NamedGroup<'a> {
    key: &'a Key,
    /// The names.
    pub entries: &'a [(Key, Node)],
}

/// A name that a group lacks.
pub struct Missing<'a> {
    /// The name.
    pub name: &'a str,
    what: &'a str,
    place: Span,
    label: String,
}

impl<'a> NamedGroup<'a> {
    /// The group under a key of a mapping, if it is one.
    pub fn of(node: &'a Node, key: &str) -> Option<Self> {
        let Value::Mapping(groups) = &node.value else { return None };
        let (key, node) = groups.iter().find(|(other, _)| other.text == key)?;
        match &node.value {
            Value::Mapping(entries) => Some(Self { key, entries }),
            _ => None,
        }
    }

    /// Those of the names that the group lacks; `what` they are, in messages (`style`).
    pub fn missing<'n, N: AsRef<str>>(&self, what: &'n str, names: &'n [N]) -> Vec<Missing<'n>> {
        let there: BTreeSet<&str> = self.entries.iter().map(|(key, _)| key.text.as_str()).collect();
        let missing = names.iter().map(AsRef::as_ref).filter(|name| !there.contains(name));
        missing.map(|name| self.meant(what, name, names)).collect()
    }

    /// Where a missing name was perhaps meant: at a name that nobody asks for, or at one from an older house style.
    fn meant<'n, N: AsRef<str>>(&self, what: &'n str, name: &'n str, names: &[N]) -> Missing<'n> {
        let others = || {
            self.entries
                .iter()
                .map(|(key, _)| key)
                .filter(|key| names.iter().all(|name| name.as_ref() != key.text))
        };
        let meant = match house_changes::added(what, name) {
            // What is new is not misspelt.
            Some(change) => Some(change.was),
            None => nearest(name, others().map(|key| key.text.as_str())),
        };
        let meant = others().find(|key| Some(key.text.as_str()) == meant);
        let (place, label) = match meant {
            Some(key) => (&key.span, format!("did you mean `{name}`?")),
            None => (&self.key.span, format!("expected a line `{name}:` in this group")),
        };
        Missing { name, what, place: place.clone(), label }
    }
}

impl Missing<'_> {
    /// The problem with its place, and what to write where the house style has changed.
    pub fn place(self, problem: Diagnostic) -> Diagnostic {
        problem.at(&self.place, self.label).added(self.what, self.name)
    }
}
