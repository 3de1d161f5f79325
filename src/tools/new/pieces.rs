//! Times, days and numbers in a text cut into pieces: where each begins and ends, and what it is part of.

use crate::check::text::{TokenKind, Tokens};
use std::ops::Range;

/// A month with the year behind it and the days before it.
pub(super) fn month(tokens: &Tokens<'_>, index: usize) -> Range<usize> {
    let (mut first, mut last) = (index, index);
    let next = tokens.after(last);
    if tokens.number(next).is_some_and(|(digits, _)| digits.len() == 4) {
        last = next;
    }
    // 20‑30 April, with whatever dash
    while let Some(before) = tokens.before(first) {
        let is_day = tokens.number(before).is_some_and(|(digits, _)| digits.len() <= 2);
        let is_dash = first != index
            && matches!(tokens.kind(before), Some(TokenKind::Sign('-' | '–' | '—' | '−' | '‑')));
        if !(is_day || is_dash) {
            break;
        }
        first = before;
    }
    tokens.range(first, last)
}

/// `10:00-16:00 hours`, `0930 hours`, `9:30`, `10 a.m.`, from its first number.
pub(super) fn time(tokens: &Tokens<'_>, index: usize) -> Option<Range<usize>> {
    let single = |at: usize| -> Option<(usize, bool)> {
        let (digits, _) = tokens.number(at)?;
        if tokens.is_sign(at + 1, ':')
            && tokens.number(at + 2).is_some_and(|(d, _)| d.len() == 2)
            && digits.len() <= 2
        {
            return Some((at + 2, true));
        }
        (digits.len() == 4 || digits.len() <= 2).then_some((at, false))
    };
    let (mut last, mut is_certain) = single(index)?;
    if let Some((next, _)) = tokens.between(last + 1)
        && let Some((end, certain)) = single(next)
        && (certain || is_certain || is_hours(tokens, end))
    {
        (last, is_certain) = (end, true);
    }
    if is_hours(tokens, last) {
        return Some(tokens.range(index, tokens.after(last)));
    }
    is_certain.then(|| tokens.range(index, last))
}

pub(super) fn is_hours(tokens: &Tokens<'_>, last: usize) -> bool {
    let next = tokens.after(last);
    matches!(tokens.word(next), "hours" | "h" | "am" | "pm")
        || (matches!(tokens.word(next), "a" | "p")
            && tokens.is_sign(next + 1, '.')
            && tokens.word(next + 2) == "m")
}

/// `2021-04-19`, `19.04.2021`, `19/4/21`.
pub(super) fn date_of_digits(tokens: &Tokens<'_>, index: usize) -> Option<Range<usize>> {
    let sign = tokens.kind(index + 1).filter(|kind| matches!(kind, TokenKind::Sign('-' | '.' | '/')))?;
    let lengths =
        [index, index + 2, index + 4].map(|at| tokens.number(at).map_or(0, |(digits, _)| digits.len()));
    let is_date = matches!(lengths, [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 4])
        || (matches!(lengths, [1 | 2, 1 | 2, 2]) && sign != TokenKind::Sign('.'));
    (is_date && tokens.kind(index + 3) == Some(sign)).then(|| tokens.range(index, index + 4))
}

/// The pieces around a number that no space parts from it: `AG-R21`, `X.1054`, `ITU-T/2021`.
pub(super) fn compound(tokens: &Tokens<'_>, index: usize) -> Range<usize> {
    let is_joint = |at: usize| matches!(tokens.kind(at), Some(TokenKind::Sign('-' | '‑' | '.' | '/' | '_')));
    let is_piece = |at: usize| matches!(tokens.kind(at), Some(TokenKind::Word | TokenKind::Number));
    let (mut first, mut last) = (index, index);
    while first >= 2 && is_joint(first - 1) && is_piece(first - 2) {
        first -= 2;
    }
    while is_joint(last + 1) && is_piece(last + 2) {
        last += 2;
    }
    tokens.range(first, last)
}

/// Whether what is counted by an ordinal is a meeting.
pub(super) fn is_meeting(tokens: &Tokens<'_>, index: usize) -> bool {
    let is = |at: usize| matches!(tokens.word(at), "meeting" | "meetings" | "session" | "plenary");
    let next = tokens.after(index);
    is(next) || is(tokens.after(next))
}

pub(super) fn longest_run(word: &str) -> usize {
    word.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or_default()
}

/// `R21`, `TD5`: the code of a document behind the dash of its group.
pub(super) fn is_code(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    (1..=3).contains(&letters) && word.bytes().skip(letters).all(|b| b.is_ascii_digit())
}

pub(super) fn is_behind_dash(tokens: &Tokens<'_>, index: usize) -> bool {
    index >= 2 && tokens.is_sign(index - 1, '-') && tokens.kind(index - 2) == Some(TokenKind::Word)
}

/// `SG14`, `WP1`, `Q5`, `SG14RG`.
pub(super) fn is_group(word: &str) -> bool {
    ["SG", "WP", "Q", "RG", "JTC"].iter().any(|start| {
        word.strip_prefix(start).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// `1/17`, `Q2/14`.
pub(super) fn is_beside_slash(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.is_sign(index + 1, '/') || index.checked_sub(1).is_some_and(|at| tokens.is_sign(at, '/'))
}

/// A footnote's mark, an attribute, the number of an item: no number of the text.
pub(super) fn is_mark(tokens: &Tokens<'_>, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|at| tokens.kind(at));
    let begins = index == 0 || (before == Some(TokenKind::Space) && index == 1);
    matches!(before, Some(TokenKind::Sign('^' | '"'))) || (begins && tokens.is_sign(index + 1, '.'))
}

/// Words whose number is part of a name that meetings do not change.
pub(super) fn is_part_of_name(before: &str) -> bool {
    matches!(
        before,
        "Group" | "Groups" | "Party" | "Parties" | "Question" | "Questions" | "SG" | "WP" | "JTC"
    )
}

/// Words behind which a number is that of a document, however short.
pub(super) fn is_numbered(before: &str) -> bool {
    matches!(
        before,
        "Circular"
            | "Circulars"
            | "circular"
            | "letter"
            | "Letter"
            | "letters"
            | "TD"
            | "TDs"
            | "Document"
            | "document"
            | "Addendum"
            | "Corrigendum"
            | "Contribution"
            | "LS"
    )
}
