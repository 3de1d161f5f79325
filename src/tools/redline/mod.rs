//! A letter with tracked changes: how an earlier state of a Word file became the new one.
//!
//! The result is the new file; what the earlier one had otherwise is marked in its XML. [`redline`] writes nothing that is not
//! [`proof`]ed: all changes rejected are the words of the old file, all accepted those of the new one.

mod align;
mod blocks;
mod paragraph;
mod parts;
mod pen;
mod proof;
mod shapes;
mod tables;
#[cfg(test)]
mod tests;
mod tree;

pub use parts::is_redline;
pub use pen::Author;

use crate::tools::word::{self, Passage, Plain, State, Story, Track, Unreadable, WordFile};
use blocks::Writer;
use parts::Parts;
use pen::{Pen, Splices};
use shapes::Shapes;
use std::collections::BTreeMap;

/// A Word file with tracked changes.
#[derive(Clone, Debug, Default)]
pub struct Redline {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many passages have words that were put in.
    pub inserted: usize,
    /// How many passages have words that were taken out.
    pub deleted: usize,
    /// What differs and is not marked, each a sentence for people.
    pub remarks: Vec<String>,
}

/// Why there is no such file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The old file cannot be read.
    Old(Unreadable),
    /// The new file cannot be read.
    New(Unreadable),
    /// The changes cannot be marked so that rejecting and accepting them gives the two files exactly.
    NotExact,
}

/// Marks in `new`, a file of this program, what it has otherwise than `old`, any Word file; tracked changes in `old` count as
/// accepted.
///
/// # Errors
/// A file cannot be read, or the changes cannot be marked exactly.
pub fn redline(old: &[u8], new: &[u8], author: &Author) -> Result<Redline, Refused> {
    let before = word::read(old).map_err(Refused::Old)?.state(State::After);
    let file = word::read(new).map_err(Refused::New)?;
    let after = file.state(State::After);
    let parts = Parts::read(new).map_err(Refused::New)?;
    // First with headers, footers and notes; where those do not come out exactly, without.
    for with_others in [true, false] {
        let Some(made) = marked(&parts, &file, (&before, &after), author, with_others)? else { continue };
        let Ok(bytes) = word::repacked(new, made.parts, Some(parts::COMMENT)) else { continue };
        let Ok(read) = word::read(&bytes) else { continue };
        let texts = if with_others { proof::Texts::All } else { proof::Texts::Body };
        if !proof::is_same(&read.state(State::After), &after, proof::Texts::All)
            || !proof::is_same(&read.state(State::Before), &before, texts)
        {
            continue;
        }
        let mut remarks = Vec::new();
        if made.image_gone {
            remarks.push("an image that was removed is not shown as a tracked change".to_owned());
        }
        if !proof::is_same(&before, &read.state(State::Before), proof::Texts::All) {
            remarks.push("changes in page headers, page footers or footnotes are not shown".to_owned());
        }
        let count = |is: fn(&Track) -> bool| {
            let has = |passage: &&Passage| passage.pieces.iter().any(|piece| is(&piece.track));
            read.passages.iter().filter(has).count()
        };
        let inserted = count(|track| matches!(track, Track::Inserted(_)));
        let deleted = count(|track| matches!(track, Track::Deleted(_)));
        return Ok(Redline { bytes, inserted, deleted, remarks });
    }
    Err(Refused::NotExact)
}

/// The changed parts of the new file.
struct Made {
    parts: BTreeMap<String, String>,
    image_gone: bool,
}

fn marked(
    parts: &Parts,
    file: &WordFile,
    (before, after): (&[Plain], &[Plain]),
    author: &Author,
    with_others: bool,
) -> Result<Option<Made>, Refused> {
    let mut pen = Pen::new(author, parts.first_identifier());
    let tree = word::xml::tree(&parts.body).map_err(Refused::New)?;
    let Some(body) = word::xml::child(tree.root_element(), "body") else { return Ok(None) };
    let mut count = 0;
    let blocks = tree::new(body, &mut count);
    let of_body = file.passages.iter().filter(|passage| passage.place.story == Story::Body);
    if of_body.count() != count {
        return Ok(None);
    }
    let properties = parts::paragraphs(body).map(|node| paragraph::properties(node, &parts.body).to_owned());
    let shapes = Shapes::new(file, properties.collect(), &parts.styles);
    let mut made = Made { parts: BTreeMap::new(), image_gone: false };
    let mut write = |name: &str, whole: &str, old: &[&Plain], new: &[tree::New<'_, '_>], end: usize| {
        let mut writer =
            Writer { whole, splices: Splices::default(), pen: &mut pen, shapes: &shapes, image_gone: false };
        writer.blocks(&tree::old(old), new, end, false);
        made.image_gone |= writer.image_gone;
        made.parts.insert(name.to_owned(), writer.splices.applied(whole));
    };
    let last = word::xml::child(body, "sectPr").map_or_else(|| paragraph::end(body), |own| own.range().start);
    let old: Vec<&Plain> = before.iter().filter(|plain| plain.place.story == Story::Body).collect();
    write(&parts.document, &parts.body, &old, &blocks, last);
    if with_others {
        for (name, text) in &parts.others {
            let Ok(tree) = word::xml::tree(text) else { continue };
            let root = tree.root_element();
            let blocks = tree::new(root, &mut 0);
            if let Some(old) = parts::counterpart(name, &blocks, before, after) {
                write(name, text, &old, &blocks, paragraph::end(root));
            }
        }
    }
    Ok(Some(made))
}
