//! In which passages a letter with all edits still differs from the returned file.

use super::goal::{Along, Goal};
use super::passage::{Pair, Passage, align};
use super::wishes::{States, Wish};
use super::words::joined;
use std::collections::BTreeSet;
use std::ops::Range;

/// What may differ: what was changed in the letter meanwhile.
pub(super) struct Rest {
    /// Passages that only the letter of today has.
    ours: BTreeSet<String>,
    /// Passages that the letter had when the file was sent, and has no more.
    gone: BTreeSet<String>,
}

impl Rest {
    pub(super) fn of(states: &States<'_>, wishes: &[Wish]) -> Self {
        let texts = |list: &[Passage]| list.iter().map(Passage::text).collect::<BTreeSet<_>>();
        let (base, today) = (texts(states.base), texts(states.today));
        let mut ours: BTreeSet<String> = today.difference(&base).cloned().collect();
        // Both changed it, at different words.
        if !ours.is_empty() {
            ours.extend(wishes.iter().filter_map(|wish| match &wish.goal {
                Ok(Goal::Words { want, .. }) => Some(joined(want, false)),
                _ => None,
            }));
        }
        Self { gone: base.difference(&today).cloned().collect(), ours }
    }

    pub(super) fn left(&self, letter: &[Passage], file: &[Passage]) -> Vec<Along> {
        let text = |list: &[Passage], range: Range<usize>| {
            list[range].iter().map(Passage::text).collect::<Vec<_>>().join(" / ")
        };
        let along = |pair: Pair| match pair {
            Pair::Same(..) => None,
            Pair::Changed(a, b) => Some(Along { old: letter[a].text(), new: file[b].text() }),
            Pair::Moved(a, b) => {
                Some(Along { old: letter[a].text(), new: format!("(moved) {}", file[b].text()) })
            }
            Pair::Removed(a) => Some(Along { old: letter[a].text(), new: String::new() }),
            Pair::Added(b) => Some(Along { old: String::new(), new: file[b].text() }),
            Pair::Split(a, b) => Some(Along { old: letter[a].text(), new: text(file, b) }),
            Pair::Joined(a, b) => Some(Along { old: text(letter, a), new: file[b].text() }),
        };
        let is_ours = |along: &Along| {
            self.ours.contains(&along.old) || along.old.is_empty() && self.gone.contains(&along.new)
        };
        align(letter, file).into_iter().filter_map(along).filter(|along| !is_ours(along)).collect()
    }
}
