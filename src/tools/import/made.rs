//! What a draft says when it is composed: its passages, and for each word the phrase and the fact that it comes from.

use super::draft::Draft;
use super::words::{Word, words};
use crate::base::{Severity, Source};
use crate::compose::markdown::{ProseBlock, ProseKind};
use crate::compose::origin::TextKind;
use crate::project::session::{Composition, Session};
use std::collections::BTreeMap;
use std::path::Path;

/// A composed draft.
#[derive(Clone, Debug, Default)]
pub(super) struct Made {
    pub(super) passages: Vec<MadePassage>,
}

/// A passage of a composed letter.
#[derive(Clone, Debug)]
pub(super) struct MadePassage {
    pub(super) text: String,
    pub(super) label: String,
    pub(super) kind: ProseKind,
    /// 0 in the letter itself, then the number of its annex.
    pub(super) section: usize,
    pub(super) words: Vec<Word>,
    /// Where each word comes from; empty where nobody asked.
    pub(super) from: Vec<From>,
}

/// Where a word comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct From {
    /// The phrase that has it.
    pub(super) phrase: Option<String>,
    /// The template that has it.
    pub(super) template: Option<String>,
    /// The expression that printed it.
    pub(super) fact: Option<String>,
}

impl MadePassage {
    /// Its folded words.
    pub(super) fn keys(&self) -> Vec<String> {
        self.words.iter().map(|word| word.key.clone()).collect()
    }

    /// Whether a word of it comes from this phrase.
    pub(super) fn is_of(&self, phrase: &str) -> bool {
        self.from.iter().any(|from| from.phrase.as_deref() == Some(phrase))
    }

    /// The first phrase that one of its words comes from and that has this beginning.
    pub(super) fn phrase_with(&self, start: &str) -> Option<&str> {
        self.from.iter().filter_map(|from| from.phrase.as_deref()).find(|phrase| phrase.starts_with(start))
    }
}

/// Whether to ask where each word comes from, which takes longer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origins {
    Asked,
    Left,
}

/// Composes a draft as if it were the file at this path; nothing where it has errors.
///
/// # Errors
/// The messages of its errors.
pub(super) fn compose(
    session: &Session,
    path: &Path,
    draft: &Draft,
    origins: Origins,
) -> Result<Made, Vec<String>> {
    let (text, _) = draft.file("", "");
    let source = Source::new(path, text);
    let letter = session.read(&source);
    let composition = session.compose(&letter);
    of(&composition, origins).ok_or_else(|| {
        let problems = composition.findings.problems.iter();
        problems
            .filter(|problem| problem.severity == Severity::Error)
            .map(|problem| format!("{} {}", problem.message, problem.label))
            .collect()
    })
}

/// What facts in braces say in a draft.
pub(super) fn values(
    session: &Session,
    path: &Path,
    draft: &Draft,
    facts: &[String],
) -> BTreeMap<String, String> {
    let source = Source::new(path, draft.file("", "").0);
    session.values(&session.read(&source), facts)
}

/// The passages of a composed letter; nothing where it has errors.
pub(super) fn of(composition: &Composition<'_>, origins: Origins) -> Option<Made> {
    composition.document()?;
    let prose = &composition.composed.as_ref()?.prose;
    let of_block = |block: &ProseBlock| {
        let words = words(&block.text);
        let from = |word: &Word| {
            let Some(origin) = prose.origin(block, &word.range) else { return From::default() };
            let (phrase, template) = match origin.text {
                TextKind::Phrase(name) => (Some(name), None),
                TextKind::Template(name) => (None, Some(name)),
                TextKind::Own => (None, None),
            };
            From { phrase, template, fact: origin.fact }
        };
        let from = if origins == Origins::Asked { words.iter().map(from).collect() } else { Vec::new() };
        MadePassage {
            text: block.text.clone(),
            label: block.label.clone(),
            kind: block.kind.clone(),
            section: block.section,
            words,
            from,
        }
    };
    Some(Made { passages: prose.blocks.iter().map(of_block).collect() })
}
