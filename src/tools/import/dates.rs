//! The days and hours that an old letter tells, in its language.

use crate::model::dates::Written;
use crate::model::dates::read::{ReadDates, Reader};
use crate::model::letter::{Half, Time};
use crate::model::phrases::Phrases;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// Days that a text tells, as a letter's YAML says them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Days {
    /// Where in the text, with half-days.
    pub(super) range: Range<usize>,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    halves: [Option<Half>; 2],
    /// Whether two ends are written.
    pub(super) is_range: bool,
}

impl Days {
    /// The first day as YAML says it.
    pub(super) fn starts(&self) -> String {
        day(self.from, self.halves[0])
    }

    /// The last day.
    pub(super) fn ends(&self) -> String {
        day(self.to, if self.is_range { self.halves[1] } else { self.halves[0] })
    }
}

fn day(date: NaiveDate, half: Option<Half>) -> String {
    half.map_or_else(|| date.to_string(), |half| format!("{date} {}", half.word()))
}

/// All days of a text, whose years are these where they are not written.
pub(super) fn days(phrases: &Phrases, text: &str, year: i32) -> Vec<Days> {
    // A dash that does not break and a thin space are how Word writes what people type.
    let plain = plain(text);
    let reader = Reader::new(&phrases.dates, &phrases.lists);
    let of = |read: ReadDates| {
        let days = &read.mention.days;
        let last: &Written = days.last()?;
        let year = last.year.unwrap_or(year);
        let to = last.date(year)?;
        let first = days.first()?;
        let mut from = first.date(year)?;
        if from > to && first.year.is_none() {
            from = from.with_year(year - 1)?;
        }
        let is_range = read.mention.is_range();
        let end = if read.halves.iter().any(Option::is_some) { read.end } else { read.mention.range.end };
        Some(Days { range: read.mention.range.start..end, from, to, halves: read.halves, is_range })
    };
    reader.dates(&plain).into_iter().filter_map(of).collect()
}

/// Hours of a text: one, or from one to another.
pub(super) fn hours(phrases: &Phrases, text: &str) -> Vec<(Time, Option<Time>)> {
    let reader = Reader::new(&phrases.dates, &phrases.lists);
    let mut found: Vec<_> = reader
        .hours(&plain(text))
        .into_iter()
        .filter_map(|hours| Some((*hours.times.first()?, hours.times.get(1).copied())))
        .filter(|(from, to)| is_time(from) && to.as_ref().is_none_or(is_time))
        .collect();
    found.dedup();
    found
}

/// Days with the hours of each, in the order in which a text tells them: `13 May, 14:00-17:00 hours; 14-16 May, …`.
pub(super) fn open(phrases: &Phrases, text: &str, year: i32) -> Vec<(Days, Vec<String>)> {
    let mut found: Vec<(Days, Vec<String>)> =
        days(phrases, text, year).into_iter().map(|days| (days, Vec::new())).collect();
    let reader = Reader::new(&phrases.dates, &phrases.lists);
    for read in reader.hours(&plain(text)) {
        let [from, to] = read.times[..] else { continue };
        let of = found.iter_mut().rev().find(|(days, _)| days.range.end <= read.range.start);
        if let Some((_, hours)) = of.filter(|_| is_time(&from) && is_time(&to)) {
            hours.push(format!("{}-{}", time(from), time(to)));
        }
    }
    found.retain(|(_, hours)| !hours.is_empty());
    found
}

fn is_time(time: &Time) -> bool {
    time.hour < 24 && time.minute < 60
}

/// The same text, byte for byte as long, with plain hyphens where that is possible.
fn plain(text: &str) -> String {
    // Marks of direction stand between digits in some languages; the reader knows them.
    text.replace('\n', " ")
}

/// A time as YAML says it.
pub(super) fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour, time.minute)
}
