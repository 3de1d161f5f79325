//! Study periods: a table, not arithmetic. Letter numbers restart with each.

use crate::base::text::did_you_mean;
use crate::base::{Diagnostics, Located, Reported};
use crate::model::rules::UNKNOWN_PERIOD;
use chrono::{Datelike, NaiveDate};

/// A study period, the first day that belongs to it, and the years that ITU names it by. From T17 on, periods begin
/// on the day after the assembly that creates their groups: WTSA-16 closed on 3 November 2016, WTSA-20 on 9 March
/// 2022, WTSA-24 on 24 October 2024. The others began with a calendar year.
const PERIODS: [(&str, (i32, u32, u32), (i32, i32)); 6] = [
    ("T05", (2005, 1, 1), (2005, 2008)),
    ("T09", (2009, 1, 1), (2009, 2012)),
    ("T13", (2013, 1, 1), (2013, 2016)),
    ("T17", (2016, 11, 4), (2017, 2020)),
    ("T22", (2022, 3, 10), (2022, 2024)),
    ("T25", (2024, 10, 25), (2025, 2028)),
];

/// All of them, the first one first.
pub fn names() -> impl Iterator<Item = &'static str> {
    PERIODS.iter().map(|(name, ..)| *name)
}

/// The period that a date lies in; `None` before the first. The last one has no end.
pub fn of(date: NaiveDate) -> Option<&'static str> {
    PERIODS
        .iter()
        .rev()
        .find(|(_, (y, m, d), _)| NaiveDate::from_ymd_opt(*y, *m, *d).is_some_and(|first| first <= date))
        .map(|&(name, ..)| name)
}

/// The years that ITU names a period by, as in the addresses of its pages: 2025-2028.
pub fn years(period: &str) -> Option<(i32, i32)> {
    PERIODS.iter().find(|(name, ..)| *name == period).map(|&(.., years)| years)
}

/// The last known period and its last year, if a date is later than that.
pub fn is_over(date: NaiveDate) -> Option<(&'static str, i32)> {
    let (name, _, (_, last)) = PERIODS[PERIODS.len() - 1];
    (date.year() > last).then_some((name, last))
}

/// A period as written.
///
/// # Errors
/// There is no such one, which was reported.
pub fn named(name: &Located<String>, problems: &mut Diagnostics) -> Result<&'static str, Reported> {
    let names = PERIODS.map(|(n, ..)| n);
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
        assert_eq!(on(2024, 10, 24), Some("T22"), "the last day of WTSA-24");
        assert_eq!(on(2024, 11, 18), Some("T25"), "letter 1/13 of the new period");
        assert_eq!(on(1996, 1, 1), None);
        let over = |y| is_over(NaiveDate::from_ymd_opt(y, 6, 1).expect("a date"));
        assert_eq!((over(2028), over(2029)), (None, Some(("T25", 2028))));
    }
}
