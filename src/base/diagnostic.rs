//! One problem that was found, and a collection of them. Formatting is left to the binary.

use crate::base::rules::TOO_MANY_FINDINGS;
use crate::base::{Rule, Span};
use std::cmp::Ordering;
use std::path::Path;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is wrong; worth a look.
    Note,
    /// Probably a mistake; the letter is built all the same.
    Warning,
    /// The letter is wrong and is not built.
    Error,
}

impl Severity {
    /// The word shown to the user.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A change of a file that certainly mends a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What is replaced; an empty place for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// One problem: what was found, where, what was expected, and how to mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What was broken.
    pub rule: &'static Rule,
    /// How bad it is: as the rule says, or worse.
    pub severity: Severity,
    /// One sentence in plain words: what was found.
    pub message: String,
    /// The place; `None` when there is no file to point at.
    pub span: Option<Span>,
    /// What stands at the caret (`expected a date such as 2021-04-20`); empty for nothing.
    pub label: String,
    /// Other places that matter, each with a few words.
    pub notes: Vec<(Span, String)>,
    /// What to do about it, each a sentence.
    pub hints: Vec<String>,
    /// Characters that it is about, where the finder knew no place: it can be looked for by them.
    pub characters: Vec<char>,
    /// How to mend it, where that is certain.
    pub edit: Option<Edit>,
}

impl Diagnostic {
    /// A problem without a place, made by [`Rule::finding`] alone.
    pub(super) fn new(rule: &'static Rule, message: String) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message,
            span: None,
            label: String::new(),
            notes: Vec::new(),
            hints: Vec::new(),
            characters: Vec::new(),
            edit: None,
        }
    }

    /// Points at a place, with what was expected there.
    #[must_use]
    pub fn at(mut self, span: &Span, label: impl Into<String>) -> Self {
        self.span = Some(span.clone());
        self.label = label.into();
        self
    }

    /// Says which characters it is about.
    #[must_use]
    pub fn about(mut self, characters: impl IntoIterator<Item = char>) -> Self {
        self.characters.extend(characters);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn note(mut self, span: &Span, text: impl Into<String>) -> Self {
        self.notes.push((span.clone(), text.into()));
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }

    /// Says how to mend it for certain: what stands at `span` becomes `replacement`.
    #[must_use]
    pub fn edit(mut self, span: &Span, replacement: impl Into<String>) -> Self {
        self.edit = Some(Edit { span: span.clone(), replacement: replacement.into() });
        self
    }

    /// Adds it to what was found.
    pub fn report(self, found: &mut Diagnostics) {
        found.push(self);
    }

    /// Adds it to what was found, as an error in place of what cannot be given back.
    pub fn refuse(self, found: &mut Diagnostics) -> Reported {
        found.refuse(self)
    }
}

/// Findings of any code, for tests of how they are shown.
#[cfg(test)]
impl Diagnostic {
    pub(crate) fn error(code: &'static str, message: &str) -> Self {
        Rule::sample(code, Severity::Error).finding(message)
    }

    pub(crate) fn warning(code: &'static str, message: &str) -> Self {
        Rule::sample(code, Severity::Warning).finding(message)
    }

    pub(crate) fn noted(code: &'static str, message: &str) -> Self {
        Rule::sample(code, Severity::Note).finding(message)
    }
}

/// The proof that an error was reported. Whoever gives nothing back for an error gives this; only [`Diagnostics`] makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported(());

/// The most findings that are kept: more say no more, and would fill the memory.
const MOST: usize = 20_000;

/// All problems of one letter, in the order they were found; after [`MOST`] of them, that there are more, which is an
/// error.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

/// A problem that is the only one.
impl From<Diagnostic> for Diagnostics {
    fn from(problem: Diagnostic) -> Self {
        Self { list: vec![problem] }
    }
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        match self.list.len().cmp(&MOST) {
            Ordering::Less => self.list.push(diagnostic),
            Ordering::Equal => self.list.push(too_many(&diagnostic)),
            Ordering::Greater => {}
        }
    }

    /// Adds an error. It counts as one in any case, so that the proof holds.
    pub fn refuse(&mut self, mut diagnostic: Diagnostic) -> Reported {
        debug_assert_eq!(diagnostic.rule.severity, Severity::Error, "{}", diagnostic.rule.code);
        diagnostic.severity = Severity::Error;
        self.push(diagnostic);
        Reported(())
    }

    /// What there is, or the proof that the error instead of it was reported.
    pub fn report<T>(&mut self, result: Result<T, Diagnostic>) -> Result<T, Reported> {
        result.map_err(|error| self.refuse(error))
    }

    /// `Err` if one of them is an error.
    pub fn sound(&self) -> Result<(), Reported> {
        if self.has_errors() { Err(Reported(())) } else { Ok(()) }
    }

    /// Adds many.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        others.into_iter().for_each(|other| self.push(other));
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All of them, in the order of their places in the file; those without a place first.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        fn place(problem: &Diagnostic) -> Option<(&Path, usize, usize)> {
            problem.span.as_ref().map(|span| (span.source.path(), span.start, span.end))
        }
        self.list.sort_by(|one, other| place(one).cmp(&place(other)));
        self.list.dedup();
        self.list
    }

    /// Counts warnings as errors.
    pub fn deny_warnings(&mut self) {
        for warning in self.list.iter_mut().filter(|d| d.severity == Severity::Warning) {
            warning.severity = Severity::Error;
        }
    }

    /// Without certain edits: nothing makes them in files other than letters.
    #[must_use]
    pub fn without_edits(mut self) -> Self {
        self.list.iter_mut().for_each(|problem| problem.edit = None);
        self
    }

    /// Takes out those that `is_unwanted` says.
    pub fn take_out(&mut self, is_unwanted: impl FnMut(&mut Diagnostic) -> bool) -> Vec<Diagnostic> {
        self.list.extract_if(.., is_unwanted).collect()
    }

    /// All of them as found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
}

/// That there are more findings, at the beginning of a file of one that is not kept.
fn too_many(other: &Diagnostic) -> Diagnostic {
    let problem = TOO_MANY_FINDINGS
        .finding(format!("more than {MOST} findings; the others are not listed"))
        .hint("correct these first, or look whether this is the right file");
    match &other.span {
        Some(span) => problem.at(&Span::file(&span.source), "in this file"),
        None => problem,
    }
}

/// All values, if there are all; every one is asked for, so that everything that is wrong is reported.
pub fn all<T, C: FromIterator<T>>(
    values: impl IntoIterator<Item = Result<T, Reported>>,
) -> Result<C, Reported> {
    let values: Vec<_> = values.into_iter().collect();
    values.into_iter().collect()
}
