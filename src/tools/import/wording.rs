//! Phrases worded as an old letter words them: the words of a composed passage know their phrases, and the words of the old
//! passage are laid over them.

use super::made::MadePassage;
use super::markdown::tidy;
use super::passage::Passage;
use super::search::Search;
use super::words::pairs;
use crate::base::text::one_line;
use crate::compose::typed;
use std::ops::Range;

/// What facts in a wording may begin with: what other expressions name is known to their own phrase alone.
const FACTS: [&str; 8] =
    ["meeting.", "group.", "letter.", "annex.", "due.", "contacts.", "signatory.", "phrases."];

/// Words the phrases of a composed passage, those whose names begin in one of these ways, as an old passage says them. False
/// where it has no such phrase.
pub(super) fn take(search: &mut Search<'_>, made: &MadePassage, old: &Passage, starts: &[&str]) -> bool {
    let Some(parts) = parts(made, starts) else { return false };
    let old_words = super::words::words(&old.text);
    let (made_keys, old_keys) = (made.keys(), old.keys());
    let pairs = pairs(&made_keys, &old_keys);
    let place = |at: usize, is_last: bool| {
        if is_last {
            return old_words.len();
        }
        let exact = pairs.iter().find(|(made, _)| *made == at).map(|(_, old)| *old);
        exact.unwrap_or_else(|| pairs.iter().rev().find(|(made, _)| *made < at).map_or(0, |(_, old)| old + 1))
    };
    let count = parts.len();
    for (index, (phrase, range)) in parts.into_iter().enumerate() {
        let from = if index == 0 { 0 } else { place(range.start, false) };
        let to = place(range.end, index + 1 == count);
        if from > to {
            return false;
        }
        // A phrase begins where a sentence does: half of one is no phrase.
        let is_cut = from.checked_sub(1).and_then(|last| old_words.get(last)).is_some_and(|word| {
            !old.text[word.range.clone()].ends_with(['.', ':', ';', '?', '!', '。', '；', '：', '؛', ')'])
        });
        if index > 0 && is_cut && from < old_words.len() {
            return false;
        }
        if made_keys[range.clone()] == old_keys[from..to] {
            continue;
        }
        let text = match (old_words.get(from), to.checked_sub(1).and_then(|last| old_words.get(last))) {
            (Some(first), Some(last)) if from < to => {
                one_line(&tidy(&old.text[first.range.start..last.range.end]))
            }
            _ => String::new(),
        };
        let text = with_facts(search, made, &range, &text);
        search.draft.word(&phrase, &text);
    }
    true
}

/// The phrases of a passage in order, each with its words: words of phrases inside them belong to them.
fn parts(made: &MadePassage, starts: &[&str]) -> Option<Vec<(String, Range<usize>)>> {
    let top = |at: usize| {
        let phrase = made.from.get(at)?.phrase.as_deref()?;
        starts.iter().any(|start| phrase.starts_with(start)).then_some(phrase)
    };
    let ends = |at: usize| {
        let word = &made.text[made.words[at].range.clone()];
        word.ends_with(['.', ':', ';', '?', '!', '。', '；', '：', '؛'])
    };
    let mut parts: Vec<(String, Range<usize>)> = Vec::new();
    for at in 0..made.words.len() {
        let Some(phrase) = top(at) else { continue };
        match parts.last_mut() {
            Some((last, range)) if last == phrase => range.end = at + 1,
            Some((_, range)) => {
                // What lies between belongs to the phrase before it up to the end of its sentence.
                let end = (range.end - 1..at).rev().find(|at| ends(*at)).map_or(range.end, |last| last + 1);
                range.end = end;
                parts.push((phrase.to_owned(), end..at + 1));
            }
            None => parts.push((phrase.to_owned(), 0..at + 1)),
        }
    }
    let last = parts.last_mut()?;
    last.1.end = made.words.len();
    // A phrase that stands twice has one wording only.
    let names: Vec<&String> = parts.iter().map(|(name, _)| name).collect();
    let twice = names.iter().enumerate().any(|(at, name)| names[..at].contains(name));
    (!twice).then_some(parts)
}

/// A text with the facts of a composed passage where the text has their words.
fn with_facts(search: &Search<'_>, made: &MadePassage, range: &Range<usize>, text: &str) -> String {
    let mut facts: Vec<String> =
        made.from[range.clone()].iter().filter_map(|from| from.fact.clone()).collect();
    facts.retain(|fact| FACTS.iter().any(|start| fact.starts_with(start)));
    facts.sort();
    facts.dedup();
    let facts: Vec<String> = facts.into_iter().map(|fact| format!("{{{{ {fact} }}}}")).collect();
    put(text, &values(search, &facts))
}

/// What facts in braces say, the longest first; without those that say so little that other words say it too.
pub(super) fn values(search: &Search<'_>, facts: &[String]) -> Vec<(String, String)> {
    let said = search.values(facts).into_iter().map(|(fact, value)| (tidy(&value), fact));
    let mut values: Vec<(String, String)> = said.filter(|(value, _)| value.chars().count() > 2).collect();
    values.sort_by_key(|(value, _)| std::cmp::Reverse(value.len()));
    values
}

/// Puts facts in the place of their words; everything else is escaped.
pub(super) fn put(text: &str, values: &[(String, String)]) -> String {
    for (value, fact) in values {
        let is_whole = |at: usize| {
            let before = text[..at].chars().next_back();
            let behind = text[at + value.len()..].chars().next();
            let joins = |c: Option<char>, edge: Option<char>| {
                c.is_some_and(char::is_alphanumeric) && edge.is_some_and(|c| c.is_ascii_alphanumeric())
            };
            !joins(before, value.chars().next()) && !joins(behind, value.chars().next_back())
        };
        if let Some((at, _)) = text.match_indices(value.as_str()).find(|(at, _)| is_whole(*at)) {
            return format!("{}{fact}{}", put(&text[..at], values), put(&text[at + value.len()..], values));
        }
    }
    let start = &text[..text.len() - text.trim_start().len()];
    let end = if text.trim().is_empty() { "" } else { &text[text.trim_end().len()..] };
    format!("{start}{}{end}", typed(text))
}
