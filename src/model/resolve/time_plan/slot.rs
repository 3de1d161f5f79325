//! Slots as people write them: `21`, `21 AM`, `21 AM - 22 PM`, `2021-04-21 - 23`.

use super::calendar::Calendar;
use crate::base::text::did_you_mean;
use crate::base::{Diagnostics, Located, Reported, Span, yaml};
use crate::model::resolve::rules::{TIME_PLAN_DAY, TIME_PLAN_RANGE, TIME_PLAN_SESSION, TIME_PLAN_SLOT};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// What stands between the two ends of a range.
pub const DASHES: [&str; 3] = [" - ", " – ", " — "];

/// The columns of a slot.
///
/// # Errors
/// It is wrong, which was reported at the part that is.
pub fn read(
    slot: &Located<String>,
    calendar: &Calendar,
    problems: &mut Diagnostics,
) -> Result<Range<usize>, Reported> {
    let (first, second) = halves(slot);
    let from = end(&first, None, calendar, problems);
    let Some(second) = second else { return from.map(|end| end.columns) };
    // `21 AM - PM` stays on the day.
    let day = from.as_ref().ok().filter(|end| end.session).map(|end| end.date);
    let to = end(&second, day, calendar, problems);
    let (from, to) = (from?, to?);
    if to.columns.end <= from.columns.start {
        return Err(TIME_PLAN_RANGE
            .finding(format!("`{}` ends before it starts", slot.trim()))
            .at(&second.span, "expected a later session")
            .refuse(problems));
    }
    Ok(from.columns.start..to.columns.end)
}

/// A part of a slot and its place.
struct SlotPart<'t> {
    text: &'t str,
    span: Span,
}

/// One end of a slot.
struct End {
    date: NaiveDate,
    columns: Range<usize>,
    /// Whether it names a session, not a whole day.
    session: bool,
}

/// The two ends of a range, or the one slot.
fn halves(slot: &Located<String>) -> (SlotPart<'_>, Option<SlotPart<'_>>) {
    let text = slot.value.as_str();
    let found = DASHES.iter().filter_map(|dash| text.find(dash).map(|at| (at, dash.len()))).min();
    match found {
        Some((at, length)) => (part(slot, 0, at), Some(part(slot, at + length, text.len()))),
        None => (part(slot, 0, text.len()), None),
    }
}

/// A stretch of the slot without the spaces around it. Its place is exact where the file has the slot
/// as it is, without quotes and escapes.
fn part(slot: &Located<String>, from: usize, to: usize) -> SlotPart<'_> {
    let whole = slot.value.get(from..to).unwrap_or_default();
    let from = from + whole.len() - whole.trim_start().len();
    let text = whole.trim();
    let span = if slot.span.text() == slot.value && !text.is_empty() {
        Span::new(&slot.span.source, slot.span.start + from, slot.span.start + from + text.len())
    } else {
        slot.span.clone()
    };
    SlotPart { text, span }
}

/// Reads `21`, `21 AM`, or, behind a session of `day`, `PM`.
fn end(
    part: &SlotPart<'_>,
    day: Option<NaiveDate>,
    calendar: &Calendar,
    problems: &mut Diagnostics,
) -> Result<End, Reported> {
    let session = |name: &str| calendar.sessions().iter().position(|s| s.eq_ignore_ascii_case(name));
    if let Some(date) = day
        && let Some(at) = session(part.text)
        && let Some(columns) = calendar.day(date)
    {
        return Ok(End { date, columns: columns.start + at..columns.start + at + 1, session: true });
    }
    let (day, name) = part.text.split_once(char::is_whitespace).unwrap_or((part.text, ""));
    let date = date(day, part, calendar, problems)?;
    let Some(columns) = calendar.day(date) else {
        return Err(TIME_PLAN_DAY
            .finding(format!("{date} is a {}: it has no sessions", weekday(date)))
            .at(&part.span, "expected a working day")
            .hint("if the group works on Saturdays and Sundays, add `weekends: work`")
            .refuse(problems));
    };
    let name = name.trim();
    if name.is_empty() {
        return Ok(End { date, columns, session: false });
    }
    let Some(at) = session(name) else {
        let names: Vec<&str> = calendar.sessions().iter().map(String::as_str).collect();
        let list = names.join(", ");
        let label = did_you_mean(name, names, &format!("expected one of {list}"));
        return Err(TIME_PLAN_SESSION
            .finding(format!("a day has no session `{name}`"))
            .at(&part.span, label)
            .hint(format!("possible sessions: {list}; to use others, list them under `sessions:`"))
            .refuse(problems));
    };
    Ok(End { date, columns: columns.start + at..columns.start + at + 1, session: true })
}

/// A day of the month, or a whole date.
fn date(
    day: &str,
    part: &SlotPart<'_>,
    calendar: &Calendar,
    problems: &mut Diagnostics,
) -> Result<NaiveDate, Reported> {
    let (first, last) = calendar.days();
    let expected = format!("expected a day from {first} to {last}");
    if let Ok(date) = yaml::date(day) {
        if !(first..=last).contains(&date) {
            return Err(TIME_PLAN_DAY
                .finding(format!("{date} is not a day of the time plan"))
                .at(&part.span, expected)
                .refuse(problems));
        }
        return Ok(date);
    }
    let number: Option<u32> =
        (day.len() <= 2 && day.bytes().all(|b| b.is_ascii_digit())).then(|| day.parse().ok()).flatten();
    let Some(number) = number else {
        return Err(TIME_PLAN_SLOT
            .finding(format!("`{}` is not a day with a session", part.text))
            .at(&part.span, "expected a day such as 21, with or without a session")
            .hint(format!(
                "write, for example, `{} {}`; between two of them, write a dash with a space on each side",
                first.day(),
                calendar.sessions().first().map_or("AM", String::as_str)
            ))
            .refuse(problems));
    };
    let days: Vec<NaiveDate> = calendar.dates().filter(|date| date.day() == number).collect();
    match days[..] {
        [date] => Ok(date),
        [] => Err(TIME_PLAN_DAY
            .finding(format!("the time plan has no day {number}"))
            .at(&part.span, expected)
            .refuse(problems)),
        [one, other, ..] => Err(TIME_PLAN_DAY
            .finding(format!("the time plan has more than one day {number}"))
            .at(&part.span, format!("expected {one} or {other}"))
            .refuse(problems)),
    }
}

/// The day that a slot names, of those from the first to the last, and whether as a whole date. `None` for what is no day, or
/// could be several.
pub fn day_named(day: &str, (first, last): (NaiveDate, NaiveDate)) -> Option<(NaiveDate, bool)> {
    if let Ok(date) = yaml::date(day) {
        return Some((date, true));
    }
    let is_number = (1..=2).contains(&day.len()) && day.bytes().all(|b| b.is_ascii_digit());
    let number: u32 = day.parse().ok().filter(|_| is_number)?;
    let mut days = first.iter_days().take_while(|date| *date <= last).filter(|date| date.day() == number);
    let found = days.next()?;
    days.next().is_none().then_some((found, false))
}

fn weekday(date: NaiveDate) -> &'static str {
    match date.weekday() {
        chrono::Weekday::Sat => "Saturday",
        _ => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;
    use crate::model::letter::Weekends;

    fn columns(slot: &str, sessions: &[&str]) -> Result<Range<usize>, String> {
        let source = Source::new("a.yaml", slot);
        let slot = Located::new(slot.to_owned(), Span::new(&source, 0, slot.len()));
        let day = |d| NaiveDate::from_ymd_opt(2021, 4, d).expect("a date");
        let names = sessions.iter().map(|s| (*s).to_owned()).collect();
        let calendar = Calendar::new(day(20), day(30), names, Weekends::Show);
        let mut problems = Diagnostics::new();
        read(&slot, &calendar, &mut problems).map_err(|_| {
            problems
                .iter()
                .map(|d| format!("{:?} {}", d.span.as_ref().expect("a place"), d.message))
                .collect()
        })
    }

    #[test]
    fn slots_are_read_as_people_write_them() {
        let halves = |slot| columns(slot, &["AM", "PM"]).expect(slot);
        assert_eq!(halves("20"), 0..2);
        assert_eq!(halves("20 AM"), 0..1);
        assert_eq!(halves("20  pm"), 1..2);
        assert_eq!(halves("20 PM - 22 AM"), 1..5);
        assert_eq!(halves("20 – 21"), 0..4);
        assert_eq!(halves("20 AM - PM"), 0..2);
        assert_eq!(halves("2021-04-23 PM - 26 AM"), 7..10);
        let quarters = |slot| columns(slot, &["1", "2", "3", "4"]).expect(slot);
        assert_eq!(quarters("20 2 - 4"), 1..4);
        assert_eq!(quarters("20 2 - 21 1"), 1..5);
        assert_eq!(quarters("20 2 - 22"), 1..12);
        assert_eq!(columns("20 Early morning", &["Early morning", "Noon"]), Ok(0..1));
    }

    #[test]
    fn a_wrong_slot_is_reported_where_it_is_wrong() {
        let problem = |slot| columns(slot, &["AM", "PM"]).expect_err(slot);
        assert_eq!(problem("20 - 19"), "a.yaml:1:6 the time plan has no day 19");
        assert_eq!(problem("22 - 21"), "a.yaml:1:6 `22 - 21` ends before it starts");
        assert_eq!(problem("20 PM - AM"), "a.yaml:1:9 `20 PM - AM` ends before it starts");
        assert_eq!(problem("20 - 21 EM"), "a.yaml:1:6 a day has no session `EM`");
        assert_eq!(problem("24"), "a.yaml:1:1 2021-04-24 is a Saturday: it has no sessions");
        assert_eq!(problem("20-21"), "a.yaml:1:1 `20-21` is not a day with a session");
        assert_eq!(problem("Tue AM"), "a.yaml:1:1 `Tue AM` is not a day with a session");
        assert_eq!(problem(""), "a.yaml:1:1 `` is not a day with a session");
        assert_eq!(
            problem("1 Früh - é"),
            "a.yaml:1:1 the time plan has no day 1a.yaml:1:10 `é` is not a day with a session"
        );
    }
}
