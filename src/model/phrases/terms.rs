//! What names and sentences of the directory, the presets and the letters' facts are in a language, by the
//! English: `Geneva`, `Security`, `Study Group {n}`, `Opening of the meeting`.

use crate::base::text::{one_line, several, shown};
use crate::base::yaml::rules::UNKNOWN_KEY;
use crate::base::yaml::{self, Decode, Node, Schema, SchemaGenerator, Value, record, shape};
use crate::base::{Diagnostics, Language, Located, Reported, Source, all};
use crate::model::rules::DIRECTORY;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

/// Stands for a number in an English name and in its translation.
const NUMBER: &str = "{n}";
/// Stands for the name of a person.
const NAME: &str = "{name}";
/// A town and its country, of which each has a term of its own.
const PLACE: &str = "{town}, {country}";

record! {
    /// A term, its forms and what is known about it.
    Written as "the term" {
        /// The translated term.
        text: Located<String>,
        /// The form that means *of it*, if the language has such a form (Russian).
        ///
        /// Without it: the same as `text`.
        genitive: Option<String>,
        /// Whether an ITU translator has confirmed the term.
        ///
        /// Without it: as `verified` at the top of the file.
        verified: Option<bool>,
        /// Where the term comes from.
        ///
        /// Without it: as `source` at the top of the file.
        #[examples("ITU term base", "collective letter 8/5 of 2015")]
        source: Option<String>,
    }
}

/// What something is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The text, with its place.
    pub text: Located<String>,
    /// The form that means *of it*, where it is another.
    pub genitive: Option<String>,
    /// Whether an ITU translator has confirmed it, where it says so itself.
    pub verified: Option<bool>,
}

/// The terms of a language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    exact: BTreeMap<String, Term>,
    /// English with [`NUMBER`] or [`NAME`] in it.
    patterns: Vec<(String, Term)>,
}

impl Terms {
    /// What an English text is in this language.
    pub fn get(&self, english: &str) -> Option<Term> {
        let english = one_line(english);
        if let Some(term) = self.exact.get(&english) {
            return Some(term.clone());
        }
        self.patterns.iter().find_map(|(pattern, term)| {
            let place = if pattern.contains(NUMBER) { NUMBER } else { NAME };
            let (before, after) = pattern.split_once(place)?;
            let what = english.strip_prefix(before)?.strip_suffix(after)?;
            let fits = !what.is_empty() && (place == NAME || what.bytes().all(|b| b.is_ascii_digit()));
            let fill = |text: &str| text.replace(place, what);
            fits.then(|| Term {
                text: Located::new(fill(&term.text.value), term.text.span.clone()),
                genitive: term.genitive.as_deref().map(fill),
                verified: term.verified,
            })
        })
    }

    /// What a place is in this language: a term, or a town and its country in the form of the language, if each of them
    /// has a term.
    pub fn place(&self, english: &str) -> Option<Term> {
        if let Some(term) = self.get(english) {
            return Some(term);
        }
        let (town, country) = english.split_once(',')?;
        let (town, country) = (self.get(town.trim())?, self.get(country.trim())?);
        let form = self.exact.get(PLACE)?;
        let text = form.text.value.replace("{town}", &town.text.value);
        let text = text.replace("{country}", &country.text.value);
        Some(Term { text: Located::new(text, town.text.span), genitive: None, verified: form.verified })
    }

    /// The terms of a language in the file `directory/terms.yaml` beside the letters, if there is one, and
    /// its text: English names, each with what it is called in other languages.
    ///
    /// # Errors
    /// It cannot be read, which was reported.
    pub fn beside(
        path: &Path,
        language: Language,
        problems: &mut Diagnostics,
    ) -> Result<Option<(Arc<Source>, Self)>, Reported> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let message = format!("the file {} cannot be read", shown(path));
                return Err(problems.refuse(DIRECTORY.finding(message).because(&error)));
            }
        };
        let source = Source::new(path, text);
        let node = yaml::read(&source, problems)?;
        if node.value == Value::Null {
            return Ok(Some((source, Self::default())));
        }
        let ManyTerms(all) = Decode::decode(&node, problems)?;
        let mut terms = Self::default();
        for (english, languages) in all {
            let said = languages.into_iter().filter(|(code, _)| *code == language);
            said.for_each(|(_, term)| terms.insert(&english, term));
        }
        Ok(Some((source, terms)))
    }

    /// All of them: the English and what it is called.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Term)> {
        let patterns = self.patterns.iter().map(|(english, term)| (english.as_str(), term));
        self.exact.iter().map(|(english, term)| (english.as_str(), term)).chain(patterns)
    }

    /// Adds one; the later counts.
    pub fn insert(&mut self, english: &str, term: Term) {
        let english = one_line(english);
        if english.contains(NUMBER) || english.contains(NAME) {
            self.patterns.insert(0, (english, term));
        } else {
            self.exact.insert(english, term);
        }
    }
}

/// Reads one term.
pub(crate) fn term(node: &Node, problems: &mut Diagnostics) -> Result<Term, Reported> {
    if let Value::Mapping(_) = node.value {
        let Written { text, genitive, verified, .. } = Written::decode(node, problems)?;
        return Ok(Term { text, genitive, verified });
    }
    Ok(Term { text: yaml::text(node, problems)?, genitive: None, verified: None })
}

/// What may be written for one term.
pub(crate) fn term_shape(book: &mut SchemaGenerator) -> Schema {
    shape::text_or::<String>([Written::shape(book).into()])
}

impl Decode for Terms {
    const EXPECTED: &'static str = "a set of English names, each with its translation";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let entries = yaml::entries(node, Self::EXPECTED, problems)?;
        let mut terms = Self::default();
        let sound: Result<(), Reported> = all(entries
            .iter()
            .map(|(key, value)| term(value, problems).map(|term| terms.insert(&key.text, term))));
        sound.map(|()| terms)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        shape::names(term_shape(book))
    }
}

/// The codes of the languages that English is translated into: `fr, es, ru, zh or ar`.
fn codes() -> String {
    let codes = Language::for_readers().into_iter().filter(|l| *l != Language::English).map(Language::code);
    several(codes.collect::<Vec<_>>().into_iter(), usize::MAX).replace(" and ", " or ")
}

/// The file of terms beside the letters: by the English the term in several languages.
pub(crate) struct ManyTerms(Vec<(String, Vec<(Language, Term)>)>);

impl Decode for ManyTerms {
    const EXPECTED: &'static str = "a set of English names, each with its translations";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let entries = yaml::entries(node, Self::EXPECTED, problems)?;
        let read = entries.iter().map(|(key, value)| {
            let expected = "a set of languages, each with a translation";
            let languages = yaml::entries(value, expected, problems)?;
            let said = all(languages.iter().map(|(code, value)| {
                let Some(language) = Language::from_code(&code.text).filter(|l| *l != Language::English)
                else {
                    let message = format!("`{}` is not a language of a translation", code.text);
                    let problem = UNKNOWN_KEY.finding(message);
                    return Err(problems.refuse(problem.at(&code.span, format!("expected {}", codes()))));
                };
                Ok((language, term(value, problems)?))
            }));
            Ok((key.text.clone(), said?))
        });
        all(read).map(Self)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let mut group = shape::Group::new("the translations", &["The translations of an English name."]);
        for language in Language::ALL.into_iter().filter(|l| *l != Language::English) {
            let says = format!("The name in {}.", language.name());
            let without = "Without it: the name in the house style; if it is not there either, letters in this language cannot be built.";
            group.key(language.code(), term_shape(book), false, &[&says, "", without]);
        }
        shape::names(group.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Source, yaml};

    #[test]
    fn a_place_is_known_by_its_parts() {
        let text = "Geneva: Genève\nSeoul: Séoul\nRepublic of Korea: République de Corée\n\"{town}, {country}\": \"{town} ({country})\"\n";
        let node = yaml::parse(&Source::new("t.yaml", text), &mut Diagnostics::new()).expect("YAML");
        let terms = Terms::decode(&node, &mut Diagnostics::new()).expect("terms");
        let said = |english: &str| terms.place(english).map(|term| term.text.value);
        assert_eq!(said("Seoul, Republic of Korea"), Some("Séoul (République de Corée)".to_owned()));
        assert_eq!(said("Geneva"), Some("Genève".to_owned()));
        assert_eq!(said("Busan, Republic of Korea"), None);
        assert_eq!(said("Seoul, Republic of Korea, Geneva"), None);
    }

    #[test]
    fn numbers_are_carried_over() {
        let text =
            "Geneva: Genève\nStudy Group {n}: {text: \"{n}-я комиссия\", genitive: \"{n}-й комиссии\"}\n";
        let node = yaml::parse(&Source::new("t.yaml", text), &mut Diagnostics::new()).expect("YAML");
        let terms = Terms::decode(&node, &mut Diagnostics::new()).expect("terms");
        let said = |english: &str| terms.get(english).map(|term| (term.text.value, term.genitive));
        assert_eq!(said("Geneva"), Some(("Genève".to_owned(), None)));
        assert_eq!(
            said("Study\n  Group 17"),
            Some(("17-я комиссия".to_owned(), Some("17-й комиссии".to_owned())))
        );
        assert_eq!(said("Study Group X"), None);
    }
}
