//! Tera's errors as ours: plain words, advice, and the line of the template, phrase or letter that they are about.

use super::engine::Engine;
use super::words::{FACT, SEE_FACTS, mistake};
use crate::base::{Diagnostic, Span};
use crate::compose::facts::declared;
use crate::compose::origin::marks::START;
use crate::compose::origin::{RunText, names_in};
use crate::compose::templates::rules::TEMPLATE;
use std::ops::Range;
use tera::{ErrorKind, ReportError};

impl Engine {
    /// Tera's error as ours. `own` is the text of a YAML file that was rendered.
    pub(super) fn diagnose(&self, error: &tera::Error, own: Option<&RunText>) -> Diagnostic {
        let place = match (own, error.kind()) {
            (_, ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) => {
                let Some(text) = self.text_of(report.filename()).or(own) else { return mistake(error) };
                let at = reported(text, report);
                return about_facts(mistake(error), text, &at).at(&place(text, &at), "here");
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

/// The bytes that Tera reports in a text.
fn reported(text: &RunText, report: &ReportError) -> Range<usize> {
    let before = if text.is_value() { START.len_utf8() } else { 0 };
    let range = &report.span().range;
    text.unmarked(&(range.start.saturating_sub(before)..range.end.saturating_sub(before)))
}

/// Their place, on its first line.
fn place(text: &RunText, at: &Range<usize>) -> Span {
    let span = text.span(at);
    let end = span.source.line_range(span.line_column().0).end;
    Span::new(&span.source, span.start, span.end.min(end))
}

/// Says of a mistake which fact it is about: the last before its place in the tag, or the first one.
fn about_facts(mut problem: Diagnostic, text: &RunText, at: &Range<usize>) -> Diagnostic {
    let names = names_in(text.text(), at.start);
    let written = |name: &Range<usize>| &text.text()[name.clone()];
    let dashed = names.iter().map(written).find_map(|name| {
        let known = name.replace('-', "_");
        (known != name && declared(&known).is_some()).then_some((name, known))
    });
    if let Some((name, known)) = dashed {
        return TEMPLATE
            .finding(format!("there is no fact `{name}` here"))
            .hint(format!("write `{known}`: in braces names have `_` instead of `-`"));
    }
    let before = names.iter().rfind(|name| name.end <= at.start).or(names.first()).map(written);
    let fact = |said: &str| said.replace(FACT, before.unwrap_or("x"));
    problem.message = fact(&problem.message);
    problem.hints = problem.hints.iter().map(|hint| fact(hint)).collect();
    let missing = &text.text()[at.clone()];
    let of =
        names.iter().map(written).find_map(|name| name.split_once('.').filter(|(_, last)| *last == missing));
    let see = match of {
        Some(("phrases", _)) => "the phrases files of the house style list all phrases; write `_` for `-`",
        Some(("annex", _)) => "`annex.NAME` is possible only for an annex of this letter",
        _ => return problem,
    };
    problem.hints = problem.hints.iter().map(|hint| hint.replace(SEE_FACTS, see)).collect();
    problem
}
