//! What letters are made from: the list of inputs of the house, and what of it a letter uses.

use super::Session;
use super::locale::Locale;
use super::open::StyleTexts;
use crate::base::fingerprint::Fingerprint;
use crate::base::language::Language;
use crate::base::source::Source;
use crate::base::text::shown;
use crate::compose::{self, Composed};
use crate::document::Document;
use crate::model::letter::Letter;
use crate::model::presets::Presets;
use crate::model::resolve::Resolved;
use crate::project::build_cache::inputs::{self, Inputs, Items};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Session {
    /// Everything that letters in a language are made from, as it was when the session was opened: nothing of the
    /// other languages.
    pub fn inputs(&self, language: Language) -> &Inputs {
        self.inputs_of[language.index()].get_or_init(|| self.take_stock(language))
    }

    fn take_stock(&self, language: Language) -> Inputs {
        let texts = &self.texts;
        let mut items = inputs::keys(&texts.presets, "preset", None);
        items.extend(inputs::keys(&texts.groups, "group", None));
        items.extend(inputs::list(&texts.signatories, "signatory"));
        items.extend(self.look_of(language));
        items.extend([inputs::file(&texts.shell)]);
        match self.locale(language) {
            Ok(Locale { engine, text, terms, .. }) => {
                // Cut into its phrases and terms: as a whole it would change with each of them.
                items.extend(inputs::keys_under(text, &[("phrase", "phrases"), ("term", "terms")]));
                items.extend(terms.iter().flat_map(|terms| inputs::keys(terms, "term", None)));
                let templates = engine.sources().iter().filter(|source| !Arc::ptr_eq(source, text));
                items.extend(templates.map(|source| inputs::file(source)));
            }
            Err(found) => {
                // No letter is made in it; one that was made before is looked at again.
                let found: Vec<&str> = found.iter().map(|problem| problem.message.as_str()).collect();
                items.insert(format!("the words of {}", language.name()), Fingerprint::of_value(&found));
            }
        }
        let theme = shown(texts.theme.path());
        let look = inputs::item("language", language.code(), &theme);
        let mut for_writers = BTreeSet::from([theme, look, shown(texts.shell.path())]);
        for (name, path) in self.house.own_files() {
            // The program is known by all that it brings along: only other files can be new to it.
            if name.starts_with("fonts/") {
                for_writers.insert(shown(&path));
                items.extend([inputs::large_file(&path)]);
            } else if name.starts_with("images/") {
                items.insert(shown(&path), Fingerprint::of(&std::fs::read(&path).unwrap_or_default()));
            }
        }
        Inputs::new(items, |name| for_writers.contains(name))
    }

    /// The theme, without what it says of other languages.
    fn look_of(&self, language: Language) -> Items {
        let theme = &self.texts.theme;
        let name = |language: Language| inputs::item("language", language.code(), &shown(theme.path()));
        let mut items = inputs::keys(theme, "language", Some("languages"));
        Language::ALL.into_iter().filter(|other| *other != language).for_each(|other| {
            items.remove(&name(other));
        });
        // In which order it names them says nothing.
        items.retain(|item, _| !inputs::is_order(item));
        items
    }

    /// The texts of the house that findings can point at.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        let StyleTexts { theme, presets, shell, groups, signatories } = &self.texts;
        let english = self.english.engine.sources().iter().chain([&self.english.text]);
        let others =
            self.others.made().flat_map(|locale| [Some(&locale.text), locale.terms.as_ref()]).flatten();
        english.chain([theme, presets, shell, groups, signatories]).chain(others)
    }

    /// What a Document and all that the writers need beside it are.
    pub fn fingerprint(&self, document: &Document) -> Fingerprint {
        let language = document.properties.language;
        Fingerprint::of_value(&(document, self.inputs(language).writers()))
    }

    /// The entries of the directory and the presets that a letter is made of.
    pub(super) fn used_entries(&self, letter: &Letter, resolved: &Resolved<'_>) -> BTreeSet<String> {
        let StyleTexts { presets, groups, signatories, .. } = &self.texts;
        let item = |what: &str, name: &str, file: &Source| inputs::item(what, name, &shown(file.path()));
        let others = resolved.joint_with.iter().chain(&resolved.collocated_with).map(|(key, _)| *key);
        let keys =
            others.chain([&*letter.group.value]).chain(resolved.group.parent.as_ref().map(|p| &*p.value));
        let mut used: BTreeSet<String> = keys.map(|key| item("group", key, groups)).collect();
        used.insert(item("signatory", &resolved.signatory.name, signatories));
        used.extend(Presets::names_of(letter).map(|name| item("preset", name, presets)));
        used
    }

    /// Adds the templates, phrases and pictures that a letter is made of.
    pub(super) fn add_used(&self, locale: &Locale, composed: &Composed, used: &mut BTreeSet<String>) {
        let templates = locale.engine.with_included(composed.templates.iter().cloned());
        used.extend(templates.iter().filter_map(|name| Some(shown(locale.engine.file(name)?.path()))));
        let phrases = shown(locale.text.path());
        let said = composed.prose.rendered().places().filter_map(|(file, line)| {
            if Arc::ptr_eq(file, &locale.text) { locale.engine.phrase_at(line) } else { None }
        });
        let beside_the_text = compose::BESIDE_THE_TEXT.map(str::to_owned);
        used.extend(said.chain(beside_the_text).map(|key| inputs::item("phrase", &key, &phrases)));
        let of_house = composed.pictures.iter().filter(|(_, own)| own.is_none());
        used.extend(of_house.map(|(name, _)| shown(&self.house.shown(&format!("images/{name}")))));
    }
}
