//! The PDF writer: PDF/UA-1 and PDF/A-2a in one file.
//!
//! The only part that knows krilla: it draws what [`crate::export::layout`] yields and builds the tag
//! tree; it decides nothing about where things stand.

mod content;
mod draw;

mod repack;
mod structure;

use crate::base::plain::plain_words;
use crate::base::{Diagnostic, Language, Script};
use crate::document::Document;
use crate::document::theme::{Theme, Themes};
use crate::export::layout::coverage::Coverage;
use crate::export::layout::face::{FaceId, Faces, Load, ScriptLook};
use crate::export::layout::{self, Layout};
use crate::export::rules::{MISSING_FONT, PDF_STANDARD, UNREADABLE_FONT};
use chrono::Datelike;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::text::Font;
use std::sync::{Arc, OnceLock};

pub use crate::export::layout::face::FontBytes;

/// Gives the bytes of a font file by its name in the theme.
pub type FontFiles = Arc<dyn Fn(&str) -> Option<FontBytes> + Send + Sync>;

/// Writes documents in one theme; fonts are parsed once and shared between threads. The faces of
/// scripts that the house's own family does not have are read when a document first needs them.
pub struct Writer {
    themes: Themes,
    faces: Faces,
    fonts: Vec<OnceLock<Option<Font>>>,
    images: draw::Images,
    coverage: Coverage,
}

impl Writer {
    /// Takes the theme's faces.
    ///
    /// # Errors
    /// A font file of the house's own family is missing or is not a font.
    pub fn new(theme: &Theme, font: &FontFiles) -> Result<Self, Diagnostic> {
        let files = &theme.fonts.files;
        let names = [&files.regular, &files.bold, &files.italic, &files.bold_italic];
        let mut bytes = Vec::with_capacity(names.len());
        for name in names {
            bytes.push(font(name).ok_or_else(|| missing_font(name))?);
        }
        let mut faces = Faces::new(bytes)
            .map_err(|index| unreadable_font(names.get(index).map_or("", |name| name.as_str())))?;
        for script in Script::WITH_FACE {
            if let Some(fonts) = theme.fonts.of_script(script) {
                let look = ScriptLook { size: fonts.size, line: fonts.line };
                let [regular, bold] = [&fonts.regular, &fonts.bold].map(|name| later(font, name));
                faces = faces.with_script(script, look, regular, bold);
            }
        }
        let fonts = (0..faces.count()).map(|_| OnceLock::new()).collect();
        Ok(Self {
            themes: Themes::new(theme),
            faces,
            fonts,
            images: draw::Images::default(),
            coverage: Coverage::default(),
        })
    }

    /// Whether the theme's own fonts show every character of a document; `false` where only
    /// [`Writer::write`] can tell.
    pub fn shows(&self, document: &Document) -> bool {
        self.coverage.shows(&self.faces, document)
    }

    /// The file's bytes, the same for the same document.
    ///
    /// # Errors
    /// Text with a character that no face has, or a document that cannot meet the standards, or a name that the theme
    /// lacks.
    pub fn write(&self, document: &Document) -> Result<Vec<u8>, Diagnostic> {
        self.draw(document, &self.lay_out(document)?)
    }

    /// The same, with the sections whose last lines could be on a page of their own in Word.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn write_and_look(&self, document: &Document) -> Result<(Vec<u8>, Vec<usize>), Diagnostic> {
        let layout = self.lay_out(document)?;
        Ok((self.draw(document, &layout)?, layout.spilling))
    }

    /// The sections of a document whose last lines could be on a page of their own in Word.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn spilling(&self, document: &Document) -> Result<Vec<usize>, Diagnostic> {
        Ok(self.lay_out(document)?.spilling)
    }

    fn lay_out(&self, document: &Document) -> Result<Layout, Diagnostic> {
        let language = document.properties.language;
        let theme = self.themes.of(language);
        theme.covers(document)?;
        self.has_faces(theme, language)?;
        layout::layout(document, theme, &self.faces)
    }

    /// Whether the faces that a language is written in are there.
    fn has_faces(&self, theme: &Theme, language: Language) -> Result<(), Diagnostic> {
        let script = language.script();
        if !script.has_face() {
            return Ok(());
        }
        let Some(fonts) = theme.fonts.of_script(script) else {
            let (name, key) = (language.name(), format!("{script:?}").to_lowercase());
            return Err(MISSING_FONT
                .finding(format!("the theme has no font for letters in {name}"))
                .hint(format!("add `{key}:` under `fonts:` in theme.yaml, as in the built-in house style")));
        };
        for (bold, name) in [(false, &fonts.regular), (true, &fonts.bold)] {
            let id = FaceId::new(script.family(), bold, false);
            if self.faces.get(id).is_none() {
                return Err(if self.faces.is_there(id) { unreadable_font(name) } else { missing_font(name) });
            }
        }
        Ok(())
    }

    fn draw(&self, document: &Document, layout: &Layout) -> Result<Vec<u8>, Diagnostic> {
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|_| refused("its two standards do not fit together", BUG))?;
        // Repacking compresses the pages.
        let settings = SerializeSettings {
            configuration,
            compress_content_streams: false,
            ..SerializeSettings::default()
        };
        let mut pdf = krilla::Document::new_with(settings);
        pdf.set_metadata(metadata(document));
        let marks = draw::pages(&mut pdf, layout, &|face| self.font(face), &self.images)?;
        pdf.set_outline(structure::outline(&layout.outline));
        pdf.set_tag_tree(structure::tree(layout, marks, document.properties.language));
        let bytes = pdf.finish().map_err(|error| {
            // Its own words name the kind first.
            let said = format!("{error:?}");
            let kind = said.split('(').next().unwrap_or_default();
            let (why, help) = plain_words(include_str!("mistakes.txt"), kind, &[]);
            refused(&why, &help)
        })?;
        Ok(repack::repack(&bytes, document.properties.status.word()).unwrap_or(bytes))
    }

    fn font(&self, id: FaceId) -> Option<Font> {
        let slot = self.fonts.get(id.index())?;
        let load = || Font::new(self.faces.get(id)?.bytes.clone().into(), 0);
        slot.get_or_init(load).clone()
    }
}

fn later(font: &FontFiles, name: &str) -> Load {
    let (font, name) = (font.clone(), name.to_owned());
    Arc::new(move || font(&name))
}

fn missing_font(name: &str) -> Diagnostic {
    MISSING_FONT
        .finding(format!("the font `{name}` of the theme does not exist"))
        .hint("put the file into the folder `fonts`, or name another font under `fonts:` in theme.yaml")
}

fn unreadable_font(name: &str) -> Diagnostic {
    let problem = UNREADABLE_FONT.finding(format!("`{name}` is not a TrueType or OpenType font"));
    problem.hint("replace the file in the folder `fonts`, or name another font under `fonts:` in theme.yaml")
}

/// What to do where no letter and no house style is the cause.
const BUG: &str = "this is a bug in the program: report it, with the letter";

/// The document cannot be a PDF of the wanted kind.
fn refused(why: &str, help: &str) -> Diagnostic {
    PDF_STANDARD.finding(format!("the PDF would not meet PDF/UA-1 and PDF/A-2a: {why}")).hint(help)
}

fn metadata(document: &Document) -> Metadata {
    let properties = &document.properties;
    let part = |value: u32| u8::try_from(value).unwrap_or(1);
    let date = DateTime::new(u16::try_from(properties.date.year()).unwrap_or(0))
        .month(part(properties.date.month()))
        .day(part(properties.date.day()))
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    let direction = if properties.language.is_right_to_left() {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    };
    Metadata::new()
        .title(properties.title.clone())
        .description(properties.subject.clone())
        .authors(vec![properties.author.clone()])
        .keywords(properties.keywords.clone())
        .language(properties.language.tag().to_owned())
        .creator("collective-letters".to_owned())
        .creation_date(date)
        .document_id(format!("{} {}", properties.identifier, properties.language.code()))
        .text_direction(direction)
}
