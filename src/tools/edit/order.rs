//! Entries of a letter's lists in another place, on another level, or gone.

use super::address::{self, Item};
use super::field::fingerprint;
use super::lists::{Usual, has_levels, refused};
use super::refusal::Refusal;
use super::text::{Changed, Pen};
use crate::base::yaml::edit::{Change, Said, edit};
use crate::base::yaml::{Node, Value as Yaml};

impl Pen<'_> {
    /// The item that an edit is about.
    fn item<'l>(&'l self, at: &str, old: &str) -> Result<(Item, Vec<String>, &'l Node), Refusal> {
        let item = Item::of(at).filter(|item| item.at() == at).ok_or(Refusal::NoPlace)?;
        let path = address::list(&self.letter.tree, &item.list).ok_or(Refusal::Gone)?;
        let list = self.letter.tree.at(&path).ok_or(Refusal::Gone)?;
        let there = list.items().get(item.number - 1).filter(|node| fingerprint(node) == old);
        if there.is_some() {
            return Ok((item, path, list));
        }
        let mut same = list.items().iter().enumerate().filter(|(_, node)| fingerprint(node) == old);
        match (same.next(), same.next()) {
            (Some((index, _)), None) => Ok((Item { number: index + 1, ..item }, path, list)),
            _ => Err(Refusal::Gone),
        }
    }

    /// An entry in another place of its list.
    ///
    /// # Errors
    /// Something else stands there, or the file cannot be written.
    pub fn moved(&self, at: &str, to: usize, old: &str, usual: &Usual) -> Result<Changed, Refusal> {
        self.not_in_a_translation()?;
        let to = to.checked_sub(1).ok_or(Refusal::NoPlace)?;
        let own = Item::of(at).ok_or(Refusal::NoPlace)?;
        let (change, list) = if self.letter.value(&own.list).is_none() {
            let change = self.written_out(&own.list, usual, |items| {
                (own.number <= items.len() && to < items.len()).then(|| {
                    let item = items.remove(own.number - 1);
                    items.insert(to, item);
                })
            })?;
            (change, own.list)
        } else {
            let (item, list, node) = self.item(at, old)?;
            if to >= node.items().len() {
                return Err(Refusal::NoPlace);
            }
            let from = item.number - 1;
            let old = node.items()[from].written().to_owned();
            (Change::Move { list, from, to, old }, item.list)
        };
        let changed = edit(self.letter.facts(), &[change]).map_err(|_| refused())?;
        Ok((changed, format!("{list}.{}", to + 1)))
    }

    /// An entry less; a phrase of the letter's own less is back to the house style.
    ///
    /// # Errors
    /// Something else stands there, or the file cannot be written.
    pub fn removed(&self, at: &str, old: Option<&str>, usual: &Usual) -> Result<Changed, Refusal> {
        self.not_in_a_translation()?;
        let tree = &self.letter.tree;
        let own = Item::of(at).filter(|item| item.at() == at);
        let (change, at) = match own {
            Some(own) if self.letter.value(&own.list).is_none() => {
                let change = self.written_out(&own.list, usual, |items| {
                    (own.number <= items.len()).then(|| drop(items.remove(own.number - 1)))
                })?;
                (change, own.list)
            }
            Some(_) => {
                let (item, list, node) = self.item(at, old.unwrap_or_default())?;
                let index = item.number - 1;
                let written = node.items()[index].written().to_owned();
                let path = [&list[..], &[index.to_string()]].concat();
                let change = match node.items().len() {
                    // The last one below an item: this becomes a sentence again.
                    1 if has_levels(&item.list)
                        && list
                            .last()
                            .is_some_and(|step| step.parse::<usize>().is_err() && step != "items") =>
                    {
                        let (head, above) = list.split_last().ok_or(Refusal::Gone)?;
                        let old = tree.at(above).map(|node| node.written().to_owned());
                        Change::Set {
                            path: above.to_vec(),
                            old,
                            new: Said::Text(head.clone()),
                            order: Vec::new(),
                        }
                    }
                    _ => Change::Remove { path, old: written },
                };
                (change, item.list)
            }
            None => {
                let path = address::path(tree, at).ok_or(Refusal::Gone)?;
                let node = tree.at(&path).ok_or(Refusal::Gone)?;
                if old.is_some_and(|old| old != fingerprint(node)) {
                    return Err(Refusal::Gone);
                }
                // A group with nothing left in it goes too.
                let (_, above) = path.split_last().ok_or(Refusal::NoPlace)?;
                let alone = |path: &[String]| {
                    !path.is_empty()
                        && tree.at(path).is_some_and(
                            |node| matches!(&node.value, Yaml::Mapping(entries) if entries.len() == 1),
                        )
                };
                let path = if alone(above) { above.to_vec() } else { path };
                let old = tree.at(&path).map(|node| node.written().to_owned()).unwrap_or_default();
                (Change::Remove { path, old }, at.to_owned())
            }
        };
        let changed = edit(self.letter.facts(), &[change]).map_err(|_| refused())?;
        Ok((changed, at))
    }

    /// An entry one level down, below the one before it, or up, behind the one that it is below.
    ///
    /// # Errors
    /// There is no such level, or something else stands there.
    pub fn level(&self, at: &str, by: i8, old: &str) -> Result<Changed, Refusal> {
        self.not_in_a_translation()?;
        let (item, list, node) = self.item(at, old)?;
        if !has_levels(&item.list) {
            return Err(Refusal::NoPlace);
        }
        let index = item.number - 1;
        let own = &node.items()[index];
        let (said, path) = (Said::of(own), [&list[..], &[index.to_string()]].concat());
        let remove = Change::Remove { path, old: own.written().to_owned() };
        let (changes, at) = if by > 0 {
            let before = index
                .checked_sub(1)
                .ok_or_else(|| Refusal::unwritable("There is no entry above it that it could be below."))?;
            let above = &node.items()[before];
            let put = match above.entries() {
                [(key, below)] => Change::Insert {
                    list: [&list[..], &[before.to_string(), key.text.clone()]].concat(),
                    before: below.items().len(),
                    count: below.items().len(),
                    new: said,
                },
                _ => Change::Set {
                    path: [&list[..], &[before.to_string()]].concat(),
                    old: Some(above.written().to_owned()),
                    new: Said::Group(vec![(
                        above.as_str().unwrap_or_default().to_owned(),
                        Said::List(vec![said]),
                    )]),
                    order: Vec::new(),
                },
            };
            let number = above.entries().first().map_or(0, |(_, below)| below.items().len()) + 1;
            (vec![remove, put], format!("{}.{before_number}.{number}", item.list, before_number = before + 1))
        } else {
            let outer =
                Item::of(&item.list).filter(|outer| has_levels(&outer.list) && outer.at() == item.list);
            let outer = outer.ok_or_else(|| Refusal::unwritable("It is on the first level already."))?;
            let outer_path = address::list(&self.letter.tree, &outer.list).ok_or(Refusal::Gone)?;
            let outer_node = self.letter.tree.at(&outer_path).ok_or(Refusal::Gone)?;
            let put = Change::Insert {
                list: outer_path.clone(),
                before: outer.number,
                count: outer_node.items().len(),
                new: said,
            };
            let take = if node.items().len() == 1 {
                let head = &outer_node.items()[outer.number - 1];
                let name = list.last().cloned().unwrap_or_default();
                let path = [&outer_path[..], &[(outer.number - 1).to_string()]].concat();
                Change::Set {
                    path,
                    old: Some(head.written().to_owned()),
                    new: Said::Text(name),
                    order: Vec::new(),
                }
            } else {
                remove
            };
            (vec![put, take], format!("{}.{}", outer.list, outer.number + 1))
        };
        let changed = edit(self.letter.facts(), &changes).map_err(|_| refused())?;
        Ok((changed, at))
    }
}
