//! Which language a letter's file is in, and which files are the same letter in others: seen from the files'
//! first keys, without reading them as YAML.

use super::file::original_of;
use crate::base::text::count;
use crate::base::{Language, Source};
use crate::model::letter_files;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The language that a letter's file says it is in.
pub fn language_of(source: &Source) -> Language {
    let value = source.behind_key("language").and_then(|value| value.split('#').next());
    value.and_then(|value| Language::from_code(value.trim().trim_matches(['"', '\'']))).unwrap_or_default()
}

/// The file that stands for a letter in all its languages: the original of a translation, any other itself.
pub fn letter_of(source: &Source) -> PathBuf {
    original_of(source).unwrap_or_else(|| source.path().to_path_buf())
}

/// How many letters there are, in how many languages.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    letters: BTreeSet<PathBuf>,
    languages: BTreeSet<Language>,
}

impl Tally {
    /// Counts one language of a letter, whose file is that of [`letter_of`].
    pub fn add(&mut self, letter: &Path, language: Language) {
        self.letters.insert(letter.to_path_buf());
        self.languages.insert(language);
    }

    /// How many letters, whatever their languages.
    pub fn letters(&self) -> usize {
        self.letters.len()
    }

    /// `3 letters`, `1 letter in Russian`, `2 letters in 6 languages`: English alone needs no word.
    pub fn words(&self) -> String {
        let letters = count(self.letters.len(), "letter");
        match (self.languages.len(), self.languages.first()) {
            (0, _) | (1, Some(Language::English)) => letters,
            (1, Some(language)) => format!("{letters} in {}", language.name()),
            (many, _) => format!("{letters} in {many} languages"),
        }
    }
}

/// A file and the language it is in.
type InLanguage = (PathBuf, Language);

/// Which files translate which letters. A folder is read once, when a letter in it is first asked for.
#[derive(Debug, Default)]
pub struct Translations(BTreeMap<PathBuf, BTreeMap<PathBuf, Vec<InLanguage>>>);

impl Translations {
    /// The translations of a letter, in the order of their files' names; none of a translation.
    pub fn of(&mut self, letter: &Path) -> &[InLanguage] {
        self.beside(letter).get(letter).map_or(&[], Vec::as_slice)
    }

    /// The file of a letter, if it is there, and its translations.
    pub fn files_of(&mut self, letter: &Path) -> Vec<InLanguage> {
        let own = letter.is_file().then(|| {
            let language = Source::read(letter).map(|source| language_of(&source)).unwrap_or_default();
            (letter.to_path_buf(), language)
        });
        own.into_iter().chain(self.of(letter).iter().cloned()).collect()
    }

    /// The languages of a letter's translations, each once.
    pub fn languages_of(&mut self, letter: &Path) -> BTreeSet<Language> {
        self.of(letter).iter().map(|(_, language)| *language).collect()
    }

    /// Learns of a translation that was just made.
    pub fn add(&mut self, letter: &Path, path: &Path, language: Language) {
        self.beside(letter).entry(letter.to_path_buf()).or_default().push((path.to_path_buf(), language));
    }

    fn beside(&mut self, letter: &Path) -> &mut BTreeMap<PathBuf, Vec<InLanguage>> {
        let folder = letter.parent().unwrap_or(Path::new(""));
        self.0.entry(folder.to_path_buf()).or_insert_with(|| in_folder(folder))
    }
}

/// The translations in a folder, by their letters.
fn in_folder(folder: &Path) -> BTreeMap<PathBuf, Vec<InLanguage>> {
    let mut found: BTreeMap<PathBuf, Vec<InLanguage>> = BTreeMap::new();
    let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(place)
        .map(|entries| entries.flatten().map(|entry| folder.join(entry.file_name())).collect())
        .unwrap_or_default();
    paths.sort();
    for path in paths.into_iter().filter(|path| letter_files::is_yaml(path)) {
        if let Some(source) = Source::read(&path)
            && let Some(letter) = original_of(&source).filter(|letter| *letter != path)
        {
            found.entry(letter).or_default().push((path, language_of(&source)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_stands_in_a_line_of_its_own() {
        let of = |text: &str| language_of(&Source::new("l.yaml", text));
        assert_eq!(of("number: 1\nlanguage: fr   # French\n"), Language::French);
        assert_eq!(of("language: \"zh\"\r\nsentences: []\r\n"), Language::Chinese);
        assert_eq!(of("meeting:\n  language: fr\n"), Language::English);
    }

    #[test]
    fn letters_are_counted_with_their_languages() {
        let of = |all: &[(&str, Language)]| {
            let mut tally = Tally::default();
            all.iter().for_each(|(letter, language)| tally.add(Path::new(letter), *language));
            tally.words()
        };
        assert_eq!(of(&[]), "0 letters");
        assert_eq!(of(&[("a", Language::English), ("b", Language::English)]), "2 letters");
        assert_eq!(of(&[("a", Language::Russian)]), "1 letter in Russian");
        let both = [("a", Language::English), ("a", Language::Russian), ("b", Language::English)];
        assert_eq!(of(&both), "2 letters in 2 languages");
    }

    #[test]
    fn translations_are_found_by_what_they_say() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("a.yaml", "number: 1\n");
        write("a.fr.yaml", "translation-of: a.yaml\nlanguage: fr\n");
        write("other name.yml", "# Spanish\nlanguage: es\ntranslation-of: \"a.yaml\" # of this\n");
        write("b.fr.yaml", "translation-of: b.yaml\nlanguage: fr\n");
        let letter = folder.path().join("a.yaml");
        let mut translations = Translations::default();
        let names = |found: &[InLanguage]| -> Vec<String> {
            let name = |path: &PathBuf| Some(path.file_name()?.to_str()?.to_owned());
            found.iter().filter_map(|(path, _)| name(path)).collect()
        };
        assert_eq!(names(translations.of(&letter)), ["a.fr.yaml", "other name.yml"]);
        translations.add(&letter, &folder.path().join("a.ru.yaml"), Language::Russian);
        assert_eq!(names(translations.of(&letter)).len(), 3, "and one that was just made");
    }
}
