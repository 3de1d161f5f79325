//! The YAML letter while it is found out: its keys, and the file that they make.

use crate::tools::new::written::{Commented, Form, Mark, write};
use crate::tools::schema;
use std::collections::BTreeMap;

/// The keys of a letter in the order in which they are written; those of the meeting have its name before them.
const ORDER: [&str; 62] = [
    "series",
    "number",
    "group",
    "addendum",
    "corrigendum",
    "revision",
    "date-of-original",
    "file-reference",
    "date",
    "status",
    "language",
    "file-name",
    "signatory",
    "on-behalf",
    "signature",
    "chair",
    "contacts",
    "web-page",
    "addressee-marks",
    "addressees",
    "copy",
    "meeting.kind",
    "meeting.title",
    "meeting.ordinal",
    "meeting.format",
    "meeting.starts",
    "meeting.ends",
    "meeting.parts",
    "meeting.place",
    "meeting.venue",
    "meeting.host",
    "meeting.supported-by",
    "meeting.opening-sentence",
    "meeting.working-parties",
    "meeting.joint-with",
    "meeting.collocated-with",
    "meeting.endorsed",
    "meeting.schedule",
    "meeting.opens",
    "meeting.opening-plenary",
    "meeting.daily-hours",
    "meeting.registration-desk",
    "meeting.desk-hours",
    "meeting.desk-place",
    "meeting.tool",
    "meeting.working-languages",
    "meeting.interpretation",
    "meeting.captioning",
    "meeting.fellowships",
    "meeting.management-team",
    "meeting.agreed",
    "subject",
    "subject-mark",
    "voice",
    "events",
    "changes",
    "wording",
    "numbered-paragraphs",
    "body",
    "deadlines",
    "annexes",
    "annex-reference",
];

/// What stands before the keys of the meeting.
const MEETING: &str = "meeting.";

/// Keys of a group with their values.
pub(super) type Entries = Vec<(String, Commented)>;

/// A key that gets a value, or loses it.
pub(super) type Edit = (&'static str, Option<Commented>);

/// A letter in keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    keys: BTreeMap<&'static str, Commented>,
}

impl Draft {
    /// Gives a key a value.
    pub(super) fn put(&mut self, key: &'static str, value: Commented) {
        debug_assert!(ORDER.contains(&key), "{key}");
        self.keys.insert(key, value);
    }

    /// Gives a key a text.
    pub(super) fn text(&mut self, key: &'static str, text: impl Into<String>) {
        self.put(key, Commented::text(text));
    }

    /// Takes a key away.
    pub(super) fn drop(&mut self, key: &str) -> Option<Commented> {
        self.keys.remove(key)
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Commented> {
        self.keys.get(key)
    }

    /// The text of a key.
    pub(super) fn said(&self, key: &str) -> Option<&str> {
        match &self.keys.get(key)?.form {
            Form::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the letter has a meeting.
    pub(super) fn has_meeting(&self) -> bool {
        self.keys.contains_key("meeting.starts")
    }

    /// The same with some keys changed.
    pub(super) fn with(&self, edits: &[Edit]) -> Self {
        let mut changed = self.clone();
        for (key, value) in edits {
            match value {
                Some(value) => changed.put(key, value.clone()),
                None => {
                    changed.drop(key);
                }
            }
        }
        changed
    }

    /// Adds a phrase that the letter words itself.
    pub(super) fn word(&mut self, phrase: &str, text: &str) {
        let piece = self.keys.entry("wording").or_insert_with(|| Commented::group(Vec::new()));
        if let Form::Group(entries) = &mut piece.form {
            entries.retain(|(name, _)| name != phrase);
            entries.push((phrase.to_owned(), Commented::text(text)));
        }
    }

    /// The file: the line for editors, a comment on where it comes from, and the keys. Gives the marked lines too.
    pub(super) fn file(&self, schema: &str, told: &str) -> (String, Vec<(usize, Mark)>) {
        let line = schema::line(schema).trim_start_matches("# ").to_owned();
        let head = Commented { above: vec![line, told.to_owned()], ..Commented::default() };
        let mut entries = vec![(String::new(), head)];
        let mut meeting = Vec::new();
        let mut place = None;
        for key in ORDER {
            let Some(piece) = self.keys.get(key).cloned() else { continue };
            match key.strip_prefix(MEETING) {
                Some(name) => {
                    place.get_or_insert(entries.len());
                    meeting.push((name.to_owned(), piece));
                }
                None => entries.push((key.to_owned(), piece)),
            }
        }
        if let Some(place) = place {
            entries.insert(place, ("meeting".to_owned(), Commented::group(meeting)));
        }
        for (index, (_, piece)) in entries.iter_mut().enumerate().skip(1) {
            // An empty line before what takes several lines, and before the first key.
            piece.gap |= index == 1 || matches!(piece.form, Form::Group(_) | Form::List(_)) && !piece.flow;
        }
        write(&entries)
    }
}
