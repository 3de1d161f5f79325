//! What all parts of the parser share: the rendered text, the names of the theme, problems,
//! footnotes, and where pointers lead.

use super::elements::Pictures;
use super::prose::ProseBlock;
use crate::base::text::{did_you_mean, nearest};
use crate::base::unusable::{is_invisible, refused};
use crate::base::{Diagnostic, Diagnostics, Reported};
use crate::compose::markdown::rules::{
    DANGLING_POINTER, DUPLICATE_ID, FOOTNOTE, FOOTNOTE_WITHOUT_MARK, LETTER_LENGTH, LINK, TABLE,
    UNKNOWN_ELEMENT, UNKNOWN_NUMBERING,
};
use crate::compose::origin::Rendered;
use crate::document::Paragraph;
use crate::document::theme::rules::UNKNOWN_STYLE;
use crate::document::theme::{NumberingName, StyleName, Theme};
use crate::document::typography::Conventions;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Each element with its attributes.
pub const VOCABULARY: [(&str, &[&str]); 17] = [
    ("section", &["landscape"]),
    ("columns", &[]),
    ("column", &["width", "frame", "style"]),
    ("p", &["style", "label", "id"]),
    ("heading", &["level", "style", "label", "id", "outline"]),
    ("list", &["numbering"]),
    ("table", &["style", "summary", "columns", "header-rows"]),
    ("row", &[]),
    ("cell", &["header", "style", "columns", "rows", "shade"]),
    ("figure", &["image", "alt", "width", "height", "fit", "style", "link"]),
    ("qr", &["text", "alt", "width", "style"]),
    ("form", &["id", "summary"]),
    ("field", &["id", "kind", "label", "hint", "required", "purpose", "rows", "options"]),
    ("fieldhead", &["label"]),
    ("numbered", &["style"]),
    ("group", &[]),
    ("rule", &["style"]),
];

/// The most paragraphs, items and cells of a letter: more than 400 pages.
const MOST_TEXTS: usize = 20_000;

/// The most columns of a table that Word shows.
const MOST_COLUMNS: usize = 63;

/// Shared by all levels of the parser.
pub struct Context<'a> {
    pub(super) rendered: &'a Rendered,
    /// Names of styles and numberings.
    pub theme: &'a Theme,
    /// How the language sets text, to keep dates together.
    pub conventions: Conventions<'a>,
    /// What a link to an e-mail address is, with [`super::inlines::ADDRESS`] in it.
    pub(super) e_mail_to: &'a str,
    pub(super) pictures: Pictures<'a>,
    pub(super) problems: &'a mut Diagnostics,
    pub(super) footnotes: Vec<(String, Option<Vec<Paragraph>>, Range<usize>)>,
    /// Names of footnotes that a mark points to.
    pub(super) marked: BTreeSet<String>,
    pub(super) pointers: Vec<(String, Range<usize>)>,
    /// Names of unknown elements that were reported where they begin.
    pub(super) unknown: BTreeSet<String>,
    /// Places that pointers may lead to.
    pub(super) ids: Vec<(String, usize)>,
    /// All names of the page: those of places and those of a form's controls.
    pub(super) claimed: Vec<(String, usize)>,
    /// The levels that the last heading and those above it were written with.
    pub(super) headings: Vec<u8>,
    /// The same text as plain words.
    pub(super) prose: Vec<ProseBlock>,
    /// The descriptions of pictures, tables and forms.
    pub(super) descriptions: Vec<ProseBlock>,
    /// The number of the present section.
    pub(super) section: usize,
    /// How many paragraphs, items and cells there are.
    pub(super) texts: usize,
}

impl Context<'_> {
    /// Reports a problem at a byte of the rendered text, and what follows it on its line.
    pub fn report(&mut self, diagnostic: Diagnostic, offset: usize, label: &str) -> Reported {
        self.report_at(diagnostic, &(offset..offset), label)
    }

    /// Reports a problem with some bytes of the rendered text.
    pub fn report_at(&mut self, mut diagnostic: Diagnostic, at: &Range<usize>, label: &str) -> Reported {
        if let Some(span) = self.rendered.span(at) {
            diagnostic = diagnostic.at(&span, label);
        }
        self.problems.refuse(diagnostic)
    }

    /// Counts a paragraph, an item or a cell at a byte of the rendered text; whether there are too many, which is reported
    /// once.
    pub(super) fn is_full(&mut self, offset: usize) -> bool {
        self.texts += 1;
        if self.texts == MOST_TEXTS + 1 {
            let message = format!("the letter has more than {MOST_TEXTS} paragraphs, items and cells");
            let help = "put lists and tables of this length into a document of their own, and link to it";
            self.report(LETTER_LENGTH.finding(message).hint(help), offset, "here");
        }
        self.texts > MOST_TEXTS
    }

    /// Reports a table of more columns than Word shows.
    pub(super) fn check_columns(&mut self, columns: usize, offset: usize) {
        if columns > MOST_COLUMNS {
            let message = format!("a table has {columns} columns; Word shows at most {MOST_COLUMNS}");
            let help = "divide the table, or make rows of its columns";
            self.report(TABLE.finding(message).hint(help), offset, "this table");
        }
    }

    /// Reports HTML that is not in the vocabulary.
    pub fn unknown_element(&mut self, html: &str, at: &Range<usize>) {
        let html = html.trim_start();
        let name: String =
            html.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        let names = VOCABULARY.map(|(n, _)| n);
        // The end of an element needs no message beside that of its beginning.
        if html.starts_with("</") && self.unknown.contains(&name) {
            return;
        }
        self.unknown.insert(name.clone());
        let (message, hint) = if names.contains(&name.as_str()) {
            (
                format!("the element <{name}> is not on its own line, or is not complete"),
                "put each element on its own line, with its > and both quotation marks of each attribute"
                    .to_owned(),
            )
        } else if name.is_empty() {
            (
                "this looks like HTML, which is not possible in a letter".to_owned(),
                "to print the character <, write \\<".to_owned(),
            )
        } else if let Some(sign) = match name.as_str() {
            "b" | "strong" => Some("**"),
            "i" | "em" => Some("*"),
            _ => None,
        } {
            (format!("<{name}> is not possible in a letter"), format!("write {sign}words{sign}"))
        } else {
            (
                format!("<{name}> is not a known element"),
                format!("possible elements: {}; to print the character <, write \\<", names.join(", ")),
            )
        };
        let label = nearest(&name, names)
            .filter(|n| *n != name)
            .map_or_else(|| "here".to_owned(), |n| format!("did you mean <{n}>?"));
        let diagnostic = UNKNOWN_ELEMENT.finding(message).changed("element", &name).hint(hint);
        self.report_at(diagnostic, at, &label);
    }

    /// The level of a heading in the outline, 1 to 6. Levels never skip (PDF/UA-1 §7.4.2): what is
    /// written with more signs than the outline is deep keeps its look and comes one level deeper,
    /// and what is written with as many comes beside it.
    pub fn heading_level(&mut self, wished: u8) -> u8 {
        self.headings.retain(|above| *above < wished);
        self.headings.push(wished);
        u8::try_from(self.headings.len()).unwrap_or(6).min(6)
    }

    /// A style's name; when the theme has no such style, that is reported and `Body` stands in.
    pub fn style(&mut self, name: &str, offset: usize) -> String {
        self.named("style", name, &self.theme.styles, offset).unwrap_or(StyleName::Body.word()).to_owned()
    }

    /// A numbering's name, likewise.
    pub fn numbering(&mut self, name: &str, offset: usize) -> String {
        let found = self.named("numbering", name, &self.theme.numberings, offset);
        found.unwrap_or(NumberingName::Bullet.word()).to_owned()
    }

    /// A name of the theme; none when it is not one, which is reported with the nearest.
    pub fn named<'n, T>(
        &mut self,
        what: &str,
        name: &'n str,
        known: &BTreeMap<String, T>,
        offset: usize,
    ) -> Option<&'n str> {
        if known.contains_key(name) {
            return Some(name);
        }
        let known: Vec<&str> = known.keys().map(String::as_str).collect();
        let label = did_you_mean(name, known.iter().copied(), &format!("expected a {what} of theme.yaml"));
        let rule = if what == "numbering" { &UNKNOWN_NUMBERING } else { &UNKNOWN_STYLE };
        let mut problem = rule.finding(format!("the theme has no {what} `{name}`"));
        // There are too many styles to list.
        if what != "style" {
            problem = problem.hint(format!("possible numberings: {}", known.join(", ")));
        }
        self.report(problem.changed(what, name), offset, &label);
        None
    }

    /// Takes a name of the page; reported when another place has it.
    pub(super) fn claim(&mut self, id: &str, offset: usize) {
        if let Some((_, first)) = self.claimed.iter().find(|(known, _)| known == id) {
            let mut diagnostic = DUPLICATE_ID
                .finding(format!("two places have the name `{id}`"))
                .hint("give one of them another name, and correct the links to it");
            if let Some(span) = self.rendered.span(&(*first..*first)) {
                diagnostic = diagnostic.note(&span, "the first");
            }
            self.report(diagnostic, offset, "the second");
        }
        self.claimed.push((id.to_owned(), offset));
    }

    /// The number of a footnote by its name; a new one at its first mark.
    pub fn footnote(&mut self, name: &str, at: Range<usize>) -> usize {
        if let Some(index) = self.footnotes.iter().position(|(n, ..)| n == name) {
            return index;
        }
        self.footnotes.push((name.to_owned(), None, at));
        self.footnotes.len() - 1
    }

    /// The text of a footnote.
    pub fn define_footnote(&mut self, name: &str, paragraphs: Vec<Paragraph>, at: Range<usize>) {
        let index = self.footnote(name, at);
        self.footnotes[index].1 = Some(paragraphs);
    }

    /// Reports a character that no text may have, where Markdown makes one of several signs (`&#8238;`): those that are
    /// in a file as they are were reported when it was read.
    pub(super) fn check_characters(&mut self, text: &str, at: &Range<usize>) {
        if self.rendered.text.get(at.clone()).is_some_and(|written| written.starts_with('&'))
            && let Some(problem) = refused(text)
        {
            self.report_at(problem, at, "here");
        }
    }

    /// Remembers where links lead, to see at the end whether they arrive.
    pub fn pointer(&mut self, url: &str, at: Range<usize>) {
        if let Some(hidden) = url.chars().find(|&c| is_invisible(c)) {
            let problem = LINK
                .finding(format!(
                    "the address of this link contains U+{:04X}, which nobody sees",
                    u32::from(hidden)
                ))
                .hint("type the address again, or copy it from the browser");
            self.report_at(problem, &at, "in this link");
        } else if let Some(id) = url.strip_prefix('#') {
            self.pointers.push((id.to_owned(), at));
        } else if !["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) {
            let diagnostic = LINK
                .finding(format!("the link `{url}` is not a complete address"))
                .hint("write the complete address, starting with https:// or mailto:");
            self.report_at(diagnostic, &at, "in this link");
        }
    }

    /// Reports pointers and footnotes that lead nowhere; the footnotes' texts.
    pub(super) fn finish(&mut self) -> Vec<Vec<Paragraph>> {
        for (id, at) in std::mem::take(&mut self.pointers) {
            if !self.ids.iter().any(|(known, _)| *known == id) {
                let known: Vec<&str> = self.ids.iter().map(|(id, _)| id.as_str()).collect();
                let hint = format!("possible names: {}", known.join(", "));
                self.report_at(
                    DANGLING_POINTER.finding(format!("nothing in the letter has the name `{id}`")).hint(hint),
                    &at,
                    "this pointer",
                );
            }
        }
        let mut out = Vec::new();
        for (name, paragraphs, at) in std::mem::take(&mut self.footnotes) {
            if paragraphs.is_none() {
                self.report_at(
                    FOOTNOTE
                        .finding(format!("the footnote [^{name}] has no text"))
                        .hint(format!("add a line `[^{name}]: the text of the note`")),
                    &at,
                    "marked here",
                );
            }
            if !self.marked.contains(&name) {
                let problem =
                    FOOTNOTE_WITHOUT_MARK.finding(format!("nothing points to the footnote [^{name}]"));
                let problem =
                    problem.hint(format!("write `[^{name}]` after the words that the note is about"));
                let label = "expected a mark for it in the same text";
                self.problems.extend(self.rendered.span(&at).map(|span| problem.at(&span, label)));
            }
            out.push(paragraphs.unwrap_or_default());
        }
        out
    }
}
