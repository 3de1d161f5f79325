//! A letter at two stages of its way: as it was read, and as it was composed.

use super::locale::Locale;
use crate::base::yaml::Node;
use crate::base::{Diagnostic, Diagnostics, Severity, Silenced, Source, Span};
use crate::compose::Composed;
use crate::document::Document;
use crate::model::letter::Letter;
use crate::model::resolve::Resolved;
use std::sync::Arc;

/// What was found in a letter.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// What counts.
    pub problems: Diagnostics,
    /// What the letter silences, with its reasons.
    pub silenced: Vec<Silenced>,
}

impl Findings {
    /// What is only worth a look can wait until the letter has no errors.
    pub(super) fn only_what_matters(&mut self) {
        if self.problems.has_errors() {
            self.problems.take_out(|problem| problem.severity == Severity::Note);
        }
    }
}

/// A problem that is all that was found.
impl From<Diagnostic> for Findings {
    fn from(problem: Diagnostic) -> Self {
        Self { problems: problem.into(), silenced: Vec::new() }
    }
}

/// A letter as it was read; a translation is laid over its original.
pub struct ReadLetter<'s> {
    /// Its file.
    pub source: Arc<Source>,
    /// What it says; `None` after an error.
    pub(in crate::project) loaded: Option<Loaded<'s>>,
    /// What was found on the way.
    pub(in crate::project) problems: Diagnostics,
}

impl ReadLetter<'_> {
    /// The key of the letter's file that a fact (`meeting.starts`) comes from, or the group of keys that it is
    /// computed from, its place, and whether the fact is that key; `None` where another file says it.
    pub fn key_of(&self, fact: &str) -> Option<(String, Span, bool)> {
        let name = fact.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_')).next()?;
        let path: Vec<String> = name
            .strip_prefix("letter.")
            .unwrap_or(name)
            .split('.')
            .map(|step| step.replace('_', "-"))
            .collect();
        let (keys, place) = self.loaded.as_ref()?.tree.along(&path)?;
        Some((path[..keys].join(": "), place, keys == path.len()))
    }
}

/// What a letter says, in a language that there are words in.
pub(in crate::project) struct Loaded<'s> {
    pub(in crate::project) letter: Letter,
    /// The tree that it was read from; of a translation the original's, with its sentences.
    pub(in crate::project) tree: Node,
    /// The file of the original, if this is a translation.
    pub(in crate::project) original: Option<Arc<Source>>,
    /// The words of its language.
    pub(in crate::project) locale: &'s Locale,
}

/// A letter that was composed and checked, as far as it could be.
pub struct Composition<'a> {
    /// The letter as it was read.
    pub letter: &'a ReadLetter<'a>,
    /// What follows from it; `None` after an error.
    pub resolved: Option<Resolved<'a>>,
    /// Its Document and its prose, and what they were made of; `None` after an error.
    pub composed: Option<Composed>,
    /// Everything that was found.
    pub findings: Findings,
}

impl Composition<'_> {
    /// The Document, which a letter with an error does not have.
    pub fn document(&self) -> Option<&Document> {
        let composed = self.composed.as_ref().filter(|_| !self.findings.problems.has_errors())?;
        Some(&composed.document)
    }

    /// Its name in the archive, when that much could be read.
    pub fn name(&self) -> Option<&str> {
        Some(&self.resolved.as_ref()?.name)
    }
}
