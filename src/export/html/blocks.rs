//! Sections and blocks: the letter's structure as HTML elements.

use super::markup::Markup;
use super::notes::Notes;
use super::{css, form, inlines, picture, table};
use crate::base::Diagnostic;
use crate::document::theme::{Format, Theme};
use crate::document::{Block, Columns, Document, Heading, List, Orientation, Paragraph, Picture, Section};

/// Everything inside `<body>`: the letter and its annexes in `<main>`, then the first page's foot.
pub(super) fn body(document: &Document, theme: &Theme) -> Result<String, Diagnostic> {
    let mut out = Markup::default();
    let mut notes = Notes::new(document);
    out.raw("<main>\n");
    for (at, part) in document.sections.iter().enumerate() {
        section(&mut out, part, at, &mut notes, theme);
    }
    out.raw("</main>\n");
    if !document.first_footer.is_empty() {
        out.raw("<footer>\n");
        for line in &document.first_footer {
            paragraph(&mut out, "p", line, "", "", &mut notes);
        }
        out.raw("</footer>\n");
    }
    out.finish()
}

/// The blocks of all sections, one after the other.
pub(super) fn fragment(document: &Document, theme: &Theme) -> Result<String, Diagnostic> {
    let mut out = Markup::default();
    let mut notes = Notes::new(document);
    let language = document.properties.language;
    out.start("div", &[("lang", language.tag()), ("dir", super::direction(language))]);
    for section in &document.sections {
        Blocks { out: &mut out, notes: &mut notes, theme }.write(&section.blocks);
        notes.write_waiting(&mut out);
    }
    out.raw("</div>\n");
    out.finish()
}

/// A part of the letter, named by its first heading.
fn section(out: &mut Markup, section: &Section, at: usize, notes: &mut Notes<'_>, theme: &Theme) {
    let title = section.blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    });
    let generated = format!("part-{}", at + 1);
    let name = title.map_or("", |title| title.paragraph.id.as_deref().unwrap_or(&generated));
    let class = if section.orientation == Orientation::Landscape { "landscape" } else { "" };
    out.start("section", &[("class", class), ("aria-labelledby", name)]);
    let is_title = |heading: &Heading| title.is_some_and(|title| std::ptr::eq(title, heading));
    let mut list = Blocks { out, notes, theme };
    let letterhead = if at == 0 { section.blocks.iter().take_while(|b| has_image(b)).count() } else { 0 };
    let (head, rest) = section.blocks.split_at(letterhead);
    if !head.is_empty() {
        list.out.raw("<header>\n");
        list.write(head);
        list.out.raw("</header>\n");
    }
    for block in rest {
        match block {
            Block::Heading(heading) if is_title(heading) => list.heading(heading, name),
            block => list.block(block),
        }
    }
    notes.write_waiting(out);
    out.raw("</section>\n");
}

/// Whether a block shows an image: the blocks at the top of a letter that do are its letterhead.
fn has_image(block: &Block) -> bool {
    match block {
        Block::Figure(figure) => matches!(figure.picture, Picture::Image(_)),
        Block::Columns(columns) => columns.columns.iter().any(|c| c.blocks.iter().any(has_image)),
        _ => false,
    }
}

/// Writes a paragraph as `tag`. `label` is HTML that stands before the paragraph's own label; `id` counts
/// where the paragraph has none.
pub(super) fn paragraph(
    out: &mut Markup,
    tag: &str,
    paragraph: &Paragraph,
    id: &str,
    label: &str,
    notes: &mut Notes<'_>,
) {
    let id = paragraph.id.as_deref().unwrap_or(id);
    out.open(tag, &[("class", &css::name(&paragraph.style)), ("id", id)]);
    if !label.is_empty() || !paragraph.label.is_empty() {
        out.raw("<span class=\"label\">");
        out.raw(label);
        inlines::write(out, &paragraph.label, notes);
        out.raw(" </span>");
    }
    inlines::write(out, &paragraph.content, notes);
    out.end(tag);
}

/// Where blocks are written to, and what they need.
pub(super) struct Blocks<'a, 'd> {
    pub(super) out: &'a mut Markup,
    pub(super) notes: &'a mut Notes<'d>,
    pub(super) theme: &'a Theme,
}

impl Blocks<'_, '_> {
    /// Writes blocks in order.
    pub(super) fn write(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(p) => paragraph(self.out, "p", p, "", "", self.notes),
            Block::Heading(h) => self.heading(h, ""),
            Block::List(l) => self.list(l),
            Block::Table(t) => table::write(self, t),
            Block::Columns(c) => self.columns(c),
            Block::Figure(f) => picture::write(self.out, f),
            Block::Form(f) => form::write(self, f),
            Block::Rule { style } => {
                self.out.start("hr", &[("class", &css::name(style))]);
            }
        }
    }

    fn heading(&mut self, heading: &Heading, id: &str) {
        let tag = ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(heading.level.clamp(1, 6)) - 1];
        paragraph(self.out, tag, &heading.paragraph, id, "", self.notes);
    }

    /// The labels are CSS counters ([`css`]); `type` and `start` keep them in reading views without CSS.
    fn list(&mut self, list: &List) {
        let format = self.theme.level(&list.numbering, list.level).format;
        let (tag, kind) = match format {
            Format::Sign => ("ul", ""),
            Format::Decimal => ("ol", ""),
            Format::LowerLetter => ("ol", "a"),
            // HTML has no other letters; without CSS the items have numbers.
            Format::RussianLetter | Format::ArabicLetter => ("ol", ""),
            Format::LowerRoman => ("ol", "i"),
        };
        let class = format!("list {}", css::list_name(self.theme, &list.numbering, list.level));
        let (mut start, mut style) = (String::new(), String::new());
        if format != Format::Sign && list.start != 1 {
            start = list.start.to_string();
            let counter = css::counter_name(&list.numbering, list.level);
            style = format!("counter-reset:{counter} {}", list.start.saturating_sub(1));
        }
        self.out.start(tag, &[("class", &class), ("type", kind), ("start", &start), ("style", &style)]);
        for item in &list.items {
            self.out.raw("<li>");
            self.write(&item.blocks);
            self.out.raw("</li>\n");
        }
        self.out.end(tag);
    }

    /// Side by side where there is room, else one under the other.
    fn columns(&mut self, columns: &Columns) {
        let mut tracks: Vec<String> =
            columns.columns.iter().map(|c| format!("minmax(0,{}fr)", css::number(c.width * 100.0))).collect();
        let left = 1.0 - columns.columns.iter().map(|c| c.width).sum::<f32>();
        if left > 0.005 {
            tracks.push(format!("{}fr", css::number(left * 100.0)));
        }
        let style = format!("grid-template-columns:{}", tracks.join(" "));
        let class = if columns.above() > 0.0 { "columns notice" } else { "columns" };
        self.out.start("div", &[("class", class), ("style", &style)]);
        for column in &columns.columns {
            let class = if column.frame {
                "frame"
            } else if !column.blocks.is_empty() && column.blocks.iter().all(|b| matches!(b, Block::Figure(_)))
            {
                "picture"
            } else {
                ""
            };
            self.out.start("div", &[("class", class)]);
            self.write(&column.blocks);
            self.out.raw("</div>\n");
        }
        self.out.raw("</div>\n");
    }
}
