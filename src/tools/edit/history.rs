//! What was done to a letter since the program began, so that it can be undone: the texts of its files before and after each
//! edit. An undo is an edit like others: what somebody else changed meanwhile stays.

use super::refusal::Refusal;
use crate::base::yaml::parse;
use crate::base::{Diagnostics, Source};
use crate::tools::review::Files;
use serde::Serialize;
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::Arc;

/// So many answers are kept for those who ask once more, and so many edits of a letter.
const KEYS: usize = 200;
const STEPS: usize = 500;

/// An edit that was made.
#[derive(Clone, Debug)]
struct Step {
    number: usize,
    title: String,
    /// Each file before and after it.
    files: Vec<(Arc<Source>, Arc<Source>)>,
}

/// An edit that can be undone or made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Top {
    /// Its number.
    pub n: usize,
    /// What it did.
    pub title: String,
}

/// The edits of one letter.
#[derive(Debug, Default)]
pub struct History {
    count: usize,
    done: Vec<Step>,
    undone: Vec<Step>,
    answers: VecDeque<(String, Value)>,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Back.
    Undo,
    /// Again.
    Redo,
}

impl History {
    /// The answer that was given to a key.
    pub fn answer(&self, key: &str) -> Option<&Value> {
        self.answers.iter().find(|(known, _)| known == key).map(|(_, answer)| answer)
    }

    /// Keeps an answer.
    pub fn keep(&mut self, key: &str, answer: &Value) {
        if self.answers.len() >= KEYS {
            self.answers.pop_front();
        }
        self.answers.push_back((key.to_owned(), answer.clone()));
    }

    /// Notes an edit that was written.
    pub fn note(&mut self, title: String, before: &Files, after: &Files) {
        self.count += 1;
        let pairs = before.all().zip(after.all());
        let files = pairs.filter(|(a, b)| a.text() != b.text()).map(|(a, b)| (Arc::clone(a), Arc::clone(b)));
        self.done.push(Step { number: self.count, title, files: files.collect() });
        self.undone.clear();
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
    }

    /// The last edit that can be undone, or made again.
    pub fn top(&self, way: Way) -> Option<Top> {
        let list = if way == Way::Undo { &self.done } else { &self.undone };
        list.last().map(|step| Top { n: step.number, title: step.title.clone() })
    }

    /// The files with the last edit undone, or made again. What they say otherwise stays.
    ///
    /// # Errors
    /// It is another edit than expected, or somebody has changed the same place.
    pub fn turned(&self, way: Way, number: usize, now: &Files) -> Result<Files, Refusal> {
        let list = if way == Way::Undo { &self.done } else { &self.undone };
        let step = list.last().filter(|step| step.number == number).ok_or(Refusal::NotTheLast)?;
        let mut files = now.clone();
        for (before, after) in &step.files {
            let (from, to) = if way == Way::Undo { (after, before) } else { (before, after) };
            let current = now.all().find(|file| file.path() == from.path()).ok_or(Refusal::Gone)?;
            let text = if current.text() == from.text() {
                to.text().to_owned()
            } else {
                merged(from.text(), current.text(), to.text()).ok_or(Refusal::Conflict(None))?
            };
            let source = Source::new(current.path(), text);
            parse(&source, &mut Diagnostics::new()).map_err(|_| Refusal::Conflict(None))?;
            files.put(source);
        }
        Ok(files)
    }

    /// Notes that the last edit was undone, or made again.
    pub fn turn(&mut self, way: Way) {
        let (from, to) = match way {
            Way::Undo => (&mut self.done, &mut self.undone),
            Way::Redo => (&mut self.undone, &mut self.done),
        };
        to.extend(from.pop());
    }
}

/// A text that somebody changed, with a change of another: by lines, or, where both touch each other, in the lines of the
/// change if they are there once.
fn merged(from: &str, current: &str, to: &str) -> Option<String> {
    if let Ok(merged) = diffy::merge(from, current, to) {
        return Some(merged);
    }
    let start = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    // A line end is a byte of its own.
    let start = from.as_bytes()[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let (from, to) = (&from[start..], &to[start..]);
    let end = from.bytes().rev().zip(to.bytes().rev()).take_while(|(a, b)| a == b).count();
    // From the end of the last line on that differs.
    let tail = &from.as_bytes()[from.len() - end..];
    let end = tail.iter().position(|byte| *byte == b'\n').map_or(0, |at| tail.len() - at - 1);
    let (old, new) = (&from[..from.len() - end], &to[..to.len() - end]);
    let mut places = current.match_indices(old).filter(|(at, _)| *at == 0 || current[..*at].ends_with('\n'));
    match (places.next(), places.next()) {
        (Some((at, _)), None) if !old.is_empty() => {
            Some([&current[..at], new, &current[at + old.len()..]].concat())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Files {
        Files { letter: Source::new("a.yaml", text), original: None }
    }

    #[test]
    fn an_undo_leaves_what_others_changed() {
        let mut history = History::default();
        let (one, two) = (files("a: 1\nb: 1\nc: 1\nd: 1\ne: 1\n"), files("a: 2\nb: 1\nc: 1\nd: 1\ne: 1\n"));
        history.note("a".into(), &one, &two);
        assert_eq!(history.top(Way::Undo), Some(Top { n: 1, title: "a".into() }));
        assert_eq!(history.top(Way::Redo), None);
        let other = files("a: 2\nb: 1\nc: 1\nd: 1\ne: 9\n");
        let back = history.turned(Way::Undo, 1, &other).expect("undone");
        assert_eq!(back.letter.text(), "a: 1\nb: 1\nc: 1\nd: 1\ne: 9\n");
        let same = files("a: 3\nb: 1\nc: 1\nd: 1\ne: 1\n");
        assert!(matches!(history.turned(Way::Undo, 1, &same), Err(Refusal::Conflict(_))));
        assert!(matches!(history.turned(Way::Undo, 2, &two), Err(Refusal::NotTheLast)));
        history.turn(Way::Undo);
        assert_eq!(history.turned(Way::Redo, 1, &back).expect("again").letter.text(), other.letter.text());
        history.note("b".into(), &one, &two);
        assert_eq!(history.top(Way::Redo), None);
    }

    #[test]
    fn a_key_has_one_answer() {
        let mut history = History::default();
        history.keep("k", &1.into());
        assert_eq!(history.answer("k"), Some(&1.into()));
        (0..KEYS).for_each(|key| history.keep(&format!("{key}"), &2.into()));
        assert_eq!(history.answer("k"), None);
    }
}
