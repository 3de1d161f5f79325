//! The words of a draft's page, and the page with marks at them.
//!
//! Knows HTML as our own writer makes it, nothing of letters.

use crate::tools::markup::{Node, walk};
use std::fmt::Write;
use std::ops::Range;

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The letter's own text.
    Own,
    /// A phrase or a template of the house style.
    House,
    /// What a key says.
    Fact,
    /// What a rule says.
    Rule,
    /// What the directory says.
    Directory,
}

impl Kind {
    /// The word for it in a page.
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
pub struct Place {
    /// The text that they are in.
    pub at: Option<String>,
    /// Whose they are.
    pub kind: Kind,
    /// The fact that they say.
    pub fact: Option<(String, Kind)>,
}

/// A sign of the page.
pub struct Sign {
    c: char,
    bytes: Range<usize>,
    /// The number of its stretch of text between two tags.
    node: usize,
}

/// A word: what stands between white space in one block.
pub struct Word {
    /// It.
    pub text: String,
    /// Its signs.
    pub signs: Vec<Sign>,
    block: usize,
}

/// A page with its words.
#[derive(Default)]
pub struct Page {
    /// Its words, in order.
    pub words: Vec<Word>,
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
    /// Reads a page.
    pub fn of(html: &str) -> Self {
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
    pub fn with(&self, html: &str, found: &[Vec<Option<usize>>], places: &[Place]) -> String {
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
pub fn plain(c: char) -> char {
    if c == '\u{2011}' { '-' } else { c }
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
