//! One letter with everything that is shown beside it.

use super::draft::Version;
use super::finding::{Finding, summary};
use super::marks::Change;
use super::row::{self, Row};
use super::store::{Shown, Store};
use crate::base::report::Few;
use crate::base::{Diagnostic, Format, Language, Severity, Silenced};
use serde::Serialize;

/// A letter's page, but for the draft itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterPage {
    /// What the list says of it; its languages, and its files.
    pub row: Row,
    /// The code of the language that subject and draft are in.
    pub language: &'static str,
    /// Whether there are languages that it is not there in.
    pub lacks_some: bool,
    /// The letter before it in the register, in the same language where it is there in it.
    pub previous: Option<Link>,
    /// The letter after it.
    pub next: Option<Link>,
    /// What keeps it from being built, in the house style and in the letter.
    pub errors: Vec<Finding>,
    /// How many errors there are.
    pub error_count: usize,
    /// What is said of errors that are not shown, since there are very many.
    pub more_errors: Vec<String>,
    /// What else was found.
    pub findings: Vec<Finding>,
    /// What is said of those that are not shown.
    pub more_findings: Vec<String>,
    /// `2 errors, 1 warning`, with those of the house style.
    pub summary: String,
    /// What it silences: what was found, and why that is right.
    pub silenced: Vec<(String, String)>,
    /// Whether the draft that is shown is not what the file says now.
    pub is_behind: bool,
    /// Whether there is a draft.
    pub has_draft: bool,
    /// Where it differs from the letter as it was when the preview began; of the draft that was made.
    pub changes: Vec<Change>,
    /// The count when something of it last changed.
    pub count: u64,
}

/// A letter to go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it is called in addresses.
    pub id: String,
    /// What people call it.
    pub name: String,
}

impl Store {
    /// A letter's page as it is now; `None` when there is no such letter.
    pub fn letter_page(&self, id: &str) -> Option<LetterPage> {
        let order = self.order();
        let at = order.iter().position(|letter| letter.iter().any(|&at| self.cards[at].id == id))?;
        let versions_at = |at: usize| -> Option<Vec<Shown<'_>>> {
            Some(order.get(at)?.iter().map(|&at| self.card(at)).collect())
        };
        let versions = versions_at(at)?;
        let (state, entry) = *versions.iter().find(|(state, _)| state.id == id)?;
        let link = |at: usize| {
            let versions = versions_at(at)?;
            let same = versions.iter().find(|(other, _)| other.language == state.language);
            let (state, entry) = same.or(versions.first())?;
            Some(Link { id: state.id.clone(), name: row::name(state, *entry) })
        };
        let mut all: Vec<&Diagnostic> = self.house.iter().chain(state.all_problems()).collect();
        // The gravest first; what is equally grave stays in the order of the file.
        all.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        let errors = all.partition_point(|problem| problem.severity == Severity::Error);
        let (few_errors, few_others) =
            (Few::of(all[..errors].iter().copied()), Few::of(all[errors..].iter().copied()));
        let shown = |few: &Few<'_>| few.shown.iter().map(|problem| Finding::of(problem)).collect();
        let silenced = state.silenced.iter().chain(&state.silenced_between);
        Some(LetterPage {
            row: row::row(&[(state, entry)], &versions, id, self.house.is_empty())?,
            language: state.language.code(),
            lacks_some: versions.len() < Language::ALL.len(),
            previous: at.checked_sub(1).and_then(link),
            next: link(at + 1),
            errors: shown(&few_errors),
            error_count: errors,
            more_errors: few_errors.more(),
            findings: shown(&few_others),
            more_findings: few_others.more(),
            summary: summary(all.iter().copied()),
            silenced: silenced
                .map(|Silenced { finding, reason }| (finding.message.clone(), reason.clone()))
                .collect(),
            is_behind: state.is_behind() || !self.house.is_empty(),
            has_draft: state.good.is_some(),
            changes: state.draft.as_ref().map(|draft| draft.changes.clone()).unwrap_or_default(),
            count: self.changed(id),
        })
    }

    /// The file of a letter with this name: its format, and what it is made of. `None` when the letter has
    /// no such file, or cannot be built.
    pub fn file(&self, id: &str, name: &str) -> Option<(Format, Version)> {
        let at = self.cards.iter().position(|state| state.id == id && state.is_listed)?;
        let files = &self.entries[at].as_ref()?.files;
        let format = Format::ALL.into_iter().zip(files).find(|(_, file)| *file == name)?.0;
        Some((format, self.sound(id)?))
    }
}
