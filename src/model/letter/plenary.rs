//! The day of the opening plenary, perhaps with its hour.

use super::{Half, Time};
use crate::base::yaml::rules::WRONG_DATE;
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, shape, wrong_type};
use crate::base::{Diagnostics, Reported, yaml};
use crate::model::letter::time::TIME;
use chrono::NaiveDate;

/// When the opening plenary is: `2021-04-22`, `2021-04-22 14:30`, `2021-04-22 morning`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plenary {
    /// The day.
    pub date: NaiveDate,
    /// When on this day; without it, `opens` of the meeting is its hour.
    pub when: Option<PlenaryTime>,
}

/// When on its day the opening plenary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlenaryTime {
    /// At this time.
    At(Time),
    /// In this half of the day.
    In(Half),
}

impl Plenary {
    /// Its own hour.
    pub fn time(self) -> Option<Time> {
        match self.when {
            Some(PlenaryTime::At(time)) => Some(time),
            _ => None,
        }
    }

    /// The half of the day in which it is.
    pub fn half(self) -> Option<Half> {
        match self.when {
            Some(PlenaryTime::In(half)) => Some(half),
            _ => None,
        }
    }
}

impl Decode for Plenary {
    const EXPECTED: &'static str =
        "a date such as 2021-04-22, and perhaps a time, `morning` or `afternoon` after it";
    const NAME: Option<&'static str> = Some("Plenary");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let Some(text) = node.as_str() else {
            return Err(problems.refuse(wrong_type(node, Self::EXPECTED)));
        };
        let (date, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let rest = rest.trim();
        let when = Time::read(rest).map(PlenaryTime::At).or_else(|| Half::read(rest).map(PlenaryTime::In));
        let why = match (yaml::date(date), when) {
            (Ok(date), when) if rest.is_empty() || when.is_some() => return Ok(Self { date, when }),
            (Ok(_), _) => format!("`{rest}` is neither a time nor a half-day"),
            // What is no date at all is told whole: `22 April`.
            (Err(why), _) if why.ends_with("is not a date") => format!("`{}` is not a date", text.trim()),
            (Err(why), _) => why,
        };
        Err(problems.refuse(WRONG_DATE.finding(why).at(&node.span, format!("expected {}", Self::EXPECTED))))
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        let halves = Half::WORDS.join("|");
        shape::pattern::<Self>(&format!("^\\s*{}(?: +(?:{halves}|{TIME}))?\\s*$", shape::DATE))
    }
}
