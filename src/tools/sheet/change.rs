//! The edits that make a list of the letter another: what is the same stays as it was typed.

use crate::base::yaml::Node;
use crate::base::yaml::edit::{Change, Said};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::hash::Hash;

/// The changes of a list, and how many items are other. `said` writes an item.
pub(super) fn of_list<T: Hash + Eq + Ord>(
    list: &Node,
    path: &[String],
    old: &[T],
    new: &[T],
    said: impl Fn(&T) -> Said,
) -> (Vec<Change>, usize) {
    let items = list.items();
    let (mut changes, mut count, mut changed) = (Vec::new(), items.len(), 0);
    // From the end, so that places before stay what they are.
    for op in capture_diff_slices(Algorithm::Myers, old, new).into_iter().rev() {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (removed, added) = (op.old_range(), op.new_range());
        changed += removed.len().max(added.len());
        // First what is new: a list is never without items.
        for item in new.get(added).unwrap_or_default().iter().rev() {
            changes.push(Change::Insert { list: path.to_vec(), before: removed.end, count, new: said(item) });
            count += 1;
        }
        for at in removed.rev() {
            let old = items.get(at).map(|item| item.written().to_owned()).unwrap_or_default();
            changes.push(Change::Remove { path: [path, &[at.to_string()]].concat(), old });
            count -= 1;
        }
    }
    (changes, changed)
}
