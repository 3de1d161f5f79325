//! Certain edits, applied to the text of a letter: nothing else of it changes, which is proved by reading it back.

use crate::base::yaml::edit::{Edit as Splice, changes_only, edited};
use crate::base::yaml::rules::YAML;
use crate::base::yaml::{Node, parse};
use crate::base::{Diagnostic, Diagnostics, Edit, Source};
use std::sync::Arc;

/// Puts the certain edits of findings into a letter's text, as far as they do not touch each other and what comes out
/// is the same letter elsewhere; the text, and the findings whose edits are in it. `None` when there is nothing to edit.
pub fn apply<'a>(
    source: &Arc<Source>,
    findings: impl IntoIterator<Item = &'a Diagnostic>,
) -> Option<(String, Vec<&'a Diagnostic>)> {
    let fits = |edit: &Edit| {
        let range = edit.span.start..edit.span.end;
        edit.span.source == *source && source.text().get(range).is_some_and(|old| old != edit.replacement)
    };
    let mut all: Vec<_> = findings
        .into_iter()
        .filter_map(|finding| Some((finding, finding.edit.as_ref().filter(|edit| fits(edit))?)))
        .map(|(finding, edit)| (finding, (edit.span.start..edit.span.end, edit.replacement.to_string())))
        .collect();
    // Slips of typing were proved where they were found, and nothing else can be before they are mended.
    let has_slips = all.iter().any(|(finding, _)| *finding.rule == YAML);
    all.retain(|(finding, _)| !has_slips || *finding.rule == YAML);
    let (found, edits): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    if has_slips {
        let (text, applied) = edited(source.text(), &edits);
        return Some((text, applied.into_iter().map(|index| found[index]).collect()));
    }
    // What touches an edit before it waits for the next round.
    let tree = parse(source, &mut Diagnostics::new()).ok()?;
    let all: Vec<usize> = (0..edits.len()).collect();
    let (text, applied) = made(source, &tree, &edits, &all).or_else(|| {
        // One of them is wrong: the others are made without it.
        made(source, &tree, &edits, &sound(source, &tree, &edits, &all, &mut { PROOFS }))
    })?;
    let applied: Vec<_> = applied.into_iter().map(|index| found[index]).collect();
    (!applied.is_empty()).then_some((text, applied))
}

/// The text with some of the edits, if it is the same letter elsewhere, and those of them that are in it.
fn made(source: &Source, tree: &Node, edits: &[Splice], some: &[usize]) -> Option<(String, Vec<usize>)> {
    let edits: Vec<Splice> = some.iter().map(|at| edits[*at].clone()).collect();
    let (text, applied) = edited(source.text(), &edits);
    let places: Vec<_> = applied.iter().map(|index| edits[*index].0.clone()).collect();
    changes_only(tree, &Source::new(source.path(), text.as_str()), &places)
        .then(|| (text, applied.into_iter().map(|index| some[index]).collect()))
}

/// How often a text is read back to find the wrong ones among its edits: with each of them wrong it would be once for
/// each. What is not proved by then is not made.
const PROOFS: usize = 200;

/// Those of some edits that can be made, found by halves.
fn sound(source: &Source, tree: &Node, edits: &[Splice], some: &[usize], proofs: &mut usize) -> Vec<usize> {
    let Some(left) = proofs.checked_sub(1) else { return Vec::new() };
    *proofs = left;
    match some {
        _ if made(source, tree, edits, some).is_some() => some.to_vec(),
        [] | [_] => Vec::new(),
        _ => {
            let (first, second) = some.split_at(some.len() / 2);
            let mut found = sound(source, tree, edits, first, proofs);
            found.extend(sound(source, tree, edits, second, proofs));
            found
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    #[test]
    fn only_what_is_certain_changes() {
        let source = Source::new("a.yaml", "# on on\r\na: on on   # on on\r\nb: x,\r\nc: d\r\n");
        let edit = |words: &str, length: usize, new: &str| {
            let at = source.text().find(words).expect("the words");
            Diagnostic::warning("x", "y").edit(&Span::new(&source, at, at + length), new)
        };
        let joined = edit("\r\nc", 2, " ");
        let findings = [
            joined,
            edit("x,", 2, "x"),
            edit("on on  ", 5, "on"),
            edit("on  ", 2, "in"),
            Diagnostic::warning("x", "no"),
        ];
        let (text, applied) = apply(&source, &findings).expect("edits");
        assert_eq!(text, "# on on\r\na: on   # on on\r\nb: x\r\nc: d\r\n");
        assert_eq!(applied.len(), 2);
        assert!(apply(&source, &findings[4..]).is_none());
        // Two keys on one line are another letter.
        assert!(apply(&source, &findings[..1]).is_none());
    }
}
