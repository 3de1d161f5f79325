//! The table of all rules that a letter or its house style can break, family by family.

use super::{
    across, allow, comments, contacts, dates, deadlines, letter, meeting, pages, period, printed, statements,
    text,
};
use crate::base::Rule;
use crate::base::text::nearest;
use crate::compose::{self, grid, markdown, templates};
use crate::document::{self, theme};
use crate::model::resolve::questions;
use crate::model::{resolve, translation};
use crate::{base, export, model};

/// A family of rules: its title in the documentation, and the rules of its files.
pub type Family = (&'static str, &'static [&'static [&'static Rule]]);

/// All families: first those of the checker, then those without which there is no letter to check.
pub static FAMILIES: &[Family] = &[
    ("The letter's date", &[dates::RULES]),
    ("Key deadlines", &[deadlines::RULES]),
    ("The meeting", &[meeting::RULES]),
    ("Reference and contacts", &[contacts::RULES]),
    ("The letter as a whole", &[letter::RULES, period::RULES, printed::RULES, comments::RULES]),
    ("Annexes", &[grid::RULES, questions::RULES, pages::RULES]),
    ("Statements of the text", statements::RULES),
    ("Words and dates in the text", text::RULES),
    ("Comparison with other letters", &[across::RULES]),
    ("Translations", &[translation::rules::RULES]),
    ("Allowed findings", &[allow::RULES]),
    ("Keys and values", &[base::yaml::rules::RULES, base::rules::RULES]),
    ("Keys that contradict each other", &[model::letter::rules::RULES]),
    ("Files, addresses and the directory", &[model::rules::RULES]),
    ("Annexes, Questions and the time plan", &[resolve::rules::RULES]),
    ("Names and texts of the house style", &[compose::rules::RULES, templates::rules::RULES]),
    ("Markdown and elements", &[markdown::rules::RULES]),
    ("Images", &[compose::picture::rules::RULES, document::rules::RULES]),
    ("The theme", &[theme::rules::RULES]),
    ("Word, PDF and web files", &[export::rules::RULES]),
];

/// The rules of a family.
pub fn members(family: &Family) -> impl Iterator<Item = &'static Rule> + use<> {
    family.1.iter().copied().flatten().copied()
}

/// All rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(members)
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

/// The code nearest to a misspelt one, if one is near enough to be meant.
pub fn nearest_code(code: &str) -> Option<&'static str> {
    nearest(code, rules().map(|rule| rule.code))
}
