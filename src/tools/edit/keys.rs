//! Keys of a letter's file: another value, a new key in its place, with the groups above it where they are not there yet.

use super::key::Book;
use super::letter::Letter;
use crate::base::yaml::Node;
use crate::base::yaml::edit::{Change, Said};
use crate::model::letter::Letter as Keys;

/// The keys of the letter itself in their order; of other groups none are known.
pub fn usual_order(at: &str) -> Vec<String> {
    if at.is_empty() { Keys::keys().iter().map(|key| (*key).to_owned()).collect() } else { Vec::new() }
}

/// The change that gives a key a value. `path` leads to it, of which `known` steps are a way in the tree already.
pub fn set<S: AsRef<str>>(
    letter: &Letter,
    path: &[S],
    known: &[String],
    new: Said,
    order: impl Fn(&str) -> Vec<String>,
) -> Change {
    let steps: Vec<String> =
        known.iter().cloned().chain(path.iter().map(|step| step.as_ref().to_owned())).collect();
    let tree = &letter.tree;
    let is_there = |length: usize| tree.at(&steps[..length]).is_some_and(is_group);
    // The deepest group that is there.
    let above = (0..steps.len()).rev().find(|length| *length == 0 || is_there(*length)).unwrap_or(0);
    let new = steps[above + 1..].iter().rev().fold(new, |new, step| Said::Group(vec![(step.clone(), new)]));
    let path = steps[..=above].to_vec();
    let old = tree.at(&path).map(|node| node.written().to_owned());
    let order = order(&steps[..above].join("."));
    Change::Set { path, old, new, order }
}

fn is_group(node: &Node) -> bool {
    matches!(node.value, crate::base::yaml::Value::Mapping(_))
        || matches!(&node.value, crate::base::yaml::Value::List(_))
}

/// The order of the keys at an address of the tree, whose items are counted from 0.
pub fn order<'a>(book: &'a Book, tree: &'a Node) -> impl Fn(&str) -> Vec<String> + 'a {
    move |path: &str| {
        let counted = path.split('.').map(|step| match step.parse::<usize>() {
            Ok(index) => (index + 1).to_string(),
            Err(_) => step.to_owned(),
        });
        book.order(&counted.collect::<Vec<_>>().join("."), Some(tree))
    }
}
