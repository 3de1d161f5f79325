//! The dates of one letter: by when it goes out, its key deadlines, its meeting with parts and opening, and its events.

use super::item::{Item, Kind};
use crate::base::Fingerprint;
use crate::base::text::one_line;
use crate::model::letter::{Event, Meeting, MeetingPart, Time};
use crate::model::phrases::PhraseName;
use crate::model::resolve::Resolved;
use crate::model::resolve::deadlines::{RowItem, latest_letter};
use crate::project::session::{ReadLetter, Session};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What texts of a letter say in plain words.
struct Words(BTreeMap<String, String>);

/// The fact that is the subject on one line.
const SUBJECT: &str = "{{ phrases.subject_line }}";

impl Words {
    fn of(session: &Session, letter: &ReadLetter<'_>, resolved: &Resolved<'_>) -> Self {
        let rows = resolved.deadlines.iter().flat_map(|row| &row.entries).map(written);
        let events = resolved.letter.events.iter().flatten().map(|event| event.title.value.clone());
        let facts: Vec<String> = rows.chain(events).chain([SUBJECT.to_owned()]).collect();
        Self(session.values(letter, &facts))
    }

    fn get(&self, text: &str) -> String {
        self.0.get(text).cloned().unwrap_or_else(|| one_line(text))
    }
}

/// How a row of the table is asked for: its phrase, or the letter's own words.
fn written(entry: &RowItem) -> String {
    match entry {
        RowItem::Item(item) => format!("{{{{ phrases.{} }}}}", PhraseName::deadline(*item).replace('-', "_")),
        RowItem::Other(text) => text.value.clone(),
    }
}

/// The subject of a letter, and its dates, in no order.
pub(super) fn items(
    session: &Session,
    letter: &ReadLetter<'_>,
    resolved: &Resolved<'_>,
) -> (String, Vec<Item>) {
    let words = Words::of(session, letter, resolved);
    let subject = words.get(SUBJECT);
    let mut items: Vec<Item> = latest_letter(resolved.letter).map(send).into_iter().collect();
    deadlines(resolved, &words, &mut items);
    if let Some(meeting) = &resolved.letter.meeting {
        let place = meeting.town().map(|town| with_venue(town, meeting.hall()));
        items.push(Item {
            place,
            ..item("meeting", Kind::Meeting, (meeting.first_day(), meeting.last_day()), subject.clone())
        });
        items.extend(opening(meeting));
        let parts = meeting.parts.as_deref().unwrap_or_default();
        items.extend(parts.iter().enumerate().map(|(at, part)| part_of(meeting, part, at, parts.len())));
    }
    let mut slots: Vec<String> = Vec::new();
    for event in resolved.letter.events.iter().flatten() {
        let slot = next(&mut slots, format!("event-{}", short(&event.title.value)));
        items.push(of_event(event, slot, words.get(&event.title.value), resolved));
    }
    (subject, items)
}

fn item(slot: &str, kind: Kind, days: (NaiveDate, NaiveDate), what: String) -> Item {
    Item { slot: slot.to_owned(), kind, days, clock: None, what, place: None, is_own: false }
}

fn send(day: NaiveDate) -> Item {
    item("letter", Kind::Letter, (day, day), "Last day to send the letter (Rec. ITU-T A.1 §1.3.2)".to_owned())
}

fn deadlines(resolved: &Resolved<'_>, words: &Words, items: &mut Vec<Item>) {
    let said = resolved.letter.deadlines.as_ref();
    let mut slots: Vec<String> = Vec::new();
    for row in &resolved.deadlines {
        for entry in &row.entries {
            let (slot, is_own) = match entry {
                RowItem::Item(item) => {
                    let is_said = said.is_some_and(|said| said.items.iter().any(|(own, ..)| own == item));
                    (format!("deadline-{}", item.word()), is_said)
                }
                RowItem::Other(text) => (next(&mut slots, format!("deadline-{}", short(&text.value))), true),
            };
            let what = words.get(&written(entry));
            items.push(Item { is_own, ..item(&slot, Kind::Deadline, (row.date, row.date), what) });
        }
    }
}

/// Words as a part of a name: another text has another, wherever it stands in its list.
fn short(text: &str) -> String {
    format!("{:08x}", Fingerprint::of_name(text.trim().as_bytes()).short())
}

/// A name that is not there yet: texts can be the same.
fn next(known: &mut Vec<String>, name: String) -> String {
    let count = known.iter().filter(|other| **other == name).count();
    known.push(name.clone());
    if count == 0 { name } else { format!("{name}-{}", count + 1) }
}

/// The opening plenary, if the letter says its hour or its day.
fn opening(meeting: &Meeting) -> Option<Item> {
    let opens = meeting.opens.as_ref().map(|opens| opens.value);
    let (day, time, half) = match meeting.opening_plenary.as_ref().map(|plenary| plenary.value) {
        Some(plenary) => {
            let time = plenary.time().or(opens.filter(|_| plenary.when.is_none()));
            (plenary.date, time, plenary.half())
        }
        None => (meeting.first_day(), Some(opens?), None),
    };
    let mut what = "Opening plenary".to_owned();
    what.extend(half.map(|half| format!(" ({})", half.word())));
    // The hour is that of the place: in another town it is only said.
    let is_geneva_time = meeting.is_virtual() || meeting.is_in_geneva();
    what.extend(time.filter(|_| !is_geneva_time).map(|time| format!(" ({time}, local time)")));
    let clock = time.filter(|_| is_geneva_time).map(|time| (time, None));
    let place = meeting.town().map(|town| with_venue(town, meeting.hall()));
    Some(Item { clock, place, ..item("opening", Kind::Opening, (day, day), what) })
}

fn part_of(meeting: &Meeting, part: &MeetingPart, at: usize, count: usize) -> Item {
    let town = part.place.as_deref().or(meeting.town()).filter(|_| !part.is_virtual());
    let how = town.unwrap_or(part.format().word());
    let who = part.who.as_deref().map(|who| format!(": {who}")).unwrap_or_default();
    let what = format!("Part {} of {count} ({how}){who}", at + 1);
    let hours = part.hours.as_ref().map(|hours| (hours.value.from, hours.value.to));
    let days = (part.first_day(), part.last_day());
    let (clock, what) = on_one_day(days, hours, what);
    let place = town.map(|town| with_venue(town, part.venue.as_deref().or(meeting.venue.as_deref())));
    Item { clock, place, ..item(&format!("part-{}", at + 1), Kind::Part, days, what) }
}

fn of_event(event: &Event, slot: String, title: String, resolved: &Resolved<'_>) -> Item {
    let days = (event.starts.value.date, event.last().date);
    let hours = event.hours.as_ref().map(|hours| (hours.value.from, hours.value.to));
    let (clock, what) = on_one_day(days, hours, title);
    let of_meeting = resolved.letter.meeting.as_ref().and_then(Meeting::town);
    let place = event.place.as_deref().or(of_meeting);
    let place = place.map(|place| with_venue(place, event.venue.as_deref()));
    Item { clock, place, is_own: true, ..item(&slot, Kind::Event, days, what) }
}

/// Hours of a single day are its time; those of several days are said.
fn on_one_day(
    days: (NaiveDate, NaiveDate),
    hours: Option<(Time, Time)>,
    what: String,
) -> (Option<(Time, Option<Time>)>, String) {
    match hours {
        Some((from, to)) if days.0 == days.1 => (Some((from, Some(to))), what),
        Some((from, to)) => (None, format!("{what} ({from}-{to} Geneva time each day)")),
        None => (None, what),
    }
}

/// `the Popov room of ITU headquarters, Geneva`.
fn with_venue(town: &str, venue: Option<&str>) -> String {
    venue.map_or_else(|| town.to_owned(), |venue| format!("{venue}, {town}"))
}
