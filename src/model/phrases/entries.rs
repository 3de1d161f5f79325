//! Texts of a phrases file by name, each with whether a translator has confirmed it and where it comes from.

use crate::base::yaml::{self, Decode, Node, Schema, SchemaGenerator, Value, record, shape};
use crate::base::{Diagnostics, Located, Reported, all};
use crate::model::letter::Texts;
use crate::model::rules::PHRASES;
use std::collections::BTreeMap;
use std::ops::Deref;

/// The most phrases or terms of a language: thirty times those of the house style.
const MOST: usize = 6000;

record! {
    /// A text and what is known about it.
    Sourced as "the entry" {
        /// The text itself.
        text: Located<String>,
        /// Whether an ITU translator has confirmed the text.
        ///
        /// Without it: as `verified` at the top of the file.
        verified: Option<bool>,
        /// Where the text comes from.
        ///
        /// Without it: as `source` at the top of the file.
        #[examples("collective letter 8/5 of 2015", "ITU term base")]
        source: Option<String>,
    }
}

/// What an entry says about itself, where it differs from the file's head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// Whether an ITU translator has confirmed it.
    pub verified: Option<bool>,
    /// Where it comes from.
    pub source: Option<String>,
}

/// Texts by name, in the order written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries {
    texts: Texts,
    origins: BTreeMap<String, Origin>,
}

impl Deref for Entries {
    type Target = Texts;
    fn deref(&self) -> &Texts {
        &self.texts
    }
}

impl Entries {
    /// What the entry of this name says about itself.
    pub fn origin(&self, name: &str) -> Option<&Origin> {
        self.origins.get(name)
    }
}

/// A text alone, or in a group with what is known about it.
fn sourced(node: &Node, problems: &mut Diagnostics) -> Result<Sourced, Reported> {
    match node.value {
        Value::Mapping(_) => Sourced::decode(node, problems),
        _ => Ok(Sourced { text: yaml::text(node, problems)?, verified: None, source: None }),
    }
}

impl Decode for Entries {
    const EXPECTED: &'static str = "a set of names, each with its text";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let entries = yaml::entries(node, Self::EXPECTED, problems)?;
        if let Some((key, _)) = entries.get(MOST) {
            let problem = PHRASES.finding(format!("there are more than {MOST} phrases or terms"));
            return Err(problem
                .at(&key.span, "one too many")
                .hint("remove those that no template needs")
                .refuse(problems));
        }
        let mut read = Self::default();
        let sound: Result<(), Reported> = all(entries.iter().map(|(key, value)| {
            let said = sourced(value, problems)?;
            let name = Located::new(key.text.clone(), key.span.clone());
            if said.verified.is_some() || said.source.is_some() {
                let origin = Origin { verified: said.verified, source: said.source };
                read.origins.insert(key.text.clone(), origin);
            }
            read.texts.entries.push((name, said.text));
            Ok(())
        }));
        sound.map(|()| read)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let text = shape::text_or::<String>([Sourced::shape(book).into()]);
        shape::names(text)
    }
}
