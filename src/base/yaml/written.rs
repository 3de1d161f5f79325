//! How the text of a scalar is written in its file, byte for byte: plain, in quotes, folded or line by line.

use crate::base::text::start_of_line;
use crate::base::{Located, Span};
use std::ops::Range;

/// For each byte of a text the byte of the file that it was read from.
#[derive(Debug)]
pub struct Written {
    place: Span,
    /// Where a stretch begins that is written as it is: byte of the text, byte of the file, length. In order.
    stretches: Vec<(usize, usize, usize)>,
    /// One past the last byte that is written, in the file.
    end: usize,
    is_known: bool,
}

impl Written {
    /// Walks a scalar and its text side by side.
    pub fn of(text: &Located<String>) -> Self {
        let place = text.span.clone();
        let quote =
            place.text().chars().next().filter(|c| matches!(c, '\'' | '"') && block_sign(&place).is_none());
        let at = usize::from(quote.is_some());
        let mut walk = Walk { file: place.text(), at, quote, stretches: Vec::new() };
        // The place of a block ends with its last words.
        let is_known = walk.through(text.value.trim_end());
        let start = place.start;
        let stretches =
            walk.stretches.into_iter().map(|(text, file, length)| (text, start + file, length)).collect();
        Self { end: start + walk.at, place, stretches, is_known }
    }

    /// Where a range of bytes of the text is written; the first line of the value where the file has another text.
    pub fn span(&self, range: &Range<usize>) -> Span {
        if !self.is_known {
            let length = self.place.text().lines().next().map_or(0, str::len);
            return Span::new(&self.place.source, self.place.start, self.place.start + length);
        }
        let start = self.file(range.start, false);
        let end = if range.is_empty() { start } else { self.file(range.end, true) };
        Span::new(&self.place.source, start, end)
    }

    /// The byte of the file for a byte of the text; for the `end` of a range one past the byte before it.
    fn file(&self, at: usize, end: bool) -> usize {
        let before = self.stretches.partition_point(|&(text, ..)| if end { text < at } else { text <= at });
        match before.checked_sub(1).and_then(|index| self.stretches.get(index)) {
            Some(&(text, file, length)) if length > 0 || end => {
                // What is written in another way (an escape, a folded line end) is one thing.
                let next = self.stretches.get(before).map_or(self.end, |&(_, file, _)| file);
                if length == 0 { next } else { (file + (at - text)).min(next.max(file + length)) }
            }
            Some(&(_, file, _)) => file,
            None => self.place.start,
        }
    }
}

/// Where the sign of a block (`|`, `>`) stands: a block begins its line, and the line above ends with the sign. `None` for
/// any other scalar.
pub(super) fn block_sign(scalar: &Span) -> Option<usize> {
    let (above, indent) = scalar.source.text()[..scalar.start].rsplit_once('\n')?;
    let above = above.trim_end();
    let line = start_of_line(above, above.len());
    let head = above[line..].split(" #").next().unwrap_or_default().trim_end();
    let head = head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    (indent.trim().is_empty() && head.ends_with(['|', '>'])).then(|| line + head.len() - 1)
}

/// Whether a part of a scalar is written in a block that is folded (`>`).
pub fn is_folded(part: &Span) -> bool {
    let file = part.source.text();
    // The lines of a block are indented deeper than the line with its sign.
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let start = start_of_line(file, part.start);
    let own = indent(&file[start..]);
    let mut above = file[..start].lines().rev().filter(|line| !line.trim().is_empty());
    let head = above.find(|line| indent(line) < own).unwrap_or_default();
    let head = head.split(" #").next().unwrap_or_default().trim_end();
    head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-')).ends_with('>')
}

/// Whether a scalar is written line by line (`|`) or folded (`>`).
pub fn is_block(scalar: &Span) -> bool {
    block_sign(scalar).is_some()
}

/// A scalar as it is written, and how far it was read.
struct Walk<'a> {
    file: &'a str,
    at: usize,
    /// The quotation mark that it begins with.
    quote: Option<char>,
    stretches: Vec<(usize, usize, usize)>,
}

impl Walk<'_> {
    /// Walks through the whole text; `false` where the file does not have it.
    fn through(&mut self, text: &str) -> bool {
        // Empty lines that a block begins with are before its place.
        let lead =
            if self.quote.is_none() { text.len() - text.trim_start_matches([' ', '\n']).len() } else { 0 };
        let mut done = lead;
        while let Some(c) = text[done..].chars().next() {
            // A line end of the file, however many blanks and lines it has, is white space in the text.
            let blanks = text[done..].len() - text[done..].trim_start_matches([' ', '\n', '\t', '\r']).len();
            if self.is_blank() {
                let from = self.at;
                let run = self.blanks();
                let run = &self.file[from..from + run];
                let taken = match (self.quote, run.matches('\n').count()) {
                    // Escaped blanks may follow: in quotes each blank is one, and a line end is one, or its empty lines.
                    (Some(_), 0) => run.len(),
                    (Some(_), 1) => 1,
                    (Some(_), lines) => lines - 1,
                    (None, _) => blanks,
                };
                if taken > blanks {
                    return false;
                }
                let same = text[done..].starts_with(run) && taken == run.len();
                if taken > 0 {
                    self.add(done, from, if same { taken } else { 0 });
                }
                done += taken;
                continue;
            }
            let from = self.at;
            match self.escape() {
                Some(0) => {}
                Some(characters) => {
                    self.add(done, from, 0);
                    done += text[done..].chars().take(characters).map(char::len_utf8).sum::<usize>();
                }
                None if self.file[self.at..].starts_with(c) => {
                    self.at += c.len_utf8();
                    self.add(done, from, c.len_utf8());
                    done += c.len_utf8();
                }
                None => return false,
            }
        }
        true
    }

    /// Adds bytes that are written as they are; none for what is written in another way.
    fn add(&mut self, text: usize, file: usize, length: usize) {
        if let Some((t, f, l)) = self.stretches.last_mut()
            && *l > 0
            && length > 0
            && *t + *l == text
            && *f + *l == file
        {
            *l += length;
        } else {
            self.stretches.push((text, file, length));
        }
    }

    fn is_blank(&self) -> bool {
        self.file[self.at..].starts_with([' ', '\n', '\t', '\r'])
    }

    /// Passes blanks; how many bytes.
    fn blanks(&mut self) -> usize {
        let rest = &self.file[self.at..];
        let length = rest.len() - rest.trim_start_matches([' ', '\n', '\t', '\r']).len();
        self.at += length;
        length
    }

    /// Passes an escape of quoted text; how many characters of the text it is.
    fn escape(&mut self) -> Option<usize> {
        let rest = &self.file[self.at..];
        let length = match self.quote {
            Some('\'') if rest.starts_with("''") => 2,
            Some('"') if rest.starts_with('\\') => match rest[1..].chars().next()? {
                'x' => 4,
                'u' => 6,
                'U' => 10,
                '\r' | '\n' => {
                    self.at += 1;
                    self.blanks();
                    return Some(0);
                }
                c => 1 + c.len_utf8(),
            },
            _ => return None,
        };
        self.at = self.file.ceil_char_boundary(self.at + length);
        Some(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::yaml::{self, Decode};
    use crate::base::{Diagnostics, Source};

    /// Every word of a text, and what the file has at its place.
    fn words(yaml: &str) -> Vec<(String, String)> {
        let source = Source::new("a.yaml", yaml);
        let node = yaml::parse(&source, &mut Diagnostics::new()).expect("good");
        let text = node.get("t").expect("there");
        let text = Located::<String>::decode(text, &mut Diagnostics::new()).expect("a text");
        let written = Written::of(&text);
        let mut at = 0;
        let mut words = Vec::new();
        for word in text.value.split_whitespace() {
            let start = at + text.value[at..].find(word).expect("there");
            at = start + word.len();
            words.push((word.to_owned(), written.span(&(start..at)).text().to_owned()));
        }
        words
    }

    #[test]
    fn words_are_where_they_are_written_in_every_style() {
        for yaml in [
            "t: one two\n  three\n\n  four five\n",
            "t: 'one two\n  three\n\n  four five'\n",
            "t: \"one two\n  three\n\n  four five\"\n",
            "t: >-\n  one two\n  three\n\n  four five\n",
            "t: >-\r\n  one two\r\n  three\r\n\r\n  four five\r\n",
            "t: |\n  one two\n    three\n\n  four five\n",
            "t: |2-\n    one two\n  three\n\n\n  four five\n\n",
            "t: >\n\n  one two\n    three\n  four five\n",
            "t: |\n  \"one\" two\n  three four 'five'\n",
            "t: \"one \\\n  two three\\n four\\tfive\"\n",
            "t: \"\\none two \\n three \\t\\n four\\\n  \\ five\"\n",
            "t: \"one \\n two\n  \\nthree\n\n\n  four \\  five\"\n",
        ] {
            let found = words(yaml);
            assert_eq!(found.len(), 5, "{yaml}");
            for (word, written) in found {
                assert_eq!(word, written, "{yaml}");
            }
        }
    }

    #[test]
    fn what_is_written_in_another_way_has_its_whole_place() {
        let pairs = |yaml| words(yaml).into_iter().filter(|(a, b)| a != b).collect::<Vec<_>>();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(pairs("t: 'it''s here'\n"), [pair("it's", "it''s")]);
        assert_eq!(
            pairs("t: \"a \\u2013 b\\x41 \\\"c\\\"\"\n"),
            [pair("–", "\\u2013"), pair("bA", "b\\x41"), pair("\"c\"", "\\\"c\\\""),]
        );
    }
}
