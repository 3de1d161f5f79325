//! Which dates of a letter hold, of all its versions: issued, replaced, withdrawn and still drafts.

use super::Version;
use super::item::{Item, Kind};
use crate::model::letter::Amendment;
use crate::project::register::Key;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What became of a letter, or of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It was sent.
    Issued,
    /// It is still being written.
    Draft,
    /// It was issued and taken back; of a date, that it holds no longer.
    Withdrawn,
}

impl Standing {
    /// Its word in tables, JSON and calendars.
    pub fn word(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Draft => "draft",
            Self::Withdrawn => "cancelled",
        }
    }
}

/// A date, and the version of the letter that says it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The date.
    pub item: Item,
    /// The letter that says it.
    pub letter: Arc<Version>,
    /// Whether it holds.
    pub standing: Standing,
    /// How often the letter was issued before this version.
    pub sequence: u32,
    /// Whether the draft of a change says it, while another day of an issued letter holds.
    pub is_proposed: bool,
}

impl Held {
    /// What no other date is called, the same in every version of the letter: `T17-SG1-0011-meeting`.
    pub fn identifier(&self) -> String {
        let Key { period, series, group, number, .. } = &self.letter.key;
        let series = group.as_ref().map_or(series.word(), |group| &group.0);
        format!("{period}-{series}-{number:04}-{}", self.item.slot)
    }
}

/// The dates of one letter by their slots.
type Slots = BTreeMap<String, Held>;

/// All dates that hold or once did, in the order of their days. Those that were cancelled are marked as withdrawn.
pub fn held(versions: Vec<Version>) -> Vec<Held> {
    let mut families: BTreeMap<_, Vec<Arc<Version>>> = BTreeMap::new();
    for version in versions {
        let Key { period, series, group, number, .. } = version.key.clone();
        families.entry((period, series, group, number)).or_default().push(Arc::new(version));
    }
    let mut all: Vec<Held> = families.into_values().flat_map(of_family).collect();
    let order =
        |held: &Held| (held.item.days, held.item.kind, held.letter.key.clone(), held.item.slot.clone());
    all.sort_by_key(order);
    all
}

fn of_family(mut versions: Vec<Arc<Version>>) -> Vec<Held> {
    versions.sort_by_key(|version| (version.date, version.key.part, version.standing == Standing::Draft));
    // The file of a letter that was withdrawn, and its copy among what was withdrawn, are one.
    let was_withdrawn = |version: &Version| version.standing == Standing::Withdrawn;
    versions.dedup_by(|a, b| {
        was_withdrawn(a) && was_withdrawn(b) && a.key.part == b.key.part && a.items == b.items
    });
    let (drafts, issued): (Vec<_>, Vec<_>) =
        versions.into_iter().partition(|version| version.standing == Standing::Draft);
    let (mut force, mut count) = (Slots::new(), 0);
    let mut once: BTreeMap<String, Held> = BTreeMap::new();
    for version in &issued {
        let of_version = items(version, count);
        once.extend(of_version.iter().cloned().map(|held| (held.item.slot.clone(), held)));
        if version.standing == Standing::Issued {
            lay(&mut force, version, of_version);
        }
        count += 1;
    }
    let mut coming = force.clone();
    for version in &drafts {
        lay(&mut coming, version, items(version, count));
    }
    let slots: BTreeSet<&String> = force.keys().chain(coming.keys()).collect();
    let cancelled: Vec<Held> = once
        .into_iter()
        .filter(|(slot, _)| !slots.contains(slot))
        .map(|(_, held)| Held { standing: Standing::Withdrawn, sequence: count, ..held })
        .collect();
    let is_new = |held: &Held| force.get(&held.item.slot).is_none_or(|now| !now.item.is_when(&held.item));
    let proposed = coming.into_values().filter(is_new);
    let proposed: Vec<Held> =
        proposed.map(|held| Held { is_proposed: force.contains_key(&held.item.slot), ..held }).collect();
    force.into_values().chain(proposed).chain(cancelled).collect()
}

/// The dates of a version; by when it goes out is no question any more once it was issued.
fn items(version: &Arc<Version>, sequence: u32) -> Vec<Held> {
    let is_asked = |item: &&Item| version.standing == Standing::Draft || item.kind != Kind::Letter;
    let held = |item: &Item| Held {
        item: item.clone(),
        letter: Arc::clone(version),
        standing: version.standing,
        sequence,
        is_proposed: false,
    };
    version.items.iter().filter(is_asked).map(held).collect()
}

/// Lays a version over what held before it. The letter itself and its revisions say all dates; what adds to it or corrects it
/// says its own, and all if it has another meeting.
fn lay(held: &mut Slots, version: &Version, items: Vec<Held>) {
    let amendment: Option<Amendment> = version.key.part.amendment.map(|(kind, _)| kind);
    let days = |held: &Held| (held.item.kind == Kind::Meeting).then_some(held.item.days);
    let is_same_meeting = held.values().find_map(days) == items.iter().find_map(days);
    if amendment.is_none() {
        held.clear();
    }
    for new in items {
        let says = amendment.is_none() || new.item.is_own || held.is_empty() || !is_same_meeting;
        let is_other = held.get(&new.item.slot).is_none_or(|old| !old.item.is_when(&new.item));
        if says && is_other {
            held.insert(new.item.slot.clone(), new);
        }
    }
}
