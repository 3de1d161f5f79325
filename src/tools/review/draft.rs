//! A letter as it would be built now: the passages of its Word file, and of each word the place that it comes from.

use super::passage::Passage;
use super::words::{Token, plain};
use crate::base::yaml::{Node, parse};
use crate::base::{Diagnostics, Format, Source};
use crate::compose::markdown::{Prose, ProseBlock};
use crate::compose::origin::Origin;
use crate::document::Document;
use crate::model::letter::BodyBlock;
use crate::model::phrases::PhraseName;
use crate::model::resolve::deadlines::RowItem;
use crate::project::session::{Composition, Session};
use crate::tools::word;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::sync::Arc;

/// The files that a letter is made from and that a review may change.
#[derive(Clone, Debug)]
pub struct Files {
    /// The letter's own file: of a translation its sentences.
    pub letter: Arc<Source>,
    /// The original of a translation: its facts.
    pub original: Option<Arc<Source>>,
}

impl Files {
    /// The file of the facts.
    pub fn facts(&self) -> &Arc<Source> {
        self.original.as_ref().unwrap_or(&self.letter)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Source>> {
        std::iter::once(&self.letter).chain(&self.original)
    }

    /// Puts a changed file in the place of the one with its name.
    pub fn put(&mut self, changed: Arc<Source>) {
        match &mut self.original {
            Some(original) if original.path() == changed.path() => *original = changed,
            _ => self.letter = changed,
        }
    }
}

/// A row of the table of key deadlines: the names of its items; none for those of the letter's own.
pub type DeadlineRow = Vec<Option<&'static str>>;

/// A letter with its files at some state.
pub struct Draft {
    /// The files.
    pub files: Files,
    /// The trees of the files, in the same order.
    pub trees: Vec<Node>,
    /// The passages of its Word file.
    pub passages: Vec<Passage>,
    /// Of each word of each passage the place that it comes from.
    pub origins: Vec<Vec<Option<Origin>>>,
    /// The blocks of its body that are named.
    pub blocks: Vec<String>,
    /// The rows of its table of deadlines.
    pub rows: Vec<DeadlineRow>,
    /// Whether it was issued.
    pub is_issued: bool,
}

impl Draft {
    /// Composes a letter from files as they are given, not as they are on disk.
    ///
    /// # Errors
    /// What is wrong with the letter.
    pub fn of(session: &Session, files: &Files) -> Result<Self, Diagnostics> {
        with(session, files, |composition, document| {
            let bytes = session.export(Format::Docx, document).map_err(Diagnostics::from)?;
            let read = word::read(&bytes).map_err(|_| Diagnostics::new())?;
            let passages = super::file::passages(&read, word::State::After);
            let (Some(composed), Some(resolved)) = (&composition.composed, &composition.resolved) else {
                return Err(Diagnostics::new());
            };
            let origins = origins(&composed.prose, &passages);
            let mut problems = Diagnostics::new();
            let trees = files.all().filter_map(|source| parse(source, &mut problems).ok()).collect();
            let named = |block: BodyBlock| match block {
                BodyBlock::Named(name) => Some(name.value),
                _ => None,
            };
            let rows = resolved.deadlines.iter().map(|row| {
                let name = |entry: &RowItem| match entry {
                    RowItem::Item(item) => Some(item.word()),
                    RowItem::Other(_) => None,
                };
                row.entries.iter().map(name).collect()
            });
            Ok(Self {
                files: files.clone(),
                trees,
                passages,
                origins,
                blocks: resolved.body().into_iter().filter_map(named).collect(),
                rows: rows.collect(),
                is_issued: resolved.letter.status == Some(crate::model::letter::Status::Issued),
            })
        })
    }

    /// The tree of a file.
    pub fn tree(&self, source: &Arc<Source>) -> Option<&Node> {
        self.trees.iter().find(|tree| tree.span.source.path() == source.path())
    }

    /// Whether a file is one of those that a review may change.
    pub fn has(&self, source: &Arc<Source>) -> bool {
        self.files.all().any(|own| own.path() == source.path())
    }
}

/// Composes a letter from files as they are given, and takes something from it.
///
/// # Errors
/// What is wrong with the letter.
pub fn with<T>(
    session: &Session,
    files: &Files,
    take: impl FnOnce(&Composition<'_>, &Document) -> Result<T, Diagnostics>,
) -> Result<T, Diagnostics> {
    let letter = session.read_with(&files.letter, files.original.as_ref());
    let composition = session.compose(&letter);
    match composition.document() {
        Some(document) => take(&composition, document),
        None => Err(composition.findings.problems),
    }
}

/// Where the words of passages come from: the passages of the file are the blocks of the prose.
pub(super) fn origins(prose: &Prose, passages: &[Passage]) -> Vec<Vec<Option<Origin>>> {
    let is_line = |block: &&ProseBlock| {
        use crate::compose::markdown::ProseKind;
        matches!(
            block.kind,
            ProseKind::Beside(PhraseName::RunningHeader | PhraseName::Footer1 | PhraseName::Footer2)
        )
    };
    let blocks: Vec<&ProseBlock> = prose.blocks.iter().chain(prose.beside.iter().filter(is_line)).collect();
    let words = |tokens: &[Token]| tokens.iter().map(|t| t.key.trim_start()).collect::<String>();
    let of_block: Vec<Vec<Token>> = blocks.iter().map(|block| plain(&labelled(block))).collect();
    let keys: Vec<String> = of_block.iter().map(|tokens| words(tokens)).collect();
    let wanted: Vec<String> = passages.iter().map(|passage| words(&passage.tokens)).collect();
    let mut found: Vec<Option<usize>> = vec![None; passages.len()];
    let mut free: Vec<bool> = vec![true; blocks.len()];
    for step in capture_diff_slices(Algorithm::Patience, &wanted, &keys) {
        if let DiffOp::Equal { old_index, new_index, len } = step {
            for at in 0..len {
                found[old_index + at] = Some(new_index + at);
                free[new_index + at] = false;
            }
        }
    }
    // Columns and headers stand in another order in the file.
    for at in 0..passages.len() {
        if found[at].is_none() {
            let same = (0..blocks.len()).find(|block| free[*block] && keys[*block] == wanted[at]);
            if let Some(block) = same {
                found[at] = Some(block);
                free[block] = false;
            }
        }
    }
    let of = |(at, passage): (usize, &Passage)| match found[at] {
        Some(block) => of_block_words(prose, blocks[block], &of_block[block], passage.tokens.len()),
        None => vec![None; passage.tokens.len()],
    };
    passages.iter().enumerate().map(of).collect()
}

/// The words of a block with its label.
fn labelled(block: &ProseBlock) -> String {
    if block.label.is_empty() { block.text.clone() } else { format!("{} {}", block.label, block.text) }
}

/// Where each word of a block comes from.
fn of_block_words(prose: &Prose, block: &ProseBlock, words: &[Token], count: usize) -> Vec<Option<Origin>> {
    let label = if block.label.is_empty() { 0 } else { plain(&block.label).len() };
    let mut origins: Vec<Option<Origin>> = vec![prose.origin_of_label(block); label];
    let places = super::words::places(&block.text);
    origins.extend(places.iter().map(|place| prose.origin(block, place)));
    // A label that is joined with the first word.
    if origins.len() != words.len() || words.len() != count {
        return vec![None; count];
    }
    origins
}
