//! What is known of one letter of the preview.

use super::draft::{Draft, Recipe, Version};
use super::search::said;
use crate::base::{Diagnostic, Format, Language, Severity, Silenced, Source};
use crate::model::translation::rules::WORDS_WRONG;
use crate::model::translation::{language_of, letter_of};
use crate::project::archive::Archive;
use crate::project::register::{self, Entry};
use crate::project::session::Session;
use crate::tools::edit::{Book, with_places};
use std::path::PathBuf;
use std::sync::Arc;

/// A letter's text, or why it could not be read.
pub type Read = Result<Arc<Source>, Diagnostic>;

/// What was found when a letter was looked at.
pub struct Looked {
    /// Its text.
    pub read: Read,
    /// House style and directory that it was looked at with.
    pub session: Arc<Session>,
    /// What the register keeps of it.
    pub entry: Option<Entry>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
    /// What is right in it all the same.
    pub silenced: Vec<Silenced>,
    /// Its web page, where that was asked for and nothing is wrong.
    pub page: Option<String>,
    /// Everything that it says.
    pub said: String,
}

impl Looked {
    /// Nothing yet but the text.
    fn new(session: &Arc<Session>, read: Read) -> Self {
        Self {
            read,
            session: Arc::clone(session),
            entry: None,
            problems: Vec::new(),
            silenced: Vec::new(),
            page: None,
            said: String::new(),
        }
    }

    /// Of a letter that could not be looked at.
    pub fn failed(session: &Arc<Session>, read: Read, problem: Diagnostic) -> Self {
        Self { problems: vec![problem], ..Self::new(session, read) }
    }

    /// Whether something keeps it from being built.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.problems)
    }
}

/// What is asked for when a letter is looked at.
#[derive(Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Nothing but its place in the register.
    pub only_place: bool,
    /// Its web page too.
    pub page: bool,
    /// With what is known of keys, the page says where its words come from.
    pub book: Option<&'a Book>,
}

/// Looks at a letter.
pub fn look(session: &Arc<Session>, read: Read, wanted: Wanted<'_>) -> Looked {
    let mut looked = Looked::new(session, read);
    match &looked.read {
        Err(problem) => looked.problems.push(problem.clone()),
        Ok(source) if wanted.only_place => looked.entry = Some(register::listed(session, source).0),
        Ok(source) => {
            let letter = session.read(source);
            let mut composition = session.check(&letter);
            let mut entry = register::composed(session, &composition);
            if wanted.page {
                let made = session.files(&mut composition, &[Format::Html]).pop().map(|(_, bytes)| bytes);
                // An issued letter is shown as it was published.
                let published = entry.published(&Archive::of(session.letters())).and_then(Result::ok);
                let is_page = |(of, _, bytes)| (of == Format::Html).then_some(bytes);
                let text = |bytes| String::from_utf8(bytes).ok();
                let with_places = |page| match wanted.book {
                    Some(book) => with_places(page, &composition, book),
                    None => page,
                };
                let page = published.into_iter().flatten().find_map(is_page).and_then(text);
                looked.page = page.or_else(|| made.and_then(text).map(with_places));
            }
            looked.said = composition.composed.as_ref().map(|made| said(&made.prose)).unwrap_or_default();
            let mut problems = composition.findings.problems;
            problems.extend(entry.lost(session));
            looked.problems = problems.into_sorted();
            looked.silenced = composition.findings.silenced;
            if looked.problems.iter().any(|problem| *problem.rule == WORDS_WRONG) {
                // Here no run has told them before.
                looked.problems.extend(session.speak([language_of(source)]));
            }
            // What is wrong with a letter does not take its subject away.
            if entry.subject.is_none() {
                entry.subject = register::listed(session, source).0.subject;
            }
            looked.entry = Some(entry);
        }
    }
    looked
}

/// One letter.
#[derive(Default)]
pub struct LetterState {
    /// What it is called in addresses; stays the same as long as the preview runs.
    pub id: String,
    /// Its file.
    pub path: PathBuf,
    /// The file that stands for the letter in all its languages; its own as long as it was not read.
    pub letter: PathBuf,
    /// The language that it is in.
    pub language: Language,
    /// Whether it is shown; others are only compared with.
    pub is_listed: bool,
    /// Whether it has to be looked at.
    pub is_stale: bool,
    /// When something shown of it last changed, by the board's count.
    pub changed: u64,
    /// Its text as last read; `None` before the first look.
    pub read: Option<Read>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
    /// What it silences.
    pub silenced: Vec<Silenced>,
    /// What is wrong between it and others.
    pub between: Vec<Diagnostic>,
    /// What it silences of that.
    pub silenced_between: Vec<Silenced>,
    /// The last version without errors.
    pub good: Option<Version>,
    /// The version that changes are counted from.
    pub first: Option<Version>,
    /// The draft of the last good version, where somebody has asked for it.
    pub draft: Option<Arc<Draft>>,
    /// Everything that it says.
    pub said: String,
    words: Option<Arc<Vec<String>>>,
}

impl LetterState {
    /// Of a file that has not been looked at.
    pub fn new(id: String, path: PathBuf, is_listed: bool, count: u64) -> Self {
        let letter = path.clone();
        Self { id, letter, path, is_listed, is_stale: true, changed: count, ..Self::default() }
    }

    /// The letter of a file that is there again.
    pub fn back(self, count: u64) -> Self {
        Self { is_stale: true, changed: count, ..self }
    }

    /// Takes in what was found; returns what the register keeps.
    pub fn take(&mut self, looked: Looked) -> Option<Entry> {
        self.is_stale = false;
        if let Ok(source) = &looked.read {
            (self.letter, self.language) = (letter_of(source), language_of(source));
        }
        if let (Ok(source), false) = (&looked.read, has_errors(&looked.problems)) {
            let version = Version { source: Arc::clone(source), session: looked.session };
            self.first.get_or_insert_with(|| version.clone());
            if self.good.as_ref().is_none_or(|good| !good.is(&version)) {
                self.good = Some(version);
                self.draft = None;
            }
        }
        self.read = Some(looked.read);
        self.problems = looked.problems;
        self.silenced = looked.silenced;
        self.said = looked.said;
        looked.entry
    }

    /// What its draft would be made of.
    pub fn recipe(&self) -> Option<Recipe> {
        let (version, first) = (self.good.clone()?, self.first.clone()?);
        Some(Recipe { version, first, words: self.words.clone(), book: None })
    }

    /// Keeps a draft, unless it was overtaken meanwhile.
    pub fn keep(&mut self, draft: &Arc<Draft>) {
        let is = |own: &Option<Version>, other: &Version| own.as_ref().is_some_and(|own| own.is(other));
        if is(&self.good, &draft.version) && is(&self.first, &draft.first) {
            self.words = Some(Arc::clone(&draft.words));
            self.draft = Some(Arc::clone(draft));
        }
    }

    /// Counts changes from what is shown now.
    pub fn start_again(&mut self) {
        self.first = self.good.clone();
        (self.words, self.draft) = (None, None);
    }

    /// Whether the draft that is shown is not what the file says now.
    pub fn is_behind(&self) -> bool {
        has_errors(&self.problems)
    }

    /// Whether its files can be made.
    pub fn is_sound(&self) -> bool {
        self.read.is_some() && !has_errors(&self.problems) && !has_errors(&self.between)
    }

    /// Everything that is wrong with it.
    pub fn all_problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter().chain(&self.between)
    }
}

/// Whether one of them is an error.
pub fn has_errors(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}
