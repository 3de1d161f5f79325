//! Lists as Word pastes them: lines that begin with a bullet, a dash or a letter, which Markdown takes for one paragraph.

use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::compose::markdown::ProseKind;
use crate::rules;

rules! {
    /// `• one`.
    PASTED_LIST = Warning "pasted-list" {
        summary: "lines begin with the signs of a list as Word pastes it",
        why: "Only a hyphen or a number with a full stop begins an item. These lines are printed one after the other, as one paragraph with signs in it.",
        source: "CommonMark 0.31.2, section 5.2",
        bad: "body:\n  - text: |-\n      • the agenda\n      • the time plan",
        good: "body:\n  - text: |-\n      - the agenda\n      - the time plan",
        fix: "Begin each line with a hyphen and a space, or with `1.` in a list with numbers, below a `|`.",
    }
}

/// Signs of Word that begin nothing but an item.
const BULLETS: [char; 8] = ['•', '▪', '◦', '●', '‣', '·', '■', '○'];

/// Looks at the beginnings of lines.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for passage in text.passages() {
        // Cells, headings and titles are of one line.
        if !matches!(passage.kind, ProseKind::Paragraph | ProseKind::Item(_)) {
            continue;
        }
        let starts = starts(passage);
        let Some((at, sign)) = starts.first() else { continue };
        let place = passage.place(*at..at + sign.len());
        let lines = if starts.len() == 1 { "this line begins" } else { "lines of this text begin" };
        PASTED_LIST
            .finding(format!("{lines} with `{sign}`, which begins no item of a list"))
            .at(&place, "expected a hyphen (-)")
            .hint("begin each item with a hyphen and a space on a line of its own, below `text: |-`")
            .report(problems);
    }
}

/// The signs of a list at the beginnings of lines: bullets, and dashes or letters where at least two lines have one.
fn starts<'a>(passage: Passage<'a>) -> Vec<(usize, &'a str)> {
    let text = passage.text_of();
    let lines = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    let found: Vec<(usize, &str)> = lines
        .filter_map(|at| Some((at, sign(&text[at..])?)))
        .filter(|(at, _)| passage.is_own(*at) && is_line_start(passage, *at))
        .collect();
    let is_bullet = |sign: &str| sign.starts_with(BULLETS);
    let bullets = found.iter().any(|(_, sign)| is_bullet(sign));
    // A line may begin with a dash that is one.
    if bullets || found.len() > 1 { found } else { Vec::new() }
}

/// The sign of an item that words begin with.
pub(super) fn sign(words: &str) -> Option<&str> {
    let (sign, _) = words.split_once(' ')?;
    let mut chars = sign.chars();
    let first = chars.next()?;
    let is_alone = chars.next().is_none();
    let is_counted = || {
        let body = sign.strip_suffix([')', '.'])?.trim_start_matches('(');
        let is_number = body.len() <= 2 && body.bytes().all(|b| b.is_ascii_digit());
        let is_letter = body.len() == 1 && body.bytes().all(|b| b.is_ascii_lowercase());
        (!body.is_empty() && (is_number && sign.ends_with(')') || is_letter)).then_some(())
    };
    (is_alone && (BULLETS.contains(&first) || matches!(first, '–' | '—')) || is_counted().is_some())
        .then_some(sign)
}

/// Whether a byte of the text is the first of a line of the file.
fn is_line_start(passage: Passage<'_>, at: usize) -> bool {
    at == 0 || passage.place(at - 1..at).text().contains('\n') || passage.is_line_end(at - 1)
}
