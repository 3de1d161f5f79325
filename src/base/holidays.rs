//! Days on which nobody works at headquarters: weekends, the holidays of the canton of Geneva, and the
//! official holidays of the United Nations at Geneva.
//!
//! Sources: Geneva, *Loi sur les jours fériés* of 3 November 1951 (RSG J 1 45), art. 1: 1 January, Good
//! Friday, Easter Monday, Ascension, Whit Monday, 1 August, the Jeûne genevois (the Thursday after the
//! first Sunday of September), Christmas, 31 December. United Nations: the yearly information circulars
//! (ST/IC) on official holidays, with Eid al-Fitr and Eid al-Adha since 1998 (General Assembly decision
//! 52/468). The two feasts are computed by the arithmetical Islamic calendar; the circular may set the
//! day before or after. Floating holidays are not known here.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Why nobody works on a date, as it ends a sentence: `a Saturday`, `Good Friday`.
pub fn day_off(date: NaiveDate) -> Option<&'static str> {
    holiday(date).or(match date.weekday() {
        Weekday::Sat => Some("a Saturday"),
        Weekday::Sun => Some("a Sunday"),
        _ => None,
    })
}

/// The holiday of Geneva that a date is.
pub fn holiday(date: NaiveDate) -> Option<&'static str> {
    let fixed = match (date.month(), date.day()) {
        (1, 1) => Some("New Year’s Day"),
        (8, 1) => Some("the Swiss National Day"),
        (12, 25) => Some("Christmas Day"),
        (12, 31) => Some("Restoration Day, a holiday of the canton of Geneva"),
        _ => None,
    };
    if fixed.is_some() {
        return fixed;
    }
    let easter = easter(date.year())?;
    if date == jeune_genevois(date.year())? {
        return Some("the Jeûne genevois, a holiday of the canton of Geneva");
    }
    match date.signed_duration_since(easter).num_days() {
        -2 => return Some("Good Friday"),
        1 => return Some("Easter Monday"),
        39 => return Some("Ascension Day"),
        50 => return Some("Whit Monday"),
        _ => {}
    }
    match islamic(date)? {
        (10, 1) if date.year() >= 1998 => {
            Some("Eid al-Fitr or the day before or after it, an official holiday of the United Nations")
        }
        (12, 10) if date.year() >= 1998 => {
            Some("Eid al-Adha or the day before or after it, an official holiday of the United Nations")
        }
        _ => None,
    }
}

/// Month and day of a date in the arithmetical Islamic calendar, whose cycle of 30 years has 10,631 days.
fn islamic(date: NaiveDate) -> Option<(u32, u32)> {
    // 16 July 622 of the Julian calendar, counted as Gregorian.
    let epoch = NaiveDate::from_ymd_opt(622, 7, 19)?;
    let days = date.signed_duration_since(epoch).num_days();
    let rest = days.rem_euclid(10_631);
    // The first day of a year of the cycle, counted from 0.
    let first = |year: i64| 354 * year + (11 * year + 14) / 30;
    let year = (0..30).rev().find(|&year| first(year) <= rest)?;
    let day = rest - first(year);
    // Months have 30 and 29 days by turns; a leap day ends the last.
    let month = (day * 2 / 59).min(11);
    let start = (59 * month + 1) / 2;
    Some((u32::try_from(month + 1).ok()?, u32::try_from(day - start + 1).ok()?))
}

/// Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

/// The Thursday after the first Sunday of September.
fn jeune_genevois(year: i32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 9, 1)?;
    let to_sunday = u64::from(7 - first.weekday().number_from_monday());
    first.checked_add_days(Days::new(to_sunday + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn easter_as_the_almanacs_have_it() {
        for (year, month, on) in [
            (1961, 4, 2),
            (2008, 3, 23),
            (2011, 4, 24),
            (2017, 4, 16),
            (2021, 4, 4),
            (2025, 4, 20),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), Some(day(year, month, on)));
        }
    }

    #[test]
    fn the_days_of_2021_and_2025() {
        let holidays = |year| -> Vec<NaiveDate> {
            day(year, 1, 1)
                .iter_days()
                .take_while(|d| d.year() == year)
                .filter(|d| holiday(*d).is_some_and(|name| !name.contains("Eid")))
                .collect()
        };
        let of = |year, days: &[(u32, u32)]| days.iter().map(|&(m, d)| day(year, m, d)).collect::<Vec<_>>();
        let expected = [(1, 1), (4, 2), (4, 5), (5, 13), (5, 24), (8, 1), (9, 9), (12, 25), (12, 31)];
        assert_eq!(holidays(2021), of(2021, &expected));
        let expected = [(1, 1), (4, 18), (4, 21), (5, 29), (6, 9), (8, 1), (9, 11), (12, 25), (12, 31)];
        assert_eq!(holidays(2025), of(2025, &expected));
    }

    #[test]
    fn feasts_of_the_islamic_calendar_are_found_to_a_day() {
        let near = |date: NaiveDate, feast| {
            [date.pred_opt(), Some(date), date.succ_opt()]
                .into_iter()
                .flatten()
                .any(|d| islamic(d) == Some(feast))
        };
        // Official holidays of the United Nations in New York.
        for (year, month, on) in
            [(2017, 6, 26), (2018, 6, 15), (2019, 6, 5), (2021, 5, 13), (2023, 4, 21), (2024, 4, 10)]
        {
            assert!(near(day(year, month, on), (10, 1)), "{year}");
        }
        for (year, month, on) in [(2017, 9, 1), (2018, 8, 21), (2020, 7, 31), (2021, 7, 20), (2023, 6, 28)] {
            assert!(near(day(year, month, on), (12, 10)), "{year}");
        }
        let feasts =
            |y: i32| day(y, 1, 1).iter_days().take(365).filter(|d| islamic(*d) == Some((10, 1))).count();
        assert!((1990..2100).all(|year| (1..=2).contains(&feasts(year))));
    }

    #[test]
    fn weekends_too() {
        assert_eq!(day_off(day(2021, 3, 20)), Some("a Saturday"));
        assert_eq!(day_off(day(2021, 4, 4)), Some("a Sunday"));
        assert_eq!(day_off(day(2021, 4, 7)), None);
        assert_eq!(day_off(day(2024, 9, 5)), Some("the Jeûne genevois, a holiday of the canton of Geneva"));
        assert_eq!(day_off(day(2019, 9, 5)), Some("the Jeûne genevois, a holiday of the canton of Geneva"));
    }
}
