//! The elements of the page: a small closed vocabulary, written as tags around Markdown.
//!
//! | element | attributes | holds |
//! |---|---|---|
//! | `<section/>` | `landscape` | begins a new page |
//! | `<columns>` | | `<column>` only: blocks side by side |
//! | `<column>` | `width` (per cent), `frame`, `style` (of its paragraphs) | blocks |
//! | `<p>` | `style`, `label`, `id` | one paragraph |
//! | `<heading>` | `level`, `style`, `label`, `id`, `outline` | one paragraph |
//! | `<list>` | `numbering` | Markdown lists, numbered as the theme says |
//! | `<table>` | `style`, `summary`, `columns` (per cent), `header-rows` | `<row>` only |
//! | `<row>` | | `<cell>` only |
//! | `<cell>` | `header`, `style`, `columns`, `rows`, `shade` | blocks |
//! | `<figure/>` | `image`, `alt`, `width`, `height` (points), `fit`, `style`, `link` | |
//! | `<qr/>` | `text`, `alt`, `width`, `style` | |
//! | `<form>` | `id`, `summary` | `<field/>` and `<fieldhead/>` only |
//! | `<field/>` | `id`, `kind`, `label`, `hint`, `required`, `purpose`, `rows`, `options` | |
//! | `<fieldhead/>` | `label` | |
//! | `<numbered>` | `style` (of its paragraphs) | blocks; paragraphs without another style are numbered |
//! | `<group>` | | blocks; left out when it holds only headings |
//! | `<rule/>` | `style` | |

use super::attributes::{Tag, attribute};
use super::blocks::{self, Setting};
use super::context::{Context, VOCABULARY};
use super::inlines::plain_pieces;
use super::prose::{ProseBlock, ProseKind};
use crate::base::text::did_you_mean;
use crate::base::{Diagnostic, Diagnostics, Reported};
use crate::compose::markdown::rules::{ATTRIBUTE, MISPLACED_ELEMENT, UNCLOSED_ELEMENT};
use crate::compose::origin::Rendered;
use crate::document::theme::{StyleName, Theme};
use crate::document::typography::Conventions;
use crate::document::{Block, Column, Columns, Image, Orientation, Paragraph, Section};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Gives an image by the name of its file, or a problem that has no place yet.
pub type Pictures<'a> = &'a dyn Fn(&str) -> Result<Arc<Image>, Diagnostic>;

/// What came out.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The letter and its annexes.
    pub sections: Vec<Section>,
    /// Footnotes in the order of their marks.
    pub footnotes: Vec<Vec<Paragraph>>,
    /// The same text as plain words, in reading order.
    pub prose: Vec<ProseBlock>,
    /// The descriptions of pictures, tables and forms as plain words.
    pub descriptions: Vec<ProseBlock>,
}

/// Parses rendered Markdown; `e_mail_to` says what a link to an e-mail address is, with `{address}` in it. Every problem is reported with its place in the template or the letter.
pub fn parse(
    rendered: &Rendered,
    theme: &Theme,
    conventions: Conventions<'_>,
    e_mail_to: &str,
    pictures: Pictures<'_>,
    problems: &mut Diagnostics,
) -> Parsed {
    let context = Context {
        rendered,
        theme,
        conventions,
        e_mail_to,
        pictures,
        problems,
        footnotes: Vec::new(),
        marked: BTreeSet::new(),
        pointers: Vec::new(),
        unknown: BTreeSet::new(),
        ids: Vec::new(),
        headings: Vec::new(),
        claimed: Vec::new(),
        prose: Vec::new(),
        descriptions: Vec::new(),
        section: 0,
        texts: 0,
    };
    let mut parser = Parser {
        at: 0,
        context,
        sections: Vec::new(),
        orientation: Orientation::Portrait,
        depth: 0,
        stopped: None,
    };
    parser.document()
}

/// Reads blocks one after the other.
pub(super) struct Parser<'a> {
    at: usize,
    pub(super) context: Context<'a>,
    sections: Vec<Section>,
    /// How the pages of the present section lie.
    pub(super) orientation: Orientation,
    /// How many elements it is in.
    depth: usize,
    /// That elements are nested too deep: nothing more was read.
    stopped: Option<Reported>,
}

/// How many elements can stand in each other: those of a letter need a third of them.
const DEEPEST: usize = 24;

impl<'a> Parser<'a> {
    fn text(&self) -> &'a str {
        self.context.rendered.letter()
    }

    fn document(&mut self) -> Parsed {
        let mut section = Section { orientation: Orientation::Portrait, blocks: Vec::new() };
        loop {
            let style = if self.sections.is_empty() { StyleName::Text } else { StyleName::Item };
            let setting = Setting { style: style.word().to_owned(), numbering: None };
            match self.blocks(&setting, None, &mut section.blocks) {
                Some(next) => {
                    self.orientation = next;
                    let done =
                        std::mem::replace(&mut section, Section { orientation: next, blocks: Vec::new() });
                    self.sections.push(done);
                    self.context.section = self.sections.len();
                }
                None => break,
            }
        }
        self.sections.push(section);
        let footnotes = self.context.finish();
        let prose = std::mem::take(&mut self.context.prose);
        let descriptions = std::mem::take(&mut self.context.descriptions);
        Parsed { sections: std::mem::take(&mut self.sections), footnotes, prose, descriptions }
    }

    /// Reads blocks up to `</until>` or the end. A `<section/>` at the top level ends them too and is returned.
    pub(super) fn blocks(
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
                    self.unclosed(name, opened);
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
                    UNCLOSED_ELEMENT.finding(format!("</{}> has no start tag", tag.name)),
                    start,
                    &format!("remove this end tag, or add <{}> above", tag.name),
                );
                continue;
            }
            self.attributes(&tag, start);
            if tag.name == "section" && until.is_none() {
                let landscape = attribute(&tag, "landscape").is_some_and(|v| v == "yes");
                return Some(if landscape { Orientation::Landscape } else { Orientation::Portrait });
            }
            if self.depth == DEEPEST {
                let problem =
                    MISPLACED_ELEMENT.finding(format!("elements are nested in more than {DEEPEST} levels"));
                let problem = problem.hint("close the elements around it first");
                self.stopped = Some(self.context.report(problem, start, "one element too many"));
                self.at = self.text().len();
                return None;
            }
            self.depth += 1;
            self.element(&tag, start, setting, out);
            self.depth -= 1;
        }
    }

    /// Reads one element, whose start tag has just been read, and what it holds.
    fn element(&mut self, tag: &Tag<'_>, start: usize, setting: &Setting, out: &mut Vec<Block>) {
        match tag.name {
            "p" | "heading" => {
                let block = self.paragraph(tag, start, setting);
                out.extend(block.ok().flatten());
            }
            "rule" => {
                let style = self.context.style(
                    &attribute(tag, "style").unwrap_or_else(|| StyleName::ClosingRule.word().to_owned()),
                    start,
                );
                out.push(Block::Rule { style });
            }
            "figure" | "qr" => {
                let figure = self.figure(tag, start);
                out.extend(figure.map(Block::Figure));
            }
            "group" => {
                let (mut blocks, before) = (Vec::new(), self.context.prose.len());
                self.blocks(setting, Some(("group", start)), &mut blocks);
                if blocks.iter().any(|b| !matches!(b, Block::Heading(_))) {
                    out.append(&mut blocks);
                } else {
                    self.context.prose.truncate(before);
                }
            }
            "list" => {
                let numbering = attribute(tag, "numbering").map(|n| self.context.numbering(&n, start));
                self.blocks(&Setting { numbering, ..setting.clone() }, Some(("list", start)), out);
            }
            "numbered" => self.numbered(tag, start, setting, out),
            "columns" => {
                let columns = self.columns(start, setting);
                out.push(columns);
            }
            "form" => {
                let form = self.form(tag, start);
                out.push(Block::Form(form));
            }
            "table" => {
                let table = self.table(tag, start);
                out.push(table);
            }
            name => {
                let parents = match name {
                    "field" | "fieldhead" => "a <form>",
                    "column" => "a <columns>",
                    "row" => "a <table>",
                    "cell" => "a <row>",
                    _ => "another element: `letters docs templates` shows which",
                };
                let problem = MISPLACED_ELEMENT.finding(format!("<{name}> is not possible here"));
                self.context.report(problem, start, &format!("move it into {parents}"));
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
    pub(super) fn inner(&mut self, tag: &Tag<'_>, start: usize) -> Result<(&'a str, usize), Reported> {
        let rest = &self.text()[self.at..];
        let closing = format!("</{}>", tag.name);
        match rest.find(&closing) {
            Some(end) => {
                let base = self.at;
                self.at += end + closing.len();
                Ok((&rest[..end], base))
            }
            None => Err(self.unclosed(tag.name, start)),
        }
    }

    /// Reports an element without its closing tag.
    fn unclosed(&mut self, name: &str, opened: usize) -> Reported {
        if let Some(reported) = self.stopped {
            return reported;
        }
        self.context.report(
            UNCLOSED_ELEMENT.finding(format!("<{name}> is not closed")).hint(format!("add </{name}>")),
            opened,
            "opened here",
        )
    }

    fn columns(&mut self, start: usize, setting: &Setting) -> Block {
        let mut columns = Vec::new();
        self.children("columns", &["column"], start, |parser, tag, at| {
            if tag.empty {
                return;
            }
            let width = parser.number(tag, "width", at, 50.0) / 100.0;
            let frame = attribute(tag, "frame").is_some_and(|v| v == "yes");
            let mut blocks = Vec::new();
            let style = attribute(tag, "style").map(|style| parser.context.style(&style, at));
            let setting =
                Setting { style: style.unwrap_or_else(|| setting.style.clone()), ..setting.clone() };
            parser.blocks(&setting, Some(("column", at)), &mut blocks);
            columns.push(Column { width, frame, blocks });
        });
        Block::Columns(Columns { columns })
    }

    /// Reads `<child>` elements up to `</parent>`; anything else between them is reported.
    pub(super) fn children(
        &mut self,
        parent: &str,
        children: &[&str],
        start: usize,
        mut read: impl FnMut(&mut Self, &Tag<'_>, usize),
    ) {
        loop {
            let rest = &self.text()[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            if rest.is_empty() {
                self.unclosed(parent, start);
                return;
            }
            let at = self.at;
            match Tag::read(rest) {
                Some(tag) if tag.closing && tag.name == parent => {
                    self.at += tag.length;
                    return;
                }
                Some(tag) if !tag.closing && children.contains(&tag.name) => {
                    self.attributes(&tag, at);
                    self.at += tag.length;
                    read(self, &tag, at);
                }
                _ => {
                    let names: Vec<String> = children.iter().map(|name| format!("<{name}>")).collect();
                    let message = format!("only {} can be inside <{parent}>", names.join(" and "));
                    let label = format!("move this before <{parent}> or after </{parent}>");
                    self.context.report(MISPLACED_ELEMENT.finding(message), at, &label);
                    // On to the next tag that fits, or to the end.
                    let skip = rest.char_indices().skip(1).find(|(i, _)| {
                        Tag::read(&rest[*i..])
                            .is_some_and(|t| children.contains(&t.name) || (t.closing && t.name == parent))
                    });
                    self.at += skip.map_or(rest.len(), |(i, _)| i);
                }
            }
        }
    }

    /// A number among the attributes; reported when it is none.
    pub(super) fn number(&mut self, tag: &Tag<'_>, key: &str, start: usize, default: f32) -> f32 {
        let Some(text) = attribute(tag, key) else { return default };
        match text.trim_end_matches('%').parse::<f32>() {
            Ok(number) if (0.0..=5000.0).contains(&number) => number,
            _ => {
                self.context.report(
                    ATTRIBUTE.finding(format!("{key}=\"{text}\" is not a number from 0 to 5000")),
                    start,
                    &format!("expected a number such as {key}=\"72\""),
                );
                default
            }
        }
    }

    /// Reads on behind a text, if the page goes on with it.
    pub(super) fn take(&mut self, text: &str) {
        if self.text()[self.at..].starts_with(text) {
            self.at += text.len();
        }
    }

    fn attributes(&mut self, tag: &Tag<'_>, start: usize) {
        for said in ["alt", "summary"].into_iter().filter_map(|key| tag.attribute(key)) {
            let mut block = ProseBlock::new(ProseKind::Description, self.context.section);
            plain_pieces(said.value, |words, at| block.push(words, start + said.at + at));
            self.context.descriptions.extend(block.finished());
        }
        let Some((_, known)) = VOCABULARY.iter().find(|(name, _)| *name == tag.name) else { return };
        for key in tag.attributes.iter().map(|a| a.key).filter(|key| !known.contains(key)) {
            let label = did_you_mean(key, known.iter().copied(), "remove this attribute");
            let mut diagnostic = ATTRIBUTE.finding(format!("<{}> has no attribute `{key}`", tag.name));
            if !known.is_empty() {
                diagnostic = diagnostic.hint(format!("possible attributes: {}", known.join(", ")));
            }
            self.context.report(diagnostic, start, &label);
        }
    }
}
