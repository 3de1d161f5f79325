//! The words by which the subject of a clause is known, language by language: `words/*.json`, compiled into the program.
//!
//! They are the checker's own, and no part of the house style: they are what people write, not what letters print.

pub use super::key::Key;
use crate::base::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How a language shows what a noun is in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// A preposition stands before each noun that is not the subject.
    Prepositional,
    /// A noun that belongs to another stands behind it without a preposition.
    Construct,
    /// The last of several nouns is what is spoken of, and words have no spaces between them.
    Final,
}

/// One of the files.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    order: Order,
    /// Nouns stand before nouns without a word between: `management team meeting`.
    #[serde(default)]
    compounds: bool,
    words: BTreeMap<Key, String>,
    /// Determiners that mean the meeting of this letter.
    this: String,
    /// Determiners that mean what belongs to the one spoken of.
    possessive: String,
    /// What makes a sentence one of what might be.
    hypothetical: String,
    /// Plenaries, of all that goes on around the meeting.
    plenary: String,
    /// Buildings of ITU in Geneva.
    itu: String,
    /// Other buildings of Geneva where meetings are held.
    elsewhere: String,
    /// Lengths of time: a quarter of an hour, half an hour, three quarters and so on.
    spans: String,
    /// Prepositions of what comes earlier, of what comes later, and of what is within.
    before: String,
    after: String,
    during: String,
    numbers: String,
    ordinals: String,
    months: String,
    /// The first, the middle and the last part of a month.
    month_parts: String,
    hours: String,
    /// Morning and afternoon, where they are no part of an hour.
    #[serde(default)]
    half_days: String,
    towns: String,
}

/// A word or several, in small letters.
#[derive(Debug)]
struct Entry {
    chars: Vec<char>,
    /// What stands for any ending.
    is_stem: bool,
    /// `~`: a form in which a noun belongs to another, such as a genitive.
    is_oblique: bool,
    /// `^`: only where it begins a sentence.
    is_first: bool,
    key: Key,
    /// Which of a list, from 0.
    at: usize,
}

/// The words of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// How nouns are read.
    pub order: Order,
    /// Whether nouns stand before nouns.
    pub compounds: bool,
    /// By their first two signs; the second of a word of one is none.
    by_start: BTreeMap<(char, Option<char>), Vec<Entry>>,
    turns: Vec<(String, Turn)>,
}

/// Which side of a thing a preposition means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// `before the meeting`.
    Before,
    /// `after the meeting`.
    After,
    /// `during the meeting`.
    During,
}

/// A determiner that means this meeting: [`Mark::at`] of [`Key::Determiner`].
pub const THIS: usize = 1;

/// `its`, `whose`: [`Mark::at`] of [`Key::Determiner`].
pub const POSSESSIVE: usize = 2;

/// A plenary: [`Mark::at`] of [`Key::Side`].
pub const PLENARY: usize = 1;

/// A building of ITU: [`Mark::at`] of [`Key::Headquarters`].
pub const OF_ITU: usize = 1;

/// Another building of Geneva: [`Mark::at`] of [`Key::Headquarters`].
pub const ELSEWHERE: usize = 2;

/// A word that makes a sentence one of what might be: [`Mark::at`] of [`Key::Condition`].
pub const HYPOTHETICAL: usize = 1;

/// A word of the lexicon in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it tells.
    pub key: Key,
    /// Which of a list: the number less one, the month, the number of a group.
    pub at: usize,
    /// First byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// A preposition is joined to it, as in Arabic, or its form says that it belongs to another noun.
    pub is_joined: bool,
}

impl Lexicon {
    /// The words of a language.
    pub fn of(language: Language) -> Option<&'static Self> {
        static ALL: [LazyLock<Option<Lexicon>>; Language::ALL.len()] = [
            LazyLock::new(|| Lexicon::read(include_str!("words/ar.json"))),
            LazyLock::new(|| Lexicon::read(include_str!("words/zh.json"))),
            LazyLock::new(|| Lexicon::read(include_str!("words/en.json"))),
            LazyLock::new(|| Lexicon::read(include_str!("words/fr.json"))),
            LazyLock::new(|| Lexicon::read(include_str!("words/ru.json"))),
            LazyLock::new(|| Lexicon::read(include_str!("words/es.json"))),
        ];
        ALL.get(language.index()).and_then(|lexicon| lexicon.as_ref())
    }

    fn read(file: &str) -> Option<Self> {
        let written: Written = serde_json::from_str(file).ok()?;
        let mut by_start: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
        let mut add = |words: &str, key: Key, at: usize| {
            for word in words.split(['|', ',']).map(str::trim).filter(|word| !word.is_empty()) {
                let is_stem = word.ends_with('*');
                let is_oblique = word.starts_with('~');
                let is_first = word.starts_with('^');
                let chars: Vec<char> =
                    word.trim_matches(['*', '~', '^']).chars().filter(|c| !is_unwritten(*c)).collect();
                if let Some(first) = chars.first() {
                    let second = chars.get(1).copied().map(same);
                    by_start.entry((same(*first), second)).or_default().push(Entry {
                        chars,
                        is_stem,
                        is_oblique,
                        is_first,
                        key,
                        at,
                    });
                }
            }
        };
        // Of words of one kind, those that say more come first.
        add(&written.this, Key::Determiner, THIS);
        add(&written.possessive, Key::Determiner, POSSESSIVE);
        add(&written.hypothetical, Key::Condition, HYPOTHETICAL);
        add(&written.plenary, Key::Side, PLENARY);
        add(&written.itu, Key::Headquarters, OF_ITU);
        add(&written.elsewhere, Key::Headquarters, ELSEWHERE);
        for (key, words) in &written.words {
            add(words, *key, 0);
        }
        for (list, key) in [
            (&written.numbers, Key::Number),
            (&written.ordinals, Key::Ordinal),
            (&written.months, Key::Month),
            (&written.month_parts, Key::MonthPart),
            (&written.hours, Key::HourName),
            (&written.spans, Key::Span),
            (&written.half_days, Key::HalfDay),
            (&written.towns, Key::Town),
        ] {
            list.split(',').enumerate().for_each(|(at, words)| add(words, key, at));
        }
        for entries in by_start.values_mut() {
            // The longest first; of the same length a whole word before a stem, and what says more before what says less.
            entries
                .sort_by_key(|entry| (std::cmp::Reverse(entry.chars.len()), entry.is_stem, rank(entry.key)));
        }
        let turns =
            [(&written.before, Turn::Before), (&written.after, Turn::After), (&written.during, Turn::During)];
        let turns = turns
            .into_iter()
            .flat_map(|(words, turn)| words.split(',').map(move |word| (word.trim().to_owned(), turn)))
            .collect();
        Some(Self { order: written.order, compounds: written.compounds, by_start, turns })
    }

    /// The side that a preposition means.
    pub fn turn(&self, word: &str) -> Option<Turn> {
        let is_word = |known: &str| known.chars().map(same).eq(word.chars().map(same));
        self.turns.iter().find(|(known, _)| is_word(known)).map(|(_, turn)| *turn)
    }

    /// All words of the lexicon in a text in small letters, from left to right, the longest first.
    pub fn marks(&self, lower: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        let (mut at, mut before) = (0, ' ');
        while let Some(c) = lower[at..].chars().next() {
            let is_start = self.order == Order::Final && !c.is_ascii_alphanumeric()
                || !before.is_alphanumeric()
                || before > '\u{2e80}';
            match is_start.then(|| self.at(lower, at)).flatten() {
                Some(mark) => {
                    marks.push(mark);
                    at = mark.end;
                    before = lower[..at].chars().next_back().unwrap_or(' ');
                }
                None => {
                    at += c.len_utf8();
                    before = c;
                }
            }
        }
        marks
    }

    /// Whether a name is what working parties are called by.
    pub fn is_party(&self, words: &str) -> bool {
        self.exactly(words, 0, 0, false).is_some_and(|mark| mark.key == Key::PartyName)
    }

    /// Whether a name is that of a Question.
    pub fn is_question(&self, words: &str) -> bool {
        self.marks(words).iter().any(|mark| mark.key == Key::Question)
    }

    /// Whether a noun names a plenary: `opening plenary`.
    pub fn is_plenary(&self, words: &str) -> bool {
        words.split([' ', '\'', '’']).any(|word| self.marks(word).iter().any(|mark| mark.key == Key::Side))
    }

    fn at(&self, lower: &str, start: usize) -> Option<Mark> {
        if let Some(mark) = self.exactly(lower, start, start, false) {
            return Some(mark);
        }
        if self.order != Order::Construct {
            return None;
        }
        // و and ف are joined to the word, then ب, ل and ك; لل stands for ل and ال.
        let rest = &lower[start..];
        let and = if rest.starts_with(['و', 'ف']) { 'و'.len_utf8() } else { 0 };
        if let Some(mark) = (and > 0).then(|| self.exactly(lower, start, start + and, false)).flatten() {
            return Some(mark);
        }
        if rest[and..].starts_with(['ب', 'ل', 'ك']) {
            let behind = start + and + 'ب'.len_utf8();
            return self.exactly(lower, start, behind, true).or_else(|| {
                let is_article = lower[behind..].starts_with('ل') && rest[and..].starts_with('ل');
                let without = behind + 'ل'.len_utf8();
                is_article.then(|| self.exactly(lower, start, without, true)).flatten()
            });
        }
        None
    }

    fn exactly(&self, lower: &str, start: usize, from: usize, is_joined: bool) -> Option<Mark> {
        let mut signs = lower[from..].chars();
        let first = same(signs.next()?);
        let second = signs.find(|c| !is_mark(*c) && !is_unwritten(*c)).map(same);
        let begins = || {
            matches!(
                lower[..start].trim_end().chars().next_back(),
                None | Some('.' | '!' | '?' | ';' | ':' | '¿')
            )
        };
        let found = |second: Option<char>| {
            self.by_start.get(&(first, second))?.iter().find_map(|entry| {
                let end = entry.end(lower, from, self.order).filter(|_| !entry.is_first || begins())?;
                let is_joined = is_joined || entry.is_oblique;
                Some(Mark { key: entry.key, at: entry.at, start, end, is_joined })
            })
        };
        // The longer ones first.
        second.and_then(|second| found(Some(second))).or_else(|| found(None))
    }
}

impl Entry {
    fn end(&self, lower: &str, from: usize, order: Order) -> Option<usize> {
        let mut rest = lower[from..].chars();
        let mut end = from;
        for want in &self.chars {
            let mut found = rest.next()?;
            while is_mark(found) || is_unwritten(found) {
                end += found.len_utf8();
                found = rest.next()?;
            }
            if same(found) != same(*want) {
                return None;
            }
            end += found.len_utf8();
        }
        let rest = &lower[end..];
        end += rest.len() - rest.trim_start_matches(is_unwritten).len();
        if order == Order::Final && self.chars.last().is_some_and(|c| !c.is_ascii_alphabetic()) {
            return Some(end);
        }
        let is_letter = |c: char| c.is_alphabetic() && c < '\u{2e80}';
        if self.is_stem {
            return Some(end + lower[end..].find(|c| !is_letter(c)).unwrap_or(lower.len() - end));
        }
        let is_code =
            matches!(self.key, Key::GroupName | Key::PartyName | Key::Question | Key::Body | Key::Hour);
        let goes_on = |c: char| is_letter(c) || c.is_ascii_digit() && !is_code;
        (!lower[end..].starts_with(goes_on) || !is_letter(*self.chars.last()?)).then_some(end)
    }
}

/// Of a word that is listed under several keys, the one with the lowest rank counts.
fn rank(key: Key) -> u8 {
    match key {
        Key::Due => 0,
        Key::In => 1,
        Key::Of => 2,
        Key::Preposition => 5,
        Key::At | Key::Joins | Key::And | Key::Determiner => 4,
        Key::Attached | Key::Lasts | Key::Citing | Key::Future => 6,
        _ => 3,
    }
}

/// A mark of direction, which nobody sees.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A vowel of Arabic, or a stretch between its letters: most people leave them out.
fn is_unwritten(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{652}' | '\u{640}')
}

/// Signs that are written in several ways.
fn same(c: char) -> char {
    match c {
        '’' => '\'',
        'أ' | 'إ' | 'آ' => 'ا',
        '‑' | '–' => '-',
        'ё' => 'е',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(language: Language, text: &str) -> Vec<(Key, &str)> {
        let lexicon = Lexicon::of(language).expect("the words can be read");
        lexicon.marks(text).into_iter().map(|mark| (mark.key, &text[mark.start..mark.end])).collect()
    }

    #[test]
    fn the_words_of_every_language_are_sound() {
        for language in Language::ALL {
            assert!(Lexicon::of(language).is_some(), "{}", language.name());
        }
    }

    #[test]
    fn words_are_found_whole_and_the_longest_first() {
        let marks = found(Language::English, "the opening plenary will begin, previously");
        assert_eq!(marks[1], (Key::Opening, "opening plenary"));
        assert_eq!(
            found(Language::English, "meetings-hall openings").first().map(|m| m.0),
            Some(Key::Meeting)
        );
        assert_eq!(found(Language::Chinese, "下次会议")[1].0, Key::Meeting);
        let arabic = Lexicon::of(Language::Arabic).expect("read").marks("وللاجتماع");
        assert!(arabic[0].key == Key::Meeting && arabic[0].is_joined);
    }
}
