//! A unit: a sentence and its translation, put together from the segments, codes and data that the file has for it.

use super::State;
use super::content::{Bit, markdown, pair};
use crate::base::Span;
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
}

/// The unit that is being read.
#[derive(Default)]
pub(super) struct Now {
    pub(super) id: String,
    pub(super) at: Option<String>,
    pub(super) span: Option<Span>,
    /// The original data that its codes refer to, by its name.
    pub(super) data: BTreeMap<String, String>,
    pub(super) segments: Vec<Segment>,
    /// What each code that was opened will end with, by its name.
    pub(super) ends: BTreeMap<String, Vec<Bit>>,
}

/// A piece of a unit: a tool may split a sentence, and put the pieces of its translation in another order.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    /// It is only what stands between two segments, mostly a space.
    pub(super) is_ignorable: bool,
    pub(super) state: Option<String>,
    /// Its place in the translation, if that is another.
    pub(super) order: Option<usize>,
    pub(super) source: Vec<Bit>,
    pub(super) target: Option<Vec<Bit>>,
    /// What is read now belongs to the translation.
    pub(super) is_target: bool,
}

impl Now {
    /// Adds a piece to the source or the target that is being read.
    pub(super) fn add(&mut self, bit: Bit) {
        let Some(segment) = self.segments.last_mut() else { return };
        let list = match &mut segment.target {
            Some(target) if segment.is_target => target,
            _ => &mut segment.source,
        };
        list.push(bit);
    }

    /// Adds a code among the words. What comes back is the end of a pair, to be added when its element closes.
    pub(super) fn code(&mut self, name: &str, attributes: &BTreeMap<String, String>) -> Option<Vec<Bit>> {
        let data = |name: &str| attributes.get(name).map_or(Bit::Unknown, |data| Bit::Data(data.clone()));
        match name {
            "cp" => self.add(Bit::Text(character(attributes).to_string())),
            "ph" => self.add(data("dataRef")),
            "pc" => {
                let (start, end) = pair(attributes);
                start.into_iter().for_each(|bit| self.add(bit));
                return Some(end);
            }
            // Pairs that a tool has cut in two, since they reach from one segment into another.
            "sc" | "ec" => match attributes.get("dataRef") {
                Some(data) => self.add(Bit::Data(data.clone())),
                None => {
                    let (start, end) = pair(attributes);
                    let opened = attributes.get("startRef").and_then(|id| self.ends.remove(id));
                    if name == "ec" {
                        opened.unwrap_or(end).into_iter().for_each(|bit| self.add(bit));
                    } else {
                        if let Some(id) = attributes.get("id") {
                            self.ends.insert(id.clone(), end);
                        }
                        start.into_iter().for_each(|bit| self.add(bit));
                    }
                }
            },
            // Annotations mark words and say nothing.
            "mrk" => return Some(Vec::new()),
            _ => {}
        }
        None
    }

    /// The sentence, once the unit is read whole.
    ///
    /// # Errors
    /// A code refers to nothing; the text says which.
    pub(super) fn sentence(&self, span: &Span) -> Result<Unit, String> {
        let whole = self.segments.iter().filter(|segment| !segment.is_ignorable);
        let states = whole.map(|segment| segment.state.as_deref().and_then(State::read));
        let state = states.min().flatten().unwrap_or(State::Initial);
        let markdown = |bits: &[Bit]| markdown(bits, &self.data);
        let source: String = self.segments.iter().map(|s| markdown(&s.source)).collect::<Result<_, _>>()?;
        let mut pieces: Vec<(usize, &[Bit])> = Vec::new();
        let (mut done, mut all) = (0, 0);
        for (index, segment) in self.segments.iter().enumerate() {
            let says =
                |bits: &&Vec<Bit>| bits.iter().any(|bit| !matches!(bit, Bit::Text(t) if t.trim().is_empty()));
            let target = segment.target.as_ref();
            let needs_none = segment.is_ignorable || !says(&&segment.source);
            if !needs_none {
                all += 1;
                done += usize::from(target.as_ref().is_some_and(says));
            }
            let bits = match target {
                None if needs_none => segment.source.as_slice(),
                target => target.map_or(&[][..], Vec::as_slice),
            };
            pieces.push((segment.order.unwrap_or(index + 1), bits));
        }
        pieces.sort_by_key(|(order, _)| *order);
        let target: String = pieces.iter().map(|(_, bits)| markdown(bits)).collect::<Result<_, _>>()?;
        let target = (done == all && all > 0).then_some(target);
        Ok(Unit {
            id: self.id.clone(),
            at: self.at.clone(),
            span: span.clone(),
            source,
            target,
            state,
            segments: (done, all),
        })
    }
}

/// The character of `<cp hex="001A"/>`.
pub(super) fn character(attributes: &BTreeMap<String, String>) -> char {
    let code = attributes.get("hex").and_then(|hex| u32::from_str_radix(hex, 16).ok());
    code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}
