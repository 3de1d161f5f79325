//! The HTML writer: semantic parts for the page shell, and the theme as CSS.
//!
//! Knows the Document and the theme; knows nothing of Tera, Markdown or YAML. The parts hold no script
//! and ask for nothing from outside: images are data URIs, QR codes are inline SVG.

mod blocks;
mod css;
mod form;
mod inlines;
mod markup;
mod notes;
mod paint;
mod picture;
mod print;
mod table;

use crate::base::{Diagnostic, Language};
use crate::document::theme::{Theme, Themes};
use crate::document::{Document, Properties};
use markup::Markup;
use std::sync::OnceLock;

/// Writes documents in one theme; the style sheet of a language is made once.
pub struct Writer {
    themes: Themes,
    /// For each language, when its first page is written.
    sheets: [OnceLock<Sheets>; Language::ALL.len()],
}

/// The styles of pages in one language.
struct Sheets {
    sheet: css::Stylesheet,
    /// What pages with a form have besides.
    form_css: String,
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

impl Parts {
    /// The parts by the names that the shell gives them.
    pub fn named(&self) -> [(&'static str, &str); 6] {
        [
            ("lang", &self.lang),
            ("dir", &self.dir),
            ("title", &self.title),
            ("meta", &self.meta),
            ("css", &self.css),
            ("body", &self.body),
        ]
    }
}

impl Writer {
    /// Takes the theme; style sheets are made when they are first needed.
    pub fn new(theme: &Theme) -> Self {
        Self { themes: Themes::new(theme), sheets: Default::default() }
    }

    /// The parts of the page, the same for the same document.
    ///
    /// # Errors
    /// Text that no HTML can hold (control characters), a link that would run a script, or a name that the theme
    /// lacks.
    pub fn write(&self, document: &Document) -> Result<Parts, Diagnostic> {
        let properties = &document.properties;
        let mut title = Markup::default();
        title.text_plain(&properties.title);
        let theme = self.themes.of(properties.language);
        theme.covers(document)?;
        let make = || Sheets {
            sheet: css::Stylesheet::new(theme, properties.language),
            form_css: form::sheet(theme),
        };
        let Sheets { sheet, form_css } = self.sheets[properties.language.index()].get_or_init(make);
        let form_css = if document.has_form() { form_css } else { "" };
        let body = blocks::body(document, theme)?;
        let own = print::furniture(theme, document)?;
        let css = format!("{}{form_css}{own}", sheet.for_body(&body));
        Ok(Parts {
            lang: properties.language.tag().to_owned(),
            dir: direction(properties.language).to_owned(),
            title: title.finish()?,
            meta: meta(properties)?,
            css,
            body,
        })
    }
}

impl Writer {
    /// The blocks of a document alone, for a page or a message of somebody else: with neither style sheet nor foot.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn fragment(&self, document: &Document) -> Result<String, Diagnostic> {
        let theme = self.themes.of(document.properties.language);
        theme.covers(document)?;
        blocks::fragment(document, theme)
    }
}

/// The `dir` of a language.
fn direction(language: Language) -> &'static str {
    if language.is_right_to_left() { "rtl" } else { "ltr" }
}

/// What search engines and archives read: one `<meta>` a line.
fn meta(properties: &Properties) -> Result<String, Diagnostic> {
    let mut out = Markup::default();
    let date = properties.date.to_string();
    let keywords = properties.keywords.join(", ");
    let entries = [
        ("author", properties.author.as_str()),
        ("description", &properties.subject),
        ("keywords", &keywords),
        ("dcterms.date", &date),
        ("dcterms.identifier", &properties.identifier),
        ("status", properties.status.word()),
        ("generator", "collective-letters"),
    ];
    for (name, content) in entries.into_iter().filter(|(_, content)| !content.is_empty()) {
        out.start("meta", &[("name", name), ("content", content)]);
    }
    out.finish()
}
