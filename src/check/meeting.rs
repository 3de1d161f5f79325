//! Facts of the meeting against each other. Those that leave no meeting to convene are found where the
//! letter is read (`letter/`): here they are explained.

use super::Facts;
use super::words::{WORDS, has};
use crate::base::holidays::holiday;
use crate::base::{Diagnostics, Located};
use crate::model::letter::{Annex, Half, Kind, Letter, Meeting, Time};
use crate::rules;
use chrono::{Datelike, Weekday};

rules! {
    /// Words of its own that send people to a place.
    FELLOWSHIPS_IN_VIRTUAL_MEETING = Warning "fellowships-in-virtual-meeting" {
        summary: "fellowships are awarded for a virtual meeting",
        why: "Fellowships pay for travel, but people do not travel to a virtual meeting.",
        source: "practice, 2020-2021",
        bad: "meeting: {format: virtual, fellowships: yes, …}",
        good: "meeting: {format: virtual, …}",
        fix: "Remove `fellowships: yes`, or write `format: hybrid`. For e-fellowships that pay for connection costs, allow this finding, with that reason.",
    }
    /// Items for people who travel.
    TRAVEL_ITEM_IN_VIRTUAL_MEETING = Warning "travel-item-in-virtual-meeting" {
        summary: "the practical information of a virtual meeting has an item for people who travel",
        why: "Participants in a virtual meeting do not need a visa, a hotel or a loan laptop. The item is left over from another letter.",
        source: "practice, 2020-2021",
        bad: "meeting: {format: virtual, …}\nannexes: [{kind: practical, items: {visa-support: …}}]",
        good: "meeting: {format: virtual, …}\nannexes: [{kind: practical}]",
        fix: "Remove the item: the house style omits it for virtual meetings.",
    }
    /// One language, and interpretation between them.
    INTERPRETATION_IN_ONE_LANGUAGE = Warning "interpretation-in-one-language" {
        summary: "the meeting has interpretation, but only one working language",
        why: "Interpretation needs at least two languages.",
        source: "practice, 2015-2021",
        bad: "meeting: {working-languages: [en], interpretation: on-request, …}",
        good: "meeting: {working-languages: [en], …}",
        fix: "List all working languages, or remove `interpretation: on-request`.",
    }
    /// Two days on which nobody sits.
    DAILY_HOURS_OVER_WEEKEND = Note "daily-hours-over-weekend" {
        summary: "the meeting is held \"every day\", and the dates include a weekend",
        why: "Read literally, the letter also convenes people at the weekend.",
        source: "a real letter of 2021: 10:00-16:00 every day from 20 to 30 April 2021",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30, daily-hours: 10:00-16:00}",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-23, daily-hours: 10:00-16:00}",
        fix: "Write in a paragraph of the body that there are no sessions at the weekend, and allow this finding, with that reason.",
    }
    /// Hours before the registration desk.
    DESK_TOO_EARLY = Warning "desk-too-early" {
        summary: "the registration desk opens three hours or more before the meeting",
        why: "A desk at 0830 for an afternoon meeting is left over from a meeting that started in the morning.",
        source: "real letters: desk at 0830 for an afternoon event",
        bad: "meeting: {opens: 14:30, registration-desk: 08:30, …}",
        good: "meeting: {opens: 14:30, registration-desk: 13:30, …}",
        fix: "Correct the time of the registration desk.",
    }
    /// A half day that begins in the other half.
    OPENS_IN_OTHER_HALF = Warning "opens-in-other-half" {
        summary: "the meeting starts in the afternoon but opens in the morning, or the reverse",
        why: "The opening time is not in the half of the day that is given with the first date.",
        source: "real letters with half days (`27 July (afternoon)`)",
        bad: "meeting: {starts: 2021-07-27 afternoon, opens: 09:30, …}",
        good: "meeting: {starts: 2021-07-27 afternoon, opens: 14:30, …}",
        fix: "Correct the opening time, or `morning` or `afternoon` after the first date.",
    }
    /// The opening is not in the daily hours.
    OPENS_OUTSIDE_HOURS = Warning "opens-outside-hours" {
        summary: "the opening plenary is outside the daily hours of the meeting",
        why: "Both times appear in the same paragraph of the letter. One of them is left over.",
        source: "practice",
        bad: "meeting: {daily-hours: 12:00-15:00, opens: 09:30, …}",
        good: "meeting: {daily-hours: 12:00-15:00, opens: 12:00, …}",
        fix: "Correct the daily hours or the opening time.",
    }
    /// At night.
    ODD_HOUR = Warning "odd-hour" {
        summary: "the meeting, its registration desk or an event starts before 0700 hours, or at 2100 hours or later",
        why: "A digit is probably wrong (0130 instead of 1330). All times are Geneva time.",
        source: "practice",
        bad: "meeting: {opens: 01:30, …}",
        good: "meeting: {opens: 13:30, …}",
        fix: "Correct the time. For a meeting in another time zone, allow this finding, with that reason.",
    }
    /// Closed.
    OPENING_ON_DAY_OFF = Note "opening-on-day-off" {
        summary: "the meeting starts or ends on a weekend or an official holiday",
        why: "Headquarters are closed on that day. The day or the month may be mistyped.",
        source: "Geneva, Loi sur les jours fériés (J 1 45); official holidays of the United Nations at Geneva",
        bad: "meeting: {starts: 2021-04-18, …}   # a Sunday",
        good: "meeting: {starts: 2021-04-19, …}",
        fix: "Check both dates. For virtual meetings and meetings outside Geneva, only weekends are reported.",
    }
    /// Months away.
    MEETING_TOO_LONG = Warning "meeting-too-long" {
        summary: "the meeting lasts longer than four weeks",
        why: "The month or the year of one of its dates is probably wrong.",
        source: "meetings of study groups last one to two weeks",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-06-30}",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30}",
        fix: "Correct one of the two dates.",
    }
    /// Not with the meeting.
    EVENT_FAR_FROM_MEETING = Warning "event-far-from-meeting" {
        summary: "an event held with the meeting is more than two weeks before or after it",
        why: "The date is often left over from an earlier letter. Often only the year is wrong.",
        source: "real letters with the dates of last year's workshop",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nevents: [{title: a tutorial, starts: 2020-04-19}]",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30}\nevents: [{title: a tutorial, starts: 2021-04-19}]",
        fix: "Correct the date of the event.",
    }
}

/// Hours between desk and opening from which on the desk is too early.
const DESK_AHEAD: u32 = 3;
/// The day's first and last hour at which something may begin.
const DAY: std::ops::RangeInclusive<u32> = 7..=20;
/// Days that a meeting lasts at most.
const LONGEST: i64 = 28;
/// Days between an event and the meeting.
const NEAR: i64 = 14;

/// Checks the meeting.
pub fn check(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let letter = facts.resolved.letter;
    let Some(meeting) = &letter.meeting else { return };
    formats(meeting, letter, problems);
    days(meeting, problems);
    times(meeting, letter, problems);
    events(meeting, letter, problems);
}

/// Virtual or in one place, one language or several.
fn formats(meeting: &Meeting, letter: &Letter, problems: &mut Diagnostics) {
    if let Some(fellowships) = meeting.fellowships.as_ref().filter(|f| f.value && meeting.is_virtual()) {
        FELLOWSHIPS_IN_VIRTUAL_MEETING
            .finding("fellowships are awarded for a virtual meeting")
            .at(&fellowships.span, "remove this line, or write `format: hybrid`")
            .report(problems);
    }
    for (name, text) in practical_items(letter).filter(|_| meeting.is_virtual()) {
        if has(&WORDS.travel_items, name) && !text.trim().is_empty() && text.value != "by-style" {
            TRAVEL_ITEM_IN_VIRTUAL_MEETING
                .finding(format!(
                    "the item `{}` is for meetings with travel, but this meeting is virtual",
                    name.value
                ))
                .at(&name.span, "remove this item")
                .report(problems);
        }
    }
    if let (Some(languages), Some(interpretation)) = (&meeting.working_languages, &meeting.interpretation)
        && languages.value.len() == 1
        && meeting.has_interpretation()
    {
        INTERPRETATION_IN_ONE_LANGUAGE
            .finding("the meeting has interpretation, but only one working language")
            .at(&interpretation.span, "remove this line, or list more languages")
            .note(&languages.span, "the only working language")
            .report(problems);
    }
}

/// Items of the practical annex that the letter words itself.
fn practical_items(letter: &Letter) -> impl Iterator<Item = &(Located<String>, Located<String>)> {
    letter.annexes.iter().flatten().flat_map(|annex| match annex {
        Annex::Practical(practical, _) => {
            practical.items.as_ref().map_or(&[][..], |items| items.entries.as_slice())
        }
        _ => &[],
    })
}

fn days(meeting: &Meeting, problems: &mut Diagnostics) {
    let (first, last) = (meeting.first_day(), meeting.last_day());
    let weekend = |day: Weekday| matches!(day, Weekday::Sat | Weekday::Sun);
    // Holidays of Geneva count in Geneva.
    let in_geneva = meeting.is_in_geneva() && meeting.kind() != Kind::RegionalGroup;
    for (day, verb) in [(&meeting.starts, "starts"), (&meeting.ends, "ends")] {
        let date = day.value.date;
        if verb == "ends" && last == first {
            continue;
        }
        let why = match date.weekday() {
            Weekday::Sat => Some("a Saturday"),
            Weekday::Sun => Some("a Sunday"),
            _ if in_geneva => holiday(date),
            _ => None,
        };
        if let Some(why) = why {
            OPENING_ON_DAY_OFF
                .finding(format!("the meeting {verb} on {date}, {why}"))
                .at(&day.span, "check the day and the month")
                .report(problems);
        }
    }
    let days = last.signed_duration_since(first).num_days() + 1;
    if days > LONGEST {
        MEETING_TOO_LONG
            .finding(format!("the meeting lasts {days} days"))
            .at(&meeting.ends.span, "check the month and the year")
            .note(&meeting.starts.span, "the first day")
            .report(problems);
    } else if let Some(hours) = &meeting.daily_hours
        && first.iter_days().take_while(|day| *day <= last).any(|day| weekend(day.weekday()))
    {
        DAILY_HOURS_OVER_WEEKEND
            .finding(format!(
                "the meeting is held every day at {}, and the dates include a weekend",
                hours.value
            ))
            .at(&hours.span, "also on Saturday and Sunday?")
            .note(&meeting.starts.span, "the meeting starts here")
            .hint("say in a paragraph of the body that there are no sessions at the weekend, and allow this finding with its reason")
            .report(problems);
    }
}

fn times(meeting: &Meeting, letter: &Letter, problems: &mut Diagnostics) {
    let minutes = |time: Time| time.hour * 60 + time.minute;
    if let (Some(desk), Some(opens)) = (&meeting.registration_desk, &meeting.opens)
        && meeting.opens_on_first_day()
        && minutes(opens.value).saturating_sub(minutes(desk.value)) >= DESK_AHEAD * 60
    {
        DESK_TOO_EARLY
            .finding(format!(
                "the registration desk opens at {}, long before the meeting at {}",
                desk.value, opens.value
            ))
            .at(&desk.span, "correct this time if it is left over")
            .note(&opens.span, "the meeting opens here")
            .report(problems);
    }
    if let (Some(half), Some(opens)) = (meeting.starts.value.half, &meeting.opens)
        && meeting.opens_on_first_day()
        && (half == Half::Afternoon) != (opens.value.hour >= 12)
    {
        OPENS_IN_OTHER_HALF
            .finding(format!("the meeting starts in the {}, but opens at {}", half.word(), opens.value))
            .at(&opens.span, format!("expected a time in the {}", half.word()))
            .note(&meeting.starts.span, "the first day")
            .report(problems);
    }
    let opens = meeting.opens.as_ref().map(|time| (time.value, &time.span, "the meeting opens"));
    let plenary = meeting.opening_plenary.as_ref();
    let plenary = plenary.and_then(|day| Some((day.value.time()?, &day.span, "the opening plenary begins")));
    let hours = meeting.daily_hours.as_ref();
    for (time, span, what) in [opens, plenary].into_iter().flatten() {
        let Some(hours) = hours.filter(|hours| !(hours.value.from..hours.value.to).contains(&time)) else {
            continue;
        };
        OPENS_OUTSIDE_HOURS
            .finding(format!("{what} at {time}, outside the daily hours {}", hours.value))
            .at(span, format!("expected {} or later, within the daily hours", hours.value.from))
            .note(&hours.span, "the daily hours")
            .report(problems);
    }
    let said = [
        opens.map(|(time, span, _)| (time, span)),
        plenary.map(|(time, span, _)| (time, span)),
        meeting.registration_desk.as_ref().map(|t| (t.value, &t.span)),
        meeting.daily_hours.as_ref().map(|h| (h.value.from, &h.span)),
    ];
    let desk =
        meeting.desk_hours.iter().flatten().flat_map(|days| &days.hours.0).map(|h| (h.value.from, &h.span));
    let events = letter.events.iter().flatten();
    let events = events.filter_map(|event| event.hours.as_ref().map(|h| (h.value.from, &h.span)));
    for (time, span) in
        said.into_iter().flatten().chain(desk).chain(events).filter(|(t, _)| !DAY.contains(&t.hour))
    {
        ODD_HOUR
            .finding(format!("{time} is an unusual time to start"))
            .at(span, "check the time (it is Geneva time)")
            .report(problems);
    }
}

fn events(meeting: &Meeting, letter: &Letter, problems: &mut Diagnostics) {
    for event in letter.events.iter().flatten() {
        let before = meeting.first_day().signed_duration_since(event.last().date).num_days();
        let after = event.starts.value.date.signed_duration_since(meeting.last_day()).num_days();
        if before.max(after) > NEAR {
            let away = before.max(after);
            EVENT_FAR_FROM_MEETING
                .finding(format!("an event held with the meeting is {away} days away from it"))
                .at(&event.starts.span, format!("expected a day near {}", meeting.first_day()))
                .note(&meeting.starts.span, "the meeting starts here")
                .report(problems);
        }
    }
}
