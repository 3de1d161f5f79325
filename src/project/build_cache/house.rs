//! The inputs of a session: all that the house style and the directory have to make letters from, and what of it a
//! letter was made of.

use super::inputs::{self, Inputs, Items};
use crate::base::text::shown;
use crate::base::{Fingerprint, Language, Source};
use crate::compose;
use crate::compose::origin::TextKind;
use crate::document::Document;
use crate::model::presets::Presets;
use crate::project::session::locale::Locale;
use crate::project::session::open::StyleTexts;
use crate::project::session::{Composition, Session};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Everything that letters are made from, language by language, as it was when the session was opened.
pub struct SessionInputs<'s> {
    session: &'s Session,
    of: [OnceLock<Inputs>; Language::ALL.len()],
}

impl<'s> SessionInputs<'s> {
    /// Of a session; the inputs of a language are found when they are first asked for.
    pub fn of(session: &'s Session) -> Self {
        Self { session, of: Default::default() }
    }

    /// Everything that letters in a language are made from: nothing of the other languages.
    pub fn language(&self, language: Language) -> &Inputs {
        self.of[language.index()].get_or_init(|| list(self.session, language))
    }

    /// What a Document and all that the writers need beside it are.
    pub fn fingerprint(&self, document: &Document) -> Fingerprint {
        Fingerprint::of_value(&(document, self.language(document.properties.language).writers()))
    }
}

fn list(session: &Session, language: Language) -> Inputs {
    let texts = &session.texts;
    let mut items = inputs::keys(&texts.presets, "preset", None);
    items.extend(inputs::keys(&texts.groups, "group", None));
    items.extend(inputs::list(&texts.signatories, "signatory"));
    items.extend(look_of(session, language));
    items.extend([inputs::file(&texts.shell)]);
    match session.locale(language) {
        Ok(Locale { engine, text, terms, .. }) => {
            // Cut into its phrases and terms: as a whole it would change with each of them.
            items.extend(inputs::keys_under(text, &[("phrase", "phrases"), ("term", "terms")]));
            items.extend(terms.iter().flat_map(|terms| inputs::keys(terms, "term", None)));
            items.extend(engine.files().map(|source| inputs::file(source)));
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
    for (name, path) in session.house.own_files() {
        // The program is known by all that it brings along: only other files can be new to it.
        if name.starts_with("fonts/") {
            for_writers.insert(shown(&path));
            items.extend([inputs::large_file(&path)]);
        } else if name.starts_with("images/") {
            items.insert(shown(&path), Fingerprint::of_value(&std::fs::read(&path).unwrap_or_default()));
        }
    }
    Inputs::new(items, |name| for_writers.contains(name))
}

/// The theme, without what it says of other languages.
fn look_of(session: &Session, language: Language) -> Items {
    let theme = &session.texts.theme;
    let name = |language: Language| inputs::item("language", language.code(), &shown(theme.path()));
    let mut items = inputs::keys(theme, "language", Some("languages"));
    Language::ALL.into_iter().filter(|other| *other != language).for_each(|other| {
        items.remove(&name(other));
    });
    // In which order it names them says nothing.
    items.retain(|item, _| !inputs::is_order(item));
    items
}

/// The texts of a session that findings can point at.
pub fn texts(session: &Session) -> impl Iterator<Item = &Arc<Source>> {
    let StyleTexts { theme, presets, shell, groups, signatories } = &session.texts;
    let english = session.english.engine.files().chain([&session.english.text]);
    let others =
        session.others.made().flat_map(|locale| [Some(&locale.text), locale.terms.as_ref()]).flatten();
    english.chain([theme, presets, shell, groups, signatories]).chain(others)
}

/// The pictures beside a letter that it shows, and what they were.
pub fn pictures(composition: &Composition<'_>) -> Vec<(PathBuf, Fingerprint)> {
    let pictures = composition.composed.iter().flat_map(|composed| composed.pictures.values());
    pictures.flatten().cloned().collect()
}

/// The inputs that a letter was made of and others need not be, by their names: templates,
/// phrases, pictures, entries of the directory, presets.
pub fn used(session: &Session, composition: &Composition<'_>) -> BTreeSet<String> {
    let (Some(loaded), Some(resolved), Some(composed)) =
        (&composition.letter.loaded, &composition.resolved, &composition.composed)
    else {
        return BTreeSet::new();
    };
    let (letter, locale) = (&loaded.letter, loaded.locale);
    let StyleTexts { presets, groups, signatories, .. } = &session.texts;
    let item = |what: &str, name: &str, file: &Source| inputs::item(what, name, &shown(file.path()));
    let others = resolved.joint_with.iter().chain(&resolved.collocated_with).map(|(key, _)| *key);
    let keys = others.chain([&*letter.group.value]).chain(resolved.group.parent.as_ref().map(|p| &*p.value));
    let mut used: BTreeSet<String> = keys.map(|key| item("group", key, groups)).collect();
    used.insert(item("signatory", &resolved.signatory.name, signatories));
    used.extend(Presets::names_of(letter).map(|name| item("preset", name, presets)));
    let templates = locale.engine.with_included(composed.templates.iter().cloned());
    used.extend(templates.iter().filter_map(|name| Some(shown(locale.engine.file(name)?.path()))));
    let phrases = shown(locale.text.path());
    let said = composed.prose.rendered().texts().filter_map(|text| match &text.kind {
        TextKind::Phrase(name) => Some(name.clone()),
        TextKind::Own | TextKind::Template(_) => None,
    });
    let beside_the_text = compose::BESIDE_THE_TEXT.map(|name| name.word().to_owned());
    used.extend(said.chain(beside_the_text).map(|key| inputs::item("phrase", &key, &phrases)));
    let of_house = composed.pictures.iter().filter(|(_, own)| own.is_none());
    used.extend(of_house.map(|(name, _)| shown(&session.house.shown(&format!("images/{name}")))));
    used
}
