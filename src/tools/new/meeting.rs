//! The facts of the new meeting, and of the old one those that meetings of the group have in common.

use super::carry::{Carrier, is_kept};
use super::written::Commented;
use super::{Asked, AskedMeeting, Old, day};
use crate::base::yaml::{Node, Value};
use crate::model::letter::{Format, Kind, Letter, LetterKey, LetterValue, Meeting, Next, When};

/// The entries of `meeting`; none where there is no meeting.
pub(super) fn carry(carrier: &mut Carrier<'_>) -> Vec<(String, Commented)> {
    let Some(asked) = &carrier.asked.meeting else { return Vec::new() };
    let old = carrier.node("meeting");
    let get = |key: &str| old.and_then(|node| node.get(key)).filter(|node| node.value != Value::Null);
    let title = get("title").map(|title| carrier.text("title", title.as_str().unwrap_or_default(), true));
    let mut entries = said(asked, old, title);
    for declared in Meeting::KEYS {
        let key = declared.key();
        let Some(node) = get(&key) else { continue };
        let entry = match declared.next {
            Next::Asked => continue,
            Next::Left => carrier.left_out(&format!("meeting.{key}"), &node.span, ""),
            _ if is_kept(declared, carrier.asked, carrier.old) => (key.clone(), kept(carrier, &key, node)),
            _ => {
                let format = carrier.old.letter.meeting.as_ref().map_or(Format::Physical, Meeting::format);
                let is_of_kind = declared.when.contains(&When::SameKind);
                let why = if is_of_kind { String::new() } else { format!("for a {} meeting", format.word()) };
                carrier.left_out(&format!("meeting.{key}"), &node.span, &why)
            }
        };
        entries.push(entry);
    }
    entries
}

/// The facts of the new meeting; what is usual is said only if the old letter said it.
pub(super) fn said(
    meeting: &AskedMeeting,
    old: Option<&Node>,
    title: Option<Commented>,
) -> Vec<(String, Commented)> {
    let is_said = |key: &str| old.and_then(|old| old.get(key)).is_some_and(|node| node.value != Value::Null);
    let mut entries = Vec::new();
    let mut say = |key: &str, piece: Commented| entries.push((key.to_owned(), piece));
    if meeting.kind != Kind::StudyGroup || is_said("kind") {
        say("kind", Commented::text(meeting.kind.word()));
    }
    if meeting.kind == Kind::Event {
        say("title", title.unwrap_or_else(|| Commented::insert("title", "[insert the title]")));
    }
    if meeting.format != Format::Physical || is_said("format") {
        say("format", Commented::text(meeting.format.word()));
    }
    say("starts", Commented::text(day(meeting.starts)));
    say("ends", Commented::text(day(meeting.ends)));
    meeting.place.iter().for_each(|place| say("place", Commented::text(place)));
    entries
}

fn kept(carrier: &mut Carrier<'_>, key: &str, node: &Node) -> Commented {
    carrier.carried.push(format!("meeting.{key}"));
    let was = carrier.old.letter.meeting.as_ref();
    // Hours in one form, however they were written.
    let hours = was.and_then(|was| match key {
        "opens" => was.opens.as_ref().map(|time| time.value.to_string()),
        "registration-desk" => was.registration_desk.as_ref().map(|time| time.value.to_string()),
        "daily-hours" => was.daily_hours.as_ref().map(|hours| hours.value.to_string()),
        _ => None,
    });
    let piece = hours.map_or_else(|| Commented::of(node, &mut Default::default()), Commented::text);
    Commented { gap: false, ..carrier.asked_about(key, piece) }
}

/// Facts that the new letter does not say, as templates write them, with placeholders.
pub(super) fn gone(asked: &Asked, old: &Old) -> Vec<(String, &'static str)> {
    let of = |group: &'static str, keys: &'static [LetterKey]| {
        let is_gone = |key: &&LetterKey| key.when.is_empty() || !is_kept(key, asked, old);
        let named = move |key: &LetterKey| Some((format!("{group}.{}", key.name), *key.placeholder.first()?));
        keys.iter().filter(is_gone).filter_map(named).collect::<Vec<_>>()
    };
    [of("meeting", Meeting::KEYS), of("letter", Letter::KEYS)].concat()
}

/// The names of places that sentences of the old letter may say, and the new one must not.
pub(super) fn places(asked: &Asked, old: &Old) -> Vec<String> {
    let mut places = Vec::new();
    if let Some(was) = &old.letter.meeting {
        places.extend(was.venue.clone());
        places.extend(was.host.clone());
        let new = asked.meeting.as_ref().filter(|new| new.format != Format::Virtual);
        let is_same = new.is_some_and(|new| same_place(new.place.as_deref(), was.town()));
        if let Some(town) = was.town().filter(|_| !is_same) {
            places.push(town.to_owned());
            places.extend(town.split(',').map(|part| part.trim().to_owned()));
        }
    }
    for event in old.letter.events.iter().flatten() {
        places.extend(event.place.iter().chain(&event.venue).cloned());
    }
    places.sort_by_key(|place| std::cmp::Reverse(place.len()));
    places.dedup();
    places
}

/// Geneva is where a meeting is of which no place is said.
pub(super) fn same_place(new: Option<&str>, old: Option<&str>) -> bool {
    old.is_some_and(|old| new.unwrap_or("Geneva").trim().eq_ignore_ascii_case(old.trim()))
}
