//! What a composed letter was made of.

use super::inputs;
use crate::base::fingerprint::Fingerprint;
use crate::base::source::Source;
use crate::base::text::shown;
use crate::compose;
use crate::model::presets::Presets;
use crate::project::session::open::StyleTexts;
use crate::project::session::{Composition, Session};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

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
    let said = composed.prose.rendered().places().filter_map(|(file, line)| {
        if Arc::ptr_eq(file, &locale.text) { locale.engine.phrase_at(line) } else { None }
    });
    let beside_the_text = compose::BESIDE_THE_TEXT.map(str::to_owned);
    used.extend(said.chain(beside_the_text).map(|key| inputs::item("phrase", &key, &phrases)));
    let of_house = composed.pictures.iter().filter(|(_, own)| own.is_none());
    used.extend(of_house.map(|(name, _)| shown(&session.house.shown(&format!("images/{name}")))));
    used
}
