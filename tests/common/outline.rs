//! A Document as readable text, for golden files, and as words, to compare formats.

use collective_letters::document::*;

/// Every structure of the document, a line each, indented by depth.
pub fn outline(document: &Document) -> String {
    let mut out = format!("{:#?}\n", document.properties);
    out.push_str(&format!("header: {}\n", inlines(&document.running_header)));
    for paragraph in &document.first_footer {
        out.push_str(&format!("footer: {}\n", inlines(&paragraph.content)));
    }
    for section in &document.sections {
        out.push_str(&format!("\n=== {:?} section ===\n", section.orientation));
        blocks(&section.blocks, 0, &mut out);
    }
    for (number, note) in document.footnotes.iter().enumerate() {
        for paragraph in note {
            out.push_str(&format!("\nfootnote {}: {}", number + 1, inlines(&paragraph.content)));
        }
    }
    out
}

fn blocks(list: &[Block], depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    for block in list {
        match block {
            Block::Paragraph(p) => out.push_str(&format!("{pad}{}\n", paragraph(p))),
            Block::Heading(h) => {
                out.push_str(&format!("{pad}H{} ({}) {}\n", h.level, h.outline, paragraph(&h.paragraph)));
            }
            Block::List(l) => {
                for (at, item) in l.items.iter().enumerate() {
                    out.push_str(&format!(
                        "{pad}* {} level {} item {}\n",
                        l.numbering,
                        l.level,
                        l.start as usize + at
                    ));
                    blocks(&item.blocks, depth + 1, out);
                }
            }
            Block::Table(t) => {
                out.push_str(&format!(
                    "{pad}table {} {:?} header rows {} ({})\n",
                    t.style, t.columns, t.header_rows, t.summary
                ));
                for row in &t.rows {
                    out.push_str(&format!("{pad}  row\n"));
                    for cell in &row.cells {
                        let header = if cell.row_header { " header" } else { "" };
                        out.push_str(&format!(
                            "{pad}    cell {}x{}{header} {}\n",
                            cell.column_span,
                            cell.row_span,
                            cell.shade.as_deref().unwrap_or("")
                        ));
                        blocks(&cell.blocks, depth + 3, out);
                    }
                }
            }
            Block::Columns(c) => {
                for column in &c.columns {
                    let frame = if column.frame { " framed" } else { "" };
                    out.push_str(&format!("{pad}column {:.2}{frame}\n", column.width));
                    blocks(&column.blocks, depth + 1, out);
                }
            }
            Block::Figure(f) => out.push_str(&format!(
                "{pad}[{}] figure {:?} {:.0}x{:.0} ({}) {}\n",
                f.style,
                f.picture,
                f.width,
                f.height,
                f.alt,
                f.link.as_deref().unwrap_or("")
            )),
            Block::Form(f) => form(f, &pad, out),
            Block::Rule { style } => out.push_str(&format!("{pad}[{style}] ----\n")),
        }
    }
}

fn form(form: &Form, pad: &str, out: &mut String) {
    out.push_str(&format!("{pad}form {} ({})\n", form.id, form.summary));
    for row in &form.rows {
        match row {
            FormRow::Head(content) => out.push_str(&format!("{pad}  == {}\n", inlines(content))),
            FormRow::Field(field) => {
                let purpose = field.purpose.map(|p| format!(" <{}>", p.token())).unwrap_or_default();
                let hint = inlines(&field.hint);
                let hint = if hint.is_empty() { hint } else { format!(" ({hint})") };
                out.push_str(&format!(
                    "{pad}  #{}{purpose} {}{hint}: {:?}\n",
                    field.full_id(form),
                    inlines(&field.shown_label()),
                    field.control
                ));
            }
        }
    }
}

fn paragraph(p: &Paragraph) -> String {
    let id = p.id.as_ref().map(|id| format!(" #{id}")).unwrap_or_default();
    let label = if p.label.is_empty() { String::new() } else { format!("«{}» ", inlines(&p.label)) };
    format!("[{}{id}] {label}{}", p.style, inlines(&p.content))
}

fn inlines(list: &[Inline]) -> String {
    list.iter()
        .map(|inline| match inline {
            Inline::Text(text, marks) => {
                let text = text.replace('\u{a0}', "~");
                match (marks.strong, marks.emphasis, marks.run_in_head) {
                    (true, ..) => format!("**{text}**"),
                    (_, true, _) => format!("_{text}_"),
                    (.., true) => format!("<<{text}>>"),
                    _ => text,
                }
            }
            Inline::Link(link) => {
                format!("[{}]({:?} \"{}\")", inlines(&link.content), link.target, link.description)
            }
            Inline::LineBreak => " ⏎ ".to_owned(),
            Inline::Footnote(index) => format!("[^{}]", index + 1),
        })
        .collect()
}

/// All words of the document in reading order: labels, headings, table cells; no list numbers,
/// no alternative texts; footnotes last.
pub fn words(document: &Document) -> Vec<String> {
    let mut text = String::new();
    for section in &document.sections {
        block_text(&section.blocks, &mut text);
    }
    for paragraph in document.footnotes.iter().flatten() {
        text.push_str(&plain_text(&paragraph.content));
        text.push('\n');
    }
    normal_words(&text)
}

/// The words of each paragraph in reading order.
pub fn paragraphs(document: &Document) -> Vec<String> {
    let mut text = String::new();
    document.sections.iter().for_each(|section| block_text(&section.blocks, &mut text));
    text.lines().map(|line| normal_words(line).join(" ")).collect()
}

fn block_text(list: &[Block], out: &mut String) {
    for block in list {
        match block {
            Block::Paragraph(p) => paragraph_text(p, out),
            Block::Heading(h) => paragraph_text(&h.paragraph, out),
            Block::List(l) => l.items.iter().for_each(|item| block_text(&item.blocks, out)),
            Block::Table(t) => t.rows.iter().flat_map(|r| &r.cells).for_each(|c| block_text(&c.blocks, out)),
            Block::Columns(c) => c.columns.iter().for_each(|c| block_text(&c.blocks, out)),
            Block::Form(f) => block_text(&form_blocks(f, ""), out),
            Block::Figure(_) | Block::Rule { .. } => {}
        }
    }
}

/// The words of a form as paragraphs in reading order; `tick_box` stands for each box.
pub fn form_blocks(form: &Form, tick_box: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let boxes = || super::sample::text(Form::OPTION, tick_box);
    for row in &form.rows {
        match row {
            FormRow::Head(content) => out.push(Block::Paragraph(FormRow::head(content))),
            FormRow::Field(field) if field.control == Control::Tick => {
                out.push(boxes());
                out.extend(field.heading());
            }
            FormRow::Field(field) => {
                out.extend(field.heading());
                if let Control::Choice { options, .. } = &field.control {
                    for option in options {
                        out.extend([boxes(), super::sample::text(Form::OPTION, option)]);
                    }
                }
            }
        }
    }
    out
}

fn paragraph_text(p: &Paragraph, out: &mut String) {
    out.push_str(&plain_text(&p.label));
    out.push(' ');
    out.push_str(&plain_text(&p.content));
    out.push('\n');
}

/// Words of a text with hyphens and spaces of all kinds made alike, without what only steers direction.
pub fn normal_words(text: &str) -> Vec<String> {
    text.replace(collective_letters::document::typography::steers, "")
        .replace(collective_letters::document::typography::JOINER, "")
        .replace(['\u{2011}', '\u{2010}', '–'], "-")
        .replace('\u{a0}', " ")
        .replace('’', "'")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}
