//! Dates in the text against the calendar.

use super::Text;
use super::dates::{Mention, Written};
use crate::base::Diagnostics;
use crate::rules;
use chrono::{Datelike, NaiveDate};

rules! {
    /// `31 April`.
    NO_SUCH_DATE = Warning "no-such-date" {
        summary: "a date in the text does not exist",
        why: "The day or the month is mistyped. Under a key, such a date is an error; in a text, it is a warning.",
        source: "common sense",
        bad: "body:\n  - text: The tutorial will be held on 31 April 2021.",
        good: "body:\n  - text: The tutorial will be held on 30 April 2021.",
        fix: "Correct the day or the month.",
    }
    /// `Tuesday, 19 April 2021`.
    WEEKDAY_OFF_DATE = Warning "weekday-off-date" {
        summary: "a day of the week does not fit its date",
        why: "Readers cannot know which of the two is wrong. Often the date is left over from the previous year.",
        source: "real letters with the weekday of the previous year",
        bad: "body:\n  - text: The tutorial will be held on Tuesday, 19 April 2021.",
        good: "body:\n  - text: The tutorial will be held on {{ '2021-04-19' | long_date }}.",
        fix: "Correct one of the two, or let the program write both: {{ '2021-04-19' | long_date }}.",
    }
    /// `Monday 19 April 2021`.
    WEEKDAY_COMMA = Note "weekday-comma" {
        summary: "the comma between a day of the week and its date is missing",
        why: "ITU letters write `Monday, 19 April 2021`.",
        source: "practice of TSB letters; the comma is missing once in TSB Collective letter 1/1",
        bad: "body:\n  - text: The tutorial will be held on Monday 19 April 2021.",
        good: "body:\n  - text: The tutorial will be held on Monday, 19 April 2021.",
        fix: "Add the comma; `letters check --fix` does this.",
    }
}

/// Looks at every date.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let words = &text.facts.phrases.dates;
    for passage in text.passages() {
        for mention in passage.dates() {
            if let Some(day) = mention.days.iter().find(|day| !exists(day.date(2000), day.dated(), day.year))
            {
                let month = words.months.get(day.month as usize - 1).map_or("", String::as_str);
                let year = day.year.map(|year| format!(" {year}")).unwrap_or_default();
                NO_SUCH_DATE
                    .finding(format!("there is no {} {month}{year}", day.day))
                    .at(&passage.place(mention.range.clone()), format!("{month} has {} days", length(*day)))
                    .report(problems);
                continue;
            }
            let Some(weekday) = &mention.weekday else { continue };
            let Some(date) = wrong(text, mention) else {
                if weekday.lacks_comma {
                    let name = &passage.text[weekday.range.clone()];
                    let first = &passage.text[weekday.range.start..mention.range.end];
                    let range = weekday.range.start..mention.range.end;
                    let finding = WEEKDAY_COMMA
                        .finding(format!("`{first}` has no comma after `{name}`"))
                        .at(&passage.place(range.clone()), format!("expected `{name},`"));
                    let fixed = first.replacen(' ', ", ", 1);
                    problems.push(passage.edit(finding, range, &fixed));
                }
                continue;
            };
            let name = |index: u32| words.weekdays.get(index as usize).map_or("", String::as_str);
            let right = name(date.weekday().num_days_from_monday());
            let range =
                weekday.range.start.min(mention.range.start)..weekday.range.end.max(mention.range.end);
            WEEKDAY_OFF_DATE
                .finding(format!("{} is a {right}, not a {}", words.day(date), name(weekday.index)))
                .at(&passage.place(range), format!("expected {right}, or another date"))
                .hint(format!("write `{{{{ '{date}' | long_date }}}}` to show both"))
                .report(problems);
        }
    }
}

/// How many days its month has.
fn length(day: Written) -> u32 {
    let exists = |number: &u32| Written { day: *number, ..day }.date(2000).is_some();
    (28..=31).rev().find(exists).unwrap_or(28)
}

fn exists(in_leap_year: Option<NaiveDate>, dated: Option<NaiveDate>, year: Option<i32>) -> bool {
    in_leap_year.is_some() && (year.is_none() || dated.is_some())
}

/// The date that its day of the week does not fit. Without a year it may be of this one, of the next or of
/// the meeting's.
fn wrong(text: &Text<'_>, mention: &Mention) -> Option<NaiveDate> {
    let (day, weekday) = (mention.days.first()?, mention.weekday.as_ref()?);
    let resolved = text.facts.resolved;
    let this = resolved.letter.date.value.year();
    let meeting = resolved.letter.meeting.as_ref().map_or(this, |meeting| meeting.first_day().year());
    // A day of the meeting is of its year.
    let of_meeting = resolved.letter.meeting.as_ref().and_then(|meeting| {
        day.date(meeting.first_day().year())
            .filter(|day| (meeting.first_day()..=meeting.last_day()).contains(day))
    });
    let years = [meeting, this, this + 1];
    let dates: Vec<NaiveDate> = match of_meeting {
        Some(date) => vec![date],
        None => years.iter().filter_map(|year| day.date(*year)).collect(),
    };
    let fits = |date: &NaiveDate| date.weekday().num_days_from_monday() == weekday.index;
    if dates.iter().any(fits) { None } else { dates.first().copied() }
}
