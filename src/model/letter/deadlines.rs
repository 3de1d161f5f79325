//! What the letter says about its deadlines: items by rule, left out, by hand, or its own.

use super::keys::{LetterValue, Walk, letter_record};
use crate::base::text::did_you_mean;
use crate::base::yaml::rules::UNKNOWN_KEY;
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, Value, shape, words, wrong_type};
use crate::base::{Diagnostics, Located, Reported, Span, all, yaml};
use chrono::NaiveDate;
use schemars::json_schema;

words! {
    /// A deadline with a rule, in the order in which items with the same date are listed.
    DeadlineItem as "deadline" {
        /// contributions for which translation is requested
        Translation = "translation",
        /// real-time captioning and sign language
        Captioning = "captioning",
        /// fellowship requests
        Fellowship = "fellowship",
        /// interpretation requests
        Interpretation = "interpretation",
        /// registration
        Registration = "registration",
        /// visa support letters
        Visa = "visa",
        /// contributions
        Contributions = "contributions",
    }
}

letter_record! {
    /// A deadline that differs from its rule.
    DeadlineByHand as "the deadline" {
        /// The date that replaces the date given by the rule.
        #[examples("2021-03-15", "2025-03-10")]
        date: Located<NaiveDate> => Left,
        /// Why the date differs from the rule. If you give a reason, the checker does not report the
        /// difference.
        ///
        /// Without it: the checker reports a date that differs from the rule.
        #[examples("year-end closure", "public holiday")]
        reason: Option<String> => Left,
    }
}

/// What the letter says about one item.
#[derive(Clone, Debug, PartialEq)]
pub enum Deadline {
    /// Listed, with the date that the rule gives.
    ByRule,
    /// Not listed.
    Omit,
    /// Listed with this date; the reason keeps the check silent.
    On(DeadlineByHand),
}

impl Decode for Deadline {
    const EXPECTED: &'static str = "`by-rule`, `omit`, or a date such as 2021-04-07";
    const NAME: Option<&'static str> = Some("Deadline");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match (&node.value, node.as_str()) {
            (_, Some("by-rule")) => Ok(Self::ByRule),
            (_, Some("omit")) => Ok(Self::Omit),
            (_, Some(text)) if text.starts_with(|c: char| c.is_ascii_digit()) => {
                Located::decode(node, problems).map(|date| Self::On(DeadlineByHand { date, reason: None }))
            }
            (Value::Mapping(_), _) => DeadlineByHand::decode(node, problems).map(Self::On),
            _ => Err(problems.refuse(wrong_type(node, Self::EXPECTED))),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let words = [
            (
                "by-rule",
                "listed with the date that the rule gives, even if this kind of meeting does not list it",
            ),
            ("omit", "not listed"),
        ];
        let mut words = shape::words("deadline", &words.map(|(word, meaning)| (word, meaning.to_owned())));
        words.insert("errorMessage".to_owned(), format!("expected {}", Self::EXPECTED).into());
        shape::any_of([
            words.into(),
            shape::with(NaiveDate::shape(book), "title", "Your own date".into()).into(),
            shape::of::<DeadlineByHand>(book).into(),
        ])
    }
}

letter_record! {
    /// A deadline of your own.
    OtherDeadline as "the deadline" {
        /// The due date.
        #[examples("2021-04-01", "2025-03-18")]
        date: Located<NaiveDate> => Left,
        /// What is due on this date. Markdown and facts allowed.
        text: Located<String> => Left + Translated,
    }
}

/// The word for a letter without a table of deadlines.
pub const NONE: &str = "none";

/// Everything the letter says about its deadlines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deadlines {
    /// Whether the letter has no table of deadlines.
    pub are_left_out: bool,
    /// Items that have a rule, with the place of their key.
    pub items: Vec<(DeadlineItem, Deadline, Span)>,
    /// The letter's own.
    pub other: Vec<OtherDeadline>,
}

impl Decode for Deadlines {
    const EXPECTED: &'static str = "a set of deadlines, or `none`";
    const NAME: Option<&'static str> = Some("Deadlines");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        if node.as_str() == Some(NONE) {
            return Ok(Self { are_left_out: true, ..Self::default() });
        }
        let entries = yaml::entries(node, Self::EXPECTED, problems)?;
        let mut deadlines = Self::default();
        let read: Result<(), Reported> = all(entries.iter().map(|(key, value)| {
            if key.text == "other" {
                deadlines.other = Vec::decode(value, problems)?;
                return Ok(());
            }
            let Some(item) = DeadlineItem::ALL.into_iter().find(|i| i.word() == key.text) else {
                let known = DeadlineItem::WORDS.iter().copied().chain(["other"]);
                let label = did_you_mean(&key.text, known, "expected one of the possible keys");
                return Err(UNKNOWN_KEY
                    .finding(format!("`{}` is not a deadline", key.text))
                    .at(&key.span, label)
                    .hint(format!("possible keys: {}, other", DeadlineItem::WORDS.join(", ")))
                    .refuse(problems));
            };
            deadlines.items.push((item, Deadline::decode(value, problems)?, key.span.clone()));
            Ok(())
        }));
        read.map(|()| deadlines)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let mut items = serde_json::Map::new();
        for item in DeadlineItem::ALL {
            let about = format!(
                "The deadline for {}.\n\nWithout it: as usual for this kind of meeting.",
                item.meaning()
            );
            let value = shape::described(shape::of::<Deadline>(book), &about);
            items.insert(item.word().to_owned(), value.into());
        }
        let other = "Your own deadlines: a list.\n\nWithout it: no others.";
        let other = shape::described(shape::of::<Vec<OtherDeadline>>(book), other);
        items.insert("other".to_owned(), other.into());
        let set = json_schema!({
            "title": "The deadlines",
            "type": "object",
            "additionalProperties": false,
            "properties": items,
        });
        let none =
            shape::words("set of deadlines", &[(NONE, "the letter has no table of deadlines".to_owned())]);
        shape::any_of([set.into(), none.into()])
    }
}

impl LetterValue for Deadlines {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.entries(node, |walk, key, value| {
            walk.below(&key.text, |walk| match key.text.as_str() {
                "other" => Vec::<OtherDeadline>::walk(value, walk),
                _ => DeadlineByHand::walk(value, walk),
            });
        });
    }
}
