//! The DOCX writer: what an expert in Word would have made, so that staff can go on editing.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::theme::Theme;

/// Writes documents in one theme; parts that do not change are made once.
pub struct Writer {
    theme: Theme,
}

impl Writer {
    /// Prepares what all documents share.
    pub fn new(theme: &Theme) -> Self {
        Self { theme: theme.clone() }
    }

    /// The file's bytes, the same for the same document.
    ///
    /// # Errors
    /// Text that no DOCX can hold (control characters), or an image that cannot be read.
    pub fn write(&self, document: &Document) -> Result<Vec<u8>, Diagnostic> {
        let _ = (&self.theme, document);
        Ok(Vec::new())
    }
}
