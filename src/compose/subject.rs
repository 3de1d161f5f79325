//! The subject: what the meeting and the events beside it are called, on one line or several.

use super::phrases::SUBJECT_LINE;
use super::{Composer, Work, bytes, plain_value};
use crate::base::{Diagnostics, Language, Reported, Script};
use crate::compose::facts::{SubjectLine, names};
use crate::compose::markdown;
use crate::compose::origin::Rendered;
use crate::compose::templates;
use crate::model::letter::{InSubject, Subject};
use crate::model::resolve::Resolved;
use tera::Value;

/// Parts lines of a subject in Markdown.
const LINE_END: &str = "<br>";
/// What a line of a subject may end with where another follows, in any language.
const SEPARATORS: [char; 6] = [';', ',', '؛', '،', '；', '，'];

impl Composer<'_> {
    /// The subject alone, on one line, as the whole letter has it: renders only the phrases that it is
    /// made of.
    ///
    /// # Errors
    /// One of their problems, all of which are reported, is an error.
    pub fn subject(
        &self,
        resolved: &Resolved<'_>,
        problems: &mut Diagnostics,
    ) -> Result<Option<String>, Reported> {
        // Few subjects name annexes, and their names cost as much as the rest.
        let subject = |with_annexes: bool| {
            let mut found = Diagnostics::new();
            let mut work = Work::new(self, resolved, &mut found);
            let line = templates::of_a_letter(bytes(resolved), || {
                work.titles();
                if with_annexes {
                    work.pointers();
                }
                work.said(SUBJECT_LINE).map(|line| plain_value(&line))
            });
            (line, found)
        };
        let (mut line, mut found) = subject(false);
        if found.has_errors() {
            (line, found) = subject(true);
        }
        let sound = found.sound();
        problems.extend(found.into_sorted());
        sound.map(|()| line)
    }
}

impl Work<'_, '_> {
    /// The titles that phrases need: of the event that the letter convenes, and of all that the
    /// subject names, in their order there.
    pub(super) fn titles(&mut self) {
        let letter = self.resolved.letter;
        let title = letter.meeting.as_ref().and_then(|meeting| meeting.title.as_ref());
        let title = title.map(|title| self.line(title));
        self.facts.set(names::EVENT_TITLE, title);
        let named: Vec<_> = letter.events.iter().flatten().filter(|event| event.is_in_subject()).collect();
        let mut lines = Vec::new();
        if let Some(meeting) = letter.meeting.as_ref().filter(|_| !named.is_empty()) {
            let dates = &self.composer.phrases.dates;
            let dates = dates.range_of_days(meeting.starts.value, meeting.ends.value);
            let order = (InSubject::ByDate, meeting.first_day());
            lines.push((order, SubjectLine { title: None, place: None, dates }));
        }
        for event in named {
            let dates = self.composer.phrases.dates.range_of_days(event.starts.value, event.last());
            let title = Some(self.line(&event.title));
            let place = event.place.as_deref().map(|place| self.composer.phrases.place_or(place));
            let order = (event.place_in_subject(), event.starts.value.date);
            lines.push((order, SubjectLine { title, place, dates }));
        }
        lines.sort_by_key(|(order, _)| *order);
        self.facts.set(names::SUBJECT_LINES, lines.into_iter().map(|(_, line)| line).collect());
    }

    /// The subject in the letter's own words.
    pub(super) fn own_subject(&mut self, subject: &Subject) -> Value {
        let lines: Vec<Value> = subject.0.iter().map(|line| self.line(line)).collect();
        let lines: Vec<&str> =
            lines.iter().filter_map(Value::as_str).filter(|line| !line.is_empty()).collect();
        Value::safe_string(&lines.join(LINE_END))
    }
}

/// A rendered subject as plain text on one line, for titles.
pub(super) fn on_one_line(subject: &Value, language: Language) -> Value {
    let text = Rendered::plain(subject.as_str().unwrap_or(""));
    let lines: Vec<String> = markdown::plain_lines(&text)
        .into_iter()
        .map(|line| line.trim().trim_end_matches(SEPARATORS).trim_end().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let separator = match language.script() {
        Script::Arabic => "؛ ",
        Script::Chinese => "；",
        Script::Latin | Script::Cyrillic => "; ",
    };
    lines.join(separator).into()
}
