//! An addendum or a corrigendum to a letter that was sent: about the same meeting, so the facts of the
//! meeting stay; what it says is to be written.

use super::carry::verbatim;
use super::written::{Commented, Form, write};
use super::{Asked, Begun, Old, facts, head};
use crate::model::letter::Amendment;
use crate::model::period;

/// Keys that are the same in a letter about the same meeting, in the order of their writing.
const SAME: [&str; 11] = [
    "language",
    "meeting",
    "subject",
    "events",
    "addressees",
    "copy",
    "addressee-marks",
    "contacts",
    "wording",
    "signature",
    "web-page",
];

/// Wordings that tell what the letter is, or of annexes that the new one does not have.
const OWN: [&str; 4] = ["letter", "reference", "original", "running-header"];

/// Writes it.
pub(super) fn amendment(asked: &Asked, old: &Old, kind: Amendment, number: u32) -> Begun {
    let (noun, verb) = match kind {
        Amendment::Addendum => ("Addendum", "adds"),
        Amendment::Corrigendum => ("Corrigendum", "corrects"),
    };
    let told = format!(
        "{noun} {number} to {}. The meeting is the same, so its facts are copied from {}: change them only if \
         this letter is about such a change. Under `changes`, write what this letter {verb}.",
        old.called,
        file(old)
    );
    let mut entries = vec![head(asked, told)];
    entries.extend(facts(asked));
    entries.push((kind.word().into(), Commented::text(number.to_string())));
    entries.push(("date-of-original".into(), Commented::text(old.letter.date.value.to_string())));
    let mut carried = Vec::new();
    let mut same = |key: &str, entries: &mut Vec<(String, Commented)>, gap: bool| {
        let Some(node) = old.node.get(key) else { return };
        let mut piece = Commented { gap, ..verbatim(node) };
        if let (Form::Group(words), "wording") = (&mut piece.form, key) {
            words.retain(|(name, _)| !OWN.contains(&name.as_str()) && !name.starts_with("annex-"));
            if words.is_empty() {
                return;
            }
        }
        carried.push(key.to_owned());
        entries.push((key.to_owned(), piece));
    };
    same("file-reference", &mut entries, false);
    // Numbers are those of the original's study period, whenever this is sent.
    let of = old.letter.period.as_ref().map(|period| period.value.as_str());
    let of = of.or_else(|| period::of(old.letter.date.value));
    if let Some(of) = of.filter(|of| old.letter.period.is_some() || period::of(asked.date) != Some(of)) {
        let piece = Commented::text(of).beside(format!("the study period of {}", old.called));
        entries.push(("period".into(), piece));
    }
    same("file-name", &mut entries, false);
    entries.push(("date".into(), Commented::text(asked.date.to_string())));
    entries.push(("status".into(), Commented::text("draft")));
    for key in &SAME[..4] {
        same(key, &mut entries, matches!(*key, "meeting" | "subject" | "events"));
    }
    let changes =
        Commented { gap: true, ..Commented::insert("changes", &format!("[insert what this letter {verb}]")) };
    let changes =
        changes.above("Write sentences, lists and tables as in `body`; for several lines, begin with `|`.");
    entries.push(("changes".into(), changes));
    for key in &SAME[4..] {
        same(key, &mut entries, matches!(*key, "addressees" | "contacts" | "wording"));
    }
    let (text, marks) = write(&entries);
    let all = match &old.node.value {
        crate::base::yaml::Value::Mapping(all) => all.iter().map(|(key, _)| key.text.clone()).collect(),
        _ => Vec::new(),
    };
    let said = ["series", "number", "group", "date", "status", "period"];
    let left = |key: &String| !carried.contains(key) && !said.contains(&key.as_str());
    let cleared = all.into_iter().filter(left).collect();
    Begun { text, carried, cleared, marks, due: Vec::new() }
}

/// The name of the old letter's file.
pub(super) fn file(old: &Old) -> String {
    let path = old.source.path();
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
