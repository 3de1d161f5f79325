//! Whether words of the finished text may be changed where they are written.

use crate::base::yaml::edit::{changes_only, edited};
use crate::base::{Diagnostics, Source, Span, yaml};

/// The place of words that the file has as they are, with the backslash before a sign that they begin with;
/// `None` where it has them with markup or in another way.
pub(super) fn as_written(words: &str, span: &Span) -> Option<Span> {
    if match_at(words, span.text()) != Some(span.text().len()) {
        return None;
    }
    let before = &span.source.text()[..span.start];
    let escape = usize::from(words.starts_with(|c: char| c.is_ascii_punctuation()) && before.ends_with('\\'));
    Some(Span::new(&span.source, span.start - escape, span.end))
}

/// Whether an edit leaves the file the same texts: a comma in a list in square brackets would make two of
/// one.
pub(super) fn is_harmless(span: &Span, replacement: &str) -> bool {
    let signs = |text: &str| text.bytes().filter(|byte| b",:#[]{}&*!|>'\"%@`\\".contains(byte)).count();
    if signs(replacement) <= signs(span.text()) {
        return true;
    }
    let place = span.start..span.end;
    let (edited, _) = edited(span.source.text(), &[(place.clone(), replacement.to_owned())]);
    let edited = Source::new(span.source.path(), edited);
    yaml::parse(&span.source, &mut Diagnostics::new())
        .is_ok_and(|before| changes_only(&before, &edited, std::slice::from_ref(&place)))
}

/// How many bytes of `source` are these words.
fn match_at(words: &str, source: &str) -> Option<usize> {
    let mut rest = source;
    let mut last = None;
    for c in words.chars() {
        if c == ' ' && last.replace(c) == Some(' ') {
            continue;
        }
        last = Some(c);
        if c == ' ' {
            let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\t', '\r', '\n']);
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
            continue;
        }
        if c.is_ascii_punctuation() && c != '\\' {
            rest = rest.strip_prefix('\\').unwrap_or(rest);
        }
        rest = rest.strip_prefix(c).or_else(|| rest.strip_prefix('\u{2011}').filter(|_| c == '-'))?;
    }
    Some(source.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_as_yaml_and_markdown_write_them() {
        for (words, written) in [
            ("on on", "on\n    on"),
            ("ITU-T", "ITU\u{2011}T"),
            ("[date]", "[date\\]"),
            ("a*b", "a\\*b"),
            ("été", "été"),
        ] {
            assert_eq!(match_at(words, written), Some(written.len()), "{words}");
        }
        assert_eq!(match_at("a b", "a** b"), None);
    }

    #[test]
    fn a_backslash_goes_with_its_sign() {
        let source = Source::new("a.yaml", "x \\[date\\] y");
        let span = Span::new(&source, 3, 10);
        assert_eq!(
            as_written("[date]", &span).map(|span| span.text().to_owned()),
            Some("\\[date\\]".to_owned())
        );
    }
}
