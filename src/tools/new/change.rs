//! An addendum or a corrigendum to a letter that was sent: about the same meeting, so the facts of the
//! meeting stay; what it says is to be written.

use super::written::{Commented, Form, write};
use super::{Asked, Begun, Old, draft, head};
use crate::base::text::shown;
use crate::model::letter::{Also, Amendment, Letter, LetterValue};
use crate::model::period;
use std::path::Path;

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
    let mut entries = head(asked, told);
    entries.push((kind.word().into(), Commented::text(number.to_string())));
    entries.push(("date-of-original".into(), Commented::text(old.letter.date.value.to_string())));
    let mut carried: Vec<String> = Vec::new();
    let mut same = |name: &str, entries: &mut Vec<(String, Commented)>| {
        let key = name.replace('_', "-");
        let Some(node) = old.node.get(&key).filter(|_| !carried.contains(&key)) else { return };
        let gap = ["meeting", "subject", "events", "addressees", "contacts", "wording"].contains(&name);
        let mut piece = Commented { gap, ..Commented::of(node, &mut Default::default()) };
        if let (Form::Group(words), "wording") = (&mut piece.form, name) {
            words.retain(|(name, _)| !OWN.contains(&name.as_str()) && !name.starts_with("annex-"));
            if words.is_empty() {
                return;
            }
        }
        entries.push((key.clone(), piece));
        carried.push(key);
    };
    same("file_reference", &mut entries);
    // Numbers are those of the original's study period, whenever this is sent.
    let of = old.letter.period.as_ref().map(|period| period.value.as_str());
    let of = of.or_else(|| period::of(old.letter.date.value));
    if let Some(of) = of.filter(|of| old.letter.period.is_some() || period::of(asked.date) != Some(of)) {
        let piece = Commented::text(of).beside(format!("the study period of {}", old.called));
        entries.push(("period".into(), piece));
    }
    same("file_name", &mut entries);
    entries.extend(draft(asked));
    for name in ["language", "meeting", "subject", "events"] {
        same(name, &mut entries);
    }
    let changes =
        Commented { gap: true, ..Commented::insert("changes", &format!("[insert what this letter {verb}]")) };
    let changes =
        changes.above("Write sentences, lists and tables as in `body`; for several lines, begin with `|`.");
    entries.push(("changes".into(), changes));
    for key in Letter::KEYS.iter().filter(|key| key.is(Also::Amended)) {
        same(key.name, &mut entries);
    }
    let (text, marks) = write(&entries);
    let said = ["series", "number", "group", "date", "status", "period"];
    let all = old.node.entries().iter().map(|(key, _)| key.text.clone());
    let cleared = all.filter(|key| !carried.contains(key) && !said.contains(&key.as_str())).collect();
    Begun { text, carried, cleared, marks, due: Vec::new() }
}

/// The name of the old letter's file.
pub(super) fn file(old: &Old) -> String {
    let path = old.source.path();
    shown(Path::new(path.file_name().unwrap_or(path.as_os_str())))
}
