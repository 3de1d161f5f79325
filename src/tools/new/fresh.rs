//! A letter from nothing but the house style: what is asked for, and places for what must be said.

use super::written::{Commented, write};
use super::{Asked, AskedMeeting, Begun, HouseDefaults, called, day, due, facts, head};
use crate::model::letter::{Format, Kind};

/// Writes it.
pub(super) fn letter(house: HouseDefaults<'_>, asked: &Asked) -> Begun {
    let kind = asked.meeting.as_ref().map_or("announcement", |meeting| meeting.kind.word());
    let told = format!(
        "{}, started from the preset {kind}. Everything that is not in this file comes from the house style; \
         docs/reference/yaml.md lists all keys.",
        called(asked, None)
    );
    let mut entries = vec![head(asked, told)];
    entries.extend(facts(asked));
    entries.push(("date".into(), Commented::text(asked.date.to_string())));
    entries.push(("status".into(), Commented::text("draft")));
    match &asked.meeting {
        Some(meeting) => {
            entries.push(("meeting".into(), Commented { gap: true, ..Commented::group(said(meeting)) }))
        }
        None => {
            let subject = Commented { gap: true, ..Commented::insert("subject", "[insert the subject]") };
            entries.push(("subject".into(), subject));
            let text =
                Commented::group(vec![("text".into(), Commented::insert("body", "[insert the text]"))]);
            entries.push(("body".into(), Commented { gap: true, ..Commented::list(vec![text]) }));
        }
    }
    let (due, _) = due::of(house, &entries);
    entries.extend(due::comment(&due).map(|(key, piece)| (key, Commented { gap: true, ..piece })));
    let (text, marks) = write(&entries);
    Begun { text, carried: Vec::new(), cleared: Vec::new(), marks, due }
}

/// The facts of the meeting.
fn said(meeting: &AskedMeeting) -> Vec<(String, Commented)> {
    let mut entries = Vec::new();
    let mut add = |key: &str, text: String| {
        let piece = if text.starts_with('[') { Commented::insert(key, &text) } else { Commented::text(text) };
        entries.push((key.to_owned(), piece));
    };
    if meeting.kind != Kind::StudyGroup {
        add("kind", meeting.kind.word().into());
    }
    if meeting.kind == Kind::Event {
        add("title", "[insert the title]".into());
    }
    if meeting.format != Format::Physical {
        add("format", meeting.format.word().into());
    }
    add("starts", day(meeting.starts));
    add("ends", day(meeting.ends));
    meeting.place.iter().for_each(|place| add("place", place.clone()));
    entries
}
