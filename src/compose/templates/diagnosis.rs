//! Tera's errors as ours: plain words, advice, and the line of the template, phrase or letter that they are about.

use super::engine::{Engine, PHRASE};
use super::marks::{template_span, within};
use crate::base::text::nearest;
use crate::base::{Diagnostic, Located, Span, house_changes};
use crate::compose::markdown::{MARK_END, MARK_START};
use crate::compose::templates::rules::TEMPLATE;
use tera::ErrorKind;

impl Engine {
    /// Tera's error as ours. `snippet` is the text or phrase of a YAML file.
    pub(super) fn diagnose(&self, error: &tera::Error, snippet: Option<&Located<String>>) -> Diagnostic {
        let (message, place) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let name = report.filename();
                let place = match self.by_name.get(name).filter(|_| !name.ends_with(PHRASE)) {
                    Some(&number) => Some(template_span(&self.files[number], report)),
                    None => snippet.cloned().or_else(|| self.text_of(name)).map(|text| within(&text, report)),
                };
                (report.message().to_owned(), place)
            }
            other => {
                // Tera's reports of unknown names are a drawing of its own: the first line says what.
                let text = other.to_string();
                let place = match (snippet, other) {
                    (Some(said), _) => Some(said.span.whole_line()),
                    (None, ErrorKind::CircularInclude { tpl: name, .. })
                    | (None, ErrorKind::CircularExtend { tpl: name, .. })
                    | (None, ErrorKind::MissingParent { current: name, .. }) => self.line_of(name, 1),
                    (None, _) => self.drawn_place(&text),
                };
                let first = text.lines().next().unwrap_or_default();
                (first.strip_prefix("error: ").unwrap_or(first).to_owned(), place)
            }
        };
        let (message, hints) = plain_words(&message);
        let mut diagnostic = TEMPLATE.finding(message);
        if let Some(place) = place {
            diagnostic = diagnostic.at(&place, "here");
        }
        hints.into_iter().fold(diagnostic, Diagnostic::hint)
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

/// Tera's message in the words of the house, and advice for the usual cause.
fn plain_words(message: &str) -> (String, Vec<String>) {
    let message = message.trim().trim_end_matches('.').replace([MARK_START, MARK_END], "");
    // "Field `start` is not defined. Available fields: agreed, …"
    let unknown = message.split_once("` is not defined").and_then(|(what, rest)| {
        let name = what.rsplit_once('`')?.1.to_owned();
        let known: Vec<String> = rest
            .split_once(": ")
            .map(|(_, list)| list.split(", ").map(str::to_owned).collect())
            .unwrap_or_default();
        Some((name, known))
    });
    if let Some((name, known)) = unknown {
        let near = nearest(&name.replace('_', "-"), known.iter().map(String::as_str))
            .or_else(|| nearest(&name, known.iter().map(String::as_str)));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "see docs/house-style/facts.md for all facts; `annex.NAME` is possible only for an annex of this letter".to_owned(),
        };
        let list =
            if known.is_empty() { String::new() } else { format!(" (possible: {})", known.join(", ")) };
        let changes = [("fact", name.clone()), ("phrase", name.replace('_', "-"))];
        let write = changes.iter().find_map(|(what, name)| house_changes::advice(what, name));
        let hints = write.into_iter().chain([hint + &list]).collect();
        return (format!("there is no fact `{name}` here"), hints);
    }
    let hint = message.contains("expected").then(|| {
        "check that every {{ has a }}, every {% has a %}, and every if and for has an end".to_owned()
    });
    let mut quoted = message.split(['`', '"', '\'']);
    let write = quoted.find_map(|name| house_changes::advice("template", name));
    (
        format!("there is a mistake in the double braces of this text: {message}"),
        write.into_iter().chain(hint).collect(),
    )
}
