//! Source text and places in it: every value of a letter, a directory or a theme knows the file,
//! line and column it came from.
//!
//! Knows nothing of YAML, templates or letters.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// One text file as it was read: its path as shown to the user, and its text.
///
/// The text has no byte-order mark and keeps its line ends (`\n` or `\r\n`).
#[derive(Default)]
pub struct Source {
    path: PathBuf,
    text: String,
    /// Where each line begins; found when a place is first asked for: most files have nothing to be told of.
    line_starts: OnceLock<Vec<u32>>,
    /// How many characters begin before each stretch of [`STRETCH`] bytes: a column is found without reading its line,
    /// which may be the whole file. Counted when one is first asked for.
    characters: OnceLock<Vec<usize>>,
    /// Of a text that the program was compiled with, what was made of it then; for most nothing.
    prepared: Option<&'static [u8]>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, &self.text) == (&other.path, &other.text)
    }
}

impl Eq for Source {}

/// Bytes that are counted one by one where a column is asked for.
const STRETCH: usize = 256;

/// How many characters begin in some bytes.
fn beginning(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !(0x80..0xC0).contains(*byte)).count()
}

impl Source {
    /// The most bytes of a letter's file. The longest letters have fifty times less; a page has about 3 kB.
    pub const MOST_BYTES: u64 = 1_000_000;

    /// Takes a file's path (as it will be shown) and its text; a leading byte-order mark is dropped.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Arc<Self> {
        let mut text: String = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Arc::new(Self { path: path.into(), text, ..Self::default() })
    }

    /// Takes a text that the program was compiled with, and what was made of it then.
    pub fn built_in(path: PathBuf, text: &str, prepared: &'static [u8]) -> Arc<Self> {
        Arc::new(Self { path, text: text.to_owned(), prepared: Some(prepared), ..Self::default() })
    }

    /// What was made of a text that the program was compiled with; `None` of any other text.
    pub fn prepared(&self) -> Option<&'static [u8]> {
        self.prepared
    }

    /// Reads a file; `None` where it is not there, too large or no text.
    pub fn read(path: &Path) -> Option<Arc<Self>> {
        let is_small = std::fs::metadata(path).is_ok_and(|file| file.len() <= Self::MOST_BYTES);
        let text = is_small.then(|| std::fs::read_to_string(path).ok())??;
        Some(Self::new(path, text))
    }

    /// The same with plain line ends.
    pub fn with_plain_ends(&self) -> Arc<Self> {
        Self::new(self.path(), self.text.replace("\r\n", "\n"))
    }

    /// The path as shown to the user.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a line begins, counted from 0; `None` past the last.
    fn line_start(&self, line: usize) -> Option<usize> {
        self.line_starts().get(line).map(|&start| start as usize)
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// Line and column of a byte offset, both counted from 1; the column counts characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.line_starts().partition_point(|&start| start as usize <= offset);
        let start = self.line_start(line - 1).unwrap_or_default();
        (line, self.characters_before(offset) - self.characters_before(start) + 1)
    }

    /// How many characters begin before a byte of the text.
    fn characters_before(&self, offset: usize) -> usize {
        let characters = self.characters.get_or_init(|| {
            let mut before = 0;
            let count = |stretch| {
                before += beginning(stretch);
                before
            };
            std::iter::once(0).chain(self.text.as_bytes().chunks(STRETCH).map(count)).collect()
        });
        let stretch = offset / STRETCH;
        characters[stretch] + beginning(&self.text.as_bytes()[stretch * STRETCH..offset])
    }

    /// The byte range of a line counted from 1, without its line end; an empty range past the end.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let Some(start) = self.line_start(line.saturating_sub(1)) else {
            return self.text.len()..self.text.len();
        };
        let end = self.line_start(line).unwrap_or(self.text.len());
        let end = start + self.text[start..end].trim_end_matches(['\n', '\r']).len();
        start..end
    }

    /// What stands behind a key and its colon in a line that begins with them, with its spaces and comment, without
    /// reading the text as YAML: quick enough to be asked of a thousand letters.
    pub fn behind_key(&self, key: &str) -> Option<&str> {
        let is_first = |at: &usize| *at == 0 || self.text.as_bytes()[at - 1] == b'\n';
        let places = self.text.match_indices(key).map(|(at, _)| at).filter(is_first);
        let lines = places.filter_map(|at| self.text[at + key.len()..].lines().next());
        lines.filter_map(|rest| rest.trim_start().strip_prefix(':')).next()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({})", self.path.display())
    }
}

/// A range of bytes in one source.
#[derive(Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub source: Arc<Source>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A range of bytes of `source`.
    pub fn new(source: &Arc<Source>, start: usize, end: usize) -> Self {
        Self { source: Arc::clone(source), start, end: end.max(start) }
    }

    /// The whole of a line, counted from 1, without its indentation.
    pub fn line(source: &Arc<Source>, line: usize) -> Self {
        let range = source.line_range(line);
        let text = &source.text()[range.clone()];
        let indent = text.len() - text.trim_start().len();
        Self::new(source, range.start + indent, range.end)
    }

    /// The whole of the line on which this begins.
    pub fn whole_line(&self) -> Self {
        Self::line(&self.source, self.line_column().0)
    }

    /// The very beginning of a file: for what is missing from it.
    pub fn file(source: &Arc<Source>) -> Self {
        Self::new(source, 0, 0)
    }

    /// Line and column of the first byte, counted from 1.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.start)
    }

    /// The text of the range.
    pub fn text(&self) -> &str {
        self.source.text().get(self.start..self.end).unwrap_or("")
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.source.path().display())
    }
}

/// A value together with the place it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Located<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Located<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_column_counts_the_characters_before_it(text in "[a é会😀\n]{0,700}", offset in 0usize..1500) {
            let source = Source::new("a.yaml", text.as_str());
            let offset = offset.min(text.len());
            let start = text.as_bytes()[..offset].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let before = text[start..].char_indices().take_while(|(at, _)| start + at < offset).count();
            let line = text.as_bytes()[..offset].iter().filter(|byte| **byte == b'\n').count() + 1;
            proptest::prop_assert_eq!(source.line_column(offset), (line, before + 1));
        }
    }

    #[test]
    fn a_column_is_found_without_reading_the_line() {
        let source = Source::new("a.yaml", "é ".repeat(100_000));
        assert_eq!(source.line_column(source.text().len()), (1, 200_001));
        // No byte is more than one stretch away from a count that is known.
        let counts = source.characters.get().map(Vec::len);
        assert_eq!(counts, Some(source.text().len().div_ceil(STRETCH) + 1));
    }
}
