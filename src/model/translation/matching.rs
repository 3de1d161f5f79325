//! Which sentence of a translation belongs to which of the letter, also after the letter was changed: the build
//! and `letters translate` must agree on it.

use super::file::Sentence;
use super::units::Unit;
use crate::base::text::one_line;
use std::collections::BTreeMap;

/// What belongs to a sentence of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Its place in the translation's list.
    pub(super) sentence: usize,
    /// Whether the translation's file says the same English.
    pub(super) is_same: bool,
}

/// As much of two sentences must be the same words for one to be the other after a change.
const ALIKE: f64 = 0.5;
/// The same place counts for so much more.
const SAME_PLACE: f64 = 0.25;

/// The sentence of the translation that belongs to each of the letter. By its words, among several of the same
/// words by its place; without such words by what is left of it, or by its place. A sentence whose words stand
/// elsewhere in the letter belongs there: something inserted before it must not take its translation.
pub(super) fn matches(units: &[Unit], list: &[Sentence]) -> Vec<Option<Match>> {
    let mut by_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, sentence) in list.iter().enumerate() {
        by_words.entry(one_line(&sentence.original)).or_default().push(index);
    }
    let mut taken = vec![false; list.len()];
    let mut found: Vec<Option<Match>> = units
        .iter()
        .map(|unit| {
            let same = by_words.get(&one_line(&unit.text))?;
            let best = |is: &dyn Fn(&Sentence) -> bool| same.iter().copied().find(|index| is(&list[*index]));
            let sentence = best(&|sentence| stands_at(sentence, unit))
                .or_else(|| best(&|sentence| sentence.text.is_some()))
                .or_else(|| same.first().copied())?;
            taken[sentence] = true;
            Some(Match { sentence, is_same: true })
        })
        .collect();
    let open: Vec<usize> = (0..units.len()).filter(|unit| found[*unit].is_none()).collect();
    let free: Vec<usize> = (0..list.len()).filter(|sentence| !taken[*sentence]).collect();
    let words: Vec<Vec<&str>> =
        free.iter().map(|index| list[*index].original.split_whitespace().collect()).collect();
    let mut pairs = Vec::new();
    for &unit in &open {
        let own: Vec<&str> = units[unit].text.split_whitespace().collect();
        for (sentence, words) in free.iter().zip(&words) {
            let is_there = stands_at(&list[*sentence], &units[unit]);
            let alike = alike(&own, words);
            if is_there || alike >= ALIKE {
                pairs.push((alike + if is_there { SAME_PLACE } else { 0.0 }, unit, *sentence));
            }
        }
    }
    pairs.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
    for (_, unit, sentence) in pairs {
        if found[unit].is_none() && !taken[sentence] {
            taken[sentence] = true;
            found[unit] = Some(Match { sentence, is_same: false });
        }
    }
    found
}

fn stands_at(sentence: &Sentence, unit: &Unit) -> bool {
    sentence.at.as_ref().is_some_and(|at| at.value == unit.at)
}

/// How many words two sentences share, of the longer one: from 0 to 1.
fn alike(a: &[&str], b: &[&str]) -> f64 {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    a.iter().for_each(|word| *counts.entry(word).or_insert(0) += 1);
    let shared = b.iter().filter(|word| match counts.get_mut(**word) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    });
    let longest = a.len().max(b.len()).max(1);
    shared.count() as f64 / longest as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Located, Source, Span};

    fn unit(at: &str, text: &str) -> Unit {
        Unit { at: at.into(), text: text.into(), span: Span::file(&Source::new("l.yaml", "")) }
    }

    fn sentence(at: &str, text: &str) -> Sentence {
        let span = Span::file(&Source::new("l.fr.yaml", ""));
        let located = |text: &str| Located::new(text.to_owned(), span.clone());
        let at = Some(located(at)).filter(|at| !at.value.is_empty());
        Sentence { at, original: located(text), was: None, text: Some(located("…")) }
    }

    fn found(units: &[Unit], list: &[Sentence]) -> Vec<Option<(usize, bool)>> {
        matches(units, list).into_iter().map(|m| m.map(|m| (m.sentence, m.is_same))).collect()
    }

    #[test]
    fn a_sentence_keeps_its_translation_when_others_come_and_go() {
        let list =
            [sentence("body.1", "The room is on the first floor."), sentence("body.2", "Coffee is served.")];
        let units = [
            unit("body.1", "Welcome to all."),
            unit("body.2", "The room is on the second floor."),
            unit("body.3", "Coffee is\n served."),
            unit("body.4", "Coffee is served."),
        ];
        assert_eq!(found(&units, &list), [None, Some((0, false)), Some((1, true)), Some((1, true))]);
    }

    #[test]
    fn among_the_same_words_the_place_decides_and_without_words_too() {
        let list = [sentence("a", "Opening"), sentence("b", "Opening"), sentence("c", "Something old")];
        let units = [unit("b", "Opening"), unit("x", "Opening"), unit("c", "New words entirely")];
        assert_eq!(found(&units, &list), [Some((1, true)), Some((0, true)), Some((2, false))]);
    }
}
