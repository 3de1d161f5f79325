//! The languages of a letter: those that it is there in, to go to, and those that it is not.

use super::finding::summary;
use super::row;
use super::store::Shown;
use crate::base::Language;
use serde::Serialize;

/// A letter in one of the six languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LanguageVersion {
    /// `fr`.
    pub code: &'static str,
    /// `FR`.
    pub label: String,
    /// What the language calls itself.
    pub own_name: &'static str,
    /// Its English name.
    pub name: &'static str,
    /// What the letter in it is called in addresses; `None` when it is not there.
    pub id: Option<String>,
    /// `draft`, `issued`, `replaced`, `withdrawn`, or nothing where it is not known.
    pub status: &'static str,
    /// `1 error, 2 warnings`; empty for nothing.
    pub findings: String,
    /// Whether it is the one that is shown.
    pub is_here: bool,
}

/// All six, of a letter that is there in `versions`; `here` is the id of the one that is shown.
pub(super) fn tongues(versions: &[Shown<'_>], here: &str) -> Vec<LanguageVersion> {
    let version = |language: Language| {
        let there = versions.iter().find(|(state, _)| state.language == language);
        LanguageVersion {
            code: language.code(),
            label: language.code().to_uppercase(),
            own_name: language.own_name(),
            name: language.name(),
            id: there.map(|(state, _)| state.id.clone()),
            status: there.map_or("", |(_, entry)| row::status(*entry)),
            findings: there.map(|(state, _)| summary(state.all_problems())).unwrap_or_default(),
            is_here: there.is_some_and(|(state, _)| state.id == here),
        }
    };
    Language::for_readers().into_iter().map(version).collect()
}
