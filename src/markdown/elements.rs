//! The elements of the page: a small closed vocabulary, written as tags around Markdown.
//!
//! | element | attributes | holds |
//! |---|---|---|
//! | `<section/>` | `landscape` | begins a new page |
//! | `<columns>` | | `<column>` only: blocks side by side |
//! | `<column>` | `width` (per cent), `frame` | blocks |
//! | `<p>` | `style`, `label`, `id` | one paragraph |
//! | `<heading>` | `level`, `style`, `label`, `id`, `outline` | one paragraph |
//! | `<list>` | `numbering` | Markdown lists, numbered as the theme says |
//! | `<table>` | `style`, `summary`, `columns` (per cent), `header-rows` | `<row>` only |
//! | `<row>` | | `<cell>` only |
//! | `<cell>` | `header`, `style`, `columns`, `rows`, `shade` | blocks |
//! | `<figure/>` | `image`, `alt`, `width`, `height` (points), `style`, `link` | |
//! | `<qr/>` | `text`, `alt`, `width`, `style` | |
//! | `<group>` | | blocks; left out when it holds only headings |
//! | `<rule/>` | `style` | |

use super::attributes::{Tag, unescape};
use super::blocks::{self, Setting};
use super::origin::Rendered;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{
    Block, Cell, Column, Columns, Figure, Heading, Image, Inline, Marks, Orientation, Paragraph, Picture,
    QrCode, Row, Section, Table, plain_text,
};
use crate::theme::Theme;
use crate::yaml::nearest;
use std::sync::Arc;

/// Gives an image by its file name in the images folder.
pub type Pictures<'a> = &'a dyn Fn(&str) -> Result<Arc<Image>, String>;

/// What came out.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The letter and its annexes.
    pub sections: Vec<Section>,
    /// Footnotes in the order of their marks.
    pub footnotes: Vec<Vec<Paragraph>>,
}

/// Each element with its attributes.
const VOCABULARY: [(&str, &[&str]); 13] = [
    ("section", &["landscape"]),
    ("columns", &[]),
    ("column", &["width", "frame"]),
    ("p", &["style", "label", "id"]),
    ("heading", &["level", "style", "label", "id", "outline"]),
    ("list", &["numbering"]),
    ("table", &["style", "summary", "columns", "header-rows"]),
    ("row", &[]),
    ("cell", &["header", "style", "columns", "rows", "shade"]),
    ("figure", &["image", "alt", "width", "height", "style", "link"]),
    ("qr", &["text", "alt", "width", "style"]),
    ("group", &[]),
    ("rule", &["style"]),
];

/// Parses rendered Markdown. Every problem is reported with its place in the template or the letter.
pub fn parse(
    rendered: &Rendered,
    theme: &Theme,
    months: &[String],
    pictures: Pictures<'_>,
    problems: &mut Diagnostics,
) -> Parsed {
    let context = Context {
        rendered,
        theme,
        months,
        pictures,
        problems,
        footnotes: Vec::new(),
        pointers: Vec::new(),
        ids: Vec::new(),
    };
    let mut parser = Parser { at: 0, context, sections: Vec::new() };
    parser.document()
}

/// What all levels of the parser share.
pub struct Context<'a> {
    rendered: &'a Rendered,
    /// Names of styles and numberings.
    pub theme: &'a Theme,
    /// The language's months, to keep dates together.
    pub months: &'a [String],
    pictures: Pictures<'a>,
    problems: &'a mut Diagnostics,
    footnotes: Vec<(String, Option<Vec<Paragraph>>, usize)>,
    pointers: Vec<(String, usize)>,
    ids: Vec<(String, usize)>,
}

impl Context<'_> {
    /// Reports a problem at a byte of the rendered text.
    pub fn report(&mut self, mut diagnostic: Diagnostic, offset: usize, label: &str) {
        if let Some(span) = self.rendered.span(offset) {
            diagnostic = diagnostic.at(&span, label);
        }
        self.problems.push(diagnostic);
    }

    /// Reports HTML that is not in the vocabulary.
    pub fn unknown_element(&mut self, html: &str, offset: usize) {
        let html = html.trim_start();
        let name: String =
            html.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        let names = VOCABULARY.map(|(n, _)| n);
        let (message, hint) = if names.contains(&name.as_str()) {
            (format!("the element <{name}> does not stand on a line of its own, or is not finished"), None)
        } else if name.is_empty() {
            (
                "this looks like HTML, which cannot stand in a letter".to_owned(),
                Some("write \\< for the sign itself".to_owned()),
            )
        } else {
            (
                format!("there is no element <{name}>"),
                Some(format!("possible: {}; write \\< for the sign itself", names.join(", "))),
            )
        };
        let label = nearest(&name, names)
            .filter(|n| *n != name)
            .map_or_else(|| "here".to_owned(), |n| format!("did you mean <{n}>?"));
        let mut diagnostic = Diagnostic::error("unknown-element", message);
        if let Some(hint) = hint {
            diagnostic = diagnostic.hint(hint);
        }
        self.report(diagnostic, offset, &label);
    }

    /// A style's name, reported when the theme has no such style.
    pub fn style(&mut self, name: &str, offset: usize) -> String {
        if !self.theme.styles.contains_key(name) {
            let label = nearest(name, self.theme.styles.keys().map(String::as_str))
                .map_or_else(|| "not in theme.yaml".to_owned(), |n| format!("did you mean `{n}`?"));
            self.report(
                Diagnostic::error("unknown-style", format!("the theme has no style `{name}`")),
                offset,
                &label,
            );
        }
        name.to_owned()
    }

    /// A numbering's name, reported when the theme has no such numbering.
    pub fn numbering(&mut self, name: &str, offset: usize) -> String {
        if !self.theme.numberings.contains_key(name) {
            let known: Vec<&str> = self.theme.numberings.keys().map(String::as_str).collect();
            let label = nearest(name, known.iter().copied())
                .map_or_else(|| "not in theme.yaml".to_owned(), |n| format!("did you mean `{n}`?"));
            let diagnostic =
                Diagnostic::error("unknown-numbering", format!("the theme has no numbering `{name}`"))
                    .hint(format!("possible: {}", known.join(", ")));
            self.report(diagnostic, offset, &label);
        }
        name.to_owned()
    }

    /// The number of a footnote by its name; a new one at its first mark.
    pub fn footnote(&mut self, name: &str, offset: usize) -> usize {
        if let Some(index) = self.footnotes.iter().position(|(n, ..)| n == name) {
            return index;
        }
        self.footnotes.push((name.to_owned(), None, offset));
        self.footnotes.len() - 1
    }

    /// The text of a footnote.
    pub fn define_footnote(&mut self, name: &str, paragraphs: Vec<Paragraph>) {
        let index = self.footnote(name, 0);
        self.footnotes[index].1 = Some(paragraphs);
    }

    /// Remembers where links lead, to see at the end whether they arrive.
    pub fn pointer(&mut self, url: &str, offset: usize) {
        if let Some(id) = url.strip_prefix('#') {
            self.pointers.push((id.to_owned(), offset));
        } else if !["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) {
            let diagnostic =
                Diagnostic::error("link", format!("`{url}` is not an address that a reader can follow"))
                    .hint("write the whole address, beginning with https:// or mailto:");
            self.report(diagnostic, offset, "in this link");
        }
    }

    fn finish(&mut self) -> Vec<Vec<Paragraph>> {
        for (id, offset) in std::mem::take(&mut self.pointers) {
            if !self.ids.iter().any(|(known, _)| *known == id) {
                let known: Vec<&str> = self.ids.iter().map(|(id, _)| id.as_str()).collect();
                let hint = format!("it can point at: {}", known.join(", "));
                self.report(
                    Diagnostic::error("dangling-pointer", format!("nothing in the letter is called `{id}`"))
                        .hint(hint),
                    offset,
                    "this pointer",
                );
            }
        }
        let mut out = Vec::new();
        for (name, paragraphs, offset) in std::mem::take(&mut self.footnotes) {
            if paragraphs.is_none() {
                self.report(
                    Diagnostic::error("footnote", format!("the footnote [^{name}] has no text"))
                        .hint(format!("add a line [^{name}]: with the text")),
                    offset,
                    "marked here",
                );
            }
            out.push(paragraphs.unwrap_or_default());
        }
        out
    }
}

struct Parser<'a> {
    at: usize,
    context: Context<'a>,
    sections: Vec<Section>,
}

impl<'a> Parser<'a> {
    fn text(&self) -> &'a str {
        &self.context.rendered.text
    }

    fn document(&mut self) -> Parsed {
        let mut section = Section { orientation: Orientation::Portrait, blocks: Vec::new() };
        loop {
            let style = if self.sections.is_empty() { "Text" } else { "Item" };
            let setting = Setting { style: style.to_owned(), numbering: None };
            match self.blocks(&setting, None, &mut section.blocks) {
                Some(next) => {
                    let done =
                        std::mem::replace(&mut section, Section { orientation: next, blocks: Vec::new() });
                    self.sections.push(done);
                }
                None => break,
            }
        }
        self.sections.push(section);
        let footnotes = self.context.finish();
        Parsed { sections: std::mem::take(&mut self.sections), footnotes }
    }

    /// Reads blocks up to `</until>` or the end. A `<section/>` at the top level ends them too and is returned.
    fn blocks(
        &mut self,
        setting: &Setting,
        until: Option<(&str, usize)>,
        out: &mut Vec<Block>,
    ) -> Option<Orientation> {
        loop {
            let rest = &self.text()[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            if rest.is_empty() {
                if let Some((name, opened)) = until {
                    self.context.report(
                        Diagnostic::error("unclosed-element", format!("<{name}> is not closed"))
                            .hint(format!("add </{name}>")),
                        opened,
                        "opened here",
                    );
                }
                return None;
            }
            let tag = Tag::read(rest).filter(|t| VOCABULARY.iter().any(|(name, _)| *name == t.name));
            let Some(tag) = tag else {
                self.markdown(setting, until.map(|(name, _)| name), out);
                continue;
            };
            let start = self.at;
            self.at += tag.length;
            if tag.closing {
                if until.is_some_and(|(name, _)| name == tag.name) {
                    return None;
                }
                self.context.report(
                    Diagnostic::error(
                        "unclosed-element",
                        format!("</{}> closes nothing that is open", tag.name),
                    ),
                    start,
                    "here",
                );
                continue;
            }
            self.known_attributes(&tag, start);
            match tag.name {
                "section" if until.is_none() => {
                    let landscape = attribute(&tag, "landscape").is_some_and(|v| v == "yes");
                    return Some(if landscape { Orientation::Landscape } else { Orientation::Portrait });
                }
                "p" | "heading" => {
                    let block = self.paragraph(&tag, start, setting);
                    out.extend(block);
                }
                "rule" => {
                    let style = self
                        .context
                        .style(&attribute(&tag, "style").unwrap_or_else(|| "ClosingRule".to_owned()), start);
                    out.push(Block::Rule { style });
                }
                "figure" | "qr" => {
                    let figure = self.figure(&tag, start);
                    out.extend(figure.map(Block::Figure));
                }
                "group" => {
                    let mut blocks = Vec::new();
                    self.blocks(setting, Some(("group", start)), &mut blocks);
                    if blocks.iter().any(|b| !matches!(b, Block::Heading(_))) {
                        out.append(&mut blocks);
                    }
                }
                "list" => {
                    let numbering = attribute(&tag, "numbering").map(|n| self.context.numbering(&n, start));
                    self.blocks(&Setting { numbering, ..setting.clone() }, Some(("list", start)), out);
                }
                "columns" => {
                    let columns = self.columns(start, setting);
                    out.push(columns);
                }
                "table" => {
                    let table = self.table(&tag, start);
                    out.push(table);
                }
                name => {
                    self.context.report(
                        Diagnostic::error("misplaced-element", format!("<{name}> cannot stand here")),
                        start,
                        "here",
                    );
                }
            }
        }
    }

    /// Plain Markdown up to the next line that begins with an element, or to the closing tag of the one it stands in.
    fn markdown(&mut self, setting: &Setting, inside: Option<&str>, out: &mut Vec<Block>) {
        let rest = &self.text()[self.at..];
        let closing = inside.map(|name| format!("</{name}>"));
        let mut end = rest.len();
        if let Some(at) = closing.as_deref().and_then(|c| rest.find(c)) {
            end = at;
        }
        // The first line is Markdown in any case, or nothing would ever be read.
        for (newline, _) in rest[..end].match_indices('\n') {
            let line = rest[newline + 1..].trim_start_matches([' ', '\t']);
            if Tag::read(line).is_some_and(|t| VOCABULARY.iter().any(|(name, _)| *name == t.name)) {
                end = newline + 1;
                break;
            }
        }
        let base = self.at;
        self.at += end.max(1).min(rest.len());
        blocks::parse(&rest[..end], base, setting, &mut self.context, out);
    }

    /// The text between `<name …>` and `</name>`, and where it begins.
    fn inner(&mut self, tag: &Tag<'_>, start: usize) -> Option<(&'a str, usize)> {
        let rest = &self.text()[self.at..];
        let closing = format!("</{}>", tag.name);
        match rest.find(&closing) {
            Some(end) => {
                let base = self.at;
                self.at += end + closing.len();
                Some((&rest[..end], base))
            }
            None => {
                self.context.report(
                    Diagnostic::error("unclosed-element", format!("<{}> is not closed", tag.name))
                        .hint(format!("add {closing}")),
                    start,
                    "opened here",
                );
                None
            }
        }
    }

    fn paragraph(&mut self, tag: &Tag<'_>, start: usize, setting: &Setting) -> Option<Block> {
        let (text, base) = self.inner(tag, start)?;
        let style = attribute(tag, "style").unwrap_or_else(|| setting.style.clone());
        let style = self.context.style(&style, start);
        let mut blocks = Vec::new();
        let lead = text.len() - text.trim_start().len();
        blocks::parse(
            text.trim_start(),
            base + lead,
            &Setting { style: style.clone(), numbering: None },
            &mut self.context,
            &mut blocks,
        );
        let mut content = match blocks.as_slice() {
            [] => return None,
            [Block::Paragraph(_)] => match blocks.pop() {
                Some(Block::Paragraph(p)) => p.content,
                _ => return None,
            },
            _ => {
                self.context.report(
                    Diagnostic::error("markdown", format!("<{}> holds more than one paragraph of text", tag.name))
                        .hint("a number, a dash or a # at the start makes a list or a heading: put a backslash before it"),
                    start,
                    "here",
                );
                return None;
            }
        };
        let light = Marks { light: self.context.theme.style(&style).bold, ..Marks::default() };
        let label = attribute(tag, "label")
            .filter(|l| !l.is_empty())
            .map(|l| vec![Inline::Text(l, light)])
            .unwrap_or_default();
        let id = attribute(tag, "id").filter(|id| !id.is_empty());
        if let Some(id) = &id {
            if let Some((_, first)) = self.context.ids.iter().find(|(known, _)| known == id) {
                let mut diagnostic =
                    Diagnostic::error("duplicate-id", format!("two places are called `{id}`"));
                if let Some(span) = self.context.rendered.span(*first) {
                    diagnostic = diagnostic.note(&span, "the first");
                }
                self.context.report(diagnostic, start, "the second");
            }
            self.context.ids.push((id.clone(), start));
        }
        if tag.name == "p" {
            return Some(Block::Paragraph(Paragraph { style, label, content, id }));
        }
        let level = self.number(tag, "level", start, 2.0);
        let outline = attribute(tag, "outline")
            .unwrap_or_else(|| plain_text(&content).trim_end_matches(':').to_owned());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1-6")]
        let level = level.clamp(1.0, 6.0) as u8;
        content.shrink_to_fit();
        Some(Block::Heading(Heading { level, outline, paragraph: Paragraph { style, label, content, id } }))
    }

    fn columns(&mut self, start: usize, setting: &Setting) -> Block {
        let mut columns = Vec::new();
        self.children("columns", "column", start, |parser, tag, at| {
            let width = parser.number(tag, "width", at, 50.0) / 100.0;
            let frame = attribute(tag, "frame").is_some_and(|v| v == "yes");
            let mut blocks = Vec::new();
            parser.blocks(setting, Some(("column", at)), &mut blocks);
            columns.push(Column { width, frame, blocks });
        });
        Block::Columns(Columns { columns })
    }

    fn table(&mut self, tag: &Tag<'_>, start: usize) -> Block {
        let style = attribute(tag, "style").unwrap_or_else(|| "grid".to_owned());
        if !self.context.theme.tables.contains_key(&style) {
            self.context.report(
                Diagnostic::error("unknown-style", format!("the theme has no table style `{style}`")),
                start,
                "here",
            );
        }
        let widths = attribute(tag, "columns").unwrap_or_default();
        let columns: Vec<f32> = widths
            .split_whitespace()
            .filter_map(|w| w.trim_end_matches('%').parse().ok())
            .map(|w: f32| w / 100.0)
            .collect();
        let sum: f32 = columns.iter().sum();
        if columns.is_empty() || columns.len() != widths.split_whitespace().count() || sum > 1.001 {
            self.context.report(
                Diagnostic::error(
                    "table",
                    "a table needs the width of each of its columns in per cent, together at most 100",
                )
                .hint("for example columns=\"25 75\""),
                start,
                "this table",
            );
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of rows")]
        let header_rows = self.number(tag, "header-rows", start, 0.0).max(0.0) as usize;
        let summary = attribute(tag, "summary").unwrap_or_default();
        let mut rows = Vec::new();
        self.children("table", "row", start, |parser, _, at| {
            let mut cells = Vec::new();
            parser.children("row", "cell", at, |parser, tag, at| cells.push(parser.cell(tag, at)));
            rows.push(Row { cells });
        });
        self.check_grid(&rows, columns.len(), start);
        Block::Table(Table { style, summary, columns, header_rows, rows })
    }

    fn cell(&mut self, tag: &Tag<'_>, at: usize) -> Cell {
        let style = attribute(tag, "style").unwrap_or_else(|| "TableText".to_owned());
        let style = self.context.style(&style, at);
        let mut blocks = Vec::new();
        self.blocks(&Setting { style: style.clone(), numbering: None }, Some(("cell", at)), &mut blocks);
        if blocks.is_empty() {
            blocks.push(Block::Paragraph(Paragraph { style, ..Paragraph::default() }));
        }
        let shade = attribute(tag, "shade").filter(|s| !s.is_empty());
        if let Some(shade) = shade.as_deref().filter(|s| !self.context.theme.shades.contains_key(*s)) {
            self.context.report(
                Diagnostic::error("unknown-style", format!("the theme has no shade `{shade}`")),
                at,
                "here",
            );
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small numbers")]
        let span = |parser: &mut Self, key| parser.number(tag, key, at, 1.0).max(1.0) as usize;
        Cell {
            blocks,
            row_header: attribute(tag, "header").is_some_and(|v| v == "row"),
            column_span: span(self, "columns"),
            row_span: span(self, "rows"),
            shade,
        }
    }

    /// Every row must fill the columns, counting cells that reach down from above.
    fn check_grid(&mut self, rows: &[Row], columns: usize, start: usize) {
        let mut reach = vec![0_usize; columns];
        for (number, row) in rows.iter().enumerate() {
            let mut filled = reach.iter().filter(|&&left| left > 0).count();
            let mut free: Vec<usize> = (0..columns).filter(|&c| reach[c] == 0).collect();
            for left in &mut reach {
                *left = left.saturating_sub(1);
            }
            for cell in &row.cells {
                filled += cell.column_span;
                let taken = cell.column_span.min(free.len());
                for column in free.drain(..taken) {
                    reach[column] = cell.row_span - 1;
                }
            }
            if filled != columns && columns > 0 {
                let message = format!("row {} of the table fills {filled} columns of {columns}", number + 1);
                self.context.report(Diagnostic::error("table", message), start, "this table");
            }
        }
    }

    /// Reads `<child>` elements up to `</parent>`; anything else between them is reported.
    fn children(
        &mut self,
        parent: &str,
        child: &str,
        start: usize,
        mut read: impl FnMut(&mut Self, &Tag<'_>, usize),
    ) {
        loop {
            let rest = &self.text()[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            if rest.is_empty() {
                self.context.report(
                    Diagnostic::error("unclosed-element", format!("<{parent}> is not closed"))
                        .hint(format!("add </{parent}>")),
                    start,
                    "opened here",
                );
                return;
            }
            let at = self.at;
            match Tag::read(rest) {
                Some(tag) if tag.closing && tag.name == parent => {
                    self.at += tag.length;
                    return;
                }
                Some(tag) if !tag.closing && tag.name == child => {
                    self.known_attributes(&tag, at);
                    self.at += tag.length;
                    if tag.empty {
                        continue;
                    }
                    read(self, &tag, at);
                }
                _ => {
                    self.context.report(
                        Diagnostic::error(
                            "misplaced-element",
                            format!("only <{child}> can stand in <{parent}>"),
                        ),
                        at,
                        "here",
                    );
                    // On to the next tag that fits, or to the end.
                    let skip = rest.char_indices().skip(1).find(|(i, _)| {
                        Tag::read(&rest[*i..])
                            .is_some_and(|t| t.name == child || (t.closing && t.name == parent))
                    });
                    self.at += skip.map_or(rest.len(), |(i, _)| i);
                }
            }
        }
    }

    fn figure(&mut self, tag: &Tag<'_>, start: usize) -> Option<Figure> {
        let style = attribute(tag, "style").unwrap_or_else(|| "Body".to_owned());
        let style = self.context.style(&style, start);
        let alt = attribute(tag, "alt").unwrap_or_default();
        if alt.trim().is_empty() {
            self.context.report(
                Diagnostic::error("alt-text", "a picture needs words for people who do not see it")
                    .hint("add alt=\"what it shows\""),
                start,
                "this picture",
            );
        }
        let width = attribute(tag, "width").map(|_| self.number(tag, "width", start, 72.0));
        let height = attribute(tag, "height").map(|_| self.number(tag, "height", start, 72.0));
        if tag.name == "qr" {
            let text = attribute(tag, "text").unwrap_or_default();
            let side = width.unwrap_or(72.0);
            return match QrCode::new(&text) {
                Ok(code) => Some(Figure {
                    style,
                    picture: Picture::Qr(Arc::new(code)),
                    alt,
                    width: side,
                    height: side,
                    link: Some(text),
                }),
                Err(why) => {
                    self.context.report(
                        Diagnostic::error("qr", format!("no QR code can hold this text: {why}")),
                        start,
                        "here",
                    );
                    None
                }
            };
        }
        let name = attribute(tag, "image").unwrap_or_default();
        match (self.context.pictures)(&name) {
            Ok(image) => {
                #[allow(clippy::cast_precision_loss, reason = "pixels of a picture")]
                let ratio = image.height as f32 / image.width.max(1) as f32;
                let (width, height) = match (width, height) {
                    (Some(w), Some(h)) => (w, h),
                    (Some(w), None) => (w, w * ratio),
                    (None, Some(h)) => (h / ratio.max(0.001), h),
                    (None, None) => (72.0, 72.0 * ratio),
                };
                Some(Figure {
                    style,
                    picture: Picture::Image(image),
                    alt,
                    width,
                    height,
                    link: attribute(tag, "link"),
                })
            }
            Err(why) => {
                self.context.report(Diagnostic::error("image", why), start, "this picture");
                None
            }
        }
    }

    fn number(&mut self, tag: &Tag<'_>, key: &str, start: usize, default: f32) -> f32 {
        let Some(text) = attribute(tag, key) else { return default };
        match text.trim_end_matches('%').parse::<f32>() {
            Ok(number) if number.is_finite() && number >= 0.0 => number,
            _ => {
                self.context.report(
                    Diagnostic::error("attribute", format!("{key}=\"{text}\" is not a number")),
                    start,
                    "here",
                );
                default
            }
        }
    }

    fn known_attributes(&mut self, tag: &Tag<'_>, start: usize) {
        let Some((_, known)) = VOCABULARY.iter().find(|(name, _)| *name == tag.name) else { return };
        for (key, _) in tag.attributes.iter().filter(|(key, _)| !known.contains(key)) {
            let label = nearest(key, known.iter().copied())
                .map_or_else(|| "here".to_owned(), |n| format!("did you mean `{n}`?"));
            let mut diagnostic =
                Diagnostic::error("attribute", format!("<{}> has no attribute `{key}`", tag.name));
            if !known.is_empty() {
                diagnostic = diagnostic.hint(format!("possible: {}", known.join(", ")));
            }
            self.context.report(diagnostic, start, &label);
        }
    }
}

fn attribute(tag: &Tag<'_>, key: &str) -> Option<String> {
    tag.attributes.iter().find(|(k, _)| *k == key).map(|(_, value)| unescape(value))
}
