//! Findings as the build cache keeps them: places by file and bytes instead of text.

use crate::base::{Diagnostic, Edit, Fingerprint, Severity, Source, Span};
use crate::check::table::find as find_rule;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A place: bytes of the letter that the finding is about, or of another file of which it is known what
/// it held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Place {
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    file: Option<(PathBuf, Fingerprint)>,
    at: (usize, usize),
}

/// A finding of a rule that is no error: a letter with an error has no record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Finding {
    code: String,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    label: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<(Place, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hints: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edit: Option<(Place, String)>,
}

/// The texts that findings can point at, by the paths that they are shown with. Few are ever pointed at: what
/// they are is found out when one is.
#[derive(Debug, Default)]
pub struct Sources(BTreeMap<PathBuf, (Arc<Source>, OnceLock<Fingerprint>)>);

impl Sources {
    /// Adds a text.
    pub fn add(&mut self, source: &Arc<Source>) {
        self.0.insert(source.path().to_path_buf(), (Arc::clone(source), OnceLock::new()));
    }

    fn get(&self, path: &Path) -> Option<(&Arc<Source>, Fingerprint)> {
        let (source, fingerprint) = self.0.get(path)?;
        Some((source, *fingerprint.get_or_init(|| Fingerprint::of(source.text().as_bytes()))))
    }

    fn place(&self, letter: &Path, span: &Span) -> Option<Place> {
        let path = span.source.path();
        self.0.get(path)?;
        let file = if path == letter { None } else { Some((path.to_path_buf(), self.get(path)?.1)) };
        Some(Place { file, at: (span.start, span.end) })
    }

    fn span(&self, letter: &Path, place: &Place) -> Option<Span> {
        let source = match &place.file {
            Some((path, text)) => self.get(path).filter(|(_, now)| now == text).map(|(source, _)| source),
            None => self.0.get(letter).map(|(source, _)| source),
        };
        source.map(|source| Span::new(source, place.at.0, place.at.1))
    }
}

impl Finding {
    /// Of a finding about a letter; `None` for an error, or when it points at a text that is not among `sources`.
    pub(super) fn of(found: &Diagnostic, letter: &Path, sources: &Sources) -> Option<Self> {
        if found.severity == Severity::Error || found.rule.severity != found.severity {
            return None;
        }
        let notes = found.notes.iter().map(|(span, text)| Some((sources.place(letter, span)?, text.clone())));
        Some(Self {
            code: found.rule.code.to_owned(),
            message: found.message.clone(),
            place: found.span.as_ref().map(|span| sources.place(letter, span).ok_or(())).transpose().ok()?,
            label: found.label.clone(),
            notes: notes.collect::<Option<_>>()?,
            hints: found.hints.clone(),
            edit: match &found.edit {
                Some(edit) => Some((sources.place(letter, &edit.span)?, edit.replacement.clone())),
                None => None,
            },
        })
    }

    /// The finding again; `None` when a text it points at is another now. The letter's own is known to be the same.
    pub(super) fn again(&self, letter: &Path, sources: &Sources) -> Option<Diagnostic> {
        let mut found = find_rule(&self.code)?.finding(&*self.message);
        if let Some(place) = &self.place {
            found = found.at(&sources.span(letter, place)?, &*self.label);
        }
        for (place, text) in &self.notes {
            found = found.note(&sources.span(letter, place)?, &**text);
        }
        if let Some((place, replacement)) = &self.edit {
            found.edit = Some(Edit { span: sources.span(letter, place)?, replacement: replacement.clone() });
        }
        found.hints.clone_from(&self.hints);
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::table::rules;

    #[test]
    fn a_finding_comes_back_as_it_was_or_not_at_all() {
        let rule = rules().find(|rule| rule.severity == Severity::Warning).expect("a rule");
        let (letter, other) = (Source::new("a.yaml", "number: 1\n"), Source::new("b.yaml", "number: 1\n"));
        let span = |source: &Arc<Source>| Span::new(source, 8, 9);
        let mut found = rule.finding("two of them").at(&span(&letter), "this").note(&span(&other), "that");
        found = found.hint("mend it");
        found.edit = Some(Edit { span: span(&letter), replacement: "2".into() });
        let mut sources = Sources::default();
        let path = Path::new("a.yaml");
        sources.add(&letter);
        assert_eq!(Finding::of(&found, path, &sources), None, "a text that is not known");
        sources.add(&other);
        let kept = Finding::of(&found, path, &sources).expect("kept");
        let text = serde_json::to_string(&kept).expect("text");
        let kept: Finding = serde_json::from_str(&text).expect("read");
        assert_eq!(kept.again(path, &sources), Some(found.clone()));
        sources.add(&Source::new("b.yaml", "number: 2\n"));
        assert_eq!(kept.again(path, &sources), None, "the other text has changed");
        assert_eq!(Finding::of(&Diagnostic::error("defect", "x"), path, &sources), None);
    }
}
