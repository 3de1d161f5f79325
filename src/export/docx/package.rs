//! The ZIP file: same bytes on any machine and any day. Parts that all documents in a theme and a
//! language share are compressed once and copied.
//!
//! Knows parts and their content types, not what they say.

use super::names::Names;
use super::relations::Relations;
use super::xml::Xml;
use super::{properties, styles};
use crate::base::{Diagnostic, Language};
use crate::document::theme::Theme;
use crate::export::rules::DOCX_PACKAGE;
use std::io::{Cursor, Write as _};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Parts that all documents share, compressed.
pub(super) struct Common {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
}

/// The list of what each part is; Word wants it first.
pub(super) const CONTENT_TYPES: &str = "[Content_Types].xml";
pub(super) const CORE: &str = "docProps/core.xml";
pub(super) const DOCUMENT: &str = "word/document.xml";
pub(super) const NUMBERING: &str = "word/numbering.xml";
pub(super) const HEADER: &str = "word/header1.xml";
pub(super) const FIRST_HEADER: &str = "word/header2.xml";
pub(super) const FIRST_FOOTER: &str = "word/footer1.xml";
pub(super) const FOOTNOTES: &str = "word/footnotes.xml";
const ROOT: &str = "_rels/.rels";
const STYLES: &str = "word/styles.xml";
const FONTS: &str = "word/fontTable.xml";
const THEME: &str = "word/theme/theme1.xml";
const SETTINGS: &str = "word/settings.xml";
/// Stored under another name: settings of documents with footnotes.
const SETTINGS_WITH_FOOTNOTES: &str = "word/settings-footnotes.xml";

impl Common {
    /// Makes the parts.
    ///
    /// # Errors
    /// A name in the theme with a control character.
    pub(super) fn new(theme: &Theme, names: &Names, language: Language) -> Result<Self, Diagnostic> {
        let mut package = Package { level: Some(BEST), ..Package::new() };
        package.add(ROOT, &properties::fixed(include_str!("parts/rels.xml"))?)?;
        package.add(STYLES, &styles::write(theme, names, language)?)?;
        package.add(FONTS, &properties::font_table(theme)?)?;
        package.add(THEME, &properties::office_theme(theme)?)?;
        package.add(SETTINGS, &properties::settings(language, false)?)?;
        package.add(SETTINGS_WITH_FOOTNOTES, &properties::settings(language, true)?)?;
        let bytes: Arc<[u8]> = package.finish()?.into();
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        Ok(Self { archive })
    }
}

/// A file under construction.
pub(super) struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    /// How hard to look for repetitions, unless as hard as usual.
    level: Option<i64>,
}

/// For parts that are compressed once for many files.
const BEST: i64 = 9;

impl Package {
    /// An empty file.
    pub(super) fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::with_capacity(24_000))), level: None }
    }

    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, text: &str) -> Result<(), Diagnostic> {
        self.entry(name, text.as_bytes(), CompressionMethod::Deflated)
    }

    /// Adds a part and, if it has any, its relationships.
    pub(super) fn add_with_relations(
        &mut self,
        name: &str,
        text: &str,
        relations: &Relations,
    ) -> Result<(), Diagnostic> {
        self.add(name, text)?;
        if !relations.is_empty() {
            let file = name.rsplit('/').next().unwrap_or(name);
            self.add(&format!("word/_rels/{file}.rels"), &relations.write()?)?;
        }
        Ok(())
    }

    /// Adds a part under `word/` that is compressed already.
    pub(super) fn add_stored(&mut self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.entry(&format!("word/{name}"), bytes, CompressionMethod::Stored)
    }

    /// Adds the common parts as they were compressed.
    pub(super) fn add_common(&mut self, common: &Common, footnotes: bool) -> Result<(), Diagnostic> {
        let mut archive = common.archive.clone();
        let settings = if footnotes { SETTINGS_WITH_FOOTNOTES } else { SETTINGS };
        for (stored, name) in
            [(ROOT, ROOT), (STYLES, STYLES), (FONTS, FONTS), (THEME, THEME), (settings, SETTINGS)]
        {
            let copied = archive
                .index_for_name(stored)
                .ok_or(zip::result::ZipError::FileNotFound)
                .and_then(|at| archive.by_index_raw(at))
                .and_then(|part| self.zip.raw_copy_file_rename(part, name));
            copied.map_err(broken)?;
        }
        Ok(())
    }

    /// The bytes.
    pub(super) fn finish(self) -> Result<Vec<u8>, Diagnostic> {
        Ok(self.zip.finish().map_err(broken)?.into_inner())
    }

    fn entry(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), Diagnostic> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level(self.level.filter(|_| method == CompressionMethod::Deflated))
            .last_modified_time(DateTime::default())
            .system(System::Dos);
        self.zip.start_file(name, options).map_err(broken)?;
        self.zip.write_all(bytes).map_err(broken)
    }
}

/// The ZIP library failed, which it does not in memory.
fn broken<E>(_: E) -> Diagnostic {
    DOCX_PACKAGE.finding("the Word file cannot be packed").hint("shorten the letter, or use smaller images")
}

/// The part that says what each part is, and each ending. `is_there` says whether a file has that.
pub(super) fn content_types(is_there: impl Fn(&str) -> bool) -> Result<String, Diagnostic> {
    let mut xml = Xml::new(2500);
    for line in include_str!("parts/content-types.xml").lines() {
        let name = line.split('"').nth(1).unwrap_or_default();
        if is_there(name.trim_start_matches('/')) {
            xml.file(line, &[]);
        }
    }
    xml.finish()
}
