//! A unit: a sentence and its translation, put together from the segments, codes and data that the file has for it.

use super::State;
use super::read::{children, is_own};
use crate::base::Span;
use roxmltree::Node;
use std::collections::BTreeMap;

/// A sentence in the file.
#[derive(Debug)]
pub struct Unit {
    /// Its name in the file.
    pub id: String,
    /// Where it stands in the letter.
    pub at: Option<String>,
    /// Where it stands in the file.
    pub span: Span,
    /// What was translated, as the letter writes it.
    pub source: String,
    /// Its translation, if all of it is translated.
    pub target: Option<String>,
    /// How far it is.
    pub state: State,
    /// How many of its segments are translated, and how many there are.
    pub segments: (usize, usize),
}

impl Unit {
    /// The mark of the translation that it was sent out with.
    pub fn mark(&self) -> Option<&str> {
        self.id.split_once('-').map(|(_, mark)| mark)
    }

    /// Puts a unit together. A tool may split a sentence, and put the pieces of its translation in another order.
    ///
    /// # Errors
    /// A code refers to nothing; the text says which.
    pub(super) fn read(node: Node<'_, '_>, span: &Span) -> Result<Self, String> {
        let data = children(node, &["originalData"]).flat_map(|all| children(all, &["data"]));
        let data = data.map(|data| (data.attribute("id").unwrap_or_default(), said(data)));
        let mut codes = Codes { data: data.collect(), ends: BTreeMap::new() };
        let (mut source, mut pieces, mut states) = (String::new(), Vec::new(), Vec::new());
        let (mut done, mut all) = (0, 0);
        for (index, segment) in children(node, &["segment", "ignorable"]).enumerate() {
            let from = children(segment, &["source"]).last();
            let from = from.map(|from| codes.markdown(from, 0)).transpose()?.unwrap_or_default();
            let target = children(segment, &["target"]).last();
            let to = target.map(|to| codes.markdown(to, 0)).transpose()?;
            // What is only between two segments, mostly a space, needs no translation.
            let is_ignorable = segment.tag_name().name() == "ignorable";
            let needs_none = is_ignorable || from.trim().is_empty();
            if !is_ignorable {
                states.push(segment.attribute("state").and_then(State::read).unwrap_or(State::Initial));
            }
            if !needs_none {
                all += 1;
                done += usize::from(to.as_ref().is_some_and(|to| !to.trim().is_empty()));
            }
            source += &from;
            let order = target.and_then(|target| target.attribute("order")?.parse().ok());
            let usual = if needs_none { from } else { String::new() };
            pieces.push((order.unwrap_or(index + 1), to.unwrap_or(usual)));
        }
        pieces.sort_by_key(|(order, _)| *order);
        let target = pieces.into_iter().map(|(_, words)| words).collect();
        let get = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
        Ok(Self {
            id: get("id"),
            at: Some(get("name")).filter(|name| !name.is_empty()),
            span: span.clone(),
            source,
            target: Some(target).filter(|_| done == all && all > 0),
            state: states.into_iter().min().unwrap_or(State::Initial),
            segments: (done, all),
        })
    }
}

/// More codes within each other make no sense, and would only fill the memory.
const DEEPEST: usize = 100;

/// The codes of a unit.
struct Codes<'a> {
    /// The original data that they refer to, by its name.
    data: BTreeMap<&'a str, String>,
    /// What each code that was opened will end with, by its name.
    ends: BTreeMap<&'a str, String>,
}

impl<'a> Codes<'a> {
    /// The Markdown of a source or a target: words, and the data that its codes refer to.
    fn markdown(&mut self, content: Node<'a, 'a>, depth: usize) -> Result<String, String> {
        if depth > DEEPEST {
            return Err(format!("more than {DEEPEST} codes are within each other"));
        }
        let mut out = String::new();
        for node in content.children() {
            let get = |name: &str| node.attribute(name);
            match node.tag_name().name() {
                _ if node.is_text() => out += node.text().unwrap_or_default(),
                _ if !is_own(node) => {}
                "cp" => out.push(character(node)),
                "ph" => out += self.data(get("dataRef"))?,
                "pc" => {
                    let (start, end) = self.pair(node)?;
                    out += &(start + &self.markdown(node, depth + 1)? + &end);
                }
                // Pairs that a tool has cut in two, since they reach from one segment into another.
                "sc" | "ec" if get("dataRef").is_some() => out += self.data(get("dataRef"))?,
                "sc" => {
                    let (start, end) = self.pair(node)?;
                    get("id").map(|id| self.ends.insert(id, end));
                    out += &start;
                }
                "ec" => {
                    let opened = get("startRef").and_then(|id| self.ends.remove(id));
                    out += &opened.map_or_else(|| self.pair(node).map(|(_, end)| end), Ok)?;
                }
                // Annotations mark words and say nothing.
                "mrk" => out += &self.markdown(node, depth + 1)?,
                _ => {}
            }
        }
        Ok(out)
    }

    fn data(&self, name: Option<&str>) -> Result<&str, String> {
        let name = name.ok_or("a code has no `dataRef`, so its meaning in the letter is not known")?;
        let said = self.data.get(name).map(String::as_str);
        said.ok_or_else(|| format!("a code refers to the data `{name}`, which is not in this unit"))
    }

    /// Both ends of a pair: what the tool added itself is bold, italic, or nothing.
    fn pair(&self, node: Node<'_, '_>) -> Result<(String, String), String> {
        let ends = node.attribute("dataRefStart").zip(node.attribute("dataRefEnd"));
        let (start, end) = match (ends, node.attribute("subType")) {
            (Some((start, end)), _) => (self.data(Some(start))?, self.data(Some(end))?),
            (None, Some("xlf:b")) => ("**", "**"),
            (None, Some("xlf:i")) => ("*", "*"),
            (None, _) => ("", ""),
        };
        Ok((start.to_owned(), end.to_owned()))
    }
}

/// The words of original data.
fn said(data: Node<'_, '_>) -> String {
    let piece = |node: Node<'_, '_>| match node.text() {
        Some(text) if node.is_text() => text.to_owned(),
        _ if is_own(node) && node.tag_name().name() == "cp" => character(node).to_string(),
        _ => String::new(),
    };
    data.children().map(piece).collect()
}

/// The character of `<cp hex="001A"/>`.
fn character(node: Node<'_, '_>) -> char {
    let code = node.attribute("hex").and_then(|hex| u32::from_str_radix(hex, 16).ok());
    code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}
