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

/// The mark, the kind, and digits as small letters, which Markdown leaves alone. As bytes, which no filter for texts
/// takes for one.
fn marked(kind: char, digits: &str) -> Value {
    let letters = digits.bytes().map(|digit| char::from(digit - b'0' + b'a'));
    Value::bytes([MOMENT, kind].into_iter().chain(letters).collect::<String>())
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

/// A day or a time that the code in braces has.
#[derive(Clone, Copy)]
pub enum Moment {
    /// A day, and whether it is printed with its weekday.
    Day(NaiveDate, bool),
    /// A time.
    Time(Time),
}

impl Moment {
    /// The fact that a value is.
    pub fn of(value: &Value) -> Option<Self> {
        let text = std::str::from_utf8(value.as_bytes()?).ok()?;
        match Self::first(text.strip_prefix(MOMENT)?) {
            Some((moment, "")) => Some(moment),
            _ => None,
        }
    }

    /// What follows the mark, and the rest of the text.
    fn first(text: &str) -> Option<(Self, &str)> {
        let mut rest = text.chars();
        match rest.next()? {
            kind @ (DAY | LONG_DAY) => {
                day(rest.as_str()).map(|(day, rest)| (Self::Day(day, kind == LONG_DAY), rest))
            }
            TIME => time(rest.as_str()).map(|(time, rest)| (Self::Time(time), rest)),
            _ => None,
        }
    }

    /// The day or the time that a text such as `2021-04-20` or `09:30` is; `None` for one that does not look like either.
    ///
    /// # Errors
    /// There is no such day or time; the reason in plain words.
    pub fn typed(text: &str) -> Option<Result<Self, String>> {
        is_like_moment(text).then(|| {
            if text.contains(':') {
                return Time::read(text).map(Self::Time).ok_or_else(|| format!("`{text}` is not a time"));
            }
            yaml::date(text).map(|day| Self::Day(day, false))
        })
    }

    /// In the words of a language.
    pub fn words(self, words: &DateWords) -> String {
        match self {
            Self::Day(day, true) => words.weekday_day(day),
            Self::Day(day, false) => words.day(day),
            Self::Time(time) => words.time(time),
        }
    }

    /// A value that is less than that of a later one, and equal to that of the same one. A day and a time cannot be
    /// compared: Tera compares values of one type only.
    pub fn comparable(self) -> Value {
        match self {
            Self::Day(day, _) => Value::bytes(day_code(day)),
            Self::Time(time) => Value::from(vec![time.hour, time.minute]),
        }
    }
}

/// Whether a text is written as a day (`2021-04-20`) or as a time (`09:30`), right or wrong.
pub fn is_like_moment(text: &str) -> bool {
    let are_digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut days = text.split('-');
    let is_day = match (days.next(), days.next(), days.next(), days.next()) {
        (Some(year), Some(month), Some(day), None) => {
            are_digits(year, 4, 4) && are_digits(month, 1, 2) && are_digits(day, 1, 2)
        }
        _ => false,
    };
    let is_time = || {
        text.split_once(':').is_some_and(|(hour, minute)| are_digits(hour, 1, 2) && are_digits(minute, 2, 2))
    };
    is_day || is_time()
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
        let (moment, left) =
            Moment::first(after).ok_or_else(|| Changed { before: text[..place].to_owned() })?;
        out.push_str(&markdown::escaped(&moment.words(words)));
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
            .finding("a part of a day or a time is printed")
            .hint("print all of it: `{{ meeting.starts }}`; the filters `date`, `long_date` and `time` put it in words");
        runs.last_before(&self.before, false)
            .map_or(problem.clone(), |span| problem.at(&span, "printed here"))
    }
}

/// That a fact is printed which stands for the letters of annexes, once a text is finished; at its expression, of the
/// letter's `own` text if it is one.
pub fn left_over(text: &str, runs: &Runs, own: bool) -> Option<Diagnostic> {
    let at = text.find(marks::LIST)?;
    let problem = TEMPLATE
        .finding("this fact is only for the filter `pointers`")
        .hint("write for example `{{ [annex.agenda, annex.practical] | pointers }}`");
    Some(runs.last_before(&text[..at], own).map_or(problem.clone(), |span| problem.at(&span, "printed here")))
}
