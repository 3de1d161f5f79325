//! What stands inside a paragraph.

use crate::base::Language;

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Inline {
    /// Text with its marks. Never empty, no line ends.
    Text(String, Marks),
    /// A link around text.
    Link(Link),
    /// A forced line end inside the paragraph.
    LineBreak,
    /// The mark of a footnote: an index into [`Document::footnotes`](super::Document::footnotes).
    Footnote(usize),
}

impl Inline {
    /// Plain text without marks.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into(), Marks::default())
    }

    /// Bold text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Text(text.into(), Marks { strong: true, ..Marks::default() })
    }
}

/// How a text differs from its paragraph's style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// A bold run-in head at the start of a paragraph (theme style `RunInHead`).
    pub run_in_head: bool,
    /// Not bold although the paragraph's style is.
    pub light: bool,
    /// The language, where it differs from the document's.
    pub language: Option<Language>,
}

/// Text that leads somewhere.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Link {
    /// Where to.
    pub target: Target,
    /// What the link is, in words, for people who hear the page (`Study Group 1 web page`); PDF/UA wants one for every link.
    pub description: String,
    /// The visible text; holds no links.
    pub content: Vec<Inline>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Out: `https://…` or `mailto:…`.
    Url(String),
    /// In: the `id` of a [`Heading`](super::Heading) or [`Paragraph`](super::Paragraph).
    Bookmark(String),
}

/// The words of some inlines without marks; a line break becomes a space, a footnote mark nothing.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text, _) => out.push_str(text),
            Inline::Link(link) => out.push_str(&plain_text(&link.content)),
            Inline::LineBreak => out.push(' '),
            Inline::Footnote(_) => {}
        }
    }
    out
}
