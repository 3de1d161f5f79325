//! The house style: templates, phrases, presets, the theme, the web page.

use super::{Input, Reached, Target, build, files, letters, session, shown, text};
use crate::dice::Dice;
use crate::mutate::{Dictionary, template, xml, yaml};
use collective_letters::base::Source;
use std::path::{Path, PathBuf};

/// A file of the house style is spoilt, and a letter is built with it.
pub struct Templates {
    root: PathBuf,
    files: Vec<(String, String)>,
    letters: Vec<String>,
    dictionary: Dictionary,
    folder: tempfile::TempDir,
}

impl Templates {
    pub fn open(root: &Path) -> Result<Self, String> {
        let mut all = Vec::new();
        for ending in [".md", ".yaml", ".html"] {
            all.extend(files(root, "templates", ending)?);
        }
        let letters = letters(root)?;
        let words = letters.iter().chain(&all).map(|(name, text)| (name.as_str(), text.as_str()));
        let dictionary = Dictionary::of(words);
        let letters = letters.into_iter().map(|(name, _)| name).collect();
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        Ok(Self { root: root.to_owned(), files: all, letters, dictionary, folder })
    }
}

impl Target for Templates {
    fn input(&self, dice: &mut Dice) -> Input {
        let (name, text) = dice.pick(&self.files).cloned().unwrap_or_default();
        // The phrases of a language are for letters in it.
        let language = name.strip_prefix("templates/phrases/").and_then(|name| name.strip_suffix(".yaml"));
        let ending =
            language.filter(|language| *language != "en").map(|language| format!(".{language}.yaml"));
        let fitting: Vec<&String> = self
            .letters
            .iter()
            .filter(|letter| ending.as_ref().is_none_or(|ending| letter.ends_with(ending)))
            .collect();
        let letter = dice.pick(&fitting).map_or(String::new(), |letter| (*letter).clone());
        let spoilt = match name.rsplit_once('.') {
            Some((_, "md")) => template(&text, &self.dictionary, dice),
            Some((_, "html")) => xml(&text, &self.dictionary, dice),
            _ => yaml(&text, &self.dictionary, dice),
        };
        Input { from: name, letter, bytes: spoilt.into_bytes() }
    }

    fn run(&self, input: &Input) -> Result<Reached, String> {
        let style = self.folder.path().join("templates");
        let name = input.from.strip_prefix("templates/").unwrap_or(&input.from);
        let path = style.join(name);
        let told = |e: std::io::Error| format!("{}: {e}", path.display());
        // A folder that replaces this file alone.
        let _ = std::fs::remove_dir_all(&style);
        std::fs::create_dir_all(path.parent().unwrap_or(&style)).map_err(told)?;
        std::fs::write(&path, text(&input.bytes)).map_err(told)?;
        let letter = self.root.join(&input.letter);
        let folder = letter.parent().unwrap_or(&self.root).to_owned();
        let source = Source::read(&letter).ok_or("the letter cannot be read")?;
        match session(folder, Some(style.clone())) {
            Ok(session) => build(&session, &source),
            Err(problems) => match shown(&problems)? {
                Some(code) => Ok(Reached::Refused(code)),
                None => Err("the house style is refused without an error".to_owned()),
            },
        }
    }
}
