//! A day of a meeting, perhaps only its morning or afternoon.

use crate::base::text::did_you_mean;
use crate::base::yaml::rules::{UNKNOWN_WORD, WRONG_DATE};
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, shape, words, wrong_type};
use crate::base::{Diagnostics, Reported, yaml};
use chrono::NaiveDate;

words! {
    /// Half of a day.
    Half as "half-day" {
        /// Before noon.
        Morning = "morning",
        /// After noon.
        Afternoon = "afternoon",
    }
}

/// A day, or half of one: `2021-07-27`, `2021-07-27 afternoon`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// The half, when not the whole day.
    pub half: Option<Half>,
}

impl Decode for Day {
    const EXPECTED: &'static str = "a date such as 2021-04-20 (year-month-day)";
    const NAME: Option<&'static str> = Some("Day");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let Some(text) = node.as_str() else {
            return Err(problems.refuse(wrong_type(node, Self::EXPECTED)));
        };
        let text = text.trim();
        let (date, half) = text.split_once(' ').unwrap_or((text, ""));
        let half = half.trim();
        let date = match yaml::date(date) {
            Ok(date) => date,
            Err(why) => {
                // What is no date at all is told whole: `10 April`.
                let why =
                    if why.ends_with("is not a date") { format!("`{text}` is not a date") } else { why };
                return Err(problems
                    .refuse(WRONG_DATE.finding(why).at(&node.span, format!("expected {}", Self::EXPECTED))));
            }
        };
        if half.is_empty() || Half::read(half).is_some() {
            return Ok(Self { date, half: Half::read(half) });
        }
        let label = did_you_mean(
            half,
            Half::WORDS.iter().copied(),
            &format!("expected {} after the date, or nothing", Half::WORDS.join(" or ")),
        );
        Err(problems
            .refuse(UNKNOWN_WORD.finding(format!("`{half}` is not a half-day")).at(&node.span, label)))
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        let halves = Half::WORDS.join("|");
        shape::pattern::<Self>(&format!("^\\s*{}(?: +(?:{halves}))?\\s*$", shape::DATE))
    }
}
