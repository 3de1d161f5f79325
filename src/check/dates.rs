//! The letter's date against the meeting's.

use super::Facts;
use crate::base::diagnostic::Diagnostics;
use crate::rules;
use chrono::Months;

rules! {
    /// The meeting has begun when the letter is dated.
    LETTER_AFTER_OPENING = Error "letter-after-opening" {
        summary: "the letter is dated on or after the first day of the meeting",
        why: "A letter convenes a meeting that is still to come; one of the two dates is wrong.",
        source: "Rec. ITU-T A.1 §1.3.2: the letter goes out before the meeting",
        bad: "date: 2021-05-03\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        good: "date: 2021-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        fix: "Correct the date of the letter or the first day of the meeting.",
    }
    /// Most often the year of the letter before.
    LETTER_TOO_EARLY = Warning "letter-too-early" {
        summary: "the letter is dated more than a year before the meeting",
        why: "Letters go out some months before a meeting: the year is probably left over from the letter that was copied.",
        source: "a real letter, dated 21 January 2020 for a meeting of April 2021",
        bad: "date: 2020-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        good: "date: 2021-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        fix: "Look at the year of both dates.",
    }
    /// Less than two months.
    SHORT_NOTICE = Information "short-notice" {
        summary: "the letter is dated less than two months before the meeting",
        why: "Members need the time: contributions that are to be translated are due two months before a meeting.",
        source: "Rec. ITU-T A.1 §1.3.2",
        bad: "date: 2021-03-19\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        good: "date: 2021-02-19\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        fix: "Send the letter earlier, or say under `allow:` why that could not be.",
    }
    /// What was agreed lies in the future.
    AGREED_AFTER_LETTER = Warning "agreed-after-letter" {
        summary: "the letter tells of an agreement that is later than its own date",
        why: "It says \"as agreed on …\" of a day that is still to come: one of the two dates, perhaps only its year, is left over from another letter.",
        source: "a real letter, dated 21 January 2020, which tells of 7 January 2021",
        bad: "date: 2020-01-21\nmeeting: {starts: 2020-04-20, ends: 2020-04-30, agreed: 2021-01-07}",
        good: "date: 2021-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30, agreed: 2021-01-07}",
        fix: "Correct the date of the letter or that of the agreement.",
    }
    /// The schedule's circular lies in the future.
    SCHEDULE_AFTER_LETTER = Warning "schedule-after-letter" {
        summary: "the circular with the schedule of meetings is later than the letter",
        why: "A letter can only cite what has been sent before it: one of the two dates is left over or mistyped.",
        source: "real letters cite the circular of the year before",
        bad: "date: 2017-04-07\nmeeting: {…, schedule: {circular: 3, date: 2017-12-09}}",
        good: "date: 2017-04-07\nmeeting: {…, schedule: {circular: 3, date: 2016-12-09}}",
        fix: "Correct the date of the circular or that of the letter.",
    }
    /// The meeting that endorsed lies in the future.
    ENDORSED_AFTER_LETTER = Warning "endorsed-after-letter" {
        summary: "the meeting that endorsed this one is later than the letter",
        why: "The letter tells of it as past: one of the two dates is left over or mistyped.",
        source: "practice: letters of working parties tell when they were endorsed",
        bad: "date: 2017-12-14\nmeeting: {…, endorsed: {starts: 2018-01-13}}",
        good: "date: 2017-12-14\nmeeting: {…, endorsed: {starts: 2017-11-13}}",
        fix: "Correct the dates of that meeting or the date of the letter.",
    }
    /// A letter is not posted when nobody works.
    LETTER_ON_DAY_OFF = Information "letter-on-day-off" {
        summary: "the letter is dated on a weekend or a holiday of the house",
        why: "Nobody signs and sends letters then: the date is probably mistyped.",
        source: "official holidays of the United Nations at Geneva and of the canton of Geneva",
        bad: "date: 2021-01-23   # a Saturday",
        good: "date: 2021-01-21",
        fix: "Write the day on which it is signed.",
    }
}

/// Checks the letter's date.
pub fn check(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let letter = facts.resolved.letter;
    let date = &letter.date;
    if let Some(why) = crate::base::holidays::day_off(date.value) {
        problems.push(
            LETTER_ON_DAY_OFF
                .finding(format!("the letter is dated {}, {why}", date.value))
                .at(&date.span, "is it signed and sent on that day?"),
        );
    }
    let Some(meeting) = &letter.meeting else { return };
    let starts = &meeting.starts;
    let first = meeting.first_day();
    if let Some(agreed) = meeting.agreed.as_ref().filter(|agreed| agreed.value > date.value) {
        problems.push(
            AGREED_AFTER_LETTER
                .finding(format!("the letter says what was agreed on {}, after its own date", agreed.value))
                .at(&agreed.span, format!("expected {} or earlier", date.value))
                .note(&date.span, "the letter's date")
                .hint("one of the two dates, perhaps only its year, is left over from another letter"),
        );
    }
    if let Some(schedule) = meeting.schedule.as_ref().filter(|s| s.date.value > date.value) {
        let (number, day) = (schedule.circular.value, &schedule.date);
        problems.push(
            SCHEDULE_AFTER_LETTER
                .finding(format!(
                    "TSB Circular {number} with the schedule is dated {}, after the letter",
                    day.value
                ))
                .at(&day.span, format!("expected {} or earlier", date.value))
                .note(&date.span, "the letter's date"),
        );
    }
    if let Some(endorsed) =
        meeting.endorsed.as_ref().filter(|e| e.starts.value > date.value && e.starts.value < first)
    {
        problems.push(
            ENDORSED_AFTER_LETTER
                .finding(format!(
                    "the meeting that endorsed this one begins on {}, after the letter's date",
                    endorsed.starts.value
                ))
                .at(&endorsed.starts.span, format!("expected {} or earlier", date.value))
                .note(&date.span, "the letter's date"),
        );
    }
    if date.value >= first {
        // A corrigendum may still be sent during a meeting.
        if letter.part().is_original() {
            problems.push(
                LETTER_AFTER_OPENING
                    .finding(format!("the letter is dated {}, when the meeting has begun", date.value))
                    .at(&date.span, format!("expected a date before {first}"))
                    .note(&starts.span, "the meeting starts here"),
            );
        }
        return;
    }
    let latest = first.checked_sub_months(Months::new(2));
    if let Some(latest) = latest.filter(|latest| date.value > *latest && letter.part().is_original()) {
        problems.push(
            SHORT_NOTICE
                .finding(format!(
                    "the letter is dated less than two months before the meeting (Rec. ITU-T A.1 §1.3.2: by {latest})"
                ))
                .at(&date.span, "the letter's date")
                .note(&starts.span, "the meeting starts here"),
        );
    }
    if first.checked_sub_months(Months::new(12)).is_some_and(|earliest| date.value < earliest) {
        problems.push(
            LETTER_TOO_EARLY
                .finding(format!("the letter is dated {}, more than a year before the meeting", date.value))
                .at(&date.span, "the letter's date")
                .note(&starts.span, "the meeting starts here")
                .hint("look at the year: it is often left over from another letter"),
        );
    }
}
