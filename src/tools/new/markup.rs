//! What stands in a text beside its words: facts in braces, links and addresses.

use std::ops::Range;

/// Whether an expression names a fact, and none that only begins like it.
pub(super) fn says(inside: &str, name: &str) -> bool {
    inside.match_indices(name).any(|(at, _)| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        !inside[at + name.len()..].starts_with(is_part)
            && !inside[..at].ends_with(|c: char| is_part(c) || c == '.')
    })
}

/// The ranges from an opening sign to its closing one, with both.
pub(super) fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(open).map(|found| at + found) {
        let end = text[start..].find(close).map_or(text.len(), |found| start + found + close.len());
        ranges.push(start..end);
        at = end;
    }
    ranges
}

/// Links with their words in brackets, if they have such, and their addresses with the signs around them.
pub(super) fn links(text: &str) -> Vec<(Option<Range<usize>>, Range<usize>)> {
    let mut found: Vec<(Option<Range<usize>>, Range<usize>)> = Vec::new();
    for (at, _) in text.match_indices("](") {
        let Some(start) = text[..at].rfind('[') else { continue };
        let mut depth = 0_usize;
        let end = text[at + 1..].char_indices().find_map(|(offset, c)| {
            depth = match c {
                '(' => depth + 1,
                ')' => depth.saturating_sub(1),
                _ => depth,
            };
            (depth == 0).then_some(at + 1 + offset + c.len_utf8())
        });
        if let Some(end) = end {
            found.push((Some(start..at + 1), at + 1..end));
        }
    }
    for sign in ["://", "@", "www."] {
        for (at, _) in text.match_indices(sign) {
            let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '|' | '"' | '(' | ')');
            let head = &text[..at];
            let start =
                head.char_indices().rev().take_while(|(_, c)| !is_end(*c)).last().map_or(at, |(at, _)| at);
            let end = text[at..].find(is_end).map_or(text.len(), |after| at + after);
            let end = start + text[start..end].trim_end_matches(['.', ',', ';', ':']).len();
            let is_pointed = text[..start].ends_with('<') && text[end..].starts_with('>');
            let range = if is_pointed { start - 1..end + 1 } else { start..end };
            let is_known = found.iter().any(|(_, address)| address.contains(&at));
            if !is_known && range.start < range.end {
                found.push((None, range));
            }
        }
    }
    found
}

/// Makes a part of a text spaces, byte for byte.
pub(super) fn blank(text: &mut String, range: Range<usize>) {
    let spaces = " ".repeat(range.len());
    text.replace_range(range, &spaces);
}

/// The name before a place, with the space behind it: `Circular `.
pub(super) fn word_before(text: &str, at: usize) -> &str {
    let head = &text[..at];
    let word = head.trim_end_matches(' ');
    let start = word
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |before| before + word[before..].chars().next().map_or(1, char::len_utf8));
    let is_name = word.len() < head.len() && word[start..].starts_with(char::is_uppercase);
    if is_name { &head[start..] } else { "" }
}
