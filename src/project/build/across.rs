//! What is wrong between the letters of a build: compared again only when a letter or the house style has changed.

use super::target::{Identity, Target};
use super::{Build, languages};
use crate::base::fingerprint::Fingerprint;
use crate::base::text::shown;
use crate::project::build_cache::RecordedFindings;
use crate::project::register::Entry;
use crate::project::session::Findings;
use std::collections::BTreeMap;
use std::path::Path;

impl Build<'_> {
    /// Finds what is wrong between the letters: as it was found at the last build when these were they, or else as
    /// `compare` says, which for each of those that are built gives its entry and what is wrong between it and others.
    ///
    /// # Errors
    /// Those of `compare`.
    pub fn compare<E>(
        &mut self,
        compare: impl FnOnce() -> Result<Vec<(Option<Entry>, Findings)>, E>,
    ) -> Result<(), E> {
        let set = self.set();
        if let Some(known) = self.known_between(set) {
            self.between = known;
            return Ok(());
        }
        let found = compare()?.into_iter().map(|(entry, between)| (entry.and_then(Identity::of), between));
        (self.identities, self.between) = found.unzip();
        if let Some(found) = self.recorded_between() {
            self.notes().keep(|cache| cache.keep_between(set, found));
        }
        Ok(())
    }

    /// What everything depends on that can be found between letters.
    fn set(&self) -> Fingerprint {
        let letter = |letter: &Target| {
            let original = letter.original.as_ref().map(|o| Fingerprint::of(o.text().as_bytes()));
            (letter.source.path().to_path_buf(), letter.text, original)
        };
        let letters: Vec<_> = self.letters.iter().map(|read| read.as_ref().ok().map(letter)).collect();
        let houses = languages(self.letters.iter()).into_iter();
        let houses: Vec<Fingerprint> =
            houses.map(|language| self.inputs.language(language).whole()).collect();
        Fingerprint::of_value(&(letters, self.records.len(), houses, self.archive.fingerprint()))
    }

    fn known_between(&self, set: Fingerprint) -> Option<Vec<Findings>> {
        let notes = self.notes();
        let known = notes.cache.between(set)?;
        let of = |path: &Path| {
            known
                .get(&shown(path))
                .map_or(Some(Findings::default()), |found| found.again(path, &self.sources))
        };
        let own = self.letters.iter().take(self.records.len());
        own.map(|read| read.as_ref().map_or(Some(Findings::default()), |letter| of(letter.source.path())))
            .collect()
    }

    /// What is found between letters, for the build cache; `None` when one of them cannot be built for it.
    fn recorded_between(&self) -> Option<BTreeMap<String, RecordedFindings>> {
        let own = self.letters.iter().zip(&self.between);
        own.filter(|(_, between)| !between.problems.is_empty() || !between.silenced.is_empty())
            .map(|(read, between)| {
                let path = read.as_ref().ok()?.source.path();
                Some((shown(path), RecordedFindings::of(between, path, &self.sources)?))
            })
            .collect()
    }
}
