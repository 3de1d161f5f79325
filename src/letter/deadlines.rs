//! What the letter says about its deadlines: items by rule, left out, by hand, or its own.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Located, Span};
use crate::yaml::{Decode, Fields, Node, Value, nearest, wrong_type};
use crate::{record, words};
use chrono::NaiveDate;

words! {
    /// An item that has a rule.
    DeadlineItem as "deadline item" {
        /// Contributions for which translation is requested.
        Translation = "translation",
        /// Real-time captioning and sign language.
        Captioning = "captioning",
        /// Fellowship requests.
        Fellowship = "fellowship",
        /// Interpretation requests.
        Interpretation = "interpretation",
        /// Registration.
        Registration = "registration",
        /// Visa support letters.
        Visa = "visa",
        /// Contributions.
        Contributions = "contributions",
    }
}

impl DeadlineItem {
    /// All of them, in the order in which items of one date are listed.
    pub const ALL: [Self; 7] = [
        Self::Translation,
        Self::Captioning,
        Self::Fellowship,
        Self::Interpretation,
        Self::Registration,
        Self::Visa,
        Self::Contributions,
    ];
}

/// What the letter says about one item.
#[derive(Clone, Debug, PartialEq)]
pub enum Deadline {
    /// Listed, with the date that the rule gives.
    ByRule,
    /// Not listed.
    Omit,
    /// Listed with this date; the reason keeps the check silent.
    On {
        /// The date.
        date: Located<NaiveDate>,
        /// Why not the rule's date.
        reason: Option<String>,
    },
}

impl Decode for Deadline {
    const EXPECTED: &'static str = "`by-rule`, `omit`, or a date such as 2021-04-07";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        match (&node.value, node.as_str()) {
            (_, Some("by-rule")) => Some(Self::ByRule),
            (_, Some("omit")) => Some(Self::Omit),
            (_, Some(text)) if text.starts_with(|c: char| c.is_ascii_digit()) => {
                Some(Self::On { date: Located::decode(node, problems)?, reason: None })
            }
            (Value::Mapping(_), _) => {
                let fields = Fields::of(node, "the deadline", problems)?;
                let date = fields.read("date", problems);
                let reason = fields.read("reason", problems);
                fields.finish(&["date", "reason"], problems);
                Some(Self::On { date: date?, reason: reason? })
            }
            _ => {
                problems.push(wrong_type(node, Self::EXPECTED));
                None
            }
        }
    }
}

record! {
    /// A deadline of the letter's own.
    OtherDeadline as "the deadline" {
        /// When.
        date: Located<NaiveDate>,
        /// What is due: Markdown with facts.
        text: Located<String>,
    }
}

/// Everything the letter says about its deadlines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deadlines {
    /// Items that have a rule, with the place of their key.
    pub items: Vec<(DeadlineItem, Deadline, Span)>,
    /// The letter's own.
    pub other: Vec<OtherDeadline>,
}

impl Decode for Deadlines {
    const EXPECTED: &'static str = "a group of deadline items";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            problems.push(wrong_type(node, Self::EXPECTED));
            return None;
        };
        let mut sound = true;
        let mut deadlines = Self::default();
        for (key, value) in entries {
            if key.text == "other" {
                match Vec::decode(value, problems) {
                    Some(other) => deadlines.other = other,
                    None => sound = false,
                }
                continue;
            }
            let Some(item) = DeadlineItem::ALL.into_iter().find(|i| i.word() == key.text) else {
                let names = DeadlineItem::ALL.map(DeadlineItem::word);
                let known = names.join(", ");
                let near = nearest(&key.text, names.into_iter().chain(["other"]));
                problems.push(
                    Diagnostic::error("unknown-key", format!("there is no deadline item `{}`", key.text))
                        .at(
                            &key.span,
                            near.map_or_else(
                                || "not known here".to_owned(),
                                |n| format!("did you mean `{n}`?"),
                            ),
                        )
                        .hint(format!("possible here: {known}, other")),
                );
                sound = false;
                continue;
            };
            match Deadline::decode(value, problems) {
                Some(deadline) => deadlines.items.push((item, deadline, key.span.clone())),
                None => sound = false,
            }
        }
        sound.then_some(deadlines)
    }
}
