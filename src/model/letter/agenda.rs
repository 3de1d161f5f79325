//! Agenda items: a sentence, perhaps with items below it.

use super::keys::{LetterValue, Walk};
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, Value, shape, wrong_type};
use crate::base::{Diagnostics, Located, Reported};

/// An agenda item.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaItem {
    /// What it says: Markdown with facts.
    pub text: Located<String>,
    /// The items below it.
    pub items: Vec<AgendaItem>,
}

impl Decode for AgendaItem {
    const EXPECTED: &'static str = "a sentence, or a sentence with a colon and a list below it";
    const NAME: Option<&'static str> = Some("AgendaItem");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match &node.value {
            Value::Scalar { .. } => Ok(Self { text: Located::decode(node, problems)?, items: Vec::new() }),
            Value::Mapping(entries) if entries.len() == 1 && matches!(entries[0].1.value, Value::List(_)) => {
                let (key, below) = &entries[0];
                let text = Located::new(key.text.clone(), key.span.clone());
                Ok(Self { text, items: Vec::decode(below, problems)? })
            }
            _ => Err(wrong_type(node, Self::EXPECTED)
                .hint("if this is one sentence with a colon, put the whole sentence in double quotes")
                .refuse(problems)),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let below = shape::one_key(shape::names(shape::of::<Vec<Self>>(book)));
        let below = shape::with(below, "title", "A sentence with items below it".into());
        shape::text_or::<Self>([below.into()])
    }
}

impl LetterValue for AgendaItem {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.text(node);
        walk.entries(node, |walk, key, below| {
            walk.name(key);
            Vec::<Self>::walk(below, walk);
        });
    }
}
