//! How ranges of dates and hours are written: one dash, without spaces.

use super::{Passage, Text, hours};
use crate::base::Diagnostics;
use crate::rules;
use std::ops::Range;

rules! {
    /// `20–30 April` beside `20-30 April`.
    MIXED_RANGES = Warning "mixed-ranges" {
        summary: "ranges of dates or hours are written in several ways",
        why: "The house style writes `20-30 April` and `10:00-16:00`, with a hyphen and no spaces. This letter also has ranges in that form.",
        source: "real letters with four styles of dashes",
        bad: "body:\n  - text: The tutorial will be held on 18 – 19 April 2021.",
        good: "body:\n  - text: The tutorial will be held on 18-19 April 2021.",
        fix: "Write a hyphen without spaces; `letters check --fix` does this.",
    }
}

/// A range in the text: all of it, and its dashes with their spaces.
struct WrittenRange<'a> {
    passage: Passage<'a>,
    range: Range<usize>,
    dashes: Vec<Range<usize>>,
}

/// Looks at the dashes of every range.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let mut found = Vec::new();
    for passage in text.passages() {
        for mention in passage.dates().iter().filter(|mention| mention.is_range()) {
            let dashes = mention.separators.iter().filter(|s| !s.is_word).map(|s| s.range.clone()).collect();
            found.push(WrittenRange { passage, range: mention.range.clone(), dashes });
        }
        for written in hours::find(passage) {
            found.push(WrittenRange {
                passage,
                range: written.range.clone(),
                dashes: written.dash.into_iter().collect(),
            });
        }
    }
    let is_house = |found: &WrittenRange<'_>, dash: &Range<usize>| &found.passage.text[dash.clone()] == "-";
    // Where every range is written in another way, the letter keeps to it.
    if !found.iter().any(|found| found.dashes.iter().any(|dash| is_house(found, dash))) {
        return;
    }
    for found in &found {
        if found.dashes.iter().all(|dash| is_house(found, dash)) {
            continue;
        }
        let mut words = String::new();
        let mut done = found.range.start;
        for dash in &found.dashes {
            words.push_str(&found.passage.text[done..dash.start]);
            words.push('-');
            done = dash.end;
        }
        words.push_str(&found.passage.text[done..found.range.end]);
        let message = format!(
            "the range `{}` is not written like other ranges in this letter",
            &found.passage.text[found.range.clone()]
        );
        problems.push(found.passage.correct(&MIXED_RANGES, message, found.range.clone(), &words));
    }
}
