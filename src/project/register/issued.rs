//! A letter that was issued beside its published self: both must say the same.

use super::Entry;
use crate::base::text::{several, shown};
use crate::base::yaml::{self, Node, Value};
use crate::base::{Diagnostic, Diagnostics, Source, Span};
use crate::check::across::{ISSUED_AS_DRAFT, ISSUED_CHANGED};
use crate::model::letter::Status;
use crate::project::build_cache::said;
use std::sync::Arc;

/// So many keys are named in a message.
const NAMED: usize = 4;

/// Keys that say nothing of the letter's content.
const BESIDE: [&str; 2] = ["status", "allow"];

/// Looks at every letter of which the published text is known.
pub(super) fn check(entries: &[Option<Entry>], found: &mut [Vec<Diagnostic>]) {
    for (index, entry) in entries.iter().enumerate().filter_map(|(at, e)| Some((at, e.as_ref()?))) {
        let Some(published) = &entry.as_issued else { continue };
        if entry.status == Some(Status::Draft) {
            found[index].push(as_draft(entry));
        } else {
            found[index].extend(changed(&entry.source, published));
            found[index].extend(original_changed(entry));
        }
    }
}

fn as_draft(entry: &Entry) -> Diagnostic {
    let node = yaml::parse(&entry.source, &mut Diagnostics::new()).ok();
    let status = node.as_ref().and_then(|node| node.get("status")).map(|status| status.span.clone());
    let letter = entry.letter.as_deref().unwrap_or_default();
    ISSUED_AS_DRAFT
        .finding(format!(
            "letter {letter} was issued{} and its files are kept, but its status is draft",
            entry.in_language()
        ))
        .at(&status.unwrap_or_else(|| entry.place()), "expected `status: issued`")
        .hint(
            "to change an issued letter, start a revision with `letters new --revision-of`, or a corrigendum",
        )
        .hint("if the letter was not sent, delete its files in the folder `as-issued` of the letters folder")
}

/// What the original of a translation says differently since that was issued, if anything.
fn original_changed(entry: &Entry) -> Option<Diagnostic> {
    let (now, then) = (entry.original.as_ref()?, entry.original_as_issued.as_ref()?);
    let (names, place) = changes(now, then)?;
    let message = format!(
        "this letter was issued{}, and afterwards {names} changed in its original, {}",
        entry.in_language(),
        shown(now.path())
    );
    Some(
        ISSUED_CHANGED
            .finding(message)
            .at(&entry.place(), "translated from the earlier original")
            .note(&place, "changed since then")
            .hint("the issued files stay as they are; to change the letter, start a revision of the original or a corrigendum, and translate it"),
    )
}

/// The keys that say something else now, in words, and the place of the first.
fn changes(now: &Arc<Source>, then: &Arc<Source>) -> Option<(String, Span)> {
    let read = |source| yaml::parse(source, &mut Diagnostics::new()).ok();
    let (now_node, before) = (read(now)?, read(then)?);
    let mut places = Vec::new();
    differences(&now_node, &before, "", &mut places);
    let (_, place) = places.first()?.clone();
    let names = places.iter().map(|(key, _)| format!("`{key}`"));
    let were = if places.len() == 1 { "was" } else { "were" };
    Some((format!("{} {were}", several(names, NAMED)), place))
}

/// What the letter says differently now, if anything.
fn changed(now: &Arc<Source>, published: &Arc<Source>) -> Option<Diagnostic> {
    let (names, place) = changes(now, published)?;
    let message = format!("this letter was issued, and afterwards {names} changed in its file");
    Some(
        ISSUED_CHANGED.finding(message).at(&place, "changed after the letter was issued").hint(
            "the issued files stay as they are; to change the letter, start a revision or a corrigendum",
        ),
    )
}

/// The keys under which the two differ, as deep as they are mappings in both: `meeting.ends`, with its line.
fn differences(now: &Node, before: &Node, path: &str, found: &mut Vec<(String, Span)>) {
    if said(now) == said(before) {
        return;
    }
    let (Value::Mapping(entries), Value::Mapping(former)) = (&now.value, &before.value) else {
        found.push((path.to_owned(), now.span.whole_line()));
        return;
    };
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let counts = |key: &str| !path.is_empty() || !BESIDE.contains(&key);
    for (key, value) in entries.iter().filter(|(key, _)| counts(&key.text)) {
        match before.get(&key.text) {
            Some(other) => differences(value, other, &below(&key.text), found),
            None => found.push((below(&key.text), key.span.whole_line())),
        }
    }
    let gone = former.iter().filter(|(key, _)| counts(&key.text) && now.get(&key.text).is_none());
    found.extend(gone.map(|(key, _)| (below(&key.text), now.span.whole_line())));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(now: &str, published: &str) -> Option<String> {
        changed(&Source::new("a.yaml", now), &Source::new("b.yaml", published)).map(|found| found.message)
    }

    #[test]
    fn the_innermost_key_is_named() {
        let before = "number: 1\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}\n";
        let now = before.replace("30}", "29}");
        assert_eq!(
            told(&now, before).expect("told"),
            "this letter was issued, and afterwards `meeting.ends` was changed in its file"
        );
        // The same keys in another order say the same.
        assert_eq!(told("meeting: {starts: 2021-04-20, ends: 2021-04-30}\nnumber: 1\n", before), None);
    }

    #[test]
    fn only_what_the_letter_says_counts() {
        let before = "number: 1\nstatus: draft\nbody:\n  - text: One.\n";
        assert_eq!(
            told("# sent\nnumber: 1   # ours\nstatus: issued\nbody: [text: \"One.\"]\n", before),
            None
        );
        let message = told("number: 1\nbody:\n  - text: Two.\nplace: Rome\n", before).expect("told");
        assert_eq!(
            message,
            "this letter was issued, and afterwards `body` and `place` were changed in its file"
        );
        assert!(told("number: 1\n", before).expect("told").contains("`body` was changed"));
    }
}
