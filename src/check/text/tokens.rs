//! A text cut into words, numbers, spaces and signs: what the finders of dates, times and slips walk over.

use crate::base::script::is_alphanumeric;
use std::ops::Range;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, perhaps with digits in them (`19th`, `SG14`).
    Word,
    /// Digits alone.
    Number,
    /// Spaces.
    Space,
    /// A sign of punctuation or the like.
    Sign(char),
    /// An address, the name of a file, or code: none of the words in it is prose.
    Name,
}

/// A piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// A text and its pieces.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    list: Vec<Token>,
}

impl<'a> Tokens<'a> {
    /// Cuts a text.
    pub fn new(text: &'a str) -> Self {
        Self::with_names(text, &[])
    }

    /// Cuts a text in which some pieces are names, in order: each of them is one.
    pub fn with_names(text: &'a str, names: &[Range<usize>]) -> Self {
        let mut list: Vec<Token> = Vec::with_capacity(text.len() / 3);
        let mut names = names.iter().peekable();
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            while names.next_if(|name| name.end <= start).is_some() {}
            if let Some(name) = names.peek().filter(|name| name.start <= start) {
                if name.start == start {
                    list.push(Token { start, end: name.end, kind: Kind::Name });
                }
                continue;
            }
            let kind = match c {
                ' ' => Kind::Space,
                c if c.is_ascii_digit() => Kind::Number,
                c if is_alphanumeric(c) => Kind::Word,
                c => Kind::Sign(c),
            };
            match (list.last_mut(), kind) {
                (Some(last), Kind::Space) if last.kind == Kind::Space => last.end = end,
                (Some(last), Kind::Number) if matches!(last.kind, Kind::Number | Kind::Word) => {
                    last.end = end;
                }
                (Some(last), Kind::Word) if matches!(last.kind, Kind::Number | Kind::Word) => {
                    (last.end, last.kind) = (end, Kind::Word);
                }
                _ => list.push(Token { start, end, kind }),
            }
        }
        Self { text, list }
    }

    /// What is found from each index on, one thing behind the other: `find` gives it and the index behind it.
    pub fn scan<T>(&self, find: impl Fn(usize) -> Option<(T, usize)>) -> Vec<T> {
        let (mut found, mut index) = (Vec::new(), 0);
        while index < self.count() {
            index = match find(index) {
                Some((thing, next)) => {
                    found.push(thing);
                    next
                }
                None => index + 1,
            };
        }
        found
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// The piece at an index.
    pub fn get(&self, index: usize) -> Option<Token> {
        self.list.get(index).copied()
    }

    /// All pieces with their indexes.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Token)> {
        self.list.iter().copied().enumerate()
    }

    /// The index of the first piece that does not begin before a byte.
    pub fn from(&self, byte: usize) -> usize {
        self.list.partition_point(|token| token.start < byte)
    }

    /// What a piece is.
    pub fn kind(&self, index: usize) -> Option<Kind> {
        self.list.get(index).map(|token| token.kind)
    }

    /// The words of a piece; none past the end.
    pub fn text(&self, index: usize) -> &'a str {
        self.list.get(index).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The word at an index; empty for anything else.
    pub fn word(&self, index: usize) -> &'a str {
        if self.kind(index) == Some(Kind::Word) { self.text(index) } else { "" }
    }

    /// Digits at an index and what they count.
    pub fn number(&self, index: usize) -> Option<(&'a str, u32)> {
        let digits = (self.kind(index) == Some(Kind::Number)).then(|| self.text(index))?;
        Some((digits, digits.parse().ok()?))
    }

    /// Whether a sign stands at an index.
    pub fn is_sign(&self, index: usize, sign: char) -> bool {
        self.kind(index) == Some(Kind::Sign(sign))
    }

    /// The index behind one space.
    pub fn space(&self, index: usize) -> Option<usize> {
        (self.kind(index) == Some(Kind::Space)).then_some(index + 1)
    }

    /// The word, number or sign before an index, over a space.
    pub fn before(&self, index: usize) -> Option<usize> {
        let last = index.checked_sub(1)?;
        if self.kind(last) == Some(Kind::Space) { last.checked_sub(1) } else { Some(last) }
    }

    /// The word, number or sign after an index, over a space.
    pub fn after(&self, index: usize) -> usize {
        if self.kind(index + 1) == Some(Kind::Space) { index + 2 } else { index + 1 }
    }

    /// The bytes from one piece to another.
    pub fn range(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.list.get(first).map_or(0, |token| token.start);
        start..self.list.get(last).map_or(start, |token| token.end)
    }

    /// A dash or `to` between the two ends of a range, with spaces or without: its last index and
    /// whether it is the word.
    pub fn between(&self, index: usize) -> Option<(usize, bool)> {
        let behind = self.space(index).unwrap_or(index);
        let is_dash = matches!(self.kind(behind), Some(Kind::Sign('-' | '–' | '—' | '−')));
        let is_word = self.word(behind) == "to" && behind > index;
        let after = (is_dash || is_word).then(|| self.space(behind + 1));
        match after? {
            Some(after) => Some((after, is_word)),
            None if is_dash => Some((behind + 1, false)),
            None => None,
        }
    }
}

/// Whether one of the words stands in a text, as a whole word, in small letters or capitals.
pub fn has_any(text: &str, words: &[impl AsRef<str>]) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| words.iter().any(|w| w.as_ref().eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_pieces() {
        let tokens = Tokens::new("On 19th, 10:00-16:00  hours");
        let pieces: Vec<&str> = (0..tokens.count()).map(|index| tokens.text(index)).collect();
        assert_eq!(
            pieces,
            ["On", " ", "19th", ",", " ", "10", ":", "00", "-", "16", ":", "00", "  ", "hours"]
        );
    }

    #[test]
    fn words_are_found_whole() {
        assert!(has_any("The Meeting will", &["meeting"]) && !has_any("meetings", &["meeting"]));
    }
}
