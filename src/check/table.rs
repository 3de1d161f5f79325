//! The table of all rules, family by family.

use super::{across, allow, basics, contacts, dates, deadlines, letter, meeting, text};
use crate::base::rule::Rule;
use crate::base::text::nearest;
use crate::compose::grid;
use crate::model::resolve::questions;
use crate::model::translation;

/// A family of rules: its title in the documentation, and the rules of its files.
pub type Family = (&'static str, &'static [&'static [&'static Rule]]);

/// All families.
pub static FAMILIES: &[Family] = &[
    ("The letter's date", &[dates::RULES]),
    ("Key deadlines", &[deadlines::RULES]),
    ("The meeting", &[meeting::RULES]),
    ("Reference and contacts", &[contacts::RULES]),
    ("The letter as a whole", &[letter::RULES]),
    ("Annexes", &[grid::RULES, questions::RULES]),
    ("Words and dates in the text", text::RULES),
    ("Between letters", &[across::RULES]),
    ("Translations", &[translation::rules::RULES]),
    ("Silenced findings", &[allow::RULES]),
];

/// All rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|(_, files)| files.iter().copied().flatten().copied())
}

/// The rules of the family with this title.
pub fn family(title: &'static str) -> impl Iterator<Item = &'static Rule> {
    let family = FAMILIES.iter().filter(move |(name, _)| *name == title);
    family.flat_map(|(_, files)| files.iter().copied().flatten().copied())
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

/// The code nearest to a misspelt one, of a rule or of another problem.
pub fn nearest_of_all(code: &str) -> Option<&'static str> {
    nearest(code, rules().map(|rule| rule.code).chain(basics::BASICS.iter().map(|(code, ..)| *code)))
}

/// The code nearest to a misspelt one, if one is near enough to be meant.
pub fn nearest_code(code: &str) -> Option<&'static str> {
    nearest(code, rules().map(|rule| rule.code))
}
