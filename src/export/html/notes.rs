//! Footnotes: their marks in the text, and the notes at the end of the part that refers to them.

use super::blocks;
use super::markup::Markup;
use crate::document::{Document, FootnoteNames};

/// Which footnotes were marked, and which of them still wait to be written.
pub(super) struct Notes<'a> {
    document: &'a Document,
    marked: Vec<bool>,
    waiting: Vec<usize>,
}

impl<'a> Notes<'a> {
    /// None marked yet.
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, marked: vec![false; document.footnotes.len()], waiting: Vec::new() }
    }

    /// The raised number in the text; a note may be marked more than once, it leads back to the first.
    pub(super) fn mark(&mut self, out: &mut Markup, index: usize) {
        let Some(marked) = self.marked.get_mut(index) else { return };
        let first = !std::mem::replace(marked, true);
        if first {
            self.waiting.push(index);
        }
        let number = index + 1;
        let id = if first { format!("mark-{number}") } else { String::new() };
        let name = self.document.footnote_names.mark.replace(FootnoteNames::NUMBER, &number.to_string());
        // Isolated, the mark is no part of a number before it (8/5.1).
        let right_to_left = self.document.properties.language.is_right_to_left();
        out.raw(if right_to_left { "<sup dir=\"rtl\">" } else { "<sup>" });
        out.open(
            "a",
            &[
                ("class", "mark"),
                ("id", &id),
                ("href", &format!("#note-{number}")),
                ("role", "doc-noteref"),
                ("aria-label", &name),
            ],
        );
        out.raw(&format!("{number}</a></sup>"));
    }

    /// Writes the notes marked since the last call.
    pub(super) fn write_waiting(&mut self, out: &mut Markup) {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(&first) = waiting.first() else { return };
        let FootnoteNames { mark, back } = &self.document.footnote_names;
        let range = match waiting.as_slice() {
            [_] => (first + 1).to_string(),
            [.., last] => format!("{}–{}", first + 1, last + 1),
            [] => String::new(),
        };
        out.open(
            "section",
            &[
                ("class", "notes"),
                ("role", "doc-endnotes"),
                ("aria-label", &mark.replace(FootnoteNames::NUMBER, &range)),
            ],
        );
        out.raw("\n<ol class=\"list\">\n");
        for index in waiting {
            let number = (index + 1).to_string();
            out.open("li", &[("id", &format!("note-{number}")), ("value", &number)]);
            let name = back.replace(FootnoteNames::NUMBER, &number);
            let mut label = Markup::default();
            let href = format!("#mark-{number}");
            label.open("a", &[("href", &href), ("role", "doc-backlink"), ("aria-label", &name)]);
            label.raw(&format!("{number}</a>"));
            let label = label.finish().unwrap_or_else(|problem| {
                out.refuse(problem);
                String::new()
            });
            for (at, paragraph) in self.document.footnotes[index].iter().enumerate() {
                blocks::paragraph(out, "p", paragraph, "", if at == 0 { &label } else { "" }, self);
            }
            out.raw("</li>\n");
        }
        out.raw("</ol>\n</section>\n");
        // A note may itself hold the mark of another.
        self.write_waiting(out);
    }
}
