//! A letter from nothing but the house style: what is asked for, and places for what must be said.

use super::written::{Piece, write};
use super::{Asked, AskedMeeting, Begun, House, called, day, due, facts, head};
use crate::model::letter::{Format, Kind};

/// Writes it.
pub(super) fn letter(house: House<'_>, asked: &Asked) -> Begun {
    let kind = asked.meeting.as_ref().map_or("announcement", |meeting| meeting.kind.word());
    let told = format!(
        "{}, begun from the preset {kind}. Everything that is not said here is the house style; \
         docs/yaml.md lists every key.",
        called(asked, None)
    );
    let mut entries = vec![head(asked, told)];
    entries.extend(facts(asked));
    entries.push(("date".into(), Piece::text(asked.date.to_string())));
    entries.push(("status".into(), Piece::text("draft")));
    match &asked.meeting {
        Some(meeting) => entries.push(("meeting".into(), Piece { gap: true, ..Piece::group(said(meeting)) })),
        None => {
            let subject = Piece { gap: true, ..Piece::insert("subject", "[insert the subject]") };
            entries.push(("subject".into(), subject));
            let text = Piece::group(vec![("text".into(), Piece::insert("body", "[insert the text]"))]);
            entries.push(("body".into(), Piece { gap: true, ..Piece::list(vec![text]) }));
        }
    }
    let (due, _) = due::of(house, &entries);
    entries.extend(due::comment(&due).map(|(key, piece)| (key, Piece { gap: true, ..piece })));
    let (text, marks) = write(&entries);
    Begun { text, carried: Vec::new(), cleared: Vec::new(), marks, due }
}

/// The facts of the meeting.
fn said(meeting: &AskedMeeting) -> Vec<(String, Piece)> {
    let mut entries = Vec::new();
    let mut add = |key: &str, text: String| {
        let piece = if text.starts_with('[') { Piece::insert(key, &text) } else { Piece::text(text) };
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
