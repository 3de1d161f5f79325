//! Dates and ranges in the text against the days of the meeting.

use super::dates::Mention;
use super::tense::Reported;
use super::tokens::{has_any, sentence};
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::check::words::WORDS;
use crate::compose::markdown::ProseKind;
use crate::model::letter::{Kind, Meeting};
use crate::rules;
use chrono::{Datelike, NaiveDate};

rules! {
    /// `as agreed on …` of a day to come.
    FUTURE_TOLD_AS_PAST = Warning "future-told-as-past" {
        summary: "the text treats a date as past, but the date is later than the letter",
        why: "The date of the letter or the date in the text is left over from another letter. Often only the year is wrong.",
        source: "TSB Collective letter 1/1, dated 21 January 2020, which mentions an agreement of 7 January 2021",
        bad: "date: 2021-01-21\nbody:\n  - text: …, as agreed at the meeting held on 7 September 2021.",
        good: "date: 2021-01-21\nbody:\n  - text: …, as agreed at the meeting held on 7 September 2020.",
        fix: "Correct one of the two dates.",
    }
    /// `will be held on …` of a day that is over.
    PAST_TOLD_AS_TO_COME = Warning "past-told-as-to-come" {
        summary: "the text treats a date as future, but the date is earlier than the letter",
        why: "The date is left over from the letter that was copied. Often only the year is wrong.",
        source: "real letters with the dates of last year's tutorial",
        bad: "date: 2021-01-21\nbody:\n  - text: A tutorial will be held on 19 April 2020.",
        good: "date: 2021-01-21\nbody:\n  - text: A tutorial will be held on 19 April 2021.",
        fix: "Correct the date, or write it as a fact: {{ meeting.first_day }}.",
    }
    /// `the meeting opened on …` of another day.
    DATE_OUTSIDE_MEETING = Warning "date-outside-meeting" {
        summary: "the text puts the meeting on a day that is not one of its days",
        why: "A date outside the meeting is often left over from an earlier letter. Often only the year is wrong.",
        source: "real letters: a plenary \"opened on\" a day of the previous year",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nbody:\n  - text: The opening plenary will begin on 20 June 2021.",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nbody:\n  - text: \"The opening plenary will begin on {{ meeting.first_day }}.\"",
        fix: "Correct the date, or write it as a fact: {{ meeting.first_day }}.",
    }
    /// `20-29 April` beside `20-30 April`.
    RANGE_OFF_MEETING = Warning "range-off-meeting" {
        summary: "a range of dates in the text is nearly, but not exactly, that of the meeting",
        why: "The subject and the body must convene people for the same days.",
        source: "real letters whose subject and first sentence give different dates",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nwording:\n  subject: Virtual meeting of Study Group 14, 20-29 April 2021",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nwording:\n  subject: \"Virtual meeting of Study Group 14, {{ meeting.dates }}\"",
        fix: "Write the range as a fact: {{ meeting.dates }}.",
    }
}

/// Days before and after the meeting on which its tutorials and the like are held.
const AROUND: i64 = 14;

/// Looks at every date. One that is told of in the wrong tense is not told of twice.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let mut told = Reported::new(text);
    for passage in text.passages() {
        for mention in passage.dates() {
            match told.find(text, passage, mention) {
                Some(finding) => problems.push(finding),
                None => meeting(text, passage, mention, problems),
            }
        }
    }
}

/// A date that is neither of the meeting nor elsewhere.
fn meeting(text: &Text<'_>, passage: Passage<'_>, mention: &Mention, problems: &mut Diagnostics) {
    let letter = text.facts.resolved.letter;
    let Some(meeting) = &letter.meeting else { return };
    let (first, last) = (meeting.first_day(), meeting.last_day());
    let Some((from, to)) = mention.span(first.year()) else { return };
    let mut spans: Vec<(NaiveDate, NaiveDate)> = vec![(first, last)];
    spans.extend(meeting.parts.iter().flatten().map(|part| (part.first_day(), part.last_day())));
    spans.extend(letter.events.iter().flatten().map(|e| (e.starts.value.date, e.last().date)));
    let whole = spans.iter().fold((first, last), |all, span| (all.0.min(span.0), all.1.max(span.1)));
    spans.push(whole);
    if spans.contains(&(from, to)) {
        return;
    }
    let sentence = sentence(&passage.text, mention.range.start);
    let days = text.facts.phrases.dates.range(first, last);
    let place = || passage.place(mention.range.clone());
    let shown = &passage.text[mention.range.clone()];
    if mention.is_range()
        && is_near(meeting, (from, to))
        && is_of_whole(passage, mention, sentence, meeting, (from, to))
    {
        RANGE_OFF_MEETING
            .finding(format!("the text gives `{shown}`, but the meeting takes place on {days}"))
            .at(&place(), format!("expected {days}"))
            .note(&meeting.starts.span, "the meeting starts here")
            .hint("write `{{ meeting.dates }}` to show the dates of the meeting")
            .report(problems);
        return;
    }
    let other_year = |year: i32| {
        let moved = |date: NaiveDate| date.with_year(year);
        (moved(from), moved(to)) == (Some(first), Some(last))
    };
    let is_left_over = mention.is_range() && from.year() != first.year() && other_year(first.year());
    if passage.is_own(mention.range.start)
        && (is_left_over && !has_any(sentence, &["previous", "last", "circular", "report", "reports"])
            || is_outside((from, to), whole) && is_told_of_meeting(sentence))
    {
        let near =
            if is_left_over || from.with_year(first.year()).is_some_and(|d| d >= whole.0 && d <= whole.1) {
                "check the year of this date"
            } else {
                "correct this date"
            };
        DATE_OUTSIDE_MEETING
            .finding(format!("the text puts the meeting on {shown}, but it takes place on {days}"))
            .at(&place(), near)
            .note(&meeting.starts.span, "the meeting starts here")
            .report(problems);
    }
}

/// Overlaps the days of the meeting.
fn is_near(meeting: &Meeting, (from, to): (NaiveDate, NaiveDate)) -> bool {
    from <= meeting.last_day() && to >= meeting.first_day()
}

/// Whether a range is told of the whole meeting: in the subject, under a title, or in a sentence on it.
fn is_of_whole(
    passage: Passage<'_>,
    mention: &Mention,
    sentence: &str,
    meeting: &Meeting,
    (from, to): (NaiveDate, NaiveDate),
) -> bool {
    if passage.kind == ProseKind::Heading(1) || is_place_line(passage, mention) {
        return true;
    }
    let lower = sentence.to_lowercase();
    let is_whole = lower.contains("meeting")
        && ["held", "attend", "take place", "convene", "will meet"].iter().any(|v| lower.contains(v));
    // Where working parties meet, they are the whole.
    let are_parties = meeting.kind() == Kind::WorkingParty;
    let of_party = |word: &str| matches!(word, "party" | "parties" | "wp");
    let parts: Vec<&String> = WORDS.parts.iter().filter(|word| !(are_parties && of_party(word))).collect();
    let is_inside = from >= meeting.first_day() && to <= meeting.last_day();
    let shares_end = from == meeting.first_day() || to == meeting.last_day();
    passage.is_own(mention.range.start)
        && is_whole
        && (!is_inside || shares_end)
        && !has_any(sentence, &parts)
}

/// `Virtual, 20-30 April 2021`, `Geneva, 20-30 April 2021`: a line of its own.
fn is_place_line(passage: Passage<'_>, mention: &Mention) -> bool {
    let before = &passage.text[..mention.range.start];
    passage.kind == ProseKind::Paragraph
        && passage.label.is_empty()
        && mention.range.end == passage.text.len()
        && before.len() <= 60
        && before.ends_with(", ")
        && !before.contains(['.', ':'])
        && !has_any(before, &["from", "on", "meeting", "held"])
}

/// Not even in the weeks around the meeting and its events.
fn is_outside((from, to): (NaiveDate, NaiveDate), whole: (NaiveDate, NaiveDate)) -> bool {
    let days = |a: NaiveDate, b: NaiveDate| a.signed_duration_since(b).num_days();
    days(whole.0, to) > AROUND || days(from, whole.1) > AROUND
}

/// A sentence on this meeting that is neither about a deadline nor about another meeting.
fn is_told_of_meeting(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let of_this = [
        "the meeting",
        "this meeting",
        "opening plenary",
        "closing plenary",
        "the plenary",
        "tutorial",
        "workshop",
    ];
    let verbs = ["will", "opens", "opened on", "begins", "starts", "closes", "takes place"];
    of_this.iter().any(|words| lower.contains(words))
        && verbs.iter().any(|verb| lower.contains(verb))
        && !has_any(&lower, &WORDS.due)
        && !has_any(&lower.replace("be held", "").replace("next meeting", "next"), &WORDS.others)
        && !lower.contains("the next")
}
