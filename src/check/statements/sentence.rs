//! A sentence of a passage with the words of the lexicon in it, and what stands beside them.

use super::days::{self, SaidDays};
use super::groups;
use super::hours::{self, SaidHours};
use super::lexicon::{Key, Lexicon, Mark, Order, THIS, Turn};
use super::relative;
use crate::check::text::{Passage, Text};
use std::ops::Range;

/// A passage of the letter's own words that was read: its sentences share what was found in it.
pub struct Read<'a> {
    /// The passage.
    pub passage: Passage<'a>,
    /// Its words in small letters, byte for byte.
    pub lower: String,
    /// The words of the lexicon, in order.
    pub marks: Vec<Mark>,
    /// Days, ranges of days and months.
    pub days: Vec<SaidDays>,
    /// Times of day.
    pub hours: Vec<SaidHours>,
    /// Where its sentences stand.
    sentences: Vec<Range<usize>>,
    /// The words of its language.
    pub lexicon: &'a Lexicon,
}

/// What parts clauses.
pub const COMMAS: [char; 3] = [',', '،', '，'];

/// One sentence.
#[derive(Clone, Copy)]
pub struct Sentence<'r, 'a> {
    /// The passage that was read.
    pub read: &'r Read<'a>,
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

impl<'a> Read<'a> {
    /// Reads a passage; nothing where no word of it is the letter's own.
    pub fn of(text: &Text<'_>, passage: Passage<'a>, lexicon: &'a Lexicon) -> Option<Self> {
        let lower = passage.words().to_lowercase();
        // Small letters of a few languages have another length: then places would not fit.
        if lower.len() != passage.text.len() || !is_own(passage) {
            return None;
        }
        let mut marks = lexicon.marks(&lower);
        groups::settle(text, &lower, &mut marks);
        let mut days = days::read(text, passage, &lower, &marks);
        days.extend(relative::read(text, &lower, &marks, lexicon, &days));
        days.sort_by_key(|said| said.range.start);
        let mut hours = hours::read(&lower, &marks, &days, lexicon);
        hours.extend(relative::hours(text, &lower, &marks, lexicon));
        hours.sort_by_key(|said| said.range.start);
        let sentences = sentences(&lower, &days);
        Some(Self { passage, lower, marks, days, hours, sentences, lexicon })
    }

    /// Its sentences, in order.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_, 'a>> {
        self.sentences.iter().map(|range| Sentence { read: self, start: range.start, end: range.end })
    }
}

/// Whether some word of a passage is the letter's own: its first, its last, or one between.
fn is_own(passage: Passage<'_>) -> bool {
    let length = passage.text.len();
    let steps = length / 40 + 2;
    (0..=steps).any(|step| {
        let at = passage.text.floor_char_boundary((length.saturating_sub(1)) * step / steps);
        passage.is_own(at)
    })
}

/// Where the sentences of a text stand. `Dec. 3` is in one.
fn sentences(lower: &str, days: &[SaidDays]) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), 0);
    for (at, sign) in lower.match_indices(['.', '!', '?', '。', '！', '？', '؟', ';', '；', '؛']) {
        let end = at + sign.len();
        let is_wide = !matches!(sign, "." | "!" | "?");
        let word = lower[start..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // A full stop behind one or two letters or a number is one of an abbreviation, but for units of time.
        let is_short =
            sign == "." && word.chars().count() <= 2 && !word.ends_with(|c: char| c.is_ascii_digit());
        let said = &days[..days.partition_point(|said| said.range.start < end)];
        let is_in_day = said.last().is_some_and(|said| end < said.range.end);
        let is_name = is_in_day
            || matches!(
                word,
                "prof" | "mme" | "mlle" | "sra" | "rec" | "час" | "мин" | "nos" | "fig" | "ext"
            );
        if is_wide || (lower[end..].starts_with(' ') || end == lower.len()) && !is_short && !is_name {
            found.push(start..end);
            start = end;
        }
    }
    if !lower[start..].trim().is_empty() {
        found.push(start..lower.len());
    }
    found
}

impl<'r, 'a> Sentence<'r, 'a> {
    /// Its words in small letters.
    pub fn lower(&self) -> &'r str {
        &self.read.lower[self.start..self.end]
    }

    /// The words of a range as they are written.
    pub fn shown(&self, range: &Range<usize>) -> &'r str {
        &self.read.passage.text_of()[range.clone()]
    }

    /// The words of the lexicon in it.
    pub fn marks(&self) -> &'r [Mark] {
        self.within(self.start, self.end)
    }

    /// Those between two bytes.
    pub fn within(&self, from: usize, to: usize) -> &'r [Mark] {
        let marks = &self.read.marks;
        let first = marks.partition_point(|mark| mark.start < from);
        let last = marks.partition_point(|mark| mark.start < to);
        &marks[first.min(last)..last]
    }

    /// The first word of a kind.
    pub fn find(&self, key: Key) -> Option<Mark> {
        self.marks().iter().copied().find(|mark| mark.key == key)
    }

    /// Whether there is a word of a kind.
    pub fn has(&self, key: Key) -> bool {
        self.find(key).is_some()
    }

    /// Which of some kinds of words, such as verbs, stands nearest to a value.
    pub fn nearest(&self, value: &Range<usize>, keys: &[Key]) -> Option<Key> {
        let distance = |mark: &&Mark| {
            if mark.end <= value.start {
                value.start - mark.end
            } else {
                mark.start.saturating_sub(value.end) + 1
            }
        };
        self.marks().iter().filter(|mark| keys.contains(&mark.key)).min_by_key(distance).map(|mark| mark.key)
    }

    /// Whether there is a word of one of some kinds between two bytes.
    pub fn has_between(&self, from: usize, to: usize, keys: &[Key]) -> bool {
        self.within(from, to).iter().any(|mark| keys.contains(&mark.key))
    }

    /// Whether all letters between two bytes are those of words of some kinds.
    pub fn has_only(&self, from: usize, to: usize, keys: &[Key]) -> bool {
        let mut at = from;
        let is_sign = |gap: Option<&str>| gap.is_some_and(|gap| !gap.contains(char::is_alphabetic));
        for mark in self.within(from, to) {
            if !keys.contains(&mark.key) || !is_sign(self.read.lower.get(at..mark.start)) {
                return false;
            }
            at = mark.end;
        }
        at <= to && is_sign(self.read.lower.get(at..to))
    }

    /// Its days.
    pub fn days(&self) -> impl Iterator<Item = &'r SaidDays> + use<'r> {
        let (start, end) = (self.start, self.end);
        self.read.days.iter().filter(move |said| (start..end).contains(&said.range.start))
    }

    /// Its times of day.
    pub fn hours(&self) -> impl Iterator<Item = &'r SaidHours> + use<'r> {
        let (start, end) = (self.start, self.end);
        self.read.hours.iter().filter(move |said| (start..end).contains(&said.range.start))
    }

    /// The word directly before a byte, where nothing but spaces, hyphens and apostrophes stands between.
    pub fn before(&self, at: usize) -> Before {
        let marks = self.within(self.start, at);
        let last = marks.last().copied();
        let from = last.map_or(self.start, |mark| mark.end);
        let gap = self.read.lower.get(from.min(at)..at).unwrap_or_default();
        if gap.contains(char::is_alphanumeric) {
            // A word that the lexicon does not know; a sign behind it ends its phrase.
            let behind = gap.trim_end_matches(|c: char| !c.is_alphanumeric());
            let signs = &gap[behind.len()..];
            return if is_joined(signs) { Before::Unknown } else { Before::Boundary };
        }
        match last {
            _ if !is_joined(gap) => Before::Boundary,
            Some(mark) => Before::Word(mark),
            None => Before::Start,
        }
    }

    /// The word directly behind a byte.
    pub fn behind(&self, at: usize) -> Before {
        let next = self.within(at, self.end).first().copied();
        let to = next.map_or(self.end, |mark| mark.start);
        let gap = self.read.lower.get(at..to.max(at)).unwrap_or_default();
        if let Some(word) = gap.find(char::is_alphanumeric) {
            return if is_joined(&gap[..word]) { Before::Unknown } else { Before::Boundary };
        }
        match next {
            _ if !is_joined(gap) => Before::Boundary,
            Some(mark) => Before::Word(mark),
            None => Before::Start,
        }
    }

    /// Which side of a thing a preposition means.
    pub fn turn(&self, preposition: &Mark) -> Option<Turn> {
        self.read.lexicon.turn(&self.read.lower[preposition.start..preposition.end])
    }

    /// Whether a noun stands directly behind a word for the letter's own: `this meeting`.
    pub fn is_this(&self, noun: &Mark) -> bool {
        matches!(self.before(noun.start), Before::Word(word) if word.key == Key::Determiner && word.at == THIS)
    }

    /// Whether some word means what is the letter's own.
    pub fn has_this(&self) -> bool {
        self.marks().iter().any(|mark| mark.key == Key::Determiner && mark.at == THIS)
    }

    /// The words around a range up to the next of some signs on each side.
    pub fn clause(&self, range: &Range<usize>, signs: &[char]) -> Range<usize> {
        let lower = &self.read.lower;
        let from = lower[self.start..range.start].rfind(signs).map_or(self.start, |at| self.start + at);
        let to = lower[range.end..self.end].find(signs).map_or(self.end, |at| range.end + at);
        from..to
    }

    /// How its language reads nouns.
    pub fn order(&self) -> Order {
        self.read.lexicon.order
    }

    /// The place of a range, for a finding.
    pub fn place(&self, range: Range<usize>) -> crate::base::Span {
        self.read.passage.place(range)
    }

    /// Whether the letter's own file has the word at a byte.
    pub fn is_own(&self, at: usize) -> bool {
        self.read.passage.is_own(at)
    }
}

/// What stands beside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// The edge of the sentence.
    Start,
    /// A comma, a bracket or the like.
    Boundary,
    /// A word of the lexicon.
    Word(Mark),
    /// Another word.
    Unknown,
}

/// Whether signs between two words leave them in one phrase.
fn is_joined(signs: &str) -> bool {
    signs.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\'' | '’' | '"' | '«' | '“'))
}
