//! Key deadlines against their rules, the meeting and the letter's date.

use super::{Facts, Text};
use crate::base::holidays::day_off;
use crate::base::text::{count, several};
use crate::base::{Diagnostic, Diagnostics, Located, Rule, Span};
use crate::model::letter::{Day, Deadline, DeadlineByHand, DeadlineItem, Letter};
use crate::model::resolve::deadlines::{Row, RowItem, counted_from, of_meeting};
use crate::rules;
use chrono::{Days, NaiveDate};

rules! {
    /// There is nothing that deadlines could count from.
    DEADLINES_WITHOUT_MEETING = Error "deadlines-without-meeting" {
        summary: "there are key deadlines, but no meeting",
        why: "Deadlines are counted back from the first day of a meeting.",
        source: "Rec. ITU-T A.1",
        bad: "series: circular\ndeadlines: {registration: by-rule}",
        good: "series: circular\nbody:\n  - text: Please answer by 15 March 2021.",
        fix: "Remove `deadlines`, or write the dates in the body.",
    }
    /// A deadline when the meeting has begun.
    DEADLINE_AFTER_OPENING = Error "deadline-after-opening" {
        summary: "a deadline is after the first day of the meeting",
        why: "Requests and contributions must arrive before the meeting. The month or the year is probably wrong.",
        source: "Rec. ITU-T A.1 §3.1.8",
        bad: "meeting: {starts: 2021-04-20, …}\ndeadlines: {registration: {date: 2021-05-20, reason: late venue}}",
        good: "meeting: {starts: 2021-04-20, …}\ndeadlines: {registration: {date: 2021-03-25, reason: late venue}}",
        fix: "Correct the date, or remove the line to use the date of the deadline rule.",
    }
    /// A date by hand that the rule does not give, and no reason.
    DEADLINE_OFF_RULE = Warning "deadline-off-rule" {
        summary: "a deadline differs from its deadline rule and has no reason",
        why: "The dates follow from the first day of the meeting. A typed date is often left over from a meeting that was moved.",
        source: "Rec. ITU-T A.1 §1.3.2, §3.1.8 and §3.2.1; practice for fellowships, interpretation, captioning and visas",
        bad: "meeting: {starts: 2021-04-20, …}\ndeadlines: {registration: 2021-03-25}",
        good: "meeting: {starts: 2021-04-20, …}\ndeadlines: {registration: {date: 2021-03-25, reason: year-end closure}}",
        fix: "Remove the line to use the date of the deadline rule, or add a reason to the date.",
    }
    /// It has passed before anybody reads of it.
    DEADLINE_BEFORE_LETTER = Warning "deadline-before-letter" {
        summary: "a deadline is on or before the date of the letter",
        why: "Readers cannot meet a deadline that has passed when the letter arrives.",
        source: "practice: letters that are sent too late",
        bad: "date: 2021-03-15\nmeeting: {starts: 2021-04-14, …}   # registration is due on 2021-03-14",
        good: "date: 2021-01-21\nmeeting: {starts: 2021-04-14, …}",
        fix: "Send the letter earlier, move the deadline with a reason (`{date: …, reason: …}`), or remove the item (`omit`).",
    }
    /// Less than two weeks remain.
    DEADLINE_TOO_SOON = Note "deadline-too-soon" {
        summary: "a deadline is less than 14 days after the letter's date",
        why: "Members need some days to receive the letter, to decide and to answer.",
        source: "practice",
        bad: "date: 2021-02-15\nmeeting: {starts: 2021-04-20, …}   # contributions to be translated are due on 2021-02-20",
        good: "date: 2021-01-21\nmeeting: {starts: 2021-04-20, …}",
        fix: "Send the letter earlier, or move the deadline with a reason.",
    }
    /// A date that somebody chose.
    DEADLINE_ON_DAY_OFF = Note "deadline-on-day-off" {
        summary: "a typed deadline is on a weekend or an official holiday",
        why: "Headquarters are closed on that day. (Dates from the deadline rules are not moved and not reported.)",
        source: "Geneva, Loi sur les jours fériés (J 1 45); official holidays of the United Nations at Geneva",
        bad: "deadlines: {registration: {date: 2021-03-28, reason: …}}   # a Sunday",
        good: "deadlines: {registration: {date: 2021-03-26, reason: …}}",
        fix: "Use the working day before.",
    }
    /// Nothing is translated.
    TRANSLATION_IN_ONE_LANGUAGE = Warning "translation-in-one-language" {
        summary: "there is a deadline for contributions to be translated, but the meeting has only one working language",
        why: "With one working language, nothing is translated. The row is left over from another letter.",
        source: "Rec. ITU-T A.1 §3.2.1",
        bad: "meeting: {working-languages: [en], …}\ndeadlines: {translation: by-rule}",
        good: "meeting: {working-languages: [en], …}\ndeadlines: {translation: omit}",
        fix: "Remove the item (`translation: omit`), or list all working languages.",
    }
    /// Nobody interprets.
    INTERPRETATION_WITHOUT = Warning "interpretation-without" {
        summary: "there is a deadline for interpretation requests, but no interpretation",
        why: "The meeting has no interpretation, so it cannot be requested.",
        source: "practice, 2015-2021",
        bad: "meeting: {interpretation: none, …}\ndeadlines: {interpretation: by-rule}",
        good: "meeting: {interpretation: none, …}",
        fix: "Remove the item, or write `interpretation: on-request` under `meeting:`.",
    }
    /// Nobody gets a fellowship.
    FELLOWSHIP_WITHOUT = Warning "fellowship-without" {
        summary: "there is a deadline for fellowship requests, but no fellowships",
        why: "The meeting has no fellowships, so they cannot be requested.",
        source: "practice, 2015-2021",
        bad: "meeting: {format: virtual, …}\ndeadlines: {fellowship: by-rule}",
        good: "meeting: {format: virtual, …}",
        fix: "Remove the item, or write `fellowships: yes` under `meeting:`.",
    }
    /// Nobody travels.
    VISA_IN_VIRTUAL_MEETING = Warning "visa-in-virtual-meeting" {
        summary: "there is a deadline for visa support letters, but the meeting is virtual",
        why: "Participants in a virtual meeting do not travel. The row is left over from another letter.",
        source: "practice, 2020-2021",
        bad: "meeting: {format: virtual, …}\ndeadlines: {visa: by-rule}",
        good: "meeting: {format: virtual, …}",
        fix: "Remove the item, or write `format: hybrid` under `meeting:`.",
    }
    /// Captioning is to be asked for, but nobody is told when.
    CAPTIONING_WITHOUT_DEADLINE = Warning "captioning-without-deadline" {
        summary: "the letter offers captioning but gives no deadline for requesting it",
        why: "People who need captions must know the deadline for requesting them. (If the meeting has only one working language, captions replace interpretation and need no request, so this is not reported.)",
        source: "practice",
        bad: "meeting: {captioning: yes, working-languages: [en, fr], …}\ndeadlines: {captioning: omit}",
        good: "meeting: {captioning: yes, working-languages: [en, fr], …}",
        fix: "Remove the line `captioning: omit` under `deadlines:`, or write `captioning: by-rule`. If all sessions have captions without a request, allow this finding, with that reason.",
    }
}

/// So many items of one day are named.
const NAMED: usize = 4;
/// Fewer days than this are too few.
const ENOUGH: i64 = 14;

/// Dates set by hand that differ from the rule without a reason, and dates after the first day.
pub fn said(letter: &Letter, problems: &mut Diagnostics) {
    let Some(meeting) = &letter.meeting else {
        if let Some((.., key)) = letter.deadlines.as_ref().and_then(|d| d.items.first()) {
            DEADLINES_WITHOUT_MEETING
                .finding("there are deadlines but no meeting to count them from")
                .at(&key.whole_line(), "counted from the first day of a meeting")
                .hint("remove `deadlines`, or write the dates in the body")
                .report(problems);
        }
        return;
    };
    let opens = &meeting.starts;
    for (item, said, _) in letter.deadlines.iter().flat_map(|d| &d.items) {
        let Deadline::On(DeadlineByHand { date, reason }) = said else { continue };
        let rule = of_meeting(*item, meeting);
        if date.value > opens.value.date {
            problems.push(after_opening(date, opens));
        } else if date.value != rule && reason.as_deref().is_none_or(is_to_come) {
            DEADLINE_OFF_RULE
                .finding(format!(
                    "the deadline `{}` is {}, but the rule gives {rule}",
                    item.word(),
                    date.value
                ))
                .at(&date.span, format!("expected {rule}, or a reason"))
                .note(counted_from(*item, meeting).1, "counted from the first day")
                .hint(format!(
                    "remove the line, or write the reason: `{}: {{date: {}, reason: …}}`",
                    item.word(),
                    date.value
                ))
                .report(problems);
        }
    }
    for other in letter.deadlines.iter().flat_map(|d| &d.other).filter(|o| o.date.value > opens.value.date) {
        problems.push(after_opening(&other.date, opens));
    }
}

/// Whether a reason is a placeholder, such as `[reason]`.
fn is_to_come(reason: &str) -> bool {
    let reason = reason.trim();
    reason.starts_with('[') && reason.ends_with(']')
}

fn after_opening(date: &Located<NaiveDate>, opens: &Located<Day>) -> Diagnostic {
    DEADLINE_AFTER_OPENING
        .finding(format!("the deadline {} is after the first day of the meeting", date.value))
        .at(&date.span, format!("expected {} or earlier", opens.value.date))
        .note(&opens.span, "the meeting starts here")
}

/// Checks the rows of the table.
pub fn check(facts: &Facts<'_>, problems: &mut Diagnostics) {
    days_off(facts.resolved.letter, problems);
    contradictions(facts, problems);
}

/// Rows that have passed, or nearly, when the letter is read: all of a kind in one finding. Only dates that the letter
/// prints count: in its table, in an annex or in a text of its own.
pub fn late(text: &Text<'_>, problems: &mut Diagnostics) {
    let letter = text.facts.resolved.letter;
    let Some(meeting) = &letter.meeting else { return };
    let date = &letter.date;
    // A letter when the meeting has begun is another mistake; an addendum repeats what was due.
    if date.value >= meeting.first_day() || !letter.part().is_original() {
        return;
    }
    let left = |row: &Row| row.date.signed_duration_since(date.value).num_days();
    let is_printed =
        |row: &&Row| text.passages().any(|p| p.dates().iter().any(|m| m.days.iter().any(|d| d.is(row.date))));
    let soon = text.facts.resolved.deadlines.iter().filter(|row| left(row) < ENOUGH).filter(is_printed);
    let (past, near): (Vec<&Row>, Vec<&Row>) = soon.partition(|row| left(row) <= 0);
    let mut report = |rule: &'static Rule, rows: &[&Row], what: &str, advice: &str| {
        let Some(first) = rows.first().and_then(|row| row.entries.first()) else { return };
        let listed = |row: &&Row| {
            let days = usize::try_from(left(row)).ok().filter(|days| *days > 0);
            let days = days.map(|days| format!(", {}", count(days, "day"))).unwrap_or_default();
            format!("{} ({}{days})", several(row.entries.iter().map(RowItem::word), NAMED), row.date)
        };
        let listed: Vec<String> = rows.iter().map(listed).collect();
        let noun = if rows.len() == 1 { "a deadline" } else { "deadlines" };
        let later = date.value + Days::new(ENOUGH.unsigned_abs());
        let later = later.min(meeting.first_day() - Days::new(1));
        let example = match first {
            RowItem::Item(item) => format!("such as `{}: {{date: {later}, reason: REASON}}`", item.word()),
            RowItem::Other(_) => "under `other`".to_owned(),
        };
        rule.finding(format!("{noun} {what}: {}", listed.join(", ")))
            .at(&date.span, "the letter's date")
            .note(&meeting.starts.span, "deadlines count from here")
            .hint(format!("{advice}, or move the deadline, {example}"))
            .report(problems);
    };
    let verb = if past.len() == 1 { "has" } else { "have" };
    let passed = format!("{verb} already passed on the date of the letter");
    report(&DEADLINE_BEFORE_LETTER, &past, &passed, "correct the date of the letter");
    let verb = if near.len() == 1 { "is" } else { "are" };
    let soon = format!("{verb} less than {ENOUGH} days after the letter's date");
    report(&DEADLINE_TOO_SOON, &near, &soon, "send the letter earlier");
}

/// Dates that somebody chose although nobody works then.
fn days_off(letter: &Letter, problems: &mut Diagnostics) {
    let deadlines = letter.deadlines.iter();
    let by_hand = deadlines.clone().flat_map(|d| &d.items).filter_map(|(item, said, _)| match said {
        Deadline::On(DeadlineByHand { date, .. })
            if letter.meeting.as_ref().map(|meeting| of_meeting(*item, meeting)) != Some(date.value) =>
        {
            Some(date)
        }
        _ => None,
    });
    for date in by_hand.chain(deadlines.flat_map(|d| &d.other).map(|other| &other.date)) {
        if let Some(why) = day_off(date.value) {
            DEADLINE_ON_DAY_OFF
                .finding(format!("the deadline {} is {why}", date.value))
                .at(&date.span, "expected a working day")
                .report(problems);
        }
    }
}

/// Rows that do not fit the meeting, and one that is missing.
fn contradictions(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let letter = facts.resolved.letter;
    let Some(meeting) = &letter.meeting else { return };
    // Where the letter itself asks for an item; what the house style adds fits the meeting.
    let asked = |wanted: DeadlineItem| -> Option<&Span> {
        letter
            .deadlines
            .iter()
            .flat_map(|d| &d.items)
            .find(|(item, said, _)| *item == wanted && !matches!(said, Deadline::Omit))
            .map(|(.., key)| key)
    };
    // A meeting without interpretation may still have its contributions translated.
    let only = meeting.working_languages.as_ref().filter(|languages| languages.value.len() == 1);
    if let (Some(key), Some(languages)) = (asked(DeadlineItem::Translation), only) {
        TRANSLATION_IN_ONE_LANGUAGE
            .finding("there is a deadline for contributions to be translated, but the meeting has only one working language")
            .at(key, "expected `translation: omit`")
            .note(&languages.span, "the only working language")
            .report(problems);
    }
    let without = |finding: Diagnostic, said: Option<&Span>, label: &str| match said {
        Some(said) => finding.note(said, label),
        None => finding,
    };
    if let Some(key) = asked(DeadlineItem::Interpretation).filter(|_| !meeting.has_interpretation()) {
        let finding = INTERPRETATION_WITHOUT
            .finding("there is a deadline for interpretation requests, but the meeting has no interpretation")
            .at(key, "remove this line if there is no interpretation");
        let said = meeting.interpretation.as_ref().map(|said| &said.span);
        problems.push(without(finding, said, "no interpretation"));
    }
    if let Some(key) = asked(DeadlineItem::Fellowship).filter(|_| !meeting.has_fellowships()) {
        let finding = FELLOWSHIP_WITHOUT
            .finding("there is a deadline for fellowship requests, but no fellowships are awarded")
            .at(key, "remove this line if there are no fellowships");
        let said = meeting.fellowships.as_ref().map(|said| &said.span);
        problems.push(without(finding, said, "no fellowships"));
    }
    if let Some(key) = asked(DeadlineItem::Visa)
        && meeting.is_virtual()
    {
        VISA_IN_VIRTUAL_MEETING
            .finding("there is a deadline for visa support letters, but the meeting is virtual")
            .at(key, "remove this line if the meeting is virtual")
            .report(problems);
    }
    let is_listed = facts.resolved.deadlines.iter().any(|row| row.has(DeadlineItem::Captioning));
    if let Some(captioning) = &meeting.captioning
        && captioning.value
        && !meeting.is_single_language()
        && !is_listed
        && !facts.resolved.deadlines.is_empty()
    {
        CAPTIONING_WITHOUT_DEADLINE
            .finding("the letter offers captioning but gives no deadline for requesting it")
            .at(&captioning.span, "captioning is offered here")
            .hint("add the line `captioning: by-rule` under `deadlines:`")
            .report(problems);
    }
}
