//! Ranges of numbers in Arabic: from which side they are read.

use super::Text;
use crate::base::{Diagnostics, Script};
use crate::document::typography::doubtful_ranges;
use crate::rules;

rules! {
    /// `الجلسات 12-14`.
    RANGE_DIRECTION = Note "range-direction" {
        summary: "a range of numbers among Arabic words is printed from left to right",
        why: "Days directly before a month (`11-18 يناير`) are printed from right to left, like the dates of the letter. Any other number with a hyphen is printed as it is typed, from left to right: it can be a telephone number or the name of a standard. Here it could be either.",
        source: "a rule of this program: UAX #9 orders digits and hyphens in a way that no reader expects",
        bad: "language: ar\nbody:\n  - text: تعقد الجلسات 12-14 في القاعة الكبرى.",
        good: "language: ar\nbody:\n  - text: تعقد الجلسات من 12 إلى 14 في القاعة الكبرى.",
        fix: "Write the range in words, such as `من 12 إلى 14`, or put the month directly after the days.",
    }
}

/// Looks at every hyphen between digits of an Arabic letter.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    if text.facts.resolved.letter.language().script() != Script::Arabic {
        return;
    }
    for passage in text.passages() {
        for range in doubtful_ranges(&passage.text, &text.facts.phrases.dates.months) {
            let words = &passage.text[range.clone()];
            RANGE_DIRECTION
                .finding(format!("`{words}` is printed from left to right, as it is typed"))
                .at(&passage.place(range.clone()), "expected words such as `من … إلى …`, or a month after it")
                .report(problems);
        }
    }
}
