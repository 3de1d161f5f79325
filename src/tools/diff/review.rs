//! All letters of a run against the folder: what those who review it are told, in whatever form.
//!
//! Knows what was found, not how it is shown.

use super::common::Commons;
use super::letter::{Found, LetterTitle, Outcome};
use crate::base::text::{count, what_there_is};
use crate::base::{Format, Language};
use crate::model::translation::Tally;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// Everything that was found.
#[derive(Debug, Default)]
pub struct Review {
    /// The folder that was compared with, as it was named.
    pub folder: String,
    /// The letters, in the order of their files.
    pub letters: Vec<LetterTitle>,
    /// Changes that many of them share.
    pub commons: Commons,
    /// Files in the folder that no letter makes any more; `None` when nobody looked for them.
    pub left_over: Option<Vec<String>>,
}

/// How many letters there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Of all sorts.
    pub letters: usize,
    /// Words change.
    pub changed: usize,
    /// The same words in other files.
    pub same_words: usize,
    /// The same files.
    pub unchanged: usize,
    /// Not built yet.
    pub new: usize,
    /// With errors.
    pub wrong: usize,
    /// No words could be compared.
    pub unreadable: usize,
}

/// So many letters are named where they are listed.
const FEW: usize = 8;

impl Review {
    /// Of letters held against a folder.
    pub fn of(folder: String, letters: Vec<LetterTitle>, left_over: Option<Vec<String>>) -> Self {
        let altered = letters.iter().map(|letter| letter.found.alterations.as_slice());
        let commons = Commons::of(altered.enumerate());
        Self { folder, letters, commons, left_over }
    }

    /// How many letters of which sort.
    pub fn totals(&self) -> Totals {
        let of = |outcome| self.letters.iter().filter(|letter| letter.found.outcome == outcome).count();
        Totals {
            letters: self.letters.len(),
            changed: of(Outcome::Changed),
            same_words: of(Outcome::SameWords),
            unchanged: of(Outcome::Unchanged),
            new: of(Outcome::New),
            wrong: of(Outcome::Wrong),
            unreadable: of(Outcome::Unreadable),
        }
    }

    /// `compared 100 letters with output: 97 with changed words, 1 new, 2 unchanged`.
    pub fn summary(&self) -> String {
        let totals = self.totals();
        let parts = [
            (totals.changed, "with changed words"),
            (totals.same_words, "with changed layout or properties only"),
            (totals.unreadable, "not comparable"),
            (totals.new, "new"),
            (totals.unchanged, "unchanged"),
            (totals.wrong, "with errors"),
        ];
        let parts = what_there_is(parts.map(|(number, what)| (number, format!("{number} {what}"))));
        let colon = if parts.is_empty() { "" } else { ": " };
        format!("compared {} with {}{colon}{parts}", self.tally(), self.folder)
    }

    /// `3 letters`, `2 letters in 3 languages`.
    fn tally(&self) -> String {
        if self.letters.iter().all(|letter| letter.language == Language::English) {
            return count(self.letters.len(), "letter");
        }
        let mut tally = Tally::default();
        self.letters.iter().for_each(|letter| tally.add(&letter.letter, letter.language));
        tally.words()
    }

    /// Common changes with the same letters, one after the other: their places in the list.
    pub fn groups(&self) -> Vec<(&[usize], Range<usize>)> {
        let mut end = 0;
        let groups = self.commons.list.chunk_by(|one, next| one.letters == next.letters);
        let group = groups.map(|group| {
            end += group.len();
            (group[0].letters.as_slice(), end - group.len()..end)
        });
        group.collect()
    }

    /// Letters by what holds of them.
    pub fn by<K: Ord>(&self, of: impl Fn(&Found) -> Vec<K>) -> BTreeMap<K, Vec<usize>> {
        let mut out: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (at, letter) in self.letters.iter().enumerate() {
            of(&letter.found).into_iter().for_each(|key| out.entry(key).or_default().push(at));
        }
        out
    }

    /// `all 100 letters`, `97 of 100 letters (not in T17 5/1)`, `3 letters (T17 1/1, …)`.
    pub fn which(&self, letters: &[usize]) -> String {
        let named = |list: &[usize]| -> String {
            list.iter()
                .filter_map(|at| self.letters.get(*at))
                .map(LetterTitle::short)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let compared = self.letters.iter().enumerate().filter(|(_, letter)| letter.is_compared());
        let compared: Vec<usize> = compared.map(|(at, _)| at).collect();
        let others: Vec<usize> = compared.iter().copied().filter(|at| !letters.contains(at)).collect();
        match (letters.len(), others.len()) {
            (n, _) if n <= FEW => format!("{} ({})", count(n, "letter"), named(letters)),
            (n, 0) => format!("all {n} letters"),
            (n, m) if m <= FEW => format!("{n} of {} letters (not in {})", n + m, named(&others)),
            (n, m) => format!("{n} of {} letters", n + m),
        }
    }
}

/// `DOCX, PDF`.
pub(super) fn formats(formats: &[Format]) -> String {
    formats.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn review(number: usize) -> Review {
        let letter = |n| LetterTitle { called: Some(format!("T17 {n}/1")), ..LetterTitle::default() };
        Review::of("output".into(), (1..=number).map(letter).collect(), None)
    }

    #[test]
    fn which_letters() {
        let review = review(100);
        assert_eq!(review.which(&[0, 2]), "2 letters (T17 1/1, T17 3/1)");
        assert_eq!(review.which(&(0..100).collect::<Vec<_>>()), "all 100 letters");
        assert_eq!(review.which(&(1..100).collect::<Vec<_>>()), "99 of 100 letters (not in T17 1/1)");
        assert_eq!(review.which(&(0..50).collect::<Vec<_>>()), "50 of 100 letters");
    }

    #[test]
    fn the_summary_names_what_there_is() {
        assert_eq!(review(0).summary(), "compared 0 letters with output");
        let mut review = review(3);
        review.letters[0].found.outcome = Outcome::Wrong;
        review.letters[1].found.outcome = Outcome::SameWords;
        assert_eq!(
            review.summary(),
            "compared 3 letters with output: 1 with changed layout or properties only, 1 unchanged, 1 with errors"
        );
    }
}
