//! Study periods: a table, not arithmetic. Letter numbers restart with each.

use crate::base::text::did_you_mean;
use crate::base::{Diagnostics, Located, Reported};
use crate::model::rules::UNKNOWN_PERIOD;
use chrono::NaiveDate;

/// A study period and the first day that belongs to it. T17 and T22 began with the WTSA before them
/// (WTSA-16 closed on 3 November 2016, WTSA-20 on 9 March 2022), the others with a calendar year.
const PERIODS: [(&str, (i32, u32, u32)); 6] = [
    ("T05", (2005, 1, 1)),
    ("T09", (2009, 1, 1)),
    ("T13", (2013, 1, 1)),
    ("T17", (2016, 11, 4)),
    ("T22", (2022, 3, 10)),
    ("T25", (2025, 1, 1)),
];

/// All of them, the first one first.
pub fn names() -> impl Iterator<Item = &'static str> {
    PERIODS.iter().map(|(name, _)| *name)
}

/// The period that a date lies in; `None` before the first.
pub fn of(date: NaiveDate) -> Option<&'static str> {
    PERIODS
        .iter()
        .rev()
        .find(|(_, (y, m, d))| NaiveDate::from_ymd_opt(*y, *m, *d).is_some_and(|first| first <= date))
        .map(|&(name, _)| name)
}

/// A period as written.
///
/// # Errors
/// There is no such one, which was reported.
pub fn named(name: &Located<String>, problems: &mut Diagnostics) -> Result<&'static str, Reported> {
    let names = PERIODS.map(|(n, _)| n);
    names.into_iter().find(|n| *n == name.value).ok_or_else(|| {
        let label = did_you_mean(name, names, "expected a known study period");
        UNKNOWN_PERIOD
            .finding(format!("there is no study period `{}`", name.value))
            .at(&name.span, label)
            .hint(format!("possible values: {}", names.join(", ")))
            .refuse(problems)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fall_into_their_periods() {
        let on = |y, m, d| of(NaiveDate::from_ymd_opt(y, m, d).expect("a date"));
        assert_eq!(on(2016, 6, 13), Some("T13"));
        assert_eq!(on(2021, 1, 21), Some("T17"));
        assert_eq!(on(2022, 3, 9), Some("T17"), "the last day of WTSA-20");
        assert_eq!(on(2024, 12, 31), Some("T22"));
        assert_eq!(on(2025, 1, 1), Some("T25"));
        assert_eq!(on(1996, 1, 1), None);
    }
}
