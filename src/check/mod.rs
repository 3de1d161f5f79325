//! The checker: finds the mistakes that really went out in letters, before they go out.
//!
//! Every rule is a [`Rule`](crate::base::Rule) in the [table]: code, severity, why, source, examples, how to fix it.
//! `letters explain`, docs/reference/rules.md and SARIF are made from it. Beside its rules a file has the functions
//! that look for their findings and push [`Diagnostic`](crate::base::Diagnostic)s made by
//! [`Rule::finding`](crate::base::Rule::finding); where the fix is certain, a finding carries an edit, which `--fix` applies.
//!
//! There are two kinds of input, and a function takes one of them:
//!
//! - [`Facts`]: the resolved letter, whose values know their places (and [`Facts::place`] for the few
//!   that do not). Files `dates`, `deadlines`, `meeting`, `contacts`, `letter`, `period`.
//! - [`Text`]: the finished words of the letter and its annexes, with everything that templates, phrases
//!   and facts put in. Files in `text/`.
//!
//! # How to add a rule on free text
//!
//! One file `text/NAME.rs` with `rules! { … }` and a function `pub fn check(text: &Text<'_>, problems:
//! &mut Diagnostics)`, and its name in the two lists at the head of `text/mod.rs`. What it has at hand:
//!
//! ```text
//! for passage in text.passages() {          // paragraphs, headings, items, cells, footnotes, in order
//!     passage.text                          // plain words: ordinary spaces and hyphens, no markup
//!     passage.kind                          // ProseKind: Paragraph, Heading(level), Item(numbering) …
//!     passage.label                         // "Ref:", "E-mail:", "Subject:" …, mostly empty
//!     passage.section                       // 0 the letter, 1 the first annex …
//!     passage.links                         // ranges of the text and where they lead
//!     passage.tokens()                      // words, numbers, spaces and signs
//!     passage.dates()                       // dates and ranges of dates, with their days of the week
//!     passage.is_own(at)                    // the letter's own words at that byte, or the house style's?
//!     passage.place(range)                  // Span of these words: exact where they stand in the file
//!                                           // as they are, otherwise the line they came from
//!     passage.edit(finding, range, "new")   // adds the certain edit, if the words stand in the letter's file
//! }
//! text.facts.resolved                       // all facts; text.facts.phrases.dates.months, .weekdays
//! text.header                               // the running header
//! ```
//!
//! A rule that looks for words in `passage.text` takes `passage.words()` instead: there, addresses, names of files and
//! code are blank. Among the tokens they are one `Name` each. `passage.is_quoted(range)` tells titles and quotations.
//!
//! English words that a rule looks for are lists of `words.json`.
//!
//! Words that come from a template or phrase of the house style get the place of that template's line.
//! Every rule needs `tests/rules/CODE/bad.yaml` and `good.yaml`, or tests/rules.rs fails.

pub(crate) mod across;
mod allow;
mod comments;
mod contacts;
mod dates;
mod deadlines;
pub mod explain;
mod facts;
pub mod fix;
mod letter;
mod meeting;
mod pages;
mod period;
mod printed;
pub mod rounds;
mod statements;
pub mod table;
pub mod text;
mod words;
pub mod written;

pub use allow::{apply as silence, apply_across as silence_across, apply_to_pages as silence_pages};
pub use facts::Facts;
pub use pages::check as pages;
pub use printed::check as printed;
pub use text::Text;

use crate::base::{Diagnostics, Language};
use crate::model::letter::Letter;

/// Checks what the letter says by itself, before anything is looked up.
pub fn said(letter: &Letter, problems: &mut Diagnostics) {
    deadlines::said(letter, problems);
}

/// Checks the facts of a letter.
pub fn facts(facts: &Facts<'_>, problems: &mut Diagnostics) {
    dates::check(facts, problems);
    deadlines::check(facts, problems);
    meeting::check(facts, problems);
    printed::by_kind(facts, problems);
    contacts::check(facts, problems);
    letter::check(facts, problems);
    period::check(facts, problems);
    comments::check(facts, problems);
}

/// Checks the finished words of a letter.
pub fn text(text: &Text<'_>, problems: &mut Diagnostics) {
    deadlines::late(text, problems);
    let is_english = text.facts.resolved.letter.language() == Language::English;
    let checks = if is_english { text::CHECKS } else { text::IN_ALL_LANGUAGES };
    checks.iter().for_each(|check| check(text, problems));
    statements::check(text, problems);
}
