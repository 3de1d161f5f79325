//! Study periods: a table, not arithmetic. Letter numbers restart with each.

use crate::base::text::did_you_mean;
use crate::base::{Diagnostics, Located, Reported};
use crate::model::rules::UNKNOWN_PERIOD;
use chrono::{Datelike, NaiveDate};

/// A study period.
struct Period {
    name: &'static str,
    /// Year, month and day of the first day that belongs to it.
    first: (i32, u32, u32),
    /// The years that ITU names it by.
    years: (i32, i32),
}

/// From T17 on, periods begin on the day after the assembly that creates their groups: WTSA-16 closed on 3 November
/// 2016, WTSA-20 on 9 March 2022, WTSA-24 on 24 October 2024. The others began with a calendar year.
const PERIODS: [Period; 6] = [
    Period { name: "T05", first: (2005, 1, 1), years: (2005, 2008) },
    Period { name: "T09", first: (2009, 1, 1), years: (2009, 2012) },
    Period { name: "T13", first: (2013, 1, 1), years: (2013, 2016) },
    Period { name: "T17", first: (2016, 11, 4), years: (2017, 2020) },
    Period { name: "T22", first: (2022, 3, 10), years: (2022, 2024) },
    Period { name: "T25", first: (2024, 10, 25), years: (2025, 2028) },
];

/// All of them, the first one first.
pub fn names() -> impl Iterator<Item = &'static str> {
    PERIODS.iter().map(|period| period.name)
}

/// The period that a date lies in; `None` before the first. The last one has no end.
pub fn of(date: NaiveDate) -> Option<&'static str> {
    let begins = |period: &&Period| {
        let (year, month, day) = period.first;
        NaiveDate::from_ymd_opt(year, month, day).is_some_and(|first| first <= date)
    };
    PERIODS.iter().rev().find(begins).map(|period| period.name)
}

/// The years that ITU names a period by, as in the addresses of its pages: 2025-2028.
pub fn years(period: &str) -> Option<(i32, i32)> {
    PERIODS.iter().find(|known| known.name == period).map(|known| known.years)
}

/// The last known period and its last year, if a date is later than that.
pub fn is_over(date: NaiveDate) -> Option<(&'static str, i32)> {
    let last = PERIODS.last()?;
    (date.year() > last.years.1).then_some((last.name, last.years.1))
}

/// A period as written.
///
/// # Errors
/// There is no such one, which was reported.
pub fn named(name: &Located<String>, problems: &mut Diagnostics) -> Result<&'static str, Reported> {
    let names = PERIODS.map(|period| period.name);
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
