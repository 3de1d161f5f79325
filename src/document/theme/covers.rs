//! Whether a theme has everything that a Document names.

use super::Theme;
use crate::base::Diagnostic;
use crate::document::theme::rules::UNKNOWN_STYLE;
use crate::document::{Block, Document, Paragraph};

impl Theme {
    /// Whether it has every name of a Document. The parser has seen to that for those that it makes.
    ///
    /// # Errors
    /// The first name that it lacks.
    pub fn covers(&self, document: &Document) -> Result<(), Diagnostic> {
        let outside = document.first_footer.iter().chain(document.footnotes.iter().flatten());
        outside.into_iter().try_for_each(|paragraph| self.has_style(&paragraph.style))?;
        document.sections.iter().try_for_each(|section| self.covers_blocks(&section.blocks))
    }

    fn covers_blocks(&self, blocks: &[Block]) -> Result<(), Diagnostic> {
        blocks.iter().try_for_each(|block| match block {
            Block::Heading(heading) => self.has_style(&heading.paragraph.style),
            Block::Paragraph(Paragraph { style, .. }) | Block::Rule { style } => self.has_style(style),
            Block::Figure(figure) => self.has_style(&figure.style),
            Block::List(list) => {
                has("numbering", self.numberings.contains_key(&list.numbering), &list.numbering)?;
                list.items.iter().try_for_each(|item| self.covers_blocks(&item.blocks))
            }
            Block::Table(table) => {
                has("table style", self.tables.contains_key(&table.style), &table.style)?;
                table.rows.iter().flat_map(|row| &row.cells).try_for_each(|cell| {
                    let shade = cell.shade.as_deref();
                    shade.map_or(Ok(()), |shade| has("shade", self.shades.contains_key(shade), shade))?;
                    self.covers_blocks(&cell.blocks)
                })
            }
            Block::Columns(columns) => {
                columns.columns.iter().try_for_each(|column| self.covers_blocks(&column.blocks))
            }
            // Its names are the program's own.
            Block::Form(_) => Ok(()),
        })
    }

    fn has_style(&self, name: &str) -> Result<(), Diagnostic> {
        has("style", self.styles.contains_key(name), name)
    }
}

fn has(what: &str, is_there: bool, name: &str) -> Result<(), Diagnostic> {
    if is_there {
        return Ok(());
    }
    let problem = UNKNOWN_STYLE.finding(format!("the theme has no {what} `{name}`"));
    Err(problem.hint(format!("add this {what} to theme.yaml, or correct its name in the template")))
}
