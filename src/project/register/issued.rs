//! A letter that was issued beside its published self: both must say the same.

use super::Entry;
use crate::base::text::{several, shown};
use crate::base::yaml::{self, Node, Value};
use crate::base::{Diagnostic, Diagnostics, Source, Span};
use crate::check::across::{ISSUED_AS_DRAFT, ISSUED_CHANGED};
use crate::model::letter::Status;
use crate::project::archive::{Archive, LetterName};
use crate::project::build_cache::said;
use crate::project::rules::{ISSUED_RENUMBERED, ISSUED_WITHOUT_LETTER};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many keys are named in a message.
const NAMED: usize = 4;

/// Keys that say nothing of the letter's content.
const BESIDE: [&str; 2] = ["status", "allow"];

/// Keys by which a letter is called.
const NAMES: [&str; 7] = ["number", "group", "series", "addendum", "corrigendum", "revision", "file-name"];

/// Looks at every letter that was issued or is to be.
pub(super) fn check(entries: &[Option<Entry>], archive: Option<&Archive>, found: &mut [Vec<Diagnostic>]) {
    let alone = archive.map(|archive| (archive, alone(entries.iter().map(Option::as_ref), archive)));
    for (index, entry) in entries.iter().enumerate().filter_map(|(at, e)| Some((at, e.as_ref()?))) {
        match (entry.status, &entry.as_issued) {
            (Some(Status::Draft), _) if entry.is_kept => found[index].push(as_draft(entry)),
            (Some(Status::Draft), _) => {}
            (_, Some(published)) => {
                found[index].extend(changed(&entry.source, published));
                found[index].extend(original_changed(entry));
            }
            (Some(Status::Issued), None) if !entry.is_kept => {
                found[index]
                    .extend(alone.as_ref().and_then(|(archive, alone)| renumbered(entry, archive, alone)));
            }
            _ => {}
        }
    }
}

/// The letters of the archive that none of these is.
fn alone<'a>(entries: impl Iterator<Item = Option<&'a Entry>>, archive: &Archive) -> BTreeSet<LetterName> {
    let mut kept = archive.letters();
    for name in entries.flatten().filter_map(Entry::letter_name) {
        kept.remove(&name);
    }
    kept
}

/// What the archive has of letters that are not there any more. Nobody knows while a letter cannot be read so far that
/// its number is known: it might be one of them.
pub fn without_letter<'a>(
    entries: impl Iterator<Item = Option<&'a Entry>> + Clone,
    archive: Option<&Archive>,
) -> Vec<Diagnostic> {
    let Some(archive) = archive else { return Vec::new() };
    if entries.clone().any(|entry| entry.is_none_or(|entry| entry.letter_name().is_none())) {
        return Vec::new();
    }
    let told = |(name, language): LetterName| {
        let list = shown(&archive.list(&name, language));
        let of = format!("{name} in {}", language.name());
        ISSUED_WITHOUT_LETTER
            .finding(format!("{of} was issued, but no letter in the letters folder has this number"))
            .hint("restore the file of the letter, or the number that it had: its text as issued is in the folder `as-issued`")
            .hint(format!("if the letter was not sent, run: letters withdraw \"{list}\" --why \"...\""))
    };
    alone(entries, archive).into_iter().map(told).collect()
}

/// A letter that would be issued, but was under another number.
fn renumbered(entry: &Entry, archive: &Archive, alone: &BTreeSet<LetterName>) -> Option<Diagnostic> {
    let own = alone.iter().filter(|(_, language)| *language == entry.language());
    let is_it = |(name, language): &&LetterName| {
        archive.letter(name, *language).is_some_and(|before| is_same(&entry.source, &before))
    };
    let (name, language) = own.into_iter().find(is_it)?;
    let problem = ISSUED_RENUMBERED
        .finding(format!(
            "this letter was issued as {name}{}, and its number has changed",
            entry.in_language()
        ))
        .at(&entry.place(), "expected the number that it was issued with");
    Some(
        problem
            .hint("write the former number again; to change an issued letter, start a revision or a corrigendum")
            .hint(format!(
                "if the letter was not sent, run: letters withdraw \"{}\" --why \"...\"",
                shown(&archive.list(name, *language))
            )),
    )
}

/// Whether a letter is one that was issued, but for its number: it says the same, or is the same part of a letter of the
/// same group about the same meeting.
fn is_same(now: &Arc<Source>, then: &Arc<Source>) -> bool {
    let read = |source| yaml::parse(source, &mut Diagnostics::new()).ok();
    let (Some(now), Some(then)) = (read(now), read(then)) else { return false };
    let same = |key: &str| now.get(key).map(said) == then.get(key).map(said);
    if now.get("meeting").is_some()
        && ["meeting", "group", "addendum", "corrigendum", "revision"].iter().all(|key| same(key))
    {
        return true;
    }
    let (Value::Mapping(one), Value::Mapping(other)) = (&now.value, &then.value) else { return false };
    let counts = |key: &str| !BESIDE.contains(&key) && !NAMES.contains(&key);
    one.iter().chain(other).map(|(key, _)| key.text.as_str()).filter(|key| counts(key)).all(same)
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
        .hint(format!(
            "if the letter was not sent, run: letters withdraw \"{}\" --why \"...\"",
            shown(entry.source.path())
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
