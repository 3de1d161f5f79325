//! A Document as plain text: a paragraph, an item or a row of a table on each line, addresses of links after their words.

use crate::document::{Block, Document, Inline, Paragraph, Target};

/// Marks that keep an address in its order within Arabic.
const ISOLATES: [char; 4] = ['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];

/// The text, with an empty line between paragraphs.
pub(super) fn text(document: &Document) -> String {
    let mut lines = Vec::new();
    for section in &document.sections {
        blocks(&section.blocks, &mut lines);
    }
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let is_item = |line: &String| line.starts_with("- ");
        if at > 0 && !(is_item(line) && lines.get(at - 1).is_some_and(is_item)) {
            out.push('\n');
        }
        out += line;
        out.push('\n');
    }
    out
}

fn blocks(list: &[Block], out: &mut Vec<String>) {
    for block in list {
        match block {
            Block::Paragraph(text) => out.push(paragraph(text)),
            Block::Heading(heading) => out.push(paragraph(&heading.paragraph)),
            Block::List(list) => {
                out.extend(list.items.iter().map(|item| format!("- {}", joined(&item.blocks))))
            }
            Block::Table(table) => out.extend(table.rows.iter().map(|row| {
                let cells: Vec<String> = row.cells.iter().map(|cell| joined(&cell.blocks)).collect();
                format!("- {}", cells.join(": "))
            })),
            Block::Columns(columns) => columns.columns.iter().for_each(|column| blocks(&column.blocks, out)),
            Block::Figure(_) | Block::Form(_) | Block::Rule { .. } => {}
        }
    }
    out.retain(|line| !line.is_empty());
}

/// Blocks on one line.
fn joined(list: &[Block]) -> String {
    let mut lines = Vec::new();
    blocks(list, &mut lines);
    let plain: Vec<&str> = lines.iter().map(|line| line.strip_prefix("- ").unwrap_or(line)).collect();
    plain.join("; ")
}

fn paragraph(paragraph: &Paragraph) -> String {
    let label = inlines(&paragraph.label);
    let text = inlines(&paragraph.content);
    if label.is_empty() { text } else { format!("{label} {text}") }
}

/// Words with ordinary spaces and hyphens, which every mail program shows.
fn inlines(list: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(text, _) => text.replace('\u{a0}', " ").replace('\u{2011}', "-"),
        Inline::LineBreak => "\n".to_owned(),
        Inline::Footnote(_) => String::new(),
        Inline::Link(link) => {
            let words = inlines(&link.content);
            match &link.target {
                Target::Url(url)
                    if *url != words.trim_matches(ISOLATES)
                        && url.strip_prefix("mailto:") != Some(&words) =>
                {
                    format!("{words} <{url}>")
                }
                _ => words,
            }
        }
    };
    list.iter().map(word).collect()
}
