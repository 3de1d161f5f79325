//! What a tree says, without places.

use crate::base::yaml::{Node, Value};

/// A value: what a file says, or is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing behind the colon.
    Nothing,
    /// A text, a number, a date, a word.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// A group of keys.
    Group(Vec<(String, Self)>),
}

impl Said {
    /// What a node says.
    pub fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Nothing,
            Value::Scalar { text, .. } => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Mapping(entries) => {
                Self::Group(entries.iter().map(|(key, node)| (key.text.clone(), Self::of(node))).collect())
            }
        }
    }

    /// The value under a path.
    pub(super) fn at<S: AsRef<str>>(&mut self, path: &[S]) -> Option<&mut Self> {
        path.iter().map(AsRef::as_ref).try_fold(self, |said, step| match said {
            Self::List(items) => items.get_mut(step.parse::<usize>().ok()?),
            Self::Group(entries) => entries.iter_mut().find(|(key, _)| key == step).map(|(_, said)| said),
            Self::Nothing | Self::Text(_) => None,
        })
    }

    /// The items of a list.
    pub(super) fn items(&mut self) -> Option<&mut Vec<Self>> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    /// The entries of a group.
    pub(super) fn entries(&mut self) -> Option<&mut Vec<(String, Self)>> {
        if let Self::Group(entries) = self { Some(entries) } else { None }
    }
}
