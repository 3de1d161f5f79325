//! A date as it stands in a text, whatever its language.

use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// A day as it is written: it may be none of the calendar's, and have no year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Day of the month.
    pub day: u32,
    /// Month, from 1.
    pub month: u32,
    /// Year, where it is written.
    pub year: Option<i32>,
}

impl Written {
    /// The date, with the written year or another.
    pub fn date(self, other: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year.unwrap_or(other), self.month, self.day)
    }

    /// The date, where the year is written.
    pub fn dated(self) -> Option<NaiveDate> {
        self.date(self.year?)
    }

    /// Whether it is that day, as far as it says.
    pub fn is(self, date: NaiveDate) -> bool {
        (self.day, self.month) == (date.day(), date.month()) && self.year.is_none_or(|y| y == date.year())
    }

    /// Whether the month has such a day, in a leap year at least where no year is written.
    pub fn exists(self) -> bool {
        self.date(2000).is_some()
    }
}

/// The name of a day of the week beside a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenWeekday {
    /// Where.
    pub range: Range<usize>,
    /// Days since Monday.
    pub index: u32,
    /// It stands before the date with a space alone.
    pub lacks_comma: bool,
}

/// A dash, or `to`, between the ends of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separator {
    /// Where, with its spaces.
    pub range: Range<usize>,
    /// It is the word `to`.
    pub is_word: bool,
}

/// A date or a range of dates in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, without the day of the week.
    pub range: Range<usize>,
    /// The day of the week.
    pub weekday: Option<WrittenWeekday>,
    /// All days that it names, in order: of a range the first and the last.
    pub days: Vec<Written>,
    /// Its dashes; none where it is no range.
    pub separators: Vec<Separator>,
}

impl Mention {
    /// First and last day, of the written year or another.
    pub fn span(&self, other: i32) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.days.first()?.date(other)?, self.days.last()?.date(other)?))
    }

    /// Whether it is a range.
    pub fn is_range(&self) -> bool {
        !self.separators.is_empty()
    }
}
