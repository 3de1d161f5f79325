//! What people put for the dash of an entry: the dashes and bullets of Word, numbers, a dash without its space.

use super::Slip;
use super::lines::{Page, is_blank};

const ENTRY: &str = "begin each entry of a list with a hyphen (-) and a space";

/// Looks at a line.
pub(super) fn look(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let Some((sign, what)) = mark(page, at).filter(|_| !page.lines[at].in_text) else { return };
    // Mostly all entries of a list are alike.
    let depth = page.depth(at);
    let is_like = |line: &usize| page.depth(*line) == depth && mark(page, *line).is_some();
    let is_within = |line: &usize| page.is_empty(*line) || page.depth(*line) > depth || is_like(line);
    let last = (at..page.lines.len()).take_while(is_within).filter(is_like).last().unwrap_or(at);
    for last in if last > at { vec![last, at] } else { vec![at] } {
        let lines = (at..=last).map(|line| {
            let whole = page.at(page.lines[line].range.clone());
            let indent = page.at(page.lines[line].indent.clone());
            match mark(page, line).filter(|_| page.depth(line) == depth) {
                Some((sign, _)) => {
                    format!("{indent}- {}", page.words(line)[sign..].trim_start_matches(is_blank))
                }
                None => whole.to_owned(),
            }
        });
        let start = page.lines[at].indent.end;
        found.push(Slip {
            what: what.clone(),
            advice: ENTRY,
            at: start..start + sign,
            range: page.lines[at].range.start..page.lines[last].range.end,
            mended: lines.collect::<Vec<_>>().join("\n"),
            is_certain: true,
        });
    }
}

/// The bytes of the sign that an entry begins with in place of its dash, and what it is.
fn mark(page: &Page<'_>, at: usize) -> Option<(usize, String)> {
    let words = page.words(at);
    let first = words.chars().next()?;
    let (sign, behind) = words.split_at(first.len_utf8());
    let is_apart = behind.starts_with(is_blank);
    let said = |name: &str| Some((sign.len(), format!("this entry begins with {name}, not with a hyphen")));
    match first {
        '–' => said("an en dash (–)"),
        '—' | '―' => said("an em dash (—)"),
        '−' => said("a minus sign (−)"),
        '‑' | '‐' | '﹣' | '－' => said("a hyphen of another kind"),
        '•' | '·' | '▪' | '◦' | '●' | '‣' | '\u{f0b7}' | '\u{f0a7}' => said("a bullet"),
        '*' if is_apart => said("a star (*)"),
        '-' if !behind.is_empty() && !is_apart && !behind.starts_with('-') => {
            Some((1, "there is no space after the dash of this entry".to_owned()))
        }
        '0'..='9' | 'a'..='z' => {
            let length = words.find(['.', ')']).filter(|end| *end <= 2)? + 1;
            let is_number = words[..length - 1].bytes().all(|b| b.is_ascii_digit()) || length == 2;
            (is_number && words[length..].starts_with(is_blank))
                .then(|| (length, "this entry begins with a number, not with a hyphen".to_owned()))
        }
        _ => None,
    }
}
