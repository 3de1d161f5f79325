//! HTML text in the making: tags, attributes and escaped text. Knows HTML's syntax, nothing of letters.

use crate::base::Diagnostic;
use crate::document::typography::{self, CLOSE, OPEN};
use crate::export::rules::CONTROL_CHARACTER;

/// Grows from start to end. The first character that HTML cannot hold is remembered and reported by
/// [`finish`](Self::finish), so that callers need not stop at each text.
#[derive(Default)]
pub(super) struct Markup {
    out: String,
    problem: Option<Diagnostic>,
}

impl Markup {
    /// The finished HTML.
    ///
    /// # Errors
    /// A text held a control character, or [`refuse`](Self::refuse) was called.
    pub(super) fn finish(self) -> Result<String, Diagnostic> {
        self.problem.map_or(Ok(self.out), Err)
    }

    /// Remembers a problem; the first one counts.
    pub(super) fn refuse(&mut self, problem: Diagnostic) {
        self.problem.get_or_insert(problem);
    }

    /// Opens an element. An attribute with an empty value is left out.
    pub(super) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.open_with(tag, attributes, &[]);
    }

    /// Opens an element with attributes and those of the flags, which have no value, that hold.
    pub(super) fn open_with(&mut self, tag: &str, attributes: &[(&str, &str)], flags: &[(&str, bool)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.escape(value);
            self.out.push('"');
        }
        for (name, _) in flags.iter().filter(|(_, holds)| *holds) {
            self.out.push(' ');
            self.out.push_str(name);
        }
        self.out.push('>');
    }

    /// Closes an element.
    pub(super) fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// Opens an element that stands on lines of its own.
    pub(super) fn start(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.open(tag, attributes);
        self.line();
    }

    /// Closes an element that ends a line.
    pub(super) fn end(&mut self, tag: &str) {
        self.close(tag);
        self.line();
    }

    /// Adds what is HTML already.
    pub(super) fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// Ends a line of the source.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
    }

    /// Adds text where no element may stand (`<title>`).
    pub(super) fn text_plain(&mut self, text: &str) {
        self.escape(text);
    }

    /// Adds text. What is isolated as running from left to right becomes an element.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, isolated)) = rest.split_once(OPEN) {
            let (inside, after) = isolated.split_once(CLOSE).unwrap_or((isolated, ""));
            let (mark, end) = typography::marks(inside);
            self.words(before);
            self.raw("<bdi dir=\"ltr\">");
            self.words(&format!("{mark}{inside}{end}"));
            self.raw("</bdi>");
            rest = after;
        }
        self.words(rest);
    }

    /// A word with U+2011 becomes one with a plain hyphen that does not break, so that a search in the page for
    /// `ITU-T` finds it.
    fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(HYPHEN) {
            let start = rest[..at].char_indices().rev().take_while(|&(_, c)| in_word(c)).last();
            let start = start.map_or(at, |(start, _)| start);
            let end =
                rest[at..].find(|c| c != HYPHEN && !in_word(c)).map_or(rest.len(), |length| at + length);
            self.escape(&rest[..start]);
            self.raw("<span class=\"nb\">");
            self.escape(&rest[start..end]);
            self.raw("</span>");
            rest = &rest[end..];
        }
        self.escape(rest);
    }

    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                HYPHEN => self.out.push('-'),
                c if unfit(c) => self.refuse(unfit_problem(c, text)),
                c => self.out.push(c),
            }
        }
    }
}

/// A hyphen at which a line must not break.
const HYPHEN: char = '\u{2011}';

/// Whether a character belongs to the word around a hyphen. Han and kana have no words: a line may
/// break between any two of them.
fn in_word(c: char) -> bool {
    (c.is_alphanumeric() && c < '\u{2e80}') || matches!(c, '\u{200e}' | '\u{200f}')
}

/// Whether HTML has no place for a character: control characters but the tab, and what Unicode
/// calls noncharacters.
pub(super) fn unfit(c: char) -> bool {
    (c.is_control() && c != '\t') || u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// What to say about a character for which [`unfit`] holds.
pub(super) fn unfit_problem(c: char, text: &str) -> Diagnostic {
    let shown: String = text.chars().map(|c| if unfit(c) { '\u{fffd}' } else { c }).take(60).collect();
    CONTROL_CHARACTER
        .finding(format!("the text \"{shown}\" contains the control character U+{:04X}", u32::from(c)))
        .hint("delete the invisible character: it was probably copied from a PDF")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut out = Markup::default();
        out.text(text);
        out.finish().expect("sound text")
    }

    #[test]
    fn what_is_isolated_is_an_element() {
        assert_eq!(text("أ \u{2066}+41 22\u{2069}، ب"), "أ <bdi dir=\"ltr\">\u{200e}+41 22</bdi>، ب");
        let isolated = "<bdi dir=\"ltr\"><span class=\"nb\">a-b</span></bdi>";
        assert_eq!(text("\u{2066}a\u{2011}b"), isolated);
    }

    #[test]
    fn the_whole_word_around_a_hyphen_holds_together() {
        assert_eq!(
            text("To ITU\u{2011}T, 20\u{2011}30\u{a0}April"),
            "To <span class=\"nb\">ITU-T</span>, <span class=\"nb\">20-30</span>\u{a0}April"
        );
        assert_eq!(text("a\u{2011}b\u{2011}c"), "<span class=\"nb\">a-b-c</span>");
        assert_eq!(text("第\u{2011}T研究组"), "第<span class=\"nb\">-T</span>研究组");
    }

    #[test]
    fn characters_with_a_meaning_are_escaped() {
        assert_eq!(text("a & <b> \"c\" 'd'"), "a &amp; &lt;b&gt; &quot;c&quot; 'd'");
    }

    #[test]
    fn control_characters_are_refused() {
        for bad in ["\u{0}", "\u{b}", "\n", "\u{7f}", "\u{85}", "\u{fffe}", "\u{fdd0}"] {
            let mut out = Markup::default();
            out.open("a", &[("title", bad)]);
            assert_eq!(out.finish().expect_err(bad).rule.code, "control-character");
        }
    }
}
