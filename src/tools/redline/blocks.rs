//! Paragraphs of one text, cell or note: which stay, come and go, and how that is written.

use super::align::{Step, align, pair_left_over};
use super::paragraph::{self, marked, properties, set_properties, without_section};
use super::pen::{IMAGE, Mark, Pen, Splices};
use super::shapes::Shapes;
use super::tree::{Aligned, New, Old, Paragraph, text};
use crate::tools::word::xml::child;
use crate::tools::word::{Form, Plain};

/// Writes the changes of one part of the new file.
pub(super) struct Writer<'t> {
    /// The text of the part.
    pub(super) whole: &'t str,
    pub(super) splices: Splices,
    pub(super) pen: &'t mut Pen,
    pub(super) shapes: &'t Shapes,
    /// Whether an image was deleted: the new file does not have it.
    pub(super) image_gone: bool,
}

/// A paragraph that stays (both), comes (the new one) or goes (the old one).
#[derive(Clone, Copy)]
struct Line<'o, 'a, 'i> {
    old: Option<&'o Plain>,
    new: Option<Paragraph<'a, 'i>>,
}

impl Line<'_, '_, '_> {
    fn mark(&self) -> Option<Mark> {
        match (self.old, self.new) {
            (Some(_), None) => Some(Mark::Deleted),
            (None, Some(_)) => Some(Mark::Inserted),
            _ => None,
        }
    }

    fn ends_section(&self) -> bool {
        let own = self.new.and_then(|new| child(new.node, "pPr"));
        own.is_some_and(|own| child(own, "sectPr").is_some())
    }
}

impl Writer<'_> {
    /// Writes what became of the blocks of a text; what is new at its end goes before the byte `end`.
    pub(super) fn blocks(&mut self, old: &[Old<'_>], new: &[New<'_, '_>], end: usize, in_cell: bool) {
        let (olds, news): (Vec<_>, Vec<_>) =
            (old.iter().map(Aligned::item).collect(), new.iter().map(Aligned::item).collect());
        let mut steps = align(&olds, &news);
        if in_cell {
            steps = pair_left_over(&olds, &news, steps);
        }
        // Where each block that is not in the new text goes: before the next one that is.
        let place = |from: usize| {
            let next = steps[from..].iter().find_map(|step| match step {
                Step::Both(_, at) | Step::New(at) => Some(start(&new[*at])),
                Step::Old(_) => None,
            });
            next.unwrap_or(end)
        };
        let mut lines: Vec<Line<'_, '_, '_>> = Vec::new();
        // Old paragraphs that still belong to the section that ended.
        let mut open = 0;
        for (number, step) in steps.iter().enumerate() {
            let (gone, come) = match *step {
                Step::Both(old_at, new_at) => (Some(&old[old_at]), Some(&new[new_at])),
                Step::Old(at) => (Some(&old[at]), None),
                Step::New(at) => (None, Some(&new[at])),
            };
            let line = match (gone, come) {
                (Some(Old::Paragraph(plain)), Some(New::Paragraph(new))) => {
                    Line { old: Some(plain), new: Some(*new) }
                }
                (Some(Old::Paragraph(plain)), None) => Line { old: Some(plain), new: None },
                (None, Some(New::Paragraph(new))) => Line { old: None, new: Some(*new) },
                (gone, come) => {
                    self.lines(&lines, place(number));
                    lines.clear();
                    self.table(gone, come, place(number));
                    continue;
                }
            };
            lines.push(line);
            if line.ends_section() {
                let was_end = line.old.is_some_and(|old| old.form.ends_section);
                open = if was_end { 0 } else { rest_of_section(&steps[number + 1..], old) };
            } else {
                match open {
                    0 => continue,
                    _ => open -= 1,
                }
            }
            if open == 0 {
                self.lines(&lines, place(number + 1));
                lines.clear();
            }
        }
        self.lines(&lines, end);
    }

    fn table(&mut self, gone: Option<&Old<'_>>, come: Option<&New<'_, '_>>, place: usize) {
        match (gone, come) {
            (Some(Old::Table(old)), Some(New::Table(node, new))) => self.rows(old, *node, new),
            (None, Some(New::Table(_, rows))) => rows.iter().for_each(|row| self.inserted_row(row)),
            (Some(Old::Table(rows)), None) => {
                let table = self.deleted_table(rows);
                self.splices.insert(place, table);
            }
            // Only blocks of one kind are aligned.
            _ => {}
        }
    }

    /// Writes paragraphs one below the other, up to a table or the end of a section or text; `end` is where that is.
    ///
    /// The mark at the end of the last one cannot come or go there. So where the last one does, those at the end have the
    /// mark of the next one each, and the last one stays: the words run on and are the same.
    fn lines(&mut self, lines: &[Line<'_, '_, '_>], end: usize) {
        let kept = lines.iter().rposition(|line| line.mark().is_none());
        let mut marks: Vec<Option<Mark>> = lines.iter().map(Line::mark).collect();
        let mut moved = None;
        if let Some(kept) = kept
            && kept + 1 < lines.len()
        {
            marks[kept..].rotate_left(1);
            // A deleted paragraph at the end is what the one before it was.
            if lines[lines.len() - 1].new.is_none() {
                moved = lines.iter().rposition(|line| line.new.is_some());
            }
        }
        for (number, (line, mark)) in lines.iter().zip(marks).enumerate() {
            let next = lines[number..].iter().find_map(|line| line.new);
            let Some(new) = line.new else {
                let Some(old) = line.old else { continue };
                let near = next.or(lines[..number].iter().rev().find_map(|line| line.new));
                let own = match moved.filter(|_| number + 1 == lines.len()).and_then(|at| lines[at].new) {
                    Some(carrier) => properties(carrier.node, self.whole).to_owned(),
                    None => self.shapes.properties(&old.form, near.map(|near| near.index)),
                };
                let xml = self.deleted_paragraph(old, &own, mark);
                let place = next.map_or(end, |next| next.node.range().start);
                self.splices.insert(place, xml);
                continue;
            };
            let mut own = properties(new.node, self.whole).to_owned();
            if moved == Some(number) {
                own = without_section(&own);
            }
            if let Some(mark) = mark {
                own = marked(&own, mark, self.pen);
            }
            if own != properties(new.node, self.whole) {
                set_properties(new.node, own, self.whole, &mut self.splices);
            }
            match line.old {
                Some(old) => {
                    let words = text(old);
                    let units = paragraph::units(new.node);
                    let images = |text: &str| text.matches(IMAGE).count();
                    self.image_gone |= images(&words) > images(&paragraph::text(&units));
                    paragraph::rewrite(new.node, &words, self.whole, self.pen, &mut self.splices);
                }
                None => paragraph::insert(new.node, self.whole, self.pen, &mut self.splices),
            }
        }
    }

    /// A deleted paragraph with these properties.
    pub(super) fn deleted_paragraph(&mut self, old: &Plain, own: &str, mark: Option<Mark>) -> String {
        self.image_gone |= text(old).contains(IMAGE);
        let own = mark.map_or_else(|| own.to_owned(), |mark| marked(own, mark, self.pen));
        let mut runs = String::new();
        for piece in &old.pieces {
            let words = text(&Plain { pieces: vec![piece.clone()], ..Plain::default() });
            runs += &self.pen.deleted(&words, &self.shapes.run(piece));
        }
        format!("<w:p>{own}{runs}</w:p>")
    }

    /// A deleted paragraph as it was.
    pub(super) fn gone(&mut self, old: &Plain, near: Option<usize>) -> String {
        let form = Form { ends_section: false, ..old.form.clone() };
        let own = self.shapes.properties(&form, near);
        self.deleted_paragraph(old, &own, Some(Mark::Deleted))
    }
}

/// How many of the next old paragraphs that are gone belong to the section that ended.
fn rest_of_section(steps: &[Step], old: &[Old<'_>]) -> usize {
    let mut count = 0;
    for (number, step) in steps.iter().enumerate() {
        match step {
            Step::Old(at) if matches!(&old[*at], Old::Paragraph(_)) => {
                if matches!(&old[*at], Old::Paragraph(plain) if plain.form.ends_section) {
                    count = number + 1;
                }
            }
            _ => break,
        }
    }
    count
}

fn start(block: &New<'_, '_>) -> usize {
    match block {
        New::Paragraph(paragraph) => paragraph.node.range().start,
        New::Table(node, _) => node.range().start,
    }
}
