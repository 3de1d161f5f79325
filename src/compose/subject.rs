//! The subject: what the meeting and the events beside it are called, on one line or several.

use super::{Composer, DEADLINE, PER_ANNEX, Work, plain_value};
use crate::diagnostic::Diagnostics;
use crate::facts;
use crate::letter::Subject;
use crate::resolve::Resolved;
use std::collections::{BTreeMap, BTreeSet};
use tera::Value;

/// Parts lines of a subject in Markdown.
const LINE_END: &str = "<br>";

/// The phrase.
const SUBJECT: &str = "subject";

impl Composer<'_> {
    /// The subject alone, on one line, as the whole letter has it: renders only the phrases that it is
    /// made of. Every problem in them is reported; `None` if one was an error.
    pub fn subject(&self, resolved: &Resolved<'_>, problems: &mut Diagnostics) -> Option<String> {
        let mut found = Diagnostics::new();
        let needed = self.needed_for(SUBJECT, resolved);
        let mut work = Work::new(self, resolved, &mut found);
        work.titles();
        work.facts.insert_value("phrases", Value::from(BTreeMap::<String, Value>::new()));
        work.some_phrases(|key| needed.contains(key));
        let line = work.phrases.get("subject_line").map(plain_value);
        let failed = found.has_errors();
        problems.extend(found.into_sorted());
        line.filter(|_| !failed)
    }

    /// The keys of the phrases that one is made of, itself among them.
    fn needed_for<'k>(&'k self, key: &'k str, resolved: &'k Resolved<'_>) -> BTreeSet<&'k str> {
        let above = |key: &&str| !PER_ANNEX.contains(key) && !key.starts_with(DEADLINE);
        let keys: Vec<&str> = self.engine.phrase_keys().filter(above).collect();
        let mut needed = BTreeSet::from([key]);
        // A phrase sees only those above it: one way up finds all.
        for key in keys.iter().rev() {
            if needed.contains(key) {
                for text in self.texts_of(key, resolved) {
                    match mentioned(text) {
                        Some(names) => needed.extend(names),
                        None => return keys.into_iter().collect(),
                    }
                }
            }
        }
        needed
    }

    /// What a phrase is rendered from.
    fn texts_of<'k>(&'k self, key: &str, resolved: &'k Resolved<'_>) -> Vec<&'k str> {
        if let (SUBJECT, Some(own)) = (key, &resolved.letter.subject) {
            return own.0.iter().map(|line| line.value.as_str()).collect();
        }
        let name = key.replace('_', "-");
        let worded = resolved.letter.wording.as_ref().and_then(|wording| wording.get(&name));
        let text = worded.or_else(|| self.phrases.phrases.get(&name));
        text.map(|text| text.value.as_str()).into_iter().collect()
    }
}

impl Work<'_, '_> {
    /// The titles that phrases need: of the event that the letter convenes, and of all that the
    /// subject names, in the order of their dates.
    pub(super) fn titles(&mut self) {
        let letter = self.resolved.letter;
        let title = letter.meeting.as_ref().and_then(|meeting| meeting.title.as_ref());
        let title = title.map_or_else(|| "".into(), |title| self.line(title));
        self.facts.insert_value("event_title", title);
        let named: Vec<_> = letter.events.iter().flatten().filter(|event| event.is_in_subject()).collect();
        let mut lines = Vec::new();
        if let Some(meeting) = letter.meeting.as_ref().filter(|_| !named.is_empty()) {
            let dates = &self.composer.phrases.dates;
            let range = dates.range_of_days(meeting.starts.value, meeting.ends.value);
            let line: facts::Facts =
                BTreeMap::from([("title", "".into()), ("place", "".into()), ("dates", Value::from(range))]);
            lines.push((meeting.first_day(), line));
        }
        for event in named {
            let mut line = facts::event(event, self.composer.phrases);
            line.insert("title", self.line(&event.title));
            lines.push((event.starts.value.date, line));
        }
        lines.sort_by_key(|(first, _)| *first);
        let lines: Vec<Value> = lines.into_iter().map(|(_, line)| line.into()).collect();
        self.facts.insert_value("subject_lines", lines.into());
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
pub(super) fn on_one_line(subject: &Value) -> Value {
    let text = subject.as_str().unwrap_or("");
    let lines: Vec<String> = text
        .split(LINE_END)
        .map(|line| plain_value(&Value::safe_string(line)).trim().trim_end_matches([';', ',']).to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("; ").into()
}

/// The names behind `phrases.` in a text; `None` when it uses phrases in another way, or a template
/// that may.
fn mentioned(text: &str) -> Option<Vec<&str>> {
    if text.contains("{%") && ["include", "import", "extends"].iter().any(|word| text.contains(word)) {
        return None;
    }
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    text.split("phrases").skip(1).map(|rest| rest.strip_prefix('.').map(|rest| &rest[..name(rest)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_in_texts() {
        let text = "{% if phrases.place %}{{ phrases.dates | upper }}{% endif %} {{ group.name }}";
        assert_eq!(mentioned(text), Some(vec!["place", "dates"]));
        assert_eq!(mentioned("what it includes"), Some(Vec::new()));
        assert_eq!(mentioned("{{ phrases[\"dates\"] }}"), None);
        assert_eq!(mentioned("{% include \"x.md\" %}"), None);
    }
}
