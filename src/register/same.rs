//! Letters that cannot both be: with one key, or with files of one name.

use super::{ByKey, Entry};
use crate::diagnostic::Diagnostic;
use crate::letter::Series;
use crate::report::shown;
use std::collections::BTreeMap;

/// So many letters are named in a message; of more, the number is told.
const NAMED: usize = 4;

/// Two letters with one key: each is told of the others.
pub(super) fn letters(entries: &[Option<Entry>], by_key: &ByKey<'_>, found: &mut [Vec<Diagnostic>]) {
    for (key, all) in by_key.iter().filter(|(_, all)| all.len() > 1) {
        for &index in all {
            let Some(entry) = &entries[index] else { continue };
            let others: Vec<&Entry> =
                all.iter().filter(|&&other| other != index).filter_map(|&i| entries[i].as_ref()).collect();
            let series = if key.series == Series::Circular { "TSB " } else { "Collective letter " };
            let letter = entry.letter.as_deref().unwrap_or_default();
            let message = format!(
                "{} are {} {series}{letter} of study period {}",
                named(entry, &others),
                if others.len() == 1 { "both" } else { "all" },
                key.period
            );
            let mut problem =
                Diagnostic::error("duplicate-letter", message).at(&entry.place(), "this letter");
            for other in others.iter().take(NAMED - 1) {
                problem =
                    problem.note(&other.place(), if others.len() == 1 { "the other" } else { "another" });
            }
            found[index].push(problem.hint(
                "give it a number of its own or remove the copy; an addendum, a corrigendum or a revision \
                 says what it is: `revision: 1`",
            ));
        }
    }
}

/// Letters with different keys that would write the same file. Big and small letters are the same, as
/// on Windows. The names of one letter differ only in their ends: the first stands for all.
pub(super) fn files(entries: &[Option<Entry>], found: &mut [Vec<Diagnostic>]) {
    let mut owners: BTreeMap<String, Vec<(usize, &Entry)>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate().filter_map(|(at, e)| Some((at, e.as_ref()?))) {
        if let Some(name) = entry.files.first() {
            owners.entry(name.to_lowercase()).or_default().push((index, entry));
        }
    }
    for all in owners.values().filter(|all| all.len() > 1) {
        for &(index, entry) in all {
            let others: Vec<&Entry> = all
                .iter()
                .filter(|(other, e)| *other != index && (e.key != entry.key || e.key.is_none()))
                .map(|(_, e)| *e)
                .collect();
            let (Some(name), false) = (entry.files.first(), others.is_empty()) else { continue };
            let both = if others.len() == 1 { "both" } else { "all" };
            let message = format!("{} would {both} be written to {name}", named(entry, &others));
            let place = entry.file_name.clone().unwrap_or_else(|| entry.place());
            let mut problem = Diagnostic::error("same-output", message).at(&place, "this letter");
            for other in others.iter().take(NAMED - 1) {
                let place = other.file_name.clone().unwrap_or_else(|| other.place());
                problem = problem.note(&place, if others.len() == 1 { "the other" } else { "another" });
            }
            found[index].push(problem.hint("a `file-name` has to be the letter's own, or can be left out"));
        }
    }
}

/// `a.yaml and b.yaml`; `a.yaml, b.yaml, c.yaml, d.yaml and 96 more`.
fn named(entry: &Entry, others: &[&Entry]) -> String {
    let path = |entry: &Entry| shown(entry.source.path());
    let mut names = vec![path(entry)];
    names.extend(others.iter().take(NAMED - 1).map(|other| path(other)));
    let more = others.len() + 1 - names.len();
    let last = if more > 0 { Some(format!("{more} more")) } else { names.pop() };
    format!("{} and {}", names.join(", "), last.unwrap_or_default())
}
