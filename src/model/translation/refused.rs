//! A translation that is not built for what is wrong elsewhere: said in a line, since what is wrong is told
//! there, once.

use super::file::KEY;
use crate::base::text::shown;
use crate::base::{Diagnostic, Language, Source, Span};
use crate::model::translation::rules::{ORIGINAL_WRONG, WORDS_WRONG};
use std::path::Path;
use std::sync::Arc;

/// The place of a translation as a whole: the line that names its original.
pub fn place(translation: &Arc<Source>) -> Span {
    let line = translation.text().lines().position(|line| line.starts_with(KEY));
    line.map_or_else(|| Span::file(translation), |line| Span::line(translation, line + 1))
}

/// That a translation is not built because its original has errors.
pub fn original_is_wrong(translation: &Arc<Source>, original: &Path) -> Diagnostic {
    let original = shown(original);
    ORIGINAL_WRONG
        .finding(format!("not built: the original {original} has errors"))
        .at(&place(translation), "fix the original first")
        .hint(format!("`letters check {original}` shows its errors"))
}

/// That a letter is not built because the words of its language have errors, the first of which is `first`.
pub fn words_are_wrong(language: Language, first: &Diagnostic, place: &Span) -> Diagnostic {
    let name = language.name();
    let message = match &first.span {
        Some(span) => format!(
            "not built: the phrases or terms for {name}, in {}, have errors",
            shown(span.source.path())
        ),
        None => format!("not built: the phrases or terms for {name} have errors"),
    };
    WORDS_WRONG.finding(message).at(place, "fix the errors shown before the letters")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_the_line_that_names_the_original() {
        let translation = Source::new("a.fr.yaml", "# French\nlanguage: fr\ntranslation-of: a.yaml\n");
        assert_eq!(place(&translation).text(), "translation-of: a.yaml");
        let problem = original_is_wrong(&translation, Path::new("a.yaml"));
        assert_eq!(problem.message, "not built: the original a.yaml has errors");
    }
}
