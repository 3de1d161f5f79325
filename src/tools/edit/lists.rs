//! Entries of a letter's lists: one more, one less, in another place or on another level.

use super::address::{self, Item};
use super::field::fingerprint;
use super::keys;
use super::letter::Letter;
use super::parts::Given;
use super::refusal::Refusal;
use super::text::{Changed, Pen};
use crate::base::yaml::edit::{Change, Said, edit};
use crate::base::yaml::{Node, Value as Yaml};
use crate::check::explain::capital;
use crate::model::letter::{AnnexKind, BodyBlock, FieldKind};
use crate::project::session::{Composition, Session};
use serde::Serialize;
use serde_json::{Map, Value};

/// Something that can be put into a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Added {
    /// What `insert` calls it.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// What it is.
    pub help: String,
    /// The keys that it must have besides its words.
    pub needs: Vec<String>,
}

impl Added {
    fn new(kind: &str, title: &str, help: &str) -> Self {
        Self { kind: kind.to_owned(), title: title.to_owned(), help: help.to_owned(), needs: Vec::new() }
    }

    fn needing(mut self, keys: &[&str]) -> Self {
        self.needs = keys.iter().map(|key| (*key).to_owned()).collect();
        self
    }
}

/// What a list is, by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListKind {
    Body,
    Annexes,
    /// A list of sentences, with others below them.
    Items,
    /// A list of sentences.
    Texts,
    Events,
    Deadlines,
    Fields,
}

fn kind(list: &str) -> Option<ListKind> {
    let steps: Vec<&str> = list.split('.').collect();
    let is_number = |step: &str| step.parse::<usize>().is_ok();
    match &steps[..] {
        ["body"] => Some(ListKind::Body),
        ["annexes"] => Some(ListKind::Annexes),
        ["events"] => Some(ListKind::Events),
        ["deadlines", "other"] => Some(ListKind::Deadlines),
        ["addressees"] | ["copy"] | ["annexes", _, "notes"] => Some(ListKind::Texts),
        ["annexes", _, "fields"] => Some(ListKind::Fields),
        ["annexes", _, "items", rest @ ..] | ["body", _, "list", "items", rest @ ..]
            if rest.iter().all(|step| is_number(step)) =>
        {
            Some(ListKind::Items)
        }
        _ => None,
    }
}

/// Whether the entries of a list can be on several levels.
pub fn has_levels(list: &str) -> bool {
    kind(list) == Some(ListKind::Items)
}

/// What can be put into a list.
pub fn added(list: &str, letter: &Letter, session: &Session) -> Vec<Added> {
    match kind(list) {
        None => Vec::new(),
        Some(ListKind::Body) => {
            let own = [
                Added::new("text", "Paragraph", "A paragraph of your own."),
                Added::new("notice", "Notice", "A paragraph in a frame."),
                Added::new("note", "Note", "A paragraph that begins with NOTE."),
                Added::new("list", "List", "A list under a bold heading."),
            ];
            let there: Vec<&str> =
                letter.value("body").map_or(&[][..], Node::items).iter().filter_map(Node::as_str).collect();
            let named = session.house().names("body/", ".md").into_iter().filter_map(|file| {
                let name = file.strip_prefix("body/")?.strip_suffix(".md")?.to_owned();
                Some(name)
            });
            let named = named.filter(|name| !there.contains(&name.as_str())).map(|name| {
                Added::new(
                    &format!("block:{name}"),
                    &capital(&name.replace('-', " ")),
                    "A block of the house style.",
                )
            });
            own.into_iter().chain(named).collect()
        }
        Some(ListKind::Annexes) => AnnexKind::ALL
            .into_iter()
            .map(|kind| {
                let added = Added::new(kind.word(), &capital(&kind.meaning()), "An annex.");
                match kind {
                    AnnexKind::Image => added.needing(&["name", "title", "image", "alt"]),
                    AnnexKind::Text => added.needing(&["name", "title"]),
                    AnnexKind::Form => added.needing(&["name", "title", "fields"]),
                    _ => added,
                }
            })
            .collect(),
        Some(ListKind::Items) => vec![Added::new("item", "Entry", "A sentence.")],
        Some(ListKind::Texts) => vec![Added::new("text", "Entry", "A sentence.")],
        Some(ListKind::Events) => {
            vec![
                Added::new("event", "Event", "A workshop, a tutorial or a meeting held with this one.")
                    .needing(&["starts"]),
            ]
        }
        Some(ListKind::Deadlines) => {
            vec![Added::new("deadline", "Deadline", "A deadline of your own.").needing(&["date"])]
        }
        Some(ListKind::Fields) => FieldKind::ALL
            .into_iter()
            .map(|kind| Added::new(kind.word(), &capital(&kind.meaning()), "A line to fill in."))
            .chain([Added::new("heading", "Heading", "A heading above lines to fill in.")])
            .collect(),
    }
}

/// The blocks of the body, also where the letter does not list them: the names of those that have one, else nothing.
pub fn blocks(letter: &Letter, composition: &Composition<'_>) -> Vec<String> {
    match letter.value("body") {
        Some(body) => body.items().iter().map(|item| item.as_str().unwrap_or_default().to_owned()).collect(),
        None => composition.resolved.as_ref().map_or_else(Vec::new, |resolved| {
            let name = |block: BodyBlock| match block {
                BodyBlock::Named(name) => name.value,
                _ => String::new(),
            };
            resolved.body().into_iter().map(name).collect()
        }),
    }
}

/// The lists that a letter need not write, as they are without it.
#[derive(Clone, Debug, Default)]
pub struct Usual {
    /// The names of the blocks of the body.
    pub body: Vec<String>,
    /// The kinds of annexes.
    pub annexes: Vec<String>,
}

impl Usual {
    /// Of a letter.
    pub fn of(composition: &Composition<'_>) -> Self {
        let Some(resolved) = &composition.resolved else { return Self::default() };
        let name = |block: BodyBlock| match block {
            BodyBlock::Named(name) => Some(name.value),
            _ => None,
        };
        Self {
            body: resolved.body().into_iter().filter_map(name).collect(),
            annexes: resolved.annexes.iter().map(|annex| annex.kind.word().to_owned()).collect(),
        }
    }

    fn list(&self, at: &str) -> Option<Said> {
        match at {
            "body" => Some(Said::List(self.body.iter().map(|name| Said::Text(name.clone())).collect())),
            "annexes" => {
                let annex = |kind: &String| Said::Group(vec![("kind".to_owned(), Said::Text(kind.clone()))]);
                Some(Said::List(self.annexes.iter().map(annex).collect()))
            }
            _ => None,
        }
    }
}

fn refused() -> Refusal {
    Refusal::unwritable("This cannot be written into the file for certain: change it in an editor.")
}

impl Pen<'_> {
    fn not_in_a_translation(&self) -> Result<(), Refusal> {
        match self.letter.files.original {
            Some(_) => {
                Err(Refusal::unwritable("A translation has the order of its original: change it there."))
            }
            None => Ok(()),
        }
    }

    /// Writes out a list that the letter does not have yet, changed by `with`.
    fn written_out(
        &self,
        at: &str,
        usual: &Usual,
        with: impl FnOnce(&mut Vec<Said>) -> Option<()>,
    ) -> Result<Change, Refusal> {
        let Some(Said::List(mut items)) = usual.list(at) else { return Err(Refusal::Gone) };
        with(&mut items).ok_or(Refusal::Gone)?;
        Ok(keys::set(self.letter, &[at], &[], Said::List(items), keys::usual_order))
    }

    /// A new entry of a list.
    ///
    /// # Errors
    /// The list is another than expected, or the entry cannot be written.
    pub fn insert(&self, new: &New<'_>, usual: &Usual) -> Result<Changed, Refusal> {
        self.not_in_a_translation()?;
        let item = self.entry(new)?;
        let before = new.before.checked_sub(1).filter(|at| *at <= new.count).ok_or(Refusal::Gone)?;
        let tree = &self.letter.tree;
        let there = address::list(tree, new.list);
        let change = match (there, usual.list(new.list)) {
            (Some(list), _) => Change::Insert { list, before, count: new.count, new: item },
            (None, Some(_)) => self.written_out(new.list, usual, |items| {
                (items.len() == new.count).then(|| items.insert(before, item))
            })?,
            // The first of its list, or the first below an item.
            (None, None) if new.count == 0 => match address::path(tree, new.list)
                .and_then(|path| Some((tree.at(&path)?, path)))
            {
                Some((node, path)) if kind(new.list) == Some(ListKind::Items) && node.as_str().is_some() => {
                    Change::Set {
                        path,
                        old: Some(node.written().to_owned()),
                        new: Said::Group(vec![(
                            node.as_str().unwrap_or_default().to_owned(),
                            Said::List(vec![item]),
                        )]),
                        order: Vec::new(),
                    }
                }
                _ => {
                    let steps: Vec<&str> = new.list.split('.').collect();
                    let there = (1..steps.len())
                        .rev()
                        .find_map(|length| Some((length, address::path(tree, &steps[..length].join("."))?)));
                    let (length, known) = there.unwrap_or_default();
                    keys::set(
                        self.letter,
                        &steps[length..],
                        &known,
                        Said::List(vec![item]),
                        keys::order(self.book, tree),
                    )
                }
            },
            _ => return Err(Refusal::Gone),
        };
        let changed = edit(self.letter.facts(), &[change]).map_err(|_| refused())?;
        Ok((changed, format!("{}.{}", new.list, new.before)))
    }

    /// What a new entry says in the file.
    fn entry(&self, new: &New<'_>) -> Result<Said, Refusal> {
        let text = |lines| Ok::<_, Refusal>(Said::Text(self.new_text(new.parts, lines)?));
        let group = |key: &str, said: Said| Said::Group(vec![(key.to_owned(), said)]);
        match kind(new.list).ok_or(Refusal::NoPlace)? {
            ListKind::Body => match new.kind {
                "text" => Ok(group("text", text(true)?)),
                "notice" => Ok(group("notice", text(true)?)),
                "note" => Ok(group("note", text(false)?)),
                "list" => {
                    let items = new.values.get("items").cloned().unwrap_or_default();
                    let items = self.read("texts", &items)?;
                    let head =
                        if new.parts.is_empty() { None } else { Some(("head".to_owned(), text(false)?)) };
                    let items = ("items".to_owned(), items);
                    Ok(group("list", Said::Group(head.into_iter().chain([items]).collect())))
                }
                named => {
                    let name = named.strip_prefix("block:").filter(|_| {
                        added("body", self.letter, self.session).iter().any(|added| added.kind == named)
                    });
                    Ok(Said::Text(name.ok_or(Refusal::NoPlace)?.to_owned()))
                }
            },
            ListKind::Items | ListKind::Texts => text(false),
            ListKind::Annexes => {
                let kind = AnnexKind::read(new.kind).ok_or(Refusal::NoPlace)?;
                let mut entries = vec![("kind".to_owned(), Said::Text(kind.word().to_owned()))];
                entries.extend(self.keys(
                    &format!("annexes.{}", new.kind),
                    new,
                    self.book.kind_of_annex(new.kind),
                )?);
                if !new.parts.is_empty() {
                    entries.push(("text".to_owned(), text(true)?));
                }
                Ok(Said::Group(entries))
            }
            ListKind::Events => {
                let mut entries = vec![("title".to_owned(), text(false)?)];
                entries.extend(self.keys("events.1", new, None)?);
                Ok(Said::Group(entries))
            }
            ListKind::Deadlines => {
                let mut entries = self.keys("deadlines.other.1", new, None)?;
                entries.push(("text".to_owned(), text(false)?));
                Ok(Said::Group(entries))
            }
            ListKind::Fields => match new.kind {
                "heading" => Ok(group("heading", text(false)?)),
                kind => {
                    let kind = FieldKind::read(kind).ok_or(Refusal::NoPlace)?;
                    let mut entries = vec![
                        ("label".to_owned(), text(false)?),
                        ("kind".to_owned(), Said::Text(kind.word().to_owned())),
                    ];
                    if let Some(options) = new.values.get("options") {
                        entries.push(("options".to_owned(), self.read("texts", options)?));
                    }
                    Ok(Said::Group(entries))
                }
            },
        }
    }

    /// The other keys of a new entry.
    fn keys(&self, at: &str, new: &New<'_>, schema: Option<&Value>) -> Result<Vec<(String, Said)>, Refusal> {
        let mut entries = Vec::new();
        for (key, value) in new.values.iter().filter(|(_, value)| !value.is_null()) {
            let field = match schema {
                Some(schema) => self.book.field_of(schema, key),
                None => self.book.field(&format!("{at}.{key}"), None),
            };
            let field = field.ok_or(Refusal::NoPlace)?;
            let said = match (field.schema.kind, value) {
                // The lines of a form, one after the other.
                ("list", Value::Array(_)) => self.read("texts", value)?,
                (kind, value) => self.read(kind, value)?,
            };
            entries.push((key.clone(), said));
        }
        Ok(entries)
    }

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

/// A new entry.
pub struct New<'a> {
    /// The list.
    pub list: &'a str,
    /// The number of the entry that it is put before, counted from 1.
    pub before: usize,
    /// How many entries the list has.
    pub count: usize,
    /// What it is.
    pub kind: &'a str,
    /// Its words.
    pub parts: &'a [Given],
    /// Its other keys.
    pub values: &'a Map<String, Value>,
}
