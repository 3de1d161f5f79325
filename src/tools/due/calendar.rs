//! Dates as a calendar that people subscribe to or import (RFC 5545).
//!
//! Knows no clock: stamps are the dates of letters. A date that changes keeps its UID, and its SEQUENCE goes up: by the
//! versions of the letter that were issued, and by what the earlier file of the calendar had.

use super::geneva::universal;
use super::held::{Held, Standing};
use super::ics::{events, folded, text, value};
use crate::check::explain::capital;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// Who made the file: how the program knows its own.
const MAKER: &str = "PRODID:-//collective-letters//letters due//EN";

/// A calendar: of one group, or of all letters.
pub struct Calendar<'a> {
    /// Its name: the group, or none for several.
    pub group: Option<&'a str>,
    /// All its dates, whatever was asked for.
    pub dates: Vec<&'a Held>,
    /// The days that it shows besides what its file has already; all without them.
    pub range: Option<(NaiveDate, NaiveDate)>,
    /// Whether every letter was read: only then is a date of the earlier file that no letter has any more cancelled.
    pub is_whole: bool,
}

/// Whether a file is such a calendar.
pub fn is_calendar(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BEGIN:VCALENDAR\r\n") && String::from_utf8_lossy(bytes).contains(MAKER)
}

impl Calendar<'_> {
    /// The file, and how many dates are in it. `earlier` is what its file has now.
    pub fn file(&self, earlier: &str) -> (String, usize) {
        let mut earlier = events(earlier);
        let mut lines: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for held in self.dates.iter().filter(|held| !held.is_proposed) {
            let uid = format!("{}@collective-letters", held.identifier());
            let before = earlier.remove(&uid);
            // What people have stays, so that its sequence is known.
            if before.is_some() || self.shows(held.item.days) {
                let event = numbered(event(held, &uid), held.sequence, before.as_deref());
                lines.insert((sorting(&event), uid), event);
            }
        }
        for (uid, before) in earlier {
            let event = if self.is_whole { cancelled(before) } else { before };
            lines.insert((sorting(&event), uid), event);
        }
        let name = match self.group {
            Some(group) => format!("{group}: deadlines and meetings"),
            None => "Deadlines and meetings".to_owned(),
        };
        let head = ["BEGIN:VCALENDAR", "VERSION:2.0", MAKER, "CALSCALE:GREGORIAN"].map(str::to_owned);
        let mut all: Vec<String> =
            head.into_iter().chain([format!("X-WR-CALNAME:{}", text(&name))]).collect();
        let count = lines.len();
        for event in lines.into_values() {
            all.push("BEGIN:VEVENT".to_owned());
            all.extend(event);
            all.push("END:VEVENT".to_owned());
        }
        all.push("END:VCALENDAR".to_owned());
        (folded(&all), count)
    }

    /// Whether it shows a date.
    pub fn has_dates(&self) -> bool {
        self.dates.iter().any(|held| !held.is_proposed && self.shows(held.item.days))
    }

    fn shows(&self, (first, last): (NaiveDate, NaiveDate)) -> bool {
        self.range.is_none_or(|(from, until)| first <= until && last >= from)
    }
}

/// Where an event is in its file: by its first day.
fn sorting(event: &[String]) -> String {
    let start = event.iter().find_map(|line| line.strip_prefix("DTSTART")).unwrap_or_default();
    start.rsplit(':').next().unwrap_or_default().to_owned()
}

/// The lines of a date, without its sequence.
fn event(held: &Held, uid: &str) -> Vec<String> {
    let (item, letter) = (&held.item, &held.letter);
    let status = match held.standing {
        Standing::Issued => "CONFIRMED",
        Standing::Draft => "TENTATIVE",
        Standing::Withdrawn => "CANCELLED",
    };
    let draft = if held.standing == Standing::Draft { " (draft)" } else { "" };
    let mut lines = vec![format!("UID:{uid}"), format!("DTSTAMP:{}T000000Z", letter.date.format("%Y%m%d"))];
    lines.extend(when(held));
    lines.push(format!("SUMMARY:{}", text(&format!("{}{draft}: {}", letter.group, item.what))));
    let said = format!("{} of {} ({})\n{}", letter.called, letter.date, held.standing.word(), letter.subject);
    lines.push(format!("DESCRIPTION:{}", text(&said)));
    lines.extend(item.place.iter().map(|place| format!("LOCATION:{}", text(place))));
    lines.extend(letter.web.iter().filter(|web| is_address(web)).map(|web| format!("URL:{web}")));
    lines.push(format!("CATEGORIES:{}", capital(item.kind.word())));
    lines.push(format!("STATUS:{status}"));
    lines.push("TRANSP:TRANSPARENT".to_owned());
    if held.standing != Standing::Withdrawn {
        for days in item.kind.reminders() {
            lines.extend(["BEGIN:VALARM", "ACTION:DISPLAY"].map(str::to_owned));
            lines.push(format!("DESCRIPTION:{}", text(&item.what)));
            lines.push(trigger(*days, item.clock.is_some()));
            lines.push("END:VALARM".to_owned());
        }
    }
    lines
}

/// So many days before: of a whole day at 09:00, otherwise at its hour.
fn trigger(days: u64, is_timed: bool) -> String {
    match days.checked_sub(1).filter(|_| !is_timed) {
        Some(0) => "TRIGGER:-PT15H".to_owned(),
        Some(before) => format!("TRIGGER:-P{before}DT15H"),
        None => format!("TRIGGER:-P{days}D"),
    }
}

/// Only signs that an address can have: no line of its own comes from it.
fn is_address(web: &str) -> bool {
    web.starts_with("http") && web.chars().all(|c| c.is_ascii_graphic())
}

/// The first and the last moment; the end of whole days is the day after.
fn when(held: &Held) -> Vec<String> {
    let (first, last) = held.item.days;
    if let Some((from, to)) = held.item.clock
        && let Some(start) = universal(first, from)
    {
        let end = to.and_then(|to| universal(first, to));
        let ends = [("DTSTART", Some(start)), ("DTEND", end)];
        return ends
            .into_iter()
            .filter_map(|(name, at)| Some(format!("{name}:{}", at?.format("%Y%m%dT%H%M%SZ"))))
            .collect();
    }
    let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
    [("DTSTART", first), ("DTEND", after)]
        .map(|(name, day)| format!("{name};VALUE=DATE:{}", day.format("%Y%m%d")))
        .to_vec()
}

/// The lines with their sequence: at least that of the version of the letter, and more than before where another thing is
/// said now.
fn numbered(mut event: Vec<String>, least: u32, before: Option<&[String]>) -> Vec<String> {
    let is_said = |line: &&String| !line.starts_with("SEQUENCE:") && !line.starts_with("DTSTAMP:");
    let said = |lines: &[String]| lines.iter().filter(is_said).cloned().collect::<Vec<_>>();
    let sequence = match before {
        Some(before) => least.max(sequence_of(before) + u32::from(said(before) != said(&event))),
        None => least,
    };
    event.insert(2, format!("SEQUENCE:{sequence}"));
    event
}

fn sequence_of(event: &[String]) -> u32 {
    value(event, "SEQUENCE").and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// An event of the earlier file that no letter has any more.
fn cancelled(mut event: Vec<String>) -> Vec<String> {
    if value(&event, "STATUS") == Some("CANCELLED") {
        return event;
    }
    let sequence = sequence_of(&event) + 1;
    if let Some(alarms) = event.iter().position(|line| line == "BEGIN:VALARM") {
        event.truncate(alarms);
    }
    for line in &mut event {
        if line.starts_with("SEQUENCE:") {
            *line = format!("SEQUENCE:{sequence}");
        } else if line.starts_with("STATUS:") {
            *line = "STATUS:CANCELLED".to_owned();
        }
    }
    event
}
