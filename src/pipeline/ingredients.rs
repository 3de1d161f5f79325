//! What letters are made from: the inventory of the house, and what of it a letter uses.

use super::Studio;
use super::open::Texts;
use super::voice::Voice;
use crate::compose::{self, Composed};
use crate::document::Document;
use crate::fingerprint::Fingerprint;
use crate::inventory::{self, Inventory};
use crate::letter::Letter;
use crate::presets::Presets;
use crate::report::shown;
use crate::resolve::Resolved;
use crate::source::Source;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Studio {
    /// Everything that letters are made from, as it was when the studio was opened.
    pub fn inventory(&self) -> &Inventory {
        self.inventory.get_or_init(|| {
            let texts = &self.texts;
            let mut items = inventory::keys(&self.english.text, "phrase", Some("phrases"));
            items.extend(inventory::keys(&texts.presets, "preset", None));
            items.extend(inventory::keys(&texts.groups, "group", None));
            items.extend(inventory::list(&texts.signatories, "signatory"));
            // The phrases file is cut into its phrases: as a whole it would change with each of them.
            let Voice { engine, text, .. } = &self.english;
            let templates = engine.sources().iter().filter(|source| !Arc::ptr_eq(source, text));
            items.extend(templates.chain([&texts.theme, &texts.shell]).map(|source| inventory::file(source)));
            let (mut whole_files, mut for_writers) = (Vec::new(), BTreeSet::new());
            for_writers.extend([&texts.theme, &texts.shell].map(|source| shown(source.path())));
            items.extend(Source::read(&self.terms).map(|source| inventory::file(&source)));
            for (name, path) in self.house.own_files() {
                let item = shown(&path);
                // The program is known by all that it brings along: only other files can be new to it.
                if name.starts_with("phrases/") && path != self.english.text.path() {
                    // A build in English must not pay for the other languages.
                    items.extend([inventory::large_file(&path)]);
                } else if name.starts_with("fonts/") {
                    whole_files.push(inventory::large_file(&path));
                    for_writers.insert(item);
                } else if name.starts_with("images/") {
                    whole_files.push((item, Fingerprint::of(&std::fs::read(&path).unwrap_or_default())));
                }
            }
            items.extend(whole_files);
            Inventory::new(items, |name| for_writers.contains(name))
        })
    }

    /// The texts of the house that findings can point at.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        let Texts { theme, presets, shell, groups, signatories } = &self.texts;
        let english = self.english.engine.sources().iter().chain([&self.english.text]);
        let others = self.others.made().flat_map(|voice| [Some(&voice.text), voice.terms.as_ref()]).flatten();
        english.chain([theme, presets, shell, groups, signatories]).chain(others)
    }

    /// What a Document and all that the writers need beside it are.
    pub fn fingerprint(&self, document: &Document) -> Fingerprint {
        Fingerprint::of_value(&(document, self.inventory().writers()))
    }

    /// The entries of the directory and the presets that a letter is made of.
    pub(super) fn used_entries(&self, letter: &Letter, resolved: &Resolved<'_>) -> BTreeSet<String> {
        let Texts { presets, groups, signatories, .. } = &self.texts;
        let item = |what: &str, name: &str, file: &Source| inventory::item(what, name, &shown(file.path()));
        let others = resolved.joint_with.iter().chain(&resolved.collocated_with).map(|(key, _)| *key);
        let keys =
            others.chain([&*letter.group.value]).chain(resolved.group.parent.as_ref().map(|p| &*p.value));
        let mut used: BTreeSet<String> = keys.map(|key| item("group", key, groups)).collect();
        used.insert(item("signatory", &resolved.signatory.name, signatories));
        used.extend(Presets::names_of(letter).map(|name| item("preset", name, presets)));
        used
    }

    /// Adds the templates, phrases and pictures that a letter is made of.
    pub(super) fn add_used(&self, voice: &Voice, composed: &Composed, used: &mut BTreeSet<String>) {
        let templates = voice.engine.with_included(composed.templates.iter().cloned());
        used.extend(templates.iter().filter_map(|name| Some(shown(voice.engine.file(name)?.path()))));
        let phrases = shown(voice.text.path());
        let said = composed.prose.rendered().places().filter_map(|(file, line)| {
            if Arc::ptr_eq(file, &voice.text) { voice.engine.phrase_at(line) } else { None }
        });
        let beside_the_text = compose::BESIDE_THE_TEXT.map(str::to_owned);
        used.extend(said.chain(beside_the_text).map(|key| inventory::item("phrase", &key, &phrases)));
        let of_house = composed.pictures.iter().filter(|(_, own)| own.is_none());
        used.extend(of_house.map(|(name, _)| shown(&self.house.shown(&format!("images/{name}")))));
    }
}
