//! A text whose runs are known, and a run of it.

use crate::base::yaml::written::Written;
use crate::base::{Located, Source, Span};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A text of the letter, or of another YAML file that it takes texts from.
    Own,
    /// The phrase with this name, as the phrases file writes it (`date-line`).
    Phrase(String),
    /// The template of this name (`body/opening.md`).
    Template(String),
}

/// A text whose runs are known.
#[derive(Debug)]
pub struct RunText {
    /// What it is.
    pub kind: TextKind,
    said: Said,
}

/// A text and where it is written.
#[derive(Debug)]
enum Said {
    /// A file: the text is the file.
    File(Arc<Source>),
    /// A value of a YAML file, and, once somebody asks, where each part of it is written.
    Value(Located<String>, OnceLock<Written>),
}

impl RunText {
    /// A text of a YAML file.
    pub fn value(kind: TextKind, text: Located<String>) -> Self {
        Self { kind, said: Said::Value(text, OnceLock::new()) }
    }

    /// A template.
    pub fn template(name: &str, file: Arc<Source>) -> Self {
        Self { kind: TextKind::Template(name.to_owned()), said: Said::File(file) }
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        match &self.said {
            Said::File(file) => file.text(),
            Said::Value(text, _) => text,
        }
    }

    /// The file that it is written in.
    pub fn source(&self) -> &Arc<Source> {
        match &self.said {
            Said::File(file) => file,
            Said::Value(text, _) => &text.span.source,
        }
    }

    /// Whether it is a value of a YAML file.
    pub fn is_value(&self) -> bool {
        matches!(self.said, Said::Value(..))
    }

    /// Where a range of its bytes is written. Of a value that is not written there as it is, its first line.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match &self.said {
            Said::File(file) => Span::new(file, range.start, range.end),
            Said::Value(text, written) => written.get_or_init(|| Written::of(text)).span(range),
        }
    }

    /// The bytes that are rendered: all of a template, a value without the white space around it.
    pub(super) fn used(&self) -> Range<usize> {
        match &self.said {
            Said::File(file) => 0..file.text().len(),
            Said::Value(text, _) => {
                let start = text.len() - text.trim_start().len();
                start..start + text.trim().len()
            }
        }
    }
}

/// A run of a text.
#[derive(Clone, Debug)]
pub struct Run {
    /// The number of its text.
    pub text: usize,
    /// The bytes of that text.
    pub range: Range<usize>,
    /// Whether it is `{{ … }}`.
    pub is_expression: bool,
}

impl Run {
    /// What an expression says between its braces; nothing for words and for blocks.
    pub fn expression<'t>(&self, text: &'t RunText) -> Option<&'t str> {
        let tag = text.text()[self.range.clone()].strip_prefix("{{").filter(|_| self.is_expression)?;
        Some(tag.trim_start_matches('-').trim_end_matches(['}', '-']).trim())
    }
}
