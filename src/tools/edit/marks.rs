//! Where the words of a draft come from, said in its page: `data-at`, `data-kind` and `data-fact`.
//!
//! The page and the prose of a letter have the same words. Each word of the page is found in the prose, which knows where it
//! comes from. Pages of files never have these marks.

use super::facts::known;
use super::key::Book;
use super::letter::Letter;
use super::page::{Kind, Page, Place, Word, plain};
use crate::compose::markdown::{Prose, ProseBlock};
use crate::compose::origin::{Origin, TextKind};
use crate::model::resolve::Resolved;
use crate::model::resolve::deadlines::RowItem;
use crate::project::session::Composition;
use crate::tools::review::Files;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;
use std::sync::Arc;

/// The page of a composed letter with its marks.
pub fn with_places(html: String, composition: &Composition<'_>, book: &Book) -> String {
    let read = composition.letter;
    let files = Files { letter: Arc::clone(&read.source), original: read.original().cloned() };
    match Letter::read(read, &files) {
        Ok(letter) => marked(&html, &letter, composition, book),
        Err(_) => html,
    }
}

fn marked(html: &str, letter: &Letter, composition: &Composition<'_>, book: &Book) -> String {
    let Some(prose) = composition.composed.as_ref().map(|composed| &composed.prose) else {
        return html.to_owned();
    };
    let page = Page::of(html);
    let mut origins = Origins { letter, composition, book, places: Vec::new(), rows: 0 };
    let words = origins.words(prose);
    let places = origins.places;
    let found = matched(&page.words, &words);
    page.with(html, &found, &places)
}

/// A word of the prose, and for each of its signs the number of its place.
struct Told {
    text: String,
    places: Vec<Option<usize>>,
}

/// Finds the places of the words of a page: in order, then those of the rest that are the same.
fn matched(page: &[Word], prose: &[Told]) -> Vec<Vec<Option<usize>>> {
    let mut found: Vec<Vec<Option<usize>>> = page.iter().map(|word| vec![None; word.signs.len()]).collect();
    let mut free: Vec<bool> = vec![true; prose.len()];
    let old: Vec<&str> = page.iter().map(|word| word.text.as_str()).collect();
    let new: Vec<&str> = prose.iter().map(|word| word.text.as_str()).collect();
    for step in capture_diff_slices(Algorithm::Patience, &old, &new) {
        if let DiffOp::Equal { old_index, new_index, len } = step {
            for at in 0..len {
                found[old_index + at].clone_from(&prose[new_index + at].places);
                free[new_index + at] = false;
            }
        }
    }
    // What stands elsewhere in the page: stretches of at least three words.
    let mut at = 0;
    while at < prose.len() {
        let end = (at..prose.len()).find(|word| !free[*word]).unwrap_or(prose.len());
        if end > at + 2 {
            let wanted = &new[at..end];
            let is_free = |start: usize| {
                found[start..start + wanted.len()].iter().all(|places| places.iter().all(Option::is_none))
            };
            let there = (0..(old.len() + 1).saturating_sub(wanted.len()))
                .find(|start| old[*start..*start + wanted.len()] == *wanted && is_free(*start));
            if let Some(there) = there {
                for word in 0..wanted.len() {
                    found[there + word].clone_from(&prose[at + word].places);
                }
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// Where words come from, in the terms of the page.
struct Origins<'a> {
    letter: &'a Letter,
    composition: &'a Composition<'a>,
    book: &'a Book,
    places: Vec<Place>,
    /// How many rows of the table of deadlines were seen.
    rows: usize,
}

impl Origins<'_> {
    fn words(&mut self, prose: &Prose) -> Vec<Told> {
        let mut words: Vec<Told> = Vec::new();
        let beside = prose.beside.iter();
        for block in prose.blocks.iter().chain(beside) {
            if !block.label.is_empty() {
                let place = prose.origin_of_label(block).map(|origin| self.place(&origin));
                told(&block.label, &mut words, |_| place);
            }
            let stretches = self.stretches(prose, block);
            let mut at = 0;
            told(&block.text, &mut words, |byte| {
                while stretches.get(at).is_some_and(|(range, _)| range.end <= byte) {
                    at += 1;
                }
                stretches.get(at).filter(|(range, _)| range.contains(&byte)).map(|(_, place)| *place)
            });
        }
        words
    }

    fn stretches(&mut self, prose: &Prose, block: &ProseBlock) -> Vec<(Range<usize>, usize)> {
        prose.stretches(block).into_iter().map(|(range, origin)| (range, self.place(&origin))).collect()
    }

    fn place(&mut self, origin: &Origin) -> usize {
        let (at, kind) = match &origin.text {
            TextKind::Own => match self.letter.text_with(&origin.span) {
                Some(text) => (Some(text.at.clone()), Kind::Own),
                None => (None, if is_directory(origin) { Kind::Directory } else { Kind::House }),
            },
            TextKind::Phrase(name) => (Some(format!("wording.{name}")), Kind::House),
            TextKind::Template(_) => (None, Kind::House),
        };
        let fact = origin.fact.as_deref().map(|expression| self.fact(expression, origin));
        let place = Place { at, kind, fact };
        match self.places.iter().position(|known| *known == place) {
            Some(known) => known,
            None => {
                self.places.push(place);
                self.places.len() - 1
            }
        }
    }

    /// The address of a fact, and what it is.
    fn fact(&mut self, expression: &str, origin: &Origin) -> (String, Kind) {
        if expression.starts_with("row.date")
            && let Some(resolved) = &self.composition.resolved
        {
            let row = self.rows;
            self.rows += 1;
            if let Some(at) = deadline(resolved, row) {
                return (at, Kind::Rule);
            }
        }
        let written = self.composition.written(origin, "");
        let is_elsewhere = written.as_ref().is_some_and(|written| {
            !self.letter.files.all().any(|own| own.path() == written.span.source.path())
        });
        if is_elsewhere {
            return (format!("={expression}"), Kind::Directory);
        }
        match known(self.book, expression).at {
            Some(at) if at == "group" => (at, Kind::Directory),
            Some(at) => (at, Kind::Fact),
            None => match written {
                // What several keys of the meeting say together: its days, or its languages.
                Some(written) if written.path == ["meeting"] => {
                    let key = if expression.contains("language") { "working-languages" } else { "starts" };
                    (format!("meeting.{key}"), Kind::Fact)
                }
                Some(written) if self.letter.tree.at(&written.path).is_some() => {
                    let kind = if expression.contains("deadlines") || expression.starts_with("due") {
                        Kind::Rule
                    } else {
                        Kind::Fact
                    };
                    (written.path.join("."), kind)
                }
                _ => (format!("={expression}"), Kind::Fact),
            },
        }
    }
}

/// The key of the first deadline in a row of their table.
fn deadline(resolved: &Resolved<'_>, row: usize) -> Option<String> {
    match resolved.deadlines.get(row)?.entries.first()? {
        RowItem::Item(item) => Some(format!("deadlines.{}", item.word())),
        RowItem::Other(text) => {
            let others = &resolved.letter.deadlines.as_ref()?.other;
            let number = others.iter().position(|other| other.text.span == text.span)?;
            Some(format!("deadlines.other.{}.date", number + 1))
        }
    }
}

fn is_directory(origin: &Origin) -> bool {
    origin.span.source.path().parent().is_some_and(|folder| folder.ends_with("directory"))
}

/// Adds the words of a text, each sign with what `place` says of its byte.
fn told(text: &str, words: &mut Vec<Told>, mut place: impl FnMut(usize) -> Option<usize>) {
    let mut is_open = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            is_open = false;
            continue;
        }
        let number = place(at);
        match words.last_mut().filter(|_| is_open) {
            Some(word) => {
                word.text.push(plain(c));
                word.places.push(number);
            }
            None => words.push(Told { text: plain(c).to_string(), places: vec![number] }),
        }
        is_open = true;
    }
}
