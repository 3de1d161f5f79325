//! Signs of Markdown that are printed as they were typed, and lines that YAML joins before Markdown sees them.

use super::pasted::sign;
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::base::yaml::written::is_folded;
use crate::compose::markdown::ProseKind;
use crate::rules;
use std::ops::Range;

rules! {
    /// `**bold`, `[words](https://example.org/a b)`.
    MARKUP_AS_TEXT = Warning "markup-as-text" {
        summary: "a sign of Markdown is printed as it was typed",
        why: "The markup is not closed, has a space in a wrong place, or its address has a space. So there is neither a link nor bold text: readers see the signs.",
        source: "CommonMark 0.31.2, sections 6.2 and 6.3",
        bad: "body:\n  - text: See [the page](https://example.org/8 April).",
        good: "body:\n  - text: See [the page](https://example.org/8%20April).",
        fix: "Close the markup, or correct the address. To print the sign itself, put a backslash before it: `\\*`.",
    }
    /// Two paragraphs in `>-`.
    LINES_JOINED = Note "lines-joined" {
        summary: "an empty line, a new item of a list or a row of a table is not seen, because YAML joins the lines of this text",
        why: "After `>`, in quotation marks and without them, YAML makes one line of several, and a line end of an empty line. Markdown needs an empty line to start a paragraph, and a new line to start an item.",
        source: "YAML 1.2.2, sections 6.5 and 8.1.3",
        bad: "body:\n  - text: >-\n      The first paragraph.\n\n      The second paragraph.",
        good: "body:\n  - text: |-\n      The first paragraph.\n\n      The second paragraph.",
        fix: "Write `|` instead of `>`. If the text is meant to be one paragraph, remove the empty line.",
    }
}

/// Looks at all signs and line ends of the letter's own words.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for passage in text.passages() {
        if passage.text.contains(['*', '_', '`', ']', '<']) {
            signs(passage, problems);
        }
        joined(passage, problems);
    }
}

/// What stands where a sign was printed, and what was expected.
type Sign = (Range<usize>, &'static str);

fn signs(passage: Passage<'_>, problems: &mut Diagnostics) {
    let found = [link(passage), address(passage), emphasis(passage), code(passage)];
    for (range, expected) in found.into_iter().flatten() {
        let message = match &passage.text[range.clone()] {
            "`" => "the sign ` is printed as it is typed".to_owned(),
            words => format!("`{words}` is printed as it is typed"),
        };
        let place = passage.place(range);
        let mut finding = MARKUP_AS_TEXT.finding(message).at(&place, expected);
        if place.text().contains("{{") {
            finding = finding.hint("a fact prints words with spaces: type this part of the address");
        }
        finding.hint("to print such a sign, put a backslash before it").report(problems);
    }
}

/// Whether a sign is markup by its place: typed without a backslash, and not in code. In texts of one line the program
/// puts one before it, and so it does in what facts print.
fn is_markup(passage: Passage<'_>, at: usize) -> bool {
    let is_typed = || {
        let place = passage.place(at..at + 1);
        let before = &place.source.text()[..place.start];
        place.text() == &passage.text[at..at + 1] && !before.ends_with('\\') && passage.is_own(at)
    };
    !passage.is_code(&(at..at + 1)) && (!passage.is_escaped(at) || is_typed())
}

/// `[words](address with spaces)`, `[words](address`, `[words] (https://…)`.
fn link(passage: Passage<'_>) -> Option<Sign> {
    let text = passage.text.as_str();
    text.match_indices(']').find_map(|(close, _)| {
        let behind = &text[close + 1..];
        let inside = behind.trim_start().strip_prefix('(')?;
        let is_apart = behind.starts_with(' ');
        let is_address =
            ["http", "mailto:", "www."].iter().any(|start| inside.trim_start().starts_with(start));
        let open = text[..close].rfind('[')?;
        if is_apart && !is_address || !is_markup(passage, open) || !is_markup(passage, close) {
            return None;
        }
        let start = text.len() - inside.len();
        let end = inside.find(')');
        let address = &inside[..end.unwrap_or(inside.len())];
        let expected = match end {
            None => "expected `)` after the address",
            Some(_) if is_apart => "expected `](` without a space in between",
            Some(_) if address.trim().contains(' ') => {
                "expected an address without spaces: write %20 for each"
            }
            Some(_) => "expected an address in the round brackets",
        };
        // Without an end, the address is what stands up to the next space.
        let length = end.map_or(address.find(' ').unwrap_or(address.len()), |end| end + 1);
        Some((open..start + length, expected))
    })
}

/// `<https://example.org/a b>`, `<name @example.org>`.
fn address(passage: Passage<'_>) -> Option<Sign> {
    let text = passage.text.as_str();
    text.match_indices('<').find_map(|(open, _)| {
        let inside = &text[open + 1..];
        let end = inside.find(['<', '>']).filter(|end| inside[*end..].starts_with('>'));
        let words = &inside[..end.unwrap_or(inside.len())];
        let is_web = ["http://", "https://", "mailto:", "www."].iter().any(|start| words.starts_with(start));
        let is_address = is_web || end.is_some() && words.contains('@');
        if !is_address || !is_markup(passage, open) {
            return None;
        }
        let length = end.map_or(words.find(' ').unwrap_or(words.len()), |end| end + 1);
        let expected = if end.is_none() {
            "expected `>` after the address"
        } else {
            "expected an address without spaces"
        };
        Some((open..open + 1 + length, expected))
    })
}

/// `**bold`, `** bold**`, and `*italic` among other words: at the beginning, one star marks a remark.
fn emphasis(passage: Passage<'_>) -> Option<Sign> {
    let words = passage.words();
    let bytes = words.as_bytes();
    let strong = words.match_indices("**").map(|(at, sign)| at..at + sign.len());
    let light = words.match_indices(['*', '_']).map(|(at, sign)| at..at + sign.len()).filter(|sign| {
        let behind = words[sign.end..].chars().next();
        sign.start > 0 && bytes[sign.start - 1] == b' ' && behind.is_some_and(char::is_alphanumeric)
    });
    let found = strong.chain(light).find(|sign| is_markup(passage, sign.start))?;
    Some((found, "expected the same sign before and after the words, without spaces between it and them"))
}

/// A sign of code without its second.
fn code(passage: Passage<'_>) -> Option<Sign> {
    let mut signs = passage.text.match_indices('`').map(|(at, sign)| at..at + sign.len());
    let found = signs.find(|sign| is_markup(passage, sign.start))?;
    Some((found, "expected a second ` after the words, or ’ for an apostrophe"))
}

fn joined(passage: Passage<'_>, problems: &mut Diagnostics) {
    for range in gaps(passage) {
        let place = passage.place(range);
        LINES_JOINED
            .finding(
                "this line does not begin a paragraph, an item or a row: YAML joins it with the line before",
            )
            .at(&place, "printed after the words of the line before")
            .hint(if is_folded(&place) {
                "write `|` instead of `>`: then all line ends stay as they are"
            } else {
                "write the text on lines of its own, below a `|`: then all line ends stay as they are"
            })
            .report(problems);
    }
}

/// The first words of lines that look like the beginning of a paragraph or an item in the file, and are none.
fn gaps(passage: Passage<'_>) -> Vec<Range<usize>> {
    let text = passage.text.as_str();
    let blank =
        |at: usize| passage.is_own(at).then(|| passage.place(at..at + 1).text().matches('\n').count());
    let word = |start: usize| start..text[start..].find(' ').map_or(text.len(), |end| start + end);
    let breaks = text.match_indices(' ').map(|(at, _)| at).filter(|at| passage.is_line_end(*at));
    let mut found: Vec<_> = breaks.filter(|at| blank(*at) > Some(1)).map(|at| word(at + 1)).collect();
    let items: Vec<_> = [" - ", " * "]
        .iter()
        .flat_map(|item| text.match_indices(item))
        .filter(|(at, _)| blank(*at) > Some(0) && !passage.is_escaped(at + 1))
        .map(|(at, item)| word(at + item.len()))
        .collect();
    // One dash at the beginning of a line may be a dash.
    if items.len() > 1 || matches!(passage.kind, ProseKind::Item(_)) {
        found.extend(items);
    }
    // Rows of a table, and items with numbers.
    let is_number = |at: usize| {
        let word = &text[word(at + 1)];
        word.strip_suffix('.')
            .is_some_and(|n| (1..3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_row = |at: usize| text[at + 1..].starts_with("| ") && text.starts_with('|');
    let lines = text.match_indices(' ').map(|(at, _)| at);
    let lines: Vec<usize> =
        lines.filter(|at| (is_row(*at) || is_number(*at)) && blank(*at) > Some(0)).collect();
    let has_first = text.starts_with("1. ") || lines.len() > 1;
    if has_first || text.starts_with('|') {
        found.extend(lines.into_iter().map(|at| word(at + 1)));
    }
    // Lists of Word are told as such.
    found.retain(|range| sign(&text[range.start..]).is_none());
    found
}
