//! Whether a theme has everything that a Document names.

use super::Theme;
use crate::base::Diagnostic;
use crate::document::theme::rules::UNKNOWN_STYLE;
use crate::document::{Block, Document, List, Paragraph};

impl Theme {
    /// Whether it has every name of a Document. The parser has seen to that for those that it makes.
    ///
    /// # Errors
    /// The first name that it lacks.
    pub fn covers(&self, document: &Document) -> Result<(), Diagnostic> {
        let outside = document.first_footer.iter().chain(document.footnotes.iter().flatten());
        outside.into_iter().try_for_each(|paragraph| self.has_style(&paragraph.style))?;
        document.blocks().into_iter().try_for_each(|block| match block {
            Block::Heading(heading) => self.has_style(&heading.paragraph.style),
            Block::Paragraph(Paragraph { style, .. }) | Block::Rule { style } => self.has_style(style),
            Block::Figure(figure) => self.has_style(&figure.style),
            Block::List(List { numbering, .. }) => {
                has("numbering", self.numberings.contains_key(numbering), numbering)
            }
            Block::Table(table) => {
                has("table style", self.tables.contains_key(&table.style), &table.style)?;
                let mut shades =
                    table.rows.iter().flat_map(|row| &row.cells).filter_map(|c| c.shade.as_ref());
                shades.try_for_each(|shade| has("shade", self.shades.contains_key(shade), shade))
            }
            // The names of a form are the program's own.
            Block::Columns(_) | Block::Form(_) => Ok(()),
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
