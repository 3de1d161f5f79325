//! New entries of a letter's lists.

use super::address;
use super::keys;
use super::lists::{ListKind, Usual, added, kind, refused};
use super::parts::Given;
use super::refusal::Refusal;
use super::text::{Changed, Pen};
use crate::base::yaml::edit::{Change, Said, edit};
use crate::model::letter::{AnnexKind, FieldKind};
use serde_json::{Map, Value};

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

impl Pen<'_> {
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
        let into_usual = self.put_into_usual(new.list, &item, usual)?;
        let change = match (there, usual.list(new.list)) {
            _ if into_usual.is_some() => into_usual.ok_or(Refusal::Gone)?,
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
                    let items = self.read("texts", true, &items)?;
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
                        entries.push(("options".to_owned(), self.read("texts", true, options)?));
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
                ("list", Value::Array(_)) => self.read("texts", true, value)?,
                (kind, value) => self.read(kind, field.is_markdown(), value)?,
            };
            entries.push((key.clone(), said));
        }
        Ok(entries)
    }
}
