//! The body: which blocks of the house style stand where, which of its phrases the old letter words in another way, and what is
//! its own text.
//!
//! Each block is composed by itself and laid over the passages of the old letter. Where it says the same, its name is written;
//! where it nearly does, its phrases are worded as in the old letter; where that does not give the same words, and for
//! everything else, the old words are written.

use super::made::{MadePassage, Origins};
use super::markdown;
use super::passage::Passage;
use super::search::Search;
use super::wording;
use super::words::likeness;
use crate::base::text::{one_line, shortened};
use crate::tools::new::written::Commented;
use std::ops::Range;

/// From here on passages are taken for the same, worded in another way.
const NEAR: f64 = 0.55;

/// A block of the house style laid over the old body.
#[derive(Clone, Debug)]
struct Laid {
    name: String,
    /// The passages of the old body.
    range: Range<usize>,
    like: f64,
}

/// Writes the body. `blocks` are the names of the blocks that there are; `usual` are those that are printed without a word.
pub(super) fn settle(search: &mut Search<'_>, blocks: &[String], usual: &[String], old: &[Passage]) {
    let mut laid: Vec<Laid> = Vec::new();
    let mut choices: Vec<Laid> = blocks.iter().flat_map(|name| lay(search, name, old)).collect();
    choices.sort_by(|a, b| (b.like * words_of(old, &b.range)).total_cmp(&(a.like * words_of(old, &a.range))));
    for choice in choices {
        let is_free = laid.iter().all(|other| {
            other.name != choice.name
                && (other.range.end <= choice.range.start || other.range.start >= choice.range.end)
        });
        if is_free {
            laid.push(choice);
        }
    }
    laid.sort_by_key(|block| block.range.start);
    laid.retain(|block| block.like >= 1.0 || reword(search, block, old));
    let names: Vec<&str> = laid.iter().map(|block| block.name.as_str()).collect();
    let covered: usize = laid.iter().map(|block| block.range.len()).sum();
    // A block that prints nothing changes nothing: it need not be left out.
    let said: Vec<&String> = usual.iter().filter(|name| !passages(search, name).is_empty()).collect();
    if covered == old.len() && names == said {
        search.draft.drop("body");
        return;
    }
    let mut body = Vec::new();
    let mut at = 0;
    for block in &laid {
        own(&old[at..block.range.start], &mut body);
        body.push(Commented::text(&block.name));
        at = block.range.end;
    }
    own(&old[at..], &mut body);
    if body.is_empty() && usual.is_empty() {
        return;
    }
    search.draft.put("body", Commented { gap: true, ..Commented::list(body) });
}

fn words_of(old: &[Passage], range: &Range<usize>) -> f64 {
    old[range.clone()].iter().map(|passage| passage.keys().len()).sum::<usize>() as f64
}

/// The passages that a block alone prints.
pub(super) fn passages(search: &Search<'_>, name: &str) -> Vec<MadePassage> {
    let mut draft = search.draft.clone();
    draft.put("body", Commented::list(vec![Commented::text(name)]));
    let Some(made) = search.compose(&draft, Origins::Asked) else { return Vec::new() };
    between(made.passages)
}

/// What a composed letter says between its salutation and its closing.
pub(super) fn between(passages: Vec<MadePassage>) -> Vec<MadePassage> {
    let start = passages.iter().position(|passage| passage.is_of("salutation"));
    let end = passages.iter().position(|passage| passage.is_of("closing"));
    match (start, end) {
        (Some(start), Some(end)) if start < end => passages.into_iter().take(end).skip(start + 1).collect(),
        _ => Vec::new(),
    }
}

/// The places of the old body that a block is like.
fn lay(search: &Search<'_>, name: &str, old: &[Passage]) -> Vec<Laid> {
    let made: Vec<Vec<String>> = passages(search, name).iter().map(MadePassage::keys).collect();
    if made.is_empty() || made.len() > old.len() {
        return Vec::new();
    }
    let keys: Vec<Vec<String>> = old.iter().map(Passage::keys).collect();
    let total = made.iter().map(Vec::len).sum::<usize>() as f64;
    let mut found = Vec::new();
    for start in 0..=old.len() - made.len() {
        let mut like = 0.0;
        for (at, made) in made.iter().enumerate() {
            like += likeness(made, &keys[start + at]) * made.len() as f64 / total;
        }
        // Sums of many parts are not quite 1.
        let like = if like > 1.0 - 1e-9 { 1.0 } else { like };
        if like >= NEAR {
            found.push(Laid { name: name.to_owned(), range: start..start + made.len(), like });
        }
    }
    found
}

/// Words the phrases of a block as the old letter does; false where that does not give the old words.
fn reword(search: &mut Search<'_>, block: &Laid, old: &[Passage]) -> bool {
    let made = passages(search, &block.name);
    let before = search.draft.clone();
    for (made, old) in made.iter().zip(&old[block.range.clone()]) {
        if made.keys() != old.keys() && !wording::take(search, made, old, &["body-", "key-", "deadline-"]) {
            search.draft = before;
            return false;
        }
    }
    let now = passages(search, &block.name);
    let same = now.len() == block.range.len()
        && now.iter().zip(&old[block.range.clone()]).all(|(made, old)| made.keys() == old.keys());
    if !same {
        search.draft = before;
    }
    same
}

/// Old passages as blocks of the letter's own: lists and tables stay together, paragraphs are apart.
fn own(passages: &[Passage], body: &mut Vec<Commented>) {
    let mut at = 0;
    while at < passages.len() {
        let first = &passages[at];
        let belongs = |next: &Passage| match (first.cell, next.cell) {
            (Some(first), Some(next)) => first.table == next.table,
            (None, None) => markdown::is_item(first) && markdown::is_item(next),
            _ => false,
        };
        let end = (at + 1..passages.len()).find(|next| !belongs(&passages[*next])).unwrap_or(passages.len());
        let text = markdown::blocks(&passages[at..end]);
        if !text.is_empty() {
            body.push(Commented::group(vec![("text".to_owned(), Commented::text(text))]));
        }
        at = end;
    }
}

/// The beginning of a passage, for messages.
pub(super) fn told(passage: &Passage) -> String {
    shortened(&one_line(&passage.text), 70)
}
