//! A letter and its translations: one letter in several languages.

use super::{Entry, Key};
use crate::base::{Diagnostic, Language, Severity};
use crate::model::translation::original_is_wrong;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Letters, each as the places of its files among `files`, which come with their entries: first the original, then
/// its translations in the order of their languages. A file in another language with the number of a letter belongs to it
/// too. A file of which nothing is known is no translation.
pub fn letters(files: &[(&Path, Option<&Entry>)]) -> Vec<Vec<usize>> {
    let mut letters: Vec<Vec<usize>> = Vec::new();
    let mut by_file: BTreeMap<&Path, usize> = BTreeMap::new();
    for (index, (path, entry)) in files.iter().enumerate() {
        let file = entry.map_or(*path, Entry::letter_file);
        match by_file.get(file) {
            Some(&letter) => letters[letter].push(index),
            None => {
                by_file.insert(file, letters.len());
                letters.push(vec![index]);
            }
        }
    }
    let languages = |letter: &[usize]| -> Vec<Language> {
        letter.iter().filter_map(|&index| Some(files[index].1?.language())).collect()
    };
    let mut by_number: BTreeMap<Key, usize> = BTreeMap::new();
    let mut joined: Vec<Vec<usize>> = Vec::new();
    for letter in letters {
        let number = letter.iter().find_map(|&index| number(files[index].1?));
        let same = number.as_ref().and_then(|number| by_number.get(number).copied()).filter(|&other| {
            let there = languages(&joined[other]);
            languages(&letter).iter().all(|language| !there.contains(language))
        });
        match same {
            Some(other) => joined[other].extend(letter),
            None => {
                if let Some(number) = number {
                    by_number.entry(number).or_insert(joined.len());
                }
                joined.push(letter);
            }
        }
    }
    for letter in &mut joined {
        letter.sort_by_key(|&index| {
            let (_, entry) = files[index];
            let is_english = entry.is_some_and(|entry| entry.language() == Language::English);
            (entry.is_some_and(Entry::is_translation), !is_english, entry.map(Entry::language))
        });
    }
    joined
}

/// The key of a letter in whatever language.
fn number(entry: &Entry) -> Option<Key> {
    Some(Key { language: Language::default(), ..entry.key.clone()? })
}

/// A translation whose original cannot be built for what is wrong between that and others is not built either.
pub(super) fn check(entries: &[Option<Entry>], found: &mut [Vec<Diagnostic>]) {
    let is_wrong = |found: &[Diagnostic]| found.iter().any(|problem| problem.severity == Severity::Error);
    let wrong: BTreeSet<&Path> = entries
        .iter()
        .zip(found.iter())
        .filter(|(_, found)| is_wrong(found))
        .filter_map(|(entry, _)| Some(entry.as_ref()?.source.path()))
        .collect();
    for (entry, found) in entries.iter().zip(found.iter_mut()) {
        if let Some(entry) = entry.as_ref().filter(|entry| entry.is_translation())
            && wrong.contains(entry.letter_file())
            && !entry.is_published()
        {
            found.push(original_is_wrong(&entry.source, entry.letter_file()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;

    fn entry(file: &str, number: u32, language: Language, original: Option<&str>) -> Entry {
        let key = Key::numbered(number, language);
        let original = original.map(|name| Source::new(name, ""));
        Entry { key: Some(key), original, ..Entry::blank(&Source::new(file, "")) }
    }

    #[test]
    fn a_letter_has_its_languages() {
        let all = [
            entry("1.ru.yaml", 1, Language::Russian, Some("1.yaml")),
            entry("1.ar.yaml", 1, Language::Arabic, Some("1.yaml")),
            entry("1.yaml", 1, Language::English, None),
            entry("2.yaml", 2, Language::English, None),
            // Written in Chinese, as a letter of its own.
            entry("one.yaml", 1, Language::Chinese, None),
            // Two letters with one number are two.
            entry("copy.yaml", 1, Language::English, None),
        ];
        let mut files: Vec<(&Path, Option<&Entry>)> =
            all.iter().map(|entry| (entry.source.path(), Some(entry))).collect();
        files.push((Path::new("unread.yaml"), None));
        assert_eq!(letters(&files), [vec![2, 4, 1, 0], vec![3], vec![5], vec![6]]);
        // An original that was not read yet, or cannot be, has its translations.
        assert_eq!(letters(&[(Path::new("1.ru.yaml"), files[0].1), (Path::new("1.yaml"), None)]), [[1, 0]]);
    }
}
