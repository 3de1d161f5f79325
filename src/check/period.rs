//! Study periods and groups: whether they were there on the letter's dates.

use super::Facts;
use crate::base::{Diagnostic, Diagnostics, Span};
use crate::model::period;
use crate::rules;
use chrono::NaiveDate;

rules! {
    /// Not the period of the date.
    PERIOD_OFF_DATE = Warning "period-off-date" {
        summary: "the study period does not fit the date of the letter",
        why: "Numbers restart in each study period, and file names start with the study period.",
        source: "study periods start on the day after the WTSA, until 2013 with the calendar year",
        bad: "period: T17\ndate: 2022-06-15",
        good: "date: 2022-06-15",
        fix: "Remove the line `period:`, or correct the date.",
    }
    /// A later period than the program knows.
    PERIOD_NOT_KNOWN_YET = Warning "period-not-known-yet" {
        summary: "the letter is later than the last study period that this program knows",
        why: "Another study period has probably started since. File names would have the old one, and numbers would not restart.",
        source: "ITU names study periods by their years, such as 2025-2028",
        bad: "date: 2029-03-01",
        good: "date: 2027-03-01",
        fix: "Correct the date. If it is right, install a newer version of the program, or write the name of the files under `file-name:`.",
    }
    /// A group before its first or after its last day.
    GROUP_OUT_OF_TIME = Warning "group-out-of-time" {
        summary: "the group did not exist on the date of the letter, or no longer exists when it meets",
        why: "WTSAs create, merge and end study groups. The group is probably left over from another letter.",
        source: "`from` and `until` in letters/directory/groups.yaml",
        bad: "group: SG4   # until: 2016-11-03\ndate: 2017-02-01",
        good: "group: SG4\ndate: 2016-02-01",
        fix: "Correct the group or the date. If the group exists, correct `from` or `until` in letters/directory/groups.yaml.",
    }
}

/// Checks the study period and the group against the dates.
pub fn check(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let letter = facts.resolved.letter;
    let date = &letter.date;
    if let (Some(said), Some(of_date)) = (&letter.period, period::of(date.value))
        && said.value != of_date
    {
        PERIOD_OFF_DATE
            .finding(format!(
                "the study period is {}, but the date of the letter is in {of_date}",
                said.value
            ))
            .at(&said.span, format!("expected {of_date}"))
            .note(&date.span, "the letter's date")
            .report(problems);
    }
    if let Some((last, year)) = period::is_over(date.value) {
        let message = format!(
            "the letter is of {}, but {last}, the last known study period, ends with {year}",
            date.value
        );
        let problem = PERIOD_NOT_KNOWN_YET.finding(message);
        problem
            .at(&date.span, format!("expected a date until {year}, or a newer version of the program"))
            .report(problems);
    }
    problems.extend(group(facts));
}

/// A day on which the group was not there: the letter's date, or the first day of its meeting.
fn group(facts: &Facts<'_>) -> Option<Diagnostic> {
    let (letter, group) = (facts.resolved.letter, facts.resolved.group);
    let told = |what: &str, day: NaiveDate, place: &Span| {
        let (existed, limit) = match (&group.from, &group.until) {
            (Some(from), _) if day < from.value => ("exists since", from.value),
            (_, Some(until)) if day > until.value => ("existed until", until.value),
            _ => return None,
        };
        let word = if day < limit { "from" } else { "until" };
        let problem = GROUP_OUT_OF_TIME
            .finding(format!("{} {existed} {limit}, but {what} is {day}", letter.group.value))
            .at(place, format!("expected a date {word} {limit}, or another group"));
        Some(problem.note(&letter.group.span, "the group"))
    };
    let meets = letter.meeting.as_ref();
    let meets =
        meets.map(|meeting| told("the first day of its meeting", meeting.first_day(), &meeting.starts.span));
    told("the date of the letter", letter.date.value, &letter.date.span).or(meets.flatten())
}
