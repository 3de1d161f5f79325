//! All rules that there are: only the commands see every room that declares some.

use super::rules;
use collective_letters::base::{Rule, text};
use collective_letters::check::table::{self, Family, members};
use collective_letters::project;
use collective_letters::tools::{docs, import, translate, update};

/// All families of rules, those of letters first.
pub fn families() -> impl Iterator<Item = &'static Family> + Clone {
    static OTHERS: &[Family] = &[
        ("Issued letters and languages", &[project::rules::RULES]),
        ("Files of translators", &[translate::rules::RULES]),
        ("Updates of the house style", &[update::rules::RULES]),
        ("Commands", &[rules::RULES, docs::rules::RULES, import::rules::RULES]),
    ];
    table::FAMILIES.iter().chain(OTHERS)
}

/// All rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    families().flat_map(members)
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

/// The code nearest to a misspelt one, if one is near enough to be meant.
pub fn nearest(code: &str) -> Option<&'static str> {
    text::nearest(code, rules().map(|rule| rule.code))
}
