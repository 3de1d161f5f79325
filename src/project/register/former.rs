//! Published files whose letter is gone, and letters that were issued as another: under another number, or in a file that
//! another letter was issued from.

use super::Entry;
use crate::base::text::{several, shown};
use crate::base::yaml::{self, Node, Value};
use crate::base::{Diagnostic, Diagnostics, Source};
use crate::model::letter::Status;
use crate::model::translation::KEY as TRANSLATION_OF;
use crate::project::archive::{Archive, LetterName};
use crate::project::build_cache::said;
use crate::project::register::issued::BESIDE;
use crate::project::rules::{ISSUED_RENUMBERED, ISSUED_WITHOUT_LETTER};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Keys by which a letter is called.
const NAMES: [&str; 9] =
    ["number", "group", "series", "period", "language", "addendum", "corrigendum", "revision", "file-name"];

/// Those of them that make a letter a part of another.
const PARTS: [&str; 3] = ["addendum", "corrigendum", "revision"];

/// The letters of the archive that none of these is.
pub(super) fn alone<'a>(
    entries: impl Iterator<Item = Option<&'a Entry>>,
    archive: &Archive,
) -> BTreeSet<LetterName> {
    let mut kept = archive.letters();
    for name in entries.flatten().filter_map(Entry::letter_name) {
        kept.remove(&name);
    }
    kept
}

/// What the archive has of letters that are not there any more. Nobody knows while a letter cannot be read so far that
/// its number is known: it might be one of them. A letter that has become another is told with that one.
pub fn without_letter<'a>(
    entries: impl Iterator<Item = Option<&'a Entry>> + Clone,
    archive: &Archive,
) -> Vec<Diagnostic> {
    if entries.clone().any(|entry| entry.is_none_or(|entry| entry.letter_name().is_none())) {
        return Vec::new();
    }
    let alone = alone(entries.clone(), archive);
    let told: BTreeSet<LetterName> =
        entries.flatten().filter_map(|entry| former(entry, archive, &alone)).collect();
    let without = |(name, language): &LetterName| {
        let text = shown(&archive.letter_file(name, *language));
        let letters = archive.letters_folder();
        let free = archive.issued_from_file(name, *language);
        let to = match free.filter(|file| !file.exists()) {
            Some(file) => shown(&file),
            None => format!("a new file in {}", shown(letters)),
        };
        let of = format!("{name} in {}", language.name());
        ISSUED_WITHOUT_LETTER
            .finding(format!("{of} was issued, but no letter in {} has this number", shown(letters)))
            .hint(format!("restore the file of the letter: copy {text} to {to}"))
            .hint(archive.withdraw_hint((name, *language), None))
    };
    alone.difference(&told).map(without).collect()
}

/// The letter of the archive that a letter was before it got another name: one that no other letter is.
fn former(entry: &Entry, archive: &Archive, alone: &BTreeSet<LetterName>) -> Option<LetterName> {
    // Of a letter that cannot be read so far nobody knows whether its name has changed.
    if entry.status != Some(Status::Issued) || entry.is_kept || alone.is_empty() {
        return None;
    }
    let own = entry.letter_name()?;
    let place = archive.place_of(entry.source.path());
    let is_same_file =
        |(name, language): &&LetterName| place.is_some() && archive.issued_from(name, *language) == place;
    let is_same_text = |(name, language): &&LetterName| {
        archive.letter(name, *language).is_some_and(|before| is_same(&entry.source, &before))
    };
    let found = alone.iter().find(is_same_file).or_else(|| alone.iter().find(is_same_text));
    found.filter(|former| **former != own).cloned()
}

/// A letter that would be issued, but was under another name.
pub(super) fn renumbered(
    entry: &Entry,
    archive: &Archive,
    alone: &BTreeSet<LetterName>,
) -> Option<Diagnostic> {
    let (name, language) = former(entry, archive, alone)?;
    let read = |source: &Arc<Source>| yaml::parse(source, &mut Diagnostics::new()).ok();
    let before = archive.letter(&name, language).filter(|before| is_same(&entry.source, before));
    let nodes = before.and_then(|before| Some((read(&entry.source)?, read(&before)?)));
    let is_part_now = |key: &&str, now: &Node, then: &Node| now.get(key).is_some() && then.get(key).is_none();
    let nodes = nodes.filter(|(now, then)| !PARTS.iter().any(|key| is_part_now(key, now, then)));
    let copy = shown(&archive.letter_file(&name, language));
    let problem = match nodes {
        _ if entry.is_translation() => of_translation(entry, &name),
        Some((now, then)) => {
            let problem = renamed(entry, &name, (&now, &then));
            let letters = shown(archive.letters_folder());
            problem.hint(format!("if this is another letter, copy {copy} to a new file in {letters} first"))
        }
        None => {
            let own = entry.name.as_deref().unwrap_or_default();
            let message = format!("this file contained the issued letter {name}, and now it contains {own}");
            let path = shown(entry.source.path());
            ISSUED_RENUMBERED
                .finding(message)
                .at(&entry.place(), "expected the issued letter")
                .hint(format!("save this letter as a new file; then copy {copy} over {path}"))
        }
    };
    Some(problem.hint(archive.withdraw_hint((&name, language), None)))
}

/// A letter that says the same, but for what it is called by.
fn renamed(entry: &Entry, name: &str, (now, then): (&Node, &Node)) -> Diagnostic {
    let differs = |key: &&&str| now.get(key).map(said) != then.get(key).map(said);
    let mut keys: Vec<&str> = NAMES.iter().filter(differs).copied().collect();
    if keys.is_empty() {
        // The study period follows from the date.
        keys.push("date");
    }
    let were = if keys.len() == 1 { "was" } else { "were" };
    let names = several(keys.iter().map(|key| format!("`{key}`")), keys.len());
    let message = format!("this letter was issued as {name}, and afterwards {names} {were} changed");
    let former = |key: &str| then.get(key).map(|node| format!("`{key}: {}`", node.span.text().trim()));
    let key = keys.first().copied().unwrap_or_default();
    let place = now.get(key).map_or_else(|| entry.place(), |node| node.span.whole_line());
    let label = former(key).map_or("not in the issued letter".to_owned(), |line| format!("expected {line}"));
    let back = keys.iter().map(|key| match former(key) {
        Some(line) => format!("write {line} again"),
        None => format!("remove the line `{key}`"),
    });
    let back = back.collect::<Vec<_>>().join(" and ");
    ISSUED_RENUMBERED
        .finding(message)
        .at(&place, label)
        .hint(format!("{back}; to change an issued letter, start a revision or a corrigendum"))
}

/// A translation is called as its original.
fn of_translation(entry: &Entry, name: &str) -> Diagnostic {
    let original = shown(entry.letter_file());
    let message =
        format!("this letter was issued as {name}{}, but {original} has another number", entry.in_language());
    ISSUED_RENUMBERED
        .finding(message)
        .at(&entry.place(), "expected the original with which it was issued")
        .hint(format!("write the former number in {original} again"))
}

/// Whether a letter is one that was issued, but for its name: it says the same, or is the same part of a letter of the
/// same group about the same meeting.
pub fn is_same(now: &Arc<Source>, then: &Arc<Source>) -> bool {
    let read = |source| yaml::parse(source, &mut Diagnostics::new()).ok();
    let (Some(now), Some(then)) = (read(now), read(then)) else { return false };
    let same = |key: &str| now.get(key).map(said) == then.get(key).map(said);
    let is_translation = [&now, &then].into_iter().any(|node| node.get(TRANSLATION_OF).is_some());
    if is_translation && !(same(TRANSLATION_OF) && same("language")) {
        return false;
    }
    if now.get("meeting").is_some() && ["meeting", "group"].iter().chain(&PARTS).all(|key| same(key)) {
        return true;
    }
    let (Value::Mapping(one), Value::Mapping(other)) = (&now.value, &then.value) else { return false };
    let counts = |key: &str| !BESIDE.contains(&key) && !NAMES.contains(&key) && key != "date-of-original";
    one.iter().chain(other).map(|(key, _)| key.text.as_str()).filter(|key| counts(key)).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_the_same_without_its_name() {
        let same = |now: &str, then: &str| is_same(&Source::new("a.yaml", now), &Source::new("b.yaml", then));
        let letter = "number: 1\ngroup: SG1\nplace: Rome\n";
        assert!(same(&letter.replace('1', "2"), letter));
        assert!(same(&(letter.to_owned() + "revision: 1\ndate-of-original: 2021-01-21\n"), letter));
        assert!(!same(&letter.replace("Rome", "Pisa"), letter));
        let meeting = "number: 1\ngroup: SG1\nmeeting: {starts: 2021-04-20}\n";
        assert!(same(&(meeting.replace("r: 1", "r: 2") + "place: Rome\n"), meeting));
        // Translations of two letters, or into two languages, are two.
        let french = "translation-of: 1.yaml\nlanguage: fr\n";
        assert!(same(french, french));
        assert!(!same(&french.replace("fr", "es"), french) && !same(&french.replace('1', "2"), french));
    }
}
