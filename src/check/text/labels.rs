//! Labels in the text and what follows them.

use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::rules;

rules! {
    /// `E-mail: +41 22 …`.
    LABEL_MIXED_UP = Warning "label-mixed-up" {
        summary: "a number follows `E-mail:`, or an address follows `Tel:` or `Fax:`",
        why: "Two lines of an address were probably exchanged.",
        source: "real letters with a fax number under `E-mail:`",
        bad: "body:\n  - text: \"Contact the host (E-mail: +41 22 730 5853).\"",
        good: "body:\n  - text: \"Contact the host (Fax: +41 22 730 5853).\"",
        fix: "Correct the label or the text after it.",
    }
}

/// Labels of addresses and of numbers, in small letters.
const MAIL: [&str; 3] = ["e-mail:", "email:", "e-mail address:"];
const NUMBER: [&str; 7] = ["tel:", "tel.:", "telephone:", "phone:", "fax:", "mobile:", "telefax:"];

/// Looks behind every label.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for passage in text.passages().filter(|passage| passage.text.contains(':')) {
        let lower = passage.text.to_ascii_lowercase();
        for label in MAIL {
            mixed(passage, &lower, label, is_number, "expected an e-mail address", problems);
        }
        for label in NUMBER {
            mixed(passage, &lower, label, is_address, "expected a number", problems);
        }
    }
}

fn mixed(
    passage: Passage<'_>,
    lower: &str,
    label: &str,
    is_wrong: fn(&str) -> bool,
    expected: &str,
    problems: &mut Diagnostics,
) {
    for (at, _) in lower.match_indices(label) {
        if lower[..at].ends_with(char::is_alphanumeric) {
            continue;
        }
        let start = at + label.len();
        let rest = passage.text[start..].trim_start();
        let start = passage.text.len() - rest.len();
        // A number or an address is near: a line may have no sign that ends it.
        let rest = &rest[..rest.floor_char_boundary(NEAR)];
        let length = rest.find([';', ',', ')', '•', '|']).unwrap_or(rest.len());
        let words = rest[..length].trim_end();
        if is_wrong(words) {
            LABEL_MIXED_UP
                .finding(format!("`{words}` does not fit after `{}`", &passage.text[at..at + label.len()]))
                .at(&passage.place(start..start + words.len()), expected)
                .report(problems);
        }
    }
}

/// Bytes behind a label that are shown at most.
const NEAR: usize = 120;

/// `+41 22 730 5853`, and no address before the next label.
fn is_number(words: &str) -> bool {
    let head: String = words.chars().take_while(|c| c.is_ascii_digit() || " +()-./".contains(*c)).collect();
    head.chars().filter(char::is_ascii_digit).count() >= 6
}

/// `somebody@example.org`.
fn is_address(words: &str) -> bool {
    words.split(' ').next().is_some_and(|word| word.contains('@'))
}
