//! Lines that are indented otherwise than their neighbours.

use super::Slip;
use super::lines::Page;
use crate::base::text::count;

const ALIKE: &str = "indent the keys of one group, and the dashes of one list, by the same number of spaces, and a text by more spaces than its key";

/// How many lines are indented together: a group of keys, a text.
const MOST: usize = 12;

/// Looks at a line.
pub(super) fn look(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    // A line of signs is no line of a letter, however it is indented.
    if page.is_empty(at) || page.words(at).chars().all(|c| "-=.".contains(c)) {
        return;
    }
    dash_missing(page, at, found);
    let depth = page.depth(at);
    for other in near(page, at) {
        for last in ends(page, at) {
            let which =
                if last == at { "this line".to_owned() } else { format!("lines {} to {}", at + 1, last + 1) };
            let spaces = count(depth.abs_diff(other), "space");
            let is = if last == at { "is" } else { "are" };
            let what = match (depth > other, is_text_above(page, at)) {
                (true, _) => format!("{which} {is} indented by {spaces} too many"),
                (false, true) => format!("{which} {is} indented by {spaces} less than the text above"),
                (false, false) => format!("{which} {is} indented by {spaces} too few"),
            };
            let lines = (at..=last).map(|line| {
                let words = page.words(line);
                let own = (page.depth(line) + other).saturating_sub(depth);
                if words.is_empty() { String::new() } else { format!("{}{words}", " ".repeat(own)) }
            });
            let start = page.lines[at].indent.end;
            found.push(Slip {
                what,
                advice: ALIKE,
                at: start..page.lines[at].range.end,
                range: page.lines[at].range.start..page.lines[last].range.end,
                mended: lines.collect::<Vec<_>>().join("\n"),
                is_certain: last > at,
            });
        }
    }
}

/// Whether the line above belongs to a text after `|` or `>`.
fn is_text_above(page: &Page<'_>, at: usize) -> bool {
    at > 0 && page.lines[at - 1].in_text
}

/// How far lines like this one are indented nearby: entries of a list as dashes, keys as keys, and a text below its key.
fn near(page: &Page<'_>, at: usize) -> Vec<usize> {
    let depth = page.depth(at);
    let mut found = Vec::new();
    let mut above = page.above(at);
    // If no line above stands at the edge, the first one is wrong, not this one.
    if depth == 0 && (0..at).all(|line| page.is_empty(line) || page.depth(line) > 0) {
        return found;
    }
    for _ in 0..MOST {
        let Some(line) = above else { break };
        let cut = &page.lines[line];
        let keys = page.depth(line) + cut.entry - cut.indent.end;
        let opens = page.value(line).is_empty() || page.value(line).starts_with(['>', '|']);
        let is_text = page.lines[at].value == page.lines[at].indent.end;
        if found.is_empty() && (opens || is_text) {
            found.push(keys + 2);
        }
        found.extend([page.depth(line), keys]);
        above = page.above(line);
    }
    // Texts of several lines are indented as their first line.
    found.extend(
        (0..at)
            .rev()
            .take(2)
            .filter(|line| page.lines[*line].in_text && !page.is_empty(*line))
            .map(|line| page.depth(line)),
    );
    found.push(0);
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|other| *other != depth && seen.insert(*other));
    found.truncate(6);
    found
}

/// The last lines that could be indented together with this one: with what belongs to it, alone, with those below.
fn ends(page: &Page<'_>, at: usize) -> Vec<usize> {
    let depth = page.depth(at);
    let last = page.lines.len() - 1;
    let within = (at + 1..=last).take_while(|line| page.is_empty(*line) || page.depth(*line) > depth).last();
    let within = within.filter(|line| !page.is_empty(*line));
    let alike =
        (at + 1..=last.min(at + MOST)).take_while(|line| page.depth(*line) >= depth && !page.is_empty(*line));
    std::iter::once(at).chain(within).chain(alike).collect()
}

/// A second text of the body without its dash.
fn dash_missing(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let depth = page.depth(at);
    if line.entry > line.indent.end || line.value == line.entry || depth < 2 {
        return;
    }
    let start = line.indent.end;
    found.push(Slip {
        what: "this entry of the list has no dash".to_owned(),
        advice: "begin each entry of a list with a dash and a space",
        at: start..line.value,
        range: line.range.clone(),
        mended: format!("{}- {}", " ".repeat(depth - 2), page.words(at)),
        is_certain: false,
    });
}
