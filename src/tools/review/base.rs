//! What a returned file was made from: the copy that it carries, or that of the states which are kept that it is most like.

use super::copy::{PROPERTY, number_in};
use super::file::passages;
use super::passage::{Pair, Passage, align};
use super::sent::{NAMESPACE, Sent};
use crate::tools::word::{self, State, WordFile};

/// A state of the letter that is known.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// What it is: `draft 2 of 2026-11-12`, `the letter as issued`.
    pub called: String,
    /// The number of the copy for review that it is.
    number: Option<u32>,
    /// The mark at the head of its pages.
    mark: String,
    pub(super) passages: Vec<Passage>,
}

impl Kept {
    /// The letter as it is now.
    pub(super) fn today(passages: &[Passage]) -> Self {
        Self { called: "the letter of today".to_owned(), passages: passages.to_vec(), ..Self::default() }
    }

    /// That of a Word file; nothing where it cannot be read.
    pub fn of_file(called: &str, bytes: &[u8]) -> Option<Self> {
        let word = word::read(bytes).ok()?;
        let mut kept = carried(&word).unwrap_or_default();
        if kept.passages.is_empty() {
            kept.passages = passages(&word, State::After);
        }
        Some(Self { called: called.to_owned(), ..kept })
    }

    /// That of the record of a copy for review.
    pub fn of_record(base: &str) -> Option<Self> {
        let sent = Sent::read(base)?;
        let called = format!("{}, from the record of drafts", sent.called());
        Some(Self { called, number: Some(sent.number), mark: sent.mark, passages: sent.passages })
    }

    /// Leaves out the mark, which is no words of the letter.
    pub(super) fn without_mark(&self, passages: &mut Vec<Passage>) {
        if !self.mark.is_empty() {
            passages.retain(|passage| passage.text() != self.mark);
        }
    }

    /// How many passages a file has otherwise.
    fn distance(&self, file: &[Passage]) -> usize {
        let mut file = file.to_vec();
        self.without_mark(&mut file);
        align(&self.passages, &file).iter().filter(|pair| !matches!(pair, Pair::Same(..))).count()
    }
}

/// The state that a file carries.
fn carried(word: &WordFile) -> Option<Kept> {
    let sent = Sent::read(word.custom_xml.get(NAMESPACE)?)?;
    let called = format!("{}, which the file itself contains", sent.called());
    Some(Kept { called, number: Some(sent.number), mark: sent.mark, passages: sent.passages })
}

/// What a file was made from. `start` is the letter of today, before anything was taken over; `kept` gives other states.
pub(super) fn of(word: &WordFile, start: &Kept, kept: &dyn Fn() -> Vec<Kept>) -> Kept {
    if let Some(carried) = carried(word) {
        return carried;
    }
    let before = passages(word, State::Before);
    let number = word.properties.get(PROPERTY).and_then(|property| number_in(property));
    let mut least = start.distance(&before);
    if number.is_none() && least == 0 {
        return start.clone();
    }
    let mut found = start.clone();
    for kept in kept() {
        if number.is_some() && kept.number == number {
            return kept;
        }
        let distance = kept.distance(&before);
        if distance < least {
            (least, found) = (distance, kept);
        }
    }
    found
}
