//! Builds XML text: escapes what needs it and remembers the first text that XML cannot hold.
//!
//! Knows nothing of Word.

use crate::base::Diagnostic;
use crate::export::rules::CONTROL_CHARACTER;
use quick_xml::escape::{escape, partial_escape};
use std::borrow::Cow;
use std::fmt::{Arguments, Display, Write as _};

/// The declaration at the head of every part.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// XML under construction.
pub(super) struct Xml {
    out: String,
    problem: Option<Diagnostic>,
}

impl Xml {
    /// Starts with the declaration; `capacity` in bytes spares later growth.
    pub(super) fn new(capacity: usize) -> Self {
        let mut out = String::with_capacity(capacity);
        out.push_str(DECLARATION);
        Self { out, problem: None }
    }

    /// Starts a piece of a part.
    pub(super) fn fragment() -> Self {
        Self { out: String::new(), problem: None }
    }

    /// Adds markup as it is.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Adds markup made of numbers and of names that need no escape.
    pub(super) fn put(&mut self, markup: Arguments<'_>) -> &mut Self {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(markup);
        self
    }

    /// Adds markup that is kept in a file: its lines without indents, with values in place of their `{names}`.
    pub(super) fn file(&mut self, markup: &str, values: &[(&str, &dyn Display)]) -> &mut Self {
        for line in markup.lines() {
            let mut pieces = line.trim_start().split('{');
            self.raw(pieces.next().unwrap_or_default());
            for (name, rest) in pieces.filter_map(|piece| piece.split_once('}')) {
                if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                    self.put(format_args!("{value}"));
                }
                self.raw(rest);
            }
        }
        self
    }

    /// Adds text between tags.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.check(text);
        self.out.push_str(&partial_escape(text));
        self
    }

    /// Adds ` name="value"`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        let value = self.escaped(value);
        self.raw(" ").raw(name).raw("=\"").raw(&value).raw("\"")
    }

    /// Text as the value of an attribute.
    pub(super) fn escaped<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        self.check(text);
        escape(text)
    }

    /// How many bytes there are so far: a place for [`insert`](Self::insert).
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Takes back what was written after `len` bytes.
    pub(super) fn truncate(&mut self, len: usize) {
        self.out.truncate(len);
    }

    /// Adds markup at an earlier place.
    pub(super) fn insert(&mut self, at: usize, markup: &str) {
        self.out.insert_str(at, markup);
    }

    /// Records a problem; the first one counts.
    pub(super) fn fail(&mut self, problem: Diagnostic) {
        self.problem.get_or_insert(problem);
    }

    /// The finished text.
    ///
    /// # Errors
    /// The first problem: a control character, or what [`fail`](Self::fail) recorded.
    pub(super) fn finish(self) -> Result<String, Diagnostic> {
        match self.problem {
            Some(problem) => Err(problem),
            None => Ok(self.out),
        }
    }

    /// XML 1.0 has no place for most control characters; Word calls a file with one corrupt.
    fn check(&mut self, text: &str) {
        let bad = |c: char| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
        if self.problem.is_none()
            && let Some((at, found)) = text.char_indices().find(|&(_, c)| bad(c))
        {
            let before: Vec<char> = text[..at].chars().rev().take(20).collect();
            let before: String = before.into_iter().rev().collect();
            self.fail(
                CONTROL_CHARACTER
                    .finding(format!(
                        "the control character U+{:04X} after \"{before}\" is not possible in a Word file",
                        found as u32
                    ))
                    .hint("delete the invisible character: it was probably copied from another program"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_text_is_escaped_and_control_characters_are_refused() {
        let mut xml = Xml::new(0);
        xml.raw("<a").attribute("b", "\"<&").raw(">").text("1 < 2 & \u{2011}").raw("</a>");
        let text = xml.finish().expect("sound");
        assert_eq!(
            text.strip_prefix(DECLARATION),
            Some("<a b=\"&quot;&lt;&amp;\">1 &lt; 2 &amp; \u{2011}</a>")
        );
        let mut xml = Xml::new(0);
        xml.text("page\u{c}break");
        let problem = xml.finish().expect_err("a form feed");
        assert_eq!(problem.rule.code, "control-character");
        assert!(problem.message.contains("U+000C after \"page\""), "{}", problem.message);
    }
}
