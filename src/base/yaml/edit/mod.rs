//! Edits of a YAML file that leave everything else as it was typed: comments, order, quotation marks, line ends.
//!
//! An edit names what it expects to find, writes the smallest stretch of the file that can say it, and is proved by
//! reading the result back: the tree must be the old one with this change and no other.

mod keys;
mod lists;
mod prove;
mod said;
mod scalar;
mod splice;
mod words;
mod write;

pub use prove::changes_only;
pub use said::Said;
pub use scalar::{is_block_text, scalar};
pub use splice::{Edit, edited};
pub use write::WIDTH;

use super::{Node, parse};
use crate::base::{Diagnostics, Source};
use std::ops::Range;
use std::sync::Arc;

/// What is to be another way. Steps of a path are keys, and numbers from 0 for items of lists.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Other words for a passage of a text, by the bytes of the file that an `Origin` gives.
    Words {
        /// Bytes of the file, in one value.
        at: Range<usize>,
        /// What the file has there.
        old: String,
        /// What the text is to say there, as its value has it: YAML's own signs are put in here.
        new: String,
    },
    /// Another value of a key, or a new key.
    Set {
        /// The path to the value.
        path: Vec<String>,
        /// What the file has as its value; none where there is no such key.
        old: Option<String>,
        /// The value.
        new: Said,
        /// The keys that the group can have, in order: a new one is put behind its neighbour.
        order: Vec<String>,
    },
    /// Another name of a key: an item of an agenda with items below it is one.
    Rename {
        /// The path to its value.
        path: Vec<String>,
        /// The name that it has.
        old: String,
        /// The name.
        new: String,
    },
    /// A new item of a list.
    Insert {
        /// The path to the list.
        list: Vec<String>,
        /// The item that it is put before; the number of items for the end.
        before: usize,
        /// How many items the list has.
        count: usize,
        /// The item.
        new: Said,
    },
    /// An item of a list in another place, with the comments right above it.
    Move {
        /// The path to the list.
        list: Vec<String>,
        /// The item.
        from: usize,
        /// Where it is to be when it is out of its old place.
        to: usize,
        /// What the file has as the item.
        old: String,
    },
    /// A key or an item less, with the comments right above it.
    Remove {
        /// The path to it.
        path: Vec<String>,
        /// What the file has as its value.
        old: String,
    },
}

/// Why a file was not edited. Nothing of it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The file is not YAML.
    Unreadable,
    /// The file has something else at the place of this change, counted from 0.
    Other(usize),
    /// This change, counted from 0, cannot be written so that the file says it and all else as before.
    Unproved(usize),
}

/// Makes changes in the text of a file, one after the other: the path of each is that in the text after those before
/// it. Passages are done first, the last one of them at first, so that the bytes of all are those of the file.
///
/// # Errors
/// One of them cannot be made. Then none is.
pub fn edit(source: &Arc<Source>, changes: &[Change]) -> Result<Arc<Source>, Refused> {
    let place = |index: &usize| match &changes[*index] {
        Change::Words { at, .. } => (0, usize::MAX - at.start),
        _ => (1, *index),
    };
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order.sort_by_key(place);
    let mut source = Arc::clone(source);
    for index in order {
        let tree = parse(&source, &mut Diagnostics::new()).map_err(|_| Refused::Unreadable)?;
        let (ways, expected) = ways(&tree, &changes[index]).ok_or(Refused::Other(index))?;
        let proved = ways.into_iter().find_map(|edits| prove::proved(&source, &edits, &expected));
        source = proved.ok_or(Refused::Unproved(index))?;
    }
    Ok(source)
}

/// The ways in which a change can be written, the smallest first, and the tree that is expected of each; `None` where the
/// file has something else.
fn ways(tree: &Node, change: &Change) -> Option<(Vec<Vec<Edit>>, Said)> {
    let mut said = Said::of(tree);
    let ways = match change {
        Change::Words { at, old, new } => {
            let source = &tree.span.source;
            (source.text().get(at.clone())? == old).then_some(())?;
            let passage = words::Passage::find(tree, at)?;
            let text = passage.with(new);
            *said.at(&passage.path)? = Said::Text(text.clone());
            passage.ways(new, &text)
        }
        Change::Set { path, old, new, order } => {
            let (key, group) = path.split_last()?;
            match (tree.at(path), old) {
                (Some(node), Some(old)) => {
                    (node.written() == old).then_some(())?;
                    *said.at(path)? = new.clone();
                    keys::replace(tree.at(group)?, key, node, new)
                }
                (None, None) => {
                    let entry = keys::Place::of(tree.at(group)?, key, order);
                    said.at(group)?.entries()?.insert(entry.index, (key.clone(), new.clone()));
                    entry.ways(key, new)
                }
                _ => return None,
            }
        }
        Change::Rename { path, old, new } => {
            let (key, group) = path.split_last()?;
            (key == old).then_some(())?;
            let entries = said.at(group)?.entries()?;
            new.clone_into(&mut entries.iter_mut().find(|(key, _)| key == old)?.0);
            keys::renamed(tree.at(group)?, old, new)
        }
        Change::Insert { list, before, count, new } => {
            let node = tree.at(list)?;
            (node.items().len() == *count && before <= count).then_some(())?;
            let place = said.at(list)?;
            if matches!(place, Said::Nothing) {
                *place = Said::List(Vec::new());
            }
            place.items()?.insert(*before, new.clone());
            match (list.split_last(), *count) {
                (Some((key, group)), 0) => {
                    keys::replace(tree.at(group)?, key, node, &Said::List(vec![new.clone()]))
                }
                _ => lists::insert(node, *before, new),
            }
        }
        Change::Move { list, from, to, old } => {
            let node = tree.at(list)?;
            (node.items().get(*from)?.written() == old && to < &node.items().len()).then_some(())?;
            let items = said.at(list)?.items()?;
            let item = items.remove(*from);
            items.insert(*to, item);
            lists::moved(node, *from, *to)
        }
        Change::Remove { path, old } => {
            let (step, above) = path.split_last()?;
            (tree.at(path)?.written() == old).then_some(())?;
            let (parent, place) = (tree.at(above)?, said.at(above)?);
            match step.parse::<usize>().ok().filter(|index| *index < parent.items().len()) {
                Some(index) => {
                    place.items()?.remove(index);
                    let mut ways = lists::removed(parent, index);
                    if let (1, Some((key, group))) = (parent.items().len(), above.split_last()) {
                        ways = keys::replace(tree.at(group)?, key, parent, &Said::List(Vec::new()));
                    }
                    ways
                }
                None => {
                    place.entries()?.retain(|(key, _)| key != step);
                    keys::removed(parent, step)
                }
            }
        }
    };
    Some((ways, said))
}

impl Node {
    /// The value under a path, whose steps are keys, and numbers from 0 for items.
    pub fn at<S: AsRef<str>>(&self, path: &[S]) -> Option<&Node> {
        path.iter().map(AsRef::as_ref).try_fold(self, |node, step| match step.parse::<usize>() {
            Ok(index) if !node.items().is_empty() => node.items().get(index),
            _ => node.get(step),
        })
    }

    /// What the file has as this value; nothing where there is none.
    pub fn written(&self) -> &str {
        if self.value == super::Value::Null && !matches!(self.span.text(), "~" | "null" | "Null" | "NULL") {
            return "";
        }
        self.span.text()
    }
}
