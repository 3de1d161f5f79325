//! Rules on the finished words, and what they read: passages of plain words that know their places.
//! How to add a rule is told at the head of [`crate::check`].

mod agenda;
mod annexes;
mod braces;
mod dates;
mod difference;
mod direction;
mod hours;
mod labels;
mod links;
mod markup;
mod names;
mod pasted;
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
pub(super) mod weekdays;
mod years;

pub use dates::{Mention, find as find_dates};
pub(super) use pointers::ANNEX_NOT_THERE;
pub use tokens::{Kind as TokenKind, Tokens};
use vocabulary::Vocabulary;

use super::Facts;
use crate::base::{Diagnostic, Diagnostics, Language, Rule, Span};
use crate::compose::markdown::{Prose, ProseBlock};
use crate::compose::origin::Origin;
use crate::model::dates::read::Reader;
use difference::Difference;
use std::borrow::Cow;
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
    weekdays,
    tense,
    years,
    hours,
    ranges,
    pointers,
    placeholders,
    slips,
    spelling,
    twice,
    labels,
    links,
    markup,
    braces,
    pasted,
    spacing,
    direction,
);

/// Those that know no words of English.
pub static IN_ALL_LANGUAGES: &[fn(&Text<'_>, &mut Diagnostics)] = &[
    annexes::check,
    weekdays::check,
    tense::check,
    years::check,
    placeholders::check,
    links::check,
    markup::check,
    braces::check,
    pasted::check,
    direction::check,
];

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
    names: Vec<Range<usize>>,
    quotations: Vec<Range<usize>>,
}

impl<'a> Text<'a> {
    /// Joins the words with the facts they were made from.
    pub fn new(facts: &'a Facts<'a>, header: &'a str, prose: &'a Prose) -> Self {
        // English has a finder of its own, which knows more than the house's patterns.
        let is_english = facts.resolved.letter.language() == Language::English;
        let reader = (!is_english).then(|| Reader::new(&facts.phrases.dates, &facts.phrases.lists));
        let read = |block: &'a ProseBlock| {
            let names = names::names(block);
            let tokens = Tokens::with_names(&block.text, &names);
            let dates = match &reader {
                None => dates::find(&tokens, &facts.phrases.dates),
                Some(reader) => reader.dates(&block.text).into_iter().map(|read| read.mention).collect(),
            };
            Reading { tokens, dates, names, quotations: names::quotations(&block.text) }
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

/// A wording without facts in it says so: the rule `number-against-wording` tells of it.
pub(super) fn has_wording_of(text: &Text<'_>, said: &str) -> bool {
    let wording = text.facts.resolved.letter.wording.as_ref();
    wording.is_some_and(|w| w.entries.iter().any(|(_, words)| !words.contains("{{") && words.contains(said)))
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
    /// Its plain words.
    pub fn text_of(&self) -> &'a str {
        &self.block.text
    }

    /// Its words, numbers and signs.
    pub fn tokens(&self) -> &'a Tokens<'a> {
        &self.read.tokens
    }

    /// Its text with blanks, byte for byte, where there are addresses, names of files and code: what a rule that looks for
    /// words in a text reads, as those are no prose.
    pub fn words(&self) -> Cow<'a, str> {
        match &self.read.names[..] {
            [] => Cow::Borrowed(&self.block.text),
            names => Cow::Owned(names::without(&self.block.text, names)),
        }
    }

    /// Whether a range of the text is in quotation marks: a title, a name or the words of others.
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        names::is_within(&self.read.quotations, range)
    }

    /// Whether the sign at a byte of the text has a backslash before it: it was typed or made to be printed.
    pub fn is_escaped(&self, at: usize) -> bool {
        let (before, _) = self.whole.prose.markdown(self.block, at);
        before.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
    }

    /// Whether the space at a byte of the text is a line end that Markdown took for a space.
    pub fn is_line_end(&self, at: usize) -> bool {
        self.whole.prose.markdown(self.block, at).1.starts_with('\n')
    }

    /// Whether a range of the text is code.
    pub fn is_code(&self, range: &Range<usize>) -> bool {
        names::is_within(&self.block.code, range)
    }

    /// The dates and ranges of dates in it.
    pub fn dates(&self) -> &'a [Mention] {
        &self.read.dates
    }

    /// Whether the word at a byte of the text comes from the letter's own file, not from the house style.
    pub fn is_own(&self, at: usize) -> bool {
        self.whole.prose.source(self.block, at).is_some_and(|source| source == self.whole.facts.source)
    }

    /// Where the words of a range of the text are written: in the letter, in the house style, or in the directory; of
    /// those of a fact that no file has as they are, such as a date, the expression that printed them.
    pub fn place(&self, range: Range<usize>) -> Span {
        self.fact(&range)
            .or_else(|| self.origin(&range).map(|origin| origin.span))
            .unwrap_or_else(|| Span::file(self.whole.facts.source))
    }

    /// Where words are written that a fact printed.
    fn fact(&self, range: &Range<usize>) -> Option<Span> {
        let origin = self.origin(range).filter(|origin| origin.fact.is_some())?;
        self.whole.facts.written(&origin, self.block.text.get(range.clone())?)
    }

    /// Adds the certain edit to a finding: the words of the range become others, of which only the characters that differ
    /// are changed. Only where the letter's own file has them as they are, and not in quotation marks: what others wrote
    /// is not corrected for certain.
    #[must_use]
    pub fn edit(&self, finding: Diagnostic, range: Range<usize>, replacement: &str) -> Diagnostic {
        let origin = self.origin(&range).filter(|origin| origin.is_exact);
        let Some(origin) = origin.filter(|origin| origin.span.source == *self.whole.facts.source) else {
            return finding;
        };
        let difference = Difference::of(self.block.text.get(range.clone()).unwrap_or_default(), replacement);
        if self.is_quoted(&difference.within(&range)) {
            return finding;
        }
        match difference.as_written(&origin.span) {
            Some((span, new)) if self.whole.proof.is_harmless(&span, new) => finding.edit(&span, new),
            _ => finding,
        }
    }

    /// Whether a place has the words of a range, and no fact that prints some of them.
    fn is_there(&self, range: &Range<usize>, place: &Span) -> bool {
        let is_fact = self.origin(range).is_some_and(|origin| origin.fact.is_some());
        if is_fact {
            return self.block.text.get(range.clone()) == Some(place.text());
        }
        !place.text().contains("{{")
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
        let place = self.place(range.clone());
        if !self.is_there(&range, &place) {
            // What is written there is not these words, and must not become the right ones.
            let finding = rule.finding(message).at(&place, "printed here");
            return finding.hint(format!("change the text or the fact so that it prints `{right}`"));
        }
        let finding = rule.finding(message).at(&place, format!("expected `{right}`"));
        self.edit(finding, range, right)
    }
}
