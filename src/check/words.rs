//! The English words that the rules look for: `words.json`, compiled into the program.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The lists of `words.json`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Words {
    /// Places where delegates go: left over in the letter of a virtual meeting.
    pub places: Vec<String>,
    /// A number after one of these words can be a time of day.
    pub at: Vec<String>,
    /// Words of a link that do not name the page that it opens.
    pub empty_links: Vec<String>,
    /// Before a `here` that was a link.
    pub before_here: Vec<String>,
    /// Words that stand for others, in small letters.
    pub placeholders: Vec<String>,
    /// Pieces of text that are placeholders as they are, in small letters.
    pub placeholder_pieces: Vec<String>,
    /// Phrases that word processors put in, in small letters.
    pub placeholder_phrases: Vec<String>,
    /// In square brackets, these words begin a note on what is to be written there.
    pub bracketed: Vec<String>,
    /// How a text mentions a form that comes with the letter.
    pub attached_forms: Vec<String>,
    /// What can follow `every day`, but not the adjective `everyday`.
    pub after_every_day: Vec<String>,
    /// Verbs for what is over.
    pub past: Vec<String>,
    /// Words that do not make two sentences different.
    pub little_words: Vec<String>,
    /// Items of the practical annex for people who travel.
    pub travel_items: Vec<String>,
    /// Misspelt and right: in small letters, and never right in another sense.
    pub slips: BTreeMap<String, String>,
    /// ITU's spelling, and others of the same word, in small letters.
    pub spellings: BTreeMap<String, Vec<String>>,
}

/// The lists; a unit test reads them, so that they are sound.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| read().unwrap_or_default());

// JSON, because it is read in every run: as YAML, read with its places, it made the check of one letter 2.4 % slower.
fn read() -> Result<Words, serde_json::Error> {
    serde_json::from_str(include_str!("words.json"))
}

/// Whether a word is in a list, as it is.
pub fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sound() {
        let words = read().expect("every list can be read");
        for (wrong, right) in &words.slips {
            assert_eq!(*wrong, wrong.to_lowercase());
            assert_ne!(wrong, right);
        }
    }
}
