//! Numbers that no letter has, between those that others have: a number typed wrong, or a letter that
//! is not in the folder.

use super::{ByKey, Entry, Key};
use crate::base::Diagnostic;
use crate::check::across::NUMBER_GAP;
use crate::model::letter::Series;

/// Tells the first letter behind each gap. Circulars are numbered over all groups: no folder has all of
/// them.
pub(super) fn check(entries: &[Option<Entry>], by_key: &ByKey<'_>, found: &mut [Vec<Diagnostic>]) {
    let mut before: Option<&Key> = None;
    // A translation has the number of its original, where the gap is told.
    let has_own = |index: &usize| entries[*index].as_ref().is_some_and(|entry| !entry.is_translation());
    // Keys come in the order of their numbers.
    for (&key, all) in by_key.iter().filter(|(key, _)| key.series == Series::CollectiveLetter) {
        if !all.iter().any(has_own) {
            continue;
        }
        let same_series = |other: &&Key| (other.period, &other.group) == (key.period, &key.group);
        if let Some(before) = before.filter(same_series)
            && before.number + 1 < key.number
        {
            let last = by_key.get(before).and_then(|all| entries[*all.first()?].as_ref());
            for &index in all.iter().filter(|index| has_own(index)) {
                if let (Some(entry), Some(last)) = (&entries[index], last) {
                    found[index].push(gap(entry, key, last, before));
                }
            }
        }
        before = Some(key);
    }
}

fn gap(entry: &Entry, key: &Key, last: &Entry, before: &Key) -> Diagnostic {
    let (from, to) = (before.number + 1, key.number - 1);
    let missing = if from == to {
        format!("there is no letter {from}")
    } else {
        format!("there are no letters {from} to {to}")
    };
    let group = key.group.as_ref().map_or("", |group| group.0.as_str());
    NUMBER_GAP
        .finding(format!("{missing} of {group} in study period {} before this one", key.period))
        .at(&entry.place(), format!("the previous letter has number {}", before.number))
        .note(&last.place(), "the previous letter")
        .hint("correct the number, or add the missing letters; if they are kept elsewhere, allow this finding with its reason")
}
