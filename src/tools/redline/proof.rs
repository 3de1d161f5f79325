//! Whether two texts have the same words, paragraph by paragraph, cell by cell.

use crate::tools::word::{Plain, Story};

/// Which texts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texts {
    /// The document itself.
    Body,
    /// Also headers, footers and notes.
    All,
}

/// Whether the passages have the same words in the same cells. Paragraphs without words do not count: the last one of a text,
/// or one between tables, cannot be deleted.
pub(super) fn is_same(one: &[Plain], two: &[Plain], texts: Texts) -> bool {
    outline(one, texts) == outline(two, texts)
}

/// The words of each passage with the kind of its text, and tables, rows and columns around it. Tables and rows are counted as
/// they come: those of the other state are not there.
fn outline(passages: &[Plain], texts: Texts) -> Vec<(u8, Vec<[usize; 3]>, String)> {
    let (mut tables, mut rows) = (Vec::new(), Vec::new());
    let mut out = Vec::new();
    for plain in passages {
        let kind = match plain.place.story {
            Story::Body => 0,
            Story::Header(_) => 1,
            Story::Footer(_) => 2,
            Story::Footnote(_) => 3,
            Story::Endnote(_) => 4,
        };
        let text = plain.text();
        if text.is_empty() || (kind > 0 && texts == Texts::Body) {
            continue;
        }
        let cells = plain.place.cells.iter().map(|cell| {
            let table = place(&mut tables, cell.table);
            [table, place(&mut rows, (cell.table, cell.row)), cell.column]
        });
        let cells = cells.collect();
        out.push((kind, cells, text));
    }
    out
}

/// The place of a thing among those that were met, counted from 0.
fn place<T: PartialEq>(met: &mut Vec<T>, thing: T) -> usize {
    // Mostly the last one.
    met.iter().rposition(|other| *other == thing).unwrap_or_else(|| {
        met.push(thing);
        met.len() - 1
    })
}
