//! The English words that the rules look for: `words.yaml`, compiled into the program.

use crate::base::Source;
use crate::base::yaml::{self, Decode, record};
use std::collections::BTreeMap;
use std::sync::LazyLock;

record! {
    /// The lists of `words.yaml`, where each is explained.
    #[derive(Default)]
    Words as "the words" {
        citing: Vec<String>,
        apart: Vec<String>,
        places: Vec<String>,
        r#virtual: Vec<String>,
        at: Vec<String>,
        empty_links: Vec<String>,
        before_here: Vec<String>,
        parts: Vec<String>,
        others: Vec<String>,
        due: Vec<String>,
        placeholders: Vec<String>,
        placeholder_pieces: Vec<String>,
        placeholder_phrases: Vec<String>,
        bracketed: Vec<String>,
        attached_forms: Vec<String>,
        after_every_day: Vec<String>,
        past: Vec<String>,
        abbreviations: Vec<String>,
        little_words: Vec<String>,
        travel_items: Vec<String>,
        slips: BTreeMap<String, String>,
        spellings: BTreeMap<String, Vec<String>>,
    }
}

/// The lists; a unit test reads them, so that they are sound.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Option<Words> {
    let source = Source::new("words.yaml", include_str!("words.yaml"));
    let tree = yaml::parse(&source, &mut Default::default()).ok()?;
    Words::decode(&tree, &mut Default::default()).ok()
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
