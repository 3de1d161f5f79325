//! Corrections of one file in several rounds, told by their places in the file as it was before the first.

use crate::base::text::words_around;
use crate::base::{Diagnostic, Source, Span};
use std::ops::Range;
use std::sync::Arc;

/// What was corrected so far.
#[derive(Debug, Default)]
pub struct Rounds {
    /// Where the text is another than at first, in order.
    changes: Vec<Changed>,
    /// The findings whose edits were made, each with its bytes in the file as it was at first.
    made: Vec<(Diagnostic, Range<usize>)>,
}

/// Bytes that are others now.
#[derive(Clone, Debug, PartialEq)]
struct Changed {
    /// In the file as it was.
    was: Range<usize>,
    /// In the text of now.
    is: Range<usize>,
}

impl Changed {
    /// By how many bytes what follows has moved.
    fn shift(&self) -> isize {
        self.is.end.cast_signed() - self.was.end.cast_signed()
    }
}

impl Rounds {
    /// Takes a round in: the findings whose edits are in the new text, in any order.
    pub fn add(&mut self, findings: &[&Diagnostic]) {
        let mut edits: Vec<(Range<usize>, usize)> = Vec::new();
        for finding in findings {
            let Some(edit) = &finding.edit else { continue };
            let place = edit.span.start..edit.span.end;
            self.made.push(((*finding).clone(), self.before(&place)));
            edits.push((place, edit.replacement.len()));
        }
        edits.sort_by_key(|(place, _)| (place.start, place.end));
        self.changes = self.with(&edits);
    }

    /// The changes with edits of the text of now, which do not touch each other.
    fn with(&self, edits: &[(Range<usize>, usize)]) -> Vec<Changed> {
        // In the text of now: where something is another, and by how many bytes the new text is longer there.
        let changes = self.changes.iter().map(|change| (change.is.clone(), 0));
        let edits = edits
            .iter()
            .map(|(place, length)| (place.clone(), length.cast_signed() - place.len().cast_signed()));
        let mut all: Vec<(Range<usize>, isize)> = changes.chain(edits).collect();
        all.sort_by_key(|(place, _)| (place.start, place.end));
        let mut together: Vec<(Range<usize>, isize)> = Vec::new();
        for (place, more) in all {
            match together.last_mut().filter(|(last, _)| place.start <= last.end) {
                Some((last, sum)) => (last.end, *sum) = (last.end.max(place.end), *sum + more),
                None => together.push((place, more)),
            }
        }
        let mut moved = 0;
        let change = |(place, more): (Range<usize>, isize)| {
            let is = place.start.saturating_add_signed(moved)..place.end.saturating_add_signed(moved + more);
            moved += more;
            Changed { was: self.before(&place), is }
        };
        together.into_iter().map(change).collect()
    }

    /// The bytes of the file as it was for bytes of the text of now; all of what was changed together where they are in it.
    fn before(&self, place: &Range<usize>) -> Range<usize> {
        let first = self.changes.partition_point(|change| change.is.end < place.start);
        let start = match (self.changes.get(first), first.checked_sub(1)) {
            (Some(change), _) if change.is.start <= place.start => change.was.start,
            (_, Some(last)) => place.start.saturating_add_signed(-self.changes[last].shift()),
            (_, None) => place.start,
        };
        let last = self.changes.partition_point(|change| change.is.start <= place.end);
        let end = match last.checked_sub(1).and_then(|last| self.changes.get(last)) {
            Some(change) if place.end <= change.is.end => change.was.end,
            Some(change) => place.end.saturating_add_signed(-change.shift()),
            None => place.end,
        };
        start..end.max(start)
    }

    /// The findings that were corrected, in order: each with the words that its place had in the file before the first
    /// round, and, as its edit, those that stand there now.
    pub fn told(&self, before: &Arc<Source>, now: &str) -> Vec<Diagnostic> {
        let words = self.words(before.text());
        let told = |(finding, place): &(Diagnostic, Range<usize>)| {
            let at = words.partition_point(|words| words.was.end < place.start);
            let words = words.get(at).filter(|words| words.was.start <= place.start)?;
            let span = Span::new(before, words.was.start, words.was.end);
            Some(finding.clone().edit(&span, now.get(words.is.clone())?))
        };
        let mut told: Vec<Diagnostic> = self.made.iter().filter_map(told).collect();
        told.sort_by_key(|finding| finding.edit.as_ref().map(|edit| edit.span.start));
        told
    }

    /// The changes with the whole words around them.
    fn words(&self, text: &str) -> Vec<Changed> {
        let mut words: Vec<Changed> = Vec::new();
        for change in &self.changes {
            let (was, is) = (&change.was, &change.is);
            let wide = words_around(text, was);
            let (head, tail) = (was.start - wide.start, wide.end - was.end);
            let wide = Changed { was: wide, is: is.start.saturating_sub(head)..is.end + tail };
            match words.last_mut().filter(|last| wide.was.start <= last.was.end) {
                Some(last) => (last.was.end, last.is.end) = (wide.was.end, wide.is.end),
                None => words.push(wide),
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fix;

    /// Makes edits, each `(words, new words)`, of each round in the text that the round before left.
    fn told(text: &str, rounds: &[&[(&str, &str)]]) -> (String, Vec<(usize, String, String)>) {
        let before = Source::new("a.yaml", text);
        let (mut now, mut all) = (Arc::clone(&before), Rounds::default());
        for edits in rounds {
            let edit = |(old, new): &(&str, &str)| {
                let at = now.text().find(old).expect("the words");
                Diagnostic::warning("x", "y").edit(&Span::new(&now, at, at + old.len()), *new)
            };
            let findings: Vec<Diagnostic> = edits.iter().map(edit).collect();
            let (text, applied) = fix::apply(&now, &findings).expect("edits");
            all.add(&applied);
            now = Source::new("a.yaml", text);
        }
        let words = |finding: &Diagnostic| {
            let edit = finding.edit.as_ref().expect("an edit");
            (edit.span.start, edit.span.text().to_owned(), edit.replacement.clone())
        };
        (now.text().to_owned(), all.told(&before, now.text()).iter().map(words).collect())
    }

    fn said(at: usize, was: &str, is: &str) -> (usize, String, String) {
        (at, was.to_owned(), is.to_owned())
    }

    #[test]
    fn places_are_those_of_the_file_before_the_run() {
        let (text, told) = told(
            "a: one onee two , three three\n",
            &[&[("onee", "the one"), (" ,", ",")], &[(" three\n", "\n")]],
        );
        assert_eq!(text, "a: one the one two, three\n");
        assert_eq!(
            told,
            [said(7, "onee", "the one"), said(12, "two ,", "two,"), said(18, "three three\n", "three\n")]
        );
    }

    #[test]
    fn edits_in_each_other_s_words_are_told_by_what_stands_there_in_the_end() {
        let (text, told) = told(
            "a: onee ,x y\n",
            &[&[("onee", "the one")], &[("one ,", "one,")], &[("the one,x", "the two, x")]],
        );
        assert_eq!(text, "a: the two, x y\n");
        assert!(told.iter().all(|told| *told == said(3, "onee ,x", "the two, x")), "{told:?}");
        assert_eq!(told.len(), 3);
    }
}
