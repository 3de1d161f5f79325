//! From a Document to files, and what the writers find in it.

use super::{Composition, SHELL, Session};
use crate::base::{Diagnostic, Diagnostics, Format, Source, Span};
use crate::check;
use crate::compose::templates::{self, HouseStyle, mistake};
use crate::document::{Block, Document, Figure, Image, Picture};
use crate::export::{docx, html, pdf};
use std::sync::{Arc, MutexGuard, PoisonError};

/// A file's name and bytes.
type NamedFile = (String, Vec<u8>);

/// So many images are remembered: emblem and signatures.
const MOST_IMAGES: usize = 8;

impl Session {
    /// Writes a Document in a format.
    ///
    /// # Errors
    /// What the writer cannot put into a file: a character without a glyph, a picture it cannot read.
    pub fn export(&self, format: Format, document: &Document) -> Result<Vec<u8>, Diagnostic> {
        match format {
            Format::Docx => self.docx.get_or_init(|| docx::Writer::new(&self.theme)).write(document),
            Format::Html => {
                let parts = self.html.get_or_init(|| html::Writer::new(&self.theme)).write(document)?;
                self.page(&parts)
            }
            Format::Pdf => self.pdf()?.write(document),
        }
    }

    /// A Document as a part of a web page or a message of somebody else.
    ///
    /// # Errors
    /// As [`Session::export`].
    pub fn fragment(&self, document: &Document) -> Result<String, Diagnostic> {
        self.html.get_or_init(|| html::Writer::new(&self.theme)).fragment(document)
    }

    /// The names and bytes of a letter's files in the formats; none of them where there is an error, which is
    /// reported in the composition, as is what its pages look like in Word.
    pub fn files(&self, composition: &mut Composition<'_>, formats: &[Format]) -> Vec<(String, Vec<u8>)> {
        let (files, spilling) = self.write(composition, formats);
        if !files.is_empty() && formats.contains(&Format::Docx) {
            self.look_at_pages(composition, spilling);
        }
        files
    }

    /// The files, and where the PDF was among them, the sections of which the last lines could be on a page of their own.
    fn write(
        &self,
        composition: &mut Composition<'_>,
        formats: &[Format],
    ) -> (Vec<NamedFile>, Option<Vec<usize>>) {
        let (mut files, mut failed, mut spilling) = (Vec::new(), Vec::new(), None);
        if let (Some(document), Some(name)) = (composition.document(), composition.name()) {
            for &format in formats {
                let made = match format {
                    Format::Pdf => self.pdf().and_then(|writer| writer.write_and_look(document)).map(
                        |(bytes, sections)| {
                            spilling = Some(sections);
                            bytes
                        },
                    ),
                    _ => self.export(format, document),
                };
                match made {
                    Ok(bytes) => files.push((format.file_name(name, document.properties.language), bytes)),
                    Err(problem) => failed.push(point_at_letter(problem, &composition.letter.source)),
                }
            }
        }
        if !failed.is_empty() {
            files.clear();
            composition.findings.problems.extend(failed);
            composition.findings.only_what_matters();
        }
        (files, spilling)
    }

    /// Reports annexes whose last lines could be on a page of their own in Word. Only where files are made: a layout costs
    /// as much as all other rules together.
    fn look_at_pages(&self, composition: &mut Composition<'_>, spilling: Option<Vec<usize>>) {
        let letter = composition.letter;
        let lay_out = || composition.document().and_then(|document| self.pdf().ok()?.spilling(document).ok());
        let (Some(spilling), Some(resolved), Some(loaded)) =
            (spilling.or_else(lay_out), &composition.resolved, &letter.loaded)
        else {
            return;
        };
        let mut found = Diagnostics::new();
        check::pages(resolved, &letter.source, &spilling, &mut found);
        let silenced = check::silence_pages(&loaded.letter, loaded.original.is_none(), &mut found);
        composition.findings.silenced.extend(silenced);
        composition.findings.problems.extend(found.into_sorted());
    }

    /// Asks the writers where something in the letter could be new to them.
    pub(in crate::project) fn try_writers(&self, composition: &mut Composition<'_>) {
        let Some(document) = composition.document() else { return };
        let images = images(document).into_iter().filter(|image| !HouseStyle::is_built_in(image));
        let images: Vec<Arc<Image>> = images.cloned().collect();
        let shown = self.pdf().is_ok_and(|writer| writer.shows(document));
        if shown && images.iter().all(|image| self.sound_images().contains(image)) {
            return;
        }
        self.write(composition, &Format::ALL);
        if composition.document().is_some() {
            let mut known = self.sound_images();
            known.extend(images);
            let surplus = known.len().saturating_sub(MOST_IMAGES);
            known.drain(..surplus);
        }
    }

    fn sound_images(&self) -> MutexGuard<'_, Vec<Arc<Image>>> {
        self.images.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pdf(&self) -> Result<&pdf::Writer, Diagnostic> {
        let make = || {
            let house = self.house.clone();
            let font: pdf::FontFiles = Arc::new(move |name| {
                let bytes = house.bytes(&format!("fonts/{name}")).ok()?;
                Some(Arc::new(bytes) as pdf::FontBytes)
            });
            pdf::Writer::new(&self.theme, &font)
        };
        self.pdf.get_or_init(make).as_ref().map_err(Clone::clone)
    }

    /// Puts the parts of an HTML page into the shell.
    fn page(&self, parts: &html::Parts) -> Result<Vec<u8>, Diagnostic> {
        let mut facts = tera::Context::new();
        let mut bytes = 0;
        for (name, value) in parts.named() {
            bytes += value.len();
            facts.insert_value(name, tera::Value::safe_string(value));
        }
        let page = templates::page(&self.shell, SHELL, &facts, bytes);
        page.map(String::into_bytes).map_err(|error| {
            let problem = mistake(&error);
            Diagnostic { message: format!("{SHELL} cannot be used: {}", problem.message), ..problem }
        })
    }
}

/// The image files in a document.
pub(super) fn images(document: &Document) -> Vec<&Arc<Image>> {
    let blocks = document.blocks().into_iter();
    let images = blocks.filter_map(|block| match block {
        Block::Figure(Figure { picture: Picture::Image(image), .. }) => Some(image),
        _ => None,
    });
    images.collect()
}

/// A writer's problem has no place of its own: it is the letter's, where the first of the characters
/// stands that it is about.
fn point_at_letter(problem: Diagnostic, source: &Arc<Source>) -> Diagnostic {
    if problem.span.is_some() {
        return problem;
    }
    let found = source.text().char_indices().find(|(_, c)| problem.characters.contains(c));
    match found {
        Some((at, c)) => problem.at(&Span::new(source, at, at + c.len_utf8()), "here"),
        None => problem.at(&Span::file(source), "in this letter"),
    }
}
