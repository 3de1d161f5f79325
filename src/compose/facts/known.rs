//! What the facts are that texts can name, by their names: known before any letter is.

use super::annex::AnnexContent;
use super::{Known, Shape, all};
use crate::model::letter::AnnexKind;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a fact is for the code in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A day or a time.
    Moment,
    /// A text, a number, or yes or no.
    One,
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

/// The fact that is declared under a name such as `meeting.starts`.
pub fn declared(name: &str) -> Option<Declared> {
    static ALL: OnceLock<BTreeMap<String, Declared>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let mut found = BTreeMap::new();
        add("", &all(), &mut found);
        for kind in AnnexKind::ALL {
            add("annex_entry.", &AnnexContent::known(kind), &mut found);
        }
        found
    });
    all.get(name).copied().or_else(|| {
        // Names that the house style or the letter chooses.
        let (root, name) = name.split_once('.')?;
        all.get(&format!("{root}.{ANY}")).filter(|_| !name.contains('.')).copied()
    })
}

/// Stands for the names of [`Shape::Named`].
const ANY: &str = "*";

fn add(before: &str, known: &[Known], found: &mut BTreeMap<String, Declared>) {
    for fact in known {
        let name = format!("{before}{}", fact.name);
        match &fact.shape {
            Shape::Group(inside) => add(&format!("{name}."), inside, found),
            Shape::Named(of) => {
                let of = Declared { sort: sort(of), is_optional: false };
                found.insert(format!("{name}.{ANY}"), of);
            }
            _ => {}
        }
        found.insert(name, Declared { sort: sort(&fact.shape), is_optional: fact.is_optional });
    }
}

const fn sort(shape: &Shape) -> Sort {
    match shape {
        Shape::Text | Shape::Number | Shape::YesNo => Sort::One,
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
        assert_eq!(sort("annex_entry.grid"), Some(Sort::Several));
        assert_eq!(sort("meeting.plase"), None);
        assert!(declared("meeting.endorsed").is_some_and(|fact| fact.is_optional));
        assert!(declared("meeting").is_some_and(|fact| !fact.is_optional));
    }
}
