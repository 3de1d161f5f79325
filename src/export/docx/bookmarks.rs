//! Names that links inside the document lead to.
//!
//! Word wants at most 40 letters, digits and underscores, the first a letter, and each name once.

use crate::document::{Block, Document, Paragraph};
use std::collections::{BTreeMap, BTreeSet};

/// The bookmarks of one document by the id of their paragraph.
#[derive(Default)]
pub(super) struct Bookmarks<'a> {
    by_id: BTreeMap<&'a str, (usize, String)>,
    taken: BTreeSet<String>,
}

impl<'a> Bookmarks<'a> {
    /// Finds all paragraphs with an id.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut found = Self::default();
        document.blocks().into_iter().filter_map(Block::paragraph).for_each(|p| found.paragraph(p));
        found
    }

    /// Number and name of a bookmark.
    pub(super) fn get(&self, id: &str) -> Option<(usize, &str)> {
        self.by_id.get(id).map(|(number, name)| (*number, name.as_str()))
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let Some(id) = paragraph.id.as_deref().filter(|id| !self.by_id.contains_key(id)) else { return };
        let mut name: String =
            id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(36).collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            name.insert_str(0, "b_");
        }
        let stem = name.clone();
        let mut count = 1;
        while !self.taken.insert(name.to_lowercase()) {
            count += 1;
            name = format!("{}_{count}", &stem[..stem.len().min(35)]);
        }
        self.by_id.insert(id, (self.by_id.len(), name));
    }
}
