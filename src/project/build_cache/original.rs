//! What the original of a translation said when that was built, so that it can be told what of it is other.

use crate::base::text::shown;
use crate::base::yaml::{self, Node, Value};
use crate::base::{Diagnostics, Fingerprint, Source};
use crate::project::build_cache::inputs::differing;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// Its file as shown.
    letter: String,
    /// Its text.
    text: Fingerprint,
    /// Its keys and what is next below them, counted from 1: `body.3`, `meeting.ends`. Only for messages: `text` decides.
    parts: BTreeMap<String, u32>,
}

impl Original {
    /// Of a letter.
    pub fn of(source: &Arc<Source>) -> Self {
        Self {
            letter: shown(source.path()),
            text: Fingerprint::of(source.text().as_bytes()),
            parts: parts(source),
        }
    }

    /// Its file as shown.
    pub fn letter(&self) -> &str {
        &self.letter
    }

    /// Whether it says the same, letter by letter.
    pub fn is(&self, now: &Source) -> bool {
        self.text == Fingerprint::of(now.text().as_bytes())
    }

    /// The places that say something else now; none when only comments or the layout are other.
    pub fn changed(&self, now: &Arc<Source>) -> Vec<String> {
        differing(&parts(now), &self.parts).into_iter().map(str::to_owned).collect()
    }
}

fn parts(source: &Arc<Source>) -> BTreeMap<String, u32> {
    let mut parts = BTreeMap::new();
    // What is wrong with it is told with the letter itself.
    let Ok(Node { value: Value::Mapping(entries), .. }) = yaml::parse(source, &mut Diagnostics::new()) else {
        return parts;
    };
    for (key, node) in &entries {
        match &node.value {
            Value::Mapping(below) => {
                parts.extend(
                    below.iter().map(|(name, node)| (format!("{}.{}", key.text, name.text), short(node))),
                );
            }
            Value::List(items) => {
                let items = items.iter().enumerate();
                parts.extend(items.map(|(at, node)| (format!("{}.{}", key.text, at + 1), short(node))));
            }
            Value::Null | Value::Scalar { .. } => drop(parts.insert(key.text.clone(), short(node))),
        }
    }
    parts
}

fn short(node: &Node) -> u32 {
    Fingerprint::of(said(node).as_bytes()).short()
}

/// What a value says, wherever it stands and however it is laid out.
pub fn said(node: &Node) -> String {
    let mut said = String::new();
    say(node, &mut said);
    said
}

fn say(node: &Node, said: &mut String) {
    match &node.value {
        Value::Null => said.push('~'),
        Value::Scalar { text, .. } => {
            said.push_str(text);
            said.push('\u{1}');
        }
        Value::List(items) => {
            said.push('[');
            items.iter().for_each(|item| say(item, said));
            said.push(']');
        }
        Value::Mapping(entries) => {
            said.push('{');
            for (key, node) in entries {
                said.push_str(&key.text);
                said.push(':');
                say(node, said);
            }
            said.push('}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_other_is_named() {
        let text = "number: 1\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}\nbody:\n  - opening\n  - text: One.\n";
        let source = |text: &str| Source::new("a.yaml", text);
        let was = Original::of(&source(text));
        let changed = |from: &str, to: &str| was.changed(&source(&text.replace(from, to))).join(" ");
        assert_eq!(changed("One", "Two"), "body.2");
        assert_eq!(changed("-30", "-29"), "meeting.ends");
        assert_eq!(changed("  - opening\n", ""), "body.1 body.2");
        assert_eq!(changed("number: 1", "number: 1 # one"), "");
        assert!(was.is(&source(text)) && !was.is(&source(&text.replace("number: 1", "number: 1 # one"))));
    }
}
