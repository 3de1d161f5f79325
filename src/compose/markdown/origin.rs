//! Where rendered text came from. Templates are sprinkled with marks in private-use characters,
//! which survive rendering and are taken out here: each says which line of which file follows.

use crate::base::{Source, Span};
use std::sync::Arc;

/// Begins a piece of its own inside another (a phrase, a block of the body).
pub const MARK_START: char = '\u{f8fe}';
/// Ends such a piece: what follows belongs to the outer one again.
pub const MARK_END: char = '\u{f8ff}';
const FILES: u32 = 0xF_0000;
const LINES: u32 = 0x10_0000;

/// The two characters that say: here begins line `line` (from 1) of file number `file`.
/// Files and lines past 65,000 are not told apart.
pub fn line_mark(file: usize, line: usize) -> [char; 2] {
    let code =
        |base: u32, n: usize| char::from_u32(base + u32::try_from(n.min(0xFFFD)).unwrap_or(0)).unwrap_or(' ');
    [code(FILES, file), code(LINES, line)]
}

/// Whether a character is part of a mark.
pub fn is_mark(c: char) -> bool {
    matches!(c, MARK_START | MARK_END) || u32::from(c) >= FILES
}

/// A place in a file: its number and the line from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file's number.
    pub file: usize,
    /// The line, from 1.
    pub line: usize,
}

/// Rendered text without marks, and where each part of it came from.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Markdown.
    pub text: String,
    origins: Vec<(usize, Origin)>,
    files: Vec<Arc<Source>>,
}

impl Rendered {
    /// Takes the marks out. `files` are the sources by number.
    pub fn new(marked: &str, files: Vec<Arc<Source>>) -> Self {
        let mut text = String::with_capacity(marked.len());
        let mut origins = Vec::new();
        let mut stack: Vec<Option<Origin>> = vec![None];
        let mut file = 0;
        for c in marked.chars() {
            let code = u32::from(c);
            if code >= LINES {
                let origin = Origin { file, line: (code - LINES) as usize };
                origins.push((text.len(), origin));
                if let Some(top) = stack.last_mut() {
                    *top = Some(origin);
                }
            } else if code >= FILES {
                file = (code - FILES) as usize;
            } else if c == MARK_START {
                stack.push(None);
            } else if c == MARK_END {
                stack.pop();
                if let Some(Some(origin)) = stack.last() {
                    origins.push((text.len(), *origin));
                }
            } else {
                text.push(c);
            }
        }
        Self { text, origins, files }
    }

    /// The places that any of the text came from, each once, with the file they are in.
    pub fn places(&self) -> impl Iterator<Item = (&Arc<Source>, usize)> {
        let mut places: Vec<(usize, usize)> = self.origins.iter().map(|(_, o)| (o.file, o.line)).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|(file, line)| Some((self.files.get(file)?, line)))
    }

    /// Where the text at a byte offset came from: a whole line of a template or of the letter.
    pub fn span(&self, offset: usize) -> Option<Span> {
        let at = self.origins.partition_point(|&(start, _)| start <= offset);
        let (_, origin) = self.origins.get(at.checked_sub(1)?)?;
        self.files.get(origin.file).map(|source| Span::line(source, origin.line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_the_file_and_line_of_each_part() {
        let files = vec![Source::new("a.md", "x\ny\n"), Source::new("b.yaml", "k: v\n")];
        let mark = |file, line| line_mark(file, line).iter().collect::<String>();
        let marked =
            format!("{}one {MARK_START}{}two{MARK_END} three\n{}four", mark(0, 1), mark(1, 1), mark(0, 2));
        let rendered = Rendered::new(&marked, files);
        assert_eq!(rendered.text, "one two three\nfour");
        let at = |word: &str| {
            format!("{:?}", rendered.span(rendered.text.find(word).expect("there")).expect("a place"))
        };
        assert_eq!(at("one"), "a.md:1:1");
        assert_eq!(at("two"), "b.yaml:1:1");
        assert_eq!(at("three"), "a.md:1:1");
        assert_eq!(at("four"), "a.md:2:1");
    }
}
