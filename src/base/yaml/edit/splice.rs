//! Edits of a text by place: its comments, quotes and line ends stay as they are, only what is named changes.

use std::ops::Range;

/// A place and what it is to say.
pub type Edit = (Range<usize>, String);

/// Puts edits, in any order, into a text; what comes out, and which of them are in it. Of edits that touch each other only
/// the first is.
pub fn edited(text: &str, edits: &[Edit]) -> (String, Vec<usize>) {
    let mut order: Vec<usize> = (0..edits.len()).collect();
    order.sort_by_key(|index| (edits[*index].0.start, edits[*index].0.end));
    let (mut out, mut done, mut applied) = (String::new(), 0, Vec::new());
    for index in order {
        let (place, words) = &edits[index];
        if place.start < done || (done > 0 && place.start == done) {
            continue;
        }
        out.push_str(&text[done..place.start]);
        out.push_str(words);
        done = place.end;
        applied.push(index);
    }
    out.push_str(&text[done..]);
    (out, applied)
}
