//! The directory: groups with their contacts and chairs, signatories with their time in office.
//! Two files in the folder `directory` beside the letters; facts that no letter repeats.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::format::LONGEST_NAME;
use crate::base::format::is_file_name;
use crate::base::source::{Located, Source, Span};
use crate::base::text::nearest;
use crate::base::yaml;
use crate::base::yaml::Decode;
use crate::base::yaml::Node;
use crate::base::yaml::Schema;
use crate::base::yaml::SchemaGenerator;
use crate::base::yaml::Value;
use crate::base::yaml::shape;
use crate::model::letter::{Chair, ContactList};
use crate::record;
use chrono::NaiveDate;
use std::sync::Arc;

record! {
    /// A group that meets: everything about it that no letter should repeat.
    Group as "the group" {
        /// Its name in full, as the letters say it.
        #[examples("Study Group 1", "Study Group 4")]
        name: String,
        /// What it deals with.
        ///
        /// Without it: not said.
        #[examples("Security", "Multimedia")]
        title: Option<String>,
        /// What stands behind the slash in letter numbers.
        #[examples("1", "4")]
        designation: String,
        /// The group that a regional group belongs to: a key of this directory.
        ///
        /// Without it: it belongs to none.
        #[examples("SG1", "SG4")]
        parent: Option<Located<String>>,
        /// The region of a regional group.
        ///
        /// Without it: it has none.
        #[examples("Africa", "Arab Region")]
        region: Option<String>,
        /// How the text calls its web page.
        ///
        /// Without it: `study group homepage`.
        #[usual("study group homepage")]
        homepage: Option<String>,
        /// How to reach its secretariat: a group of keys, or a list of such groups.
        contacts: ContactList,
        /// Who chairs it.
        ///
        /// Without it: nobody; a letter that names the chair must say who it is.
        chair: Option<Chair>,
    }
}

record! {
    /// Someone who signs, and when: the one who was in office on a letter's date signs it.
    Signatory as "the signatory" {
        /// The name as it is printed.
        name: String,
        /// The office: a list of lines.
        title: Vec<String>,
        /// The first day in office.
        #[examples("2023-01-01", "2015-01-01")]
        from: Located<NaiveDate>,
        /// The last day in office.
        ///
        /// Without it: still in office.
        #[examples("2022-12-31", "2014-12-31")]
        until: Option<Located<NaiveDate>>,
        /// A picture of the signature: a file in `templates/images`.
        ///
        /// Without it: letters say `(signed)`.
        #[examples("signature.png", "director.jpg")]
        signature: Option<String>,
    }
}

/// The groups by their keys, in the order written.
pub(crate) struct Groups(Vec<(Located<String>, Group)>);

/// All groups and signatories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Directory {
    groups: Vec<(Located<String>, Group)>,
    signatories: Vec<Signatory>,
}

impl Directory {
    /// Reads both files. Every problem is reported; `None` if one was an error.
    pub fn load(groups: &Arc<Source>, signatories: &Arc<Source>, problems: &mut Diagnostics) -> Option<Self> {
        let groups = yaml::parse(groups, problems).and_then(|node| Groups::decode(&node, problems));
        let signatories =
            yaml::parse(signatories, problems).and_then(|node| Vec::<Signatory>::decode(&node, problems));
        let directory = Self { groups: groups?.0, signatories: signatories? };
        for (_, group) in &directory.groups {
            group.parent.iter().for_each(|parent| {
                directory.group(parent, problems);
            });
        }
        Some(directory)
    }

    /// All groups by their keys, in the order written.
    pub fn groups(&self) -> impl Iterator<Item = (&str, &Group)> {
        self.groups.iter().map(|(key, group)| (key.as_str(), group))
    }

    /// All signatories, in the order written.
    pub fn signatories(&self) -> impl Iterator<Item = &Signatory> {
        self.signatories.iter()
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

impl Decode for Groups {
    const EXPECTED: &'static str = "a group such as `SG1:`";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            problems.push(
                Diagnostic::error("wrong-type", "the directory of groups is not a group of keys")
                    .at(&Span::file(&node.span.source), format!("expected {}", Self::EXPECTED)),
            );
            return None;
        };
        let decoded: Vec<_> = entries
            .iter()
            .map(|(key, value)| {
                if !is_file_name(&key.text) {
                    problems.push(
                        Diagnostic::error(
                            "file-name",
                            format!("`{}` cannot be the key of a group", key.text),
                        )
                        .at(&key.span, "expected letters, digits, - and _")
                        .hint("names of files are made from it; `designation` says how the group is printed"),
                    );
                }
                Some((Located::new(key.text.clone(), key.span.clone()), Group::decode(value, problems)?))
            })
            .collect();
        decoded.into_iter().collect::<Option<_>>().map(Self)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let names =
            serde_json::json!({ "pattern": "^[0-9A-Za-z][0-9A-Za-z_-]*$", "maxLength": LONGEST_NAME });
        shape::with(shape::names(shape::of::<Group>(book)), "propertyNames", names)
    }
}
