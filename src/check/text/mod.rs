//! Rules on the finished words, and what they read: passages of plain words that know their places.
//! How to add a rule is told at the head of [`crate::check`].

mod agenda;
mod annexes;
mod citations;
mod dates;
mod direction;
mod due;
mod format;
mod hours;
mod labels;
mod links;
mod outside;
mod place;
mod placeholders;
mod pointers;
mod ranges;
mod slips;
mod spacing;
mod spelling;
mod tense;
mod tokens;
mod twice;
mod vocabulary;
mod weekdays;
mod years;

pub use dates::{Mention, find as find_dates};
pub use tokens::{Kind as TokenKind, Tokens};
use vocabulary::Vocabulary;

use super::Facts;
use crate::base::{Diagnostic, Diagnostics, Language, Rule, Span};
use crate::compose::markdown::{Prose, ProseBlock};
use crate::compose::origin::Origin;
use crate::model::dates::read::Reader;
use std::ops::{Deref, Range};

/// What each file has: a function that looks for findings, and their rules.
macro_rules! files {
    ($($file:ident),* $(,)?) => {
        /// The functions that look for findings.
        pub static CHECKS: &[fn(&Text<'_>, &mut Diagnostics)] = &[$($file::check),*];

        /// The rules of each file.
        pub const RULES: &[&[&Rule]] = &[$($file::RULES),*];
    };
}

files!(
    agenda,
    annexes,
    format,
    weekdays,
    outside,
    years,
    due,
    hours,
    ranges,
    citations,
    pointers,
    placeholders,
    slips,
    spelling,
    twice,
    labels,
    links,
    spacing,
    direction,
);

/// Those that know no words of English.
pub static IN_ALL_LANGUAGES: &[fn(&Text<'_>, &mut Diagnostics)] =
    &[annexes::check, weekdays::check, placeholders::check, links::check, direction::check];

/// The finished words of one letter.
pub struct Text<'a> {
    /// All facts of the letter.
    pub facts: &'a Facts<'a>,
    /// What stands at the head of following pages.
    pub header: &'a str,
    prose: &'a Prose,
    read: Vec<Reading<'a>>,
    vocabulary: Vocabulary,
    proof: place::Proof<'a>,
}

/// What was found in a passage before any rule was asked.
struct Reading<'a> {
    tokens: Tokens<'a>,
    dates: Vec<Mention>,
}

impl<'a> Text<'a> {
    /// Joins the words with the facts they were made from.
    pub fn new(facts: &'a Facts<'a>, header: &'a str, prose: &'a Prose) -> Self {
        // English has a finder of its own, which knows more than the house's patterns.
        let is_english = facts.resolved.letter.language() == Language::English;
        let reader = (!is_english).then(|| Reader::new(&facts.phrases.dates, &facts.phrases.lists));
        let read = |block: &'a ProseBlock| {
            let tokens = Tokens::new(&block.text);
            let dates = match &reader {
                None => dates::find(&tokens, &facts.phrases.dates),
                Some(reader) => reader.dates(&block.text).into_iter().map(|read| read.mention).collect(),
            };
            Reading { tokens, dates }
        };
        let read: Vec<Reading<'a>> = prose.blocks.iter().map(read).collect();
        let mut vocabulary = Vocabulary::default();
        read.iter().for_each(|read| vocabulary.add(&read.tokens));
        Self { facts, header, prose, read, vocabulary, proof: place::Proof::of(facts.source) }
    }

    /// Whether all words of a phrase may stand somewhere in the letter, in any order: where not, nobody
    /// need look for it.
    pub fn may_have(&self, phrase: &str) -> bool {
        self.vocabulary.may_have(phrase)
    }

    /// Paragraphs, headings, items, cells and footnotes in reading order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        self.prose.blocks.iter().zip(&self.read).map(|(block, read)| Passage { whole: self, block, read })
    }
}

/// A paragraph, heading, item or cell: a [`ProseBlock`] that can tell the places of its words.
#[derive(Clone, Copy)]
pub struct Passage<'a> {
    whole: &'a Text<'a>,
    block: &'a ProseBlock,
    read: &'a Reading<'a>,
}

impl Deref for Passage<'_> {
    type Target = ProseBlock;
    fn deref(&self) -> &ProseBlock {
        self.block
    }
}

impl<'a> Passage<'a> {
    /// Its words, numbers and signs.
    pub fn tokens(&self) -> &'a Tokens<'a> {
        &self.read.tokens
    }

    /// The dates and ranges of dates in it.
    pub fn dates(&self) -> &'a [Mention] {
        &self.read.dates
    }

    /// Whether the word at a byte of the text comes from the letter's own file, not from the house style.
    pub fn is_own(&self, at: usize) -> bool {
        self.whole.prose.source(self.block, at).is_some_and(|source| source == self.whole.facts.source)
    }

    /// Where the words of a range of the text are written: the words in the letter or in the house style, or the
    /// expression that printed them.
    pub fn place(&self, range: Range<usize>) -> Span {
        self.origin(&range).map_or_else(|| Span::file(self.whole.facts.source), |origin| origin.span)
    }

    /// Adds the certain edit to a finding: the words of the range become others. Only where the letter's own file
    /// has them as they are.
    #[must_use]
    pub fn edit(&self, finding: Diagnostic, range: Range<usize>, replacement: &str) -> Diagnostic {
        let origin = self.origin(&range).filter(|origin| origin.is_exact);
        let words = self.block.text.get(range).unwrap_or_default();
        match origin.and_then(|origin| place::as_written(words, &origin.span)) {
            Some(span)
                if span.source == *self.whole.facts.source
                    && self.whole.proof.is_harmless(&span, replacement) =>
            {
                finding.edit(&span, replacement)
            }
            _ => finding,
        }
    }

    fn origin(&self, range: &Range<usize>) -> Option<Origin> {
        self.whole.prose.origin(self.block, range)
    }

    /// A finding whose words become others for certain, which its label says.
    #[must_use]
    pub fn correct(
        &self,
        rule: &'static Rule,
        message: String,
        range: Range<usize>,
        right: &str,
    ) -> Diagnostic {
        let finding = rule.finding(message).at(&self.place(range.clone()), format!("expected `{right}`"));
        self.edit(finding, range, right)
    }
}
