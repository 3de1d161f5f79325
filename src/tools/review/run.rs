//! The review of one file: every change, what it becomes in the letter's files, and the proof.

use super::base::{self, Kept};
use super::candidate::{Candidate, How, candidates};
use super::comments::{Note, notes};
use super::draft::{Draft, Files, with};
use super::file::passages;
use super::goal::{Along, Goal};
use super::passage::{Kind, Pair, Passage, align};
use super::rest::Rest;
use super::wishes::{Clash, States, Wish, merged, wishes};
use super::words::{By, hunks, same, same_look};
use crate::base::text::shown;
use crate::base::yaml::edit::Change;
use crate::base::{Diagnostics, Span};
use crate::compose::origin::TextKind;
use crate::project::session::Session;
use crate::tools::word::{State, WordFile};

/// An edit of a file of the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// `letters/sg1-001.yaml:12:5`, where the file has the old words.
    pub place: String,
    /// The old words of the file; empty for something new.
    pub old: String,
    /// The new words of the file.
    pub new: String,
}

/// What a change of a reviewer becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Edits that were proved: with them the letter has the words of the reviewer.
    Ready {
        /// What they change, in words.
        how: String,
        /// They.
        edits: Vec<Edit>,
        /// What changes along in other places.
        along: Vec<Along>,
    },
    /// The letter says so already, perhaps by an edit before this one.
    Done,
    /// The reviewer and the letter of today changed the same words: what the letter has now.
    Conflict(String),
    /// It cannot be made an edit, for this reason.
    Left(String),
    /// It could be, and was declined.
    Declined,
}

/// A change of a reviewer.
#[derive(Clone, Debug)]
pub struct Reviewed {
    /// From 1, in reading order.
    pub number: usize,
    /// What it is: `words`, `new item`, `moved`.
    pub what: &'static str,
    /// Where it stands in the letter.
    pub place: String,
    /// The words before.
    pub old: String,
    /// The words after.
    pub new: String,
    /// What is otherwise besides the words: `level 2 -> 1`; mostly empty.
    pub form: String,
    /// Who made it; nobody where it was not tracked.
    pub by: Vec<By>,
    /// What it becomes.
    pub outcome: Outcome,
}

/// The review of one file.
#[derive(Clone, Debug)]
pub struct Review {
    /// The changes.
    pub changes: Vec<Reviewed>,
    /// The comments.
    pub notes: Vec<Note>,
    /// What the file was compared with: `the letter of today`.
    pub base: String,
    /// The letter before anything was taken over.
    pub start: Kept,
    /// The letter's files before.
    pub before: Files,
    /// The letter's files with all edits.
    pub after: Files,
    /// Passages in which the letter with all edits still differs from the returned file: its words, the file's.
    pub rest: Vec<Along>,
    /// What the reader saw and did not read.
    pub remarks: Vec<String>,
    /// Whether the letter was issued: then nothing can be applied.
    pub is_issued: bool,
}

impl Review {
    /// Changes that are conflicts or cannot be made edits.
    pub fn open(&self) -> usize {
        let is_open = |change: &&Reviewed| matches!(change.outcome, Outcome::Conflict(_) | Outcome::Left(_));
        self.changes.iter().filter(is_open).count()
    }
}

/// What came back, and what is known of the letter's past.
pub struct Returned<'a> {
    /// The file.
    pub word: &'a WordFile,
    /// The letter before anything was taken over from other files; none for the first of them.
    pub start: Option<&'a Kept>,
    /// Other states that are kept; asked for only where the file does not say what it was made from.
    pub kept: &'a dyn Fn() -> Vec<Kept>,
}

/// Reviews a file that came back. `decide` is asked for each change that can be made; without its consent the change is
/// declined.
///
/// # Errors
/// What is wrong with the letter of today.
pub fn review(
    session: &Session,
    files: &Files,
    returned: &Returned<'_>,
    decide: &mut dyn FnMut(&Reviewed) -> bool,
) -> Result<Review, Diagnostics> {
    let today = Draft::of(session, files)?;
    let word = returned.word;
    let start = returned.start.cloned().unwrap_or_else(|| Kept::today(&today.passages));
    let base = base::of(word, &start, returned.kept);
    let (mut before, mut after) = (passages(word, State::Before), passages(word, State::After));
    base.without_mark(&mut before);
    base.without_mark(&mut after);
    let states = States { base: &base.passages, before: &before, after: &after, today: &today.passages };
    let found = wishes(&states);
    let rest = Rest::of(&states, &found);
    let first = today.passages.clone();
    let is_issued = today.is_issued;
    let mut run = Run { session, draft: today, first, added: Vec::new() };
    let mut changes = Vec::new();
    for wish in found {
        let (outcome, draft) = run.outcome(&wish);
        let Wish { what, place, old, new, form, by, .. } = wish;
        let mut change = Reviewed { number: changes.len() + 1, what, place, old, new, form, by, outcome };
        if let Some((draft, added)) = draft {
            if decide(&change) {
                run.draft = draft;
                run.added.extend(added);
            } else {
                change.outcome = Outcome::Declined;
            }
        }
        changes.push(change);
    }
    Ok(Review {
        rest: rest.left(&run.draft.passages, &after),
        notes: notes(word, &run.draft),
        changes,
        before: files.clone(),
        after: run.draft.files,
        base: base.called,
        start,
        remarks: word.remarks.clone(),
        is_issued,
    })
}

/// A letter on its way through the changes.
struct Run<'s> {
    session: &'s Session,
    /// The letter with the edits so far.
    draft: Draft,
    /// Its passages at the beginning: wishes name them by their numbers there.
    first: Vec<Passage>,
    /// Places at the beginning where passages were put in.
    added: Vec<usize>,
}

const GONE: &str = "the letter does not have this passage any more";

/// The letter after a change, and where it put something in.
type After = (Draft, Option<usize>);

impl Run<'_> {
    fn outcome(&self, wish: &Wish) -> (Outcome, Option<After>) {
        let goal = match &wish.goal {
            Ok(goal) => goal,
            Err(Clash::Gone) => return (Outcome::Conflict(GONE.to_owned()), None),
            Err(Clash::House(why)) => return (Outcome::Left((*why).to_owned()), None),
            Err(Clash::Other(today)) => return (Outcome::Conflict(today.clone()), None),
        };
        let added = if let Goal::Add { before, .. } = goal { Some(*before) } else { None };
        let Some(goal) = self.now(goal) else {
            return (Outcome::Left("an edit before this one changed the same words".to_owned()), None);
        };
        let is_done = match &goal {
            Goal::Words { at, want } => {
                let tokens = &self.draft.passages[*at].tokens;
                same(tokens, want) && same_look(tokens, want)
            }
            Goal::Level { at, kind } => self.draft.passages[*at].kind == *kind,
            _ => false,
        };
        if is_done {
            return (Outcome::Done, None);
        }
        match self.best(&goal) {
            Some((candidate, draft, along)) => {
                let edits = self.told(&candidate);
                let outcome = Outcome::Ready { how: candidate.how.said(), edits, along };
                (outcome, Some((draft, added)))
            }
            None => (Outcome::Left(self.why(&goal)), None),
        }
    }

    /// The goal in the letter as it is now.
    fn now(&self, goal: &Goal) -> Option<Goal> {
        let mut now = vec![None; self.first.len()];
        for pair in align(&self.first, &self.draft.passages) {
            match pair {
                Pair::Same(a, b) | Pair::Changed(a, b) | Pair::Moved(a, b) => now[a] = Some(b),
                Pair::Split(a, b) => now[a] = Some(b.start),
                Pair::Joined(a, b) => now[a.start] = Some(b),
                Pair::Removed(_) | Pair::Added(_) => {}
            }
        }
        let place = |before: usize| {
            let more = self.added.iter().filter(|added| **added == before).count();
            let last = now[..before].iter().rev().enumerate().find_map(|(back, at)| Some((back, (*at)?)));
            last.map_or(more, |(_, at)| at + 1 + more).min(self.draft.passages.len())
        };
        Some(match goal {
            Goal::Words { at, want } => {
                let here = now[*at]?;
                let tokens = &self.draft.passages[here].tokens;
                // Where an edit before this one changed the same words along, the reviewer's words count.
                let both = merged(&self.first[*at].tokens, want, tokens);
                Goal::Words { at: here, want: both.unwrap_or_else(|| want.clone()) }
            }
            Goal::Remove { at } => {
                let (from, to) = (now[at.start]?, now[at.end - 1]?);
                (to + 1 - from == at.len()).then_some(Goal::Remove { at: from..to + 1 })?
            }
            Goal::Add { before, new } => Goal::Add { before: place(*before), new: new.clone() },
            Goal::Move { from, before } => Goal::Move { from: now[*from]?, before: place(*before) },
            Goal::Replace { at, new } => {
                let (from, to) = (now[at.start]?, now[at.end - 1]?);
                Goal::Replace { at: from..to + 1, new: new.clone() }
            }
            Goal::Level { at, kind } => Goal::Level { at: now[*at]?, kind: *kind },
        })
    }

    /// The first candidate that changes nothing else; without one, that which changes least.
    fn best(&self, goal: &Goal) -> Option<(Candidate, Draft, Vec<Along>)> {
        let mut best: Option<(Candidate, Draft, Vec<Along>)> = None;
        for candidate in candidates(self.session, &self.draft, goal) {
            // A date is the fact also where other words would change in fewer places.
            let is_fact = candidate.how.is_fact();
            if best.as_ref().is_some_and(|(best, ..)| best.how.is_fact() && !is_fact) {
                break;
            }
            let Some(files) = candidate.apply(&self.draft.files) else { continue };
            let Ok(draft) = Draft::of(self.session, &files) else { continue };
            let Some(along) = goal.reached(&self.draft.passages, &draft.passages, is_fact) else { continue };
            if along.is_empty() {
                return Some((candidate, draft, along));
            }
            // Words of a phrase must not change in places that nobody looked at.
            let is_loose = matches!(candidate.how, How::Wording(_) | How::Literal(_)) && along.len() > 1;
            if !is_loose && best.as_ref().is_none_or(|(.., least)| along.len() < least.len()) {
                best = Some((candidate, draft, along));
            }
        }
        best
    }

    fn told(&self, candidate: &Candidate) -> Vec<Edit> {
        let mut told = Vec::new();
        for (path, changes) in &candidate.edits {
            let Some(source) = self.draft.files.all().find(|source| source.path() == path) else { continue };
            let Some(tree) = self.draft.tree(source) else { continue };
            let place = |at: usize| {
                let (line, column) = source.line_column(at);
                format!("{}:{line}:{column}", shown(path))
            };
            let start = |path: &[String]| {
                (0..=path.len()).rev().find_map(|length| tree.at(&path[..length])).map_or(0, |n| n.span.start)
            };
            for change in changes {
                let (at, old, new) = match change {
                    Change::Words { at, old, new } => (at.start, old.clone(), new.clone()),
                    Change::Set { path, old, new, .. } => {
                        let key = path.last().filter(|key| key.parse::<usize>().is_err());
                        let key = key.map(|key| format!("{key}: ")).unwrap_or_default();
                        (start(path), old.clone().unwrap_or_default(), key + &said(new))
                    }
                    Change::Insert { list, before, new, .. } => {
                        let items = tree.at(list).map_or(&[][..], |node| node.items());
                        let item = items.get(*before).or_else(|| items.last());
                        (item.map_or(0, |item| item.span.start), String::new(), format!("- {}", said(new)))
                    }
                    Change::Move { list, from, old, to } => {
                        let path = [list.clone(), vec![from.to_string()]].concat();
                        (start(&path), old.clone(), format!("(moved to place {})", to + 1))
                    }
                    Change::Rename { path, old, new } => (start(path), old.clone(), new.clone()),
                    Change::Remove { path, old } => (start(path), old.clone(), "(removed)".to_owned()),
                };
                told.push(Edit { place: place(at), old, new });
            }
        }
        told
    }

    /// Why no edit says what a goal wants.
    fn why(&self, goal: &Goal) -> String {
        if let Goal::Level { kind: Kind::Heading(_) | Kind::Paragraph, .. } = goal {
            return "the house style decides what is a heading, a paragraph or an item of a list".to_owned();
        }
        if let Goal::Add { new, .. } = goal
            && new.iter().any(|passage| matches!(passage.story.as_str(), "footnote" | "endnote"))
        {
            return "a new note: write `[^name]` at its place in the text, and `[^name]: …` below it"
                .to_owned();
        }
        let (at, words) = match goal {
            Goal::Words { at, want } => {
                let found = hunks(&self.draft.passages[*at].tokens, want);
                (*at, found.first().map_or(0..1, |hunk| hunk.old.clone()))
            }
            Goal::Remove { at } | Goal::Replace { at, .. } => (at.start, 0..1),
            Goal::Level { at, .. } | Goal::Move { from: at, .. } => (*at, 0..1),
            Goal::Add { .. } if self.draft.files.original.is_some() => {
                return "a translation has the passages of its original: add it there first, then translate it"
                    .to_owned();
            }
            Goal::Add { before, .. } => (before.saturating_sub(1), 0..1),
        };
        let origins = self.draft.origins.get(at).map_or(&[][..], Vec::as_slice);
        let word = words.start.min(origins.len().saturating_sub(1));
        let Some(origin) = origins.get(word).and_then(Option::as_ref) else {
            return "no place in a file is known for these words".to_owned();
        };
        let place = |span: &Span| {
            let (line, column) = span.line_column();
            format!("{}:{line}:{column}", shown(span.source.path()))
        };
        if self.draft.has(&origin.span.source) && origin.fact.is_none() {
            return format!(
                "no edit of the letter gives these words: change {} yourself",
                place(&origin.span)
            );
        }
        if let Some(fact) = &origin.fact {
            let printed = &self.draft.passages[at].tokens[word].text;
            let key = with(self.session, &self.draft.files, |composition, _| {
                let written = composition.written(origin, printed);
                Ok(written.map(|w| format!("`{}` at {}", w.keys(), place(&w.span))))
            });
            let key = key.ok().flatten().map(|key| format!("; it comes from {key}")).unwrap_or_default();
            return format!("the fact `{fact}` prints this{key}: change it there if it is wrong");
        }
        match &origin.text {
            TextKind::Template(name) => format!(
                "the template `{name}` of the house style prints this, not the letter: {}",
                place(&origin.span)
            ),
            TextKind::Phrase(name) => format!(
                "the phrase `{name}` of the house style prints this: {}; reword it in the letter with `wording`",
                place(&origin.span)
            ),
            TextKind::Own => format!("this is not in the letter but in {}", place(&origin.span)),
        }
    }
}

fn said(new: &crate::base::yaml::edit::Said) -> String {
    use crate::base::yaml::edit::Said;
    match new {
        Said::Nothing => String::new(),
        Said::Text(text) if text.is_empty() => "\"\"".to_owned(),
        Said::Text(text) => text.clone(),
        Said::List(items) => format!("[{}]", items.iter().map(said).collect::<Vec<_>>().join(", ")),
        Said::Group(entries) => {
            let entry = |(key, value): &(String, Said)| format!("{key}: {}", said(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}
