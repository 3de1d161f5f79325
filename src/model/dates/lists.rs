//! How a language counts things and puts them in a row.

use crate::record;

record! {
    /// How a language counts things and puts them in a row.
    ListWords as "the group `lists`" {
        /// Two in a row of which the second is not the last, from `{a}` and `{b}`.
        comma: String,
        /// The same where the second is the last.
        and: String,
        /// What stands in place of `and` before certain words, as the Spanish `e` before an `i`.
        ///
        /// Without it: `and` stands before every word.
        and_before: Option<AndBefore>,
        /// First, second, third … as they stand beside the word for a meeting at the beginning of a line,
        /// in its gender.
        ordinals: Vec<String>,
    }
}

record! {
    /// Another `and` before words that begin in certain ways.
    AndBefore as "the group `and-before`" {
        /// The beginnings of these words, in capitals and small letters as they are to be found.
        begins: Vec<String>,
        /// Beginnings of words that begin so and nevertheless have the usual `and`.
        ///
        /// Without it: none.
        but_not: Option<Vec<String>>,
        /// The two in a row, from `{a}` and `{b}`.
        and: String,
    }
}

impl ListWords {
    /// `a, b and c`.
    pub fn list<T: AsRef<str>>(&self, parts: &[T]) -> String {
        let mut out = parts.first().map_or("", AsRef::as_ref).to_owned();
        for (at, part) in parts.iter().enumerate().skip(1) {
            let part = part.as_ref();
            let pattern = if at + 1 == parts.len() { self.and(part) } else { &self.comma };
            // The parts may hold braces of their own: the pattern is cut, not filled twice.
            let (before, rest) = pattern.split_once("{a}").unwrap_or(("", pattern));
            let (between, after) = rest.split_once("{b}").unwrap_or((rest, ""));
            out = format!("{before}{out}{between}{part}{after}");
        }
        out
    }

    /// The pattern that puts the last in the row.
    fn and(&self, last: &str) -> &str {
        let Some(other) = &self.and_before else { return &self.and };
        // The last may be a link in Markdown.
        let word = last.trim_start_matches(|c: char| !c.is_alphanumeric());
        let begins = |list: &[String]| list.iter().any(|start| word.starts_with(start.as_str()));
        let is_other = begins(&other.begins) && !other.but_not.as_deref().is_some_and(begins);
        if is_other { &other.and } else { &self.and }
    }
}
