//! Tera's errors as ours: plain words, advice, and the line of the template, phrase or letter that they are about.

use super::engine::{Engine, PHRASE};
use super::marks::{template_span, within};
use super::words::mistake;
use crate::base::{Diagnostic, Located, Span};
use tera::ErrorKind;

impl Engine {
    /// Tera's error as ours. `snippet` is the text or phrase of a YAML file.
    pub(super) fn diagnose(&self, error: &tera::Error, snippet: Option<&Located<String>>) -> Diagnostic {
        let place = match (snippet, error.kind()) {
            (_, ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) => {
                let name = report.filename();
                match self.by_name.get(name).filter(|_| !name.ends_with(PHRASE)) {
                    Some(&number) => Some(template_span(&self.files[number], report)),
                    None => snippet.cloned().or_else(|| self.text_of(name)).map(|text| within(&text, report)),
                }
            }
            (Some(said), _) => Some(said.span.whole_line()),
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
        match self.text_of(name) {
            Some(said) => Some(said.span.whole_line()),
            None => self.by_name.get(name).map(|&number| Span::line(&self.files[number], line)),
        }
    }

    fn text_of(&self, template: &str) -> Option<Located<String>> {
        self.phrases.iter().find(|(_, name, _)| name == template).map(|(.., said)| said.clone())
    }
}
