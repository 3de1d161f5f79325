//! A working party that meets: its number, or more than that.

use super::Chair;
use super::keys::{LetterValue, Walk, letter_record};
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, Value, shape};
use crate::base::{Diagnostics, Located, Reported};

letter_record! {
    /// A working party of which the letter says more than its number.
    WrittenParty as "the working party" {
        /// The number: `1/5`, or only `1`, to which the program adds the designation of the group.
        #[examples("1", "1/5")]
        number: Located<String> => Copied,
        /// What the working party deals with, as it follows *on*.
        ///
        /// Without it: only the number.
        #[examples("environmental efficiency", "electromagnetic fields")]
        title: Option<Located<String>> => Copied + Translated,
        /// The person who chairs the working party. The letter then says that the agenda was prepared with this person
        /// instead of the chair of the group.
        ///
        /// Without it: the chair of the group.
        chair: Option<Chair> => Copied,
    }
}

/// A working party.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkingParty {
    /// `1/5`, or only `1`.
    pub number: Located<String>,
    /// What it deals with.
    pub title: Option<Located<String>>,
    /// Who chairs it.
    pub chair: Option<Chair>,
}

impl Decode for WorkingParty {
    const EXPECTED: &'static str =
        "the number of a working party, or a set of keys with `number`, `title` and `chair`";
    const NAME: Option<&'static str> = Some("WorkingParty");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        Ok(match node.value {
            Value::Mapping(_) => {
                let WrittenParty { number, title, chair } = Decode::decode(node, problems)?;
                Self { number, title, chair }
            }
            _ => Self { number: Located::decode(node, problems)?, title: None, chair: None },
        })
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let written = shape::of::<WrittenParty>(book);
        shape::text_or::<Self>([written.into()])
    }
}

impl LetterValue for WorkingParty {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.text(node);
        WrittenParty::walk(node, walk);
    }
}
