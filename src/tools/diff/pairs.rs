//! Which passage became which, by the words that they have in common.

use super::passage::Passage;
use std::collections::BTreeMap;

/// So much must two passages have in common to be one that changed.
const ALIKE: f64 = 0.4;
/// More pairs of passages are not tried: then nothing is where it was, and every passage came or went.
const MOST_PAIRS: usize = 250_000;

/// Which passages became which: the pairs, in order, that have the most in common.
pub(super) fn pairs(old: &[Passage], new: &[Passage]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let (old, new): (Vec<Bag<'_>>, Vec<Bag<'_>>) =
        (old.iter().map(|p| Bag::of(&p.text)).collect(), new.iter().map(|p| Bag::of(&p.text)).collect());
    // The best sum for the rest from each pair of places on.
    let width = new.len() + 1;
    let mut best = vec![0.0; (old.len() + 1) * width];
    let mut alike = vec![0.0; old.len() * new.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let both = old[i].alike(&new[j]);
            let both = if both >= ALIKE { both } else { 0.0 };
            alike[i * new.len() + j] = both;
            let apart = f64::max(best[(i + 1) * width + j], best[i * width + j + 1]);
            best[i * width + j] =
                if both > 0.0 { f64::max(apart, both + best[(i + 1) * width + j + 1]) } else { apart };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        let (both, here) = (alike[i * new.len() + j], best[i * width + j]);
        // The very sum that was put there.
        if both > 0.0 && here <= both + best[(i + 1) * width + j + 1] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here <= best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// The words of a passage, counted.
struct Bag<'a> {
    counts: BTreeMap<&'a str, usize>,
    total: usize,
}

impl<'a> Bag<'a> {
    fn of(text: &'a str) -> Self {
        let mut bag = Self { counts: BTreeMap::new(), total: 0 };
        for word in text.split(' ') {
            *bag.counts.entry(word).or_default() += 1;
            bag.total += 1;
        }
        bag
    }

    /// The part of their words that two have in common, from 0 to 1.
    fn alike(&self, other: &Self) -> f64 {
        let of = |(word, count): (&&str, &usize)| other.counts.get(word).map_or(0, |o| *o.min(count));
        let both: usize = self.counts.iter().map(of).sum();
        2.0 * both as f64 / (self.total + other.total).max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_pairs_in_order() {
        let passages = |texts: &[&str]| -> Vec<Passage> {
            texts.iter().map(|text| Passage { place: String::new(), text: (*text).into() }).collect()
        };
        let old = passages(&["a b c d", "e f g h", "i j k l"]);
        assert_eq!(pairs(&old, &passages(&["e f g x", "a b c d", "i j k l"])), [(0, 1), (2, 2)]);
        assert_eq!(pairs(&old, &passages(&["x y z"])), []);
        assert_eq!(pairs(&old, &[]), []);
        let many = vec![old[0].clone(); 600];
        assert_eq!(pairs(&many, &many), [], "too many to try");
    }
}
