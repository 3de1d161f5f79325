//! An addendum, a corrigendum or a revision beside the letter that it changes: what both say must
//! agree.

use super::{ByKey, Entry, Held, Key};
use crate::base::Diagnostic;
use crate::base::text::shown;
use crate::check::across::ORIGINAL_DIFFERS;
use crate::model::letter::{Amendment, Part};
use std::collections::BTreeSet;

/// Compares every letter that changes another with that one, if it is there; which were compared.
pub(super) fn check(
    entries: &[Option<Entry>],
    by_key: &ByKey<'_>,
    found: &mut [Vec<Diagnostic>],
) -> BTreeSet<usize> {
    let mut compared = BTreeSet::new();
    for (key, all) in by_key.iter().filter(|(key, _)| !key.part.is_original()) {
        let Some(changed) = Changed::of(key, entries, by_key) else { continue };
        for &index in all {
            // A translation says what its original says, of which this is told.
            if let Some(entry) = entries[index].as_ref().filter(|entry| !entry.is_translation()) {
                compared.insert(index);
                found[index].extend(changed.date(entry));
                found[index].extend(changed.meeting(entry, key));
            }
        }
    }
    compared
}

/// The letter that another changes: as it was first sent, and as it was revised before.
struct Changed<'a> {
    original: &'a Entry,
    revisions: Vec<&'a Entry>,
}

impl<'a> Changed<'a> {
    fn of(key: &Key, entries: &'a [Option<Entry>], by_key: &ByKey<'_>) -> Option<Self> {
        let first = Key { part: Part::default(), ..key.clone() };
        let entry = |all: &Vec<usize>| all.first().and_then(|&index| entries[index].as_ref());
        let original = by_key.get(&first).and_then(entry)?;
        let revisions = by_key
            .range::<&Key, _>(&first..)
            .take_while(|(other, _)| other.is_part_of_same(key))
            .filter(|(other, _)| other.part.amendment.is_none() && other.part < key.part)
            .filter(|(other, _)| other.language == key.language)
            .filter_map(|(_, all)| entry(all));
        Some(Self { original, revisions: revisions.collect() })
    }

    /// The date that the letter says the original has. That of a revision will do.
    fn date(&self, entry: &Entry) -> Option<Diagnostic> {
        let (said, is) = (entry.date_of_original.as_ref()?, self.original.date.as_ref()?);
        let dates = self.revisions.iter().filter_map(|e| e.date.as_ref()).chain([is]);
        if dates.into_iter().any(|date| date.value == said.value) {
            return None;
        }
        let path = shown(self.original.source.path());
        let message = format!(
            "the letter that this one changes is dated {}, not {} (see {path})",
            is.value, said.value
        );
        Some(
            ORIGINAL_DIFFERS
                .finding(message)
                .at(&said.span, format!("expected {}", is.value))
                .note(&is.span, "its date"),
        )
    }

    /// The days of the meeting, which an addendum or a corrigendum has no reason to change unsaid.
    fn meeting(&self, entry: &Entry, key: &Key) -> Option<Diagnostic> {
        let (kind, _) = key.part.amendment?;
        let (said, is) = (entry.meeting.as_ref()?, self.original.meeting.as_ref()?);
        let days = |held: &Held| (held.starts.value, held.ends.value);
        let meetings = self.revisions.iter().filter_map(|e| e.meeting.as_ref()).chain([is]);
        if meetings.into_iter().any(|held| days(held) == days(said)) {
            return None;
        }
        let (here, there) = if said.starts.value == is.starts.value {
            (&said.ends.span, &is.ends.span)
        } else {
            (&said.starts.span, &is.starts.span)
        };
        let path = shown(self.original.source.path());
        let message = format!("the meeting is {} here, but {} in {path}", said.dates, is.dates);
        let hint = match kind {
            Amendment::Addendum => {
                "correct the dates: an addendum is for the same meeting; to move the meeting, start a revision"
            }
            Amendment::Corrigendum => {
                "if this corrigendum corrects the dates, keep them and explain the correction under `changes`"
            }
        };
        let problem = ORIGINAL_DIFFERS.finding(message);
        Some(problem.at(here, "differs").note(there, "in the letter that this one changes").hint(hint))
    }
}
