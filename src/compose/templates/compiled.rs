//! Tera with the templates that a rendering needs: all of a house style of somebody's own, so that every mistake in it is
//! told; of the built-in one, which has none, only what is rendered and what that includes.

use super::engine::{Engine, Phrase, enclosed, template_of};
use super::named::Named;
use crate::base::{Diagnostics, Reported};
use crate::compose::origin::{PieceKind, pieces};
use std::sync::OnceLock;
use tera::{ErrorKind, Tera, TeraResult};

/// A template or phrase as Tera gets it: its name and its text with marks.
type Marked = (String, String);

impl Engine {
    /// Adds all templates at once, so that they may include each other in any order. Tera stops at
    /// the first syntax error: then each is parsed alone, so that all of them are reported.
    pub(super) fn load(&mut self, problems: &mut Diagnostics) -> Result<(), Reported> {
        let templates = self.marked();
        let error = match self.with(&templates) {
            Ok(tera) => {
                self.all = tera.into();
                return Ok(());
            }
            Err(error) => error,
        };
        let is_syntax = |error: &tera::Error| matches!(error.kind(), ErrorKind::SyntaxError(_));
        let alone = |(name, text): &Marked| Tera::new().add_raw_template(name, text).err();
        let wrong = templates.iter().filter(|_| is_syntax(&error)).filter_map(alone).filter(is_syntax);
        let reported = wrong.fold(None, |_, error| Some(problems.refuse(self.diagnose(&error, None))));
        Err(reported.unwrap_or_else(|| problems.refuse(self.diagnose(&error, None))))
    }

    /// All that Tera must know.
    fn marked(&self) -> Vec<Marked> {
        let templates = self.templates.keys().filter_map(|name| self.marked_template(name));
        let phrases = self.phrases.iter().filter(|phrase| !phrase.is_plain);
        templates.chain(phrases.map(|phrase| self.marked_phrase(phrase))).collect()
    }

    fn marked_template(&self, name: &str) -> Option<Marked> {
        let number = self.templates.get(name)?.number;
        Some((name.to_owned(), self.runs.marked(number).to_owned()))
    }

    fn marked_phrase(&self, phrase: &Phrase) -> Marked {
        (template_of(&phrase.key), enclosed(self.runs.marked(phrase.number)))
    }

    /// Tera with some of them.
    fn with(&self, templates: &[Marked]) -> TeraResult<Tera> {
        let mut tera = self.tera.clone();
        tera.add_raw_templates(templates.iter().map(|(name, text)| (name, text)))?;
        Ok(tera)
    }

    /// Tera with all of them.
    fn all(&self) -> &Tera {
        self.all.get_or_init(|| self.with(&self.marked()).unwrap_or_default())
    }

    /// Tera with what `named` includes, and a phrase.
    fn compiled<'e>(&'e self, alone: &'e OnceLock<Tera>, named: &Named, phrase: Option<&Phrase>) -> &'e Tera {
        if named.any || self.all.get().is_some() {
            return self.all();
        }
        alone.get_or_init(|| {
            let included = named.included.iter().filter_map(|name| self.marked_template(name));
            let own = phrase.map(|phrase| self.marked_phrase(phrase));
            self.with(&included.chain(own).collect::<Vec<_>>()).unwrap_or_default()
        })
    }

    /// Tera with a template.
    pub(super) fn with_template(&self, name: &str) -> &Tera {
        match self.templates.get(name) {
            Some(template) => self.compiled(&template.alone, self.named_in(name), None),
            None => self.all(),
        }
    }

    /// Tera with a phrase.
    pub(super) fn with_phrase<'e>(&'e self, phrase: &'e Phrase) -> &'e Tera {
        match self.named_in_phrase(&phrase.key) {
            Some(named) => self.compiled(&phrase.alone, named, Some(phrase)),
            None => self.all(),
        }
    }

    /// Tera for a text of a letter, which can include templates too.
    pub(super) fn for_text(&self, text: &str) -> &Tera {
        let calls = |code: &str| code.starts_with("include") || code.starts_with('<');
        let is_tag = |kind| matches!(kind, PieceKind::Expression | PieceKind::Statement);
        let needs_all = text.contains("include") || text.contains('<');
        let pieces = if needs_all { pieces(text) } else { Vec::new() };
        match pieces.iter().any(|piece| is_tag(piece.kind) && calls(piece.inside(text))) {
            true => self.all(),
            false => self.all.get().unwrap_or(&self.tera),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HouseStyle, tags};
    use super::*;
    use crate::base::Language;
    use crate::model::phrases::Phrases;

    fn engine(house: &HouseStyle, language: Language) -> Engine {
        let mut problems = Diagnostics::new();
        let text = house.text(&format!("phrases/{}.yaml", language.code())).expect("phrases");
        let phrases = Phrases::load(&text, &mut problems).expect("good");
        Engine::new(house, &phrases, &mut problems).expect("good")
    }

    #[test]
    fn what_is_compiled_later_is_sound() {
        for language in Language::ALL {
            let engine = engine(&HouseStyle::default(), language);
            assert!(engine.all.get().is_none());
            let templates = engine.marked();
            assert!(templates.len() > 100 && engine.with(&templates).is_ok(), "{}", language.name());
            let mut texts = (0..).map_while(|number| engine.runs.text(number));
            assert!(texts.all(|text| tags::refused(text).is_none()), "{}", language.name());
            for phrase in engine.phrases.iter().filter(|phrase| !phrase.is_plain) {
                assert!(engine.with_phrase(phrase).contains_template(&template_of(&phrase.key)));
            }
            for name in engine.templates.keys() {
                assert!(engine.with_template(name).contains_template(name));
            }
            assert!(engine.all.get().is_none(), "{}", language.name());
            assert!(!engine.for_text("{{ letter.number }} < include").contains_template("letter.md"));
            assert!(engine.for_text("{% include \"letter.md\" %}").contains_template("letter.md"));
        }
    }

    #[test]
    fn a_file_of_another_house_style_has_all_compiled_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let same = HouseStyle::default().text("body/wish.md").expect("a template");
        std::fs::create_dir(folder.path().join("body")).expect("made");
        std::fs::write(folder.path().join("body/wish.md"), same.text()).expect("written");
        let house = HouseStyle::open(Some(folder.path())).expect("there");
        assert!(engine(&house, Language::English).all.get().is_none());
        std::fs::write(folder.path().join("body/wish.md"), "{# own #}").expect("written");
        assert!(engine(&house, Language::English).all.get().is_some());
    }
}
