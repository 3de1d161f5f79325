//! The directory of groups and signatories as a page shows and changes it. Edits say what they expect to find, are the smallest
//! that say what is meant, and are proved: the directory must read as one afterwards. Comments stay.

use super::refusal::Refusal;
use crate::base::unusable::is_unusable;
use crate::base::yaml::edit::{Change, Refused, Said, edit};
use crate::base::yaml::{Node, Value as Yaml, parse};
use crate::base::{Diagnostics, Fingerprint, Source};
use crate::model::directory::{Directory, Group, Signatory};
use crate::model::letter::{Chair, Contacts};
use crate::model::letter_files;
use crate::tools::review::Files;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::Arc;

/// The files of a directory.
#[derive(Clone)]
pub struct DirectoryFiles {
    /// Groups.
    pub groups: Arc<Source>,
    /// Signatories.
    pub signatories: Arc<Source>,
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// Groups.
    Groups,
    /// Signatories.
    Signatories,
}

/// A value of the directory that becomes another one.
#[derive(Clone, Debug, Deserialize)]
pub struct DirectoryEdit {
    /// The file.
    pub of: Which,
    /// The way to the value: keys, and numbers of entries counted from 0. The number after the last makes a new entry.
    pub path: Vec<String>,
    /// What the file says there; nothing where there is no such key.
    #[serde(default)]
    pub old: Value,
    /// What it is to say; nothing takes the key away.
    #[serde(default)]
    pub new: Value,
}

/// The longest text of a value.
const LONGEST: usize = 500;

impl DirectoryFiles {
    /// Reads both.
    ///
    /// # Errors
    /// One of them cannot be read now.
    pub fn read(letters: &Path) -> Result<Self, Refusal> {
        let read = |name: &str| {
            let path = letters.join("directory").join(name);
            letter_files::read(&path).map_err(|problem| Refusal::NotNow(Refusal::told(&problem)))
        };
        Ok(Self { groups: read("groups.yaml")?, signatories: read("signatories.yaml")? })
    }

    /// What tells whether they are still the same.
    pub fn base(&self) -> String {
        Fingerprint::of(&[self.groups.text(), self.signatories.text()].join("\0").into_bytes()).to_string()
    }

    /// Both as files whose edits can be undone.
    pub fn files(&self) -> Files {
        Files { letter: Arc::clone(&self.groups), original: Some(Arc::clone(&self.signatories)) }
    }

    /// The other way round.
    pub fn of(files: Files) -> Option<Self> {
        Some(Self { groups: files.letter, signatories: files.original? })
    }

    /// Both as they are written, for the page.
    ///
    /// # Errors
    /// One of them is no YAML now.
    pub fn listed(&self) -> Result<Value, Refusal> {
        let groups: Vec<Value> = match &tree(&self.groups)?.value {
            Yaml::Mapping(entries) => {
                entries.iter().map(|(key, node)| json!({ "code": key.text, "says": said(node) })).collect()
            }
            _ => Vec::new(),
        };
        let people = tree(&self.signatories)?;
        let signatories: Vec<Value> = people.items().iter().map(said).collect();
        Ok(json!({ "base": self.base(), "groups": groups, "signatories": signatories }))
    }

    /// The files with these edits.
    ///
    /// # Errors
    /// Something else stands there, or the directory would not be right.
    pub fn with(&self, edits: &[DirectoryEdit]) -> Result<Self, Refusal> {
        let mut files = self.clone();
        for one in edits {
            let file = match one.of {
                Which::Groups => &mut files.groups,
                Which::Signatories => &mut files.signatories,
            };
            *file = changed(file, one)?;
        }
        let mut problems = Diagnostics::new();
        let read = Directory::load(&files.groups, &files.signatories, &mut problems);
        if read.is_err() || problems.has_errors() {
            return Err(Refusal::Unwritable(Refusal::first(problems)));
        }
        Ok(files)
    }
}

fn tree(source: &Arc<Source>) -> Result<Node, Refusal> {
    parse(source, &mut Diagnostics::new()).map_err(|_| {
        Refusal::NotNow(format!("{} is not valid YAML now.", crate::base::text::shown(source.path())))
    })
}

/// What a node says, with what it does not say as nothing.
fn said(node: &Node) -> Value {
    match &node.value {
        Yaml::Scalar { text, .. } => text.as_str().into(),
        Yaml::List(items) => items.iter().map(said).collect(),
        Yaml::Mapping(entries) => {
            let entries = entries.iter().map(|(key, node)| (key.text.clone(), said(node)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        Yaml::Null => Value::Null,
    }
}

/// A value as the file says it: without what is nothing, on one line each.
fn written(value: &Value) -> Result<Option<Said>, Refusal> {
    Ok(match value {
        Value::Null => None,
        Value::String(text) => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.len() > LONGEST || text.chars().any(is_unusable) {
                return Err(Refusal::unwritable(
                    "This text is too long, or has characters that cannot be printed.",
                ));
            }
            (!text.is_empty()).then_some(Said::Text(text))
        }
        Value::Array(items) => {
            let items = items.iter().map(written).collect::<Result<Vec<_>, _>>()?;
            let items: Vec<Said> = items.into_iter().flatten().collect();
            (!items.is_empty()).then_some(Said::List(items))
        }
        Value::Object(entries) => {
            let mut group = Vec::new();
            for (key, value) in entries {
                group.extend(written(value)?.map(|said| (key.clone(), said)));
            }
            (!group.is_empty()).then_some(Said::Group(group))
        }
        _ => return Err(Refusal::unwritable("This value cannot be written.")),
    })
}

fn changed(file: &Arc<Source>, one: &DirectoryEdit) -> Result<Arc<Source>, Refusal> {
    let tree = tree(file)?;
    let node = tree.at(&one.path);
    if node.map(said).unwrap_or_default() != one.old {
        return Err(Refusal::Conflict(node.map(said)));
    }
    let old = node.map(|node| node.written().to_owned());
    let path = one.path.clone();
    let change = match (written(&one.new)?, old) {
        (None, None) => return Ok(Arc::clone(file)),
        (None, Some(old)) => Change::Remove { path, old },
        (Some(new), None) if one.of == Which::Signatories && path.len() == 1 => {
            let count = tree.items().len();
            Change::Insert { list: Vec::new(), before: count, count, new }
        }
        (Some(new), old) => {
            let order = order(one.of, &path).iter().map(|key| (*key).to_owned()).collect();
            Change::Set { path, old, new, order }
        }
    };
    edit(file, &[change]).map_err(|refused| match refused {
        Refused::Other(_) => Refusal::Conflict(node.map(said)),
        _ => super::lists::refused(),
    })
}

/// The keys beside a value, in their order.
fn order(of: Which, path: &[String]) -> &'static [&'static str] {
    let above: Vec<&str> = path.iter().rev().skip(1).map(String::as_str).collect();
    match (of, &above[..]) {
        (Which::Groups, ["chair", ..]) => Chair::keys(),
        (Which::Groups, ["contacts", ..] | [_, "contacts", ..]) => Contacts::keys(),
        (Which::Groups, [_]) => Group::keys(),
        (Which::Signatories, [_]) => Signatory::keys(),
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUPS: &str = "# All groups.\n\nSG1:\n  name: Study Group 1   # as printed\n  designation: \"1\"\n  contacts:\n    tel: +41 22 730 1\n  chair: {honorific: Mr, name: A B, country: Senegal}\n";
    const PEOPLE: &str = "# Who signs.\n- name: C D\n  title:\n    - Director\n  from: 2015-01-01\n";

    fn files() -> DirectoryFiles {
        let of = |name: &str, text: &str| Source::new(name, text);
        DirectoryFiles { groups: of("groups.yaml", GROUPS), signatories: of("signatories.yaml", PEOPLE) }
    }

    fn one(of: Which, path: &[&str], old: Value, new: Value) -> DirectoryEdit {
        DirectoryEdit { of, path: path.iter().map(|step| (*step).to_owned()).collect(), old, new }
    }

    #[test]
    fn the_smallest_edits_keep_comments_and_style() {
        use Which::{Groups, Signatories};
        let edits = [
            one(Groups, &["SG1", "chair", "name"], json!("A B"), json!("E: F")),
            one(Groups, &["SG1", "name"], json!("Study Group 1"), json!("Study Group One")),
            one(Groups, &["SG1", "contacts", "web"], Value::Null, json!("https://itu.int/go/sg1")),
            one(Groups, &["SG1", "title"], Value::Null, json!("Security")),
            one(
                Groups,
                &["SG4"],
                Value::Null,
                json!({ "name": "Study Group 4", "title": "", "designation": "4", "contacts": { "tel": "+41 22 730 4" } }),
            ),
            one(Signatories, &["0", "until"], Value::Null, json!("2022-12-31")),
            one(
                Signatories,
                &["1"],
                Value::Null,
                json!({ "name": "G H", "title": ["Director"], "from": "2023-01-01" }),
            ),
        ];
        let now = files().with(&edits).unwrap_or_else(|refusal| panic!("{}", refusal.sentence()));
        insta::assert_snapshot!(format!("{}---\n{}", now.groups.text(), now.signatories.text()));
        let back = one(Groups, &["SG1", "contacts", "web"], json!("https://itu.int/go/sg1"), Value::Null);
        let less = now.with(&[back]).unwrap_or_else(|refusal| panic!("{}", refusal.sentence()));
        assert!(!less.groups.text().contains("web:"), "{}", less.groups.text());
    }

    #[test]
    fn what_is_not_right_is_refused_with_a_sentence() {
        use Which::{Groups, Signatories};
        let refused = |edit| files().with(&[edit]).err().expect("refused");
        let wrong = [
            one(Groups, &["SG1", "designation"], json!("1"), Value::Null),
            one(
                Groups,
                &["a/b"],
                Value::Null,
                json!({ "name": "x", "designation": "1", "contacts": { "tel": "1" } }),
            ),
            one(Groups, &["SG1", "colour"], Value::Null, json!("red")),
            one(Signatories, &["0", "from"], json!("2015-01-01"), json!("soon")),
        ];
        for edit in wrong {
            let refusal = refused(edit);
            assert!(
                matches!(refusal, Refusal::Unwritable(_)) && !refusal.sentence().is_empty(),
                "{refusal:?}"
            );
        }
        let other = one(Groups, &["SG1", "name"], json!("Study Group 4"), json!("x"));
        assert!(matches!(refused(other), Refusal::Conflict(Some(_))));
    }
}
