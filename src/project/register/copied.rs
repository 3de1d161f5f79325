//! Sentences that stand word for word in an earlier letter of the group, with a day that was to come then and is over now.

use super::{ByKey, Entry, GroupCode};
use crate::base::text::shown;
use crate::base::{Diagnostic, Language, Located};
use crate::check::across::SENTENCE_OF_EARLIER_LETTER;
use crate::model::letter::Series;
use chrono::NaiveDate;
use std::collections::BTreeMap;

use super::dated::Dated;

/// Characters from which on two sentences are not the same by chance.
const LONG_ENOUGH: usize = 25;

/// A sentence of the letters of a group in one language.
type Sentence<'a> = (&'a GroupCode, Language, &'a str);

/// Looks at every letter behind the earlier ones of its group.
pub(super) fn check(entries: &[Option<Entry>], by_key: &ByKey<'_>, found: &mut [Vec<Diagnostic>]) {
    let mut earlier: BTreeMap<Sentence<'_>, (&Dated, &Located<NaiveDate>)> = BTreeMap::new();
    for (key, all) in by_key.iter().filter(|(key, _)| key.series == Series::CollectiveLetter) {
        let Some(group) = &key.group else { continue };
        for &at in all {
            // A translation repeats its original, and a revision the letter that it revises.
            let entry =
                entries[at].as_ref().filter(|entry| !entry.is_translation() && key.part.is_original());
            let Some((entry, date)) = entry.and_then(|entry| Some((entry, entry.date.as_ref()?))) else {
                continue;
            };
            for dated in entry.dated.iter().filter(|dated| dated.sentence.chars().count() >= LONG_ENOUGH) {
                let sentence = (group, key.language, dated.sentence.as_str());
                let (former, sent) = *earlier.entry(sentence).or_insert((dated, date));
                let was_to_come = former.days.0 >= sent.value && sent.value < date.value;
                if was_to_come
                    && dated.days == former.days
                    && dated.days.1 < date.value
                    && !entry.is_published()
                {
                    found[at].push(copied(dated, former, date));
                }
            }
        }
    }
}

fn copied(dated: &Dated, former: &Dated, date: &Located<NaiveDate>) -> Diagnostic {
    let path = shown(former.place.source.path());
    SENTENCE_OF_EARLIER_LETTER
        .finding(format!(
            "this sentence is word for word that of {path}; its date, {}, was to come then and is over now",
            dated.days.1
        ))
        .at(&dated.place, "is this date still right?")
        .note(&former.place, "in the earlier letter")
        .note(&date.span, "the date of this letter")
        .hint("write the date of this letter's meeting, or change the sentence to say what is over")
}
