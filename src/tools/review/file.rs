//! The passages of a Word file that came back, in one of its two states, with who changed what.

use super::passage::{Cell, Kind, Passage};
use super::words::{By, Look, Run};
use crate::tools::word::{self, Form, PieceKind, Place, State, Story, WordFile};
use std::sync::Arc;

/// The passages of a state that have words.
pub fn passages(file: &WordFile, state: State) -> Vec<Passage> {
    with_places(file, state).into_iter().map(|(passage, _)| passage).collect()
}

/// The same, each with the numbers of the passages of the file that it is made of. The description of an image is a passage.
pub fn with_places(file: &WordFile, state: State) -> Vec<(Passage, Vec<usize>)> {
    let mut out = Vec::new();
    for plain in file.state(state) {
        let pieces = plain.from.iter().flat_map(|at| &file.passages[*at].pieces);
        let pieces: Vec<&word::Piece> = pieces.filter(|piece| piece.track.is_in(state)).collect();
        // A box that is not ticked says nothing.
        let counts = |piece: &&&word::Piece| {
            !matches!(piece.kind, PieceKind::Image | PieceKind::PageNumber | PieceKind::Checkbox(false))
        };
        let runs: Vec<Run> = pieces.iter().filter(counts).map(|piece| run(piece, state)).collect();
        let (kind, cell) = (kind(&plain.form), cell(&plain.place));
        let was = plain.from.last().and_then(|at| Some(&file.passages[*at].was.as_ref()?.1));
        let by = was.or_else(|| plain.from.iter().find_map(|at| file.passages[*at].mark.by()));
        let by = by.map(|by| Arc::new(who(by)));
        let own = Passage::new(story(&plain.place), kind, cell, &runs);
        let own = own.map(|own| Passage { style: plain.form.style.clone(), by, ..own });
        out.extend(own.map(|own| (own, plain.from.clone())));
        let images = pieces.iter().filter(|piece| piece.kind == PieceKind::Image);
        let images =
            images.filter_map(|piece| Passage::new("image", Kind::Paragraph, None, &[run(piece, state)]));
        out.extend(images.map(|image| (image, plain.from.clone())));
    }
    out
}

fn run(piece: &word::Piece, state: State) -> Run {
    let look = match (&piece.was, state) {
        (Some((was, _)), State::Before) => *was,
        _ => piece.look,
    };
    let by = piece.track.by().or_else(|| piece.was.as_ref().map(|(_, by)| by));
    // What a note or a field holds is no word of the passage.
    let text = if matches!(piece.kind, PieceKind::Note(_)) { String::new() } else { piece.text.clone() };
    Run {
        text,
        look: Look { bold: look.bold, italic: look.italic, link: piece.link.as_deref().map(Arc::from) },
        by: by.map(who).map(Arc::new),
    }
}

/// Who made a change, and on which day.
pub fn who(by: &word::By) -> By {
    let date = by.date.as_deref().unwrap_or_default();
    By { author: by.author.clone(), date: date.get(..10).unwrap_or(date).to_owned() }
}

pub(in crate::tools) fn story(place: &Place) -> &'static str {
    match (place.story, place.text_box) {
        (_, Some(_)) => "text box",
        (Story::Body, None) => "",
        (Story::Header(_), None) => "page header",
        (Story::Footer(_), None) => "page footer",
        (Story::Footnote(_), None) => "footnote",
        (Story::Endnote(_), None) => "endnote",
    }
}

pub(in crate::tools) fn kind(form: &Form) -> Kind {
    match (form.heading, &form.item) {
        (Some(level), _) => Kind::Heading(level),
        (None, Some(item)) => Kind::Item(item.level),
        (None, None) => Kind::Paragraph,
    }
}

pub(in crate::tools) fn cell(place: &Place) -> Option<Cell> {
    let cell = place.cells.last()?;
    Some(Cell { table: cell.table, row: cell.row, column: cell.column })
}
