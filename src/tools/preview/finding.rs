//! A problem as the pages show it: message, place, excerpt, advice.

use crate::base::report::{Human, fixed};
use crate::base::text::{count, what_there_is};
use crate::base::{Diagnostic, Severity};
use serde::Serialize;

/// One problem, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `error`, `warning`, `note`.
    pub severity: &'static str,
    /// The rule.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// File, line and column, the lines with a caret, and what was expected; empty without a place.
    pub excerpt: String,
    /// What to do about it.
    pub hints: Vec<String>,
    /// The words that it is about, to look for in the draft; may be empty.
    pub words: String,
}

/// Columns of an excerpt: it stands in a panel beside the letter.
const WIDTH: usize = 44;

impl Finding {
    /// Of a problem.
    pub fn of(problem: &Diagnostic) -> Self {
        let words = problem.span.as_ref().map(|span| span.text().trim()).unwrap_or_default();
        let is_plain = !words.contains(['\n', '{', '}']) && words.chars().any(char::is_alphanumeric);
        Self {
            severity: problem.severity.as_str(),
            code: problem.rule.code,
            message: problem.message.clone(),
            excerpt: excerpt(problem),
            hints: problem.edit.iter().map(fixed).chain(problem.hints.iter().cloned()).collect(),
            words: if is_plain { words.to_owned() } else { String::new() },
        }
    }

    /// On one line: `wrong-date: there is no 31 April 2021 (letters/sg1-012.yaml:9:9)`.
    pub fn line(&self) -> String {
        let place = self.excerpt.lines().next().and_then(|line| line.trim_start().strip_prefix("--> "));
        let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
        format!("{}: {}{place}", self.code, self.message)
    }
}

/// The part of the terminal's report between message and advice.
fn excerpt(problem: &Diagnostic) -> String {
    if problem.span.is_none() {
        return String::new();
    }
    let bare = Diagnostic { hints: Vec::new(), edit: None, ..problem.clone() };
    let text = Human::new(false, Some(WIDTH)).diagnostic(&bare);
    let lines: Vec<&str> = text.lines().skip_while(|line| !line.trim_start().starts_with("--> ")).collect();
    let indent = lines.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let lines: Vec<&str> = lines.into_iter().map(|line| line[indent..].trim_end()).collect();
    lines.join("\n").trim_end().to_owned()
}

/// `2 errors, 1 warning`; only what there is, and empty for nothing.
pub fn summary<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let severities: Vec<Severity> = problems.into_iter().map(|problem| problem.severity).collect();
    let number = |severity| severities.iter().filter(|other| **other == severity).count();
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    what_there_is(all.map(|severity| (number(severity), count(number(severity), severity.as_str()))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Source, Span};

    #[test]
    fn the_excerpt_is_that_of_the_terminal() {
        let source = Source::new("letters/x.yaml", "group: SG1\n  ends: 2021-04-31\n");
        let problem = Diagnostic::error("wrong-date", "there is no 31 April")
            .at(&Span::new(&source, 19, 29), "expected a date")
            .hint("that month has 30 days");
        let finding = Finding::of(&problem);
        let lines: Vec<&str> = finding.excerpt.lines().collect();
        assert_eq!(
            lines,
            [
                " --> letters/x.yaml:2:9",
                "  |",
                "2 |   ends: 2021-04-31",
                "  |         ^^^^^^^^^^ expected a date"
            ]
        );
        assert_eq!(finding.line(), "wrong-date: there is no 31 April (letters/x.yaml:2:9)");
        assert_eq!(finding.hints, ["that month has 30 days"]);
        assert_eq!(finding.words, "2021-04-31");
    }

    #[test]
    fn without_a_place_there_is_no_excerpt() {
        let finding = Finding::of(&Diagnostic::warning("no-such-code", "one\n--> is no place"));
        assert_eq!((finding.excerpt.as_str(), finding.words.as_str()), ("", ""));
    }

    #[test]
    fn counts_are_told_in_words() {
        let problems = [Diagnostic::error("a", ""), Diagnostic::noted("b", ""), Diagnostic::error("c", "")];
        assert_eq!(summary(&problems), "2 errors, 1 note");
        assert_eq!(summary(&[]), "");
    }
}
