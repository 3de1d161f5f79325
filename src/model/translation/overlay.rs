//! A translation laid over its original: the tree of the letter in the other language.

use super::compare::differences;
use super::file::{Sentence, Translation};
use super::standing::{Standing, standings};
use super::units::{Unit, units, visit};
use crate::base::text::{one_line, shown};
use crate::base::yaml::{self, Key, Node, Value};
use crate::base::{Diagnostic, Diagnostics, Language, Located, Reported, Severity, Source, Span};
use crate::model::letter::Status;
use crate::model::letter_files;
use crate::model::phrases::Terms;
use crate::model::translation::rules::{
    ISSUED_BEFORE_ORIGINAL, NOT_TRANSLATED, TRANSLATION, TRANSLATION_FACTS, TRANSLATION_OLDER,
    TRANSLATION_UNUSED,
};
use std::collections::BTreeSet;
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

/// Reads a letter's file, and with a translation its original, unless that is `held`. `terms` gives those of a language: names in the
/// letter that they know need no sentence.
///
/// # Errors
/// One of its problems, all of which are reported, is an error.
pub fn load<'t>(
    source: &Arc<Source>,
    held: Option<&Arc<Source>>,
    terms: impl FnOnce(Language) -> Option<&'t Terms>,
    problems: &mut Diagnostics,
) -> Result<Overlaid, Reported> {
    let node = yaml::parse(source, problems)?;
    if !Translation::is_one(&node) {
        return Ok(Overlaid { letter: node, original: None });
    }
    let translation = Translation::read(&node, problems)?;
    let original = match held {
        Some(held) => Arc::clone(held),
        None => original(source, &translation.translation_of, problems)?,
    };
    let mut letter = yaml::parse(&original, problems)?;
    problems.sound()?;
    if Translation::is_one(&letter) {
        let message = format!("{} is itself a translation", shown(original.path()));
        return Err(TRANSLATION
            .finding(message)
            .at(&translation.translation_of.span, "expected the file of the original letter")
            .refuse(problems));
    }
    let from = letter.get("language").and_then(Node::as_str).and_then(Language::from_code);
    if from.unwrap_or_default() == translation.language.value {
        let language = translation.language.value.name();
        return Err(TRANSLATION
            .finding(format!("the original is also in {language}"))
            .at(&translation.language.span, "expected another language")
            .refuse(problems));
    }
    problems.extend(early(&letter, &translation, &original));
    let terms = terms(translation.language.value);
    lay(&mut letter, &translation, terms, &original, problems);
    head(&mut letter, &node);
    problems.sound().map(|()| Overlaid { letter, original: Some(original) })
}

/// That a translation is issued while its original is not.
fn early(letter: &Node, translation: &Translation, original: &Arc<Source>) -> Option<Diagnostic> {
    let status = translation.status.as_ref().filter(|status| status.value == Status::Issued)?;
    let said = letter.get("status");
    if said.and_then(Node::as_str).and_then(Status::read) == Some(Status::Issued) {
        return None;
    }
    let place = said.map_or_else(|| Span::file(original), |said| said.span.whole_line());
    let message = format!("this translation is issued, but its original {} is not", shown(original.path()));
    Some(
        ISSUED_BEFORE_ORIGINAL
            .finding(message)
            .at(&status.span, "expected `draft` until the original is issued")
            .note(&place, "the original is a draft"),
    )
}

/// Reads the original beside a translation.
fn original(
    source: &Arc<Source>,
    name: &Located<String>,
    problems: &mut Diagnostics,
) -> Result<Arc<Source>, Reported> {
    let folder = source.path().parent().unwrap_or(Path::new(""));
    if name.contains(['/', '\\', ':']) {
        return Err(TRANSLATION
            .finding(format!("`{}` is not the name of a file in this folder", name.value))
            .at(&name.span, "expected a name such as sg1-001.yaml")
            .refuse(problems));
    }
    let path = folder.join(&name.value);
    if !path.is_file() {
        return Err(TRANSLATION
            .finding(format!("the original {} does not exist", shown(&path)))
            .at(&name.span, "expected the name of a file in this folder")
            .refuse(problems));
    }
    problems.report(letter_files::read(&path))
}

/// What the translation says of itself counts for the letter; what it allows counts too.
fn head(letter: &mut Node, file: &Node) {
    let (Value::Mapping(entries), Value::Mapping(own)) = (&mut letter.value, &file.value) else { return };
    entries.retain(|(key, _)| key.text != "language" && key.text != "status");
    for (key, value) in own.iter().filter(|(key, _)| ["language", "status", "allow"].contains(&&*key.text)) {
        match (entries.iter_mut().find(|(k, _)| k.text == key.text), &value.value) {
            (Some((_, Node { value: Value::Mapping(all), .. })), Value::Mapping(more)) => {
                let is_new = |key: &Key| !all.iter().any(|(known, _)| known.text == key.text);
                let more: Vec<_> = more.iter().filter(|(key, _)| is_new(key)).cloned().collect();
                all.extend(more);
            }
            (Some(_), Value::Null) => {}
            (Some((_, said)), _) => said.clone_from(value),
            (None, _) => entries.push((key.clone(), value.clone())),
        }
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
    let found = standings(units(letter), list, terms);
    problems.extend(unused(list, &found));
    let mut found = found.into_iter();
    visit(letter, &mut |_, text, span| {
        // Both go through the same tree in the same order.
        let Some(Standing { unit, own, is_same, term }) = found.next() else { return };
        if let Some(term) = term {
            text.clone_from(&term.text.value);
            *span = term.text.span;
            return;
        }
        count += 1;
        let Some((sentence, translated)) = own.and_then(|(_, own)| Some((own, own.text.as_ref()?))) else {
            missing.push(unit);
            return;
        };
        if !is_same || sentence.was.is_some() {
            problems.push(older(sentence, &unit, translated, original, translation));
        } else if let Some(difference) = differences(&unit.text, &translated.value) {
            TRANSLATION_FACTS
                .finding(difference)
                .at(&translated.span.whole_line(), "use the facts and numbers of the original")
                .note(&unit.span.whole_line(), "the original")
                .report(problems);
        }
        text.clone_from(&translated.value);
        *span = translated.span.clone();
    });
    if !missing.is_empty() {
        problems.push(not_translated(&missing, count, translation, original));
    }
}

/// That a sentence with a translation is none of the letter's.
fn unused(list: &[Sentence], found: &[Standing<'_>]) -> Vec<Diagnostic> {
    let used: BTreeSet<usize> = found.iter().filter_map(|standing| Some(standing.own?.0)).collect();
    let over = list.iter().enumerate().filter(|(index, _)| !used.contains(index));
    let over: Vec<(&Sentence, &Span)> =
        over.filter_map(|(_, sentence)| Some((sentence, &sentence.text.as_ref()?.span))).collect();
    if over.is_empty() {
        return Vec::new();
    }
    // The same words a second time go where the first went.
    let said: BTreeSet<String> = used.iter().map(|index| one_line(&list[*index].original)).collect();
    let is_unused = |(sentence, _): &(&Sentence, &Span)| !said.contains(&one_line(&sentence.original));
    let told = |(_, span): (&Sentence, &Span)| {
        TRANSLATION_UNUSED
            .finding("this sentence is not in the letter")
            .at(&span.whole_line(), "not used")
            .hint("run `letters translate` to move unused sentences into a comment")
    };
    over.into_iter().filter(is_unused).map(told).collect()
}

fn older(
    sentence: &Sentence,
    unit: &Unit,
    translated: &Located<String>,
    original: &Arc<Source>,
    translation: &Translation,
) -> Diagnostic {
    let finding = TRANSLATION_OLDER
        .finding("the original of this sentence was changed after it was translated")
        .at(&translated.span.whole_line(), "check this translation again")
        .note(&unit.span.whole_line(), "the original now");
    let finding = match &sentence.was {
        Some(was) => finding
            .note(&was.span.whole_line(), "the original before the change")
            .hint("correct the translation, then delete the line `was:`"),
        None => finding.hint(format!(
            "run {} to write the new original here; then correct the translation",
            how(original, translation.language.value)
        )),
    };
    // A letter that goes out must not say what the original said once.
    let is_issued = translation.status.as_ref().is_some_and(|status| status.value == Status::Issued);
    if is_issued { Diagnostic { severity: Severity::Error, ..finding } } else { finding }
}

/// The command that brings a translation up to date with its original.
fn how(original: &Source, language: Language) -> String {
    let path = shown(original.path());
    let path = if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path };
    format!("`letters translate {path} --lang {}`", language.code())
}

fn not_translated(
    missing: &[Unit],
    count: usize,
    translation: &Translation,
    original: &Arc<Source>,
) -> Diagnostic {
    let language = translation.language.value;
    let sentences = if count == 1 { "sentence" } else { "sentences" };
    let are = if missing.len() == 1 { "is" } else { "are" };
    let message =
        format!("{} of {count} {sentences} {are} not translated into {}", missing.len(), language.name());
    let mut problem = NOT_TRANSLATED
        .finding(message)
        .at(&translation.language.span.whole_line(), "this file is not complete");
    for unit in missing.iter().take(MOST_PLACES) {
        problem = problem.note(&unit.span.whole_line(), "not translated");
    }
    problem.hint(format!("run {} to add them to this file; then translate them", how(original, language)))
}
