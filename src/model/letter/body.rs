//! The blocks of the body: named sentences of the house style, or the letter's own text.

use super::AgendaItem;
use super::keys::{LetterValue, Walk, letter_record};
use crate::base::text::nearest;
use crate::base::yaml::rules::UNKNOWN_KEY;
use crate::base::yaml::{Decode, Key, Node, Schema, SchemaGenerator, Value, shape, wrong_type};
use crate::base::{Diagnostics, Located, Reported, all, yaml};

letter_record! {
    /// A list under a bold heading.
    BulletList as "`list`" {
        /// The bold heading above the items. Markdown and facts allowed.
        ///
        /// Without it: no heading.
        head: Option<Located<String>> => Carried + Translated,
        /// The items. An item that ends with a colon can have a list below it.
        items: Vec<AgendaItem> => Carried + Translated,
    }
}

/// A block of the body.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyBlock {
    /// A block of the house style by its name (`opening`): a file in `templates/body/`.
    Named(Located<String>),
    /// The letter's own paragraphs: Markdown with facts.
    Text(Located<String>),
    /// A paragraph in a frame: Markdown with facts.
    Notice(Located<String>),
    /// A paragraph that begins with NOTE: Markdown with facts.
    Note(Located<String>),
    /// A list under a bold head.
    List(BulletList),
}

/// The keys of a block that is more than a name.
const KINDS: [&str; 4] = ["text", "notice", "note", "list"];

impl Decode for BodyBlock {
    const EXPECTED: &'static str = "the name of a block, or `text:` with a paragraph";
    const NAME: Option<&'static str> = Some("BodyBlock");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match &node.value {
            Value::Scalar { text, .. } if is_name(text) => {
                Ok(Self::Named(Located::new(text.clone(), node.span.clone())))
            }
            Value::Scalar { text, plain } if *plain && is_slip(text, node.span.text()) => {
                Err(problems.refuse(wrong_type(node, Self::EXPECTED)))
            }
            Value::Scalar { .. } => Located::decode(node, problems).map(Self::Text),
            Value::Mapping(entries) if entries.len() == 1 && KINDS.contains(&entries[0].0.text.as_str()) => {
                let (key, value) = &entries[0];
                match key.text.as_str() {
                    "notice" => Located::decode(value, problems).map(Self::Notice),
                    "note" => Located::decode(value, problems).map(Self::Note),
                    "list" => BulletList::decode(value, problems).map(Self::List),
                    _ => Located::decode(value, problems).map(Self::Text),
                }
            }
            Value::Mapping(entries) => {
                let known = |key: &Key| KINDS.contains(&key.text.as_str());
                let unknown = entries.iter().filter(|(key, _)| !known(key));
                // With two known keys, the second one begins no block of its own.
                let second = entries.get(1).filter(|_| entries.iter().all(|(key, _)| known(key)));
                let reported = unknown.chain(second).fold(None, |_, (key, _)| {
                    let label = nearest(&key.text, KINDS).filter(|near| *near != key.text).map_or_else(
                        || format!("expected one of {}, or only the name of a block", KINDS.join(", ")),
                        |near| format!("did you mean `{near}`?"),
                    );
                    let (message, hint) = match second {
                        Some(_) => {
                            (format!("`{}` must start a new block", key.text), "start this line with a dash")
                        }
                        None => (
                            format!("a block of the body has no key `{}`", key.text),
                            "if this is a sentence with a colon, put the whole sentence in double quotes",
                        ),
                    };
                    Some(problems.refuse(UNKNOWN_KEY.finding(message).at(&key.span, label).hint(hint)))
                });
                Err(reported.unwrap_or_else(|| problems.refuse(wrong_type(node, Self::EXPECTED))))
            }
            _ => Err(problems.refuse(wrong_type(node, Self::EXPECTED))),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let mut own = shape::Group::new("your own block", &["Exactly one of these keys."]);
        for (key, says) in KINDS.into_iter().zip([
            "Your own paragraphs. Markdown and facts allowed.",
            "A paragraph in a frame. Markdown and facts allowed.",
            "A paragraph that begins with NOTE. Markdown and facts allowed.",
            "A list under a bold heading.",
        ]) {
            let value = if key == "list" { shape::of::<BulletList>(book) } else { shape::of::<String>(book) };
            own.key(
                key,
                value,
                false,
                &[says, "", "Without it: the entry is the name of a block, or has another of these keys."],
            );
        }
        shape::text_or::<Self>([shape::one_key(own.finish()).into()])
    }
}

impl LetterValue for BodyBlock {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        if !node.as_str().is_some_and(is_name) {
            walk.text(node);
        }
        walk.entries(node, |walk, key, value| {
            walk.below(&key.text, |walk| match key.text.as_str() {
                "list" => BulletList::walk(value, walk),
                _ => walk.text(value),
            });
        });
    }
}

/// A lone lower-case word with hyphens names a block; anything else is a sentence.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit())
}

/// Whether a text would be printed that is none: `text:Further`, `opening; wish`, or two entries of which the second is
/// indented more.
fn is_slip(text: &str, written: &str) -> bool {
    let is_kind = |kind: &str| text.strip_prefix(kind).is_some_and(|rest| rest.starts_with([':', '：']));
    let is_entry = |line: &str| line.trim_start().starts_with("- ");
    let names: Vec<&str> = text.split([';', '，', '、']).map(str::trim).collect();
    let is_list = names.len() > 1 && names.iter().all(|name| is_name(name));
    is_list || KINDS.into_iter().any(is_kind) || written.lines().skip(1).any(is_entry)
}

/// The word that letters have instead of a text, for that of the house style.
pub(crate) const BY_STYLE: &str = "by-style";

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
    const EXPECTED: &'static str = "a set of names, each with its text";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let entries = yaml::entries(node, Self::EXPECTED, problems)?;
        let entries = entries.iter().map(|(key, value)| {
            let text = yaml::text(value, problems)?;
            Ok((Located::new(key.text.clone(), key.span.clone()), text))
        });
        Ok(Self { entries: all(entries)? })
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        shape::names(shape::or_nothing::<String>(book))
    }
}

impl LetterValue for Texts {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.entries(node, |walk, key, value| walk.below(&key.text, |walk| walk.text(value)));
    }
}
