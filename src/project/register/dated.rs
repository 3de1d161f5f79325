//! The sentences with dates that a letter's own file has as they are: what its author typed, not what facts print.
//!
//! Reads the file as it is written, so that a letter needs no templates to be held against others.

use crate::base::{Language, Source, Span};
use crate::check::text::{Tokens, find_dates};
use crate::model::dates::read::Reader;
use crate::model::phrases::Phrases;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;
use std::sync::Arc;

/// A typed date with the sentence around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The sentence, on one line.
    pub sentence: String,
    /// First and last day.
    pub days: (NaiveDate, NaiveDate),
    /// Where the date is.
    pub place: Span,
    /// The circular or letter whose date it is, as letters cite it: `Circular 295`, `letter 1/1`.
    pub cites: Option<String>,
}

/// What a sentence ends with; in front of a space or the end.
const ENDS: [char; 6] = ['.', '!', '?', ';', '؟', '؛'];
/// What a sentence of Chinese ends with.
const FULL_STOPS: [char; 3] = ['。', '！', '？'];
/// What circulars are called in each language, as far as its forms share it.
const CIRCULARS: [&str; 5] = ["ircular", "irculaire", "иркуляр", "المعممة", "通函"];
/// What collective letters are called; in Chinese as circulars are.
const LETTERS: [&str; 6] = ["etter", "ettre", "arta", "исьм", "رسالة", "通函"];
/// What may stand between the number of a circular and its date: `Circular 295 of`, `Циркуляр 295 БСЭ от`.
const JOINING: [&str; 16] = [
    "of",
    "the",
    "dated",
    "du",
    "daté",
    "datée",
    "date",
    "en",
    "de",
    "del",
    "fecha",
    "fechada",
    "БСЭ",
    "от",
    "المؤرخة",
    "号通函",
];
/// How many characters before its number a circular is named at most: `Circular de la TSB 295`.
const NAMED_WITHIN: usize = 30;

/// All of a file, in order. Comments count for nothing, and neither do dates of facts such as `2026-12-01`.
pub fn dated(source: &Arc<Source>, language: Language, phrases: &Phrases) -> Vec<Dated> {
    let mut found = Vec::new();
    // Few texts have years that are typed.
    if !has_year(source.text()) {
        return found;
    }
    let reader = (language != Language::English).then(|| Reader::new(&phrases.dates, &phrases.lists));
    for piece in pieces(source.text()).iter().filter(|piece| has_year(&piece.words)) {
        let mentions = match &reader {
            None => find_dates(&Tokens::new(&piece.words), &phrases.dates),
            Some(reader) => reader.dates(&piece.words).into_iter().map(|read| read.mention).collect(),
        };
        for mention in mentions {
            // The first day of a range has no year of its own.
            let Some(last) = mention.days.last().and_then(|day| day.dated()) else { continue };
            let Some((first, _)) = mention.span(last.year()) else { continue };
            found.push(Dated {
                sentence: sentence(&piece.words, &mention.range).to_owned(),
                days: (first, last),
                place: Span::new(source, piece.at(mention.range.start), piece.at(mention.range.end - 1) + 1),
                cites: cited(&piece.words[..mention.range.start]),
            });
        }
    }
    found
}

/// A text of a file: its words on one line, and where they stand in the file.
#[derive(Default)]
struct Piece {
    words: String,
    /// Byte of the words and byte of the file where a line begins.
    lines: Vec<(usize, usize)>,
}

impl Piece {
    /// The byte of the file for one of the words.
    fn at(&self, byte: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= byte).saturating_sub(1);
        self.lines.get(line).map_or(0, |(start, at)| at + byte.saturating_sub(*start))
    }
}

/// The texts of a file: lines up to the next key, item, comment or empty line.
fn pieces(text: &str) -> Vec<Piece> {
    let (mut all, mut at): (Vec<Piece>, usize) = (vec![Piece::default()], 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if begins_anew(words) {
            all.push(Piece::default());
        }
        if let Some(piece) = all.last_mut().filter(|_| !words.starts_with('#')) {
            if !piece.words.is_empty() {
                piece.words.push(' ');
            }
            piece.lines.push((piece.words.len(), at + line.len() - line.trim_start().len()));
            piece.words.push_str(words);
        }
        at += line.len();
    }
    all
}

/// Whether a line belongs to no text before it.
fn begins_anew(words: &str) -> bool {
    let key = words.split_once(':').map(|(key, rest)| (key, rest.is_empty() || rest.starts_with(' ')));
    words.is_empty()
        || words.starts_with(['#', '-'])
        || key.is_some_and(|(key, is_key)| is_key && !key.contains(' '))
}

/// A year of this century that is typed in prose: four digits, no part of `2026-12-01`.
fn has_year(text: &str) -> bool {
    text.match_indices("20").any(|(at, _)| {
        let digits = |bytes: Option<&[u8]>| bytes.is_some_and(|b| b.iter().all(u8::is_ascii_digit));
        let bytes = text.as_bytes();
        digits(bytes.get(at..at + 4))
            && !bytes.get(at + 4).is_some_and(|b| b.is_ascii_digit() || *b == b'-')
            && !at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_digit())
    })
}

/// The sentence around a date, without the marks of YAML before it.
fn sentence<'a>(words: &'a str, date: &Range<usize>) -> &'a str {
    let is_end = |(at, sign): &(usize, char)| {
        let behind = &words[at + sign.len_utf8()..];
        FULL_STOPS.contains(sign) || ENDS.contains(sign) && (behind.is_empty() || behind.starts_with(' '))
    };
    let before = words[..date.start].char_indices().rev().find(is_end);
    let start = before.map_or(0, |(at, sign)| at + sign.len_utf8());
    let rest = words[date.end..].char_indices().map(|(at, sign)| (date.end + at, sign));
    let behind = { rest }.find(is_end);
    let end = behind.map_or(words.len(), |(at, sign)| at + sign.len_utf8());
    let whole = words[start..end].trim_start_matches(['-', ' ']);
    let text = whole.split_once(": ").filter(|(key, _)| !key.contains(' ')).map_or(whole, |(_, text)| text);
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
}

/// The circular or letter that is cited directly before a date, by one name in all languages: `Circular 295`.
fn cited(before: &str) -> Option<String> {
    let mut rest = before;
    loop {
        rest = rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '(' | '（'));
        let is_word = |at: usize| !rest[..at].ends_with(char::is_alphabetic);
        let joining =
            |word: &&str| rest.strip_suffix(*word).filter(|head| is_word(head.len()) || !word.is_ascii());
        let Some(head) = JOINING.iter().find_map(joining) else { break };
        rest = head;
    }
    let is_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-');
    let head = rest.trim_end_matches(is_number);
    let number = &rest[head.len()..];
    let from = head.char_indices().rev().take(NAMED_WITHIN).last().map_or(0, |(at, _)| at);
    let named = |names: &[&str]| {
        let around = [&head[from..], &before[rest.len()..]];
        names.iter().any(|name| around.iter().any(|text| text.contains(name)))
    };
    // `Circulars 68 and 118 of …`: nobody knows whose date it is.
    if head[from..].contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match number.split_once('/') {
        None => (is_digits(number) && named(&CIRCULARS)).then(|| format!("Circular {number}")),
        Some((first, _)) => (is_digits(first) && named(&LETTERS)).then(|| format!("letter {number}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_read_in_every_language() {
        let cases = [
            ("see TSB Circular 295 of ", "Circular 295"),
            ("(TSB Circular 295, dated ", "Circular 295"),
            ("TSB Collective letter 1/SG1RG-AFR of ", "letter 1/SG1RG-AFR"),
            ("voir la Circulaire TSB 295 du ", "Circular 295"),
            ("la Circular de la TSB 295, de fecha ", "Circular 295"),
            ("в Циркуляре 295 БСЭ от ", "Circular 295"),
            ("رسالة TSB المعممة 295 المؤرخة ", "Circular 295"),
            ("电信标准化局第295号通函（", "Circular 295"),
        ];
        for (before, name) in cases {
            assert_eq!(cited(before).as_deref(), Some(name), "{before}");
        }
        let none = [
            "Question 1/15 of ",
            "the proof of ",
            "Circulars 68 and 118 of ",
            "Circular 295 was sent on ",
            "",
        ];
        for before in none {
            assert_eq!(cited(before), None, "{before}");
        }
    }

    #[test]
    fn texts_are_read_over_their_lines_and_facts_are_not() {
        let text = "date: 2026-12-01\nbody:\n  # On 2 May 2026, once.\n  - text: >-\n      Hello. The desk opens on\n      3 May 2026, early. Bye.\n";
        let pieces = pieces(text);
        let piece = pieces.iter().find(|piece| piece.words.contains("desk")).expect("the text");
        let at = piece.words.find("3 May").expect("the date");
        assert_eq!(&text[piece.at(at)..][..10], "3 May 2026");
        assert_eq!(sentence(&piece.words, &(at..at + 10)), "The desk opens on 3 May 2026, early.");
        assert!(!has_year("date: 2026-12-01\nnumber: 120261") && has_year("in 2026."));
    }
}
