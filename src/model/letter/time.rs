//! Times of day and spans of hours, Geneva time.

use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, shape, wrong_type};
use crate::base::{Diagnostics, Reported};
use crate::model::letter::rules::HOURS;
use serde_json::json;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
}

impl Time {
    /// Reads `09:30`, `9:30` or `0930`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (hour, minute) = match text.split_once(':') {
            Some(parts) => parts,
            None => text.is_char_boundary(2).then(|| text.split_at(2.min(text.len())))?,
        };
        let number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
            (digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
        };
        let time = Self { hour: number(hour, 1..=2)?, minute: number(minute, 2..=2)? };
        (time.hour < 24 && time.minute < 60).then_some(time)
    }
}

impl std::fmt::Display for Time {
    /// `09:30`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// What [`Time::read`] reads, as a pattern.
pub(super) const TIME: &str = "(?:(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|(?:[01][0-9]|2[0-3])[0-5][0-9])";

impl Decode for Time {
    const EXPECTED: &'static str = "a time such as 09:30";
    const NAME: Option<&'static str> = Some("Time");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let time = node.as_str().and_then(Self::read);
        time.ok_or_else(|| problems.refuse(wrong_type(node, Self::EXPECTED)))
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::any_of([
            shape::pattern::<Self>(&format!("^\\s*{TIME}\\s*$")).into(),
            // YAML takes `0930` for a number.
            json!({ "title": "A time without a colon", "type": "integer", "minimum": 0, "maximum": 2359 }),
        ])
    }
}

/// From one time to another on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// When it begins.
    pub from: Time,
    /// When it ends.
    pub to: Time,
}

impl std::fmt::Display for Hours {
    /// `10:00-16:00`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

impl Decode for Hours {
    const EXPECTED: &'static str = "hours such as 10:00-16:00";
    const NAME: Option<&'static str> = Some("Hours");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let hours = node.as_str().and_then(|text| {
            let (from, to) = text.split_once(['-', '–'])?;
            Some(Self { from: Time::read(from)?, to: Time::read(to)? })
        });
        match hours {
            None => Err(problems.refuse(wrong_type(node, Self::EXPECTED))),
            Some(hours) if hours.to <= hours.from => Err(HOURS
                .finding(format!("the hours end at {}, before they start", hours.to))
                .at(&node.span, "expected the earlier time first")
                .refuse(problems)),
            Some(hours) => Ok(hours),
        }
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::pattern::<Self>(&format!("^\\s*{TIME}\\s*[-–]\\s*{TIME}\\s*$"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let half_past_nine = Some(Time { hour: 9, minute: 30 });
        assert_eq!(Time::read("09:30"), half_past_nine);
        assert_eq!(Time::read("9:30"), half_past_nine);
        assert_eq!(Time::read("0930"), half_past_nine);
        for wrong in ["24:00", "09:60", "930", "9", "", "09:3", "a:bc", "é9", "+9:30"] {
            assert_eq!(Time::read(wrong), None, "{wrong}");
        }
    }
}
