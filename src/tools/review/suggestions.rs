//! Phrases that several letters word alike: then the house style may be what is to change. Only a suggestion.

use super::draft::Files;
use crate::base::yaml::parse;
use crate::base::{Diagnostics, Source};
use std::path::PathBuf;
use std::sync::Arc;

/// A phrase that several letters word alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The name of the phrase.
    pub phrase: String,
    /// How they word it.
    pub text: String,
    /// The other letters.
    pub letters: Vec<PathBuf>,
}

/// The phrases that a review words in a letter as `others` do.
pub fn suggestions(before: &Files, after: &Files, others: &[Arc<Source>]) -> Vec<Suggestion> {
    let own = after.facts();
    let old = wording(before.facts());
    let new = wording(own).into_iter().filter(|entry| !old.contains(entry));
    let found = new.filter_map(|(phrase, text)| {
        let says_so = |other: &&Arc<Source>| {
            other.path() != own.path()
                && wording(other).iter().any(|(name, said)| *name == phrase && *said == text)
        };
        let letters: Vec<PathBuf> =
            others.iter().filter(says_so).map(|other| other.path().to_path_buf()).collect();
        (!letters.is_empty()).then_some(Suggestion { phrase, text, letters })
    });
    found.collect()
}

/// The phrases that a letter words, with their words.
fn wording(source: &Arc<Source>) -> Vec<(String, String)> {
    // Most letters word nothing: they need not be read.
    if !source.text().contains("wording:") {
        return Vec::new();
    }
    let Ok(tree) = parse(source, &mut Diagnostics::new()) else { return Vec::new() };
    let Some(wording) = tree.get("wording") else { return Vec::new() };
    wording
        .entries()
        .iter()
        .filter_map(|(key, value)| Some((key.text.clone(), value.as_str()?.to_owned())))
        .collect()
}
