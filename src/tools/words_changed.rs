//! Which words of a text became others: the smallest set of words taken out and put in.
//!
//! Knows lists of words, nothing of letters or formats.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// A run of words that became another; one of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The words taken out, by their places in the old list.
    pub old: Range<usize>,
    /// The words put in, by their places in the new list.
    pub new: Range<usize>,
}

/// What makes the old list of words the new one, in order; empty when they are equal. The same two
/// lists give the same changes, always.
pub fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let as_change = |step: DiffOp| {
        let (_, old, new) = step.as_tag_tuple();
        Change { old, new }
    };
    capture_diff_slices(Algorithm::Myers, old, new)
        .into_iter()
        .filter(|step| !matches!(step, DiffOp::Equal { .. }))
        .map(as_change)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Vec<(String, String)> {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (old.split_whitespace().collect(), new.split_whitespace().collect());
        changes(&old, &new).into_iter().map(|c| (old[c.old].join(" "), new[c.new].join(" "))).collect()
    }

    #[test]
    fn what_became_of_words() {
        assert_eq!(told("from 20 to 30 April", "from 20 to 30 April"), []);
        assert_eq!(
            told("from 20 to 30 April", "from 21 to 30 May"),
            [("20".into(), "21".into()), ("April".into(), "May".into())]
        );
        assert_eq!(told("Dear Sir", "Dear Sir or Madam"), [(String::new(), "or Madam".into())]);
        assert_eq!(told("a b c", "b"), [("a".into(), String::new()), ("c".into(), String::new())]);
    }
}
