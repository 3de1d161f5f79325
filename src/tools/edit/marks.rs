//! Where the words of a draft come from, said in its page: `data-at`, `data-kind` and `data-fact`.
//!
//! The page and the prose of a letter have the same words. Each word of the page is found in the prose, which knows where it
//! comes from. Pages of files never have these marks.

use super::facts::known;
use super::key::Book;
use super::letter::Letter;
use crate::compose::markdown::{Prose, ProseBlock};
use crate::compose::origin::{Origin, TextKind};
use crate::model::resolve::Resolved;
use crate::model::resolve::deadlines::RowItem;
use crate::project::session::Composition;
use crate::tools::markup::{Node, walk};
use crate::tools::review::Files;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Own,
    House,
    Fact,
    Rule,
    Directory,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::House => "house",
            Self::Fact => "fact",
            Self::Rule => "rule",
            Self::Directory => "directory",
        }
    }
}

/// Where words come from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    /// The text that they are in.
    at: Option<String>,
    kind: Kind,
    /// The fact that they say.
    fact: Option<(String, Kind)>,
}

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

/// A sign of the page.
struct Sign {
    c: char,
    bytes: Range<usize>,
    /// The number of its stretch of text between two tags.
    node: usize,
}

/// A word: what stands between white space in one block.
struct Word {
    text: String,
    signs: Vec<Sign>,
    block: usize,
}

/// A page with its words.
#[derive(Default)]
struct Page {
    words: Vec<Word>,
    /// Where the start tag of each block can have attributes; none for what is in no block.
    blocks: Vec<Option<usize>>,
}

/// Elements that hold words of one kind.
const BLOCKS: [&str; 14] =
    ["p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "dt", "dd", "label"];

/// Elements whose text is no part of the letter.
const CLOSED: [&str; 8] = ["option", "script", "select", "style", "svg", "template", "textarea", "title"];

/// Elements that end no word.
const INLINE: [&str; 12] =
    ["a", "abbr", "b", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup"];

/// Elements that have no end.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "link", "meta", "col"];

impl Page {
    fn of(html: &str) -> Self {
        let mut page = Self { words: Vec::new(), blocks: vec![None] };
        let start = html.find("<body").unwrap_or(0);
        let mut open: Vec<(String, usize)> = Vec::new();
        let (mut closed, mut glued, mut node) = (0_usize, false, 0);
        // What is broken ends the page here; the rest has no marks.
        let _ = walk(&html[start..], true, |found, bytes| {
            let bytes = start + bytes.start..start + bytes.end;
            match found {
                Node::Start(element) => {
                    node += 1;
                    let name = element.name().as_ref().to_owned();
                    glued &= INLINE.contains(&name.as_str());
                    if VOID.contains(&name.as_str()) {
                        return;
                    }
                    closed += usize::from(CLOSED.contains(&name.as_str()));
                    let outer = open.last().map_or(0, |(_, block)| *block);
                    let block = if BLOCKS.contains(&name.as_str()) {
                        page.blocks.push(Some(bytes.end - 1));
                        page.blocks.len() - 1
                    } else {
                        outer
                    };
                    open.push((name, block));
                }
                Node::End(name) => {
                    node += 1;
                    glued &= INLINE.contains(&name);
                    if VOID.contains(&name) {
                        return;
                    }
                    if let Some(at) = open.iter().rposition(|(open, _)| open == name) {
                        closed -= open[at..]
                            .iter()
                            .filter(|(name, _)| CLOSED.contains(&name.as_str()))
                            .count()
                            .min(closed);
                        open.truncate(at);
                    }
                }
                Node::Text(text) if closed == 0 => {
                    let block = open.last().map_or(0, |(_, block)| *block);
                    let is_written = text.len() == bytes.len();
                    for (at, c) in text.char_indices() {
                        if c.is_whitespace() {
                            glued = false;
                            continue;
                        }
                        let place = if is_written {
                            bytes.start + at..bytes.start + at + c.len_utf8()
                        } else {
                            bytes.clone()
                        };
                        let sign = Sign { c: plain(c), bytes: place, node };
                        match page.words.last_mut().filter(|last| glued && last.block == block) {
                            Some(word) => {
                                word.text.push(sign.c);
                                word.signs.push(sign);
                            }
                            None => {
                                page.words.push(Word { text: sign.c.to_string(), signs: vec![sign], block })
                            }
                        }
                        glued = true;
                    }
                }
                Node::Text(_) => {}
            }
        });
        page
    }

    /// The page with marks: `found` are the numbers of the places of each word's signs.
    fn with(&self, html: &str, found: &[Vec<Option<usize>>], places: &[Place]) -> String {
        let mut own: Vec<Option<Option<&str>>> = vec![None; self.blocks.len()];
        let text_of = |number: &Option<usize>| number.and_then(|number| places[number].at.as_deref());
        for (word, numbers) in self.words.iter().zip(found) {
            for number in numbers {
                let at = text_of(number);
                match &mut own[word.block] {
                    Some(known) if *known == at => {}
                    Some(known) => *known = None,
                    known @ None => *known = Some(at),
                }
            }
        }
        let kind_of = |at: &str| {
            places
                .iter()
                .find(|place| place.at.as_deref() == Some(at))
                .map_or(Kind::House, |place| place.kind)
        };
        let mut inserts: Vec<(usize, String)> = Vec::new();
        for (block, at) in self.blocks.iter().zip(&own) {
            if let (Some(place), Some(Some(at))) = (block, at) {
                inserts.push((
                    *place,
                    format!(" data-at=\"{}\" data-kind=\"{}\"", attribute(at), kind_of(at).word()),
                ));
            }
        }
        let signs: Vec<(&Sign, usize, Option<usize>)> = self
            .words
            .iter()
            .zip(found)
            .flat_map(|(word, numbers)| {
                word.signs.iter().zip(numbers).map(|(sign, number)| (sign, word.block, *number))
            })
            .collect();
        let mut at = 0;
        while at < signs.len() {
            let (first, block, number) = &signs[at];
            let same = |(sign, other, place): &(&Sign, usize, Option<usize>)| {
                sign.node == first.node && other == block && place == number
            };
            let end =
                signs[at..].iter().position(|sign| !same(sign)).map_or(signs.len(), |length| at + length);
            if let Some(place) = number.map(|number| &places[number]) {
                let is_said = matches!(own[*block], Some(Some(_)));
                let mut tag = String::new();
                if let Some(at) = place.at.as_deref().filter(|_| !is_said) {
                    // Writing to a string cannot fail.
                    let _ = write!(tag, " data-at=\"{}\"", attribute(at));
                }
                if let Some((fact, _)) = &place.fact {
                    let _ = write!(tag, " data-fact=\"{}\"", attribute(fact));
                }
                if !tag.is_empty() {
                    let kind = place.fact.as_ref().map_or(place.kind, |(_, kind)| *kind);
                    inserts.push((first.bytes.start, format!("<span{tag} data-kind=\"{}\">", kind.word())));
                    inserts.push((signs[end - 1].0.bytes.end, "</span>".to_owned()));
                }
            }
            at = end;
        }
        inserts.sort_by_key(|(at, _)| *at);
        let mut out = String::with_capacity(html.len() * 2);
        let mut done = 0;
        for (at, text) in inserts {
            out.push_str(&html[done..at]);
            out.push_str(&text);
            done = at;
        }
        out + &html[done..]
    }
}

/// A sign without what typography makes of it.
fn plain(c: char) -> char {
    if c == '\u{2011}' { '-' } else { c }
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
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
