//! What is told of translations, for people and for scripts.

use crate::cli::args::MessageFormat;
use collective_letters::base::file_set::Outcome;
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shortened, shown, what_there_is};
use collective_letters::model::letter::Status;
use collective_letters::model::translation::State;
use collective_letters::tools::translate::{Open, Tally, Updated, Version};
use serde_json::json;
use std::path::Path;

/// `draft` or `issued`; nothing as long as there is no file.
pub(super) fn status_of(version: &Version) -> Option<&'static str> {
    let file = version.file.as_ref()?;
    Some(file.translation.status.as_ref().map_or(Status::Draft, |status| status.value).word())
}

/// A translation as one JSON line. The keys stay as they are; new ones may come. `letters help translate` lists them.
pub(super) fn json(version: &Version, outcome: &str, tally: Tally) -> String {
    json_line(&json!({
        "event": "translation",
        "original": as_given(version.original.path()),
        "file": version.file.as_ref().map(|_| as_given(&version.path)),
        "language": version.language.code(),
        "outcome": outcome,
        "sentences": tally.sentences,
        "translated": tally.translated,
        "missing": tally.missing,
        "older": tally.older,
        "status": status_of(version),
    }))
}

/// A sentence that is left to be done, as one JSON line.
pub(super) fn json_open(open: &Open) -> String {
    sentence(
        open.span.source.path(),
        Some(open.span.line_column().0),
        &open.at,
        word(open.state),
        &open.words,
    )
}

fn sentence(file: &Path, line: Option<usize>, at: &str, state: &str, words: &str) -> String {
    json_line(&json!({
        "event": "sentence", "file": as_given(file), "line": line, "at": at, "state": state, "words": words,
    }))
}

/// `missing`, `outdated`: for people.
pub(super) fn shown_state(state: State) -> &'static str {
    if state == State::Older { "outdated" } else { word(state) }
}

/// `missing`, `older`: for scripts.
fn word(state: State) -> &'static str {
    match state {
        State::Missing => "missing",
        State::Older => "older",
        State::Term => "term",
        State::Translated => "translated",
    }
}

/// `12 sentences, 3 missing, 1 outdated`.
pub(super) fn counted(tally: Tally) -> String {
    let is_done = tally.is_done() && tally.sentences > 0;
    what_there_is([
        (1, count(tally.sentences, "sentence")),
        (tally.missing, format!("{} missing", tally.missing)),
        (tally.older, format!("{} outdated", tally.older)),
        (usize::from(is_done), "all translated".to_owned()),
    ])
}

/// So many characters of a sentence are enough to know it.
pub(super) const ENOUGH: usize = 60;

/// What was done to a translation's file.
pub(super) fn updated(
    version: &Version,
    outcome: Outcome,
    updated: &Updated,
    tally: Tally,
    more: Option<&str>,
    format: MessageFormat,
) -> String {
    if format == MessageFormat::Json {
        let offered = updated.offered.iter().map(|o| sentence(&o.file, None, &o.at, "offered", &o.words));
        return offered.chain([json(version, outcome.word(), tally)]).collect();
    }
    let mut text = format!("{}  {}", shown(&version.path), outcome.word());
    if let Some(more) = more {
        text += &format!(": {more}");
    } else if outcome == Outcome::Written {
        let kept = count(updated.kept, "sentence");
        let parts = what_there_is([
            (updated.added, count(updated.added, "new sentence")),
            (updated.changed, format!("{} changed in the original", count(updated.changed, "sentence"))),
            (updated.kept, format!("{kept} no longer in the original, kept as a comment at the end")),
        ]);
        if !parts.is_empty() {
            text += &format!(": {parts}");
        }
    }
    text += &format!(" ({})\n", counted(tally));
    for offered in &updated.offered {
        let from = shown(&offered.file);
        text += &format!(
            "    {}: suggested from {from}, check it: {}\n",
            offered.at,
            shortened(&offered.words, ENOUGH)
        );
    }
    text
}
