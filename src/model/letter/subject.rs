//! The subject in the letter's own words.

use super::keys::{LetterValue, Walk};
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, Value, shape};
use crate::base::{Diagnostics, Located, Reported};
use crate::model::letter::rules::SUBJECT;

/// One line, or several under each other: Markdown with facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject(pub Vec<Located<String>>);

/// More lines than this leave no room for the letter on its first page.
const MOST_LINES: usize = 6;

impl Decode for Subject {
    const EXPECTED: &'static str = "what the letter is about, in one line or a list of lines";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let lines: Vec<Located<String>> = match node.value {
            Value::List(_) => Vec::decode(node, problems)?,
            _ => vec![Located::decode(node, problems)?],
        };
        let problem = match lines.get(MOST_LINES) {
            Some(line) => SUBJECT
                .finding(format!("the subject has more than {MOST_LINES} lines"))
                .at(&line.span.whole_line(), "shorten the subject"),
            None if lines.iter().all(|line| line.trim().is_empty()) => SUBJECT
                .finding("the subject is empty")
                .at(&node.span.whole_line(), format!("expected {}", Self::EXPECTED)),
            None => return Ok(Self(lines)),
        };
        Err(problems.refuse(problem))
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let lines = shape::list::<String>(book);
        let lines = shape::with(lines, "title", "Several lines".into());
        let lines = shape::with(shape::with(lines, "minItems", 1.into()), "maxItems", MOST_LINES.into());
        shape::text_or::<Self>([lines.into()])
    }
}

impl LetterValue for Subject {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.text(node);
        Vec::<String>::walk(node, walk);
    }
}
