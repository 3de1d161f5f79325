//! Edits as the page sends them.

use super::parts::Given;
use serde::Deserialize;
use serde_json::{Map, Value};

/// One edit. It names the place, what it expects to find there, and what is to be there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Edit {
    /// Other words.
    Text {
        /// The place.
        at: String,
        /// What it expects.
        old: Vec<Given>,
        /// What is to be there.
        new: Vec<Given>,
    },
    /// Another value; none takes the key out.
    Value {
        /// The place.
        at: String,
        /// What it expects.
        #[serde(default)]
        old: Value,
        /// What is to be there.
        new: Value,
    },
    /// A new entry of a list.
    Insert {
        /// The list.
        list: String,
        /// The number of the entry that it is put before.
        before: usize,
        /// How many entries the list has.
        count: usize,
        /// What it is.
        kind: String,
        /// Its words.
        #[serde(default)]
        parts: Vec<Given>,
        /// Its other keys.
        #[serde(default)]
        values: Map<String, Value>,
    },
    /// An entry in another place of its list.
    Move {
        /// The entry.
        at: String,
        /// Its number then.
        to: usize,
        /// What it expects.
        old: String,
    },
    /// An entry one level down or up.
    Level {
        /// The entry.
        at: String,
        /// 1 for down, -1 for up.
        by: i8,
        /// What it expects.
        old: String,
    },
    /// An entry or a key less.
    Remove {
        /// The place.
        at: String,
        /// What it expects.
        #[serde(default)]
        old: Option<String>,
    },
    /// A sentence of a translation that is right as it is, although its original was changed.
    Confirm {
        /// The place.
        at: String,
    },
    /// The certain edit of a finding.
    Fix {
        /// The rule.
        code: String,
        /// Its number among the findings of that rule, counted from 0.
        #[serde(default)]
        n: usize,
    },
    /// The certain edits of all findings of a rule.
    FixAll {
        /// The rule.
        code: String,
    },
    /// A finding that is right.
    Allow {
        /// The rule.
        code: String,
        /// Why.
        reason: String,
    },
}
