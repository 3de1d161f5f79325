//! How a language counts things and puts them in a row.

use crate::base::yaml::record;

record! {
    /// How a language writes ordinal numbers and lists.
    ListWords as "`lists`" {
        /// Two items of a list, `{a}` and `{b}`, if the second is not the last one.
        comma: String,
        /// Two items of a list, `{a}` and `{b}`, if the second is the last one.
        and: String,
        /// The form that replaces `and` before certain words, such as the Spanish `e` before an `i`.
        ///
        /// Without it: `and` is used before every word.
        and_before: Option<AndBefore>,
        /// First, second, third …, as written with the word for a meeting at the beginning of a line, in the
        /// gender of that word.
        ordinals: Vec<String>,
    }
}

record! {
    /// Another `and`, used before words with certain beginnings.
    AndBefore as "`and-before`" {
        /// The beginnings of these words, in the capital and small letters that texts use.
        begins: Vec<String>,
        /// Longer beginnings of words that keep the usual `and`.
        ///
        /// Without it: no exceptions.
        but_not: Option<Vec<String>>,
        /// Two items of a list, `{a}` and `{b}`, joined in this form.
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
