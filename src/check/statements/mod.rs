//! Statements: what the finished text says of the things that the letter has facts of, held against these facts.
//!
//! A passage is read once ([`sentence::Read`]): the words of the lexicon, the days, the times and the groups in it. For each
//! day, time or place, [`about`] finds what its clause is about; then each file compares one kind of value. No list of verbs
//! decides, and what can be read both ways is no finding.
//!
//! Only passages in which the letter's own file has a word are read: what the house style says by itself is made from facts.

mod about;
mod addresses;
mod annexes;
mod another;
mod counts;
mod dates;
mod days;
mod deadlines;
mod formats;
mod groups;
mod halves;
mod hosts;
mod hours;
mod key;
mod letters;
mod lexicon;
mod occasions;
mod people;
mod persons;
mod places;
mod relative;
mod role;
mod sentence;
mod services;
mod times;
mod titles;
mod weekdays;

use crate::base::{Diagnostics, Rule};
use crate::check::text::Text;
use lexicon::Lexicon;
use sentence::{Read, Sentence};

type Check = fn(&Text<'_>, Sentence<'_, '_>, &mut Diagnostics);

/// The comparisons, each of one kind of value.
const CHECKS: [Check; 15] = [
    dates::check,
    weekdays::check,
    relative::check,
    occasions::check,
    times::check,
    halves::check,
    titles::check,
    deadlines::check,
    places::check,
    hosts::check,
    people::check,
    addresses::check,
    formats::check,
    services::check,
    counts::check,
];

/// The rules of each file.
pub const RULES: &[&[&Rule]] = &[
    dates::RULES,
    times::RULES,
    deadlines::RULES,
    places::RULES,
    people::RULES,
    formats::RULES,
    services::RULES,
    counts::RULES,
    annexes::RULES,
    letters::RULES,
];

/// Looks at every statement of the letter's own words.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    letters::header(text, problems);
    let Some(lexicon) = Lexicon::of(text.facts.resolved.letter.language()) else { return };
    let mut cited = letters::Cited::of(text);
    for passage in text.passages() {
        let Some(read) = Read::of(text, passage, lexicon) else { continue };
        cited.check(text, &read, problems);
        for sentence in read.sentences() {
            CHECKS.iter().for_each(|check| check(text, sentence, problems));
            annexes::check(text, sentence, problems);
        }
    }
}
