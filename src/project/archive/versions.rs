//! Which issued letters a later one replaces: a revision replaces the letter and the revisions before it.

use super::{Archive, LetterName};
use crate::base::Diagnostics;
use crate::base::yaml::{self, Node};
use crate::model::letter::Series;
use crate::model::period;
use crate::model::translation::original_of;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What the text of an issued letter says of its place among others.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// Its date, where its text can still be read.
    pub date: Option<NaiveDate>,
    /// What it is a version of: letters with the same family replace each other.
    family: Option<String>,
    /// The number of the revision; 0 for the letter itself.
    revision: u32,
}

impl Archive {
    /// What the text of an issued letter says, whatever the house style says today.
    pub fn version(&self, (name, language): &LetterName) -> Version {
        let source = self.letter(name, *language).and_then(|source| match original_of(&source) {
            None => Some(source),
            Some(_) => self.original(name, *language),
        });
        let tree = source.and_then(|source| yaml::parse(&source, &mut Diagnostics::new()).ok());
        let date = tree.as_ref().and_then(|tree| yaml::date(text(tree, "date")?).ok());
        Version {
            date,
            family: tree.as_ref().and_then(|tree| family(tree, date?)),
            revision: tree.as_ref().and_then(|tree| text(tree, "revision")?.parse().ok()).unwrap_or(0),
        }
    }
}

/// The letters that another of them replaces, by their names, each with the newest one.
pub fn replaced<'a>(letters: impl Iterator<Item = (&'a str, &'a Version)>) -> BTreeMap<&'a str, &'a str> {
    let letters: Vec<_> = letters.collect();
    let newest = |own: &Version| {
        let others = letters.iter().filter(|(_, other)| own.family.is_some() && other.family == own.family);
        let newest = others.max_by_key(|(_, other)| other.revision)?;
        (newest.1.revision > own.revision).then_some(newest.0)
    };
    letters.iter().filter_map(|(name, own)| Some((*name, newest(own)?))).collect()
}

fn text<'a>(tree: &'a Node, key: &str) -> Option<&'a str> {
    Some(tree.get(key)?.as_str()?.trim()).filter(|text| !text.is_empty())
}

/// Study period, series, group, number, and which addendum or corrigendum it is.
fn family(tree: &Node, date: NaiveDate) -> Option<String> {
    let period = text(tree, "period").or_else(|| period::of(date))?;
    let series = text(tree, "series").unwrap_or(Series::CollectiveLetter.word());
    // Circulars are numbered over all groups.
    let group = if series == Series::Circular.word() { "" } else { text(tree, "group")? };
    let number: u32 = text(tree, "number")?.parse().ok()?;
    let part = |key: &str| text(tree, key).unwrap_or_default();
    Some([period, series, group, &number.to_string(), part("addendum"), part("corrigendum")].join("|"))
}
