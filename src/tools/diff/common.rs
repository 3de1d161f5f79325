//! The same change in many letters: what a template alters is read once, and then the exceptions.
//!
//! Two changes are the same when the words that go and come are, and the words on either side of them.
//! Dates and numbers do not count where enough other words do: they are each letter's own.

use super::compare::{Alteration, Change, Kind, Run};
use super::passage::place_before;
use chrono::{Month, Weekday};
use serde::Serialize;
use std::collections::BTreeMap;

/// A change in at least so many letters is common.
pub const MANY: usize = 3;

/// One change that many letters share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Common {
    /// Where it stands in the first of them.
    pub place: String,
    /// Whether it stands elsewhere in others.
    pub elsewhere: bool,
    /// Whether other letters say other dates or numbers in it.
    pub varies: bool,
    /// What becomes of its passage.
    #[serde(rename = "passage")]
    pub kind: Kind,
    /// Words before it in the first letter.
    pub before: String,
    /// Words taken out.
    pub old: String,
    /// Words put in.
    pub new: String,
    /// Words after it in the first letter.
    pub after: String,
    /// Whether the passage begins and ends with them there.
    #[serde(skip)]
    ends: (bool, bool),
    /// Places of the letters in the list, ascending.
    #[serde(skip)]
    pub letters: Vec<usize>,
}

/// All of them, those in the most letters first.
#[derive(Debug, Default)]
pub struct Commons {
    /// In order.
    pub list: Vec<Common>,
    by_key: BTreeMap<Key, usize>,
}

/// What becomes of the passage; the word before, words out, words in, the word after.
type Key = (Kind, [String; 4]);

impl Commons {
    /// Finds what the letters share; each is its place in the list and its alterations.
    pub fn of<'a>(letters: impl IntoIterator<Item = (usize, &'a [Alteration])>) -> Self {
        let mut found: BTreeMap<Key, (usize, Common)> = BTreeMap::new();
        for (letter, alterations) in letters {
            for alteration in alterations {
                for change in alteration.changes() {
                    let order = found.len();
                    let (_, common) = found.entry(key(alteration.kind, &change)).or_insert_with(|| {
                        let first = Common::first(alteration, &change);
                        (order, first)
                    });
                    common.also(letter, alteration, &change);
                }
            }
        }
        let mut all: Vec<_> = found.into_iter().filter(|(_, (_, c))| c.letters.len() >= MANY).collect();
        all.sort_by(|(_, (a_order, a)), (_, (b_order, b))| {
            let by_letters = b.letters.len().cmp(&a.letters.len()).then_with(|| a.letters.cmp(&b.letters));
            by_letters.then(a_order.cmp(b_order))
        });
        let mut commons = Self::default();
        for (key, (_, common)) in all {
            commons.by_key.insert(key, commons.list.len());
            commons.list.push(common);
        }
        commons
    }

    /// The common changes in a letter's alterations, by their places in the list, ascending.
    pub fn within(&self, alterations: &[Alteration]) -> Vec<usize> {
        let mut within: Vec<usize> = alterations.iter().flat_map(|a| self.each(a)).flatten().collect();
        within.sort_unstable();
        within.dedup();
        within
    }

    /// Whether a passage has nothing but common changes.
    pub fn cover(&self, alteration: &Alteration) -> bool {
        self.each(alteration).all(|common| common.is_some())
    }

    /// Which common change each change of a passage is, by its place in the list.
    pub(super) fn each<'a>(&'a self, alteration: &'a Alteration) -> impl Iterator<Item = Option<usize>> + 'a {
        let find = |change: Change<'_>| self.by_key.get(&key(alteration.kind, &change)).copied();
        alteration.changes().into_iter().map(find)
    }
}

impl Common {
    fn first(alteration: &Alteration, change: &Change<'_>) -> Self {
        Self {
            place: alteration.place.clone(),
            elsewhere: false,
            kind: alteration.kind,
            before: change.before.to_owned(),
            old: change.old.to_owned(),
            new: change.new.to_owned(),
            after: change.after.to_owned(),
            ends: (change.first, change.last),
            varies: false,
            letters: Vec::new(),
        }
    }

    /// Where it stands, as it is shown before its words.
    pub(super) fn place_shown(&self) -> &str {
        place_before(&self.place, &self.before)
    }

    /// Its words and those around it, with a sign where there are more.
    pub(super) fn pieces(&self) -> Vec<Run> {
        let more = |whole: bool| if whole { "" } else { "…" };
        let before = format!("{} {}", more(self.ends.0), self.before).trim().to_owned();
        let after = format!("{} {}", self.after, more(self.ends.1)).trim().to_owned();
        let new = if self.kind == Kind::Form { Run::Form } else { Run::In };
        let pieces = [Run::Same(before), Run::Out(self.old.clone()), new(self.new.clone()), Run::Same(after)];
        pieces.into_iter().filter(|piece| !piece.words().is_empty()).collect()
    }

    /// What is to be said beside it.
    pub(super) fn remarks(&self) -> Vec<&'static str> {
        let elsewhere = self.elsewhere.then_some("elsewhere in some letters");
        let varies = self.varies.then_some("with other dates or numbers in some letters");
        elsewhere.into_iter().chain(varies).collect()
    }

    fn also(&mut self, letter: usize, alteration: &Alteration, change: &Change<'_>) {
        self.elsewhere |= self.place != alteration.place;
        self.varies |= self.old != change.old || self.new != change.new;
        if self.letters.last() != Some(&letter) {
            self.letters.push(letter);
        }
    }
}

/// What is the same in the same changes.
fn key(kind: Kind, change: &Change<'_>) -> Key {
    let near = |word: Option<&str>| match word {
        Some(word) if is_fact(word) => FACT.to_owned(),
        word => word.unwrap_or_default().to_owned(),
    };
    let (before, after) = (change.before.split(' ').next_back(), change.after.split(' ').next());
    (kind, [near(before), without_facts(change.old), without_facts(change.new), near(after)])
}

/// Stands for a date or a number.
const FACT: &str = "#";
/// So many other words make it clear what is said.
const CLEAR: usize = 4;

/// The words with a sign for each fact, where enough other words are left.
fn without_facts(words: &str) -> String {
    let plain = words.split(' ').filter(|word| !is_fact(word)).count();
    if plain < CLEAR {
        return words.to_owned();
    }
    let kept: Vec<&str> = words.split(' ').map(|word| if is_fact(word) { FACT } else { word }).collect();
    kept.join(" ")
}

/// Whether a word is one that differs from letter to letter: it has a digit, or is a month or a day.
fn is_fact(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.chars().any(|c| c.is_ascii_digit()) || is_month_or_day(bare)
}

/// Whether a word is the name of a month or of a day of the week, in full and as it is printed.
fn is_month_or_day(word: &str) -> bool {
    let day = word.parse::<Weekday>().is_ok() && word.ends_with("day");
    (day || word.parse::<Month>().is_ok_and(|month| month.name() == word))
        && word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::compare::compare;
    use super::super::passage::Passage;
    use super::*;

    fn letter(old: &str, new: &str) -> Vec<Alteration> {
        let passage = |text: &str| [Passage::plain("letter", text)];
        compare(&passage(old), &passage(new))
    }

    fn of(letters: &[Vec<Alteration>]) -> Commons {
        Commons::of(letters.iter().enumerate().map(|(at, letter)| (at, letter.as_slice())))
    }

    #[test]
    fn what_many_letters_share_is_told_once_and_first() {
        let rule = letter("send it by registered e-mail", "send it by e-mail");
        let mut own = rule.clone();
        own.extend(letter("from 20 April", "from 21 April"));
        let letters = [rule.clone(), own.clone(), rule.clone(), letter("a b", "a c")];
        let commons = of(&letters);
        assert_eq!(commons.list.len(), 1);
        let common = &commons.list[0];
        assert_eq!((common.old.as_str(), common.new.as_str()), ("registered", ""));
        assert_eq!(
            (common.letters.as_slice(), common.varies, common.elsewhere),
            (&[0, 1, 2][..], false, false)
        );
        assert_eq!(commons.within(&own), [0]);
        assert!(commons.cover(&own[0]) && !commons.cover(&own[1]));
        assert!(of(&letters[..2]).list.is_empty(), "two letters are not many");
    }

    #[test]
    fn the_same_words_in_another_sentence_are_another_change() {
        let rule = letter("it is not open to all", "it is open to all");
        let slip = letter("you may not smoke there", "you may smoke there");
        let commons = of(&[rule.clone(), rule.clone(), rule, slip.clone()]);
        assert_eq!(commons.list[0].letters, [0, 1, 2]);
        assert!(!commons.cover(&slip[0]));
    }

    #[test]
    fn dates_are_each_letters_own() {
        let said = |date: &str| {
            letter("Hello", &format!("Hello and please register online until {date} at the latest"))
        };
        let commons = of(&[said("20 March 2021"), said("3 May 2022,"), said("1 June 2023")]);
        assert_eq!(commons.list.len(), 1);
        assert!(commons.list[0].varies);
        let moved = |old: &str, new: &str| letter(&format!("until {old}"), &format!("until {new}"));
        assert!(
            of(&[moved("1 May", "2 May"), moved("3 May", "4 May"), moved("5 May", "6 May")]).list.is_empty()
        );
    }
}
