//! What the facts are that texts can name, by their names: known before any letter is.

use super::annex::AnnexContent;
use super::{Known, Shape, all};
use crate::model::letter::AnnexKind;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a fact is for the code in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A day or a time.
    Moment,
    /// A text or a number.
    One,
    /// Yes or no.
    YesNo,
    /// A list or a group.
    Several,
}

/// A fact that is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
    /// What it is.
    pub sort: Sort,
    /// Whether a letter may be without it.
    pub is_optional: bool,
}

/// The declared facts by their names; those of an entry of a list have `[]` behind the list (`deadlines[].date`).
#[derive(Default)]
struct Facts {
    facts: HashMap<String, Declared>,
    /// What there is under the names that the house style or the letter chooses, by the group that they are in.
    chosen: HashMap<String, Declared>,
}

static ALL: LazyLock<Facts> = LazyLock::new(|| {
    let mut found = Facts::default();
    found.add("", &all());
    for kind in AnnexKind::ALL {
        found.add("annex_entry.", &AnnexContent::known(kind));
    }
    found
});

/// The names of all facts in order, such as `meeting.starts`, without those of entries and those that a letter chooses.
pub fn fact_names() -> impl Iterator<Item = &'static str> {
    static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut names: Vec<&str> =
            ALL.facts.keys().map(String::as_str).filter(|name| !name.contains(EACH)).collect();
        names.sort_unstable();
        names
    });
    NAMES.iter().copied()
}

/// The fact that is declared under a name such as `meeting.starts`.
pub fn declared(name: &str) -> Option<Declared> {
    let chosen = || {
        let (group, name) = name.split_once('.')?;
        ALL.chosen.get(group).filter(|_| !name.contains('.'))
    };
    ALL.facts.get(name).or_else(chosen).copied()
}

impl Facts {
    fn add(&mut self, before: &str, known: &[Known]) {
        for fact in known {
            self.put(format!("{before}{}", fact.name), &fact.shape, fact.is_optional);
        }
    }

    fn put(&mut self, name: String, shape: &Shape, is_optional: bool) {
        match shape {
            Shape::Group(inside) => self.add(&format!("{name}."), inside),
            Shape::List(of) => self.put(format!("{name}{EACH}"), of, false),
            Shape::Named(of) => {
                let of = Declared { sort: sort(of), is_optional: false };
                self.chosen.insert(name.clone(), of);
            }
            _ => {}
        }
        self.facts.insert(name, Declared { sort: sort(shape), is_optional });
    }
}

/// Stands for an entry behind the name of a list.
pub const EACH: &str = "[]";

const fn sort(shape: &Shape) -> Sort {
    match shape {
        Shape::Text | Shape::Number => Sort::One,
        Shape::YesNo => Sort::YesNo,
        Shape::Day | Shape::LongDay | Shape::Time => Sort::Moment,
        Shape::List(_) | Shape::Named(_) | Shape::Group(_) => Sort::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_known_by_their_names() {
        let sort = |name: &str| declared(name).map(|fact| fact.sort);
        assert_eq!(sort("meeting.starts"), Some(Sort::Moment));
        assert_eq!(sort("meeting.place"), Some(Sort::One));
        assert_eq!(sort("meeting"), Some(Sort::Several));
        assert_eq!(sort("phrases.chair_role"), Some(Sort::One));
        assert_eq!(sort("annex_entry.grids"), Some(Sort::Several));
        assert_eq!(sort("annex_entry.grids[].rows[].cells[].columns"), Some(Sort::One));
        assert_eq!(sort("deadlines[].date"), Some(Sort::Moment));
        assert_eq!(sort("meeting.plase"), None);
        assert_eq!(sort("phrases.chair.role"), None);
        assert!(declared("meeting.endorsed").is_some_and(|fact| fact.is_optional));
        assert!(declared("meeting").is_some_and(|fact| !fact.is_optional));
    }
}
