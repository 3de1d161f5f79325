//! The draft of a letter: its web page, with the words marked that changed since the preview began.

use super::marks::{self, Change};
use crate::base::{Format, Source};
use crate::project::archive::Archive;
use crate::project::register;
use crate::project::session::Session;
use crate::tools::edit::{Book, with_places};
use std::sync::Arc;

/// A letter's text and the house style it was read with: everything that its files follow from.
#[derive(Clone)]
pub struct Version {
    /// The letter.
    pub source: Arc<Source>,
    /// House style and directory.
    pub session: Arc<Session>,
}

impl Version {
    /// Whether both are one and the same.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.source, &other.source) && Arc::ptr_eq(&self.session, &other.session)
    }

    /// The letter's web page; `None` when it has errors. With a `book` it says where its words come from, unless it was
    /// published.
    fn page(&self, book: Option<&Book>) -> Option<String> {
        let Some(book) = book.filter(|_| !self.is_published()) else {
            return String::from_utf8(self.file(Format::Html)?.1).ok();
        };
        let letter = self.session.read(&self.source);
        let mut composition = self.session.compose(&letter);
        let (_, bytes) = self.session.files(&mut composition, &[Format::Html]).pop()?;
        Some(with_places(String::from_utf8(bytes).ok()?, &composition, book))
    }

    /// The web page of what the file says, also where other files of the letter were published.
    pub(super) fn composed(&self) -> Option<Vec<u8>> {
        let letter = self.session.read(&self.source);
        let (_, bytes) = self.session.files(&mut self.session.compose(&letter), &[Format::Html]).pop()?;
        Some(bytes)
    }

    fn is_published(&self) -> bool {
        let archive = Archive::of(self.session.letters());
        archive.is_there() && register::entry(&self.session, &self.source, &[]).published(&archive).is_some()
    }

    /// The file that a build would write, name and bytes: of an issued letter the one that was published. `None` when it
    /// has errors.
    pub fn file(&self, format: Format) -> Option<(String, Vec<u8>)> {
        let archive = Archive::of(self.session.letters());
        if archive.is_there()
            && let Some(published) = register::entry(&self.session, &self.source, &[]).published(&archive)
        {
            let is_it = |(of, name, bytes)| (of == format).then_some((name, bytes));
            return published.ok()?.into_iter().find_map(is_it);
        }
        let letter = self.session.read(&self.source);
        self.session.files(&mut self.session.compose(&letter), &[format]).pop()
    }
}

/// What a draft is made of.
#[derive(Clone)]
pub struct Recipe {
    /// What is shown.
    pub version: Version,
    /// What it is held against.
    pub first: Version,
    /// The words of that, where they were counted before.
    pub words: Option<Arc<Vec<String>>>,
    /// What is known of keys, where the draft says where its words come from.
    pub book: Option<Arc<Book>>,
}

/// A draft that can be shown.
pub struct Draft {
    /// What it shows.
    pub version: Version,
    /// What it is held against.
    pub first: Version,
    /// The page with marks.
    pub html: String,
    /// What is marked.
    pub changes: Vec<Change>,
    /// The words that it was held against.
    pub words: Arc<Vec<String>>,
}

impl Recipe {
    /// Makes it; `page` is the page of the version where that is there already.
    pub fn make(self, page: Option<String>) -> Option<Draft> {
        let page = page.or_else(|| self.version.page(self.book.as_deref()))?;
        let words = match self.words {
            Some(words) => words,
            None if self.version.is(&self.first) => Arc::new(marks::texts(&page)),
            None => Arc::new(marks::texts(&self.first.page(None)?)),
        };
        let marked = marks::mark(&page, &words);
        Some(Draft {
            version: self.version,
            first: self.first,
            html: marked.html,
            changes: marked.changes,
            words,
        })
    }
}

/// How marks look in a letter, whatever its house style.
const MARKS: &str = include_str!("../../../preview/marks.css");

/// A page to be shown in a frame whose style sheets need a nonce: they get it, and one with the look of marks is added.
pub fn framed(html: &str, nonce: &str) -> String {
    let head = html.find("</head>").unwrap_or(0);
    let styles = html[..head].replace("<style", &format!("<style nonce=\"{nonce}\""));
    format!("{styles}<style nonce=\"{nonce}\">\n{MARKS}</style>\n{}", &html[head..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_of_the_head_get_the_nonce() {
        let page = "<head><style>a{}</style>\n</head><body>the word &lt;style</body>";
        let shown = framed(page, "N");
        assert!(shown.starts_with("<head><style nonce=\"N\">a{}</style>\n<style nonce=\"N\">\n"), "{shown}");
        assert!(shown.ends_with("</style>\n</head><body>the word &lt;style</body>"), "{shown}");
        assert!(framed("no head", "N").ends_with("no head"));
    }
}
