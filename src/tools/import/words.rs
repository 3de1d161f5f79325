//! Words for comparing an old letter with what a letter of this program says: folded, so that hyphens, spaces, quotation
//! marks and marks that nobody sees make no difference.
//!
//! Knows nothing of letters.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is compared.
    pub(super) key: String,
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
}

/// The words of a text, without those that fold to nothing, such as a dash alone.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut start = None;
    let mut end_word = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take() {
            found.extend(word(text, from..end));
        }
    };
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            end_word(&mut start, at);
        } else if stands_alone(c) {
            end_word(&mut start, at);
            start = Some(at);
            end_word(&mut start, at + c.len_utf8());
        } else {
            start.get_or_insert(at);
        }
    }
    end_word(&mut start, text.len());
    found
}

/// The folded words of a text.
pub(super) fn keys(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.key).collect()
}

fn word(text: &str, range: Range<usize>) -> Option<Word> {
    let mut key: String = text[range.clone()].chars().filter_map(folded).collect();
    // French puts a space before a colon, and old letters of ITU none.
    if key.ends_with([':', '：']) {
        key.pop();
    }
    (!key.is_empty()).then_some(Word { key, range })
}

/// Signs of scripts without spaces between words are words of their own.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// A character as it is compared; none where it is a hyphen or nobody sees it.
fn folded(c: char) -> Option<char> {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' | '_' => None,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        '‘' | '’' | 'ʼ' | '`' => Some('\''),
        '“' | '”' | '„' => Some('"'),
        '\u{2022}' | '\u{b7}' | '\u{2610}' | '\u{2611}' | '\u{2612}' => None,
        c => Some(c),
    }
}

/// Pairs of equal words in order, as long a row as there is.
pub(super) fn pairs<T: Eq + std::hash::Hash + Ord>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal { old_index, new_index, len } = step {
            pairs.extend((0..len).map(|at| (old_index + at, new_index + at)));
        }
    }
    pairs
}

/// How like two rows of words are: 1 where they are the same, 0 where they share none.
pub(super) fn likeness(old: &[String], new: &[String]) -> f64 {
    let total = old.len() + new.len();
    if total == 0 || old == new {
        return 1.0;
    }
    // Words that both have at all are no fewer than those in order: most pairs need no more than this.
    if 2.0 * shared(old, new) as f64 / total as f64 <= 0.3 {
        return 0.0;
    }
    2.0 * pairs(old, new).len() as f64 / total as f64
}

/// How many words both have, in any order.
pub(super) fn shared(old: &[String], new: &[String]) -> usize {
    let (mut old, mut new): (Vec<&String>, Vec<&String>) = (old.iter().collect(), new.iter().collect());
    old.sort_unstable();
    new.sort_unstable();
    let (mut at, mut other, mut count) = (0, 0, 0);
    while at < old.len() && other < new.len() {
        match old[at].cmp(new[other]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => (at, other, count) = (at + 1, other + 1, count + 1),
        }
    }
    count
}

/// Whether a text begins with the words of another, whatever their spaces and marks; gives the byte behind them.
pub(super) fn begins_with(text: &str, head: &str) -> Option<usize> {
    let solid =
        |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).filter_map(folded).collect() };
    let head = solid(head).to_lowercase();
    if head.is_empty() {
        return None;
    }
    let mut seen = String::new();
    for (at, c) in text.char_indices() {
        seen.extend(folded(c).filter(|c| !c.is_whitespace()).into_iter().flat_map(char::to_lowercase));
        if seen == head {
            return Some(at + c.len_utf8());
        }
        if !head.starts_with(&seen) {
            return None;
        }
    }
    None
}

/// Where a text has the words of another, whatever their spaces and marks, and not inside longer words.
pub(super) fn find(text: &str, words: &str) -> Option<Range<usize>> {
    let inside = |before: Option<char>, behind: Option<char>| {
        let is_joined = |c: char| c.is_lowercase() || c.is_uppercase() || c.is_ascii_digit();
        before.is_some_and(is_joined) && behind.is_some_and(is_joined)
    };
    text.char_indices().find_map(|(at, c)| {
        if inside(text[..at].chars().next_back(), Some(c)) || c.is_whitespace() {
            return None;
        }
        let end = at + begins_with(&text[at..], words)?;
        let is_whole = !inside(text[..end].chars().next_back(), text[end..].chars().next());
        is_whole.then_some(at..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_spaces_and_marks_make_no_difference() {
        assert_eq!(keys("ITU\u{2011}T – 20-30\u{a0}April “x”"), ["ITUT", "2030", "April", "\"x\""]);
        assert_eq!(keys("第5研究组"), ["第", "5", "研", "究", "组"]);
    }

    #[test]
    fn likeness_counts_words_in_order() {
        assert_eq!(likeness(&keys("a b c"), &keys("a b c")), 1.0);
        assert!(likeness(&keys("a b c d"), &keys("a x c d")) > 0.7);
        assert_eq!(likeness(&keys("a b"), &keys("c d")), 0.0);
    }

    #[test]
    fn a_label_is_found_however_it_is_spaced() {
        assert_eq!(begins_with("E‑mail :\tx@y", "E-mail:"), Some(10));
        assert_eq!(begins_with("Emails", "E-mail:"), None);
    }

    #[test]
    fn words_are_found_whole() {
        assert_eq!(find("of ITU\u{2011}T Study\u{a0}Group 1, and", "Study Group 1"), Some(11..25));
        assert_eq!(find("of Study Group 14", "Study Group 1"), None);
    }
}
