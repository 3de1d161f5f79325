//! How Tera reads a text: words, expressions, statements and comments, with the white space that `-` trims
//! already taken off the words.

use std::ops::Range;

/// What a piece of a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Words, printed as they are.
    Words,
    /// `{{ … }}`: what it prints depends on the facts.
    Expression,
    /// `{% … %}`.
    Statement,
    /// `{# … #}`.
    Comment,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// The bytes of it; of a tag with its braces.
    pub range: Range<usize>,
    /// Between `set` or `filter` and its end: what is printed there is a value first, and no mark may change it.
    pub is_value: bool,
}

impl Piece {
    /// What is between the braces of a tag, without the signs that trim.
    pub fn inside<'a>(&self, text: &'a str) -> &'a str {
        let tag = &text[self.range.clone()];
        tag.get(2..tag.len().saturating_sub(2)).unwrap_or("").trim_matches('-').trim()
    }
}

/// The tags: how each begins and ends.
const TAGS: [(&str, &str, PieceKind); 3] = [
    ("{{", "}}", PieceKind::Expression),
    ("{%", "%}", PieceKind::Statement),
    ("{#", "#}", PieceKind::Comment),
];

/// Whether a text is the same whatever the facts are.
pub fn is_plain(text: &str) -> bool {
    !text.contains('{') || !TAGS.iter().any(|(open, ..)| text.contains(open))
}

/// The pieces of a text in order. Together with the white space that tags trim they are the whole text.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut at, mut trimmed, mut values) = (0, false, 0_usize);
    while at < text.len() {
        let tag = next_tag(text, at);
        let (start, end) =
            tag.as_ref().map_or((text.len(), text.len()), |(range, _)| (range.start, range.end));
        let mut words = at..start;
        if trimmed {
            words.start += text[words.clone()].len() - text[words.clone()].trim_start().len();
        }
        if trims(text, start..end, 2) {
            words.end = words.start + text[words.clone()].trim_end().len();
        }
        if !words.is_empty() {
            pieces.push(Piece { kind: PieceKind::Words, range: words, is_value: values > 0 });
        }
        let Some((range, kind)) = tag else { break };
        let mut piece = Piece { kind, range, is_value: values > 0 };
        if kind == PieceKind::Statement {
            match piece.inside(text).split_whitespace().next().unwrap_or_default() {
                "filter" => values += 1,
                // `set x | trim(…)` is a block, `set x = y | trim(…)` is not.
                "set" | "set_global"
                    if !piece.inside(text).split('|').next().is_some_and(|name| name.contains('=')) =>
                {
                    values += 1;
                }
                "endfilter" | "endset" => values = values.saturating_sub(1),
                "raw" => {
                    let last = raw(text, &piece, &mut pieces);
                    (at, trimmed) = (last.end, trims(text, last.clone(), last.len().saturating_sub(3)));
                    continue;
                }
                _ => {}
            }
        }
        trimmed = trims(text, piece.range.clone(), piece.range.len().saturating_sub(3));
        at = piece.range.end;
        piece.is_value = values > 0;
        pieces.push(piece);
    }
    pieces
}

/// The next tag from a byte on. One that does not end reaches to the end of the text: Tera reports it.
fn next_tag(text: &str, from: usize) -> Option<(Range<usize>, PieceKind)> {
    let mut at = from;
    loop {
        at += text[at..].find('{')?;
        let Some((_, close, kind)) = TAGS.iter().find(|(open, ..)| text[at..].starts_with(open)) else {
            at += 1;
            continue;
        };
        let end = if *kind == PieceKind::Comment {
            text[at..].find(close).map(|end| at + end + close.len())
        } else {
            end_of_code(text, at + 2, close)
        };
        return Some((at..end.unwrap_or(text.len()), *kind));
    }
}

/// One past the closing braces of a tag; what is in quotes closes nothing.
fn end_of_code(text: &str, from: usize, close: &str) -> Option<usize> {
    let (bytes, close_bytes) = (text.as_bytes(), close.as_bytes());
    let (mut quote, mut escaped) = (None, false);
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        match quote {
            Some(open) if byte == open && !escaped => quote = None,
            Some(_) => escaped = *byte == b'\\' && !escaped,
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if bytes[at..].starts_with(close_bytes) => return Some(at + close.len()),
            None => {}
        }
    }
    // A quotation mark that does not close: to the next braces, for the places of the rest.
    text[from..].find(close).map(|at| from + at + close.len())
}

/// Whether a tag has the sign that trims at a byte of it: `{%-` or `-%}`.
fn trims(text: &str, tag: Range<usize>, at: usize) -> bool {
    // In `{#-#}` the sign is neither.
    tag.len() > 5 && text.as_bytes()[tag].get(at) == Some(&b'-')
}

/// Adds `{% raw %}`, its words, and the statement that ends them, whose place is given back.
fn raw(text: &str, begin: &Piece, pieces: &mut Vec<Piece>) -> Range<usize> {
    pieces.push(begin.clone());
    let mut at = begin.range.end;
    while let Some(open) = text[at..].find("{%").map(|found| at + found) {
        let end = text[open..].find("%}").map_or(text.len(), |end| open + end + 2);
        let tag = Piece { kind: PieceKind::Statement, range: open..end, is_value: begin.is_value };
        if tag.inside(text) == "endraw" {
            let mut words = begin.range.end..open;
            if trims(text, begin.range.clone(), begin.range.len() - 3) {
                words.start += text[words.clone()].len() - text[words.clone()].trim_start().len();
            }
            if trims(text, open..end, 2) {
                words.end = words.start + text[words.clone()].trim_end().len();
            }
            if !words.is_empty() {
                pieces.push(Piece { kind: PieceKind::Words, range: words, is_value: begin.is_value });
            }
            pieces.push(tag);
            return open..end;
        }
        at = open + 2;
    }
    text.len()..text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let sign = |kind| match kind {
            PieceKind::Words => 'w',
            PieceKind::Expression => 'e',
            PieceKind::Statement => 's',
            PieceKind::Comment => 'c',
        };
        pieces(text).iter().map(|p| format!("{}:{}", sign(p.kind), &text[p.range.clone()])).collect()
    }

    #[test]
    fn a_text_is_cut_where_tera_cuts_it() {
        assert_eq!(shown("a {{ b }} c"), ["w:a ", "e:{{ b }}", "w: c"]);
        assert_eq!(shown("a {%- if b -%}\n c{% endif %}"), ["w:a", "s:{%- if b -%}", "w:c", "s:{% endif %}"]);
        assert_eq!(shown("{# {{ a }} #}{ b }"), ["c:{# {{ a }} #}", "w:{ b }"]);
        assert_eq!(shown("{{ \"}}\" }}x"), ["e:{{ \"}}\" }}", "w:x"]);
        assert_eq!(
            shown("{% raw %}{{ a }}{% endraw %}b"),
            ["s:{% raw %}", "w:{{ a }}", "s:{% endraw %}", "w:b"]
        );
        assert_eq!(shown("a {{ b"), ["w:a ", "e:{{ b"]);
        assert_eq!(shown("{{- \"\" -}}"), ["e:{{- \"\" -}}"]);
        assert_eq!(shown("a {#-#} b"), ["w:a ", "c:{#-#}", "w: b"]);
        assert_eq!(
            shown("{%- raw -%} a {%- endraw -%} b"),
            ["s:{%- raw -%}", "w:a", "s:{%- endraw -%}", "w:b"]
        );
    }

    #[test]
    fn a_tag_that_does_not_end_may_end_in_any_sign() {
        for text in [
            "a {{ \u{4e2d}",
            "{%\u{4e2d}",
            "{# \u{4e2d}",
            "{{ '\u{1f600}",
            "{%- \u{e9}",
            "{% raw %}\u{4e2d}",
            "{{",
            "{%-",
            "{%- raw",
        ] {
            assert!(!pieces(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_is_set_or_filtered_is_a_value_first() {
        let text = "{% set x %}a{{ b }}{% endset %}{% set y = 1 | f(b=2) %}c{% filter upper %}d{% endfilter %}{% set z | f(b=2) %}e{% endset %}";
        let values: Vec<&str> = pieces(text)
            .iter()
            .filter(|p| p.is_value && p.kind == PieceKind::Words)
            .map(|p| &text[p.range.clone()])
            .collect();
        assert_eq!(values, ["a", "d", "e"]);
    }
}
