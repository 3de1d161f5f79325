//! Where words of the finished text stand in the file that they came from.
//!
//! The finished text knows the line of a file that each of its parts came from; a text that YAML folds is
//! known by its first line alone. Within that text the words are looked for as they are.

use super::Passage;
use crate::base::{Source, Span, yaml};
use crate::check::facts::scalars;
use std::ops::Range;

/// A place that was found.
pub(super) struct Position {
    /// The words, or the line.
    pub(super) span: Span,
    /// These are the words, and there is no doubt which.
    pub(super) is_certain: bool,
}

/// Finds the words of a range; `None` when not even the line is known.
pub(super) fn find(passage: &Passage<'_>, range: &Range<usize>) -> Option<Position> {
    let line = passage.line(range.start)?;
    let words = passage.block.text.get(range.clone()).unwrap_or_default();
    if words.trim().is_empty() {
        return Some(Position { span: line, is_certain: false });
    }
    // The same words may stand several times in one text: which of them these are is counted.
    let places: Vec<usize> = passage.block.text.match_indices(words).map(|(at, _)| at).collect();
    let same = |at: &&usize| passage.line(**at).is_some_and(|other| other == line);
    let places: Vec<&usize> = places.iter().filter(same).collect();
    let index = places.iter().position(|at| **at == range.start).unwrap_or(0);
    let found: Vec<Span> = texts(passage, &line).iter().flat_map(|text| occurrences(words, text)).collect();
    let is_certain = found.len() == places.len();
    // The cells of a table are passages of one text.
    let index =
        if found.len() > places.len() { index + before(passage, words, &line, found.len()) } else { index };
    match found.get(index).or(found.first()) {
        Some(span) => Some(Position { span: span.clone(), is_certain }),
        None => Some(Position { span: line, is_certain: false }),
    }
}

/// How often the words stand in passages of the same line before this one; none where all passages of it
/// have them more or less often than the file, so that they cannot be told apart.
fn before(passage: &Passage<'_>, words: &str, line: &Span, in_file: usize) -> usize {
    let (mut all, mut before) = (0, 0);
    for other in passage.whole.passages() {
        if std::ptr::eq(other.block, passage.block) {
            before = all;
        }
        let places = other.block.text.match_indices(words);
        all += places.filter(|(at, _)| other.line(*at).is_some_and(|of| of == *line)).count();
    }
    if all == in_file { before } else { 0 }
}

/// Whether an edit leaves the file the same texts: a comma in a list in square brackets would make two of
/// one.
pub(super) fn is_harmless(passage: &Passage<'_>, span: &Span, replacement: &str) -> bool {
    let signs = |text: &str| text.bytes().filter(|byte| b",:#[]{}&*!|>'\"%@`\\".contains(byte)).count();
    if signs(replacement) <= signs(span.text()) {
        return true;
    }
    // In a block of text (`|`, `>`) signs mean nothing to YAML.
    let scalars = passage.whole.facts.scalars();
    let around = scalars.iter().find(|scalar| scalar.start <= span.start && span.end <= scalar.end);
    if around.is_some_and(|scalar| scalar.text().starts_with(['|', '>'])) && !replacement.contains('\n') {
        return true;
    }
    let text = span.source.text();
    let edited = [&text[..span.start], replacement, &text[span.end..]].concat();
    let edited = yaml::parse(&Source::new(span.source.path(), edited), &mut Default::default());
    edited.is_ok_and(|tree| self::scalars(&tree).len() == scalars.len())
}

/// What belongs to a line: the texts of a YAML file that begin or go on there, or the line of a template.
fn texts(passage: &Passage<'_>, line: &Span) -> Vec<Span> {
    let is_yaml = line.source.path().extension().is_some_and(|e| !e.eq_ignore_ascii_case("md"));
    if !is_yaml {
        return vec![line.clone()];
    }
    let facts = passage.whole.facts;
    let all = if line.source == *facts.source {
        facts.scalars()
    } else {
        // The phrases know their places; only other files have to be read again.
        match facts.phrase_texts(&line.source) {
            texts if texts.is_empty() => yaml::parse(&line.source, &mut Default::default())
                .map(|tree| scalars(&tree))
                .unwrap_or_default(),
            texts => texts,
        }
    };
    all.into_iter()
        .filter(|text| text.start <= line.end && text.end >= line.start)
        .map(|text| Span::new(&text.source, text.start.max(line.start), text.end))
        .collect()
}

/// Every place in a text where words stand: a space of theirs may be any white space, also a line end
/// with the indentation of the next line, a hyphen one that does not break; a backslash may stand
/// before a sign of punctuation.
fn occurrences(words: &str, text: &Span) -> Vec<Span> {
    let source = text.text();
    let Some(first) = words.chars().next() else { return Vec::new() };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = source[from..].find(first).map(|at| from + at) {
        match match_at(words, &source[at..]) {
            Some(length) => {
                let escape = usize::from(first.is_ascii_punctuation() && source[..at].ends_with('\\'));
                found.push(Span::new(&text.source, text.start + at - escape, text.start + at + length));
                from = at + length;
            }
            None => from = at + first.len_utf8(),
        }
    }
    found
}

/// How many bytes of `source` are these words.
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
        rest = rest.strip_prefix(c).or_else(|| rest.strip_prefix('\u{2011}').filter(|_| c == '-'))?;
    }
    Some(source.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(words: &str, text: &str) -> Vec<String> {
        let source = Source::new("a.yaml", text);
        let whole = Span::new(&source, 0, text.len());
        occurrences(words, &whole).iter().map(|span| span.text().to_owned()).collect()
    }

    #[test]
    fn words_are_found_as_yaml_and_markdown_write_them() {
        assert_eq!(matches("on on", "x on\n    on y, on on"), ["on\n    on", "on on"]);
        assert_eq!(matches("ITU-T", "ITU\u{2011}T ITU-T ITUT"), ["ITU\u{2011}T", "ITU-T"]);
        assert_eq!(matches("[date]", "on \\[date\\]"), ["\\[date\\]"]);
        assert_eq!(matches("a*b", "a\\*b"), ["a\\*b"]);
        assert_eq!(matches("été", "l’été"), ["été"]);
    }
}
