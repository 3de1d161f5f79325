//! The house style: templates, phrases, theme, fonts and images; and the engine that renders them.
//!
//! Knows files and Tera, nothing of what the letter says.

mod budget;
mod compiled;
mod diagnosis;
mod engine;
mod filters;
mod growth;
mod guards;
mod house_style;
mod named;
pub(crate) mod rules;
mod slip_names;
mod slip_tags;
mod slips;
mod tags;
mod words;

pub use budget::{of_a_letter, page, refused, too_much};
pub use engine::{Engine, finished};
pub use house_style::HouseStyle;
pub use named::{Named, facts as facts_named_in};
pub use words::mistake;

use crate::base::{Diagnostics, Reported, Source, Span};
use crate::compose::origin::steps::counted;
use crate::compose::origin::{RunText, pieces};
use std::sync::Arc;
use tera::{ErrorKind, Tera};

/// The template of a page of the house style, alone, for [`page`].
///
/// # Errors
/// There is a mistake in its braces; it was reported.
pub fn page_template(name: &str, source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Tera, Reported> {
    if let Some(problem) = tags::refused(&RunText::template(name, Arc::clone(source))) {
        return Err(problems.refuse(problem));
    }
    let mut tera = Tera::new();
    budget::register(&mut tera);
    match tera.add_raw_template(name, &counted(source.text(), &pieces(source.text()), true)) {
        Ok(()) => Ok(tera),
        Err(error) => {
            let line = match error.kind() {
                ErrorKind::SyntaxError(report) => report.span().start_line,
                _ => 1,
            };
            Err(problems.refuse(mistake(&error).at(&Span::line(source, line), "here")))
        }
    }
}
