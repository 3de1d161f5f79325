//! Links: their words say where they lead.

use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::check::words::{WORDS, has};
use crate::rules;

rules! {
    /// `[here](https://…)`.
    HERE_AS_LINK = Warning "here-as-link" {
        summary: "the words of a link do not name the page that it opens, or the link has no address",
        why: "On paper, `here` shows no address. Screen readers read out a list of links that are all called `here`.",
        source: "WCAG 2.2 §2.4.4; real letters with `here` as a link",
        bad: "body:\n  - text: The programme is available [here](https://example.org/programme).",
        good: "body:\n  - text: See the [programme of the workshop](https://example.org/programme).",
        fix: "Put the link on words that name the page, and write its address in the round brackets.",
    }
    /// `available here`, and no link.
    HERE_WITHOUT_LINK = Warning "here-without-link" {
        summary: "the text contains `here`, but its link is missing",
        why: "A link is often lost when text is copied.",
        source: "real letters with `here` and no link",
        bad: "body:\n  - text: The programme is available here.",
        good: "body:\n  - text: See the [programme of the workshop](https://example.org/programme).",
        fix: "Link the words that name the page: `[programme](https://…)`.",
    }
}

/// Looks at every link and every `here`.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for passage in text.passages() {
        for link in &passage.links {
            let words = passage.text[link.range.clone()].trim().trim_end_matches('.').to_lowercase();
            let (what, expected) = if link.address.trim().is_empty() {
                (
                    "has no address",
                    "expected an address in the round brackets, such as `[programme](https://…)`",
                )
            } else if has(&WORDS.empty_links, &words) {
                ("does not name the page that it opens", "expected words that name the page")
            } else {
                continue;
            };
            let problem = HERE_AS_LINK.finding(format!("the link `{words}` {what}"));
            problem.at(&passage.place(link.range.clone()), expected).report(problems);
        }
        lost(passage, problems);
    }
}

fn lost(passage: Passage<'_>, problems: &mut Diagnostics) {
    let tokens = passage.tokens();
    for (index, token) in tokens.iter() {
        let is_here = tokens.word(index).eq_ignore_ascii_case("here");
        let is_link = passage.is_link(token.start);
        if !is_here || is_link {
            continue;
        }
        let before = tokens.before(index).map(|at| tokens.word(at).to_lowercase()).unwrap_or_default();
        if has(&WORDS.before_here, &before) {
            let first = tokens.before(index).unwrap_or(index);
            problems.push(HERE_WITHOUT_LINK.finding(format!("`{before} here` has no link")).at(
                &passage.place(tokens.range(first, index)),
                "expected a link such as `[programme](https://…)`",
            ));
        }
    }
}
