//! How a language sets text, as the group `typography` of its phrases file says it.
//!
//! Knows no characters: what follows from these words is done where text is set.

use crate::base::yaml::{record, words};

words! {
    /// The spaces beside punctuation.
    Spacing as "kind of spacing" {
        /// A no-break space before the colon, a narrow one before `; ! ?` and inside « », however it was typed
        French = "french",
    }
}

record! {
    /// How a language sets text. A line never ends at the spaces that are named here.
    #[derive(Default)]
    Typography as "the group `typography`" {
        /// The spaces beside punctuation.
        ///
        /// Without it: as they were typed.
        spacing: Option<Spacing>,
        /// Words before a name, as `Mr`: a list.
        ///
        /// Without it: none.
        titles: Option<Vec<String>>,
        /// Words before a number or a single letter, as `Annex`: a list.
        ///
        /// Without it: none.
        counted: Option<Vec<String>>,
        /// Words after a number, as `hours`: a list.
        ///
        /// Without it: none.
        units: Option<Vec<String>>,
        /// The word between day and month, month and year, as the Spanish `de`.
        ///
        /// Without it: none.
        of: Option<String>,
        /// Whether a dash stays beside the word before it.
        ///
        /// Without it: no.
        dash: Option<bool>,
        /// Whether an initial stays beside the name.
        ///
        /// Without it: no.
        initials: Option<bool>,
    }
}

/// Whether a list of words has this one.
pub fn has(words: &Option<Vec<String>>, word: &str) -> bool {
    words.as_ref().is_some_and(|words| words.iter().any(|other| other == word))
}
