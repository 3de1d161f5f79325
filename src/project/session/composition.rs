//! A letter at two stages of its way: as it was read, and as it was composed.

use super::locale::Locale;
use crate::base::yaml::Node;
use crate::base::{Diagnostic, Diagnostics, Severity, Silenced, Source};
use crate::check::written::{self, WrittenFact};
use crate::compose::Composed;
use crate::compose::origin::Origin;
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
    /// What was found when it was read.
    pub fn problems(&self) -> &Diagnostics {
        &self.problems
    }

    /// The tree that the letter was read from; of a translation the original's, with its sentences. `None` after an error.
    pub fn tree(&self) -> Option<&Node> {
        Some(&self.loaded.as_ref()?.tree)
    }

    /// The file of the original, if this is a translation.
    pub fn original(&self) -> Option<&Arc<Source>> {
        self.loaded.as_ref()?.original.as_ref()
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
    /// Where the words are written that the expression of an origin printed, or the key of the letter that they follow
    /// from; `None` where no file has either.
    pub fn written(&self, origin: &Origin, words: &str) -> Option<WrittenFact> {
        let (tree, resolved) = (&self.letter.loaded.as_ref()?.tree, self.resolved.as_ref()?);
        written::words(tree, resolved, origin, words).or_else(|| written::key(tree, origin))
    }

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
