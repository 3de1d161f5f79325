//! Who meets at the same time and place: a group of the directory, or a body of another organization.

use super::keys::{LetterValue, Walk, letter_record};
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, Value, shape};
use crate::base::{Diagnostics, Located, Reported};

letter_record! {
    /// A body that is not in the directory of groups.
    OtherBody as "the body" {
        /// Its name in a sentence, with its article if it has one.
        #[examples("ISO/IEC JTC 1/SC 29", "the Quality of Service Development Group")]
        name: Located<String> => Left + Translated,
    }
}

/// Who meets at the same time and place.
#[derive(Clone, Debug, PartialEq)]
pub enum Collocated {
    /// A key of the directory of groups.
    Group(Located<String>),
    /// The name of another body.
    Body(Located<String>),
}

impl Decode for Collocated {
    const EXPECTED: &'static str =
        "a key of the directory of groups, or `name:` with the name of another body";
    const NAME: Option<&'static str> = Some("Collocated");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match node.value {
            Value::Mapping(_) => OtherBody::decode(node, problems).map(|body| Self::Body(body.name)),
            _ => Located::decode(node, problems).map(Self::Group),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let body = shape::of::<OtherBody>(book);
        shape::text_or::<Self>([body.into()])
    }
}

impl LetterValue for Collocated {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.text(node);
        OtherBody::walk(node, walk);
    }
}
