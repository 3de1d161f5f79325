//! The pages of the preview: what is known, put into the templates of the folder `preview`.
//!
//! Those belong to the program, not to the house style. Parts of a page that change by themselves can be had alone.

use super::letter_page::LetterPage;
use super::row::{Index, Row};
use crate::base::Rule;
use crate::check::explain::capital;
use include_dir::{Dir, include_dir};
use serde::Serialize;
use serde_json::json;
use tera::{Context, Error, Kwargs, State, Tera, TeraResult};

/// The media types of files that pages ask for, by their endings.
const TYPES: [(&str, &str); 3] = [
    (".css", "text/css; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".svg", "image/svg+xml"),
];

/// A file that pages ask for: its media type, and its text.
pub fn asset(name: &str) -> Option<(&'static str, &'static str)> {
    let (_, kind) = TYPES.iter().find(|(ending, _)| name.ends_with(ending))?;
    Some((kind, FILES.get_file(name)?.contents_utf8()?))
}

/// The templates, and the files that pages ask for.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/preview");

/// A part of a letter's page that changes by itself: the id of its element and its template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagePart {
    /// The id of the element that holds it.
    pub id: &'static str,
    template: &'static str,
}

impl PagePart {
    /// All parts of a letter's page.
    pub const ALL: [Self; 3] = [
        Self { id: "bar", template: "bar.html" },
        Self { id: "errors", template: "errors.html" },
        Self { id: "panel", template: "panel.html" },
    ];
}

/// The templates.
pub struct Pages {
    tera: Tera,
}

/// A message as HTML: what stands between backticks is code.
fn code(text: &str) -> TeraResult<String> {
    let mut html = Vec::with_capacity(text.len() + 16);
    let pieces: Vec<&str> = text.split('`').collect();
    let is_paired = pieces.len() % 2 == 1;
    for (at, piece) in pieces.iter().enumerate() {
        let tag: &[u8] = match at {
            0 => b"",
            _ if !is_paired => b"`",
            _ if at % 2 == 1 => b"<code>",
            _ => b"</code>",
        };
        html.extend_from_slice(tag);
        tera::escape_html(piece, &mut html).map_err(|error| Error::message(error.to_string()))?;
    }
    String::from_utf8(html).map_err(|error| Error::message(error.to_string()))
}

impl Pages {
    /// Reads them.
    ///
    /// # Errors
    /// A defect of a template.
    pub fn new() -> TeraResult<Self> {
        let mut tera = Tera::new();
        tera.register_filter("code", |text: &str, _: Kwargs, _: &State<'_>| code(text));
        let templates = FILES.files().filter(|file| file.path().extension().is_some_and(|e| e == "html"));
        tera.add_raw_templates(
            templates.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))),
        )?;
        Ok(Self { tera })
    }

    fn render(&self, template: &str, name: &'static str, what: &impl Serialize) -> TeraResult<String> {
        let mut facts = Context::new();
        facts.insert(name, what);
        self.tera.render(template, &facts)
    }

    /// The list of letters; `word` is what its page says with each change, where letters are changed in their pages.
    ///
    /// # Errors
    /// A defect of a template, as for all of these.
    pub fn index(&self, index: &Index, word: Option<&str>) -> TeraResult<String> {
        let mut facts = Context::new();
        facts.insert("index", index);
        facts.insert("word", &word);
        self.tera.render("index.html", &facts)
    }

    /// One row of it.
    ///
    /// # Errors
    /// See [`Pages::index`].
    pub fn row(&self, row: &Row, word: Option<&str>) -> TeraResult<String> {
        let mut facts = Context::new();
        facts.insert("row", row);
        facts.insert("word", &word);
        self.tera.render("row.html", &facts)
    }

    /// What is wrong with the house style, above the list.
    ///
    /// # Errors
    /// See [`Pages::index`].
    pub fn house(&self, index: &Index) -> TeraResult<String> {
        self.render("house.html", "index", index)
    }

    /// A letter.
    ///
    /// # Errors
    /// See [`Pages::index`].
    pub fn letter(&self, letter_page: &LetterPage) -> TeraResult<String> {
        self.render("letter.html", "sheet", letter_page)
    }

    /// A letter that is changed in its page; `word` is what that page says with each change, `base` tells which files it
    /// shows.
    ///
    /// # Errors
    /// See [`Pages::index`].
    pub fn edit(&self, letter_page: &LetterPage, word: &str, base: &str) -> TeraResult<String> {
        let mut facts = Context::new();
        facts.insert("sheet", letter_page);
        facts.insert("word", word);
        facts.insert("base", base);
        self.tera.render("edit.html", &facts)
    }

    /// A page of `letters edit` that asks for the rest by itself; `word` is what it says with what it sends.
    ///
    /// # Errors
    /// See [`Pages::index`].
    pub fn own(&self, template: &str, word: &str) -> TeraResult<String> {
        let mut facts = Context::new();
        facts.insert("word", word);
        self.tera.render(template, &facts)
    }

    /// A part of a letter's page.
    ///
    /// # Errors
    /// See [`Pages::index`].
    pub fn part(&self, part: PagePart, letter_page: &LetterPage) -> TeraResult<String> {
        self.render(part.template, "sheet", letter_page)
    }

    /// A page with a title and some sentences.
    ///
    /// # Errors
    /// See [`Pages::index`].
    pub fn note(&self, title: &str, sentences: &[impl Serialize]) -> TeraResult<String> {
        let facts = json!({ "title": title, "sentences": sentences });
        self.tera.render("note.html", &Context::from_serialize(&facts)?)
    }

    /// The page that asks for a folder: a new one at `proposal`, or one that is there. With what was wrong before.
    ///
    /// # Errors
    /// See [`Pages::index`].
    pub fn welcome(&self, proposal: Option<&str>, problems: &[String]) -> TeraResult<String> {
        let facts = json!({ "proposal": proposal, "problems": problems });
        self.tera.render("welcome.html", &Context::from_serialize(&facts)?)
    }

    /// The page that explains a rule.
    ///
    /// # Errors
    /// See [`Pages::index`].
    pub fn rule(&self, rule: &Rule) -> TeraResult<String> {
        let example = rule.example.as_ref();
        let rule = json!({
            "code": rule.code,
            "severity": rule.severity.as_str(),
            "summary": capital(rule.summary),
            "why": rule.why,
            "source": rule.source,
            "bad": example.map(|example| example.bad),
            "good": example.map(|example| example.good),
            "fix": rule.fix,
            "silence": rule.can_be_silenced(),
        });
        let facts = json!({ "title": rule["code"], "rule": rule });
        self.tera.render("note.html", &Context::from_serialize(&facts)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_make_code_and_nothing_else_makes_html() {
        assert_eq!(code("`a<b` is & `c`").expect("text"), "<code>a&lt;b</code> is &amp; <code>c</code>");
        assert_eq!(code("one ` alone").expect("text"), "one ` alone");
        assert_eq!(code("").expect("text"), "");
    }
}
