//! What an update does with each file of a house style. Knows names and bytes, no disk.

use super::base::{Base, Original};
use super::merge::{Merged, differing, like, merge};
use std::collections::{BTreeMap, BTreeSet};

/// Files by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Lines of a text, in pairs (first, last).
pub type Lines = Vec<(usize, usize)>;

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is that of the program.
    Same,
    /// People changed it, the program did not.
    Kept,
    /// People deleted it: the built-in one is used.
    Left,
    /// It is new in the program.
    Added(Vec<u8>),
    /// Only the program changed it.
    Taken(Vec<u8>),
    /// Both changed it, in different places.
    Merged(Vec<u8>),
    /// Both changed the same lines, or there is no base: it stays, and that of the program is put next to it.
    Conflict(Lines),
    /// The program no longer has it, and people did not change it.
    Removed,
    /// The program no longer has it, and people changed it: it stays.
    Orphaned,
}

/// What an update does with all files, `ours` of the folder and `theirs` of the program. Without a base nothing is known
/// of what people changed: all that differs is a conflict, and what is not there stays away.
pub fn plan(base: Option<&Base>, ours: &Files, theirs: &Files) -> BTreeMap<String, Step> {
    let none = BTreeMap::new();
    let known = base.map_or(&none, |base| &base.files);
    let names: BTreeSet<&String> = known.keys().chain(theirs.keys()).collect();
    let step = |name: &String| match (known.get(name), ours.get(name), theirs.get(name)) {
        (Some(_), None, None) | (None, _, None) => None,
        (Some(_), None, Some(_)) => Some(Step::Left),
        (None, None, Some(_)) if base.is_none() => Some(Step::Left),
        (None, None, Some(theirs)) => Some(Step::Added(theirs.clone())),
        (Some(base), Some(ours), None) if base.is(ours) => Some(Step::Removed),
        (Some(_), Some(_), None) => Some(Step::Orphaned),
        (base, Some(ours), Some(theirs)) => Some(changed(base, ours, theirs)),
    };
    names.into_iter().filter_map(|name| Some((name.clone(), step(name)?))).collect()
}

/// Of a file that people and the program have.
fn changed(base: Option<&Original>, ours: &[u8], theirs: &[u8]) -> Step {
    let now = Original::of(theirs);
    if now.is(ours) {
        return Step::Same;
    }
    let texts = (std::str::from_utf8(ours), std::str::from_utf8(theirs));
    let Some(base) = base else {
        let (Ok(ours), Ok(theirs)) = texts else { return Step::Conflict(Lines::new()) };
        return Step::Conflict(differing(ours, theirs));
    };
    if base.is(theirs) {
        return Step::Kept;
    }
    match (&base.text, texts) {
        (_, (Ok(text), Ok(theirs))) if base.is(ours) => Step::Taken(like(theirs, text).into_bytes()),
        _ if base.is(ours) => Step::Taken(theirs.to_vec()),
        (Some(base), (Ok(ours), Ok(theirs))) => match merge(base, ours, theirs) {
            Merged::Text(text) => Step::Merged(text.into_bytes()),
            Merged::Conflict(lines) => Step::Conflict(lines),
        },
        _ => Step::Conflict(Lines::new()),
    }
}

/// The base after an update to `version`: that of the program, but for conflicts, where it is offered.
pub fn next(base: Option<&Base>, steps: &BTreeMap<String, Step>, theirs: &Files, version: &str) -> Base {
    let mut next = Base { version: version.to_owned(), ..Base::default() };
    for (name, step) in steps {
        let now = theirs.get(name).map(|bytes| Original::of(bytes));
        match (step, now) {
            (Step::Conflict(_), Some(now)) => {
                let old = base.and_then(|base| base.files.get(name));
                next.files.extend(old.map(|old| (name.clone(), old.clone())));
                next.offered.insert(name.clone(), now);
            }
            (_, Some(now)) => drop(next.files.insert(name.clone(), now)),
            (_, None) => {}
        }
    }
    next
}

/// The house style after an update.
pub fn result(ours: &Files, steps: &BTreeMap<String, Step>) -> Files {
    let mut files = ours.clone();
    for (name, step) in steps {
        match step {
            Step::Added(bytes) | Step::Taken(bytes) | Step::Merged(bytes) => {
                files.insert(name.clone(), bytes.clone());
            }
            Step::Removed => drop(files.remove(name)),
            _ => {}
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    const BASE: &[(&str, &str)] = &[
        ("same", "a\n"),
        ("kept", "a\nb\nc\n"),
        ("left", "a\n"),
        ("taken", "a\n"),
        ("merged", "a\nb\nc\n"),
        ("conflict", "a\nb\nc\n"),
        ("removed", "a\n"),
        ("orphaned", "a\n"),
    ];
    const OURS: &[(&str, &str)] = &[
        ("same", "b\n"),
        ("kept", "a\nB\nc\n"),
        ("taken", "a\r\n"),
        ("merged", "A\nb\nc\n"),
        ("conflict", "a\nB\nc\n"),
        ("removed", "a\n"),
        ("orphaned", "own\n"),
        ("own", "own\n"),
    ];
    const THEIRS: &[(&str, &str)] = &[
        ("same", "b\n"),
        ("kept", "a\nb\nc\n"),
        ("left", "b\n"),
        ("added", "new\n"),
        ("taken", "b\n"),
        ("merged", "a\nb\nC\n"),
        ("conflict", "a\nX\nc\n"),
    ];

    fn base() -> Base {
        let files = files(BASE).into_iter().map(|(name, bytes)| (name, Original::of(&bytes))).collect();
        Base { version: "0.1.0".into(), files, ..Base::default() }
    }

    #[test]
    fn each_file_becomes_what_people_and_program_made_of_it() {
        let (base, ours, theirs) = (base(), files(OURS), files(THEIRS));
        let steps = plan(Some(&base), &ours, &theirs);
        let expected: [(&str, Step); 9] = [
            ("added", Step::Added(b"new\n".to_vec())),
            ("conflict", Step::Conflict(vec![(2, 2)])),
            ("kept", Step::Kept),
            ("left", Step::Left),
            ("merged", Step::Merged(b"A\nb\nC\n".to_vec())),
            ("orphaned", Step::Orphaned),
            ("removed", Step::Removed),
            ("same", Step::Same),
            ("taken", Step::Taken(b"b\r\n".to_vec())),
        ];
        assert_eq!(steps, expected.map(|(name, step)| (name.to_owned(), step)).into());
        let after = result(&ours, &steps);
        assert!(!after.contains_key("removed") && after["own"] == b"own\n" && after["orphaned"] == b"own\n");
        // Another update has nothing to do, but for what people still have to look at.
        let next = next(Some(&base), &steps, &theirs, "0.2.0");
        let again = plan(Some(&next), &after, &theirs);
        let open: Vec<_> = again
            .iter()
            .filter(|(_, step)| !matches!(step, Step::Same | Step::Kept | Step::Left))
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(open, ["conflict"]);
        let mut settled = next;
        settled.settle(|_| false);
        assert_eq!(plan(Some(&settled), &after, &theirs)["conflict"], Step::Kept);
    }

    #[test]
    fn an_update_that_was_cut_off_ends_as_one_that_was_not() {
        let (base, ours, theirs) = (base(), files(OURS), files(THEIRS));
        let after = result(&ours, &plan(Some(&base), &ours, &theirs));
        assert_eq!(result(&after, &plan(Some(&base), &after, &theirs)), after);
    }

    #[test]
    fn without_a_base_nothing_is_changed() {
        let (ours, theirs) = (files(OURS), files(THEIRS));
        let steps = plan(None, &ours, &theirs);
        assert_eq!(result(&ours, &steps), ours);
        assert_eq!(steps["kept"], Step::Conflict(vec![(2, 2)]));
        assert_eq!((&steps["same"], &steps["added"]), (&Step::Same, &Step::Left));
        let next = next(None, &steps, &theirs, "0.2.0");
        assert!(!next.files.contains_key("kept") && next.offered.contains_key("kept"));
    }
}
