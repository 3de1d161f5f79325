//! Geneva time as universal time. Summer time is from the last Sunday of March to the last Sunday of October, both at
//! 01:00 UTC (Directive 2000/84/EC, which Switzerland follows; the same days since 1996).

use crate::model::letter::Time;
use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime};

/// A time in Geneva as universal time. Of the hour that autumn has twice, the second.
pub(super) fn universal(day: NaiveDate, time: Time) -> Option<NaiveDateTime> {
    let local = day.and_hms_opt(time.hour, time.minute, 0)?;
    let winter = local - Duration::hours(1);
    let change = |month| last_sunday(day.year(), month)?.and_hms_opt(1, 0, 0);
    let is_summer = (change(3)?..change(10)?).contains(&winter);
    Some(if is_summer { winter - Duration::hours(1) } else { winter })
}

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(last.weekday().num_days_from_sunday().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_time_begins_and_ends_on_sundays() {
        let cases = [
            ("2021-03-27", 9, "2021-03-27 08:30:00"),
            ("2021-03-28", 9, "2021-03-28 07:30:00"),
            ("2021-03-28", 1, "2021-03-28 00:30:00"),
            ("2021-04-20", 10, "2021-04-20 08:30:00"),
            ("2021-10-30", 9, "2021-10-30 07:30:00"),
            ("2021-10-31", 9, "2021-10-31 08:30:00"),
            ("2021-12-01", 0, "2021-11-30 23:30:00"),
        ];
        for (day, hour, expected) in cases {
            let day: NaiveDate = day.parse().expect("a date");
            let utc = universal(day, Time { hour, minute: 30 }).expect("a time");
            assert_eq!(utc.to_string(), expected, "{day} {hour}");
        }
    }
}
