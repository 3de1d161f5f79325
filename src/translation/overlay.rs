//! A translation laid over its original: the tree of the letter in the other language.

use super::compare::differences;
use super::file::{Sentence, Translation};
use super::units::{Unit, visit};
use crate::check::translation::{TRANSLATION_FACTS, TRANSLATION_OLDER};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::Language;
use crate::letter::Status;
use crate::letter_files;
use crate::phrases::{Terms, normal};
use crate::report::shown;
use crate::source::{Located, Source, Span};
use crate::yaml::{self, Key, Node, Value};
use std::path::Path;
use std::sync::Arc;

/// So many places are named of sentences that are not translated.
const MOST_PLACES: usize = 5;

/// A letter's tree, and what it was made from.
pub struct Overlaid {
    /// The tree of the letter: the original's, with the sentences of the translation.
    pub letter: Node,
    /// The original, if this is a translation.
    pub original: Option<Arc<Source>>,
}

/// Reads a letter's file, and with a translation its original. `terms` gives those of a language: names in the
/// letter that they know need no sentence. Every problem is reported; `None` if one was an error.
pub fn load<'t>(
    source: &Arc<Source>,
    terms: impl FnOnce(Language) -> Option<&'t Terms>,
    problems: &mut Diagnostics,
) -> Option<Overlaid> {
    let node = yaml::parse(source, problems)?;
    if !Translation::is_one(&node) {
        return Some(Overlaid { letter: node, original: None });
    }
    let translation = Translation::read(&node, problems)?;
    let original = original(source, &translation.translation_of, problems)?;
    let mut letter = yaml::parse(&original, problems)?;
    if problems.has_errors() {
        return None;
    }
    if Translation::is_one(&letter) {
        let message = format!("{} is a translation itself", shown(original.path()));
        problems.push(
            Diagnostic::error("translation", message)
                .at(&translation.translation_of.span, "expected the file of the letter that is translated"),
        );
        return None;
    }
    let from = letter.get("language").and_then(Node::as_str).and_then(Language::from_code);
    if from.unwrap_or_default() == translation.language.value {
        let language = translation.language.value.name();
        problems.push(
            Diagnostic::error("translation", format!("the original is in {language} too"))
                .at(&translation.language.span, "expected another language"),
        );
        return None;
    }
    let terms = terms(translation.language.value);
    lay(&mut letter, &translation, terms, &original, problems);
    head(&mut letter, &node, &translation);
    (!problems.has_errors()).then_some(Overlaid { letter, original: Some(original) })
}

/// Reads the original beside a translation.
fn original(source: &Arc<Source>, name: &Located<String>, problems: &mut Diagnostics) -> Option<Arc<Source>> {
    let folder = source.path().parent().unwrap_or(Path::new(""));
    if name.contains(['/', '\\']) {
        problems.push(
            Diagnostic::error(
                "translation",
                format!("`{}` is not the name of a file beside this one", name.value),
            )
            .at(&name.span, "expected a name such as sg1-001.yaml"),
        );
        return None;
    }
    let path = folder.join(&name.value);
    if !path.is_file() {
        problems.push(
            Diagnostic::error("translation", format!("the original, {}, is not there", shown(&path)))
                .at(&name.span, "expected the name of a file beside this one"),
        );
        return None;
    }
    letter_files::read(&path).map_err(|problem| problems.push(problem)).ok()
}

/// What the translation says of itself counts for the letter.
fn head(letter: &mut Node, file: &Node, translation: &Translation) {
    let Value::Mapping(entries) = &mut letter.value else { return };
    entries.retain(|(key, _)| key.text != "language" && key.text != "status");
    let Value::Mapping(own) = &file.value else { return };
    for (key, value) in own.iter().filter(|(key, _)| key.text == "language" || key.text == "status") {
        entries.push((key.clone(), value.clone()));
    }
    let Some(allow) = own.iter().find(|(key, _)| key.text == "allow").filter(|_| translation.allow.is_some())
    else {
        return;
    };
    let (key, own) = (&allow.0, &allow.1);
    match (entries.iter_mut().find(|(key, _)| key.text == "allow").map(|(_, v)| &mut v.value), &own.value) {
        (Some(Value::Mapping(all)), Value::Mapping(more)) => {
            let known: Vec<String> = all.iter().map(|(key, _)| key.text.clone()).collect();
            all.extend(more.iter().filter(|(key, _)| !known.contains(&key.text)).cloned());
        }
        _ => entries.push((Key { text: key.text.clone(), span: key.span.clone() }, own.clone())),
    }
}

/// Puts the sentences over the letter's own; reports those that are missing and those that are older.
fn lay(
    letter: &mut Node,
    translation: &Translation,
    terms: Option<&Terms>,
    original: &Arc<Source>,
    problems: &mut Diagnostics,
) {
    let list = translation.sentences.as_ref().map_or(&[][..], |sentences| sentences.0.as_slice());
    let mut missing: Vec<Unit> = Vec::new();
    let mut count = 0;
    let is_issued = translation.status.as_ref().is_some_and(|status| status.value == Status::Issued);
    visit(letter, &mut |at, text, span| {
        let unit = Unit { at: at.to_owned(), text: text.clone(), span: span.clone() };
        match find(list, &unit) {
            Some((sentence, is_same)) => {
                count += 1;
                let Some(translated) = &sentence.text else {
                    missing.push(unit);
                    return;
                };
                if !is_same || sentence.was.is_some() {
                    problems.push(older(sentence, &unit, translated, is_issued));
                } else if let Some(difference) = differences(&unit.text, &translated.value) {
                    problems.push(
                        TRANSLATION_FACTS
                            .finding(difference)
                            .at(&translated.span.whole_line(), "in this sentence")
                            .note(&unit.span.whole_line(), "the original"),
                    );
                }
                text.clone_from(&translated.value);
                *span = translated.span.clone();
            }
            None => match terms.and_then(|terms| terms.get(&unit.text)) {
                Some(term) => {
                    text.clone_from(&term.text.value);
                    *span = term.text.span.clone();
                }
                None => {
                    count += 1;
                    missing.push(unit);
                }
            },
        }
    });
    if !missing.is_empty() {
        problems.push(not_translated(&missing, count, translation, original));
    }
}

/// The sentence of the translation that belongs to one of the letter, and whether its original is still the
/// same: by its words, among several of the same words by its place; without such words by its place alone.
pub(super) fn find<'s>(list: &'s [Sentence], unit: &Unit) -> Option<(&'s Sentence, bool)> {
    let text = normal(&unit.text);
    let is_there = |sentence: &&Sentence| sentence.at.as_ref().is_some_and(|at| at.value == unit.at);
    let same = || list.iter().filter(|sentence| normal(&sentence.original) == text);
    let found = same().find(is_there).or_else(|| same().find(|s| s.text.is_some())).or_else(|| same().next());
    match found {
        Some(found) => Some((found, true)),
        None => list.iter().find(is_there).map(|found| (found, false)),
    }
}

fn older(sentence: &Sentence, unit: &Unit, translated: &Located<String>, is_issued: bool) -> Diagnostic {
    let finding = TRANSLATION_OLDER
        .finding("the original of this sentence was changed after it was translated")
        .at(&translated.span.whole_line(), "is to be looked at again")
        .note(&unit.span.whole_line(), "what the original says now");
    let finding = match &sentence.was {
        Some(was) => finding
            .note(&was.span.whole_line(), "what it said before")
            .hint("correct the translation, then delete the line `was:`"),
        None => finding.hint(
            "write here what the original says now, and correct the translation; see docs/languages.md",
        ),
    };
    // A letter that goes out must not say what the original said once.
    if is_issued { Diagnostic { severity: crate::diagnostic::Severity::Error, ..finding } } else { finding }
}

fn not_translated(
    missing: &[Unit],
    count: usize,
    translation: &Translation,
    original: &Arc<Source>,
) -> Diagnostic {
    let language = translation.language.value;
    let sentences = if missing.len() == 1 { "sentence is" } else { "sentences are" };
    let message = format!("{} of {count} {sentences} not translated into {}", missing.len(), language.name());
    let mut problem = Diagnostic::error("not-translated", message)
        .at(&translation.language.span.whole_line(), "in this file");
    for unit in missing.iter().take(MOST_PLACES) {
        problem = problem.note(&first_line(&unit.span), "not translated");
    }
    problem.hint(format!("add them under `sentences:`, with the words of {}", shown(original.path())))
}

fn first_line(span: &Span) -> Span {
    span.whole_line()
}
