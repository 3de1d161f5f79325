//! The two states of a file: all tracked changes rejected, or all accepted.

use super::WordFile;
use super::passage::{Form, Look, Passage, Piece, PieceKind, Place, State, Story};
use std::collections::BTreeMap;

/// A passage as it is in one state: nothing in it is tracked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub form: Form,
    /// Its words.
    pub pieces: Vec<PlainPiece>,
    /// The passages that it is made of, by their places in [`WordFile::passages`]: several where marks are missing.
    pub from: Vec<usize>,
}

/// Words of a plain passage that have everything in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainPiece {
    /// The words, as in [`Piece`].
    pub text: String,
    /// What it is.
    pub kind: PieceKind,
    /// Its emphasis.
    pub look: Look,
    /// Where a link leads.
    pub link: Option<String>,
    /// The comments whose range it is in.
    pub comments: Vec<String>,
}

impl Plain {
    /// Its words as they stand in the file, without descriptions of images and page numbers.
    pub fn text(&self) -> String {
        let counts = |piece: &&PlainPiece| !matches!(piece.kind, PieceKind::Image | PieceKind::PageNumber);
        self.pieces.iter().filter(counts).map(|piece| piece.text.as_str()).collect()
    }

    fn add(&mut self, at: usize, passage: &Passage, state: State) {
        self.from.push(at);
        for piece in passage.pieces.iter().filter(|piece| piece.track.is_in(state)) {
            let piece = PlainPiece::of(piece, state);
            match self.pieces.last_mut() {
                Some(last) if last.goes_on(&piece) => last.text.push_str(&piece.text),
                _ => self.pieces.push(piece),
            }
        }
    }
}

impl PlainPiece {
    fn of(piece: &Piece, state: State) -> Self {
        let look = match (&piece.was, state) {
            (Some((was, _)), State::Before) => *was,
            _ => piece.look,
        };
        Self {
            text: piece.text.clone(),
            kind: piece.kind.clone(),
            look,
            link: piece.link.clone(),
            comments: piece.comments.clone(),
        }
    }

    fn goes_on(&self, next: &Self) -> bool {
        self.kind == PieceKind::Words
            && (&self.kind, self.look, &self.link, &self.comments)
                == (&next.kind, next.look, &next.link, &next.comments)
    }
}

impl WordFile {
    /// The passages of a state, in the order of the file. A header or footer that several parts repeat is there once.
    ///
    /// A passage whose mark is missing in the state runs on into the next one of the same cell and takes its form;
    /// the last one of a cell, box or text keeps its own. Rows and cells that are missing are left out.
    pub fn state(&self, state: State) -> Vec<Plain> {
        let mut out = Vec::with_capacity(self.passages.len());
        // The unfinished passage of each text box, and of the text around them.
        let mut open: BTreeMap<Option<usize>, Plain> = BTreeMap::new();
        for (at, passage) in self.passages.iter().enumerate() {
            let is_there = |cell: &super::Cell| cell.row_track.is_in(state) && cell.cell_track.is_in(state);
            if !passage.place.cells.iter().all(is_there) {
                continue;
            }
            if passage.place.text_box.is_none() {
                let around = open.remove(&None);
                out.extend(std::mem::take(&mut open).into_values().filter(Plain::has_words));
                open.extend(around.map(|plain| (None, plain)));
            }
            let before = open.remove(&passage.place.text_box);
            let mut plain = match before {
                Some(before) if before.place.is_beside(&passage.place) => before,
                other => {
                    out.extend(other.filter(Plain::has_words));
                    Plain::default()
                }
            };
            plain.add(at, passage, state);
            plain.place.clone_from(&passage.place);
            plain.form = match (&passage.was, state) {
                (Some((was, _)), State::Before) => was.clone(),
                _ => passage.form.clone(),
            };
            if passage.mark.is_in(state) {
                out.push(plain);
            } else {
                open.insert(passage.place.text_box, plain);
            }
        }
        out.extend(open.into_values().filter(Plain::has_words));
        once(out)
    }
}

impl Plain {
    fn has_words(&self) -> bool {
        !self.pieces.is_empty()
    }
}

/// Leaves out headers and footers that say what an earlier one says: LibreOffice makes several of one.
fn once(passages: Vec<Plain>) -> Vec<Plain> {
    let kind = |story| match story {
        Story::Header(_) => 1,
        Story::Footer(_) => 2,
        _ => 0,
    };
    // The passages of each part, to be compared as a whole.
    let mut parts: Vec<Vec<Plain>> = Vec::new();
    for passage in passages {
        match parts.last_mut() {
            Some(part) if part[0].place.story == passage.place.story => part.push(passage),
            _ => parts.push(vec![passage]),
        }
    }
    let says = |part: &[Plain]| -> Vec<(String, Form)> {
        part.iter().map(|plain| (plain.text(), plain.form.clone())).collect()
    };
    let mut seen: Vec<(u8, Vec<(String, Form)>)> = Vec::new();
    let mut out = Vec::new();
    for part in parts {
        let of = kind(part[0].place.story);
        if of > 0 {
            let said = (of, says(&part));
            if seen.contains(&said) {
                continue;
            }
            seen.push(said);
        }
        out.extend(part);
    }
    out
}
