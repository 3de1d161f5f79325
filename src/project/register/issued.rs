//! A letter that was issued beside its published self: both must say the same.

use super::Entry;
use super::former::{alone, renumbered};
use crate::base::text::{several, shown};
use crate::base::yaml::{self, Node, Value};
use crate::base::{Diagnostic, Diagnostics, Language, Severity, Source, Span};
use crate::check::across::{ISSUED_AS_DRAFT, ISSUED_CHANGED};
use crate::model::letter::Status;
use crate::model::translation::rules::ISSUED_BEFORE_ORIGINAL;
use crate::project::archive::{Archive, LetterName};
use crate::project::build_cache::said;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// So many keys are named in a message.
const NAMED: usize = 4;

/// Keys that say nothing of the letter's content.
pub(super) const BESIDE: [&str; 2] = ["status", "allow"];

/// Looks at every letter that was issued or is to be.
pub(super) fn check(entries: &[Option<Entry>], archive: &Archive, found: &mut [Vec<Diagnostic>]) {
    let all = || entries.iter().enumerate().filter_map(|(at, entry)| Some((at, entry.as_ref()?)));
    let issued: BTreeSet<LetterName> = all()
        .filter(|(_, e)| e.status == Some(Status::Issued))
        .filter_map(|(_, e)| e.letter_name())
        .collect();
    // Of two letters with one number the issued one has the files; that the other is a copy is told already.
    let is_copy = |entry: &Entry| entry.letter_name().is_some_and(|name| issued.contains(&name));
    for (index, entry) in all() {
        match (entry.status, &entry.as_issued) {
            (Some(Status::Draft), _) if entry.is_kept && is_copy(entry) => {}
            (Some(Status::Draft), _) if entry.is_kept => found[index].push(as_draft(entry, archive)),
            (Some(Status::Issued), Some(published)) => {
                found[index].extend(changed(&entry.source, published));
                found[index].extend(original_changed(entry));
                found[index].extend(original_is_draft(entry, archive));
            }
            _ => {}
        }
    }
    let mut new: Vec<(usize, &Entry)> =
        all().filter(|(_, e)| e.status == Some(Status::Issued) && !e.is_kept).collect();
    if new.is_empty() {
        return;
    }
    // What is wrong with an original is told there, and not again with its translations.
    new.sort_by_key(|(_, entry)| entry.is_translation());
    let (alone, others) = (alone(entries.iter().map(Option::as_ref), archive), archive.others());
    let mut told: BTreeSet<&Path> = BTreeSet::new();
    for (index, entry) in new {
        let elsewhere = || {
            let (name, language) = entry.letter_name()?;
            let problem = others
                .iter()
                .find_map(|other| other.misplaced((&name, language, entry.source.path()), archive))?;
            Some(problem.at(&Span::file(&entry.source), "in this letter"))
        };
        let blocked = || Some(archive.blocked()?.at(&Span::file(&entry.source), "in this letter"));
        if entry.is_translation() && told.contains(entry.letter_file()) {
            continue;
        }
        let problem = blocked().or_else(elsewhere).or_else(|| renumbered(entry, archive, &alone));
        if let Some(problem) = problem {
            told.insert(entry.source.path());
            found[index].push(problem);
        }
    }
}

/// That a translation which was issued has an original that is a draft, while nothing of that is published.
fn original_is_draft(entry: &Entry, archive: &Archive) -> Option<Diagnostic> {
    let original = entry.original.as_ref()?;
    let node = yaml::parse(original, &mut Diagnostics::new()).ok()?;
    let said = node.get("status");
    let (name, language) = entry.letter_name()?;
    let own = node.get("language").and_then(Node::as_str).and_then(Language::from_code).unwrap_or_default();
    if said.and_then(Node::as_str).and_then(Status::read) == Some(Status::Issued) || archive.has(&name, own) {
        return None;
    }
    let place = said.map_or_else(|| Span::file(original), |said| said.span.whole_line());
    let path = shown(original.path());
    let message =
        format!("this letter was issued{}, but its original {path} is a draft", entry.in_language());
    let problem = ISSUED_BEFORE_ORIGINAL.finding(message);
    Some(
        Diagnostic { severity: Severity::Warning, ..problem }
            .at(&entry.place(), "its issued files stay as they are")
            .note(&place, "the original is a draft")
            .hint(format!("write `status: issued` in {path} when you send it"))
            .hint(archive.withdraw_hint((&name, language), Some(entry.source.path()))),
    )
}

fn as_draft(entry: &Entry, archive: &Archive) -> Diagnostic {
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
        .hint(archive.withdraw_hint(
            (entry.name.as_deref().unwrap_or_default(), entry.language()),
            Some(entry.source.path()),
        ))
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
