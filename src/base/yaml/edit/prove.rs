//! The proof of an edit: what the file says when it is read back.

use super::said::Said;
use super::splice::{Edit, edited};
use crate::base::yaml::{Node, Value, parse};
use crate::base::{Diagnostics, Source};
use std::ops::Range;
use std::sync::Arc;

/// The file with edits, if it then says what is expected and nothing is wrong with it.
pub(super) fn proved(source: &Arc<Source>, edits: &[Edit], expected: &Said) -> Option<Arc<Source>> {
    let (text, applied) = edited(source.text(), edits);
    let source = Source::new(source.path(), text);
    let is_whole = applied.len() == edits.len();
    let mut problems = Diagnostics::new();
    let tree = parse(&source, &mut problems).ok()?;
    (is_whole && !problems.has_errors() && Said::of(&tree) == *expected).then_some(source)
}

/// Whether a text that came of edits differs from the tree of the old one only at keys and values that they touch. Both
/// must be YAML.
pub fn changes_only(old: &Node, new: &Arc<Source>, edits: &[Range<usize>]) -> bool {
    let mut problems = Diagnostics::new();
    let tree = parse(new, &mut problems);
    tree.is_ok_and(|new| !problems.has_errors() && same_elsewhere(old, &new, &Places::of(edits)))
}

/// Places in their order, none within another: whether one of them is somewhere is found by halves.
struct Places(Vec<Range<usize>>);

impl Places {
    fn of(edits: &[Range<usize>]) -> Self {
        let mut edits = edits.to_vec();
        edits.sort_by_key(|edit| (edit.start, edit.end));
        let mut places: Vec<Range<usize>> = Vec::with_capacity(edits.len());
        for edit in edits {
            match places.last_mut() {
                Some(last) if edit.start < last.end => last.end = last.end.max(edit.end),
                _ => places.push(edit),
            }
        }
        Self(places)
    }

    /// The first that ends at a byte or behind it.
    fn from(&self, at: usize) -> Option<&Range<usize>> {
        self.0.get(self.0.partition_point(|edit| edit.end < at))
    }

    /// Whether one of them is in a place or beside it.
    fn touch(&self, place: &Range<usize>) -> bool {
        self.from(place.start).is_some_and(|edit| edit.start <= place.end)
    }

    /// Whether one of them is all of a place.
    fn hold(&self, place: &Range<usize>) -> bool {
        self.from(place.end).is_some_and(|edit| edit.start <= place.start)
    }
}

fn same_elsewhere(old: &Node, new: &Node, edits: &Places) -> bool {
    let place = |node: &Node| node.span.start..node.span.end;
    match (&old.value, &new.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar { text: old_text, .. }, Value::Scalar { text: new_text, .. }) => {
            old_text == new_text || edits.touch(&place(old))
        }
        (Value::List(old), Value::List(new)) => {
            // An item may be gone if an edit took it.
            let mut rest = new.iter();
            let mut next = rest.next();
            for item in old {
                match next {
                    Some(found) if same_elsewhere(item, found, edits) => next = rest.next(),
                    _ if edits.touch(&place(item)) => {}
                    _ => return false,
                }
            }
            next.is_none()
        }
        (Value::Mapping(old), Value::Mapping(new)) => {
            let mut rest = new.iter();
            let mut next = rest.next();
            for (key, value) in old {
                let is_touched = edits.touch(&(key.span.start..key.span.end));
                match next {
                    Some((name, found))
                        if (name.text == key.text || is_touched) && same_elsewhere(value, found, edits) =>
                    {
                        next = rest.next();
                    }
                    _ if is_touched => {}
                    _ => return false,
                }
            }
            next.is_none()
        }
        // Another kind of value: it was written anew as a whole.
        _ => edits.hold(&place(old)),
    }
}
