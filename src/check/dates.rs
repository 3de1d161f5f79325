//! The letter's date against the meeting's.

use super::Facts;
use crate::base::{Diagnostic, Diagnostics, Located};
use crate::model::letter::{Letter, Meeting};
use crate::model::resolve::deadlines::latest_letter;
use crate::rules;
use chrono::{Months, NaiveDate};

rules! {
    /// The meeting has begun when the letter is dated.
    LETTER_AFTER_OPENING = Error "letter-after-opening" {
        summary: "the letter is dated on or after the first day of the meeting",
        why: "A letter convenes a future meeting, so one of the two dates is wrong.",
        source: "Rec. ITU-T A.1 §1.3.2: the letter is sent before the meeting",
        bad: "date: 2021-05-03\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        good: "date: 2021-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        fix: "Correct the date of the letter or the first day of the meeting.",
    }
    /// Most often the year of the letter before.
    LETTER_TOO_EARLY = Warning "letter-too-early" {
        summary: "the letter is dated more than a year before the meeting",
        why: "Letters are sent some months before a meeting. The year is probably left over from the letter that was copied.",
        source: "a real letter dated 21 January 2020 for a meeting in April 2021",
        bad: "date: 2020-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        good: "date: 2021-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        fix: "Check the year of both dates.",
    }
    /// Less than two months.
    SHORT_NOTICE = Note "short-notice" {
        summary: "the letter is dated less than two months before the meeting",
        why: "Members need this time: contributions to be translated are due two months before a meeting. (Not reported for workshops and other events that are no meeting of a group.)",
        source: "Rec. ITU-T A.1 §1.3.2",
        bad: "date: 2021-03-19\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        good: "date: 2021-02-19\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        fix: "Send the letter earlier, or allow this finding, with the reason.",
    }
    /// What was agreed lies in the future.
    AGREED_AFTER_LETTER = Warning "agreed-after-letter" {
        summary: "the letter mentions an agreement that is later than the letter",
        why: "The sentence \"as agreed on …\" has a date in the future. One of the two dates, often only its year, is left over from another letter.",
        source: "a real letter dated 21 January 2020 that mentions an agreement of 7 January 2021",
        bad: "date: 2020-01-21\nmeeting: {starts: 2020-04-20, ends: 2020-04-30, agreed: 2021-01-07}",
        good: "date: 2021-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30, agreed: 2021-01-07}",
        fix: "Correct the date of the letter or that of the agreement.",
    }
    /// The schedule's circular lies in the future.
    SCHEDULE_AFTER_LETTER = Warning "schedule-after-letter" {
        summary: "the circular with the schedule of meetings is later than the letter",
        why: "A letter can only cite earlier documents. One of the two dates is left over or mistyped.",
        source: "practice: letters cite the circular of the previous year",
        bad: "date: 2017-04-07\nmeeting: {…, schedule: {circular: 3, date: 2017-12-09}}",
        good: "date: 2017-04-07\nmeeting: {…, schedule: {circular: 3, date: 2016-12-09}}",
        fix: "Correct the date of the circular or that of the letter.",
    }
    /// The meeting that endorsed lies in the future.
    ENDORSED_AFTER_LETTER = Warning "endorsed-after-letter" {
        summary: "the meeting that endorsed this one is later than the letter",
        why: "The letter treats that meeting as past. One of the two dates is left over or mistyped.",
        source: "practice: letters of working parties give the date of the endorsement",
        bad: "date: 2017-12-14\nmeeting: {…, endorsed: {starts: 2018-01-13}}",
        good: "date: 2017-12-14\nmeeting: {…, endorsed: {starts: 2017-11-13}}",
        fix: "Correct the dates of that meeting or the date of the letter.",
    }
    /// A letter is not posted when nobody works.
    LETTER_ON_DAY_OFF = Note "letter-on-day-off" {
        summary: "the letter is dated on a weekend or an official holiday",
        why: "Letters are not signed or sent on such a day. The date is probably mistyped.",
        source: "official holidays of the United Nations at Geneva and of the canton of Geneva",
        bad: "date: 2021-01-23   # a Saturday",
        good: "date: 2021-01-21",
        fix: "Write the date of the signature.",
    }
}

/// Checks the letter's date.
pub fn check(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let letter = facts.resolved.letter;
    let date = &letter.date;
    day_off(date, problems);
    let Some(meeting) = &letter.meeting else { return };
    later_agreement(date, meeting, problems);
    later_schedule(date, meeting, problems);
    later_endorsement(date, meeting, problems);
    // A corrigendum may still be sent shortly before a meeting, or during it.
    let is_original = letter.part().is_original();
    if date.value >= meeting.first_day() {
        if is_original {
            after_opening(date, meeting, problems);
        }
        return;
    }
    short_notice(letter, meeting, problems);
    too_early(date, meeting, problems);
}

/// Nobody works on the letter's date.
fn day_off(date: &Located<NaiveDate>, problems: &mut Diagnostics) {
    if let Some(why) = crate::base::holidays::day_off(date.value) {
        LETTER_ON_DAY_OFF
            .finding(format!("the letter is dated {}, {why}", date.value))
            .at(&date.span, "expected a working day")
            .report(problems);
    }
}

/// What the letter treats as past, and is not.
fn later(problem: Diagnostic, said: &Located<NaiveDate>, date: &Located<NaiveDate>) -> Diagnostic {
    problem
        .at(&said.span, format!("expected {} or earlier", date.value))
        .note(&date.span, "the letter's date")
}

/// The letter mentions an agreement that did not exist yet.
fn later_agreement(date: &Located<NaiveDate>, meeting: &Meeting, problems: &mut Diagnostics) {
    if let Some(agreed) = meeting.agreed.as_ref().filter(|agreed| agreed.value > date.value) {
        let message =
            format!("the letter mentions an agreement of {}, which is later than the letter", agreed.value);
        later(AGREED_AFTER_LETTER.finding(message), agreed, date)
            .hint("correct one of the two dates; often only the year comes from an earlier letter")
            .report(problems);
    }
}

/// The letter cites a schedule that was not published yet.
fn later_schedule(date: &Located<NaiveDate>, meeting: &Meeting, problems: &mut Diagnostics) {
    if let Some(schedule) = meeting.schedule.as_ref().filter(|s| s.date.value > date.value) {
        let (number, day) = (schedule.circular.value, &schedule.date);
        let message = format!(
            "TSB Circular {number} with the schedule is dated {}, which is later than the letter",
            day.value
        );
        later(SCHEDULE_AFTER_LETTER.finding(message), day, date).report(problems);
    }
}

/// The letter treats a meeting as past that had not begun. One after the meeting itself is another rule's finding.
fn later_endorsement(date: &Located<NaiveDate>, meeting: &Meeting, problems: &mut Diagnostics) {
    let is_later = |starts: NaiveDate| starts > date.value && starts < meeting.first_day();
    if let Some(starts) = meeting.endorsed.as_ref().map(|e| &e.starts).filter(|starts| is_later(starts.value))
    {
        let message = format!(
            "the meeting that endorsed this one starts on {}, which is later than the letter",
            starts.value
        );
        later(ENDORSED_AFTER_LETTER.finding(message), starts, date).report(problems);
    }
}

/// Reports that the meeting has begun when the letter is dated.
fn after_opening(date: &Located<NaiveDate>, meeting: &Meeting, problems: &mut Diagnostics) {
    LETTER_AFTER_OPENING
        .finding(format!("the letter is dated {}, when the meeting has already started", date.value))
        .at(&date.span, format!("expected a date before {}", meeting.first_day()))
        .note(&meeting.starts.span, "the meeting starts here")
        .report(problems);
}

/// Members have less than two months.
fn short_notice(letter: &Letter, meeting: &Meeting, problems: &mut Diagnostics) {
    let date = &letter.date;
    if let Some(latest) = latest_letter(letter).filter(|latest| date.value > *latest) {
        SHORT_NOTICE
            .finding(format!(
                "the letter is dated less than two months before the meeting (Rec. ITU-T A.1 §1.3.2: by {latest})"
            ))
            .at(&date.span, "the letter's date")
            .note(&meeting.starts.span, "the meeting starts here")
            .hint("send the letter earlier, or allow this finding with its reason: `allow: {short-notice: REASON}`")
            .report(problems);
    }
}

/// The letter is from more than a year before the meeting.
fn too_early(date: &Located<NaiveDate>, meeting: &Meeting, problems: &mut Diagnostics) {
    let earliest = meeting.first_day().checked_sub_months(Months::new(12));
    if earliest.is_some_and(|earliest| date.value < earliest) {
        LETTER_TOO_EARLY
            .finding(format!("the letter is dated {}, more than a year before the meeting", date.value))
            .at(&date.span, "the letter's date")
            .note(&meeting.starts.span, "the meeting starts here")
            .hint("check the year: it often comes from an earlier letter")
            .report(problems);
    }
}
