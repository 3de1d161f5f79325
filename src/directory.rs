//! The directory: groups with their contacts and chairs, signatories with their time in office.
//! Two files in the folder `directory` beside the letters; facts that no letter repeats.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::letter::{Chair, ContactList};
use crate::record;
use crate::resolve::is_file_name;
use crate::source::{Located, Source, Span};
use crate::yaml::{self, Decode, Value, nearest};
use chrono::NaiveDate;
use std::sync::Arc;

record! {
    /// A group that meets.
    Group as "the group" {
        /// Its name in full (`Study Group 1`).
        name: String,
        /// What it deals with (`Security`).
        title: Option<String>,
        /// What stands behind the slash in letter numbers (`1`).
        designation: String,
        /// The group that a regional group belongs to: a key of this directory.
        parent: Option<Located<String>>,
        /// The region of a regional group (`Africa`).
        region: Option<String>,
        /// How the text calls its web page (`study group homepage`).
        homepage: Option<String>,
        /// Its secretariat.
        contacts: ContactList,
        /// Who chairs it.
        chair: Option<Chair>,
    }
}

record! {
    /// Someone who signs, and when.
    Signatory as "the signatory" {
        /// The name as printed.
        name: String,
        /// The office, line by line.
        title: Vec<String>,
        /// First day in office.
        from: Located<NaiveDate>,
        /// Last day in office, if over.
        until: Option<Located<NaiveDate>>,
        /// An image of the signature: a file in the images folder.
        signature: Option<String>,
    }
}

/// All groups and signatories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Directory {
    groups: Vec<(Located<String>, Group)>,
    signatories: Vec<Signatory>,
}

impl Directory {
    /// Reads both files. Every problem is reported; `None` if one was an error.
    pub fn load(groups: &Arc<Source>, signatories: &Arc<Source>, problems: &mut Diagnostics) -> Option<Self> {
        let groups = load_groups(groups, problems);
        let signatories =
            yaml::parse(signatories, problems).and_then(|node| Vec::<Signatory>::decode(&node, problems));
        let directory = Self { groups: groups?, signatories: signatories? };
        for (_, group) in &directory.groups {
            group.parent.iter().for_each(|parent| {
                directory.group(parent, problems);
            });
        }
        Some(directory)
    }

    /// The keys of all groups, in the order written.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(|(key, _)| key.as_str())
    }

    /// The group with this key, in capitals or small letters, and the key as it is written.
    pub fn named(&self, key: &str) -> Option<(&str, &Group)> {
        let found = self.groups.iter().find(|(k, _)| k.eq_ignore_ascii_case(key));
        found.map(|(key, group)| (key.as_str(), group))
    }

    /// The group with this key; reports it when there is none, with the nearest.
    pub fn group(&self, key: &Located<String>, problems: &mut Diagnostics) -> Option<&Group> {
        let found = self.groups.iter().find(|(k, _)| k.value == key.value).map(|(_, group)| group);
        if found.is_none() {
            let known: Vec<&str> = self.groups.iter().map(|(k, _)| k.as_str()).collect();
            let label = nearest(key, known.iter().copied()).map_or_else(
                || "not in the directory of groups".to_owned(),
                |n| format!("did you mean `{n}`?"),
            );
            let mut diagnostic =
                Diagnostic::error("unknown-group", format!("there is no group `{}`", key.value))
                    .at(&key.span, label);
            if let Some((first, _)) = self.groups.first() {
                diagnostic = diagnostic.hint(format!(
                    "known: {}; more can be added in {}",
                    known.join(", "),
                    first.span.source.path().display()
                ));
            }
            problems.push(diagnostic);
        }
        found
    }

    /// The signatory named, or the one in office on the letter's date; reported when there is none.
    pub fn signatory(
        &self,
        name: Option<&Located<String>>,
        date: &Located<NaiveDate>,
        problems: &mut Diagnostics,
    ) -> Option<&Signatory> {
        let known = || self.signatories.iter().map(|s| s.name.as_str());
        match name {
            Some(name) => {
                let found = self.signatories.iter().find(|s| s.name == name.value);
                if found.is_none() {
                    let label = nearest(name, known()).map_or_else(
                        || "not in the directory of signatories".to_owned(),
                        |n| format!("did you mean `{n}`?"),
                    );
                    problems.push(
                        Diagnostic::error(
                            "unknown-signatory",
                            format!("there is no signatory `{}`", name.value),
                        )
                        .at(&name.span, label)
                        .hint(format!("known: {}", known().collect::<Vec<_>>().join(", "))),
                    );
                }
                found
            }
            None => {
                let in_office = |s: &&Signatory| {
                    s.from.value <= date.value
                        && s.until.as_ref().is_none_or(|until| date.value <= until.value)
                };
                let found = self.signatories.iter().find(in_office);
                if found.is_none() {
                    problems.push(
                        Diagnostic::error(
                            "unknown-signatory",
                            format!("nobody in the directory of signatories was in office on {}", date.value),
                        )
                        .at(&date.span, "the letter's date")
                        .hint(
                            "name the `signatory:` in the letter, or add who was in office to the directory",
                        ),
                    );
                }
                found
            }
        }
    }
}

fn load_groups(source: &Arc<Source>, problems: &mut Diagnostics) -> Option<Vec<(Located<String>, Group)>> {
    let node = yaml::parse(source, problems)?;
    let Value::Mapping(entries) = &node.value else {
        problems.push(
            Diagnostic::error("wrong-type", "the directory of groups is not a group of keys")
                .at(&Span::file(source), "expected a group such as `SG1:`"),
        );
        return None;
    };
    let decoded: Vec<_> = entries
        .iter()
        .map(|(key, value)| {
            if !is_file_name(&key.text) {
                problems.push(
                    Diagnostic::error("file-name", format!("`{}` cannot be the key of a group", key.text))
                        .at(&key.span, "expected letters, digits, - and _")
                        .hint("names of files are made from it; `designation` says how the group is printed"),
                );
            }
            Some((Located::new(key.text.clone(), key.span.clone()), Group::decode(value, problems)?))
        })
        .collect();
    decoded.into_iter().collect()
}
