//! Findings beside the words that they are about, and what can be done with them: the certain edit, or a reason.

use super::letter::{Letter, composed};
use super::refusal::Refusal;
use crate::base::report::becomes;
use crate::base::yaml::edit::{Said, edit};
use crate::base::{Diagnostic, Source, Span};
use crate::check::{fix, table};
use crate::project::session::{Composition, Session};
use crate::tools::preview::Finding;
use crate::tools::review::Files;
use serde::Serialize;
use std::sync::Arc;

/// A finding, for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The rule.
    pub code: &'static str,
    /// `error`, `warning`, `note`.
    pub severity: &'static str,
    /// What was found.
    pub message: String,
    /// The line, counted from 1; none without a place.
    pub line: Option<usize>,
    /// Whether it has a certain edit.
    pub fixes: bool,
    /// Whether it can be allowed with a reason.
    pub allows: bool,
    /// Its number among the findings of its rule, counted from 0.
    pub n: usize,
    /// The place in the letter.
    pub at: Option<String>,
    /// What to do about it.
    pub hints: Vec<String>,
    /// Its words, to look for in the draft; may be empty.
    pub words: String,
    /// What its words become by the certain edit; may be empty.
    pub becomes: String,
}

/// The findings of a letter.
///
/// # Errors
/// It cannot be read now.
pub fn found(session: &Session, files: &Files) -> Result<Vec<Found>, Refusal> {
    composed(session, files, |letter, composition| all(Some(letter), &sorted(composition)))
}

/// The findings of a letter, in order.
pub fn all(letter: Option<&Letter>, problems: &[Diagnostic]) -> Vec<Found> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    let found = problems.iter().map(|problem| {
        let code = problem.rule.code;
        let n = match counts.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                counts.push((code, 0));
                0
            }
        };
        let span = problem.span.as_ref();
        Found {
            hints: problem.hints.clone(),
            words: Finding::of(problem).words,
            becomes: problem.edit.as_ref().map(becomes).unwrap_or_default(),
            code,
            severity: problem.severity.as_str(),
            message: problem.message.clone(),
            line: span.map(|span| span.line_column().0),
            fixes: problem.edit.is_some(),
            allows: problem.rule.can_be_silenced(),
            n,
            at: span.and_then(|span| Some(letter?.text_with(span)?.at.clone())),
        }
    });
    found.collect()
}

/// The findings of a letter that are in some bytes of its file.
pub fn within(composition: &Composition<'_>, place: &Span) -> Vec<Found> {
    let problems = sorted(composition);
    let is_in = |problem: &Diagnostic| {
        problem.span.as_ref().is_some_and(|span| {
            span.source == place.source && place.start <= span.start && span.start <= place.end
        })
    };
    let found = all(None, &problems);
    found.into_iter().zip(&problems).filter(|(_, problem)| is_in(problem)).map(|(found, _)| found).collect()
}

/// What was found in a letter, in the order in which it is shown.
pub fn sorted(composition: &Composition<'_>) -> Vec<Diagnostic> {
    composition.findings.problems.clone().into_sorted()
}

/// The file with the certain edits of findings of a rule: of one of them, or of all.
pub fn fixed(
    problems: &[Diagnostic],
    letter: &Letter,
    code: &str,
    n: Option<usize>,
) -> Result<Arc<Source>, Refusal> {
    let such = problems.iter().filter(|problem| problem.rule.code == code);
    let wanted: Vec<&Diagnostic> =
        such.enumerate().filter(|(at, _)| n.is_none_or(|n| n == *at)).map(|(_, problem)| problem).collect();
    if wanted.is_empty() {
        return Err(Refusal::Gone);
    }
    let source = wanted
        .iter()
        .filter_map(|problem| problem.edit.as_ref())
        .find_map(|edit| letter.files.all().find(|file| ***file == *edit.span.source))
        .ok_or_else(|| {
            Refusal::unwritable("This finding has no certain correction: change the words yourself.")
        })?;
    let (text, _) = fix::apply(source, wanted).ok_or_else(unproved)?;
    Ok(Source::new(source.path(), text))
}

/// The file that allows a finding with a reason.
pub fn allowed(letter: &Letter, code: &str, reason: &str) -> Result<Arc<Source>, Refusal> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(Refusal::unwritable("Say in a few words why this is right in this letter."));
    }
    let Some(rule) = table::find(code) else { return Err(Refusal::Gone) };
    if !rule.can_be_silenced() {
        return Err(Refusal::unwritable(
            "This is an error: a letter with it cannot be built, so it has to be corrected.",
        ));
    }
    let source = letter.facts();
    let change = super::keys::set(letter, &["allow", code], &[], Said::Text(reason), |at| {
        super::keys::usual_order(at)
    });
    edit(source, &[change]).map_err(|_| unproved())
}

fn unproved() -> Refusal {
    Refusal::unwritable("This cannot be written into the file for certain: change it in an editor.")
}

/// What is new and what is gone between two lists of findings: those that have no other of the same rule and words.
pub fn compared(old: &[Diagnostic], new: &[Diagnostic]) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let same = |a: &Diagnostic, b: &Diagnostic| a.rule.code == b.rule.code && a.message == b.message;
    let without = |all: &[Diagnostic], others: &[Diagnostic]| {
        let mut others: Vec<&Diagnostic> = others.iter().collect();
        let is_new = |problem: &&Diagnostic| match others.iter().position(|other| same(other, problem)) {
            Some(at) => {
                others.swap_remove(at);
                false
            }
            None => true,
        };
        all.iter().filter(is_new).cloned().collect::<Vec<_>>()
    };
    (without(new, old), without(old, new))
}
