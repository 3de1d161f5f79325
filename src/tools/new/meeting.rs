//! The facts of the new meeting, and of the old one those that meetings of the group have in common.

use super::carry::Carrier;
use super::written::Commented;
use super::{Asked, Old, day};
use crate::base::yaml::{Node, Value};
use crate::model::letter::{Format, Kind};

/// Keys in the order of their writing, and what becomes of each.
const KEYS: [(&str, Fate); 20] = [
    ("ordinal", Fate::Left("")),
    ("working-parties", Fate::Kept),
    ("joint-with", Fate::Left("")),
    ("collocated-with", Fate::Left("")),
    ("endorsed", Fate::Left("")),
    ("schedule", Fate::Left("")),
    ("host", Fate::Left("")),
    ("venue", Fate::Left("")),
    ("opens", Fate::WithHours),
    ("opening-plenary", Fate::Left("")),
    ("registration-desk", Fate::AtPlace),
    ("daily-hours", Fate::WithFormat),
    ("tool", Fate::Remote),
    ("working-languages", Fate::Kept),
    ("interpretation", Fate::WithFormat),
    ("captioning", Fate::Kept),
    ("fellowships", Fate::WithFormat),
    ("agreed", Fate::Left("")),
    ("place", Fate::Said),
    ("title", Fate::Said),
];

/// What becomes of a key.
#[derive(Clone, Copy)]
enum Fate {
    /// It belongs to the one meeting.
    Left(&'static str),
    /// It is carried, with a mark.
    Kept,
    /// It is carried where people meet in the same way.
    WithFormat,
    /// It is carried where the days begin as they did.
    WithHours,
    /// It is carried where people come to a place.
    AtPlace,
    /// It is carried where people take part remotely.
    Remote,
    /// It is written by itself.
    Said,
}

/// The entries of `meeting`; none where there is no meeting.
pub(super) fn carry(carrier: &mut Carrier<'_>) -> Vec<(String, Commented)> {
    let Some(asked) = &carrier.asked.meeting else { return Vec::new() };
    let old = carrier.node("meeting");
    let get = |key: &str| old.and_then(|node| node.get(key)).filter(|node| node.value != Value::Null);
    let mut entries = Vec::new();
    if asked.kind != Kind::StudyGroup || get("kind").is_some() {
        entries.push(("kind".to_owned(), Commented::text(asked.kind.word())));
    }
    match get("title") {
        Some(title) if asked.kind == Kind::Event => {
            let title = carrier.text("title", title.as_str().unwrap_or_default(), true);
            entries.push(("title".to_owned(), title));
        }
        None if asked.kind == Kind::Event => {
            entries.push(("title".to_owned(), Commented::insert("title", "[insert the title]")));
        }
        _ => {}
    }
    if asked.format != Format::Physical || get("format").is_some() {
        entries.push(("format".to_owned(), Commented::text(asked.format.word())));
    }
    entries.push(("starts".to_owned(), Commented::text(day(asked.starts))));
    entries.push(("ends".to_owned(), Commented::text(day(asked.ends))));
    if let Some(place) = &asked.place {
        entries.push(("place".to_owned(), Commented::text(place)));
    }
    for (key, fate) in KEYS {
        let Some(node) = get(key) else { continue };
        match fate {
            Fate::Said => {}
            Fate::Left(why) => entries.push(carrier.left_out(&format!("meeting.{key}"), node, why)),
            _ if is_kept(key, carrier.asked, carrier.old) => {
                entries.push((key.to_owned(), kept(carrier, key, node)))
            }
            Fate::Kept => entries.push(carrier.left_out(&format!("meeting.{key}"), node, "")),
            _ => {
                let why = format!("for a {} meeting", format_of(carrier.old).word());
                entries.push(carrier.left_out(&format!("meeting.{key}"), node, &why));
            }
        }
    }
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
    let piece = hours.map_or_else(|| super::carry::verbatim(node), Commented::text);
    Commented { gap: false, ..carrier.asked_about(key, piece) }
}

fn format_of(old: &Old) -> Format {
    old.letter.meeting.as_ref().map_or(Format::Physical, |meeting| meeting.format())
}

/// Whether a key of the old meeting is one of the new meeting too.
fn is_kept(key: &str, asked: &Asked, old: &Old) -> bool {
    let (Some(new), Some(was)) = (&asked.meeting, &old.letter.meeting) else { return false };
    let is_as_it_was = new.format == was.format();
    let begins_as_it_did = new.starts.half == was.starts.value.half;
    let fate = KEYS.iter().find(|(name, _)| *name == key).map(|(_, fate)| *fate);
    let fits = match key {
        "working-parties" => new.kind == was.kind() && asked.strangers.is_empty(),
        _ => true,
    };
    fits && match fate {
        Some(Fate::Kept) => true,
        Some(Fate::WithFormat) => is_as_it_was,
        Some(Fate::WithHours) => is_as_it_was && begins_as_it_did,
        Some(Fate::AtPlace) => is_as_it_was && begins_as_it_did && new.format != Format::Virtual,
        Some(Fate::Remote) => new.format != Format::Physical,
        Some(Fate::Left(_) | Fate::Said) | None => false,
    }
}

/// Facts of the meeting that the new letter does not say, as templates write them, with placeholders.
pub(super) fn gone(asked: &Asked, old: &Old) -> Vec<(String, &'static str)> {
    let mut gone: Vec<(&str, &'static str)> = vec![
        ("meeting.agreed", "[date]"),
        ("meeting.opening_plenary", "[date]"),
        ("meeting.ordinal", "[number]"),
        ("meeting.venue", "[venue]"),
        ("meeting.host", "[host]"),
        ("meeting.endorsed", "[date]"),
        ("meeting.schedule", "[number]"),
        ("meeting.joint_with", "[group]"),
        ("meeting.collocated_with", "[group]"),
        ("letter.date_of_original", "[date]"),
        ("letter.addendum", "[number]"),
        ("letter.corrigendum", "[number]"),
        ("letter.revision", "[number]"),
    ];
    for (key, name, placeholder) in [
        ("opens", "meeting.opens", "[time]"),
        ("daily-hours", "meeting.daily_hours", "[hours]"),
        ("registration-desk", "meeting.registration_desk", "[time]"),
    ] {
        if !is_kept(key, asked, old) {
            gone.push((name, placeholder));
        }
    }
    if asked.meeting.as_ref().is_none_or(|meeting| meeting.format == Format::Virtual) {
        gone.push(("meeting.place", "[place]"));
    }
    gone.into_iter().map(|(name, placeholder)| (name.to_owned(), placeholder)).collect()
}

/// The names of places that sentences of the old letter may say, and the new one must not.
pub(super) fn places(asked: &Asked, old: &Old) -> Vec<String> {
    let mut places = Vec::new();
    if let Some(was) = &old.letter.meeting {
        places.extend(was.venue.clone());
        places.extend(was.host.clone());
        let is_same = asked.meeting.as_ref().is_some_and(|new| same_place(new.place.as_deref(), was.town()))
            && asked.meeting.as_ref().is_some_and(|new| new.format != Format::Virtual);
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
