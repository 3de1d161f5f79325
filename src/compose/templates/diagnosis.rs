//! Tera's errors as ours: plain words, advice, and the line of the template, phrase or letter that they are about.

use super::engine::Engine;
use super::words::mistake;
use crate::base::{Diagnostic, Span};
use crate::compose::origin::RunText;
use crate::compose::origin::marks::START;
use tera::{ErrorKind, ReportError};

impl Engine {
    /// Tera's error as ours. `own` is the text of a YAML file that was rendered.
    pub(super) fn diagnose(&self, error: &tera::Error, own: Option<&RunText>) -> Diagnostic {
        let place = match (own, error.kind()) {
            (_, ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) => {
                self.text_of(report.filename()).or(own).map(|text| reported(text, report))
            }
            (Some(own), _) => Some(own.span(&(0..own.text().len())).whole_line()),
            (
                None,
                ErrorKind::CircularInclude { tpl: name, .. }
                | ErrorKind::CircularExtend { tpl: name, .. }
                | ErrorKind::MissingParent { current: name, .. },
            ) => self.line_of(name, 1),
            (None, other) => self.drawn_place(&other.to_string()),
        };
        place.iter().fold(mistake(error), |problem, place| problem.at(place, "here"))
    }

    /// The line in a drawing of Tera's: ` --> body/opening.md:3:7`.
    fn drawn_place(&self, text: &str) -> Option<Span> {
        let (_, place) = text.lines().find_map(|line| line.split_once("--> "))?;
        let mut parts = place.rsplitn(3, ':').skip(1);
        let (line, name) = (parts.next()?.parse().ok()?, parts.next()?);
        self.line_of(name, line)
    }

    /// A line of a template, or the phrase of that name.
    fn line_of(&self, name: &str, line: usize) -> Option<Span> {
        match self.file(name) {
            Some(file) => Some(Span::line(file, line)),
            None => self.text_of(name).map(|text| text.span(&(0..text.text().len())).whole_line()),
        }
    }
}

/// The place that Tera reports in a text, on its first line.
fn reported(text: &RunText, report: &ReportError) -> Span {
    let before = if text.is_value() { START.len_utf8() } else { 0 };
    let range = &report.span().range;
    let range = range.start.saturating_sub(before)..range.end.saturating_sub(before);
    let span = text.span(&text.unmarked(&range));
    let end = span.source.line_range(span.line_column().0).end;
    Span::new(&span.source, span.start, span.end.min(end))
}
