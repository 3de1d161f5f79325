//! The directory: groups with their contacts and chairs, signatories with their time in office.
//! Two files in the folder `directory` beside the letters; facts that no letter repeats.

use crate::base::format::{LONGEST_NAME, is_file_name};
use crate::base::text::{did_you_mean, shown};
use crate::base::yaml::rules::WRONG_TYPE;
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, Value, record, shape};
use crate::base::{Diagnostic, Diagnostics, Located, Reported, Source, Span, all, yaml};
use crate::model::letter::{Chair, ContactList};
use crate::model::period;
use crate::model::rules::{FILE_NAME, UNKNOWN_GROUP, UNKNOWN_SIGNATORY};
use chrono::NaiveDate;
use std::sync::Arc;

record! {
    /// A group that meets: the facts that its letters have in common.
    Group as "the group" {
        /// The full name, as it appears in letters.
        #[examples("Study Group 1", "Study Group 4")]
        name: String,
        /// The subject that the group deals with.
        ///
        /// Without it: not mentioned.
        #[examples("Security", "Multimedia")]
        title: Option<String>,
        /// The same in study periods in which it was another: study periods, each with its title.
        ///
        /// Without it: `title` in all study periods.
        titles: Option<Titles>,
        /// The part after the slash in letter numbers.
        #[examples("1", "4")]
        designation: String,
        /// The group to which a regional group belongs: a key of this directory.
        ///
        /// Without it: it does not belong to another group.
        #[examples("SG1", "SG4")]
        parent: Option<Located<String>>,
        /// The region of a regional group.
        ///
        /// Without it: no region.
        #[examples("Africa", "Arab Region")]
        region: Option<String>,
        /// What letters call the web page of the group.
        ///
        /// Without it: `study group homepage`.
        #[usual("study group homepage")]
        homepage: Option<String>,
        /// How to reach the secretariat: a set of keys, or a list of such sets.
        contacts: ContactList,
        /// The first day on which the group existed.
        ///
        /// Without it: it has always existed.
        #[examples("2024-10-25", "2013-01-01")]
        from: Option<Located<NaiveDate>>,
        /// The last day on which the group existed.
        ///
        /// Without it: it still exists.
        #[examples("2024-10-24", "2016-11-03")]
        until: Option<Located<NaiveDate>>,
        /// The person who chairs the group.
        ///
        /// Without it: no chair; a letter that mentions the chair must then give one.
        chair: Option<Chair>,
    }
}

record! {
    /// A person who signs letters. The signatory in office on the date of a letter signs it.
    Signatory as "the signatory" {
        /// The name, as printed.
        name: String,
        /// The title of the office: a list of lines.
        title: Vec<String>,
        /// The first day in office.
        #[examples("2023-01-01", "2015-01-01")]
        from: Located<NaiveDate>,
        /// The last day in office.
        ///
        /// Without it: still in office.
        #[examples("2022-12-31", "2014-12-31")]
        until: Option<Located<NaiveDate>>,
        /// An image of the signature: a file in `templates/images`.
        ///
        /// Without it: letters show `(signed)`.
        #[examples("signature.png", "director.jpg")]
        signature: Option<Located<String>>,
    }
}

impl Group {
    /// Its titles of all study periods.
    pub fn all_titles(&self) -> impl Iterator<Item = &str> {
        let former = self.titles.iter().flat_map(|titles| &titles.0).map(|(_, title)| title);
        former.chain(&self.title).map(String::as_str)
    }

    /// What it deals with in a study period.
    pub fn title_in(&self, period: &str) -> Option<&str> {
        let own = self.titles.iter().flat_map(|titles| &titles.0).find(|(name, _)| *name == period);
        own.map(|(_, title)| title).or(self.title.as_ref()).map(String::as_str)
    }
}

/// Titles by study period.
#[derive(Clone, Debug, PartialEq)]
pub struct Titles(Vec<(&'static str, String)>);

impl Decode for Titles {
    const EXPECTED: &'static str = "a set of study periods such as `T17`, each with its title";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let entries = yaml::entries(node, Self::EXPECTED, problems)?;
        all(entries.iter().map(|(key, value)| {
            let period = period::named(&Located::new(key.text.clone(), key.span.clone()), problems);
            let title = String::decode(value, problems)?;
            Ok((period?, title))
        }))
        .map(Self)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let mut group = shape::Group::new("the titles", &["What the group dealt with, by study period."]);
        for name in period::names() {
            let says = format!("What it dealt with in the study period {name}.");
            group.key(name, shape::of::<String>(book), false, &[&says, "", "Without it: `title`."]);
        }
        group.finish()
    }
}

/// The groups by their keys, in the order written.
pub(crate) struct Groups(Vec<(Located<String>, Group)>);

/// All groups and signatories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Directory {
    groups: Vec<(Located<String>, Group)>,
    signatories: Vec<Signatory>,
    /// The files as they are written: groups, signatories.
    written: Option<[Node; 2]>,
}

impl Directory {
    /// Reads both files.
    ///
    /// # Errors
    /// One of their problems, all of which are reported, is an error.
    pub fn load(
        groups: &Arc<Source>,
        signatories: &Arc<Source>,
        problems: &mut Diagnostics,
    ) -> Result<Self, Reported> {
        let written = [groups, signatories].map(|source| yaml::read(source, problems));
        let [groups, signatories] = written;
        let read = groups.as_ref().map_err(|error| *error).and_then(|node| Groups::decode(node, problems));
        let people = signatories.as_ref().map_err(|error| *error);
        let people = people.and_then(|node| Vec::<Signatory>::decode(node, problems));
        let written = Some([groups?, signatories?]);
        let directory = Self { groups: read?.0, signatories: people?, written };
        for (_, group) in &directory.groups {
            // A group that is missing is wrong for whatever needs it: reported, and no reason to give up here.
            let _ = group.parent.as_ref().map(|parent| directory.group(parent, problems));
        }
        Ok(directory)
    }

    /// All groups by their keys, in the order written.
    pub fn groups(&self) -> impl Iterator<Item = (&str, &Group)> {
        self.groups.iter().map(|(key, group)| (key.as_str(), group))
    }

    /// What the file says under the key of a group.
    pub fn group_as_written(&self, key: &str) -> Option<&Node> {
        self.written.as_ref()?[0].get(key)
    }

    /// The entry of the file with the name of a signatory.
    pub fn signatory_as_written(&self, name: &str) -> Option<&Node> {
        let of = |node: &&Node| node.get("name").and_then(Node::as_str) == Some(name);
        self.written.as_ref()?[1].items().iter().find(of)
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

    /// The group with this key.
    ///
    /// # Errors
    /// There is none, which was reported with the nearest.
    pub fn group(&self, key: &Located<String>, problems: &mut Diagnostics) -> Result<&Group, Reported> {
        let found = self.find(key);
        problems.report(found)
    }

    /// The group with this key.
    ///
    /// # Errors
    /// There is none: a finding that has not been reported, with the nearest.
    pub fn find(&self, key: &Located<String>) -> Result<&Group, Diagnostic> {
        let found = self.groups.iter().find(|(k, _)| k.value == key.value).map(|(_, group)| group);
        found.ok_or_else(|| {
            let known: Vec<&str> = self.groups.iter().map(|(k, _)| k.as_str()).collect();
            let label = did_you_mean(key, known.iter().copied(), "expected a group of the directory");
            let mut diagnostic =
                UNKNOWN_GROUP.finding(format!("there is no group `{}`", key.value)).at(&key.span, label);
            if let Some((first, _)) = self.groups.first() {
                diagnostic = diagnostic.hint(format!(
                    "known groups: {}; to add one, edit {}",
                    known.join(", "),
                    shown(first.span.source.path())
                ));
            }
            diagnostic
        })
    }

    /// The signatory named, or the one in office on the letter's date.
    ///
    /// # Errors
    /// There is none, which was reported.
    pub fn signatory(
        &self,
        name: Option<&Located<String>>,
        date: &Located<NaiveDate>,
        problems: &mut Diagnostics,
    ) -> Result<&Signatory, Reported> {
        let known = || self.signatories.iter().map(|s| s.name.as_str());
        match name {
            Some(name) => {
                let found = self.signatories.iter().find(|s| s.name == name.value);
                found.ok_or_else(|| {
                    let label = did_you_mean(name, known(), "expected a signatory of the directory");
                    UNKNOWN_SIGNATORY
                        .finding(format!("there is no signatory `{}`", name.value))
                        .at(&name.span, label)
                        .hint(format!("known signatories: {}", known().collect::<Vec<_>>().join(", ")))
                        .refuse(problems)
                })
            }
            None => {
                let in_office = |s: &&Signatory| {
                    s.from.value <= date.value
                        && s.until.as_ref().is_none_or(|until| date.value <= until.value)
                };
                self.signatories.iter().find(in_office).ok_or_else(|| {
                    UNKNOWN_SIGNATORY.finding(format!("no signatory in the directory was in office on {}", date.value))
                        .at(&date.span, "the letter's date")
                        .hint(
                            "write `signatory:` in the letter, or add the person in office to the directory of signatories",
                        ).refuse(problems)
                })
            }
        }
    }
}

impl Decode for Groups {
    const EXPECTED: &'static str = "a group such as `SG1:`";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let Value::Mapping(entries) = &node.value else {
            return Err(WRONG_TYPE
                .finding("the directory of groups is not a set of keys")
                .at(&Span::file(&node.span.source), format!("expected {}", Self::EXPECTED))
                .refuse(problems));
        };
        let groups = entries.iter().map(|(key, value)| {
            if !is_file_name(&key.text) {
                FILE_NAME
                    .finding(format!("`{}` is not possible as the key of a group", key.text))
                    .at(&key.span, "expected letters, digits, - and _")
                    .hint("this key is part of file names; write the printed name of the group in `designation`")
                    .report(problems);
            }
            Ok((Located::new(key.text.clone(), key.span.clone()), Group::decode(value, problems)?))
        });
        all(groups).map(Self)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let names =
            serde_json::json!({ "pattern": "^[0-9A-Za-z][0-9A-Za-z_-]*$", "maxLength": LONGEST_NAME });
        shape::with(shape::names(shape::of::<Group>(book)), "propertyNames", names)
    }
}
