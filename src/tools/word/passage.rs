//! What a Word file is made of: passages, and the pieces of each, with who changed what.

/// Who changed something, and when: as the file has it. The author is a display name; the date is local time.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct By {
    /// The author; empty if the file names nobody.
    pub author: String,
    /// The date, such as `2026-11-12T09:30:00Z`.
    pub date: Option<String>,
}

/// One of the two states of a file with tracked changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// All changes rejected.
    Before,
    /// All changes accepted.
    After,
}

/// A half of a move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// Who moved it.
    pub by: By,
    /// The name that both halves share. LibreOffice writes none.
    pub name: Option<String>,
}

/// What tracking says of a piece, of the mark at the end of a paragraph, of a row or of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Track {
    /// Nothing.
    #[default]
    Kept,
    /// It is new.
    Inserted(By),
    /// It goes.
    Deleted(By),
    /// It was here and moved away.
    MovedFrom(Move),
    /// It came here.
    MovedTo(Move),
    /// One put it in, and one struck it out again: it is in neither state.
    Both {
        /// Who put it in.
        inserted: By,
        /// Who struck it out.
        deleted: By,
    },
}

impl Track {
    /// Whether it is there in a state.
    pub fn is_in(&self, state: State) -> bool {
        match self {
            Self::Kept => true,
            Self::Inserted(_) | Self::MovedTo(_) => state == State::After,
            Self::Deleted(_) | Self::MovedFrom(_) => state == State::Before,
            Self::Both { .. } => false,
        }
    }

    /// Who changed it last.
    pub fn by(&self) -> Option<&By> {
        match self {
            Self::Kept => None,
            Self::Inserted(by) | Self::Deleted(by) | Self::Both { deleted: by, .. } => Some(by),
            Self::MovedFrom(from) | Self::MovedTo(from) => Some(&from.by),
        }
    }
}

/// Which text of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Story {
    /// The document itself.
    #[default]
    Body,
    /// A page header: the number of its part, from 1.
    Header(usize),
    /// A page footer: the number of its part, from 1.
    Footer(usize),
    /// A footnote, from 1.
    Footnote(usize),
    /// An endnote, from 1.
    Endnote(usize),
}

/// A cell that holds a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The table, counted through the file from 1.
    pub table: usize,
    /// The row, from 1, counted in the file: rows that are in one state only count too.
    pub row: usize,
    /// The first column of the grid that the cell is in, from 1.
    pub column: usize,
    /// What tracking says of the row.
    pub row_track: Track,
    /// What tracking says of the cell.
    pub cell_track: Track,
}

impl Cell {
    /// Whether it is the same cell.
    pub fn is(&self, other: &Self) -> bool {
        (self.table, self.row, self.column) == (other.table, other.row, other.column)
    }
}

/// Where a passage stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which text of the file.
    pub story: Story,
    /// The text box in it, counted through the file from 1.
    pub text_box: Option<usize>,
    /// The cells around it, from the outermost.
    pub cells: Vec<Cell>,
}

impl Place {
    /// Whether two passages are in the same text, box and cell.
    pub fn is_beside(&self, other: &Self) -> bool {
        (self.story, self.text_box, self.cells.len()) == (other.story, other.text_box, other.cells.len())
            && self.cells.iter().zip(&other.cells).all(|(one, two)| one.is(two))
    }
}

/// An item of a list or a numbered paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The identifier of its numbering. Programs number anew when they save: compare within one file only.
    pub numbering: String,
    /// How deep it is, from 0.
    pub level: u8,
    /// The kind of its numbers, if it is known: `decimal`, `bullet`, `lowerLetter`.
    pub format: Option<String>,
    /// How its number is written, if it is known: `%1.`
    pub pattern: Option<String>,
}

/// What a paragraph is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The name of its style, not the identifier; empty if it has none. Programs may change the case.
    pub style: String,
    /// Its level as a heading, from 1.
    pub heading: Option<u8>,
    /// Its numbering.
    pub item: Option<Item>,
    /// It stands in a frame.
    pub in_frame: bool,
    /// The last paragraph of a section: the page is turned after it.
    pub ends_section: bool,
}

/// Where words stand above or below the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// On the line.
    #[default]
    OnLine,
    /// Above it.
    Superscript,
    /// Below it.
    Subscript,
}

/// Emphasis, from the words themselves or their character style, not from the style of the paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// Bold, where said.
    pub bold: bool,
    /// Italic, where said.
    pub italic: bool,
    /// Underlined; a link is not, because all links are.
    pub underline: bool,
    /// Struck through by a person, not by tracking.
    pub strike: bool,
    /// Above or below the line.
    pub position: Position,
}

/// What a piece of a passage is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PieceKind {
    /// Words.
    #[default]
    Words,
    /// A tab.
    Tab,
    /// A line break within the paragraph.
    Break,
    /// A box, and whether it is ticked.
    Checkbox(bool),
    /// An image; its text is the description.
    Image,
    /// A page number, as Word computed it last: nobody's words.
    PageNumber,
    /// A reference to a footnote or an endnote.
    Note(Story),
}

/// Words of a passage that have everything in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The words. A hyphen that does not break is U+2011, a soft one U+00AD, a tab `\t`, a line break `\n`, a box `☐` or `☒`.
    pub text: String,
    /// What it is.
    pub kind: PieceKind,
    /// What tracking says of it.
    pub track: Track,
    /// Its emphasis.
    pub look: Look,
    /// The emphasis before a tracked change of format, and who changed it.
    pub was: Option<(Look, By)>,
    /// Where a link leads; a place in the file begins with `#`.
    pub link: Option<String>,
    /// The instruction of the innermost field that shows it, such as `REF annex_a \h`.
    pub field: Option<String>,
    /// The comments whose range it is in.
    pub comments: Vec<String>,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub form: Form,
    /// What it was before a tracked change of its format, and who changed it.
    pub was: Option<(Form, By)>,
    /// What tracking says of its end.
    pub mark: Track,
    /// Its words.
    pub pieces: Vec<Piece>,
}

impl Passage {
    /// All its words, those of both states.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}
