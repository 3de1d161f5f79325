//! Whether the fonts can show a document: asked quickly, without laying it out.
//!
//! The answer is on the safe side: what it doubts, the layout decides.

use super::face::{FaceId, Faces};
use super::segment::shown;
use crate::base::Script;
use crate::document::typography::steers;
use crate::document::{Block, Control, Document, FormRow, Inline, Paragraph};
use std::sync::OnceLock;

/// Characters below this are looked up once for all documents: Latin, Greek, Cyrillic, punctuation.
const COMMON: usize = 0x2200;

/// What the theme's own family can show in every cut.
pub struct Coverage {
    /// Whether it can show a character, found when a document first has it.
    common: Vec<OnceLock<bool>>,
}

impl Default for Coverage {
    fn default() -> Self {
        Self { common: vec![OnceLock::new(); COMMON] }
    }
}

impl Coverage {
    /// Whether every character of a document is in all faces of the theme's family, or in those of its
    /// script.
    pub fn shows(&self, faces: &Faces, document: &Document) -> bool {
        let in_family = |c: char| match self.common.get(c as usize) {
            Some(known) => *known.get_or_init(|| in_all(faces, c)),
            None => in_all(faces, c),
        };
        let mut shown = true;
        each_text(document, &mut |text| {
            shown = shown && text.chars().all(|c| in_family(c) || in_script(faces, c));
        });
        shown
    }
}

fn in_script(faces: &Faces, c: char) -> bool {
    Script::of(c).is_some_and(|script| {
        [false, true]
            .iter()
            .all(|&bold| faces.get(FaceId::new(script.family(), bold, false)).is_some_and(|face| face.has(c)))
    })
}

/// A hyphen and a space stand for those that do not break; signs that only steer are never drawn.
fn in_all(faces: &Faces, c: char) -> bool {
    // Marks are not drawn.
    let Some(c) = shown(c).filter(|c| !steers(*c)) else { return true };
    let cuts = [(false, false), (true, false), (false, true), (true, true)];
    !c.is_control()
        && cuts
            .iter()
            .all(|&(bold, italic)| faces.get(FaceId::new(0, bold, italic)).is_some_and(|face| face.has(c)))
}

/// Calls `see` with every text that is drawn.
fn each_text(document: &Document, see: &mut impl FnMut(&str)) {
    inlines(&document.running_header, see);
    document.properties.draft.iter().for_each(|mark| see(mark));
    document.first_footer.iter().for_each(|p| paragraph(p, see));
    for block in document.blocks() {
        match block {
            Block::Form(form) => form.rows.iter().for_each(|row| form_row(row, see)),
            // Words about a picture are for those who hear the page.
            block => block.paragraph().into_iter().for_each(|p| paragraph(p, see)),
        }
    }
    document.footnotes.iter().flatten().for_each(|p| paragraph(p, see));
}

fn form_row(row: &FormRow, see: &mut impl FnMut(&str)) {
    match row {
        FormRow::Head(words) => inlines(words, see),
        FormRow::Field(field) => {
            field.heading().iter().filter_map(Block::paragraph).for_each(|p| paragraph(p, see));
            if let Control::Choice { options, .. } = &field.control {
                options.iter().for_each(|option| see(option));
            }
        }
    }
}

fn paragraph(p: &Paragraph, see: &mut impl FnMut(&str)) {
    inlines(&p.label, see);
    inlines(&p.content, see);
}

fn inlines(list: &[Inline], see: &mut impl FnMut(&str)) {
    for inline in list {
        match inline {
            Inline::Text(text, _) => see(text),
            Inline::Link(link) => inlines(&link.content, see),
            Inline::LineBreak | Inline::Footnote(_) => {}
        }
    }
}
