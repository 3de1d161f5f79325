//! The finished text as plain words, block by block in reading order, each knowing which part of the
//! rendered Markdown it came from: what the rules on free text read.
//!
//! Knows nothing of rules or of YAML.

use super::inlines::plain_pieces;
use crate::base::Source;
use crate::compose::origin::{Origin, Rendered};
use crate::model::phrases::PhraseName;
use std::ops::Range;
use std::sync::Arc;

/// What a block of text is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ProseKind {
    /// A paragraph, also one in a cell of a table.
    #[default]
    Paragraph,
    /// A heading of this level; the subject has 1, the titles of annexes have 2.
    Heading(u8),
    /// An item of a list with this numbering (`agenda`, `bullet`, `deadlines`, `addressees`).
    Item(String),
    /// A cell of a table that is written with `|`.
    Cell,
    /// A paragraph of a footnote.
    Footnote,
    /// What a picture, a table or a form shows, for people who do not see it.
    Description,
    /// A text beside the letter: the phrase of the header, the foot or the properties.
    Beside(PhraseName),
}

/// A link in a block.
#[derive(Clone, Debug, PartialEq)]
pub struct ProseLink {
    /// The bytes of the block's text that it covers.
    pub range: Range<usize>,
    /// Where it leads: an address, or `#` and the name of a place in the letter.
    pub address: String,
}

/// A paragraph, heading, item or cell as plain words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProseBlock {
    /// Its words, with ordinary spaces and hyphens, without marks and markup. Never empty.
    pub text: String,
    /// What it is.
    pub kind: ProseKind,
    /// The label that hangs before it (`Ref:`), often empty.
    pub label: String,
    /// The bytes of the label in the rendered Markdown.
    pub(super) label_at: Range<usize>,
    /// 0 in the letter itself, 1 in the first annex, and so on.
    pub section: usize,
    /// The links in it.
    pub links: Vec<ProseLink>,
    /// The bytes of the text that are code (`` `…` ``), in order.
    pub code: Vec<Range<usize>>,
    /// Pieces: byte in `text`, byte in the rendered Markdown.
    pieces: Vec<(usize, usize)>,
}

impl ProseBlock {
    pub(super) fn new(kind: ProseKind, section: usize) -> Self {
        Self { kind, section, ..Self::default() }
    }

    /// Adds words that stand at a byte of the rendered Markdown.
    pub(super) fn push(&mut self, words: &str, mut at: usize) {
        let words = if self.text.is_empty() {
            let trimmed = words.trim_start_matches([' ', '\n']);
            at += words.len() - trimmed.len();
            trimmed
        } else {
            words
        };
        if words.is_empty() {
            return;
        }
        self.pieces.push((self.text.len(), at));
        let mut done = 0;
        for (offset, special) in words.match_indices(['\u{a0}', '\t', '\n', '\r', '\u{2011}']) {
            self.text.push_str(&words[done..offset]);
            self.text.push(if special == "\u{2011}" { '-' } else { ' ' });
            done = offset + special.len();
            if special.len() > 1 {
                self.pieces.push((self.text.len(), at + done));
            }
        }
        self.text.push_str(&words[done..]);
    }

    /// A text beside the letter in Markdown, which stands at a byte of what was rendered.
    fn beside(phrase: PhraseName, markdown: &str, base: usize) -> Self {
        let mut block = Self::new(ProseKind::Beside(phrase), 0);
        plain_pieces(markdown, |words, at| block.push(words, base + at));
        block
    }

    /// Without white space at the end; nothing where there are no words.
    pub(super) fn finished(mut self) -> Option<Self> {
        self.finish();
        (!self.text.is_empty()).then_some(self)
    }

    /// Takes away the white space at the end.
    pub(super) fn finish(&mut self) {
        let length = self.text.trim_end().len();
        self.text.truncate(length);
        for range in self.links.iter_mut().map(|link| &mut link.range).chain(&mut self.code) {
            *range = range.start.min(length)..range.end.min(length);
        }
    }

    /// Whether a byte of the text is in a link.
    pub fn is_link(&self, at: usize) -> bool {
        let before = self.links.partition_point(|link| link.range.start <= at);
        before.checked_sub(1).is_some_and(|link| self.links[link].range.contains(&at))
    }

    /// The byte of the rendered Markdown for a byte of the text.
    fn rendered(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|&(start, _)| start <= at);
        match piece.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some((start, rendered)) => rendered + (at - start),
            None => 0,
        }
    }
}

/// All blocks of a letter, in reading order.
#[derive(Debug, Default)]
pub struct Prose {
    /// The blocks.
    pub blocks: Vec<ProseBlock>,
    /// What does not stand in the text: descriptions, and the phrases beside the letter. No rule reads them.
    pub beside: Vec<ProseBlock>,
    rendered: Rendered,
}

impl Prose {
    /// Joins the blocks with the rendered Markdown that they were read from. `phrases` are those of the texts beside the
    /// letter.
    pub fn new(
        blocks: Vec<ProseBlock>,
        descriptions: Vec<ProseBlock>,
        phrases: &[PhraseName],
        rendered: Rendered,
    ) -> Self {
        let beside = phrases.iter().zip(rendered.beside());
        let beside = beside.map(|(phrase, (at, markdown))| ProseBlock::beside(*phrase, markdown, at));
        let beside = beside.filter_map(ProseBlock::finished).chain(descriptions).collect();
        Self { blocks, beside, rendered }
    }

    /// The rendered Markdown.
    pub fn rendered(&self) -> &Rendered {
        &self.rendered
    }

    /// The file that the text at a byte of a block comes from.
    pub fn source(&self, block: &ProseBlock, at: usize) -> Option<&Arc<Source>> {
        self.rendered.source(block.rendered(at))
    }

    /// The rendered Markdown before a byte of a block's text, and from there on.
    pub fn markdown(&self, block: &ProseBlock, at: usize) -> (&str, &str) {
        self.rendered.text.split_at_checked(block.rendered(at)).unwrap_or_default()
    }

    /// Where the label of a block comes from.
    pub fn origin_of_label(&self, block: &ProseBlock) -> Option<Origin> {
        self.rendered.origin(&block.label_at).filter(|_| !block.label.is_empty())
    }

    /// The words of a block in stretches that each come from one place.
    pub fn stretches(&self, block: &ProseBlock) -> Vec<(Range<usize>, Origin)> {
        let mut cuts = vec![0];
        for (index, (start, rendered)) in block.pieces.iter().enumerate() {
            let end = block.pieces.get(index + 1).map_or(block.text.len(), |(next, _)| *next);
            let range = *rendered..rendered + (end - start);
            cuts.push(*start);
            cuts.extend(self.rendered.cuts(&range).map(|at| start + (at - rendered)));
        }
        cuts.push(block.text.len());
        cuts.retain(|at| block.text.is_char_boundary(*at));
        cuts.dedup();
        let mut found: Vec<(Range<usize>, Origin)> = Vec::new();
        for range in cuts.windows(2).map(|ends| ends[0]..ends[1]).filter(|range| !range.is_empty()) {
            let Some(origin) = self.origin(block, &range) else { continue };
            match found.last_mut().filter(|(last, before)| last.end == range.start && before.goes_on(&origin))
            {
                Some((last, _)) => last.end = range.end,
                None => found.push((range, origin)),
            }
        }
        found
    }

    /// Where the words of a range of a block's text come from.
    pub fn origin(&self, block: &ProseBlock, range: &Range<usize>) -> Option<Origin> {
        let start = block.rendered(range.start);
        let last = block.text.get(range.clone()).and_then(|words| words.char_indices().next_back());
        let end = last.map_or(start, |(at, _)| {
            let at = block.rendered(range.start + at);
            at + self.rendered.text[at..].chars().next().map_or(0, char::len_utf8)
        });
        self.rendered.origin(&(start..end.max(start)))
    }
}
