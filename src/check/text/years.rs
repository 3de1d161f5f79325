//! The same range of days with two years.

use super::dates::Written;
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::rules;
use std::collections::BTreeMap;
use std::ops::Range;

rules! {
    /// `11-18 January 2020 … 11-18 January 2021`.
    TWO_YEARS = Warning "range-with-two-years" {
        summary: "the same range of days appears in the letter with two different years",
        why: "Both ranges are about one meeting. One of the two years is left over.",
        source: "practice: the most frequent mistake is the year of the previous letter",
        bad: "body:\n  - text: … endorsed by another group (11-18 January 2020), see Report R21 of 11-18 January 2021.",
        good: "body:\n  - text: … endorsed by another group (11-18 January 2021), see Report R21 of 11-18 January 2021.",
        fix: "Look up the right year, and correct the other one.",
    }
}

/// Months and days of a range.
type Days = Vec<(u32, u32)>;

/// Where a range stands: its span is looked for when it is needed.
type Place<'a> = (Passage<'a>, Range<usize>);

/// Compares all ranges.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let meeting = text.facts.resolved.letter.meeting.as_ref();
    let of_meeting =
        |day: &Written| meeting.is_some_and(|meeting| Written { year: None, ..*day }.is(meeting.first_day()));
    let mut seen: BTreeMap<Days, (Option<i32>, Place<'_>)> = BTreeMap::new();
    for passage in text.passages() {
        for mention in passage.dates().iter().filter(|mention| mention.is_range()) {
            let year = mention.days.first().and_then(|day| day.year);
            // A range of the meeting with another year is told of as such.
            if year.is_none() || mention.days.first().is_some_and(of_meeting) {
                continue;
            }
            let days: Days = mention.days.iter().map(|day| (day.month, day.day)).collect();
            match seen.get(&days) {
                Some((other, (first, range))) if *other != year => TWO_YEARS
                    .finding(format!(
                        "the range `{}` appears with another year elsewhere in this letter",
                        &passage.text[mention.range.clone()]
                    ))
                    .at(&passage.place(mention.range.clone()), "correct one of the two years")
                    .note(&first.place(range.clone()), "here")
                    .report(problems),
                Some(_) => {}
                None => {
                    seen.insert(days, (year, (passage, mention.range.clone())));
                }
            }
        }
    }
}
