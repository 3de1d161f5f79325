//! Looking for words in everything that letters say.

use super::row;
use super::store::{Shown, Store};
use crate::compose::markdown::Prose;
use serde::Serialize;

/// A letter that has the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The id of its row.
    pub id: String,
    /// Words before the first word that was found, itself, and words after it; empty where its row has it.
    pub around: [String; 3],
}

/// So many signs are shown on each side of a word.
const AROUND: usize = 48;

/// What a letter says, as it is searched.
pub fn said(prose: &Prose) -> String {
    prose.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" \u{b7} ")
}

/// A text in small letters, with as many signs.
fn folded(text: &str) -> String {
    text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

impl Store {
    /// The letters with all these words in what they say, in any language, or in their rows.
    pub fn search(&self, words: &str) -> Vec<Hit> {
        let words: Vec<String> = folded(words).split_whitespace().map(str::to_owned).collect();
        let hit = |versions: Vec<Shown<'_>>| {
            let id = versions.first()?.0.id.clone();
            versions.iter().find_map(|(state, entry)| {
                let subject = entry.and_then(|entry| entry.subject.clone()).unwrap_or_default();
                let row = folded(&format!("{} {subject} {}", row::name(state, *entry), state.path.display()));
                let text = folded(&state.said);
                let is_there = |word: &String| row.contains(word) || text.contains(word);
                let first = words.iter().find_map(|word| around(&state.said, &text, word));
                words.iter().all(is_there).then(|| Hit { id: id.clone(), around: first.unwrap_or_default() })
            })
        };
        self.in_order().into_iter().filter_map(hit).collect()
    }
}

/// The words around one that was found; `folded` has as many signs as `text`.
fn around(text: &str, folded: &str, word: &str) -> Option<[String; 3]> {
    let at = folded[..folded.find(word)?].chars().count();
    let length = word.chars().count();
    let take = |from: usize, count: usize| text.chars().skip(from).take(count).collect::<String>();
    let start = at.saturating_sub(AROUND);
    Some([take(start, at - start), take(at, length), take(at + length, AROUND)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_with_what_is_around_them() {
        let text = "The \u{130}stanbul MEETING of Working Party 3";
        let found = around(text, &folded(text), "meeting").expect("it is there");
        assert_eq!(found, ["The \u{130}stanbul ", "MEETING", " of Working Party 3"].map(str::to_owned));
        assert_eq!(around(text, &folded(text), "nothing"), None);
    }
}
