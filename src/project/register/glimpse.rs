//! What can be read of a letter that is wrong: enough for its line in the register.

use super::entry::{Entry, Held, called, group_of};
use super::key::Key;
use crate::base::format::is_file_name;
use crate::base::yaml::{self, Decode, Fields, Node};
use crate::base::{Diagnostics, Language, Located, Source};
use crate::model::directory::Directory;
use crate::model::letter::{Amendment, Meeting, Part, Series, Status};
use crate::model::phrases::DateWords;
use crate::model::resolve::archive_name;
use crate::model::{period, translation};
use std::sync::Arc;

impl Entry {
    /// Of a letter that cannot be read as a whole. Says nothing of what is wrong with it: whoever
    /// could not read it has said so.
    pub fn glimpse(source: &Arc<Source>, directory: &Directory, dates: &DateWords) -> Self {
        let mut unheard = Diagnostics::new();
        let mut entry = Self::blank(source);
        let Ok(node) = yaml::parse(source, &mut unheard) else { return entry };
        let Some(original) = translation::original_of(source) else {
            entry.read(&node, directory, dates, &mut unheard);
            return entry;
        };
        // The facts of a translation stand in its original.
        entry.original = Source::read(&original);
        if let Some(facts) =
            entry.original.clone().and_then(|original| yaml::parse(&original, &mut unheard).ok())
        {
            entry.read(&facts, directory, dates, &mut unheard);
        }
        if let Some(key) = &mut entry.key {
            key.language = translation::language_of(source);
        }
        // Its number is that of the original, at which nothing here points.
        entry.allow.clear();
        let status = node.get("status").and_then(Node::as_str);
        entry.status = status.map_or(Some(Status::Draft), Status::read);
        entry
    }

    fn read(&mut self, node: &Node, directory: &Directory, dates: &DateWords, unheard: &mut Diagnostics) {
        let Ok(fields) = Fields::of(node, "the letter", &[], unheard) else { return };
        let mut said = Said { fields, unheard };
        let number = said.value::<Located<u32>>("number").filter(|n| (1..=9999).contains(&n.value));
        let group = said.value::<Located<String>>("group");
        self.number = number.as_ref().map(|n| n.span.clone());
        self.group = group.as_ref().map(|group| group.value.clone());
        self.date = said.value("date");
        self.date_of_original = said.value("date-of-original");
        self.meeting = said.value::<Meeting>("meeting").map(|meeting| Held::of(&meeting, dates));
        self.status = said.optional("status").map(|status| status.unwrap_or(Status::Draft));
        let period = said.optional::<Located<String>>("period");
        self.period = match period {
            Some(Some(name)) => period::named(&name, said.unheard).ok(),
            Some(None) => self.date.as_ref().and_then(|date| period::of(date.value)),
            None => None,
        };
        if let Some(key) = said.key(self, number.map(|n| n.value)) {
            let known = group.as_ref().and_then(|group| directory.group(group, said.unheard).ok());
            let designation = known.map(|group| group.designation.as_str()).or(self.group.as_deref());
            self.letter = Some(called(&key, designation.unwrap_or_default()));
            let own = said.optional::<Located<String>>("file-name");
            let own = own.map(|own| own.map(|name| name.value));
            self.name = own.filter(|own| own.as_deref().is_none_or(is_file_name)).map(|own| {
                let group = self.group.as_deref().unwrap_or_default();
                archive_name(own.as_deref(), key.period, (key.series, group, key.number), key.part)
            });
            self.key = Some(key);
        }
    }
}

/// A letter's keys one by one.
struct Said<'a, 'b> {
    fields: Fields<'a>,
    unheard: &'b mut Diagnostics,
}

impl Said<'_, '_> {
    /// `None` when it is there and cannot be read, `Some(None)` when it is not there.
    fn optional<T: Decode>(&mut self, key: &str) -> Option<Option<T>> {
        self.fields.read::<Option<T>>(key, self.unheard).ok()
    }

    fn value<T: Decode>(&mut self, key: &str) -> Option<T> {
        self.optional(key).flatten()
    }

    /// The letter's key, if every part of it can be read.
    fn key(&mut self, entry: &Entry, number: Option<u32>) -> Option<Key> {
        let series = self.optional::<Series>("series")?.unwrap_or(Series::CollectiveLetter);
        let (addendum, corrigendum) =
            (self.optional::<u32>("addendum")?, self.optional::<u32>("corrigendum")?);
        let amendment = match (addendum, corrigendum) {
            (Some(_), Some(_)) => return None,
            (Some(n), None) => Some((Amendment::Addendum, n)),
            (None, n) => n.map(|n| (Amendment::Corrigendum, n)),
        };
        let revision = self.optional::<u32>("revision")?;
        Some(Key {
            period: entry.period?,
            series,
            group: group_of(series, entry.group.as_deref()?),
            number: number?,
            part: Part { amendment, revision },
            language: self.optional::<Language>("language")?.unwrap_or_default(),
        })
    }
}
