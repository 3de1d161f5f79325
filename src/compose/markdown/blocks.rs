//! A stretch of plain Markdown as blocks: paragraphs, headings, lists, pipe tables, footnotes.

use super::context::Context;
use super::inlines::{Collector, address, outline};
use super::prose::{ProseBlock, ProseKind, ProseLink};
use crate::compose::markdown::rules::{FOOTNOTE, MARKDOWN};
use crate::document::theme::{Numbering, StyleName, TableName};
use crate::document::{Block, Cell, Heading, Inline, Orientation, Paragraph, Row, Table, plain_text, widths};
use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;
use std::ops::Range;

/// What plain Markdown means where it stands.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Style of paragraphs.
    pub style: String,
    /// Numbering of all lists, when an element says so; otherwise `bullet` and `number`.
    pub numbering: Option<String>,
}

/// What of Markdown there is besides the standard.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);

/// Parses `text`, which stands at byte `base` of the rendered text, and appends its blocks.
pub fn parse(text: &str, base: usize, setting: &Setting, context: &mut Context<'_>, out: &mut Vec<Block>) {
    let events = Parser::new_ext(text, OPTIONS).into_offset_iter().peekable();
    let mut reader = Reader { events, base, setting, context, list: None, before: None };
    reader.blocks(None, &setting.style, out, 0);
}

pub(super) struct Reader<'a, 'b, 'c> {
    pub(super) events: Peekable<OffsetIter<'a>>,
    base: usize,
    pub(super) setting: &'b Setting,
    pub(super) context: &'b mut Context<'c>,
    /// The numbering of the list that it is in.
    pub(super) list: Option<String>,
    /// Words that looked like the number of an item, with their place: the next paragraph begins with them.
    pub(super) before: Option<(String, usize)>,
}

impl<'a> Reader<'a, '_, '_> {
    /// Reads blocks up to the end of `until`. Inlines outside a paragraph (tight list items) become one.
    pub(super) fn blocks(&mut self, until: Option<TagEnd>, style: &str, out: &mut Vec<Block>, depth: usize) {
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(end) if Some(end) == until => return,
                Event::Start(Tag::Paragraph) => {
                    let kind = self.kind(style);
                    let content = self.inlines(Some(TagEnd::Paragraph), None, kind);
                    push_paragraph(style, content, out);
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    let level = level as u8;
                    let end = TagEnd::Heading(heading_level(level));
                    let content = self.inlines(Some(end), None, ProseKind::Heading(level));
                    out.push(self.heading(level, content));
                }
                Event::Start(Tag::List(_)) if depth == Numbering::LEVELS => {
                    let what = format!("a list in more than {} levels", Numbering::LEVELS);
                    self.unknown(&what, "move its items to a level above", &range);
                    self.skip();
                }
                Event::Start(Tag::List(first)) => self.list(first, style, out, depth),
                Event::Start(Tag::Table(_)) => {
                    let table = self.table();
                    self.context.check_columns(table.columns.len(), self.base + range.start);
                    out.push(Block::Table(table));
                }
                Event::Start(Tag::FootnoteDefinition(_)) if until == Some(TagEnd::FootnoteDefinition) => {
                    self.unknown("a footnote in a footnote", "write it in a paragraph of its own", &range);
                    self.skip();
                }
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    let mut blocks = Vec::new();
                    self.blocks(Some(TagEnd::FootnoteDefinition), StyleName::Footnote.word(), &mut blocks, 0);
                    let paragraphs = blocks
                        .into_iter()
                        .filter_map(|b| match b {
                            Block::Paragraph(p) => Some(p),
                            _ => None,
                        })
                        .collect();
                    let at = self.place(&(range.start..range.start + 1));
                    self.context.define_footnote(&name, paragraphs, at);
                }
                Event::Start(Tag::HtmlBlock) => self.html_block(&range),
                Event::Start(Tag::BlockQuote(_)) => {
                    self.unknown("a quotation (a line that starts with >)", "to print >, write \\>", &range);
                    self.skip();
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    let help = "remove the spaces at the start of the line, or the line ```";
                    self.unknown("a block of code (a line indented by four spaces, or ```)", help, &range);
                    self.skip();
                }
                Event::Rule => out.push(Block::Rule { style: StyleName::ClosingRule.word().to_owned() }),
                Event::End(_) => {}
                // A tight list item: its text comes without a paragraph around it.
                event => {
                    let kind = self.kind(style);
                    let content = self.inlines(None, Some((event, range)), kind);
                    push_paragraph(style, content, out);
                }
            }
        }
    }

    /// A paragraph of the words that wait for one.
    pub(super) fn words_alone(&mut self, style: &str, out: &mut Vec<Block>) {
        let kind = self.kind(style);
        let content = self.inlines(None, None, kind);
        push_paragraph(style, content, out);
    }

    /// Reads inlines up to the end of `until`, or, without it, up to the next block or end.
    fn inlines(
        &mut self,
        until: Option<TagEnd>,
        first: Option<(Event<'a>, Range<usize>)>,
        kind: ProseKind,
    ) -> Vec<Inline> {
        let mut prose = ProseBlock::new(kind, self.context.section);
        let start =
            first.as_ref().map(|(_, range)| range.start).or_else(|| self.events.peek().map(|(_, r)| r.start));
        if self.context.is_full(self.base + start.unwrap_or_default()) {
            self.events.by_ref().for_each(drop);
            return Vec::new();
        }
        let mut collector = Collector::default();
        if let Some((words, at)) = self.before.take() {
            prose.push(&words, at);
            collector.text(&words);
        }
        let mut pending = first;
        while let Some((event, range)) = pending.take().or_else(|| self.next_inline(until)) {
            let is_code = matches!(event, Event::Code(_));
            match event {
                Event::End(end) if Some(end) == until => break,
                Event::Text(text) | Event::Code(text) => {
                    self.context.check_characters(&text, &self.place(&range));
                    let start = prose.text.len();
                    prose.push(&text, self.base + range.start);
                    if is_code {
                        prose.code.push(start..prose.text.len());
                    }
                    collector.text(&text);
                }
                Event::SoftBreak => {
                    prose.push(" ", self.base + range.start);
                    collector.text(" ");
                }
                event if is_line_break(&event) => {
                    prose.push(" ", self.base + range.start);
                    collector.line_break();
                }
                Event::InlineHtml(html) | Event::Html(html) => self.raw_html(&html, &range),
                Event::FootnoteReference(name) => {
                    let index = self.context.footnote(&name, self.place(&range));
                    self.context.marked.insert(name.to_string());
                    collector.footnote(index);
                }
                Event::Start(Tag::Image { .. }) => {
                    let help = "use an annex with `image:`, or <figure/> in a template";
                    self.unknown("an image in the text", help, &range);
                    self.skip();
                }
                Event::Start(tag) => {
                    if let Some(url) = address(&tag) {
                        self.context.pointer(&url, self.place(&range));
                        let start = prose.text.len();
                        prose.links.push(ProseLink { range: start..start, address: url });
                    }
                    if !collector.start(&tag) {
                        let help = "write plain paragraphs, lists, tables and headings";
                        self.unknown("this kind of Markdown", help, &range);
                        self.skip();
                    }
                }
                Event::End(end) => {
                    if let (TagEnd::Link, Some(link)) = (end, prose.links.last_mut()) {
                        link.range.end = prose.text.len();
                    }
                    collector.end(end);
                }
                _ => {}
            }
        }
        let inlines = collector.finish(self.context.conventions, self.context.e_mail_to);
        prose.finish();
        if !prose.text.is_empty() {
            self.context.prose.push(prose);
        }
        self.footnote_without_text(&inlines, start.unwrap_or(0));
        inlines
    }

    /// Bytes of the rendered text for those of the part that is read.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
    }

    /// The next event of a paragraph. Without `until`, nothing in the text ends the paragraph but the next block or end,
    /// which is left to be read.
    fn next_inline(&mut self, until: Option<TagEnd>) -> Option<(Event<'a>, Range<usize>)> {
        if until.is_none() && !self.events.peek().is_some_and(|(event, _)| is_inline(event)) {
            return None;
        }
        self.events.next()
    }

    /// Reports a footnote without a text: CommonMark leaves its mark among the words as it is.
    fn footnote_without_text(&mut self, inlines: &[Inline], start: usize) {
        if let Some(mark) = footnote_mark(&plain_text(inlines)) {
            let problem = FOOTNOTE
                .finding(format!("the footnote {mark} has no text in this block"))
                .hint(format!("add a line to the same text: `{mark}: the text of the note`"));
            let rest = &self.context.rendered.text[self.base + start..];
            let at = self.base + start + rest.find(mark).unwrap_or(0);
            self.context.report_at(problem, &(at..at + mark.len()), "marked here");
        }
    }

    /// What a paragraph in this style is here.
    fn kind(&self, style: &str) -> ProseKind {
        match &self.list {
            Some(numbering) => ProseKind::Item(numbering.clone()),
            None if style == StyleName::Footnote.word() => ProseKind::Footnote,
            None => ProseKind::Paragraph,
        }
    }

    fn heading(&mut self, level: u8, content: Vec<Inline>) -> Block {
        let style = match level {
            1 => StyleName::Subject,
            2 => StyleName::KeyDeadlines,
            3 => StyleName::GroupHeading,
            _ => StyleName::Head,
        };
        let style = style.word().to_owned();
        let level = self.context.heading_level(level);
        let outline = outline(&content);
        Block::Heading(Heading {
            level,
            outline,
            paragraph: Paragraph { style, content, ..Paragraph::default() },
        })
    }

    /// A pipe table: one header row, columns as wide as their texts want.
    fn table(&mut self) -> Table {
        let mut rows: Vec<Row> = Vec::new();
        let mut style = StyleName::TableHead;
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Row { cells: Vec::new() }),
                Event::End(TagEnd::TableHead) => style = StyleName::TableText,
                Event::Start(Tag::TableCell) => {
                    let content = self.inlines(Some(TagEnd::TableCell), None, ProseKind::Cell);
                    let block = Block::Paragraph(Paragraph {
                        style: style.word().to_owned(),
                        content,
                        ..Paragraph::default()
                    });
                    if let Some(row) = rows.last_mut() {
                        row.cells.push(Cell::new(vec![block]));
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let texts: Vec<Vec<String>> =
            rows.iter().map(|row| row.cells.iter().map(cell_text).collect()).collect();
        let summary = texts.first().map_or_else(String::new, |head| head.join(", "));
        let theme = self.context.theme;
        let (style, size) = (theme.table(TableName::Grid), theme.style(StyleName::TableText).size);
        let room = theme.text_width(Orientation::Portrait) / size;
        let columns = widths::shares(&texts, room, (2.0 * style.padding_x + style.rule) / size);
        Table { style: TableName::Grid.word().to_owned(), summary, columns, header_rows: 1, rows }
    }

    /// HTML that is not an element of the vocabulary.
    fn html_block(&mut self, range: &Range<usize>) {
        let mut reported = false;
        while let Some((event, at)) = self.events.next() {
            match event {
                Event::End(TagEnd::HtmlBlock) => return,
                Event::Html(html) if !reported && !html.trim().is_empty() => {
                    reported = true;
                    self.raw_html(&html, &at);
                }
                _ => {}
            }
        }
        if !reported {
            self.raw_html("<", range);
        }
    }

    fn raw_html(&mut self, html: &str, range: &Range<usize>) {
        self.context.unknown_element(html, &self.place(range));
    }

    fn unknown(&mut self, what: &str, help: &str, range: &Range<usize>) {
        let diagnostic = MARKDOWN.finding(format!("{what} is not possible in a letter")).hint(help);
        self.context.report_at(diagnostic, &self.place(range), "here");
    }

    /// Drops everything up to the end of the tag that has just begun.
    pub(super) fn skip(&mut self) {
        let mut depth = 1;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }
}

/// `[^name]`, if the text holds one.
fn footnote_mark(text: &str) -> Option<&str> {
    let from = text.find("[^")?;
    let to = text[from..].find(']')?;
    Some(&text[from..=from + to])
}

fn cell_text(cell: &Cell) -> String {
    match cell.blocks.first() {
        Some(Block::Paragraph(p)) => plain_text(&p.content),
        _ => String::new(),
    }
}

fn push_paragraph(style: &str, mut content: Vec<Inline>, out: &mut Vec<Block>) {
    if content.is_empty() {
        return;
    }
    if style == StyleName::Item.word() {
        run_in_head(&mut content);
    }
    out.push(Block::Paragraph(Paragraph { style: style.to_owned(), content, ..Paragraph::default() }));
}

/// A paragraph of an annex that begins with bold words and a colon has a run-in head.
fn run_in_head(content: &mut [Inline]) {
    if let Some(Inline::Text(text, marks)) = content.first_mut()
        && marks.strong
        && text.trim_end().ends_with(':')
    {
        marks.strong = false;
        marks.run_in_head = true;
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::FootnoteReference(_)
            | Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
            | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link)
    )
}

fn heading_level(level: u8) -> pulldown_cmark::HeadingLevel {
    pulldown_cmark::HeadingLevel::try_from(usize::from(level)).unwrap_or(pulldown_cmark::HeadingLevel::H6)
}

/// Whether a line of a paragraph ends here.
fn is_line_break(event: &Event<'_>) -> bool {
    match event {
        Event::HardBreak => true,
        Event::InlineHtml(html) => matches!(&**html, "<br>" | "<br/>" | "<br />"),
        _ => false,
    }
}
