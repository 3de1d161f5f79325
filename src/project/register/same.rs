//! Letters that cannot both be: with one key, or with files of one name.

use super::{ByKey, Entry};
use crate::base::text::{several, shown};
use crate::base::{Diagnostic, Span};
use crate::check::across::{DUPLICATE_LETTER, SAME_OUTPUT, SAME_TRANSLATION};
use crate::model::letter::Series;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// So many letters are named in a message; of more, the number is told.
const NAMED: usize = 4;

/// Two letters with one key: each is told of the others.
pub(super) fn letters(entries: &[Option<Entry>], by_key: &ByKey<'_>, found: &mut [Vec<Diagnostic>]) {
    let known = files_of(entries);
    for (key, all) in by_key.iter().filter(|(_, all)| all.len() > 1) {
        for &index in all {
            let Some(entry) = &entries[index] else { continue };
            let others: Vec<&Entry> = all
                .iter()
                .filter(|&&other| other != index)
                .filter_map(|&i| entries[i].as_ref())
                .filter(|other| !is_told_with_originals(entry, other, &known))
                .collect();
            if others.is_empty() {
                continue;
            }
            if entry.is_translation() && others.iter().all(|o| o.letter_file() == entry.letter_file()) {
                found[index].push(two_translations(entry, &others));
                continue;
            }
            let series = if key.series == Series::Circular { "TSB " } else { "Collective letter " };
            let letter = entry.letter.as_deref().unwrap_or_default();
            let message = format!(
                "{} are {} {series}{letter} of study period {}{}",
                named(entry, &others),
                both(&others),
                key.period,
                entry.in_language()
            );
            let problem = DUPLICATE_LETTER.finding(message).at(&entry.place(), "this letter");
            found[index].push(with_others(problem, &others, Entry::place).hint(
                "give it another number, or remove the copy; for an addendum, a corrigendum or a revision, \
                 add a line such as `revision: 1`",
            ));
        }
    }
}

/// The files of all entries.
fn files_of(entries: &[Option<Entry>]) -> BTreeSet<&Path> {
    entries.iter().flatten().map(|entry| entry.source.path()).collect()
}

/// Whether what two translations have in common is told of their originals, which are two letters.
fn is_told_with_originals(one: &Entry, other: &Entry, known: &BTreeSet<&Path>) -> bool {
    let both = [one, other];
    both.iter().all(|entry| entry.is_translation() && known.contains(entry.letter_file()))
        && one.letter_file() != other.letter_file()
}

/// A translation beside others of the same letter into the same language.
fn two_translations(entry: &Entry, others: &[&Entry]) -> Diagnostic {
    let message = format!(
        "{} are {} the {} translation of {}",
        named(entry, others),
        both(others),
        entry.language().name(),
        shown(entry.letter_file())
    );
    let problem = SAME_TRANSLATION.finding(message).at(&entry.place(), "this file");
    with_others(problem, others, Entry::place)
        .hint("remove the file that is not to be sent, or correct its `language:`")
}

/// Letters with different keys that would write the same file. Big and small letters are the same, as
/// on Windows. The names of one letter differ only in their ends: the first stands for all.
pub(super) fn files(entries: &[Option<Entry>], found: &mut [Vec<Diagnostic>]) {
    let known = files_of(entries);
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
                .filter(|(_, e)| !is_told_with_originals(entry, e, &known))
                .map(|(_, e)| *e)
                .collect();
            let (Some(name), false) = (entry.files.first(), others.is_empty()) else { continue };
            let all = named(entry, &others);
            let message = format!("{all} would {} be written to {name}", both(&others));
            let place = |entry: &Entry| entry.file_name.clone().unwrap_or_else(|| entry.place());
            let problem = SAME_OUTPUT.finding(message).at(&place(entry), "this letter");
            found[index].push(
                with_others(problem, &others, place)
                    .hint("give each letter its own `file-name`, or remove the line `file-name`"),
            );
        }
    }
}

/// The word for a letter and all that are like it.
fn both(others: &[&Entry]) -> &'static str {
    if others.len() == 1 { "both" } else { "all" }
}

/// Points at the others, as far as they are named.
fn with_others(problem: Diagnostic, others: &[&Entry], place: impl Fn(&Entry) -> Span) -> Diagnostic {
    let label = if others.len() == 1 { "the other" } else { "another" };
    let named = others.iter().take(NAMED - 1);
    named.fold(problem, |problem, other| problem.note(&place(other), label))
}

/// `a.yaml and b.yaml`; `a.yaml, b.yaml, c.yaml, d.yaml and 96 more`.
fn named(entry: &Entry, others: &[&Entry]) -> String {
    let mut all = vec![entry];
    all.extend(others);
    several(all.iter().map(|entry| shown(entry.source.path())), NAMED)
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Key, compare};
    use crate::base::{Language, Source};

    /// A letter of a number, with a name for its file.
    fn entry(index: usize, number: u32, file: &str) -> Option<Entry> {
        let key = Key::numbered(number, Language::English);
        let blank = Entry::blank(&Source::new(format!("{index}.yaml"), ""));
        let letter = Some(format!("{number}/1"));
        Some(Entry { key: Some(key), letter, files: vec![file.to_owned()], ..blank })
    }

    fn messages(letters: &[(u32, &str)]) -> Vec<Vec<String>> {
        let entries: Vec<_> =
            letters.iter().enumerate().map(|(at, (number, file))| entry(at, *number, file)).collect();
        compare(&entries, None)
            .into_iter()
            .map(|all| all.problems.into_sorted().into_iter().map(|p| p.message).collect())
            .collect()
    }

    #[test]
    fn each_of_them_is_told_of_the_others() {
        let found = messages(&[(1, "a"), (1, "b"), (2, "c")]);
        assert_eq!(found[1], ["1.yaml and 0.yaml are both Collective letter 1/1 of study period T17"]);
        assert_eq!((found[0].len(), found[2].len()), (1, 0));
        let found = messages(&[(1, "a.pdf"), (2, "A.pdf"), (3, "b.pdf")]);
        assert_eq!(found[1], ["1.yaml and 0.yaml would both be written to A.pdf"]);
        assert_eq!((found[0].len(), found[2].len()), (1, 0));
    }

    #[test]
    fn of_many_some_are_named() {
        let found = messages(&[(1, "a"); 100]);
        let all =
            "0.yaml, 1.yaml, 2.yaml, 3.yaml and 96 more are all Collective letter 1/1 of study period T17";
        assert_eq!(found[0], [all], "the same number and the same file are told once");
        let found = messages(&[(1, "a"), (2, "a"), (3, "a")]);
        assert_eq!(found[2], ["2.yaml, 0.yaml and 1.yaml would all be written to a"]);
        // A copy of the first and a stranger with the same file: the copy's file is told with its number.
        let found = messages(&[(1, "a"), (1, "a"), (2, "a")]);
        assert_eq!(found[0].len(), 2);
        assert_eq!(found[0][1], "0.yaml and 2.yaml would both be written to a");
    }

    #[test]
    fn a_letter_that_could_not_be_read_claims_nothing() {
        let unknown = || Some(Entry::blank(&Source::new("x.yaml", "")));
        assert!(
            compare(&[None, None, unknown(), unknown()], None)
                .iter()
                .all(|between| between.problems.is_empty())
        );
    }
}
