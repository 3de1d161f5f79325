//! Finds the facts of an old letter by trying: of the facts that it could have, those are taken with which the house style says
//! most of its words. So one way serves all languages, kinds of letters and sentences.

use super::draft::{Draft, Edit};
use super::made::{self, Made, Origins};
use super::passage::Passage;
use super::words::{Word, pairs, shared, words};
use crate::base::text::one_line;
use crate::base::{Diagnostics, Severity, Source};
use crate::model::letter::Letter;
use crate::project::session::Session;
use crate::tools::new::written::Commented;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// A gain that is less than this is none.
const GAIN: f64 = 0.4;
/// What a word costs that the house style says and the old letter does not, beside words that it does say.
const EXTRA: f64 = 0.6;
/// The same in a passage that the old letter has nothing of.
const WHOLLY_EXTRA: f64 = 0.3;

/// The share of its words with which the old letter has a sentence.
const SENTENCE: f64 = 0.7;

/// A draft, and how well it says what an old letter says.
pub(super) struct Search<'a> {
    session: &'a Session,
    path: PathBuf,
    /// The passages of the old letter: text, words, and these folded.
    old: Vec<(String, Vec<Word>, Vec<String>)>,
    pub(super) draft: Draft,
    best: f64,
    /// What each passage was found to be worth.
    worth: HashMap<Vec<String>, f64>,
}

impl<'a> Search<'a> {
    pub(super) fn new(session: &'a Session, path: &Path, old: &[Passage], draft: Draft) -> Self {
        let old = old.iter().map(|passage| (passage.text.clone(), words(&passage.text), passage.keys()));
        let old = old.collect();
        let mut search =
            Self { session, path: path.to_path_buf(), old, draft, best: f64::MIN, worth: HashMap::new() };
        search.measure();
        search
    }

    /// The draft composed; nothing where it has errors.
    pub(super) fn made(&self, origins: Origins) -> Option<Made> {
        made::compose(self.session, &self.path, &self.draft, origins).ok()
    }

    /// Why the draft cannot be composed.
    pub(super) fn errors(&self) -> Vec<String> {
        made::compose(self.session, &self.path, &self.draft, Origins::Left).err().unwrap_or_default()
    }

    /// A draft composed.
    pub(super) fn compose(&self, draft: &Draft, origins: Origins) -> Option<Made> {
        made::compose(self.session, &self.path, draft, origins).ok()
    }

    /// What facts in braces say in the draft.
    pub(super) fn values(&self, facts: &[String]) -> BTreeMap<String, String> {
        self.values_of(&self.draft, facts)
    }

    /// What facts in braces say in another draft.
    pub(super) fn values_of(&self, draft: &Draft, facts: &[String]) -> BTreeMap<String, String> {
        made::values(self.session, &self.path, draft, facts)
    }

    /// What is found in a draft but for notes: rule and message.
    pub(super) fn findings(&self, draft: &Draft) -> Vec<(String, String)> {
        let source = Source::new(&*self.path, draft.file("", "").0);
        let letter = self.session.read(&source);
        let problems = self.session.compose(&letter).findings.problems;
        let said = problems.iter().filter(|problem| problem.severity != Severity::Note);
        said.map(|problem| (problem.rule.code.to_owned(), problem.message.clone())).collect()
    }

    /// Asks something of a draft as it is read.
    pub(super) fn with_letter<T: Default>(&self, draft: &Draft, ask: impl FnOnce(&Letter) -> T) -> T {
        let source = Source::new(&*self.path, draft.file("", "").0);
        Letter::load(&source, &mut Diagnostics::new()).map(|letter| ask(&letter)).unwrap_or_default()
    }

    /// The names of the templates in a folder of the house style: `opening` in `body`.
    pub(super) fn names(&self, folder: &str) -> Vec<String> {
        let names = self.session.house().names(&format!("{folder}/"), ".md");
        let name = |name: &String| {
            Some(name.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".md")?.to_owned())
        };
        names.iter().filter_map(name).collect()
    }

    /// The session that composes.
    pub(super) fn session(&self) -> &'a Session {
        self.session
    }

    /// What the draft is worth.
    pub(super) fn best(&self) -> f64 {
        self.best
    }

    /// Counts anew what the draft is worth, after somebody changed it.
    pub(super) fn measure(&mut self) {
        let draft = self.draft.clone();
        self.best = self.value(&draft);
    }

    fn value(&mut self, draft: &Draft) -> f64 {
        let Some(made) = self.compose(draft, Origins::Left) else { return f64::MIN };
        made.passages.iter().map(|passage| self.worth(passage.keys())).sum()
    }

    /// What a passage is worth: words that one passage of the old letter has in this order, less those that it has not.
    fn worth(&mut self, keys: Vec<String>) -> f64 {
        if let Some(worth) = self.worth.get(&keys) {
            return *worth;
        }
        let worth = self.nearest(&keys).map_or(-WHOLLY_EXTRA * keys.len() as f64, |(_, same)| {
            let bonus = if same == keys.len() { 1.0 } else { 0.0 };
            same as f64 - EXTRA * (keys.len() - same) as f64 + bonus
        });
        let worth = worth.max(-WHOLLY_EXTRA * keys.len() as f64);
        self.worth.insert(keys, worth);
        worth
    }

    /// The passage of the old letter that has most words of another in order, and how many.
    pub(super) fn nearest(&self, keys: &[String]) -> Option<(usize, usize)> {
        let mut found: Option<(usize, usize)> = None;
        for (index, (_, _, old)) in self.old.iter().enumerate() {
            let at_most = shared(keys, old);
            if at_most * 5 < keys.len() * 2 || found.is_some_and(|(_, same)| at_most <= same) {
                continue;
            }
            let same = if *old == keys { keys.len() } else { pairs(keys, old).len() };
            if found.is_none_or(|(_, most)| same > most) {
                found = Some((index, same));
            }
        }
        found.filter(|(_, same)| *same > 0)
    }

    /// Takes an edit where the draft says more of the old letter with it.
    pub(super) fn take(&mut self, edits: &[Edit]) -> bool {
        self.best_of(vec![edits.to_vec()])
    }

    /// Takes an edit where the draft says no less of the old letter with it.
    pub(super) fn take_as_good(&mut self, edits: &[Edit]) -> bool {
        let draft = self.draft.with(edits);
        let value = self.value(&draft);
        let is_as_good = value > self.best - GAIN / 2.0;
        if is_as_good {
            (self.draft, self.best) = (draft, value);
        }
        is_as_good
    }

    /// Takes the best of several edits, if it is better than none.
    pub(super) fn best_of(&mut self, choices: impl IntoIterator<Item = Vec<Edit>>) -> bool {
        let mut found = None;
        let mut best = self.best + GAIN;
        for edits in choices {
            let draft = self.draft.with(&edits);
            let value = self.value(&draft);
            if value > best {
                best = value;
                found = Some(draft);
            }
        }
        let Some(draft) = found else { return false };
        (self.draft, self.best) = (draft, best);
        true
    }

    /// Whether the draft says more of the old letter with a key than without it, and a sentence that the old letter has.
    pub(super) fn needs(&mut self, key: &'static str) -> bool {
        let without = self.draft.with(&[(key, None)]);
        let Some(other) = self.compose(&without, Origins::Left) else { return true };
        let Some(made) = self.made(Origins::Left) else { return false };
        if self.best - self.value(&without) < GAIN {
            return false;
        }
        let other: Vec<Vec<String>> = other.passages.iter().map(|passage| passage.keys()).collect();
        let new = made.passages.iter().map(|passage| passage.keys()).filter(|keys| !other.contains(keys));
        let share = |keys: &Vec<String>| {
            self.nearest(keys).is_some_and(|(_, same)| same as f64 >= SENTENCE * keys.len() as f64)
        };
        // A fact may also take sentences away.
        let mut new = new.peekable();
        new.peek().is_none() || new.any(|keys| share(&keys))
    }

    /// Words of the old letter that stand where the house style would print a text: the text is tried as a word that
    /// nobody says, and what stands in its place is read. Several texts are tried at once. Gives what was found, each the
    /// longest first.
    pub(super) fn slot(&self, edits: &[Edit], signs: &[&str]) -> Vec<Vec<String>> {
        let mut found: Vec<Vec<Place>> = vec![Vec::new(); signs.len()];
        let Some(made) = self.compose(&self.draft.with(edits), Origins::Left) else {
            return vec![Vec::new(); signs.len()];
        };
        for passage in &made.passages {
            let keys = passage.keys();
            if !keys.iter().any(|key| signs.iter().any(|sign| key.contains(sign))) {
                continue;
            }
            let Some((index, _)) = self.nearest(&keys) else { continue };
            let pairs = pairs(&keys, &self.old[index].2);
            for (at, key) in keys.iter().enumerate() {
                let Some(sign) = signs.iter().position(|sign| key.contains(sign)) else { continue };
                let from = pairs.iter().rev().find(|(made, _)| *made < at).map_or(0, |(_, old)| old + 1);
                let to = pairs.iter().find(|(made, _)| *made > at);
                let to = to.map_or(self.old[index].2.len(), |(_, old)| *old);
                let (before, behind) = key.split_once(signs[sign]).unwrap_or_default();
                if from < to && to - from <= LONGEST {
                    found[sign].push((index, from..to, before.to_owned(), behind.to_owned()));
                }
            }
        }
        found
            .into_iter()
            .map(|places| places.into_iter().filter_map(|place| self.words_at(place)).collect())
            .collect()
    }

    /// The words of a place as they are written, without what the house style prints around them.
    fn words_at(&self, (index, range, before, behind): Place) -> Option<String> {
        let (text, words, _) = &self.old[index];
        let words = &text[words.get(range.start)?.range.start..words.get(range.end - 1)?.range.end];
        let words = words.strip_prefix(&*before).unwrap_or(words);
        let words = one_line(words.strip_suffix(&*behind).unwrap_or(words));
        (!words.is_empty()).then_some(words)
    }
}

/// A place in the old letter: the passage, its words, and what the house style prints around them.
type Place = (usize, std::ops::Range<usize>, String, String);

/// A text of a fact has at most so many words.
const LONGEST: usize = 16;

/// A text as an edit.
pub(super) fn text(key: &'static str, text: impl Into<String>) -> Edit {
    (key, Some(Commented::text(text)))
}
