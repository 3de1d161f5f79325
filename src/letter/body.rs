//! The blocks of the body: named sentences of the house style, or the letter's own text.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Located;
use crate::yaml::{Decode, Node, Value, wrong_type};

/// A block of the body.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyBlock {
    /// A block of the house style by its name (`opening`): a file in `templates/body/`.
    Named(Located<String>),
    /// The letter's own paragraphs: Markdown with facts.
    Text(Located<String>),
}

impl Decode for BodyBlock {
    const EXPECTED: &'static str = "the name of a block, or `text:` with a paragraph";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Scalar { text, .. } if is_name(text) => {
                Some(Self::Named(Located::new(text.clone(), node.span.clone())))
            }
            Value::Scalar { .. } => Located::decode(node, problems).map(Self::Text),
            Value::Mapping(entries) if entries.len() == 1 && entries[0].0.text == "text" => {
                Located::decode(&entries[0].1, problems).map(Self::Text)
            }
            Value::Mapping(entries) if !entries.is_empty() => {
                for (key, _) in entries.iter().filter(|(k, _)| k.text != "text") {
                    problems.push(
                        Diagnostic::error(
                            "unknown-key",
                            format!("a block of the body has no key `{}`", key.text),
                        )
                        .at(&key.span, "expected `text`, or the name of a block alone")
                        .hint(
                            "if this is a sentence with a colon in it, put the whole of it in double quotes",
                        ),
                    );
                }
                None
            }
            _ => {
                problems.push(wrong_type(node, Self::EXPECTED));
                None
            }
        }
    }
}

/// A lone lower-case word with hyphens names a block; anything else is a sentence.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit())
}

/// Texts by name, in the order written: phrases or annex items said differently.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// Name and text, each with its place.
    pub entries: Vec<(Located<String>, Located<String>)>,
}

impl Texts {
    /// The text under a name.
    pub fn get(&self, name: &str) -> Option<&Located<String>> {
        self.entries.iter().find(|(n, _)| n.value == name).map(|(_, text)| text)
    }
}

impl Decode for Texts {
    const EXPECTED: &'static str = "a group of names, each with its text";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            problems.push(wrong_type(node, Self::EXPECTED));
            return None;
        };
        let decoded: Vec<_> = entries
            .iter()
            .map(|(key, value)| {
                let text = match value.value {
                    Value::Null => Located::new(String::new(), value.span.clone()),
                    _ => Located::decode(value, problems)?,
                };
                Some((Located::new(key.text.clone(), key.span.clone()), text))
            })
            .collect();
        Some(Self { entries: decoded.into_iter().collect::<Option<_>>()? })
    }
}
