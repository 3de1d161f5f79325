//! Which of two lists of texts belong together, and which words of two texts that do are others.
//!
//! Knows texts, not files.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;
use std::ops::Range;

/// What becomes of the items of two lists, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// An item of the old list is this one of the new.
    Both(usize, usize),
    /// An item of the old list is gone.
    Old(usize),
    /// An item of the new list is new.
    New(usize),
}

/// An item: its text, and what it is. Only items of one kind belong together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Item {
    pub(super) kind: Vec<usize>,
    pub(super) text: String,
}

/// More comparisons than the longest letter needs between two passages that stay.
const MOST_PAIRS: usize = 250_000;
/// The share of common words from which two texts are one that changed.
const ALIKE: f64 = 0.34;

/// Aligns two lists: first equal items, then those between them by their words.
pub(super) fn align(old: &[Item], new: &[Item]) -> Vec<Step> {
    let mut out = Vec::new();
    let (mut gone, mut come) = (0..0, 0..0);
    for step in capture_diff_slices(Algorithm::Patience, old, new) {
        if let DiffOp::Equal { old_index, new_index, len } = step {
            gap(old, new, gone.start..old_index, come.start..new_index, &mut out);
            out.extend((0..len).map(|n| Step::Both(old_index + n, new_index + n)));
            (gone.start, come.start) = (old_index + len, new_index + len);
        }
    }
    gap(old, new, gone.start..old.len(), come.start..new.len(), &mut out);
    out
}

/// Aligns what stands between equal items: the pairs that have most words in common, in order.
fn gap(old: &[Item], new: &[Item], gone: Range<usize>, come: Range<usize>, out: &mut Vec<Step>) {
    let (rows, columns) = (gone.len(), come.len());
    if rows == 0 || columns == 0 || rows * columns > MOST_PAIRS {
        out.extend(gone.map(Step::Old).chain(come.map(Step::New)));
        return;
    }
    let bags: Vec<_> = come.clone().map(|at| bag(&new[at].text)).collect();
    let mut like = vec![0.0_f64; rows * columns];
    for row in 0..rows {
        let item = &old[gone.start + row];
        let own = bag(&item.text);
        for column in 0..columns {
            if item.kind == new[come.start + column].kind {
                like[row * columns + column] = likeness(&own, &bags[column]);
            }
        }
    }
    let width = columns + 1;
    let mut best = vec![0.0_f64; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let pair = like[row * columns + column];
            let both = if pair >= ALIKE { pair + best[(row + 1) * width + column + 1] } else { 0.0 };
            best[row * width + column] =
                both.max(best[(row + 1) * width + column]).max(best[row * width + column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let (here, pair) = (best[row * width + column], like[row * columns + column]);
        if pair >= ALIKE && here <= pair + best[(row + 1) * width + column + 1] {
            out.push(Step::Both(gone.start + row, come.start + column));
            (row, column) = (row + 1, column + 1);
        } else if here <= best[(row + 1) * width + column] {
            out.push(Step::Old(gone.start + row));
            row += 1;
        } else {
            out.push(Step::New(come.start + column));
            column += 1;
        }
    }
    out.extend((gone.start + row..gone.end).map(Step::Old));
    out.extend((come.start + column..come.end).map(Step::New));
}

/// Pairs what is left over at one place, in order, as far as it is of one kind: rows and paragraphs of cells stay where they are.
pub(super) fn pair_left_over(old: &[Item], new: &[Item], steps: Vec<Step>) -> Vec<Step> {
    let is_pair = |step: &Step| matches!(step, Step::Both(..));
    let mut out = Vec::with_capacity(steps.len());
    for group in steps.chunk_by(|one, two| is_pair(one) == is_pair(two)) {
        let olds = group.iter().filter_map(|step| if let Step::Old(at) = step { Some(*at) } else { None });
        let news = group.iter().filter_map(|step| if let Step::New(at) = step { Some(*at) } else { None });
        let pairs: Vec<(usize, usize)> =
            olds.zip(news).take_while(|(one, two)| old[*one].kind == new[*two].kind).collect();
        out.extend(pairs.iter().map(|(one, two)| Step::Both(*one, *two)));
        let is_left = |step: &&Step| match step {
            Step::Old(at) => pairs.iter().all(|pair| pair.0 != *at),
            Step::New(at) => pairs.iter().all(|pair| pair.1 != *at),
            Step::Both(..) => true,
        };
        out.extend(group.iter().filter(is_left).copied());
    }
    out
}

/// How often each word occurs in a text.
fn bag(text: &str) -> BTreeMap<&str, usize> {
    let mut out = BTreeMap::new();
    for word in words(text).into_iter().filter(|word| word.chars().any(char::is_alphanumeric)) {
        *out.entry(word).or_default() += 1;
    }
    out
}

/// The share of common words, from 0 to 1.
fn likeness(one: &BTreeMap<&str, usize>, two: &BTreeMap<&str, usize>) -> f64 {
    let common: usize =
        one.iter().map(|(word, count)| two.get(word).map_or(0, |other| *count.min(other))).sum();
    let all: usize = one.values().chain(two.values()).sum();
    #[expect(clippy::cast_precision_loss, reason = "no text has as many words")]
    if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
}

/// Words that became others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// The words that are gone.
    pub(super) gone: String,
    /// The new words, by their bytes in the new text; empty for none, then the place of those that are gone.
    pub(super) come: Range<usize>,
}

/// Which words of a text became others, in order.
pub(super) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (olds, news) = (words(old), words(new));
    let bytes = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
    let mut out: Vec<Edit> = Vec::new();
    let mut between: Option<&[&str]> = None;
    let mut at = 0;
    for step in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        let (_, gone, come) = step.as_tag_tuple();
        let length = bytes(&news[come.clone()]);
        if matches!(step, DiffOp::Equal { .. }) {
            between = Some(&news[come]);
        } else {
            let gone = olds[gone].concat();
            match (out.last_mut(), between.take()) {
                // Changes with nothing but a space or a sign between them read better as one.
                (Some(last), Some(few)) if few.len() < 3 && !few.iter().any(|word| is_word(word)) => {
                    last.gone.extend(few.iter().copied().chain([gone.as_str()]));
                    last.come.end = at + length;
                }
                (Some(last), None) => {
                    last.gone.push_str(&gone);
                    last.come.end = at + length;
                }
                _ => out.push(Edit { gone, come: at..at + length }),
            }
        }
        at += length;
    }
    out
}

fn is_word(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !is_alone(c))
}

/// Words, spaces and signs, all that is in a text.
fn words(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if is_alone(c) {
            if start < at {
                out.push(&text[start..at]);
            }
            start = at + c.len_utf8();
            out.push(&text[at..start]);
        }
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

/// Spaces and most signs; also the characters of scripts that have no spaces between words, and what stands for images and notes.
fn is_alone(c: char) -> bool {
    c.is_whitespace()
        || (c.is_ascii_punctuation() && !matches!(c, '-' | '\'' | '_' | '@'))
        || matches!(c, '\u{ab}' | '\u{bb}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{2012}'..='\u{2015}' | '\u{201c}'..='\u{2026}')
        || matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f8f0}'..='\u{f8ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(texts: &[&str]) -> Vec<Item> {
        texts.iter().map(|text| Item { kind: Vec::new(), text: (*text).to_owned() }).collect()
    }

    #[test]
    fn equal_items_first_and_then_those_that_are_alike() {
        let old = items(&["one two three", "four", "five six"]);
        let new = items(&["zero", "one two 3", "five six", "seven"]);
        let steps = align(&old, &new);
        assert_eq!(steps, [Step::New(0), Step::Both(0, 1), Step::Old(1), Step::Both(2, 2), Step::New(3)]);
    }

    #[test]
    fn words_that_became_others() {
        let edit = |gone: &str, come| Edit { gone: gone.to_owned(), come };
        assert_eq!(
            edits("from 20 to 30 April", "from 21 to 30 May"),
            [edit("20", 5..7), edit("April", 14..17)]
        );
        assert_eq!(edits("a b", "c d"), [edit("a b", 0..3)]);
        assert_eq!(edits("a b.", "a."), [edit(" b", 1..1)]);
        assert_eq!(edits("", "a b"), [edit("", 0..3)]);
    }

    proptest::proptest! {
        #[test]
        fn edits_lead_from_one_text_to_the_other(old in "[ab ,]{0,20}", new in "[ab ,]{0,20}") {
            let (mut back, mut at) = (String::new(), 0);
            for edit in edits(&old, &new) {
                back += &new[at..edit.come.start];
                back += &edit.gone;
                at = edit.come.end;
            }
            proptest::prop_assert_eq!(back + &new[at..], old);
        }
    }
}
