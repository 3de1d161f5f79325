//! The Document: the finished letter as blocks and inlines, the border between templates and
//! writers.
//!
//! Templates never know a format; the writers know only this module and the [theme],
//! never YAML, Tera or Markdown. All text is final: dates are phrased, annexes lettered, pointers
//! resolved. U+00A0 in a text is a space, U+2011 a hyphen, at which a line must not break.

mod block;
mod form;
mod image;
mod inline;
pub mod rules;
pub mod theme;
pub mod typography;
pub(crate) mod widths;

pub use block::{
    Block, Cell, Column, Columns, Figure, Heading, List, ListItem, Paragraph, Picture, Row, Table,
};
pub use form::{Control, Field, Form, FormRow};
pub use image::{Image, ImageFormat, QrCode};
pub use inline::{Inline, Link, Marks, Target, plain_text};

use crate::base::Language;
use chrono::NaiveDate;

/// A whole letter, ready for any writer.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Document {
    /// Title, author and the like, for each format's own properties.
    pub properties: Properties,
    /// What stands under the page number on every page but the first (`TSB Collective letter 1/1`).
    pub running_header: Vec<Inline>,
    /// The lines at the foot of the first page.
    pub first_footer: Vec<Paragraph>,
    /// The letter itself, then its annexes. Each starts on a new page.
    pub sections: Vec<Section>,
    /// Footnotes in the order of their marks; [`Inline::Footnote`] holds an index into it.
    pub footnotes: Vec<Vec<Paragraph>>,
    /// What their marks are, for people who hear the page.
    pub footnote_names: FootnoteNames,
}

impl Document {
    /// The blocks of all sections in reading order, with those in lists, cells and columns.
    pub fn blocks(&self) -> Vec<&Block> {
        let mut all = Vec::new();
        self.sections.iter().for_each(|section| Block::collect(&section.blocks, &mut all));
        all
    }

    /// Whether a form stands anywhere in it.
    pub fn has_form(&self) -> bool {
        self.blocks().iter().any(|block| matches!(block, Block::Form(_)))
    }
}

/// What the marks of footnotes are, in words; [`FootnoteNames::NUMBER`] stands for the number.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct FootnoteNames {
    /// The mark in the text.
    pub mark: String,
    /// The mark at the note, which leads back.
    pub back: String,
}

impl FootnoteNames {
    /// Stands for the number of a note.
    pub const NUMBER: &str = "{number}";
}

/// What each format records about the whole document.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Properties {
    /// `TSB Collective letter 1/1: Virtual meeting of Study Group 1, 20-30 April 2021`.
    pub title: String,
    /// The subject line alone.
    pub subject: String,
    /// The signatory's office and name.
    pub author: String,
    /// Words to find it by: group, period, kind.
    pub keywords: Vec<String>,
    /// The language of the text.
    pub language: Language,
    /// The letter's date: the only date that a file may carry.
    pub date: NaiveDate,
    /// The document's number in the archive (`T17-SG1-COL-0001`): unique, for file identifiers.
    pub identifier: String,
    /// Draft or issued. What is issued never changes: no file can say that it was replaced later.
    pub status: Status,
    /// The mark at the head of every page (`DRAFT 2, 12 November 2026`): no text of the letter. None for no mark.
    pub draft: Option<String>,
}

/// How far a letter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It may still change.
    Draft,
    /// It was sent.
    Issued,
}

impl Status {
    /// The word in the properties of files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Issued => "issued",
        }
    }
}

/// A part of the letter that starts on a new page: the letter itself or an annex.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Section {
    /// Portrait or landscape.
    pub orientation: Orientation,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// How a section's pages lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On the long side.
    Landscape,
}
