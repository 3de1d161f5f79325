//! All letters of a preview, and what happens to them: files come and go, change, and are looked at.
//!
//! The board says what has to be looked at next and takes in what was found. It counts what it shows:
//! whoever shows it asks whether the count went up.

use super::draft::{Draft, Recipe, Version};
use super::state::{LetterState, Looked};
use crate::base::{Diagnostic, Diagnostics, Language};
use crate::model::letter::Status;
use crate::project::register::{self, Entry, Key};
use crate::project::session::Session;
use crate::tools::edit::Book;
use crate::tools::schema::known_to;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// All letters.
#[derive(Default)]
pub struct Store {
    /// The last house style without errors.
    session: Option<Arc<Session>>,
    /// Whether letters are changed in their pages.
    is_edited: bool,
    /// What is known of keys then.
    book: Option<Arc<Book>>,
    /// What is wrong with the house style or the directory now.
    pub(super) house: Vec<Diagnostic>,
    /// What is wrong with the folders of letters.
    pub(super) folders: Vec<Diagnostic>,
    /// By path.
    pub(super) cards: Vec<LetterState>,
    /// What the register keeps of each card.
    pub(super) entries: Vec<Option<Entry>>,
    order: OnceLock<Vec<Vec<usize>>>,
    /// Letters that were taken away: one that comes back is held against what it was.
    away: BTreeMap<PathBuf, LetterState>,
    /// Ids ever given.
    ids: BTreeMap<PathBuf, String>,
    count: u64,
    house_changed: u64,
    list_changed: u64,
}

/// A letter in one language, and what the register keeps of it.
pub(super) type Shown<'a> = (&'a LetterState, Option<&'a Entry>);

/// A letter that has to be looked at.
#[derive(Clone)]
pub struct Job {
    /// Which.
    pub id: String,
    /// Its file.
    pub path: PathBuf,
    /// With which house style.
    pub session: Arc<Session>,
    /// What is known of keys, where drafts say where their words come from.
    pub book: Option<Arc<Book>>,
    /// Nothing but its place in the register is asked for.
    pub only_place: bool,
    /// Whether it had no errors so far.
    pub was_sound: bool,
}

impl Store {
    /// One whose letters are changed in their pages: drafts say where their words come from.
    pub fn edited() -> Self {
        Self { is_edited: true, ..Self::default() }
    }

    /// The file of a letter that is shown, the house style, and what is known of keys; none as long as the house style
    /// cannot be read.
    pub fn open(&self, id: &str) -> Option<(PathBuf, Arc<Session>, Arc<Book>)> {
        let state = self.state(id)?;
        Some((state.path.clone(), Arc::clone(self.session.as_ref()?), Arc::clone(self.book.as_ref()?)))
    }

    /// The id of a file that is shown.
    pub fn id_of(&self, path: &Path) -> Option<String> {
        let state = self.cards.iter().find(|state| state.is_listed && state.path == path)?;
        Some(state.id.clone())
    }

    /// The letters that are shown: id, name, file, and whether it was issued; those in other languages are left out.
    pub fn letters(&self) -> Vec<(String, String, PathBuf, bool)> {
        let first = |versions: Vec<Shown<'_>>| {
            let (state, entry) = *versions.first()?;
            let is_issued = entry.is_some_and(|entry| entry.status == Some(Status::Issued));
            Some((state.id.clone(), super::row::name(state, entry), state.path.clone(), is_issued))
        };
        self.in_order().into_iter().filter_map(first).collect()
    }

    /// The house style.
    pub fn session(&self) -> Option<Arc<Session>> {
        self.session.clone()
    }

    /// The count, and whether it counts up.
    fn tick(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    /// The files that are letters now: those that are shown, what is wrong with the folders where they
    /// were looked for, and others that they are compared with.
    pub fn files(&mut self, paths: &[PathBuf], problems: Vec<Diagnostic>, others: &[PathBuf]) {
        if self.folders != problems {
            self.folders = problems;
            self.list_changed = self.tick();
        }
        let listed: BTreeSet<&PathBuf> = paths.iter().collect();
        let wanted: BTreeSet<&PathBuf> = paths.iter().chain(others).collect();
        let have: BTreeSet<&PathBuf> = self.cards.iter().map(|state| &state.path).collect();
        let moved: BTreeSet<&PathBuf> = have.symmetric_difference(&wanted).copied().collect();
        if moved.is_empty() {
            return;
        }
        let there = self.cards.iter().filter(|state| moved.contains(&state.path)).map(|state| &state.letter);
        let letters: BTreeSet<PathBuf> = there.chain(moved.iter().copied()).cloned().collect();
        let mut old: BTreeMap<PathBuf, (LetterState, Option<Entry>)> = std::mem::take(&mut self.cards)
            .into_iter()
            .zip(std::mem::take(&mut self.entries))
            .map(|(state, entry)| (state.path.clone(), (state, entry)))
            .collect();
        self.list_changed = self.tick();
        self.order.take();
        for path in wanted {
            let (mut state, entry) = old.remove(path).unwrap_or_else(|| {
                let id = self.id(path);
                let new = LetterState::new(id, path.clone(), listed.contains(path), self.count);
                (self.away.remove(path).map_or(new, |old| old.back(self.count)), None)
            });
            if letters.contains(&state.letter) {
                // What languages the letter is there in changes, and for a translation perhaps its original.
                state.changed = self.count;
                state.is_stale |= state.letter != state.path;
            }
            self.cards.push(state);
            self.entries.push(entry);
        }
        self.away.extend(old.into_iter().map(|(path, (state, _))| (path, state)));
        self.compare();
    }

    /// The id of a file: from its name, and another one only when two would have the same.
    fn id(&mut self, path: &Path) -> String {
        if let Some(id) = self.ids.get(path) {
            return id.clone();
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let sound = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let stem: String = stem.chars().map(sound).collect();
        let is_free = |id: &String| !self.ids.values().any(|other| other == id);
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let id = std::iter::once(stem.clone()).chain(numbered).find(is_free).unwrap_or(stem);
        self.ids.insert(path.to_path_buf(), id.clone());
        id
    }

    /// A house style and directory that were read, or what is wrong with them. With new ones every letter has
    /// to be looked at again.
    pub fn house(&mut self, opened: Result<Session, Diagnostics>) {
        let problems = match opened {
            Ok(session) => {
                let known = self.is_edited.then(|| known_to(&session).unwrap_or_default());
                self.book = known.map(|known| Arc::new(Book::new(&known)));
                self.session = Some(Arc::new(session));
                self.cards.iter_mut().for_each(|state| state.is_stale = true);
                Vec::new()
            }
            Err(problems) => problems.into_sorted(),
        };
        if self.house != problems {
            self.house = problems;
            self.house_changed = self.tick();
        }
    }

    /// Letters whose files changed have to be looked at, and with an original its translations.
    pub fn touch(&mut self, is_changed: impl Fn(&Path, Option<&str>) -> bool) {
        for state in &mut self.cards {
            let text = state.read.as_ref().and_then(|read| read.as_ref().ok()).map(|source| source.text());
            let original_changed = || state.letter != state.path && is_changed(&state.letter, None);
            state.is_stale |= is_changed(&state.path, text) || original_changed();
        }
    }

    /// At most `most` letters that have to be looked at, those that `is_watched` says first.
    pub fn next(&self, most: usize, is_watched: impl Fn(&str) -> bool) -> Vec<Job> {
        let Some(session) = &self.session else { return Vec::new() };
        let mut stale: Vec<&LetterState> = self.cards.iter().filter(|state| state.is_stale).collect();
        stale.sort_by_key(|state| (!is_watched(&state.id), state.read.is_some()));
        stale.truncate(most);
        let task = |state: &LetterState| Job {
            id: state.id.clone(),
            path: state.path.clone(),
            session: Arc::clone(session),
            book: self.book.clone(),
            only_place: !state.is_listed,
            was_sound: state.read.is_some() && !state.is_behind(),
        };
        stale.into_iter().map(task).collect()
    }

    /// Whether a letter waits to be looked at.
    pub fn is_busy(&self) -> bool {
        self.session.is_some() && self.cards.iter().any(|state| state.is_stale)
    }

    /// Takes in what was found in a letter. What was looked at with a house style of the past is dropped.
    pub fn take(&mut self, id: &str, looked: Looked) {
        let Some(at) = self.cards.iter().position(|state| state.id == id) else { return };
        if self.session.as_ref().is_none_or(|session| !Arc::ptr_eq(session, &looked.session)) {
            return;
        }
        // What became of it is known when the letters are compared.
        let standing = self.entries[at].as_ref().and_then(|entry| entry.standing);
        let entry = self.cards[at].take(looked).map(|entry| Entry { standing, ..entry });
        if place(entry.as_ref()) != place(self.entries[at].as_ref()) {
            self.order.take();
        }
        self.entries[at] = entry;
        self.cards[at].changed = self.tick();
    }

    /// Compares the letters with each other; to be called when all that is known was taken in.
    pub fn compare(&mut self) {
        let archive = self.session.as_ref().map(|session| session.archive());
        let found = register::compare(&self.entries, archive.as_ref());
        let count = self.count + 1;
        let stood: Vec<_> = self.entries.iter().map(|entry| entry.as_ref()?.standing).collect();
        if let Some(archive) = &archive {
            register::place(&mut self.entries, archive);
        }
        for ((state, entry), stood) in self.cards.iter_mut().zip(&self.entries).zip(stood) {
            if entry.as_ref().and_then(|entry| entry.standing) != stood {
                (state.changed, self.count) = (count, count);
            }
        }
        for (state, between) in self.cards.iter_mut().zip(found) {
            let problems = between.problems.into_sorted();
            if state.between != problems {
                state.changed = count;
                self.count = count;
            }
            (state.between, state.silenced_between) = (problems, between.silenced);
        }
    }

    /// A letter that is shown.
    pub(super) fn state(&self, id: &str) -> Option<&LetterState> {
        self.cards.iter().find(|state| state.id == id && state.is_listed)
    }

    /// The letters that are shown, in no order.
    pub(super) fn all_shown(&self) -> impl Iterator<Item = Shown<'_>> {
        let all = self.cards.iter().zip(&self.entries).filter(|(state, _)| state.is_listed);
        all.map(|(state, entry)| (state, entry.as_ref()))
    }

    /// A letter that is shown, with what the register keeps of it.
    pub(super) fn shown(&self, id: &str) -> Option<Shown<'_>> {
        self.all_shown().find(|(state, _)| state.id == id)
    }

    fn card_mut(&mut self, id: &str) -> Option<&mut LetterState> {
        self.cards.iter_mut().find(|state| state.id == id && state.is_listed)
    }

    /// Whether there is such a letter.
    pub fn has(&self, id: &str) -> bool {
        self.state(id).is_some()
    }

    /// The draft of a letter, if it was made and is that of the last good version.
    pub fn draft(&self, id: &str) -> Option<Arc<Draft>> {
        self.state(id)?.draft.clone()
    }

    /// What the draft of a letter would be made of.
    pub fn recipe(&self, id: &str) -> Option<Recipe> {
        Some(Recipe { book: self.book.clone(), ..self.state(id)?.recipe()? })
    }

    /// Keeps a draft.
    pub fn keep(&mut self, id: &str, draft: &Arc<Draft>) {
        if let Some(state) = self.card_mut(id) {
            state.keep(draft);
        }
    }

    /// Counts the changes of a letter from now. Whether there is such a letter.
    pub fn start_again(&mut self, id: &str) -> bool {
        let count = self.tick();
        let Some(state) = self.card_mut(id) else { return false };
        state.start_again();
        state.changed = count;
        true
    }

    /// What the files of a letter are made of, when nothing is wrong with it.
    pub fn sound(&self, id: &str) -> Option<Version> {
        let state = self.state(id)?;
        if state.is_sound() && self.house.is_empty() { state.good.clone() } else { None }
    }

    /// The count when something shown of a letter last changed, its neighbours included.
    pub fn changed(&self, id: &str) -> u64 {
        let letter = self.state(id).map(|state| state.letter.as_path());
        let versions = self.cards.iter().filter(|state| Some(state.letter.as_path()) == letter);
        versions.map(|state| state.changed).max().unwrap_or(0).max(self.house_changed).max(self.list_changed)
    }

    /// The count when something in the list of letters last changed.
    pub fn list_changed(&self) -> u64 {
        let cards = self.cards.iter().filter(|state| state.is_listed).map(|state| state.changed);
        cards.max().unwrap_or(0).max(self.house_changed).max(self.list_changed)
    }

    /// The letters that are shown, in the order of the register; those without a place in it come last. Each with
    /// all its languages, the original first.
    pub(super) fn in_order(&self) -> Vec<Vec<Shown<'_>>> {
        let shown = |letter: &Vec<usize>| letter.iter().map(|&at| self.card(at)).collect();
        self.order().iter().map(shown).collect()
    }

    /// A card, and what the register keeps of it.
    pub(super) fn card(&self, at: usize) -> Shown<'_> {
        (&self.cards[at], self.entries[at].as_ref())
    }

    /// The same as [`Store::in_order`] by the numbers of the cards. Found anew only when one has another place: in a large
    /// folder it takes longer than a letter.
    pub(super) fn order(&self) -> &[Vec<usize>] {
        self.order.get_or_init(|| {
            let listed: Vec<usize> = (0..self.cards.len()).filter(|&at| self.cards[at].is_listed).collect();
            let all: Vec<Shown<'_>> = listed.iter().map(|&at| self.card(at)).collect();
            let files: Vec<(&Path, Option<&Entry>)> =
                all.iter().map(|(state, entry)| (state.path.as_path(), *entry)).collect();
            let mut letters = register::letters(&files);
            letters.sort_by_cached_key(|letter| {
                let first = letter.first().map(|&at| all[at]);
                let key = first.and_then(|(_, entry)| entry?.key.clone());
                (key.is_none(), key, first.map(|(state, _)| state.path.clone()))
            });
            letters.into_iter().map(|letter| letter.into_iter().map(|at| listed[at]).collect()).collect()
        })
    }
}

/// All of an entry that the order of letters depends on.
fn place(entry: Option<&Entry>) -> Option<(Option<&Key>, &Path, Language)> {
    entry.map(|entry| (entry.key.as_ref(), entry.letter_file(), entry.language()))
}
