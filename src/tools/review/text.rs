//! Edits of the letter's own texts: Markdown and facts in braces stay where the words did not change.

use super::candidate::{Candidate, How};
use super::draft::Draft;
use super::tree::{Path, key_at, key_of, scalar_at, scalars};
use super::words::{Hunk, Token, alike_look, hunks, joined, plain, same};
use crate::base::yaml::Node;
use crate::base::yaml::edit::{Change, Said};
use crate::base::{Source, Span};
use crate::compose::origin::Origin;
use crate::compose::typed;
use std::ops::Range;
use std::sync::Arc;

/// Ways to give a passage other words by edits of texts: all hunks together, then with blanks and marks beside them.
pub fn words(draft: &Draft, at: usize, want: &[Token]) -> Vec<Candidate> {
    let old = &draft.passages[at].tokens;
    let found = hunks(old, want);
    if found.is_empty() {
        return looks(draft, at, want);
    }
    let ways: Option<Vec<Vec<Placed>>> = found
        .iter()
        .map(|hunk| Some(of_hunk(draft, at, hunk, want)).filter(|ways| !ways.is_empty()))
        .collect();
    let Some(ways) = ways else { return Vec::new() };
    let most = ways.iter().map(Vec::len).max().unwrap_or_default();
    let looks = look_edits(old, &relooked(old, want), &|words| span(draft, at, words)).unwrap_or_default();
    let pick = |way: usize| {
        let edits = ways.iter().map(|ways| ways[way.min(ways.len() - 1)].clone());
        let edits = edits.chain(looks.clone()).collect::<Vec<_>>();
        renamed(draft, together(How::Text, edits))
    };
    (0..most.min(6)).map(pick).collect()
}

/// An edit with its file.
pub(super) type Placed = (Arc<Source>, Change);

/// Edits of several places as one candidate.
pub(super) fn together(how: How, edits: Vec<(Arc<Source>, Change)>) -> Candidate {
    let mut of_files: Vec<(std::path::PathBuf, Vec<Change>)> = Vec::new();
    for (source, change) in edits {
        match of_files.iter_mut().find(|(path, _)| path == source.path()) {
            Some((_, changes)) => changes.push(change),
            None => of_files.push((source.path().to_path_buf(), vec![change])),
        }
    }
    Candidate { how, edits: of_files }
}

/// A candidate whose edits of words in a key, such as an item of an agenda with items below it, give the key another name.
fn renamed(draft: &Draft, mut candidate: Candidate) -> Candidate {
    for (path, changes) in &mut candidate.edits {
        let Some(tree) = draft.trees.iter().find(|tree| tree.span.source.path() == path) else { continue };
        let mut names: Vec<(Path, String, String)> = Vec::new();
        // From the last one on, so that the bytes of those before stay.
        changes.sort_by_key(
            |change| if let Change::Words { at, .. } = change { usize::MAX - at.start } else { 0 },
        );
        changes.retain(|change| {
            let Change::Words { at, new, .. } = change else { return true };
            let Some(key) = key_at(tree, at).and_then(|path| Some((key_of(tree, &path)?, path))) else {
                return true;
            };
            let ((name, start), path) = key;
            if names.last().is_none_or(|(last, ..)| *last != path) {
                names.push((path, name.clone(), name));
            }
            let Some((.., name)) = names.last_mut() else { return true };
            let bytes = at.start.saturating_sub(start)..at.end.saturating_sub(start);
            let is_inside = name.get(bytes.clone()).is_some();
            if is_inside {
                name.replace_range(bytes, new);
            }
            !is_inside
        });
        changes.extend(names.into_iter().map(|(path, old, new)| Change::Rename { path, old, new }));
    }
    candidate
}

/// Whether a word is printed by the same expression as another.
pub(super) fn same_fact(a: Option<&Origin>, b: Option<&Origin>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.fact.is_some() && a.goes_on(b) && a.span == b.span)
}

/// The bytes of a text that words come from, if they are all in one text that can be changed.
pub fn span(draft: &Draft, at: usize, words: &Range<usize>) -> Option<Span> {
    let origins = &draft.origins[at];
    let first = origins.get(words.start)?.as_ref()?;
    let source = &first.span.source;
    if !draft.has(source) {
        return None;
    }
    let (mut start, mut end) = (first.span.start, first.span.end);
    let is_here = |origin: &&Origin| origin.span.source.path() == source.path();
    origins.get(words.end.checked_sub(1)?)?.as_ref().filter(is_here)?;
    // Words in the middle may come from elsewhere: an expression prints them.
    for origin in origins[words.clone()].iter().flatten().filter(is_here) {
        (start, end) = (start.min(origin.span.start), end.max(origin.span.end));
    }
    // A part of what an expression prints cannot be changed in the text.
    let cuts = |inside: usize, outside: Option<usize>| {
        let outside = outside.and_then(|at| origins.get(at)).and_then(Option::as_ref);
        same_fact(origins[inside].as_ref(), outside)
    };
    if cuts(words.start, words.start.checked_sub(1)) || cuts(words.end - 1, Some(words.end)) {
        return None;
    }
    let tree = draft.tree(source)?;
    let is_one = scalar_at(tree, &(start..end)).is_some() || key_at(tree, &(start..end)).is_some();
    is_one.then(|| Span::new(source, start, end))
}

pub(super) fn change(span: &Span, new: String) -> (Arc<Source>, Change) {
    let old = span.text().to_owned();
    (Arc::clone(&span.source), Change::Words { at: span.start..span.end, old, new })
}

/// The ways to write one hunk.
fn of_hunk(draft: &Draft, at: usize, hunk: &Hunk, want: &[Token]) -> Vec<(Arc<Source>, Change)> {
    let tokens = &draft.passages[at].tokens;
    let new = &want[hunk.new.clone()];
    let said = typed(&joined(new, false));
    if hunk.old.is_empty() {
        return inserted(draft, at, hunk.old.start, new, &said);
    }
    let Some(span) = span(draft, at, &hunk.old) else { return Vec::new() };
    let text = span.source.text();
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let blank_before = span.start - (before.len() - before.trim_end().len());
    let blank_after = span.end + (after.len() - after.trim_start().len());
    let wide = |start: usize, end: usize| Span::new(&span.source, start, end);
    let old_spaced = tokens[hunk.old.start].spaced;
    let mut ways = Vec::new();
    if let Some(first) = new.first() {
        let lead = if first.spaced && !old_spaced && hunk.old.start > 0 { " " } else { "" };
        let start = if !first.spaced && old_spaced { blank_before } else { span.start };
        ways.push(change(&wide(start, span.end), format!("{lead}{said}")));
    } else {
        ways.push(change(&wide(blank_before, span.end), String::new()));
        ways.push(change(&wide(span.start, blank_after), String::new()));
        ways.push(change(&span, String::new()));
    }
    // Marks of Markdown beside the words go with them, or stay behind them.
    let marks = |text: &str| text.chars().take_while(|c| matches!(c, '*' | '_')).count();
    let (lead, tail) = (before.chars().rev().take_while(|c| *c == '*').count(), marks(after));
    if lead + tail > 0 {
        for (start, end) in [(lead, tail), (lead, 0), (0, tail)] {
            let (start, end) = (span.start - start, span.end + end);
            ways.push(change(&wide(start, end), said.clone()));
        }
    }
    ways
}

/// The ways to put words in before a word.
fn inserted(draft: &Draft, at: usize, place: usize, new: &[Token], said: &str) -> Vec<(Arc<Source>, Change)> {
    let tokens = &draft.passages[at].tokens;
    let blank = |spaced: bool| if spaced { " " } else { "" };
    let mut ways = Vec::new();
    let lead = blank(new.first().is_some_and(|token| token.spaced));
    let whole = |word: usize| {
        let origins = &draft.origins[at];
        let same = |other: usize| same_fact(origins[word].as_ref(), origins[other].as_ref());
        let start = (0..=word).rev().take_while(|other| same(*other) || *other == word).last()?;
        let end = (word..tokens.len()).take_while(|other| same(*other) || *other == word).last()?;
        span(draft, at, &(start..end + 1)).map(|span| (span, start, end))
    };
    if let Some((span, _, end)) = place.checked_sub(1).and_then(whole)
        && end + 1 == place
    {
        let text = span.source.text();
        ways.push(change(&Span::new(&span.source, span.end, span.end), format!("{lead}{said}")));
        let marks = text[span.end..].chars().take_while(|c| matches!(c, '*' | '_' | '}')).count();
        if marks > 0 {
            let end = span.end + marks;
            ways.push(change(&Span::new(&span.source, end, end), format!("{lead}{said}")));
        }
    }
    if let Some((span, start, _)) = (place < tokens.len()).then_some(place).and_then(whole)
        && start == place
    {
        let lead = if place == 0 { "" } else { lead };
        let behind = blank(tokens[place].spaced || place == 0);
        let lead = if lead.is_empty() || behind.is_empty() { lead } else { "" };
        ways.push(change(&Span::new(&span.source, span.start, span.start), format!("{lead}{said}{behind}")));
    }
    ways
}

/// Ways to give words another look.
fn looks(draft: &Draft, at: usize, want: &[Token]) -> Vec<Candidate> {
    let edits = look_edits(&draft.passages[at].tokens, want, &|words| span(draft, at, words));
    edits.map(|edits| renamed(draft, together(How::Text, edits))).into_iter().collect()
}

/// The old words with the look that those which stay have now.
pub(super) fn relooked(old: &[Token], want: &[Token]) -> Vec<Token> {
    let mut out = old.to_vec();
    let (mut a, mut b) = (0, 0);
    let end = Hunk { old: old.len()..old.len(), new: want.len()..want.len() };
    for hunk in hunks(old, want).into_iter().chain([end]) {
        let kept = out[a..hunk.old.start].iter_mut().zip(&want[b..hunk.new.start]);
        kept.for_each(|(token, new)| token.look.clone_from(&new.look));
        (a, b) = (hunk.old.end, hunk.new.end);
    }
    out
}

/// The edits that give words another look; nothing where `span` does not know from where some of them come.
pub(super) fn look_edits(
    old: &[Token],
    want: &[Token],
    span: &dyn Fn(&Range<usize>) -> Option<Span>,
) -> Option<Vec<Placed>> {
    let differs = |word: usize| old[word].is_word() && !alike_look(&old[word].look, &want[word].look);
    let mut edits = Vec::new();
    let mut word = 0;
    while word < old.len() {
        if !differs(word) {
            word += 1;
            continue;
        }
        let start = word;
        let mut end = word + 1;
        while end < old.len()
            && (!old[end].is_word() || differs(end) && alike_look(&want[end].look, &want[start].look))
        {
            end += 1;
        }
        while end > start + 1 && !old[end - 1].is_word() {
            end -= 1;
        }
        // Words of two texts are two edits.
        let longest = |end: usize| Some((end, span(&(start..end))?));
        let (end, span) = (start + 1..=end).rev().find_map(longest)?;
        edits.extend(look(&span, &old[start], &want[start]));
        word = end;
    }
    (!edits.is_empty()).then_some(edits)
}

/// The edits that give words another look.
fn look(span: &Span, old: &Token, want: &Token) -> Vec<(Arc<Source>, Change)> {
    let text = span.source.text();
    let (mut before, mut after) = (String::new(), String::new());
    let (mut start, mut end) = (span.start, span.end);
    for (mark, was, is) in [("*", old.look.italic, want.look.italic), ("**", old.look.bold, want.look.bold)] {
        match (was, is) {
            (false, true) => {
                before.insert_str(0, mark);
                after.push_str(mark);
            }
            (true, false) => {
                if text[..start].ends_with(mark) {
                    start -= mark.len();
                } else {
                    before = format!("{mark}{before}");
                }
                if text[end..].starts_with(mark) {
                    end += mark.len();
                } else {
                    after.push_str(mark);
                }
            }
            _ => {}
        }
    }
    if old.look.link != want.look.link {
        if let Some(rest) = text[end..].strip_prefix("](")
            && let Some(close) = rest.find(')')
        {
            if want.look.link.is_none() && text[..start].ends_with('[') {
                start -= 1;
                end += 2 + close + 1;
            } else if let Some(link) = &want.look.link {
                let address = rest[..close].split_whitespace().next().unwrap_or_default().len();
                let target = Span::new(&span.source, end + 2, end + 2 + address);
                return vec![change(&target, link.to_string())];
            }
        } else if let Some(link) = &want.look.link {
            before.insert(0, '[');
            after.push_str(&format!("]({link})"));
        }
    }
    vec![change(&Span::new(&span.source, start, end), format!("{before}{}{after}", span.text()))]
}

/// Words in the place of the expressions that print a changed passage, where no fact can be changed.
pub fn literal(draft: &Draft, at: usize, want: &[Token]) -> Vec<Candidate> {
    let old = &draft.passages[at].tokens;
    let origins = &draft.origins[at];
    let mut edits = Vec::new();
    let mut fact = String::new();
    for hunk in hunks(old, want) {
        if hunk.old.is_empty() {
            return Vec::new();
        }
        let same = |a: usize, b: usize| same_fact(origins[a].as_ref(), origins[b].as_ref());
        let (mut start, mut end) = (hunk.old.start, hunk.old.end);
        let (mut from, mut to) = (hunk.new.start, hunk.new.end);
        while start > 0 && from > 0 && same(start, start - 1) {
            (start, from) = (start - 1, from - 1);
        }
        while end < old.len() && to < want.len() && same(end - 1, end) {
            (end, to) = (end + 1, to + 1);
        }
        let Some(span) = span(draft, at, &(start..end)) else { return Vec::new() };
        let name = origins[start].as_ref().and_then(|origin| origin.fact.clone());
        fact = name.unwrap_or(fact);
        edits.push(change(&span, typed(&joined(&want[from..to], false))));
    }
    if fact.is_empty() { Vec::new() } else { vec![together(How::Literal(fact), edits)] }
}

/// A text that is not among the words of the letter, such as the description of an image: the only value that says it.
pub fn whole(draft: &Draft, at: usize, want: &[Token]) -> Vec<Candidate> {
    let passage = &draft.passages[at];
    if passage.story != "image" {
        return Vec::new();
    }
    let mut found = Vec::new();
    for tree in &draft.trees {
        let says_so = |node: &&Node| node.as_str().is_some_and(|own| same(&plain(own), &passage.tokens));
        found.extend(scalars(tree).into_iter().filter(|(_, node)| says_so(node)).map(|own| (tree, own)));
    }
    let [(tree, (path, node))] = &found[..] else { return Vec::new() };
    let new = Said::Text(joined(want, false));
    let set =
        Change::Set { path: path.clone(), old: Some(node.written().to_owned()), new, order: Vec::new() };
    vec![Candidate::one(How::Entry, &tree.span.source, set)]
}
