//! What must change for words to become others, and where the file has that: nothing around it is written again.

use crate::base::Span;
use std::ops::Range;

/// Words and those that they become: what they begin and end with alike stays as it is.
pub(super) struct Difference<'a> {
    old: &'a str,
    new: &'a str,
    /// Bytes that both begin with, and that both end with.
    head: usize,
    tail: usize,
}

impl<'a> Difference<'a> {
    pub(super) fn of(old: &'a str, new: &'a str) -> Self {
        let alike = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
        };
        let mut head = alike(&mut old.chars().zip(new.chars()));
        let mut tail = alike(&mut old[head..].chars().rev().zip(new[head..].chars().rev()));
        // Blanks in a row are one thing in the file.
        let is_blank = |at: usize| old.as_bytes().get(at) == Some(&b' ');
        while head > 0 && is_blank(head - 1) && is_blank(head) && head + tail < old.len() {
            head -= 1;
        }
        while tail > 0
            && is_blank(old.len() - tail)
            && head + tail < old.len()
            && is_blank(old.len() - tail - 1)
        {
            tail -= 1;
        }
        Self { old, new, head, tail }
    }

    /// The bytes of a text that change, where `whole` is those of the old words in it.
    pub(super) fn within(&self, whole: &Range<usize>) -> Range<usize> {
        whole.start + self.head..whole.end.saturating_sub(self.tail)
    }

    /// The passage of the file that changes, and what it becomes; `span` is where the file has the old words. `None` where
    /// it has them with markup or in another way, and where lines of the file would be joined.
    pub(super) fn as_written(&self, span: &Span) -> Option<(Span, &'a str)> {
        let written = span.text();
        if match_at(self.old, written) != Some(written.len()) {
            return None;
        }
        let behind = self.old.len() - self.tail;
        let mut start = span.start + match_at(&self.old[..self.head], written)?;
        let mut end =
            if behind == self.head { start } else { span.start + match_at(&self.old[..behind], written)? };
        let file = span.source.text();
        let new = &self.new[self.head..self.new.len() - self.tail];
        // The backslash goes with its sign.
        let changes = &self.old[self.head..behind];
        if self.head == 0
            && changes.starts_with(|c: char| c.is_ascii_punctuation())
            && file[..start].ends_with('\\')
        {
            start -= 1;
        }
        if file[start..end].contains('\n') {
            (start, end) = in_its_lines(file, start..end).filter(|_| new.is_empty())?;
        }
        Some((Span::new(&span.source, start, end), new))
    }
}

/// A line end and a word behind it are to go: where the line end stays, and the blanks behind the word go instead.
fn in_its_lines(file: &str, gone: Range<usize>) -> Option<(usize, usize)> {
    let words = file[gone.clone()].trim_start();
    let behind = &file[gone.end..];
    let rest = behind.trim_start_matches([' ', '\t']);
    if words.is_empty() || words.contains('\n') {
        return None;
    }
    if rest.is_empty() || rest.starts_with(['\n', '\r']) {
        // The word is alone in its line: that line goes.
        return Some((gone.start, gone.end));
    }
    (rest.len() < behind.len()).then(|| (gone.end - words.len(), gone.end + behind.len() - rest.len()))
}

/// How many bytes at the beginning of `source` are these words.
fn match_at(words: &str, source: &str) -> Option<usize> {
    let mut rest = source;
    let mut last = None;
    for c in words.chars() {
        if c == ' ' && last.replace(c) == Some(' ') {
            continue;
        }
        last = Some(c);
        if c == ' ' {
            let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\t', '\r', '\n']);
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
            continue;
        }
        if c.is_ascii_punctuation() && c != '\\' {
            rest = rest.strip_prefix('\\').unwrap_or(rest);
        }
        // YAML writes an apostrophe twice in a text in apostrophes.
        rest = rest.strip_prefix("''").filter(|_| c == '\'').or_else(|| {
            rest.strip_prefix(c).or_else(|| rest.strip_prefix('\u{2011}').filter(|_| c == '-'))
        })?;
    }
    Some(source.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;

    /// The file after the change; `None` where it is not made. The old words are between bars.
    fn changed(file: &str, old: &str, new: &str) -> Option<String> {
        let (before, rest) = file.split_once('|').expect("a bar");
        let (words, after) = rest.split_once('|').expect("a bar");
        let source = Source::new("a.yaml", [before, words, after].concat());
        let span = Span::new(&source, before.len(), before.len() + words.len());
        let (span, new) = Difference::of(old, new).as_written(&span)?;
        Some([&source.text()[..span.start], new, &source.text()[span.end..]].concat())
    }

    #[test]
    fn only_what_differs_is_changed() {
        for (file, old, new, expected) in [
            (
                "on |Monday 14\n  April| 2025",
                "Monday 14 April",
                "Monday, 14 April",
                "on Monday, 14\n  April 2025",
            ),
            ("|a  b| c", "a  b", "a b", "a b c"),
            ("|a \t b| c", "a   b", "a b", "a b c"),
            ("|word , x|", "word , x", "word, x", "word, x"),
            ("|x,|", "x,", "x", "x"),
            ("|930 hours|", "930 hours", "0930 hours", "0930 hours"),
            ("'|chairman''s| x'", "chairman's", "chairman’s", "'chairman’s x'"),
            ("|18 – 19\n April|", "18 – 19 April", "18-19 April", "18-19\n April"),
            ("x \\|[date]| y", "[date]", "date]", "x date] y"),
            ("|on\n  on| the", "on on", "on", "on\n  the"),
            ("|on\n  on|\n  the", "on on", "on", "on\n  the"),
        ] {
            assert_eq!(changed(file, old, new).as_deref(), Some(expected), "{file}");
        }
    }

    #[test]
    fn lines_are_not_joined() {
        for (file, old, new) in [
            ("|home\n  page|", "home page", "homepage"),
            ("|word\n  ,| x", "word ,", "word,"),
            ("|18 –\n  19|", "18 – 19", "18-19"),
            ("|on\n  on|, x", "on on", "on"),
        ] {
            assert_eq!(changed(file, old, new), None, "{file}");
        }
    }

    #[test]
    fn words_are_known_as_yaml_and_markdown_write_them() {
        for (words, written) in [
            ("on on", "on\n    on"),
            ("ITU-T", "ITU\u{2011}T"),
            ("[date]", "[date\\]"),
            ("a*b", "a\\*b"),
            ("été", "été"),
            ("it's", "it''s"),
        ] {
            assert_eq!(match_at(words, written), Some(written.len()), "{words}");
        }
        assert_eq!(match_at("a b", "a** b"), None);
    }
}
