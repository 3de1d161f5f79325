//! Another value of a key: a day, a time, a word, a number, a list of words.

use super::address;
use super::keys;
use super::refusal::Refusal;
use super::text::{Changed, Pen};
use crate::base::yaml::edit::{Change, Said, edit};
use crate::base::yaml::{Node, Value as Yaml};
use crate::compose::typed;
use crate::model::dates::typed::as_written;
use chrono::NaiveDate;
use serde_json::Value;

impl Pen<'_> {
    /// A key with another value, or without one.
    ///
    /// # Errors
    /// Something else stands there, or the value is none for this key.
    pub fn value(&self, at: &str, old: &Value, new: &Value) -> Result<Changed, Refusal> {
        let tree = &self.letter.tree;
        let field =
            self.book.field(at, Some(tree)).filter(super::key::Field::is_value).ok_or(Refusal::NoPlace)?;
        let node = self.letter.value(at);
        if said(node) != plain(old) {
            return Err(if node.is_some() { Refusal::Conflict(Some(said(node))) } else { Refusal::Gone });
        }
        let source = self.letter.facts();
        let refused = |_| {
            Refusal::unwritable("This cannot be written into the file for certain: change it in an editor.")
        };
        if new.is_null() {
            let (Some(node), Some(path)) = (node, address::path(tree, at)) else {
                return Err(Refusal::Gone);
            };
            if field.schema.required {
                return Err(Refusal::unwritable(format!("A letter cannot be without this: {}.", field.name)));
            }
            let old = node.written().to_owned();
            let changed = edit(source, &[Change::Remove { path, old }]).map_err(refused)?;
            return Ok((changed, at.to_owned()));
        }
        let mut new = self.read(field.schema.kind, field.is_markdown(), new)?;
        // One line is written as people write it, unless there is a list.
        if let Said::List(items) = &mut new
            && field.schema.single
            && items.len() == 1
            && node.is_none_or(|node| node.as_str().is_some())
        {
            new = items.pop().unwrap_or(Said::Nothing);
        }
        let steps: Vec<&str> = at.split('.').collect();
        let change = match address::path(tree, at) {
            Some(path) => {
                Change::Set { old: node.map(|node| node.written().to_owned()), path, new, order: Vec::new() }
            }
            None => {
                // The part of the way that is there, whose items the address counts from 1.
                let there = (1..steps.len())
                    .rev()
                    .find_map(|length| Some((length, address::path(tree, &steps[..length].join("."))?)));
                let (length, known) = there.unwrap_or_default();
                keys::set(self.letter, &steps[length..], &known, new, keys::order(self.book, tree))
            }
        };
        let changed = edit(source, &[change]).map_err(refused)?;
        Ok((changed, at.to_owned()))
    }

    /// A value as it stands in the file; what is typed into Markdown is escaped.
    ///
    /// # Errors
    /// It is none for such a place.
    pub fn read(&self, kind: &str, is_markdown: bool, value: &Value) -> Result<Said, Refusal> {
        let word = |value: &Value| match value {
            Value::String(text) => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            Value::Number(number) => Ok(number.to_string()),
            Value::Bool(yes) => Ok(if *yes { "yes" } else { "no" }.to_owned()),
            _ => Err(Refusal::unwritable("This is no value for this place.")),
        };
        match (kind, value) {
            ("texts" | "choices", Value::Array(items)) => {
                let items = items.iter().map(|item| {
                    let text = word(item)?;
                    Ok(Said::Text(if is_markdown { typed(&text) } else { text }))
                });
                Ok(Said::List(items.collect::<Result<_, Refusal>>()?))
            }
            ("texts" | "choices", _) => Err(Refusal::unwritable("Here a list is expected.")),
            ("deadline", Value::Object(keys)) => {
                let date = self.read("date", false, keys.get("date").unwrap_or(&Value::Null))?;
                let reason = word(keys.get("reason").unwrap_or(&Value::Null)).unwrap_or_default();
                if reason.is_empty() {
                    return Err(Refusal::unwritable("Say why the date is not that of the rule."));
                }
                Ok(Said::Group(vec![("date".to_owned(), date), ("reason".to_owned(), Said::Text(reason))]))
            }
            ("deadline", _) => {
                let text = word(value)?;
                if matches!(text.as_str(), "by-rule" | "omit") {
                    Ok(Said::Text(text))
                } else {
                    self.read("date", false, value)
                }
            }
            ("date" | "day", _) => Ok(Said::Text(self.day(&word(value)?, kind == "day")?)),
            ("text", _) if is_markdown => Ok(Said::Text(typed(&word(value)?))),
            _ => Ok(Said::Text(word(value)?)),
        }
    }

    /// A day as people type it, as the file has it: `2021-04-20`, with the half of the day where there may be one.
    fn day(&self, text: &str, may_be_half: bool) -> Result<String, Refusal> {
        let months = self.session.phrases().dates.months.as_slice();
        let day = as_written(text, months);
        let (date, half) = day.split_once(' ').unwrap_or((&day, ""));
        let is_half = half.is_empty() || may_be_half && matches!(half, "morning" | "afternoon");
        if is_half && NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok() {
            return Ok(day.into_owned());
        }
        Err(Refusal::unwritable(match text.contains(['/', '.']) {
            true => format!("Which day is {text}? Write the month as a word, such as 4 May 2021."),
            false => format!("“{text}” is not a date: write it as 20 April 2021 or 2021-04-20."),
        }))
    }
}

/// The value of a node: a text, a list of texts, a group of both.
pub fn said(node: Option<&Node>) -> Value {
    match node.map(|node| &node.value) {
        Some(Yaml::Scalar { text, .. }) => text.trim().into(),
        Some(Yaml::List(items)) => items.iter().map(|item| said(Some(item))).collect(),
        Some(Yaml::Mapping(entries)) => {
            Value::Object(entries.iter().map(|(key, node)| (key.text.clone(), said(Some(node)))).collect())
        }
        Some(Yaml::Null) | None => Value::Null,
    }
}

/// A value as the page sends it back, in the terms of [`said`].
fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) => text.trim().into(),
        Value::Number(number) => number.to_string().into(),
        other => other.clone(),
    }
}
