//! Circulars and letters that two letters of the folder cite with different dates, or that have another date themselves.

use super::{ByKey, Entry};
use crate::base::text::shown;
use crate::base::{Diagnostic, Span};
use crate::check::across::CITED_WITH_OTHER_DATE;
use crate::model::period;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A date that a circular or letter has, and where it is said.
#[derive(Clone)]
struct Said<'a> {
    date: NaiveDate,
    place: &'a Span,
    entry: &'a Entry,
    /// By the letter itself, and not by one that cites it.
    is_own: bool,
}

/// Looks at every citation. What was published stays as it is: the others are held against it.
pub(super) fn check(entries: &[Option<Entry>], by_key: &ByKey<'_>, found: &mut [Vec<Diagnostic>]) {
    let in_order = || by_key.values().flatten().filter_map(|&at| Some((at, entries[at].as_ref()?)));
    // A number belongs to one study period: the next one begins to count anew.
    let mut known: BTreeMap<(String, &'static str), Said<'_>> = BTreeMap::new();
    for (_, entry) in in_order() {
        if let Some((name, said)) = own(entry) {
            known.entry((name, entry.period.unwrap_or_default())).or_insert(said);
        }
    }
    for is_published in [true, false] {
        // A translation cites what its original cites, against which it is checked.
        let letters =
            in_order().filter(|(_, entry)| entry.is_published() == is_published && !entry.is_translation());
        for (at, entry) in letters {
            for dated in &entry.dated {
                let (Some(name), date) = (&dated.cites, dated.days.0) else { continue };
                let Some(period) = period::of(date) else { continue };
                let here = Said { date, place: &dated.place, entry, is_own: false };
                let first = known.entry((name.clone(), period)).or_insert_with(|| here.clone());
                let is_same_letter = std::ptr::eq(first.entry, entry);
                if first.date != date && !is_same_letter && !is_published {
                    found[at].push(differs(name, &here, first));
                }
            }
        }
    }
}

/// The date of a letter itself, under the name by which others cite it.
fn own(entry: &Entry) -> Option<(String, Said<'_>)> {
    let is_original = entry.key.as_ref().is_some_and(|key| key.part.is_original()) && !entry.is_translation();
    let (letter, date) = (entry.letter.as_ref().filter(|_| is_original)?, entry.date.as_ref()?);
    let name = if letter.contains('/') { format!("letter {letter}") } else { letter.clone() };
    Some((name, Said { date: date.value, place: &date.span, entry, is_own: true }))
}

fn differs(name: &str, here: &Said<'_>, first: &Said<'_>) -> Diagnostic {
    let path = shown(first.entry.source.path());
    let (message, label) = if first.is_own {
        (
            format!(
                "{name} is cited with the date {}, but it is dated {} (see {path})",
                here.date, first.date
            ),
            "its date",
        )
    } else {
        (
            format!("{name} is cited with the date {}, but {path} cites it with {}", here.date, first.date),
            "cited here",
        )
    };
    CITED_WITH_OTHER_DATE
        .finding(message)
        .at(here.place, format!("or is it {}?", first.date))
        .note(first.place, label)
        .hint(format!("look up the date of {name}, and correct the wrong one"))
}
