//! A letter in another language, as far as there is one.

use crate::base::text::shown;
use crate::base::yaml::rules::WRONG_TYPE;
use crate::base::yaml::{self, Node, Value};
use crate::base::{Diagnostics, Language, Reported, Source};
use crate::model::letter_files;
use crate::model::phrases::Terms;
use crate::model::translation::rules::TRANSLATION;
use crate::model::translation::{KEY, Sentence, Standing, Translation, Translations, Unit, standings, units};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A letter and what there is of it in another language.
pub struct Version {
    /// The letter.
    pub original: Arc<Source>,
    /// Its tree.
    pub letter: Node,
    /// Its language.
    pub from: Language,
    /// The other language.
    pub language: Language,
    /// The file of the translation, whether or not it is there.
    pub path: PathBuf,
    /// What the file says, if it is there.
    pub file: Option<Existing>,
}

/// The file of a translation that is there.
pub struct Existing {
    /// Its text.
    pub source: Arc<Source>,
    /// Its tree.
    pub node: Node,
    /// What it says.
    pub translation: Translation,
}

impl Version {
    /// Opens a letter in a language, with the file of its translation if there is one.
    ///
    /// # Errors
    /// One of its problems, all of which are reported, is an error.
    pub fn open(
        original: &Arc<Source>,
        language: Language,
        translations: &mut Translations,
        problems: &mut Diagnostics,
    ) -> Result<Self, Reported> {
        let letter = yaml::parse(original, problems)?;
        let Value::Mapping(_) = &letter.value else {
            return Err(WRONG_TYPE
                .finding(format!("{} is not a letter", shown(original.path())))
                .at(&letter.span, "expected the keys of a letter")
                .refuse(problems));
        };
        let from = letter.get("language").and_then(Node::as_str).and_then(Language::from_code);
        let from = from.unwrap_or_default();
        if from == language {
            let message = format!("{} is itself in {}", shown(original.path()), language.name());
            return Err(
                problems.refuse(TRANSLATION.finding(message).hint("choose another language with --lang"))
            );
        }
        let there = file_of(original.path(), language, translations, problems)?;
        let path = there.clone().unwrap_or_else(|| usual_path(original.path(), language));
        let file = match there {
            Some(path) => Some(Existing::of(problems.report(letter_files::read(&path))?, problems)?),
            None => None,
        };
        problems.sound().map(|()| Self { original: Arc::clone(original), letter, from, language, path, file })
    }

    /// The sentences of the letter, in its order.
    pub fn units(&self) -> Vec<Unit> {
        units(&self.letter)
    }

    /// The sentences of the translation's file, as it lists them.
    pub fn list(&self) -> &[Sentence] {
        let sentences = self.file.as_ref().and_then(|file| file.translation.sentences.as_ref());
        sentences.map_or(&[], |sentences| sentences.0.as_slice())
    }

    /// How each sentence of the letter stands.
    pub fn standings(&self, terms: Option<&Terms>) -> Vec<Standing<'_>> {
        standings(self.units(), self.list(), terms)
    }
}

impl Existing {
    /// Reads the file of a translation.
    ///
    /// # Errors
    /// One of its problems, all of which are reported, is an error.
    pub fn of(source: Arc<Source>, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let node = yaml::parse(&source, problems)?;
        let translation = Translation::read(&node, problems)?;
        Ok(Self { source, node, translation })
    }
}

/// The file of a letter in a language, if there is one; not two.
fn file_of(
    letter: &Path,
    language: Language,
    translations: &mut Translations,
    problems: &mut Diagnostics,
) -> Result<Option<PathBuf>, Reported> {
    let mut found = translations.of(letter).iter().filter(|(_, own)| *own == language).map(|(path, _)| path);
    let first = found.next();
    if let (Some(first), Some(second)) = (first, found.next()) {
        let message = format!("there are two translations of {} into {}", shown(letter), language.name());
        let both = format!("remove one of {} and {}", shown(first), shown(second));
        return Err(problems.refuse(TRANSLATION.finding(message).hint(both)));
    }
    Ok(first.cloned())
}

/// `sg1-001.fr.yaml` beside `sg1-001.yaml`.
fn usual_path(letter: &Path, language: Language) -> PathBuf {
    let stem = letter.file_stem().unwrap_or_default().to_string_lossy();
    letter.with_file_name(format!("{stem}.{}.yaml", language.code()))
}

/// The first lines of a new file: the schema for editors, the original, the language.
pub(super) fn head(version: &Version, schema: &str) -> String {
    let name = version.original.path().file_name().unwrap_or_default().to_string_lossy();
    let name = crate::base::yaml::edit::scalar(&name, false);
    let line = crate::tools::schema::line(schema);
    format!("{line}\n{KEY}: {name}\nlanguage: {}\nstatus: draft\n", version.language.code())
}
