//! Comments of reviewers in a letter's file, as `letters review` writes them.

use super::Facts;
use crate::base::{Diagnostics, Span};
use crate::rules;
use chrono::NaiveDate;

rules! {
    OPEN_COMMENT = Warning "open-comment" {
        summary: "a comment of a reviewer is still in the letter's file",
        why: "`letters review` writes the comments of a returned Word file above the lines that they are about. Nobody should overlook one.",
        source: "a rule of this program: docs/staff/review.md",
        bad: "body:\n  # Director's office, 2026-11-12: Is this still true?\n  - text: The building is open.",
        good: "body:\n  - text: The building is open from 8 to 18 hours.",
        fix: "Do what the comment asks for, then delete its line.",
    }
}

/// Looks for them: `# Director's office, 2026-11-12: Is this still true?`
pub fn check(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let text = facts.source.text();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let comment = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        let Some((author, words)) = comment.strip_prefix("# ").and_then(said) else { continue };
        let span = Span::new(facts.source, at, at + comment.len());
        let message = format!("a comment of {author} is open: {}", crate::base::text::shortened(words, 80));
        OPEN_COMMENT.finding(message).at(&span, "delete this line when it is done").report(problems);
    }
}

/// The author and the words of a comment with a day.
fn said(comment: &str) -> Option<(&str, &str)> {
    let (head, words) = comment.split_once(": ")?;
    let (author, day) = head.rsplit_once(", ")?;
    day.parse::<NaiveDate>().ok().filter(|_| !author.trim().is_empty()).map(|_| (author, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_comments_are_none_of_a_reviewer() {
        assert_eq!(
            said("Director's office, 2026-11-12: Why: is it so?"),
            Some(("Director's office", "Why: is it so?"))
        );
        for other in
            ["As agreed, in May: see above", "TSB Collective letter 11/17: virtual", ", 2026-11-12: x"]
        {
            assert_eq!(said(other), None, "{other}");
        }
    }
}
