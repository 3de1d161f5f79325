//! XLIFF: what translation tools give back, taken into a translation that is then built.

use super::{Input, Reached, Target, build, files, letters, shown, sound_session};
use crate::dice::Dice;
use crate::mutate::{Dictionary, xml};
use collective_letters::base::{Diagnostics, Language, Source, yaml};
use collective_letters::model::letter_files;
use collective_letters::model::translation::original_of;
use collective_letters::project::session::Session;
use collective_letters::tools::translate::xliff::{self, Export};
use collective_letters::tools::translate::{Existing, Memory, Version, update};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Exports of all translations are spoilt.
pub struct Xliff {
    root: PathBuf,
    /// Exports by the file of the translation.
    exports: Vec<(String, String)>,
    dictionary: Dictionary,
    sessions: Vec<Session>,
}

impl Xliff {
    pub fn open(root: &Path) -> Result<Self, String> {
        let letters = letters(root)?;
        let templates = files(root, "templates", ".md")?;
        let words = letters.iter().chain(&templates).map(|(name, text)| (name.as_str(), text.as_str()));
        let dictionary = Dictionary::of(words);
        let sessions: Vec<Session> = super::FOLDERS
            .into_iter()
            .map(|folder| sound_session(root.join(folder)))
            .collect::<Result<_, _>>()?;
        let mut exports = Vec::new();
        for (name, _) in &letters {
            let Some(version) = version(&root.join(name)) else { continue };
            let terms = sessions.first().and_then(|session| session.terms(version.language));
            let original =
                version.original.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
            let values = BTreeMap::new();
            let export = Export { original: &original, called: Some("1/1"), terms, values: &values };
            exports.push((name.clone(), xliff::write(&version, &export)));
        }
        Ok(Self { root: root.to_owned(), exports, dictionary, sessions })
    }
}

/// The letter and its translation of a file that is one.
fn version(path: &Path) -> Option<Version> {
    let source = letter_files::read(path).ok()?;
    let original = letter_files::read(&original_of(&source)?).ok()?;
    let mut problems = Diagnostics::new();
    let letter = yaml::parse(&original, &mut problems).ok()?;
    let file = Existing::of(source, &mut problems).ok()?;
    let language = file.translation.language.value;
    Some(Version {
        original,
        letter,
        from: Language::English,
        language,
        path: path.to_owned(),
        file: Some(file),
    })
}

impl Target for Xliff {
    fn input(&self, dice: &mut Dice) -> Input {
        let (name, text) = dice.pick(&self.exports).cloned().unwrap_or_default();
        let bytes = xml(&text, &self.dictionary, dice).into_bytes();
        Input { from: name.clone(), letter: name, bytes }
    }

    fn run(&self, input: &Input) -> Result<Reached, String> {
        let mut problems = Diagnostics::new();
        let path = self.root.join(&input.letter);
        let version = version(&path).ok_or("the translation cannot be read")?;
        let taken = problems
            .report(xliff::decode(Path::new("returned.xlf"), input.bytes.clone()))
            .and_then(|source| xliff::read(&source, &mut problems));
        let session = self.sessions.iter().find(|session| path.starts_with(session.letters()));
        let session = session.ok_or("a letter of no folder")?;
        let (mut done, mut reached) = (0, None);
        for file in taken.iter().flat_map(|returned| &returned.files) {
            let terms = session.terms(version.language);
            let Ok(taking) = xliff::take(&version, file, terms, &mut problems) else { continue };
            let memory = Memory::default();
            let made = update(&version, terms, &memory, &taking.taken, "translation.schema.json");
            let again = Source::new(path.clone(), made.text.as_str());
            if Existing::of(again.clone(), &mut Diagnostics::new()).is_err() {
                return Err("the translation that is written cannot be read".to_owned());
            }
            done += 1;
            reached = Some(build(session, &again)?);
        }
        let wrong = shown(&problems.into_sorted())?;
        match (reached, wrong) {
            (Some(reached), _) => Ok(reached),
            (None, Some(code)) => Ok(Reached::Refused(code)),
            // A file that names no letter.
            (None, None) if taken.is_ok_and(|returned| returned.files.is_empty()) => {
                Ok(Reached::Refused("empty"))
            }
            (None, None) => Err(format!("refused without an error, {done} imported")),
        }
    }
}
