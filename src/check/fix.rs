//! Certain edits, applied to the text of a letter: nothing else of it changes.

use crate::base::{Diagnostic, Edit, Source};
use std::sync::Arc;

/// Puts the certain edits of findings into a letter's text, as far as they do not touch each other; the
/// text that comes out, and the findings whose edits are in it. `None` when there is nothing to edit.
pub fn apply<'a>(
    source: &Arc<Source>,
    findings: impl IntoIterator<Item = &'a Diagnostic>,
) -> Option<(String, Vec<&'a Diagnostic>)> {
    let fits = |edit: &Edit| {
        let range = edit.span.start..edit.span.end;
        edit.span.source == *source && source.text().get(range).is_some_and(|old| old != edit.replacement)
    };
    let mut edits: Vec<(&Edit, &Diagnostic)> = findings
        .into_iter()
        .filter_map(|finding| Some((finding.edit.as_ref().filter(|edit| fits(edit))?, finding)))
        .collect();
    edits.sort_by_key(|(edit, _)| (edit.span.start, edit.span.end));
    let (mut text, mut done, mut applied) = (String::new(), 0, Vec::new());
    for (edit, finding) in edits {
        // What touches an edit before it waits for the next round.
        if edit.span.start < done || (done > 0 && edit.span.start == done) {
            continue;
        }
        text.push_str(&source.text()[done..edit.span.start]);
        text.push_str(&edit.replacement);
        done = edit.span.end;
        applied.push(finding);
    }
    if applied.is_empty() {
        return None;
    }
    text.push_str(&source.text()[done..]);
    Some((text, applied))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    #[test]
    fn only_what_is_certain_changes() {
        let source = Source::new("a.yaml", "# on on\r\na: on on   # on on\r\nb: x,\r\n");
        let edit = |words: &str, length: usize, new: &str| {
            let at = source.text().find(words).expect("the words");
            Diagnostic::warning("x", "y").edit(&Span::new(&source, at, at + length), new)
        };
        let findings = [
            edit("x,", 2, "x"),
            edit("on on  ", 5, "on"),
            edit("on  ", 2, "in"),
            Diagnostic::warning("x", "no"),
        ];
        let (text, applied) = apply(&source, &findings).expect("edits");
        assert_eq!(text, "# on on\r\na: on   # on on\r\nb: x\r\n");
        assert_eq!(applied.len(), 2);
        assert!(apply(&source, &findings[3..]).is_none());
    }
}
