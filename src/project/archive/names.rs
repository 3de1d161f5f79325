//! The names of files in the archive: each begins with that of the letter and ends with what it is, and its language.

use crate::base::{Format, Language};

/// What is kept of a letter beside its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The list of all, with their SHA-256.
    List,
    /// The letter's YAML.
    Letter,
    /// The YAML of the original of a translation.
    Original,
}

impl Part {
    const ALL: [Self; 3] = [Self::List, Self::Letter, Self::Original];

    /// As [`Format::file_name`], for what is no format.
    pub(super) fn file_name(self, name: &str, language: Language) -> String {
        let (code, ending) = match self {
            Self::List => ("SHA", "sha256"),
            Self::Letter => ("YML", "yaml"),
            Self::Original => ("ORI", "yaml"),
        };
        let part = if name.contains('!') { "" } else { "!" };
        format!("{name}{part}!{code}-{}.{ending}", language.letter())
    }
}

/// All names that files of a letter can have.
pub(super) fn all(name: &str, language: Language) -> Vec<String> {
    let formats = Format::ALL.into_iter().map(|format| format.file_name(name, language));
    formats.chain(Part::ALL.into_iter().map(|part| part.file_name(name, language))).collect()
}

/// The letter and the language that a file is of.
pub fn letter_of(file: &str) -> Option<(String, Language)> {
    let (stem, _) = file.rsplit_once('.')?;
    let (head, code) = stem.rsplit_once('!')?;
    let name = head.strip_suffix('!').unwrap_or(head);
    let letter = code.chars().next_back()?;
    let language = Language::ALL.into_iter().find(|language| language.letter() == letter)?;
    all(name, language).iter().any(|known| known == file).then(|| (name.to_owned(), language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_whose_it_is() {
        for name in ["T17-SG1-COL-0001", "T17-SG1-COL-0001!A1", "own-name"] {
            for language in Language::ALL {
                for file in all(name, language) {
                    assert_eq!(letter_of(&file), Some((name.to_owned(), language)), "{file}");
                }
            }
        }
        for other in ["notes.txt", "a!b.docx", "T17-SG1-COL-0001!!MSW-E.pdf", ".letters-x.tmp"] {
            assert_eq!(letter_of(other), None, "{other}");
        }
    }
}
