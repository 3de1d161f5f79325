//! The register: which letters there are, and what is wrong between them that no letter shows alone.
//!
//! Knows what letters say, not how they are composed, and neither folders of outputs nor terminals.

mod cited;
mod copied;
mod dated;
mod enter;
mod entry;
mod former;
mod gaps;
mod glimpse;
mod issued;
mod key;
mod originals;
mod same;
mod standing;
mod versions;

pub use dated::{Dated, dated};
pub use enter::{PublishedFile, composed, entry, entry_with, listed};
pub use entry::{Entry, Held};
pub use former::{is_same, without_letter};
pub use key::{GroupCode, Key};
pub use standing::{Standing, place};
pub use versions::letters;

use crate::base::{Diagnostic, Diagnostics};
use crate::check;
use crate::project::archive::Archive;
use crate::project::session::Findings;
use std::collections::BTreeMap;

/// Letters by their keys: where they stand among the entries.
type ByKey<'a> = BTreeMap<&'a Key, Vec<usize>>;

/// What is wrong between letters, told for each of `entries`, in their order: two with one key, two
/// that would write the same files, numbers left out, an addendum that says another date than its original, a circular that
/// two letters cite with different dates, a sentence of an earlier letter. `None` is
/// a file of which nothing is known.
pub fn compare(entries: &[Option<Entry>], archive: Option<&Archive>) -> Vec<Findings> {
    let mut by_key = ByKey::new();
    for (index, key) in entries.iter().enumerate().filter_map(|(at, e)| Some((at, e.as_ref()?.key.as_ref()?)))
    {
        by_key.entry(key).or_default().push(index);
    }
    let mut found: Vec<Vec<Diagnostic>> = entries.iter().map(|_| Vec::new()).collect();
    same::letters(entries, &by_key, &mut found);
    same::files(entries, &mut found);
    gaps::check(entries, &by_key, &mut found);
    if let Some(archive) = archive {
        issued::check(entries, archive, &mut found);
    }
    cited::check(entries, &by_key, &mut found);
    copied::check(entries, &by_key, &mut found);
    versions::check(entries, &mut found);
    let compared = originals::check(entries, &by_key, &mut found);
    found
        .into_iter()
        .enumerate()
        .map(|(index, found)| silence(&entries[index], found, compared.contains(&index)))
        .collect()
}

/// Takes out what a letter silences. `compared` says whether it was held against its original.
fn silence(entry: &Option<Entry>, found: Vec<Diagnostic>, compared: bool) -> Findings {
    let mut problems = Diagnostics::new();
    problems.extend(found);
    let allow = entry.as_ref().map(|entry| entry.allow.as_slice()).unwrap_or_default();
    let silenced = check::silence_across(allow, compared, &mut problems);
    Findings { problems, silenced }
}
