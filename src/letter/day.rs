//! A day of a meeting, perhaps only its morning or afternoon.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::words;
use crate::yaml::{self, Decode, Node, nearest, wrong_type};
use chrono::NaiveDate;

words! {
    /// A half of a day.
    Half as "half of a day" {
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
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        let Some(text) = node.as_str() else {
            problems.push(wrong_type(node, Self::EXPECTED));
            return None;
        };
        let (date, half) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let half = half.trim();
        if !half.is_empty() && Half::read(half).is_none() {
            let halves = [Half::Morning.word(), Half::Afternoon.word()];
            let label = nearest(half, halves).map_or_else(
                || format!("expected {} or {} behind the date", halves[0], halves[1]),
                |near| format!("did you mean `{near}`?"),
            );
            problems.push(
                Diagnostic::error("unknown-word", format!("`{half}` is not a half of a day"))
                    .at(&node.span, label),
            );
            return None;
        }
        match yaml::date(date) {
            Ok(date) => Some(Self { date, half: Half::read(half) }),
            Err(why) => {
                problems.push(
                    Diagnostic::error("wrong-date", why)
                        .at(&node.span, format!("expected {}", Self::EXPECTED)),
                );
                None
            }
        }
    }
}
