//! How much of an old letter the new one says: the share of its words that come out in order, and the passages that do not.

use super::body::told;
use super::made::Made;
use super::passage::Passage;
use super::words::{keys, pairs, shared};
use super::zones::Zones;
use crate::compose::markdown::ProseKind;
use serde::Serialize;

/// What came out of the old letter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Proof {
    /// Words of the old letter.
    pub words: usize,
    /// Those that the new one says, in order. The first page has rows and columns that each layout orders in its own way: there
    /// the order does not count.
    pub same: usize,
    /// Words that the new letter says and the old one does not.
    pub more: usize,
    /// Passages that do not come out whole.
    pub missing: Vec<Missing>,
}

/// A passage that does not come out whole.
#[derive(Clone, Debug, Serialize)]
pub struct Missing {
    /// Its line in a text file, or its number in a Word file.
    pub line: usize,
    /// How it begins.
    pub text: String,
    /// Its words that are missing.
    pub words: usize,
}

impl Proof {
    /// The share in hundredths, rounded down.
    pub fn share(&self) -> usize {
        (self.same * 10_000).checked_div(self.words).unwrap_or(10_000)
    }
}

/// Compares an old letter with the new one.
pub(super) fn of(made: &Made, old: &[Passage], zones: &Zones) -> Proof {
    // A salutation in other words is no phrase of the house style: what stands behind the subject is never on the first page's rows.
    let subject = made.passages.iter().position(|passage| passage.kind == ProseKind::Heading(1));
    let start = subject.map_or(0, |at| at + 1);
    let said = |passages: &[super::made::MadePassage]| -> Vec<String> {
        let words = |passage: &super::made::MadePassage| {
            keys(&passage.label).into_iter().chain(passage.keys()).map(|key| key.to_lowercase())
        };
        passages.iter().flat_map(words).collect()
    };
    // Small letters and capitals are a matter of looks: `Annex A`, and `ANNEX A` in the house style.
    let keys_of = |passage: &Passage| -> Vec<String> {
        passage.keys().into_iter().map(|key| key.to_lowercase()).collect()
    };
    let (first, then) = (said(&made.passages[..start]), said(&made.passages[start..]));
    let split = zones.salutation.unwrap_or(zones.head.end).min(old.len());
    let mut proof = Proof::default();
    let head: Vec<String> = old[..split].iter().flat_map(keys_of).collect();
    let same = shared(&head, &first);
    (proof.words, proof.same, proof.more) = (head.len(), same, first.len() - same);
    for passage in &old[..split] {
        miss(&mut proof, passage, keys_of(passage).iter().filter(|key| !first.contains(key)).count());
    }
    let rest: Vec<String> = old[split..].iter().flat_map(keys_of).collect();
    let pairs = pairs(&rest, &then);
    proof.words += rest.len();
    proof.same += pairs.len();
    proof.more += then.len() - pairs.len();
    let mut is_same = vec![false; rest.len()];
    pairs.iter().for_each(|(old, _)| is_same[*old] = true);
    let mut at = 0;
    for passage in &old[split..] {
        let count = passage.keys().len();
        miss(&mut proof, passage, is_same[at..at + count].iter().filter(|same| !**same).count());
        at += count;
    }
    proof
}

fn miss(proof: &mut Proof, passage: &Passage, words: usize) {
    if words > 0 {
        proof.missing.push(Missing { line: passage.line, text: told(passage), words });
    }
}
