//! What those who translate need of the studio: names that the house has words for, and what facts say.

use super::Session;
use crate::base::diagnostic::Diagnostics;
use crate::base::language::Language;
use crate::base::source::Source;
use crate::model::phrases::Terms;
use crate::model::resolve::Resolved;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Session {
    /// The names of the house in a language; none in a language that there are no words in yet.
    pub fn terms(&self, language: Language) -> Option<&Terms> {
        self.locale(language).ok()?.phrases.terms.as_ref()
    }

    /// What facts in braces say in a letter, by how they are written; none when the letter cannot be read.
    pub fn values(&self, source: &Arc<Source>, facts: &[String]) -> BTreeMap<String, String> {
        let mut unheard = Diagnostics::new();
        let Some(read) = self.letter(source, &mut unheard) else { return BTreeMap::new() };
        let resolved = Resolved::new(&read.letter, &self.directory, &self.presets, &mut unheard);
        let composer = self.composer(read.locale);
        resolved.map(|resolved| composer.values(&resolved, source, facts)).unwrap_or_default()
    }
}
