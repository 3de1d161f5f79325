//! Days and times as facts: a filter can still say them in another way, and what is printed as it is gets the language's
//! usual words when the text is finished.

use super::{Fact, Shape};
use crate::base::{Diagnostic, yaml};
use crate::compose::markdown;
use crate::compose::origin::Runs;
use crate::compose::origin::marks::{self, MOMENT};
use crate::compose::templates::rules::TEMPLATE;
use crate::model::letter::Time;
use crate::model::phrases::DateWords;
use chrono::{Datelike, NaiveDate};
use tera::Value;

/// A day that is printed with its weekday.
#[derive(Clone, Copy)]
pub struct LongDay(pub NaiveDate);

impl Fact for NaiveDate {
    fn shape() -> Shape {
        Shape::Day
    }

    fn value(self) -> Value {
        marked(DAY, &day_code(self))
    }
}

impl Fact for LongDay {
    fn shape() -> Shape {
        Shape::LongDay
    }

    fn value(self) -> Value {
        marked(LONG_DAY, &day_code(self.0))
    }
}

impl Fact for Time {
    fn shape() -> Shape {
        Shape::Time
    }

    fn value(self) -> Value {
        marked(TIME, &format!("{:02}{:02}", self.hour, self.minute))
    }
}

/// What follows the mark: the kind of the moment, and then so many digits as letters.
const DAY: char = 'k';
/// See [`DAY`].
const LONG_DAY: char = 'l';
/// See [`DAY`].
const TIME: char = 'm';
const DAY_DIGITS: usize = 8;
const TIME_DIGITS: usize = 4;

fn day_code(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The mark, the kind, and digits as small letters: a filter such as `upper` that would be lost on digits changes them,
/// and so is told.
fn marked(kind: char, digits: &str) -> Value {
    let letters = digits.bytes().map(|digit| char::from(digit - b'0' + b'a'));
    Value::safe_string(&[MOMENT, kind].into_iter().chain(letters).collect::<String>())
}

/// The digits for the letters of [`marked`] at the start of a text, and the rest of it.
fn digits(text: &str, count: usize) -> Option<(String, &str)> {
    let (letters, rest) = text.split_at_checked(count)?;
    let digit = |letter: u8| matches!(letter, b'a'..=b'j').then(|| char::from(letter - b'a' + b'0'));
    Some((letters.bytes().map(digit).collect::<Option<_>>()?, rest))
}

fn day(text: &str) -> Option<(NaiveDate, &str)> {
    let (digits, rest) = digits(text, DAY_DIGITS)?;
    NaiveDate::parse_from_str(&digits, "%Y%m%d").ok().map(|day| (day, rest))
}

fn time(text: &str) -> Option<(Time, &str)> {
    let (digits, rest) = digits(text, TIME_DIGITS)?;
    let (hour, minute) = digits.split_at(2);
    Some((Time { hour: hour.parse().ok()?, minute: minute.parse().ok()? }, rest))
}

/// The day that a filter is given: a fact, or a text such as `2021-04-20`.
///
/// # Errors
/// It is neither; the reason in plain words.
pub fn read_day(text: &str) -> Result<NaiveDate, String> {
    match text.strip_prefix(MOMENT).and_then(|text| text.strip_prefix([DAY, LONG_DAY])).and_then(day) {
        Some((day, "")) => Ok(day),
        _ => yaml::date(text),
    }
}

/// The time that a filter is given: a fact, or a text such as `09:30`.
pub fn read_time(text: &str) -> Option<Time> {
    match text.strip_prefix(MOMENT).and_then(|text| text.strip_prefix(TIME)).and_then(time) {
        Some((time, "")) => Some(time),
        _ => {
            let (hour, minute) = text.split_once(':')?;
            Some(Time { hour: hour.parse().ok()?, minute: minute.parse().ok()? })
        }
    }
}

/// Puts the words of days and times in their places in a rendered text.
///
/// # Errors
/// A filter has changed the one at this byte: it is no longer known what it says.
pub fn put_in(text: String, words: &DateWords) -> Result<String, Changed> {
    if !text.contains(MOMENT) {
        return Ok(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(MOMENT) {
        let place = text.len() - rest.len() + before.len();
        out.push_str(before);
        let mut after = after.chars();
        let (said, left) = match after.next() {
            Some(TIME) => time(after.as_str()).map(|(time, left)| (words.time(time), left)),
            Some(LONG_DAY) => day(after.as_str()).map(|(day, left)| (words.weekday_day(day), left)),
            Some(DAY) => day(after.as_str()).map(|(day, left)| (words.day(day), left)),
            _ => None,
        }
        .ok_or_else(|| Changed { before: text[..place].to_owned() })?;
        out.push_str(&markdown::escaped(&said));
        rest = left;
    }
    out.push_str(rest);
    Ok(out)
}

/// A day or a time that is not what it was.
pub struct Changed {
    before: String,
}

impl Changed {
    /// As a finding at the expression that printed it.
    pub fn finding(&self, runs: &Runs) -> Diagnostic {
        let problem = TEMPLATE
            .finding("a filter changes a day or a time before it is in words")
            .hint("say it in words first, for example `{{ letter.date | date | upper }}`; the filters are `date`, `long_date` and `time`");
        let run = self.before.chars().rev().find_map(marks::run_number);
        match run.and_then(|number| runs.run(number)) {
            Some((run, text)) => problem.at(&text.span(&run.range), "printed here"),
            None => problem,
        }
    }
}
