//! A Word file as passages: what is left when its tracked changes are accepted.

use super::passage::{Cell, Kind, Look, Passage};
use crate::tools::word::{Item, Plain, PlainPiece, State, Story, Track, WordFile};

/// The passages of the document itself. Page headers and footers, the same on each page, are not the letter's own words;
/// footnotes stand at the end.
pub(super) fn passages(file: &WordFile) -> Vec<Passage> {
    let plain = file.state(State::After);
    let is_letter =
        |plain: &&Plain| matches!(plain.place.story, Story::Body | Story::Footnote(_) | Story::Endnote(_));
    let mut found: Vec<Passage> =
        plain.iter().filter(is_letter).enumerate().map(|(at, plain)| passage(plain, at + 1)).collect();
    found.retain(|passage| !passage.text.trim().is_empty() && !passage.is_rule());
    found
}

/// What somebody should know of the file.
pub(super) fn remarks(file: &WordFile) -> Vec<String> {
    let is_tracked = |track: &Track| *track != Track::Kept;
    let tracked = file.passages.iter().any(|passage| {
        is_tracked(&passage.mark) || passage.pieces.iter().any(|piece| is_tracked(&piece.track))
    });
    let mut remarks = file.remarks.clone();
    if tracked {
        remarks.push("the file has tracked changes: it was read as if all of them were accepted".to_owned());
    }
    if !file.comments.is_empty() {
        remarks.push("the comments of the file are not part of the letter: they were left out".to_owned());
    }
    remarks
}

fn passage(plain: &Plain, line: usize) -> Passage {
    let (mut text, mut looks) = (String::new(), Vec::new());
    let shown = |piece: &&PlainPiece| {
        !matches!(
            piece.kind,
            crate::tools::word::PieceKind::Image
                | crate::tools::word::PieceKind::PageNumber
                | crate::tools::word::PieceKind::Note(_)
        )
    };
    for piece in plain.pieces.iter().filter(shown) {
        let start = text.len();
        text.push_str(&piece.text);
        let look = Look {
            range: start..text.len(),
            bold: piece.look.bold,
            italic: piece.look.italic,
            link: piece.link.clone(),
        };
        if look.bold || look.italic || look.link.is_some() {
            join(&mut looks, look, &text);
        }
    }
    let cell = plain.place.cells.last().map(|cell| Cell {
        table: cell.table,
        row: cell.row,
        column: cell.column.saturating_sub(1),
    });
    let mut passage = Passage { text, looks, cell, line, ..Passage::default() };
    let whole = 0..passage.text.len();
    passage = passage.part(whole);
    match (&plain.form.item, plain.form.heading) {
        (Some(item), None) => {
            passage.kind = Kind::Item(usize::from(item.level));
            passage.mark = mark(item);
        }
        (_, Some(level)) => passage.kind = Kind::Heading(level),
        _ => passage.take_mark(),
    }
    passage
}

/// Runs that look the same are one, whatever a program cut them into.
fn join(looks: &mut Vec<Look>, look: Look, text: &str) {
    match looks.last_mut() {
        Some(last)
            if (last.bold, last.italic, &last.link) == (look.bold, look.italic, &look.link)
                && text[last.range.end..look.range.start].trim().is_empty() =>
        {
            last.range.end = look.range.end;
        }
        _ => looks.push(look),
    }
}

/// The mark of an item, as somebody would type it: of numbers the first.
fn mark(item: &Item) -> String {
    let number = match item.format.as_deref() {
        Some("bullet") | Some("none") | None => return "-".to_owned(),
        Some(format) if format.ends_with("Letter") => "a",
        Some(format) if format.ends_with("Roman") => "i",
        Some(_) => "1",
    };
    let pattern = item.pattern.clone().unwrap_or_else(|| "%1.".to_owned());
    (1..=9).fold(pattern, |mark, level| mark.replace(&format!("%{level}"), number))
}
