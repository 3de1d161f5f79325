//! A letter from nothing but the house style: what is asked for, and places for what must be said.

use super::written::{Commented, write};
use super::{Asked, Begun, called, draft, due, head, meeting};
use crate::project::session::Session;

/// Writes it.
pub(super) fn letter(session: &Session, asked: &Asked) -> Begun {
    let kind = asked.meeting.as_ref().map_or("announcement", |meeting| meeting.kind.word());
    let told = format!(
        "{}, started from the preset {kind}. Everything that is not in this file comes from the house style; \
         `letters docs yaml` lists all keys.",
        called(asked, None)
    );
    let mut entries = head(asked, told);
    entries.extend(draft(asked));
    match &asked.meeting {
        Some(meeting) => entries.push((
            "meeting".into(),
            Commented { gap: true, ..Commented::group(meeting::said(meeting, None, None)) },
        )),
        None => {
            let subject = Commented { gap: true, ..Commented::insert("subject", "[insert the subject]") };
            entries.push(("subject".into(), subject));
            let text =
                Commented::group(vec![("text".into(), Commented::insert("body", "[insert the text]"))]);
            entries.push(("body".into(), Commented { gap: true, ..Commented::list(vec![text]) }));
        }
    }
    let (due, _) = due::of(session, &entries);
    entries.extend(due::comment(&due).map(|(key, piece)| (key, Commented { gap: true, ..piece })));
    let (text, marks) = write(&entries);
    Begun { text, carried: Vec::new(), cleared: Vec::new(), marks, due }
}
