//! How each sentence of a letter stands in a translation: the build and `letters translate` say the same of it.

use super::file::Sentence;
use super::matching::matches;
use super::units::Unit;
use crate::model::phrases::{Term, Terms};

/// A sentence of the letter, and what the translation has of it.
pub struct Standing<'a> {
    /// The sentence of the letter.
    pub unit: Unit,
    /// That of the translation, and its place in the list.
    pub own: Option<(usize, &'a Sentence)>,
    /// Whether the translation's file says the same English.
    pub is_same: bool,
    /// A name of the house that needs no sentence.
    pub term: Option<Term>,
}

/// How a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A name of the house says it.
    Term,
    /// Nobody has translated it.
    Missing,
    /// It was changed after it was translated.
    Older,
    /// It is translated.
    Translated,
}

impl Standing<'_> {
    /// How it stands.
    pub fn state(&self) -> State {
        match self.own {
            _ if self.term.is_some() => State::Term,
            Some((_, own)) if own.text.is_some() => {
                if self.is_same && own.was.is_none() {
                    State::Translated
                } else {
                    State::Older
                }
            }
            _ => State::Missing,
        }
    }
}

/// The name of the house that says what a sentence says.
fn known(unit: &Unit, terms: &Terms) -> Option<Term> {
    if unit.is_place() { terms.place(&unit.text) } else { terms.get(&unit.text) }
}

/// How the sentences of a letter stand in a list of translated ones, in the letter's order. Names that `terms`
/// knows need no sentence, unless the list has one with the same words.
pub fn standings<'a>(units: Vec<Unit>, list: &'a [Sentence], terms: Option<&Terms>) -> Vec<Standing<'a>> {
    let found = matches(&units, list);
    let standing = |(unit, found): (Unit, Option<super::matching::Match>)| {
        let own = found.and_then(|found| Some((found.sentence, list.get(found.sentence)?)));
        let is_same = found.is_some_and(|found| found.is_same);
        let is_translated = is_same && own.is_some_and(|(_, own)| own.text.is_some());
        let term = if is_translated { None } else { terms.and_then(|terms| known(&unit, terms)) };
        Standing { unit, own, is_same, term }
    };
    units.into_iter().zip(found).map(standing).collect()
}
