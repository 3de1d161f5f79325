//! Tabs, and characters that look like a space or like nothing.

use super::Slip;
use super::lines::Page;
use crate::base::unusable::is_invisible;

const TABS: &str = "indent with spaces: in YAML, a tab does not count as spaces";
const ODD: &str = "type an ordinary space there: the character was probably copied from another program";
const HIDDEN: &str = "delete it: the character was probably copied from another program";

/// Looks at a line.
pub(super) fn look(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    if page.is_empty(at) || !page.at(page.lines[at].range.clone()).contains(is_odd) {
        return;
    }
    let Some((place, sign)) = odd(page, at) else { return };
    // Mostly the lines below have the same.
    let mut last = at;
    while last + 1 < page.lines.len() && odd(page, last + 1).is_some_and(|(_, other)| other == sign) {
        last += 1;
    }
    for end in if last > at { vec![last, at] } else { vec![at] } {
        for depth in depths(page, at) {
            let range = page.lines[at].range.start..page.lines[end].range.end;
            let first = page.depth(at);
            let lines = (at..=end).map(|line| {
                let more = page.depth(line).saturating_sub(first);
                plain(page, line, depth.map(|depth| depth + if sign == '\t' { 2 * more } else { more }))
            });
            found.push(Slip {
                what: said(page, at, place, sign),
                advice: if sign == '\t' {
                    TABS
                } else if is_invisible(sign) {
                    HIDDEN
                } else {
                    ODD
                },
                at: place..place + sign.len_utf8(),
                range,
                mended: lines.collect::<Vec<_>>().join("\n"),
                is_certain: true,
            });
        }
    }
}

/// A sign that is no ordinary space, and is taken for one or for nothing.
fn is_odd(c: char) -> bool {
    c != ' ' && (c.is_whitespace() && !matches!(c, '\n' | '\r') || is_invisible(c))
}

/// The first one that can be in the way: anywhere up to the value, and around the value.
fn odd(page: &Page<'_>, at: usize) -> Option<(usize, char)> {
    let line = &page.lines[at];
    let end = if line.in_text { line.indent.end } else { line.range.end };
    let words = page.at(line.range.start..end);
    words.char_indices().map(|(place, c)| (line.range.start + place, c)).find(|(_, c)| is_odd(*c))
}

/// How far the line could have to be indented: as it is, with the signs as spaces, or as its neighbours.
fn depths(page: &Page<'_>, at: usize) -> Vec<Option<usize>> {
    let line = &page.lines[at];
    let is_in_indent = page.at(line.indent.clone()).contains(is_odd);
    if !is_in_indent {
        return vec![None];
    }
    let above = page.above(at).map_or(0, |above| page.depth(above));
    let dashes = page.above(at).map_or(0, |above| {
        let line = &page.lines[above];
        line.entry - line.indent.end
    });
    // An ideographic space is as wide as two.
    let width = |c: char| if is_invisible(c) { 0 } else { 1 + usize::from(c == '\u{3000}') };
    let spaces: usize = page.at(line.indent.clone()).chars().map(width).sum();
    let mut depths = vec![above + dashes + 2, above, above + 2, above + dashes, spaces, 2, 0];
    if page.above(at).is_some_and(|above| page.depth(above) == spaces)
        || !page.at(line.indent.clone()).contains('\t')
    {
        depths.insert(0, spaces);
    }
    // A line that was indented less than the one above belongs to a list or a set further up.
    depths.extend((0..at).rev().filter(|at| !page.is_empty(*at)).take(20).map(|at| page.depth(at)));
    let mut seen = std::collections::BTreeSet::new();
    depths.into_iter().filter(|depth| seen.insert(*depth)).map(Some).collect()
}

/// The line without such signs.
fn plain(page: &Page<'_>, at: usize, depth: Option<usize>) -> String {
    let line = &page.lines[at];
    let sign = |c: char| match c {
        c if is_invisible(c) => None,
        c if is_odd(c) => Some(' '),
        c => Some(c),
    };
    let words = page.at(line.indent.end..line.range.end);
    let indent = depth.unwrap_or_else(|| page.depth(at));
    let words: String =
        if line.in_text { words.to_owned() } else { words.chars().filter_map(sign).collect() };
    format!("{}{}", " ".repeat(indent), words.trim_end())
}

fn said(page: &Page<'_>, at: usize, place: usize, sign: char) -> String {
    let is_indent = page.lines[at].indent.contains(&place);
    match sign {
        '\t' if is_indent => "this line is indented with a tab".to_owned(),
        '\t' => "there is a tab here, where spaces are expected".to_owned(),
        c if is_invisible(c) => {
            format!("there is a character here that nobody sees (U+{:04X})", u32::from(c))
        }
        c => format!("there is {} here (U+{:04X}), which only looks like a space", name(c), u32::from(c)),
    }
}

fn name(space: char) -> &'static str {
    match space {
        '\u{a0}' => "a no-break space",
        '\u{202f}' => "a narrow no-break space",
        '\u{3000}' => "an ideographic space",
        _ => "an unusual space",
    }
}
