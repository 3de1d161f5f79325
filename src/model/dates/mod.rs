//! How a language writes days, ranges of days and hours, from the patterns of its phrases file; [`read`]
//! reads them back by the same patterns.
//!
//! Knows no language: where one differs from the others, its file says so in one more key.

mod forms;
mod lists;
mod mention;
mod pattern;
mod places;
pub mod read;
pub mod typed;

pub use lists::{AndBefore, ListWords};
pub use mention::{Mention, Separator, Written, WrittenWeekday};
pub use places::check as check_places;

use crate::base::yaml::record;
use crate::model::letter::{Day, Half, Hours, Time};
use chrono::{Datelike, NaiveDate};
use std::fmt::Write;

record! {
    /// How a language writes dates and hours. Patterns contain `{day}`, `{month}`, `{year}` and `{weekday}`;
    /// in ranges, `{day1}` … `{year1}` mean the first day and `{day2}` … `{year2}` the last day. In ranges
    /// across months or years, `{half1}` and `{half2}` show where half a day is mentioned, in the form of
    /// `half-day`. Without them, half a day is mentioned after the month or year of the first day and after
    /// the year of the last day.
    DateWords as "`dates`" {
        /// January to December, as written in a date.
        months: Vec<String>,
        /// Monday to Sunday.
        weekdays: Vec<String>,
        /// Monday to Sunday in the short form used above a column.
        short_weekdays: Vec<String>,
        /// How `{day}` is written for the first of a month, such as `1er` in French.
        ///
        /// Without it: `1`.
        first_of_month: Option<String>,
        /// `21 January 2021`.
        day: String,
        /// `Monday, 19 April 2021`.
        weekday_day: String,
        /// `Mon 19`: `{weekday}` in its short form and `{day}`.
        short_day: String,
        /// A range within one month.
        range_days: String,
        /// A range across months of the same year.
        range_months: String,
        /// A range across two years.
        range_years: String,
        /// A range within one month, as part of a sentence.
        prose_days: String,
        /// A range across months of the same year, as part of a sentence.
        prose_months: String,
        /// A range across two years, as part of a sentence.
        prose_years: String,
        /// A meeting of one day, as part of a sentence.
        prose_day: String,
        /// Two consecutive days of one month, as part of a sentence.
        ///
        /// Without it: written like a longer range.
        prose_two_days: Option<String>,
        /// A time: `{hour}` and `{minute}` with two digits each, or `{plain_hour}` without a leading zero.
        time: String,
        /// A time on the hour.
        ///
        /// Without it: written like any other time.
        time_on_the_hour: Option<String>,
        /// The hours of a day: `{from}` and `{to}` such as 10:00, `{time1}` and `{time2}` in the form of
        /// `time`, or `{hour1}` … `{minute2}`.
        hours: String,
        /// Half a day: `{date}` and `{half}`.
        half_day: String,
        /// The word for the first half of a day.
        morning: String,
        /// The word for the second half of a day.
        afternoon: String,
    }
}

/// The patterns of a range: both days are one, in one month, in one year, in two.
type Patterns<'a> = [&'a str; 4];

impl DateWords {
    /// `21 January 2021`.
    pub fn day(&self, date: NaiveDate) -> String {
        self.one(&self.day, date)
    }

    /// `Monday, 19 April 2021`.
    pub fn weekday_day(&self, date: NaiveDate) -> String {
        self.one(&self.weekday_day, date)
    }

    /// Whether a text names a day of the week.
    pub fn has_weekday(&self, text: &str) -> bool {
        self.weekdays.iter().any(|day| text.contains(&**day))
    }

    /// `Mon 19`.
    pub fn short_day(&self, date: NaiveDate) -> String {
        let at = date.weekday().num_days_from_monday() as usize;
        fill(&self.short_day, |place, out| match place {
            "weekday" => {
                out.push_str(self.short_weekdays.get(at).map_or("", String::as_str));
                true
            }
            _ => self.part(place, date, out),
        })
    }

    /// `20-30 April 2021`; a single day where both are the same.
    pub fn range(&self, from: NaiveDate, to: NaiveDate) -> String {
        self.range_of_days(whole(from), whole(to))
    }

    /// `from 20 to 30 April 2021, inclusive`; `on 20 April 2021` where both are the same.
    pub fn prose(&self, from: NaiveDate, to: NaiveDate) -> String {
        self.prose_of_days(whole(from), whole(to))
    }

    /// `27 July 2017 (afternoon)`.
    pub fn one_day(&self, day: Day) -> String {
        self.with_half(self.day(day.date), day.half)
    }

    /// A range of which the first or last day may be half a day: `27 July (afternoon)-29 July 2017`.
    pub fn range_of_days(&self, from: Day, to: Day) -> String {
        self.between(from, to, [&self.day, &self.range_days, &self.range_months, &self.range_years])
    }

    /// The same as it stands in a sentence: `from 27 July (afternoon) to 29 July 2017, inclusive`.
    pub fn prose_of_days(&self, from: Day, to: Day) -> String {
        let days = match &self.prose_two_days {
            Some(two) if from.date.succ_opt() == Some(to.date) => two,
            _ => &self.prose_days,
        };
        self.between(from, to, [&self.prose_day, days, &self.prose_months, &self.prose_years])
    }

    /// `0930 hours`.
    pub fn time(&self, time: Time) -> String {
        let pattern = match &self.time_on_the_hour {
            Some(on_the_hour) if time.minute == 0 => on_the_hour,
            _ => &self.time,
        };
        fill(pattern, |place, out| of_time(place, time, out))
    }

    /// `10:00-16:00 hours`.
    pub fn hours(&self, hours: Hours) -> String {
        fill(&self.hours, |place, out| {
            let (time, name) = match place.strip_suffix('1') {
                Some(name) => (hours.from, name),
                None => (hours.to, place.strip_suffix('2').unwrap_or("")),
            };
            match (place, name) {
                ("from", _) => write!(out, "{}", hours.from).is_ok(),
                ("to", _) => write!(out, "{}", hours.to).is_ok(),
                (_, "time") => {
                    out.push_str(&self.time(time));
                    true
                }
                _ => of_time(name, time, out),
            }
        })
    }

    fn between(&self, from: Day, to: Day, patterns: Patterns<'_>) -> String {
        let [one, days, months, years] = patterns;
        let has_half = from.half.is_some() || to.half.is_some();
        if from.date == to.date {
            // From the morning to the afternoon is a whole day.
            let is_whole = from.half != to.half && from.half.is_some() && to.half.is_some();
            let half = from.half.or(to.half).filter(|_| !is_whole);
            return self.with_half(self.one(one, from.date), half);
        }
        let is_one_year = from.date.year() == to.date.year();
        let pattern = match is_one_year {
            // With a half each day stands alone, so that what is behind it belongs to it alone.
            true if from.date.month() == to.date.month() && !has_half => days,
            true => months,
            false => years,
        };
        let ends = [if is_one_year { "month1" } else { "year1" }, "year2"];
        let ends = ends.map(|end| if pattern.contains(half_place(end)) { "" } else { end });
        fill(pattern, |place, out| {
            let (day, name) = match place.strip_suffix('1') {
                Some(name) => (from, name),
                None => (to, place.strip_suffix('2').unwrap_or("")),
            };
            let is_known = name == "half" || self.part(name, day.date, out);
            if has_half && (name == "half" || ends.contains(&place)) {
                out.push_str(&self.with_half(String::new(), day.half));
            }
            is_known
        })
    }

    fn with_half(&self, date: String, half: Option<Half>) -> String {
        match half {
            None => date,
            Some(half) => self.half_day.replace("{date}", &date).replace("{half}", self.half_word(half)),
        }
    }

    /// The word for half a day.
    pub fn half_word(&self, half: Half) -> &str {
        match half {
            Half::Morning => &self.morning,
            Half::Afternoon => &self.afternoon,
        }
    }

    /// A pattern of one day.
    fn one(&self, pattern: &str, date: NaiveDate) -> String {
        fill(pattern, |place, out| self.part(place, date, out))
    }

    /// Writes what the name of a part of a date stands for, if it is one.
    fn part(&self, name: &str, date: NaiveDate, out: &mut String) -> bool {
        let word = |list: &[String], at: u32, out: &mut String| {
            out.push_str(list.get(at as usize).map_or("", String::as_str));
            true
        };
        match name {
            "day" => match &self.first_of_month {
                Some(first) if date.day() == 1 => {
                    out.push_str(first);
                    true
                }
                _ => write!(out, "{}", date.day()).is_ok(),
            },
            "month" => word(&self.months, date.month0(), out),
            "year" => write!(out, "{}", date.year()).is_ok(),
            "weekday" => word(&self.weekdays, date.weekday().num_days_from_monday(), out),
            _ => false,
        }
    }
}

fn whole(date: NaiveDate) -> Day {
    Day { date, half: None }
}

/// The place for half of the day that a place belongs to.
fn half_place(place: &str) -> &'static str {
    if place.ends_with('1') { "{half1}" } else { "{half2}" }
}

/// Writes what the name of a part of a time stands for, if it is one.
fn of_time(name: &str, time: Time, out: &mut String) -> bool {
    match name {
        "hour" => write!(out, "{:02}", time.hour).is_ok(),
        "plain_hour" => write!(out, "{}", time.hour).is_ok(),
        "minute" => write!(out, "{:02}", time.minute).is_ok(),
        _ => false,
    }
}

/// Fills a pattern: `write` is given the name of each place and says whether it knows it; a place that it
/// does not know stays as it is.
fn fill(pattern: &str, write: impl Fn(&str, &mut String) -> bool) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, opened)) = rest.split_once('{') {
        out.push_str(before);
        match opened.split_once('}') {
            Some((name, after)) if write(name, &mut out) => rest = after,
            _ => {
                out.push('{');
                rest = opened;
            }
        }
    }
    out.push_str(rest);
    out
}
